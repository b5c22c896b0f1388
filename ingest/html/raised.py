"""Step: superscripts and subscripts in prose, which would otherwise run into the number before them (10-5)."""

from collections.abc import Iterator

from lxml import etree

from ingest.html.kept import WORD, Element, KeptParts, replace_by_text
from ingest.html.tree import BLOCKS
from ingest.raised import shifted_text

_EMPHASIS = ("i", "em", "b", "strong", "var", "span")
ENOUGH = 12
"""Characters before a superscript that tell what it belongs to."""


def keep_raised(tree: Element, kept: KeptParts) -> None:
    """Exponents and indices get a form of their own (`ingest.raised`); what holds a link or a kept part stays."""
    walk = etree.iterwalk(tree, events=("end",), tag=("sup", "sub"))
    for part in [part for _, part in walk]:
        shown = shifted_element(part, _before(part))
        if shown is not None:
            replace_by_text(part, shown)


def shifted_element(part: Element, before: str) -> str | None:
    """What stands for a `sup` or `sub` after a text; None where it is no exponent or index."""
    text = "".join(part.itertext())
    if any(inner.tag not in _EMPHASIS for inner in part.iterdescendants()) or WORD.search(text):
        return None
    shown = shifted_text(str(part.tag), text, before, part.tail or "")
    return shown if shown != text else None


def _before(part: Element) -> str:
    """The end of the text right before an element, within its parent."""
    found = ""
    for text in _backwards(part):
        found = text + found
        if len(found) >= ENOUGH:
            break
    return found


def _backwards(part: Element) -> Iterator[str]:
    """The texts before an element from the last to the first, as far as its line goes."""
    previous = part.getprevious()
    while previous is not None:
        yield previous.tail or ""
        if previous.tag in BLOCKS or previous.tag == "br":
            return
        yield "".join(previous.itertext()) if isinstance(previous.tag, str) else ""
        previous = previous.getprevious()
    parent = part.getparent()
    yield (parent.text if parent is not None else "") or ""
