"""A PDF -> pieces, page by page, by pypdfium2 (chosen by measuring: the fastest, and nearest the words)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.assemble import Piece
from ingest.page import PageUnavailable

_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u00ad\ufffe\x02]\n(?=[^\W\d_])")
_BULLET = re.compile(r"^\s*([•▪◦‣∙❒❑r]\s+|[-–]\s+|\d+[.)]\s+)")
_PAGE_NUMBER = re.compile(r"^\W*(page\s*)?\d+(\s*(/|of)\s*\d+)?\W*$", re.IGNORECASE)


def pdf_pages(body: bytes) -> tuple[str, list[str]]:
    """Title of the metadata (or empty) and the text of every page.

    Raises:
        PageUnavailable: the bytes are no PDF that can be opened.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(body) as document:
            title = document.get_metadata_dict().get("Title", "").strip()
            return title, [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        raise PageUnavailable("unsupported", f"the PDF cannot be opened ({error})") from error


def pdf_pieces(pages: Sequence[str]) -> list[Piece]:
    """Paragraphs and bullets of every page, without running heads and page numbers."""
    lines = [_lines(page) for page in pages]
    repeated = _running_heads(lines)
    return [
        piece
        for number, page in enumerate(lines, 1)
        for piece in _page_pieces([line for line in page if _furniture_key(line) not in repeated], number)
    ]


def _lines(page: str) -> list[str]:
    text = _HYPHENATED.sub("", page.replace("\r\n", "\n").replace("\r", "\n"))
    return [" ".join(line.split()) for line in text.replace("\ufffe", "-").split("\n")]


def _furniture_key(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _running_heads(pages: Sequence[list[str]]) -> frozenset[str]:
    """First and last lines that come back, numbers aside, on most pages."""
    edges = Counter(
        key
        for page in pages
        if (filled := [line for line in page if line])
        for key in {_furniture_key(line) for line in filled[:2] + filled[-2:]}
    )
    return frozenset(key for key, count in edges.items() if count > 2 and count * 2 > len(pages))


def _page_pieces(lines: list[str], number: int) -> Iterator[Piece]:
    paragraph = ""
    width = sorted(map(len, lines))[int(len(lines) * 0.8)] if lines else 0
    for line in lines:
        bullet = _BULLET.match(line)
        if (not line or bullet) and paragraph:
            yield _piece(paragraph, number)
            paragraph = ""
        if line and not _PAGE_NUMBER.match(line):
            paragraph = f"{paragraph} {line}".strip()
            if line.endswith((".", ":", "?", "!")) and len(line) < width * 0.75:
                yield _piece(paragraph, number)
                paragraph = ""
    if paragraph:
        yield _piece(paragraph, number)


def _piece(text: str, page: int) -> Piece:
    bullet = _BULLET.match(text)
    return Piece("item", "- " + text[bullet.end() :], page=page) if bullet else Piece("paragraph", text, page=page)
