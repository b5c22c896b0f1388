"""HTML blocks in a Markdown file -> pieces: what is written stays, what decorates goes.

Headings, lists, code, figures and tables of data are read as in Markdown. Text is kept where it is prose: five words
outside links, or a sentence; what is less, and what only links, is a row of badges, a choice of languages or a button.
An image is a figure unless its address or description speaks of a badge, logo or button; without a description, and
outside `<figure>`, it must also be no drawing (SVG) and not be made small. A table that holds no more than logos and
links is dropped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html
from lxml.etree import ParserError
from lxml.etree import _Element as Element

from ingest.assemble import Piece
from ingest.block_text import fenced, table_text
from ingest.html.raised import shifted_element
from ingest.html.tables import table_grid
from ingest.html.tree import HEADINGS
from ingest.html.unseen import is_button_of_a_sentence
from ingest.markdown.text import code_span, image_address, is_figure

_DROPPED = frozenset("script style template noscript svg head iframe video audio button input form select".split())
_BLOCKS = frozenset(
    """p div center section article details summary ul ol li dl dt dd table figure figcaption pre blockquote
    h1 h2 h3 h4 h5 h6 hr header footer main nav aside""".split()
)
"""What is read as a block of its own; the rows and cells of a table are read with it."""
_TO_OPEN = re.compile(r"\W*(click|show|expand|details|see|open|toggle|more)\b.{0,30}", re.IGNORECASE)
_DRAWING = re.compile(r"\.svg\b", re.IGNORECASE)
_SMALL = re.compile(r"\d{1,2}(px)?|1?\d%")
PROSE_WORDS = 5


@dataclass(slots=True)
class _Line:
    """The inline text gathered so far, and how much of it stands outside links."""

    text: str = ""
    unlinked: str = ""

    def add(self, text: str, *, linked: bool) -> None:
        self.text += text
        self.unlinked += " " if linked else text

    def is_prose(self) -> bool:
        words = re.findall(r"[^\W\d_]{2,}", self.unlinked)
        sentence = len(words) > 1 and self.unlinked.rstrip()[-1:] in tuple(".!?:;。！？")
        cjk = len(re.findall(r"[\u3040-\u9fff\uac00-\ud7af]", self.unlinked)) > 2 * PROSE_WORDS
        return len(words) >= PROSE_WORDS or sentence or cjk


def html_block_pieces(content: str, base_url: str) -> Iterator[Piece]:
    """The content of an HTML block, which need not close what it opens."""
    try:
        tree = lxml.html.document_fromstring(f"<html><body>{content}</body></html>")
    except (ParserError, ValueError):
        return
    body = tree.find("body")
    if body is not None:
        yield from _container(body, base_url)


def _container(element: Element, base_url: str, *, in_figure: bool = False) -> Iterator[Piece]:
    """Blocks inside an element, and the lines of text between them."""
    line = _Line()
    for part in _parts(element, base_url, line, linked=False, in_figure=in_figure):
        if part.kind != "figure":
            yield from _paragraph(line)
        yield part
    yield from _paragraph(line)


def _paragraph(line: _Line) -> Iterator[Piece]:
    text = " ".join(line.text.split())
    if text and line.is_prose():
        yield Piece("paragraph", text)
    line.text = line.unlinked = ""


def _parts(element: Element, base_url: str, line: _Line, *, linked: bool, in_figure: bool) -> Iterator[Piece]:
    """Gathers inline text into `line` and yields every block and image met on the way."""
    line.add(element.text or "", linked=linked)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            line.add(" ", linked=linked)
        elif tag == "img":
            yield from _image(child, base_url, in_figure=in_figure)
        elif tag == "code":
            line.add(code_span(_text(child)), linked=linked)
        elif tag in ("sup", "sub") and (shown := shifted_element(child, line.text)) is not None:
            line.add(shown, linked=linked)
        elif tag in _BLOCKS:
            yield from _block(child, tag, base_url, line)
        elif _is_read(child):
            yield from _parts(child, base_url, line, linked=linked or tag == "a", in_figure=in_figure)
        line.add(child.tail or "", linked=linked)


def _is_read(element: Element) -> bool:
    is_content = isinstance(element.tag, str) and element.tag not in _DROPPED
    return is_content or is_button_of_a_sentence(element)


def _block(element: Element, tag: str, base_url: str, line: _Line) -> Iterator[Piece]:
    yield from _paragraph(line)
    text = _text(element)
    if tag in HEADINGS:
        yield from _image_pieces(element, base_url)
        if text:
            yield Piece("heading", text, level=int(tag[1]))
    elif tag == "summary":
        if text and not _TO_OPEN.fullmatch(text):
            yield Piece("paragraph", text)
    elif tag == "figcaption" or "caption" in (element.get("class") or ""):
        yield Piece("caption", text)
    elif tag == "pre":
        yield _code(element)
    elif tag in ("ul", "ol"):
        yield from _list(element, base_url, indent="")
    elif tag == "table":
        yield from _table(element, base_url)
    else:
        yield from _container(element, base_url, in_figure=tag == "figure")


def _image_pieces(element: Element, base_url: str) -> Iterator[Piece]:
    for image in element.iter("img"):
        yield from _image(image, base_url, in_figure=False)


def _image(image: Element, base_url: str, *, in_figure: bool) -> Iterator[Piece]:
    target, alt = image.get("src") or "", " ".join((image.get("alt") or "").split())
    shows = alt or in_figure or not (_DRAWING.search(target) or _SMALL.fullmatch((image.get("width") or "").strip()))
    address = image_address(base_url, target) if shows and target and is_figure(target, alt) else ""
    if address:
        yield Piece("figure", alt, url=address)


def _code(element: Element) -> Piece:
    classes = " ".join(part.get("class") or "" for part in element.iter())
    named = re.search(r"(?:language|lang|highlight-source)-([\w+-]+)", classes)
    language = named[1] if named else element.get("lang") or ""
    code = "".join(element.itertext()).strip("\n")
    return Piece("code", fenced(code, language) if code.strip() else "")


def _list(element: Element, base_url: str, *, indent: str) -> Iterator[Piece]:
    for number, item in enumerate(element.iterchildren("li"), 1):
        marker = f"{number}. " if element.tag == "ol" else "- "
        for piece in _item_pieces(item, base_url):
            if isinstance(piece, Piece):
                yield piece
            elif piece.tag in ("ul", "ol"):
                yield from _list(piece, base_url, indent=indent + " " * len(marker))
            elif text := _text(piece, without=("ul", "ol")):
                yield Piece("item", indent + marker + text)


def _item_pieces(item: Element, base_url: str) -> Iterator[Piece | Element]:
    yield from _image_pieces(item, base_url)
    links = " ".join(_text(link) for link in item.iter("a"))
    if _text(item, without=("ul", "ol")) != links or not links:
        yield item
    yield from (inner for inner in item.iter("ul", "ol") if next(inner.iterancestors("li"), None) is item)


def _table(table: Element, base_url: str) -> Iterator[Piece]:
    """A table of data as Markdown; what stands in a table only for the layout, as its figures, without the table."""
    yield from _image_pieces(table, base_url)
    rows = table_grid(table, lambda cell: _text(cell).replace("|", "\\|"))
    if rows and _holds_data(table):
        yield Piece("table", table_text(rows))


def _holds_data(table: Element) -> bool:
    """Whether anything below the head is said outside links: a number or a word in a cell."""
    for cell in table.iter("td"):
        line = _Line()
        list(_parts(cell, "", line, linked=False, in_figure=False))
        if re.search(r"\d|[^\W\d_]{2,}", line.unlinked):
            return True
    return False


def _text(element: Element, without: tuple[str, ...] = ()) -> str:
    return " ".join(_spaced_text(element, without).split())


def _spaced_text(element: Element, without: tuple[str, ...]) -> str:
    text = element.text or ""
    for child in element:
        if _is_read(child) and child.tag not in without:
            text += _child_text(child, text, without)
        text += child.tail or ""
    return text


def _child_text(child: Element, before: str, without: tuple[str, ...]) -> str:
    if child.tag == "br":
        return " "
    if child.tag == "code":
        return code_span(_text(child))
    if child.tag in ("sup", "sub") and (shown := shifted_element(child, before)) is not None:
        return shown
    inner = _spaced_text(child, without)
    return f" {inner} " if child.tag in _BLOCKS else inner
