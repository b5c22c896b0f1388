"""The bytes of a PDF -> the words of its pages with their place and font, by pypdfium2.

Chosen by measuring (`benchmarks/pdf_text.py`). PDFium keeps global state without locks: only one thread of a process
may be in here at a time. `ingest` reads documents in its main thread, or in processes of their own.
"""

from contextlib import closing
from dataclasses import dataclass
from typing import Any, NamedTuple

from ingest.page import PageUnavailable
from ingest.pdf.textpage import Font, Place, TextPage

MAX_PAGES = 2_000
_HANGS = {"Z": 1.36, "X": 0.95, "Y": 0.95, "[": 0.95, "\\": 0.95}
"""How far below a sign's origin the line goes on, in font sizes: the large integral, sum, product, union and cut."""


class Run(NamedTuple):
    """Words drawn at once, in one font on one line; a tuple, since a book has a million of them. Lengths in points."""

    text: str
    x0: float
    x1: float
    baseline: float
    """Upwards from the foot of the page, as the text is read (a turned page is turned back)."""
    size: float
    """Of the font, as drawn."""
    font: Font
    glued: bool = False
    """Whether no space stands before it."""


@dataclass(frozen=True, slots=True)
class PageRuns:
    """The words of one page in the order they are drawn; width and height in points."""

    runs: tuple[Run, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PdfRuns:
    """What is read of a PDF before any layout."""

    title: str
    """Of the metadata, or empty."""
    pages: tuple[PageRuns, ...]
    page_count: int
    """Of the file; more than `pages` where it has too many."""
    damaged: tuple[int, ...]
    """Numbers of the pages, from 1, that could not be read."""


def read_runs(body: bytes) -> PdfRuns:
    """The words of every page, up to MAX_PAGES.

    Raises:
        PageUnavailable: the bytes are no PDF that can be opened, or it asks for a password.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(body) as document:
            title = " ".join(document.get_metadata_dict().get("Title", "").replace("\0", "").split())
            count = len(document)
            fonts: dict[bytes, Font] = {}
            pages = [_read_page(document, number, fonts) for number in range(min(count, MAX_PAGES))]
    except pypdfium2.PdfiumError as error:
        raise PageUnavailable("unsupported", _why_closed(error, body)) from error
    damaged = tuple(number for number, page in enumerate(pages, 1) if page is None)
    if len(damaged) == len(pages):
        raise PageUnavailable("unsupported", "the PDF cannot be opened: none of its pages is whole")
    return PdfRuns(title, tuple(page or PageRuns((), 0, 0) for page in pages), count, damaged)


def _why_closed(error: Exception, body: bytes) -> str:
    # PDFium's code of a password that is missing may be left over from a file before
    if "password" in str(error).lower() and b"/Encrypt" in body:
        return "the PDF cannot be opened without its password: put an unlocked copy in its place"
    return "the PDF cannot be opened: it is damaged, or cut off, or no PDF at all"


def _read_page(document: Any, index: int, fonts: dict[bytes, Font]) -> PageRuns | None:
    import pypdfium2

    try:
        with closing(document[index]) as page, closing(page.get_textpage()) as textpage:
            left, bottom, right, top = page.get_bbox()
            places = [place for place in TextPage(textpage.raw, fonts).places() if place.style.turn >= 0]
    except pypdfium2.PdfiumError:
        return None
    inside = [p for p in places if p.right > left and p.left < right and p.top > bottom and p.bottom < top]
    return _upright(inside, (left, bottom, right, top))


def _upright(places: list[Place], box: tuple[float, float, float, float]) -> PageRuns:
    """The words that run as most of the page does, turned so that they run to the right."""
    letters = [sum(len(place.text) for place in places if place.style.turn == turn) for turn in range(4)]
    turn = letters.index(max(letters))
    x0, y0, x1, y1 = _turned(box, turn)
    runs = []
    for place in places:
        origin, its_turn, size, font = place.style
        if its_turn == turn:
            if size < 2:  # fonts made of pictures (Type 3) have a scale of their own
                size = max(1.0, place.right - place.left if turn % 2 else place.top - place.bottom)
            left, _, right, _ = _turned((place.left, place.bottom, place.right, place.top), turn)
            baseline = _turned((*origin, *origin), turn)[1] if turn else origin[1]
            baseline -= _HANGS.get(place.text[:1], 0.75) * size if font.hangs else 0
            runs.append(Run(place.text, left - x0, right - x0, baseline - y0, size, font, place.glued))
    return PageRuns(tuple(runs), x1 - x0, y1 - y0)


def _turned(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """A box (left, bottom, right, top) on a page turned back by quarter turns.

    >>> _turned((1, 2, 3, 5), 1)
    (2, -3, 5, -1)
    """
    if not turn:
        return box
    for _ in range(turn):
        left, bottom, right, top = box
        box = (bottom, -right, top, -left)
    return box
