"""An HTML page -> pieces: trafilatura says what is content; formulas, figures, code and tables pass it by."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import trafilatura
from lxml import etree
from trafilatura.utils import load_html

from ingest.assemble import Piece
from ingest.charset import decoded
from ingest.html_steps import rewrite
from ingest.kept import Element, KeptParts
from ingest.page import Page

_UNSEEN = ("script", "style", "template", "noscript", "head", "title")
_SITE_SUFFIX = re.compile(r"\s+[|·–—-]\s+[^|·–—-]{2,40}$")


def parse_html(page: Page) -> Element | None:
    """The page's tree, whatever its bytes and headers say of their encoding; None where there is no markup."""
    tree: Element | None = load_html(decoded(page))
    return tree


def html_title(tree: Element) -> str:
    """What the page calls itself: og:title, else its only h1, else its title without the site's name."""
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:title" and (meta.get("content") or "").strip():
            return " ".join((meta.get("content") or "").split())
    headings = [" ".join("".join(heading.itertext()).split()) for heading in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0].rstrip("#¶ ")
    title = next((" ".join("".join(element.itertext()).split()) for element in tree.iter("title")), "")
    return _SITE_SUFFIX.sub("", title)


def html_description(tree: Element) -> str:
    """The page's own description of itself, or empty."""
    for meta in tree.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in ("description", "og:description"):
            return " ".join((meta.get("content") or "").split())
    return ""


def visible_text(tree: Element) -> str:
    """All text a reader could see, in one line: what sentences are looked for in."""
    return " ".join("".join(_visible_parts(tree)).split())


def _visible_parts(element: Element) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in _UNSEEN:
        yield element.text or ""
        for child in element:
            yield from _visible_parts(child)
            yield child.tail or ""
        if element.tag in _BREAKING:
            yield " "


_BREAKING = frozenset(
    "p div li ul ol h1 h2 h3 h4 h5 h6 br tr td th table section article blockquote pre dd dt figure figcaption".split()
)


def html_pieces(tree: Element, page: Page) -> tuple[list[Piece], list[str]]:
    """The content of a page in reading order, and what was lost on the way. The tree is changed."""
    kept = KeptParts()
    rewrite(tree, kept, _base_url(tree, page))
    body = _content(tree)
    pieces = [] if body is None else [piece for element in body for piece in _pieces(element, kept)]
    while pieces and pieces[-1].kind == "heading":
        pieces.pop()
    return pieces, sorted(kept.warnings)


def _content(tree: Element) -> Element | None:
    """The body trafilatura finds; with its recall setting where its usual one is too strict.

    Too strict is a body with less than a third of what is visible, when recall finds twice as much; and one that lost
    every list: where no part of the page looks like its main part, the usual setting gathers paragraphs alone.
    """
    markup = etree.tostring(tree, encoding="unicode", method="html")
    body = _trafilatura(markup, recall=False)
    found = _length(body)
    too_short, lost_lists = found * 3 < len(visible_text(tree)), _lists(tree, "ul", "ol") > 0 == _lists(body, "list")
    if not too_short and not lost_lists:
        return body
    generous = _trafilatura(markup, recall=True)
    better = _length(generous) > 2 * found or (lost_lists and found < _length(generous) < 1.5 * found)
    return generous if better else body


def _lists(tree: Element | None, *tags: str) -> int:
    return 0 if tree is None else sum(1 for _ in tree.iter(*tags))


def _trafilatura(markup: str, *, recall: bool) -> Element | None:
    found = trafilatura.bare_extraction(
        markup,
        favor_recall=recall,
        include_comments=False,
        include_tables=True,
        include_images=False,
        with_metadata=False,
    )
    body: Element | None = getattr(found, "body", None)
    return body


def _length(body: Element | None) -> int:
    return 0 if body is None else len("".join(body.itertext()))


def _base_url(tree: Element, page: Page) -> str:
    base = next((element.get("href") for element in tree.iter("base") if element.get("href")), None)
    return urljoin(page.final_url, base) if base else page.final_url


def _pieces(element: Element, kept: KeptParts) -> Iterator[Piece]:
    """Pieces of one of trafilatura's elements."""
    if element.tag == "list":
        yield from _list_pieces(element, kept, depth=0, numbered=element.get("rend") == "ol")
    elif element.tag == "quote":
        yield from kept.restore("> " + _text(element), Piece("quote"))
    elif element.tag == "table":
        for cell in element.iter("cell"):
            yield from kept.restore(_text(cell), Piece("paragraph"))
    elif element.tag in ("div", "body", "section"):
        for child in element:
            yield from _pieces(child, kept)
    else:
        yield from kept.restore(_text(element), Piece("paragraph"))


def _list_pieces(element: Element, kept: KeptParts, *, depth: int, numbered: bool) -> Iterator[Piece]:
    for number, item in enumerate(element.iterchildren("item"), 1):
        marker = "  " * depth + (f"{number}. " if numbered else "- ")
        own = _text(item, without="list")
        if own:
            yield from kept.restore(marker + own, Piece("item"))
        for inner in item.iter("list"):
            if next(inner.iterancestors("item"), None) is item:
                yield from _list_pieces(inner, kept, depth=depth + 1, numbered=inner.get("rend") == "ol")


def _text(element: Element, without: str = "") -> str:
    return " ".join("".join(_texts(element, without)).split())


def _texts(element: Element, without: str) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield " "
        elif child.tag != without:
            yield from _texts(child, without)
            yield " " if child.tag in ("p", "head", "item", "cell") else ""
        yield child.tail or ""
