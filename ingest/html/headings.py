"""Step: a heading keeps its level and the id a browser can jump to; its permalink sign goes."""

import re

from ingest.assemble import Piece
from ingest.html.kept import Element, KeptParts, replace_by_text
from ingest.html.tree import HEADINGS, attached, classes, one_line

MAX_WORDS = 30
MAX_WORDS_OF_SENTENCE = 11
_PERMALINK = re.compile(r"^[\s#¶§🔗\u200b\u2060\ufeff]*(link|permalink|direct link to .*)?[\s#\u200b]*$", re.IGNORECASE)
_LINK_CLASSES = frozenset(
    "anchor headerlink header-anchor hash-link heading-anchor permalink anchor-link mw-editsection".split()
)


def keep_headings(tree: Element, kept: KeptParts) -> None:
    """All headings, in order."""
    for titled in list(tree.xpath("//*[@role='heading'][not(self::h1|self::h2|self::h3|self::h4|self::h5|self::h6)]")):
        level = titled.get("aria-level") or "2"
        titled.tag = f"h{level}" if level in "123456" else "h6"
    _reunite(tree)
    for heading in list(tree.iter(*HEADINGS)):
        if not attached(heading, tree):
            continue
        anchor = _anchor(heading)
        _drop_permalinks(heading)
        text = one_line(heading)
        if _is_paragraph(text):
            heading.tag = "p"
        elif re.search(r"\w", text):
            images = kept.images_in(text)
            piece = Piece("heading", text, level=int(str(heading.tag)[1]), anchor=anchor)
            kept.replace(heading, *images, piece, block=True)
        else:
            replace_by_text(heading, f" {text} " if text else "")


def _reunite(tree: Element) -> None:
    """A paragraph in a heading, which the parser puts behind it, is the heading's text."""
    for heading in list(tree.iter(*HEADINGS)):
        following = heading.getnext()
        if following is None or following.tag != "p" or one_line(heading) or (heading.tail or "").strip():
            continue
        text = one_line(following)
        if text and len(text.split()) <= MAX_WORDS_OF_SENTENCE and not text.endswith((".", ":")):
            heading.text = text
            replace_by_text(following, "")


def _is_paragraph(text: str) -> bool:
    """Whether a heading is a paragraph that somebody wanted large: long, or not so long and a whole sentence."""
    words = len(text.split())
    return words > MAX_WORDS or (words > MAX_WORDS_OF_SENTENCE and text.endswith((".", "!", "…", ".“", ".”", '."')))


def _drop_permalinks(heading: Element) -> None:
    for part in list(heading.iter("a", "span", "button")):
        if part.getparent() is None:
            continue
        bare = part.tag == "a" and _PERMALINK.match("".join(part.itertext()))
        named = bool(classes(part) & _LINK_CLASSES) and (
            part.tag != "a" or len(one_line(part)) < 3 or one_line(heading) != one_line(part)
        )
        if bare or named:
            replace_by_text(part, "")


def _anchor(heading: Element) -> str:
    """The heading's id, or that of an anchor in it or right before it, or of the section that it opens."""
    inside = (part.get("id") or part.get("name") for part in heading.iter() if isinstance(part.tag, str))
    own = next(filter(None, inside), "") or ""
    parent = heading.getparent()
    if own or parent is None:
        return own
    before = heading.getprevious()
    if (
        before is not None
        and before.tag in ("a", "span")
        and (before.get("name") or before.get("id"))
        and not one_line(before)
    ):
        return before.get("name") or before.get("id") or ""
    opens = parent.tag in ("section", "div", "article", "header") and not (parent.text or "").strip()
    first = next(
        (child for child in parent if isinstance(child.tag, str) and (one_line(child) or child is heading)), None
    )
    return (parent.get("id") or "") if opens and first is heading else ""
