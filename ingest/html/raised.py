"""Step: superscripts and subscripts in prose, which would otherwise run into the number before them (10-5)."""

from lxml import etree

from ingest.html.kept import WORD, Element, KeptParts, replace_by_text
from ingest.html.tree import line_before
from ingest.raised import shifted_text

_EMPHASIS = ("i", "em", "b", "strong", "var", "span")


def keep_raised(tree: Element, kept: KeptParts) -> None:
    """Exponents and indices get a form of their own (`ingest.raised`); what holds a link or a kept part stays."""
    walk = etree.iterwalk(tree, events=("end",), tag=("sup", "sub"))
    for part in [part for _, part in walk]:
        shown = shifted_element(part, line_before(part))
        if shown is not None:
            replace_by_text(part, shown)


def shifted_element(part: Element, before: str) -> str | None:
    """What stands for a `sup` or `sub` after a text; None where it is no exponent or index."""
    text = "".join(part.itertext())
    if any(inner.tag not in _EMPHASIS for inner in part.iterdescendants()) or WORD.search(text):
        return None
    shown = shifted_text(str(part.tag), text, before, part.tail or "")
    return shown if shown != text else None
