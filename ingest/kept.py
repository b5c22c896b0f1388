"""What trafilatura must not touch: taken out of the page, one word left in its place, and put back afterwards."""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from ingest.assemble import Piece

_WORD = re.compile(r"zqk(\d+)kqz")
Element = etree._Element
_HOLDS_BLOCKS = frozenset(
    "html body main article section div center td th blockquote figure details dd header footer aside".split()
)


@dataclass(slots=True)
class KeptParts:
    """The parts taken out, by the number in their word; without `block`, a part stands inside its sentence."""

    parts: list[tuple[tuple[Piece, ...], bool]] = field(default_factory=list)
    warnings: set[str] = field(default_factory=set)
    """What was lost on the way, one sentence each."""

    def word_for(self, *pieces: Piece, block: bool) -> str:
        """Stores pieces and returns the word that stands for them."""
        self.parts.append((pieces, block))
        return f"zqk{len(self.parts) - 1}kqz"

    def replace(self, element: Element, *pieces: Piece, block: bool) -> None:
        """Puts the pieces' word where the element was; between blocks, a block gets a paragraph of its own."""
        word = self.word_for(*pieces, block=block)
        parent = element.getparent()
        if not block or parent is None or parent.tag not in _HOLDS_BLOCKS:
            replace_by_text(element, word)
            return
        paragraph = etree.Element("p")
        paragraph.text, paragraph.tail = word, element.tail
        parent.replace(element, paragraph)

    def restore(self, text: str, piece: Piece) -> list[Piece]:
        """A paragraph's text with its words put back: inline parts inside it, blocks between its halves."""
        pieces: list[Piece] = []
        current = ""
        cursor = 0
        for match in _WORD.finditer(text):
            current += text[cursor : match.start()]
            cursor = match.end()
            kept, block = self.parts[int(match[1])]
            if block:
                pieces += [_with_text(piece, current), *(part for inner in kept for part in self._restore_inner(inner))]
                current = ""
            else:
                current += "".join(self._inline_text(inner) for inner in kept)
        pieces.append(_with_text(piece, current + text[cursor:]))
        return [part for part in pieces if re.search(r"\w", part.text) or part.kind == "figure"]

    def plain(self, text: str) -> str:
        """A text with every word replaced by what it stands for, blocks too, in one line."""
        return _WORD.sub(
            lambda match: " ".join(self._inline_text(inner) for inner in self.parts[int(match[1])][0]), text
        )

    def _restore_inner(self, piece: Piece) -> list[Piece]:
        if piece.kind in ("caption", "table", "heading") and _WORD.search(piece.text):
            return [
                replace(
                    piece,
                    text=" ".join(self.plain(piece.text).split()) if piece.kind != "table" else self.plain(piece.text),
                )
            ]
        return [piece]

    def _inline_text(self, piece: Piece) -> str:
        return "" if piece.kind == "figure" else self.plain(piece.text)


def _with_text(piece: Piece, text: str) -> Piece:
    return replace(piece, text=text.strip() if piece.kind != "item" else text.rstrip())


def replace_by_text(element: Element, text: str) -> None:
    """Puts text where the element was, joined to what stands around it."""
    parent = element.getparent()
    if parent is None:
        return
    text += element.tail or ""
    previous = element.getprevious()
    if previous is None:
        parent.text = (parent.text or "") + text
    else:
        previous.tail = (previous.tail or "") + text
    parent.remove(element)
