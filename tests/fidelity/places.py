"""What an element makes of the text in it: a heading, a caption, a label, a footnote, a reference mark."""

import re
from dataclasses import replace

from tests.fidelity.article import Region, running_words
from tests.fidelity.blocks import Place
from tests.fidelity.dom import HEADING_TAGS, Node
from tests.fidelity.names import name_parts

MOST_LABELS = 1000
_NOTE_TAGS = ("d-footnote", "dt-fn")
_NOTE_CLASSES = frozenset(("marginnote", "sidenote", "margin-note", "side-note", "footnote-content"))
_REFERENCE = re.compile(r"[\s\[(]*([\d*†‡§¶#↩︎^,–-]{0,7}|[a-z])[\])\s]*")
_SHOWS = frozenset(("img", "svg", "canvas", "video", "iframe", "object"))


def place_in(node: Node, around: Place) -> Place:
    """The place of the text in a block element."""
    if node.tag in HEADING_TAGS:
        region: Region = "neutral" if around.kind == "label" else around.region
        return Place(region, "heading", int(node.tag[1]), around.note)
    if _is_caption(node):
        return Place(around.region, "caption")
    if _is_drawing(node):
        return Place(around.region, "label")
    notes = node.get("role") == "doc-endnotes" or not name_parts(node).isdisjoint(("footnotes", "endnotes"))
    return replace(around, note=True) if notes else around


def _is_caption(node: Node) -> bool:
    if node.tag in ("figcaption", "caption"):
        return True
    named = any("caption" in part or part in ("thecap", "imgcap") for part in name_parts(node))
    return named and not any(one.tag in ("img", "svg", "table", "video") for one in node.walk())


def _is_drawing(node: Node) -> bool:
    """A figure that shows something: its texts are labels, apart from the caption.

    One that holds headings of the page or pages of text was never closed.
    """
    if node.tag not in ("figure", "d-figure", "dt-figure"):
        return False
    inner = {one.tag for one in node.walk()}
    if not inner.isdisjoint(("h1", "h2")) or running_words(node) > MOST_LABELS:
        return False
    return bool(inner & _SHOWS) or not inner & {"pre", "table"}


def is_note(node: Node) -> bool:
    """A footnote that stands in the middle of its sentence: Distill's, or one that the theme shows in the margin."""
    return node.tag in _NOTE_TAGS or (not node.blocky and not _NOTE_CLASSES.isdisjoint(node.classes))


def is_mark(node: Node) -> bool:
    """A reference mark: an empty citation of Distill, or a short link in superscript or of a footnote's class."""
    if node.tag in ("d-cite", "dt-cite"):
        return not node.text().strip()
    if node.tag not in ("sup", "a", "span") or not _REFERENCE.fullmatch(node.text()):
        return False
    link = next((one for one in node.walk() if one.tag == "a"), None)
    named = not name_parts(node).isdisjoint(("footnote", "footnotes", "fnref", "reference", "noteref", "backref"))
    return link is not None and link.get("href").startswith("#") and (node.tag == "sup" or named)


def is_menu_link(node: Node, around: Place) -> bool:
    """A link among links, in furniture: each stands for itself."""
    if around.region != "furniture" or node.tag != "a" or node.parent is None:
        return False
    beside = "".join(child for child in node.parent.children if isinstance(child, str))
    return not re.search(r"\w", beside) and sum(child.tag == "a" for child in node.parent.elements) > 1


def is_in(node: Node, *tags: str) -> bool:
    """Whether an element is one of some tags or stands in one."""
    return node.tag in tags or any(one.tag in tags for one in node.above())
