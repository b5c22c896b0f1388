"""The lines of columns -> paragraphs: by gaps, indents, short last lines, bullets, and changes of the font."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.pdf.layout import Column
from ingest.pdf.lines import Line

BULLET = re.compile(r"[•▪◦‣∙●○■□▸►▶❒❑➢✓✔◆⋄*∗·][ \t]+(?=[^\s·.=+∗*])|[–—-]\s+(?=\S)")
NUMBER = re.compile(r"(\(?(\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.|\[\d{1,3}\])\s+(?=\S)")
CAPTION = re.compile(
    r"(fig(ure|\.)?|tab(le|\.)?|algorithm|listing|abbildung|tableau)\s*(\d+|[ivx]+)[a-z]?\s*[.:|–-]", re.IGNORECASE
)
_TABLE_HEAD = re.compile(r"(FIG(URE|\.)?|TABLE|Fig(ure|\.)?|Table)\s+([IVX]+|\d+)$")
_EQUATION_NUMBER = re.compile(r"\(\d{1,3}(\.\d{1,3})?[a-z]?\)")
_LEADERS = re.compile(r"\. ?\. ?\. ?\.[. ]*\w{0,5}$")
_SENTENCE_END = re.compile(r"[.!?:;。！？][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one block of text on one page."""

    lines: tuple[Line, ...]
    page: int
    """From 1."""
    column: int
    """Place of the column among those of the page."""
    is_cell: bool = False
    """Whether it stands in a table."""

    @property
    def size(self) -> float:
        """Of the font of most of its letters, in points."""
        return max(self.lines, key=lambda line: line.characters).size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def characters(self) -> int:
        return sum(line.characters for line in self.lines)

    @property
    def is_caption(self) -> bool:
        return bool(CAPTION.match(self.lines[0].text) or _TABLE_HEAD.match(self.lines[0].text))

    @property
    def is_item(self) -> bool:
        first = self.lines[0]
        return first.bullet or bool(BULLET.match(first.text) or NUMBER.match(first.text))

    @property
    def is_open(self) -> bool:
        """Whether its last sentence may go on elsewhere."""
        return not _SENTENCE_END.search(self.lines[-1].text)


def leading_of(pages: Sequence[Sequence[Column]]) -> float:
    """The usual distance of two baselines as a multiple of the font's size."""
    steps = [
        (one.baseline - other.baseline) / one.size
        for columns in pages
        for column in columns
        for one, other in pairwise(column.lines)
        if one.size > 0 and abs(one.size - other.size) < 0.05 * one.size and min(one.characters, other.characters) > 20
    ]
    return median(steps) if steps else 1.2


def paragraphs(columns: Sequence[Column], page: int, leading: float) -> list[Paragraph]:
    """The paragraphs of a page in reading order, each within its column."""
    return [
        Paragraph(tuple(lines), page, place, column.is_cell)
        for place, column in enumerate(columns)
        for lines in _split(column, leading)
    ]


def continued(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs of one page, those that go on in a later column joined over captions and notes between."""
    rest = list(found)
    joined: list[Paragraph] = []
    while rest:
        one = rest.pop(0)
        while one.is_open and (next_place := _continuation(one, rest)) is not None:
            other = rest.pop(next_place)
            one = Paragraph(one.lines + other.lines, one.page, other.column)
        joined.append(one)
    return joined


def _continuation(one: Paragraph, rest: Sequence[Paragraph]) -> int | None:
    """Place among the next paragraphs of the one that goes on where the column of this one ended."""
    if one.characters < 40 or one.is_caption or one.bold:
        return None
    for place, other in enumerate(rest[:6]):
        if abs(other.size - one.size) < 0.03 * one.size and not other.bold and not other.is_caption:
            starts_small = other.lines[0].text[:1].islower() and not other.is_item and other.characters > 20
            return place if other.column > one.column and starts_small else None
        if not other.is_caption and other.size > 0.95 * one.size:
            return None
    return None


def _split(column: Column, leading: float) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in column.lines:
        if group and _starts(line, group, column, leading):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _starts(line: Line, group: Sequence[Line], column: Column, leading: float) -> bool:
    """Whether a line begins a new paragraph after those of the group."""
    last = group[-1]
    size = max(line.size, last.size)
    if _EQUATION_NUMBER.fullmatch(line.text):
        return False
    if _EQUATION_NUMBER.fullmatch(last.text):
        return True
    if line.bullet or BULLET.match(line.text) or _LEADERS.search(last.text):
        return True
    if last.baseline - line.baseline > 1.3 * leading * size:
        return True
    if abs(line.size - last.size) > 0.08 * size and min(line.characters, last.characters) > 2:
        return True
    if last.bold and line.size < 0.85 * last.size:
        return True
    if line.bold != last.bold and min(line.characters, last.characters) > 2:
        goes_on = last.bold and not _is_short(last, column) and line.text[:1].islower()
        return not goes_on
    ended = _SENTENCE_END.search(last.text) is not None
    if CAPTION.match(line.text):
        return ended
    if NUMBER.match(line.text) and (line.x0 <= group[0].x0 + size or _is_short(last, column)):
        return True
    if ended and (_is_short(last, column) or _is_indented(line, group)):
        return True
    return _is_outdented(line, group)


def _is_short(line: Line, column: Column) -> bool:
    return line.x1 < column.x1 - 0.15 * (column.x1 - column.x0)


def _is_indented(line: Line, group: Sequence[Line]) -> bool:
    hanging = len(group) == 1 and (group[0].bullet or BULLET.match(group[0].text) or NUMBER.match(group[0].text))
    return not hanging and 0.6 * line.size < line.x0 - group[-1].x0 < 5 * line.size


def _is_outdented(line: Line, group: Sequence[Line]) -> bool:
    """Whether a line stands left of the hanging lines above it, where their paragraph began."""
    hanging = len(group) > 1 and all(one.x0 > group[0].x0 + 0.6 * one.size for one in group[1:])
    return hanging and line.x0 <= group[0].x0 + 0.3 * line.size
