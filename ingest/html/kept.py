"""What trafilatura must not touch: taken out of the page, one word left in its place, and put back afterwards."""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from ingest.assemble import Piece

Element = etree._Element
WORD = re.compile(r"zqk(\d+)kqz")
_HOLDS_BLOCKS = frozenset(
    "html body main article section div center td th blockquote figure details dd li header footer aside".split()
)
_TAGS = {"heading": "h3", "figure": "figure", "caption": "figure"}
_DELIMITED = re.compile(r"^\$\$\n(.*)\n\$\$$", re.DOTALL)


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
        """Puts the pieces' word where the element was; between blocks, a block gets an element of its own.

        What is a heading or a figure stays one, for trafilatura to judge it as such.
        """
        word = self.word_for(*pieces, block=block)
        parent = element.getparent()
        if not block or parent is None or parent.tag not in _HOLDS_BLOCKS:
            replace_by_text(element, f" {word} " if block else word)
            return
        paragraph = etree.Element(_TAGS.get(pieces[-1].kind, "p") if pieces else "p")
        paragraph.text, paragraph.tail = word, element.tail
        parent.replace(element, paragraph)

    def restore(self, text: str, piece: Piece) -> list[Piece]:
        """A paragraph's text with its words put back: inline parts inside it, blocks between its halves.

        An image in the middle of a paragraph does not cut it: it comes before the paragraph's text or after it.
        """
        pieces: list[Piece] = []
        images: list[Piece] = []
        current, cursor = "", 0
        for match in WORD.finditer(text):
            current += text[cursor : match.start()]
            cursor = match.end()
            kept, block = self.parts[int(match[1])]
            if not block:
                current += "".join(self._inline_text(inner) for inner in kept)
            elif all(inner.kind == "figure" for inner in kept) and re.search(r"\w", current):
                images += kept
                current = current.rstrip()
            else:
                pieces += [_with_text(piece, current), *images, *(self._filled(inner) for inner in kept)]
                current, images = "", []
        pieces += [_with_text(piece, current + text[cursor:]), *images]
        return [part for part in pieces if re.search(r"\w", part.text) or part.kind == "figure"]

    def in_line(self, text: str) -> str:
        """A text with every word replaced by what it stands for, in one line: display formulas become inline ones."""
        filled = WORD.sub(lambda match: self._in_line_parts(int(match[1])), text)
        return " ".join(filled.split())

    def images_in(self, text: str) -> list[Piece]:
        """The images that stand in a text that will be kept in one line."""
        return [
            piece for match in WORD.finditer(text) for piece in self.parts[int(match[1])][0] if piece.kind == "figure"
        ]

    def is_block(self, word: str) -> bool:
        """Whether a word stands for a part that is a block of its own."""
        return self.parts[int(word[3:-3])][1]

    def _in_line_parts(self, number: int) -> str:
        pieces, block = self.parts[number]
        joint = " " if block else ""
        return joint + " ".join(self._inline_text(piece) for piece in pieces) + joint

    def _filled(self, piece: Piece) -> Piece:
        """A block whose own text holds words: captions, headings and tables were made after formulas and code."""
        if piece.kind in ("caption", "heading"):
            return replace(piece, text=self.in_line(piece.text))
        if piece.kind == "table":
            filled = WORD.sub(lambda match: self._in_line_parts(int(match[1])).strip().replace("|", "\\|"), piece.text)
            return replace(piece, text=filled)
        return piece

    def _inline_text(self, piece: Piece) -> str:
        if piece.kind == "figure":
            return ""
        display = _DELIMITED.match(piece.text) if piece.kind == "formula" else None
        return self.in_line(f"${' '.join(display[1].split())}$" if display else piece.text)


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
