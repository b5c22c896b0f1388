"""A PDF -> pieces, page by page, in the order they are read, by the stages in `ingest.pdf`.

A paragraph that goes on over a page stays two, each with its page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.assemble import Piece
from ingest.page import PageUnavailable
from ingest.pdf.furniture import without_furniture
from ingest.pdf.headings import Body, body_of, document_title, heading_levels, is_same, without_marks
from ingest.pdf.hyphens import Vocabulary, join_broken, join_lines, vocabulary
from ingest.pdf.layout import columns
from ingest.pdf.lines import Line, lines_of
from ingest.pdf.paragraphs import BULLET, Paragraph, continued, leading_of, paragraphs
from ingest.pdf.runs import PdfRuns, read_runs

_BREAKS_OFF = re.compile(r"[^\W\d_][-‐]$")
_MUCH_MATH = 0.04
_MUCH_UNKNOWN = 0.01
_UNREADABLE = 0.1
"""Shares of the characters."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says."""

    title: str
    """Of the metadata or in the largest letters of the first page; empty without one."""
    pieces: tuple[Piece, ...]
    page_count: int
    warnings: tuple[str, ...]


def read_pdf(content: bytes) -> PdfText:
    """The text of a PDF.

    Raises:
        PageUnavailable: the PDF cannot be opened (unsupported), or has no text at all (empty).
    """
    runs = read_runs(content)
    drawn = [lines_of(page.runs) for page in runs.pages]
    told = [[line for line in page if line.text or line.bullet] for page in drawn]
    lines = without_furniture(told, [page.height for page in runs.pages])
    _require_letters(drawn)
    laid_out = [columns(page) for page in lines]
    leading, body = leading_of(laid_out), body_of(line for page in lines for line in page)
    found = [
        paragraph
        for number, page in enumerate(laid_out, 1)
        for paragraph in continued(paragraphs(page, number, leading))
        if not _is_tick(paragraph, body)
    ]
    title = document_title(runs.title, [one for one in found if one.page == 1], body)
    levels = heading_levels(found, body, title)
    words = vocabulary(line.text for one in found for line in one.lines)
    pieces = _over_pages([_piece(one, levels.get(place), words) for place, one in enumerate(found)], words)
    return PdfText(title, tuple(_once(pieces)), runs.page_count, tuple(_warnings(runs, drawn)))


def no_text(page_count: int) -> str:
    """Why a PDF without words gives nothing."""
    return f"no text in the {page_count} pages of the PDF: it is scanned or only drawn"


def _require_letters(pages: Sequence[Sequence[Line]]) -> None:
    """Raises PageUnavailable where there are no words, or none that are words."""
    known = sum(line.characters for page in pages for line in page)
    unknown = sum(line.unknown for page in pages for line in page)
    if not known and not unknown:
        raise PageUnavailable("empty", no_text(len(pages)))
    if unknown > _UNREADABLE * known:
        reason = "no text that can be read in the PDF: its fonts do not tell their letters; look for another edition"
        raise PageUnavailable("empty", reason)


def _is_tick(paragraph: Paragraph, body: Body) -> bool:
    """Whether it is only numbers and signs in small print, as on the axes of a drawing."""
    text = "".join(line.text for line in paragraph.lines)
    return paragraph.size < 0.95 * body.size and len(text) < 80 and not any(letter.isalpha() for letter in text)


def _piece(paragraph: Paragraph, level: int | None, words: Vocabulary) -> Piece:
    text = join_lines([line.text for line in paragraph.lines], words)
    if level is not None:
        return Piece("heading", without_marks(text), level=level, page=paragraph.page)
    if paragraph.is_caption:
        return Piece("caption", text, page=paragraph.page)
    bullet = BULLET.match(text)
    if bullet or paragraph.lines[0].bullet:
        return Piece("item", "- " + (text[bullet.end() :] if bullet else text), page=paragraph.page)
    return Piece("item" if paragraph.is_item else "paragraph", text, page=paragraph.page)


def _over_pages(pieces: Sequence[Piece], words: Vocabulary) -> list[Piece]:
    """The pieces, with a word that breaks off, at the end of a page or before a figure, whole where it began."""
    mended = list(pieces)
    for place, piece in enumerate(mended):
        if not _BREAKS_OFF.search(piece.text) or piece.kind not in ("paragraph", "item"):
            continue
        rest = range(place + 1, min(place + 30, len(mended)))
        following = next((at for at in rest if _goes_on(piece, mended[at])), None)
        if following is not None:
            half, _, more = mended[following].text.partition(" ")
            mended[place] = replace(piece, text=join_broken(piece.text, half, words))
            mended[following] = replace(mended[following], text=more)
    return mended


def _goes_on(piece: Piece, other: Piece) -> bool:
    near = piece.page is not None and other.page in (piece.page, piece.page + 1)
    return near and other.kind == "paragraph" and other.text[:1].islower() and len(other.text) > 20


def _once(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, without mere signs, and without the titles of slides that only go on with the one before."""
    last: Piece | None = None
    for piece in pieces:
        if not any(character.isalnum() for character in piece.text):
            continue
        if piece.kind == "heading":
            if last is not None and last.level == piece.level and is_same(last.text, piece.text):
                continue
            last = piece
        yield piece


def _warnings(runs: PdfRuns, pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    if runs.page_count > len(runs.pages):
        yield f"only the first {len(runs.pages)} of {runs.page_count} pages are read"
    if runs.damaged:
        yield f"{len(runs.damaged)} pages are damaged and left out, the first is page {runs.damaged[0]}"
    characters = sum(line.characters + line.unknown for page in pages for line in page)
    if sum(line.math for page in pages for line in page) > _MUCH_MATH * characters:
        yield "much of it is formulas, of which a PDF keeps the letters and not the arrangement"
    if sum(line.unknown for page in pages for line in page) > _MUCH_UNKNOWN * characters:
        yield "some fonts do not tell their letters, so words or signs are missing"
