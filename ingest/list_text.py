"""The words of a curated list: what a node shows, which title a link has, and what its curator says beside it."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from markdown_it.tree import SyntaxTreeNode

STARS = re.compile("[⭐★🌟]\ufe0f?")
_GENERIC = frozenset(
    {
        "here",
        "link",
        "paper",
        "code",
        "pdf",
        "website",
        "blog",
        "video",
        "slides",
        "post",
        "article",
        "github",
        "web",
        "page",
    }
)
_JOINING = frozenset({"and", "or", "plus", "with"})
_EDGE = " \t\n-–—:,.;|"
_BRACKETS = "()[]"
_EMPTY_BRACKETS = re.compile(r"\(\W*\)|\[\W*\]")
_LONE_MARKS = re.compile(r"(?:\s+[,.;:|])+(?=\s|$)")

Span = tuple[int, int]
"""Where a link's text begins and ends in the text of its paragraph."""


def walk(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    """A node and those below it, without what an image holds in place of itself."""
    yield node
    for child in node.children if node.type != "image" else ():
        yield from walk(child)


def is_link(node: SyntaxTreeNode) -> bool:
    """Whether a node is a link, as GitHub understands it: a bare address begins with its scheme or with `www.`."""
    if node.type != "link" or node.markup != "linkify":
        return node.type == "link"
    return shown(node).lower().startswith(("http:", "https:", "ftp:", "//", "www."))


def shown(node: SyntaxTreeNode) -> str:
    """Visible text of a node, without images and HTML."""
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    return "" if node.type == "image" else "".join(shown(child) for child in node.children)


def inline_markup(node: SyntaxTreeNode) -> str:
    """The text of a node as HTML, with the tags that stand in it."""
    return "".join(part.content if part.type == "html_inline" else _escaped(part) for part in walk(node))


def _escaped(node: SyntaxTreeNode) -> str:
    return escape(shown(node)) if not node.children else ""


def clean(text: str) -> str:
    """A text in one line, without stars."""
    return " ".join(STARS.sub("", text).split())


def spans_of(labels: Sequence[str], whole: str) -> list[Span]:
    """Where the links of a text stand in it, one after the other; one that shows nothing has no length."""
    spans, cursor = [], 0
    for label in labels:
        start = max(whole.find(label, cursor), cursor) if label.strip() else cursor
        cursor = start + len(label)
        spans.append((start, cursor))
    return spans


def title_of(label: str, before: str) -> str:
    """The link's text, or what stands before it where that says more than "here"."""
    title = clean(label)
    context = clean(before).strip(_EDGE + _BRACKETS)
    return context if _is_generic(title) and context else title


def note_of(whole: str, spans: Sequence[Span]) -> str:
    """What is said beside the first of the links. Further ones are named only where they are part of a sentence.

    >>> note_of("Mask R-CNN (code): read it first", [(0, 10), (12, 16)])
    'read it first'
    >>> note_of("Boxes by Ann, better than Masks and Dots (2020)", [(0, 5), (26, 31), (36, 40)])
    'by Ann, better than Masks and Dots (2020)'
    >>> note_of("MobileNet: paper, code", [(11, 16), (18, 22)]), note_of("Boxes and Masks", [(0, 5), (10, 15)])
    ('', '')
    """
    start, end = spans[0]
    before, label = whole[:start], whole[start:end]
    if title_of(label, before) != clean(label):
        before = ""  # its words are the title
    ends = [end for _, end in spans]
    between = [whole[left:right] for left, (right, _) in zip(ends, spans[1:], strict=False)]
    last = whole[ends[-1] :]
    if not any(map(_says_something, (*between, last))):
        return _tidy(before)
    named = _says_something(before)
    text = before + label if named else ""
    for gap, (start, end) in zip(between, spans[1:], strict=True):
        joined = not _says_something(gap)
        named = not _is_generic(whole[start:end].strip(_BRACKETS)) and (named or not joined)
        text += gap if named or not joined else "".join(mark for mark in gap if mark in _BRACKETS)
        text += whole[start:end] if named else ""
    return _tidy(text + last)


def _is_generic(title: str) -> bool:
    return title.casefold() in _GENERIC


def _says_something(text: str) -> bool:
    """Whether a text has a word that does more than join.

    >>> _says_something(" and ("), _says_something(": by Ann")
    (False, True)
    """
    return any(word not in _JOINING for word in re.findall(r"\w+", text.lower()))


def _tidy(text: str) -> str:
    """A note without the marks that only set it off from its links.

    >>> _tidy(" ([]): good (2017)."), _tidy(" - (with a note)"), _tidy("by Ann. , . Short")
    ('good (2017)', 'with a note', 'by Ann. Short')
    """
    text = clean(text)
    while (shorter := _EMPTY_BRACKETS.sub("", text)) != text:
        text = shorter
    text = clean(_LONE_MARKS.sub("", f" {text}")).lstrip(_EDGE + ")]").rstrip(_EDGE + "([")
    inner = text[1:-1]
    is_bracketed = text[:1] + text[-1:] in ("()", "[]") and not any(mark in _BRACKETS for mark in inner)
    return inner.strip(_EDGE) if is_bracketed else text
