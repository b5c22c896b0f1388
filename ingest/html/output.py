"""Trafilatura's own body -> pieces: for text that stands in a page's data (JSON-LD) and not in its markup."""

from collections.abc import Iterator

from ingest.assemble import Piece
from ingest.html.kept import Element
from ingest.html.tree import one_line

_BLOCKS = ("p", "head", "item", "quote", "code", "cell")


def output_pieces(found: Element) -> list[Piece]:
    """The paragraphs and items of the body, in order."""
    return [piece for piece in _pieces(found) if piece.text.strip("-> ")]


def _pieces(element: Element) -> Iterator[Piece]:
    if element.tag in _BLOCKS:
        text = one_line(element)
        if element.tag == "item":
            yield Piece("item", f"- {text}")
        else:
            yield Piece("quote", f"> {text}") if element.tag == "quote" else Piece("paragraph", text)
        return
    yield Piece("paragraph", " ".join((element.text or "").split()))
    for child in element:
        yield from _pieces(child)
        yield Piece("paragraph", " ".join((child.tail or "").split()))
