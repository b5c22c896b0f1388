"""Which paragraphs of a PDF are headings, and of what level: by size and weight of the font beside the body's."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.pdf.lines import Line
from ingest.pdf.paragraphs import BULLET, Paragraph

_NUMBERED = re.compile(r"((\d{1,2}(\.(\d{1,2}|[A-Z]))*)\.?|([IVX]{1,5})\.|([A-Z])\.?(\d{1,2}(\.\d{1,2})*)?)\s+[^\W\d_]")
_KNOWN = re.compile(
    r"(\d+\.?\s*)?(abstract|summary|contents|introduction|conclusions?|discussion|references|bibliography|"
    r"acknowledge?ments?|appendix|related work|résumé|table of contents)\W{0,2}",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2}")
_PAGE_AT_END = re.compile(r"\. ?\. ?\.[. ]*\d*$| \d+$")
_JUNK_TITLE = re.compile(
    r"untitled.*|microsoft (word|powerpoint)\b.*|powerpoint presentation|slide \d+|(latex )?document\d*|"
    r".*\.(docx?|pdf|tex|dvi|e?ps|pptx?|indd|odt|rtf|qxd|fm|html?)|[\W\d_]*|\w{1,3}|.*[/\\].*[/\\].*|arxiv:.*|title|"
    r"template.*|paper|main|\S*[_\d]\S*|\(?none\)?|no title",
    re.IGNORECASE,
)
_MARKS = re.compile(r" ?\[\d{1,2}\]|(?<=\w)[∗*†‡§¶]+$")
MAX_LEVEL = 6
_Style = tuple[float, bool, int]
"""Size in points, negative; whether it is not bold; depth of its number. Sorts from the highest level on."""


@dataclass(frozen=True, slots=True)
class Body:
    """The font of running text."""

    size: float
    """In points."""
    bold: bool
    """Whether most of the text is bold, which then tells nothing."""


def body_of(lines: Iterable[Line]) -> Body:
    """The size that most letters of a document have."""
    sizes: Counter[float] = Counter()
    bold = characters = 0
    for line in lines:
        sizes[round(line.size * 2) / 2] += line.characters
        characters += line.characters
        bold += line.characters if line.bold else 0
    return Body(max(sizes, key=lambda size: sizes[size], default=10.0) or 10.0, bold * 2 > characters)


def heading_levels(paragraphs: Sequence[Paragraph], body: Body, title: str) -> dict[int, int]:
    """The level, 2 to 6, of each paragraph that is a heading, by its place; 1 for the title of the document."""
    found = [
        place
        for place, one in enumerate(paragraphs)
        if is_heading(one, body) and _stands_alone(one, paragraphs[max(0, place - 1) : place + 2])
    ]
    titles = {
        place
        for place in found
        if paragraphs[place].page == 1 and is_same(without_marks(plain(paragraphs[place])), title)
    }
    found = [place for place in found if place in titles or not _is_byline(place, paragraphs, body)]
    styles = {place: _style(paragraphs[place]) for place in found if place not in titles}
    return _nested(styles, titles)


def _nested(styles: Mapping[int, _Style], titles: Collection[int]) -> dict[int, int]:
    """Levels by the order of sizes: one below the nearest larger heading before."""
    levels: dict[int, int] = {}
    above: list[_Style] = []
    for place in sorted([*styles, *titles]):
        if place in titles:
            above = []
            levels[place] = 1
            continue
        while above and above[-1] >= styles[place]:
            above.pop()
        above.append(styles[place])
        levels[place] = min(MAX_LEVEL, 1 + len(above))
    return levels


def is_heading(paragraph: Paragraph, body: Body) -> bool:
    """Whether a paragraph is set as a heading."""
    if paragraph.is_cell or len(paragraph.lines) > 4 or paragraph.characters > 200 or paragraph.size < 0.85 * body.size:
        return False
    text = plain(paragraph)
    if _KNOWN.fullmatch(text):
        return True
    is_plain = paragraph.lines[0].bullet or BULLET.match(text) or paragraph.is_caption or "@" in text
    if is_plain or not _is_wordy(paragraph, text) or (_PAGE_AT_END.search(text) and _has_cells(paragraph)):
        return False
    numbered = bool(_NUMBERED.match(text))
    if _has_cells(paragraph) and not numbered:
        return False
    if paragraph.size >= 1.1 * body.size:
        return not text.endswith((",", ";"))
    if len(text) > 120 or len(paragraph.lines) > 2:
        return False
    if numbered and text.upper() == text:
        return True
    if paragraph.size < 0.93 * body.size:
        return False
    if not numbered and (text[0].islower() or text.endswith((".", ",", ";", ":", "-"))):
        return False
    return paragraph.bold and not body.bold


def _is_wordy(paragraph: Paragraph, text: str) -> bool:
    """Whether a text has words, and not formulas with a few letters."""
    letters = sum(letter.isalpha() for letter in text)
    math = sum(line.math for line in paragraph.lines)
    return (
        letters > 2
        and _WORD.search(text) is not None
        and letters * 2 > len(text.replace(" ", ""))
        and math * 3 < letters
    )


def _has_cells(paragraph: Paragraph) -> bool:
    return any(line.cells > 1 for line in paragraph.lines)


def _stands_alone(paragraph: Paragraph, around: Sequence[Paragraph]) -> bool:
    """Whether nothing of its column stands beside it, as the cells of a table would."""
    near = [
        one for one in around if one is not paragraph and (one.page, one.column) == (paragraph.page, paragraph.column)
    ]
    return not any(
        abs(line.baseline - other.baseline) < 0.8 * paragraph.size
        for one in near
        for line in (paragraph.lines[0], paragraph.lines[-1])
        for other in (one.lines[0], one.lines[-1])
    )


def _is_byline(place: int, paragraphs: Sequence[Paragraph], body: Body) -> bool:
    """Whether what looks like a heading names the authors or the date, between the title and the first text."""
    one = paragraphs[place]
    if one.page > 1 or one.bold or _NUMBERED.match(plain(one)) or _KNOWN.fullmatch(plain(one)):
        return False
    return not any(before.characters > 120 for before in paragraphs[:place])


def without_marks(text: str) -> str:
    """A heading without the marks of notes on it.

    >>> without_marks("Sentic [6] Modulation [1]"), without_marks("A Title∗")
    ('Sentic Modulation', 'A Title')
    """
    return _MARKS.sub("", text)


def plain(paragraph: Paragraph) -> str:
    return " ".join(line.text for line in paragraph.lines)


def is_same(one: str, other: str) -> bool:
    """Whether two titles differ at most in case, spaces and signs."""
    return _bare(one) == _bare(other) != ""


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _style(paragraph: Paragraph) -> _Style:
    return -round(paragraph.size * 2) / 2, not paragraph.bold, _depth(plain(paragraph))


def _depth(text: str) -> int:
    """How deep a heading's number is; 1 without one.

    >>> [_depth(text) for text in ("2 Method", "2.1. Loss", "IV. Results", "B. Details", "A.1 Proof", "References")]
    [1, 2, 1, 2, 2, 1]
    """
    match = _NUMBERED.match(text)
    if match is None:
        return 1
    if match[2]:
        return match[2].count(".") + 1
    if match[5]:
        return 1
    return 2 + (match[7] or "").count(".")


def document_title(metadata: str, first_page: Sequence[Paragraph], body: Body) -> str:
    """The metadata's title, unless it is junk or the first page, in large letters, says another; or empty."""
    good = "" if _JUNK_TITLE.fullmatch(metadata) else metadata
    large = [one for one in first_page if is_heading(one, body) and one.size >= 1.15 * body.size]
    if not large:
        return good
    size = max(one.size for one in large)
    shown = without_marks(plain(next(one for one in large if one.size == size)))
    on_page = _bare(" ".join(map(plain, first_page)))
    return good if good and _bare(good) in on_page else shown
