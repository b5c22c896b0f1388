"""All that a reader of a page could see: what sentences are looked for in."""

from collections.abc import Iterator

from ingest.html.kept import Element
from ingest.html.tree import BLOCKS

_UNSEEN = ("script", "style", "template", "noscript", "head", "title")


def visible_text(tree: Element) -> str:
    """The text of a page in one line."""
    return " ".join("".join(_parts(tree)).replace("\xad", "").replace("\u200b", "").split())


def _parts(element: Element) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in _UNSEEN:
        yield element.text or ""
        for child in element:
            yield from _parts(child)
            yield child.tail or ""
        if element.tag in BLOCKS or element.tag == "br":
            yield " "
