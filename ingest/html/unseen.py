"""Steps: what no reader sees goes; a publisher's own elements become the plain ones they behave like."""

import re

from lxml import etree

from ingest.html.kept import WORD, Element, KeptParts, replace_by_text
from ingest.html.tree import BLOCKS, classes, line_before, one_line

_DROPPED = tuple(
    """script style template noscript iframe object embed applet svg canvas audio video map button select input option
    textarea dialog d-front-matter d-bibliography d-footnote-list d-citation-list dt-bibliography dt-byline
    d-byline""".split()
)
MIN_FORM_WORDS = 15
"""Words of a paragraph that make the form around it more than a form."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHOWN_AGAIN = re.compile(r":(block|flex|grid|inline|table|contents)")
"""Tailwind hides on one width and shows on another."""
_HIDDEN_CLASSES = frozenset(
    """sr-only visually-hidden visuallyhidden screen-reader-text assistive-text hidden-visually mw-editsection
    mw-jump-link noprint printonly skip-link""".split()
)
_HELPER = re.compile(r"copy|clipboard|clip-?btn|share|toggle", re.IGNORECASE)
_AFTER_CODE = re.compile(rf"({WORD.pattern}|`)\s*$")
_GOES_ON_TO = re.compile(r"[\w,)]\s+[\"'“‘«(\[]?$")
_GOES_ON = re.compile(r"[\"'”’»)\]]?(\s+\w|[.,;:!?]+(\s|$))")
"""How a sentence goes on around something in it."""
_RENAMED = {
    "d-article": "article",
    "dt-article": "article",
    "d-figure": "figure",
    "dt-figure": "figure",
    "d-code": "pre",
    "dt-code": "pre",
    "d-appendix": "section",
    "dt-appendix": "section",
    "amp-img": "img",
    "amp-iframe": "div",
}


def rename_custom(tree: Element, kept: KeptParts) -> None:
    """Custom elements (a hyphen in their name) are content, of the kind that they stand for or that they hold."""
    for element in list(tree.iter()):
        tag = str(element.tag)
        if tag in _RENAMED:
            element.tag = "code" if _is_inline_code(element) else _RENAMED[tag]
        elif "-" in tag and tag not in _DROPPED and not tag.startswith(("mjx-", "d-math", "dt-math")):
            _rename_unknown(element)


def _is_inline_code(element: Element) -> bool:
    parent = element.getparent()
    is_code = element.tag in ("d-code", "dt-code") and element.get("block") is None
    return is_code and parent is not None and parent.tag in ("p", "li", "span")


def space_breaks(tree: Element, kept: KeptParts) -> None:
    """A line break parts words also where a text is set in one line: in headings, captions and cells."""
    for line_break in tree.iter("br"):
        line_break.tail = " " + (line_break.tail or "")


def _rename_unknown(element: Element) -> None:
    """A block when it holds blocks or stands between them; part of the line when text stands right beside it."""
    holds_blocks = any(part.tag in BLOCKS for part in element.iterdescendants())
    element.set("class", f"{element.get('class') or ''} {element.tag!s}".strip())
    element.tag = "div" if holds_blocks or (_is_among_blocks(element) and not _is_in_a_line(element)) else "span"


def _is_among_blocks(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and any(part.tag in BLOCKS for part in parent if part is not element)


def _is_in_a_line(element: Element) -> bool:
    previous, parent = element.getprevious(), element.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else ""
    return bool((before or "").strip() or (element.tail or "").strip())


def drop_unseen(tree: Element, kept: KeptParts) -> None:
    """Comments, styles, scripts, controls and what is hidden; a form that holds the page is only a wrapper.

    Where most of the text is hidden, a script shows it part by part: it stays.
    """
    body = tree.find(".//body")
    length = len(one_line(body if body is not None else tree))
    for form in list(tree.iter("form")):
        if len(one_line(form)) * 2 > length or any(
            len(one_line(part).split()) > MIN_FORM_WORDS for part in form.iter("p")
        ):
            form.tag = "div"
        else:
            replace_by_text(form, "")
    for element in list(tree.iter(*_DROPPED, etree.Comment, etree.ProcessingInstruction)):
        replace_by_text(element, one_line(element) if is_button_of_a_sentence(element) else "")
    hidden = _outermost_hidden(tree)
    if sum(len(one_line(element)) for element in hidden) * 2 < length:
        for element in hidden:
            replace_by_text(element, "")


def _outermost_hidden(tree: Element) -> list[Element]:
    hidden: dict[Element, None] = {}
    for element in tree.iter():
        if (
            isinstance(element.tag, str)
            and _is_hidden(element)
            and not any(around in hidden for around in element.iterancestors())
        ):
            hidden[element] = None
    return list(hidden)


def _is_hidden(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or (element.get("role") == "button" and not _is_word_of_a_sentence(element))
        or _HIDDEN_STYLE.search(element.get("style") or "") is not None
        or bool(classes(element) & _HIDDEN_CLASSES)
        or _is_permalink(element)
        or ("hidden" in classes(element) and not _SHOWN_AGAIN.search(element.get("class") or ""))
    )


def _is_word_of_a_sentence(element: Element) -> bool:
    """Whether text stands before it and goes on behind it, as around a word with a tooltip; a link is a button."""
    previous, parent = element.getprevious(), element.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else ""
    return element.tag == "span" and all(re.search(r"\w", text or "") for text in (before, element.tail))


def is_button_of_a_sentence(element: Element) -> bool:
    """Whether a sentence names a button by showing it: "press Run to start". One right after code copies the code."""
    before, after = line_before(element), element.tail or ""
    parent = element.getparent()
    if element.tag != "button" or parent is None or parent.tag in ("a", "button", "pre"):
        return False
    if _HELPER.search(element.get("class") or "") or _AFTER_CODE.search(before):
        return False
    return _GOES_ON_TO.search(before) is not None and _GOES_ON.match(after) is not None


def _is_permalink(element: Element) -> bool:
    """Sphinx's sign beside a formula or caption; one that names its place is left for the heading it may stand in."""
    is_named = element.get("id") or element.get("name")
    return "headerlink" in classes(element) and not is_named and re.search(r"\w", one_line(element)) is None
