"""Pieces in reading order -> a document: one Markdown text with the places of its sections, blocks and figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.records import Block, BlockKind, Document, Figure, Section


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as an extractor yields it; `text` is its final Markdown."""

    kind: BlockKind | Literal["figure"]
    text: str = ""
    level: int = 0
    """Of a heading, 1 to 6."""
    anchor: str = ""
    page: int | None = None
    url: str = ""
    """Of a figure."""


@dataclass(slots=True)
class _Assembly:
    title: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    previous: BlockKind | None = None
    headings: list[tuple[int, str]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        if piece.kind == "figure":
            self.figures.append(Figure(piece.url, "", piece.text, self.length))
        elif piece.kind == "heading":
            self._heading(piece)
        else:
            self._block(piece, piece.kind)

    def _heading(self, piece: Piece) -> None:
        self.headings = [(level, text) for level, text in self.headings if level < piece.level]
        if piece.text != self.title:
            self.headings.append((piece.level, piece.text))
        self._open_section(piece.anchor, page_starts=True)
        self._write("#" * piece.level + " " + piece.text, "heading", piece.page)

    def _block(self, piece: Piece, kind: BlockKind) -> None:
        new_page = bool(self.blocks) and self.blocks[-1].page != piece.page
        if not self.sections or new_page:
            self._open_section(self.sections[-1].anchor if self.sections else "", page_starts=new_page)
        start = self._write(piece.text, kind, piece.page)
        if (
            kind == "caption"
            and self.figures
            and self.figures[-1].position >= start - 2
            and not self.figures[-1].caption
        ):
            image = self.figures[-1]
            self.figures[-1] = Figure(image.url, piece.text, image.alt, image.position)

    def _open_section(self, anchor: str, *, page_starts: bool) -> None:
        if self.sections:
            last = self.sections[-1]
            self.sections[-1] = Section(last.path, last.anchor, last.start, self.length)
        start = self.length + len(self._joint("heading")) if page_starts else self.length
        self.sections.append(Section(tuple(text for _, text in self.headings), anchor, start, start))

    def _write(self, text: str, kind: BlockKind, page: int | None) -> int:
        joint = self._joint(kind)
        start = self.length + len(joint)
        self.parts += [joint, text]
        self.length = start + len(text)
        self.blocks.append(Block(kind, start, self.length, len(self.sections) - 1, page))
        self.previous = kind
        return start

    def _joint(self, kind: BlockKind) -> str:
        if self.previous is None:
            return ""
        return "\n" if kind == self.previous == "item" else "\n\n"


def assemble(source_id: str, title: str, pieces: Iterable[Piece], warnings: Sequence[str] = ()) -> Document:
    """The document of the pieces; pieces without text are left out."""
    assembly = _Assembly(title)
    for piece in pieces:
        if piece.text.strip() or piece.kind == "figure":
            assembly.add(piece)
    sections = assembly.sections
    if sections:
        last = sections[-1]
        sections[-1] = Section(last.path, last.anchor, last.start, assembly.length)
    parts = (tuple(sections), tuple(assembly.blocks), tuple(assembly.figures))
    return Document(source_id, title, "".join(assembly.parts), *parts, tuple(warnings))
