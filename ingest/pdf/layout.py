"""The lines of a page -> the columns in the order they are read.

A page is cut along the white stripe that runs down between columns. Lines that cross the stripe (a title, an abstract,
a wide figure's caption) cut the page across first, so that what stands above them is read before them. Each part is cut
again: so three and four columns are found, and columns under a wide head. The cells of a table are no columns: their
lines are short and stand side by side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from statistics import median

from ingest.pdf.lines import Line, is_right_to_left, rows

_BIN = 1.0
"""Width in points of the steps in which stripes are looked for."""
_MIN_LINES = 3
_MAX_DEPTH = 12
_TRIED = 4
"""Stripes, of each part."""
_Sides = tuple[list[Line], list[Line]]
_Band = tuple[list[Line], _Sides | None]
"""Lines, and the same in left and right where those are columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """Lines read from top to bottom; edges in points."""

    lines: tuple[Line, ...]
    x0: float
    x1: float
    is_cell: bool = False
    """Whether it is a cell of a table."""


def columns(lines: Sequence[Line]) -> list[Column]:
    """The columns of a page, and the wide parts between them, in reading order."""
    backwards = is_right_to_left(lines)
    return [
        _column(cell, is_cell=is_cell)
        for part in _parts(list(lines), backwards, _MAX_DEPTH)
        for cell, is_cell in _without_tables(part, backwards=backwards)
    ]


def _column(lines: Sequence[Line], *, is_cell: bool) -> Column:
    read = rows(lines)
    return Column(tuple(read), min(line.x0 for line in read), max(line.x1 for line in read), is_cell)


def _without_tables(lines: list[Line], *, backwards: bool) -> Iterator[tuple[list[Line], bool]]:
    """The lines of a column, and each for itself the cells of tables that hold several lines of text."""
    waiting: list[Line] = []
    for row in _parted_by_white(lines):
        cells = _cells(row)
        if sum(_is_text(cell) for cell in cells) < 2:
            waiting += row
            continue
        if waiting:
            yield waiting, False
            waiting = []
        for cell in reversed(cells) if backwards else cells:
            yield cell, True
    if waiting:
        yield waiting, False


def _parted_by_white(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines from top to bottom, parted where white goes through that is wider than between the lines of a paragraph."""
    row: list[Line] = []
    bottom = 0.0
    for line in sorted(lines, key=lambda line: -line.top):
        if row and bottom - line.top > 0.4 * line.size:
            yield row
            row = []
        bottom = min(bottom, line.bottom) if row else line.bottom
        row.append(line)
    yield row


def _cells(row: Sequence[Line]) -> list[list[Line]]:
    """The lines parted, from left to right, where white goes down through all of them."""
    cells: list[list[Line]] = []
    right = 0.0
    for line in sorted(row, key=lambda line: line.x0):
        if not cells or line.x0 - right > line.size:
            cells.append([])
            right = line.x1
        cells[-1].append(line)
        right = max(right, line.x1)
    return cells


def _is_text(cell: Sequence[Line]) -> bool:
    return sum(line.characters >= 15 for line in cell) >= 2


def _parts(lines: list[Line], backwards: bool, depth: int) -> Iterator[list[Line]]:
    waiting: list[Line] = []
    for band, sides in _cut(lines) if depth else [(lines, None)]:
        if sides is None:
            waiting += band
            continue
        if waiting:
            yield from _parts(waiting, backwards, depth - 1)
            waiting = []
        for side in reversed(sides) if backwards else sides:
            yield from _parts(side, backwards, depth - 1)
    if len(waiting) == len(lines):
        yield waiting
    elif waiting:
        yield from _parts(waiting, backwards, depth - 1)


def _cut(lines: list[Line]) -> list[_Band]:
    """The bands of the best stripe that has columns on its sides; one band of all lines where none has."""
    for stripe in _stripes(lines):
        bands: list[_Band] = []
        for band in _bands(lines, stripe):
            sides = _sides(band, stripe)
            bands.append((band, sides if _are_columns(*sides) else None))
        if any(sides for _, sides in bands):
            return bands
    return [(lines, None)]


def _stripes(lines: Sequence[Line]) -> list[float]:
    """The middles of white stripes that part the lines in left and right, best first."""
    if len(lines) < 2 * _MIN_LINES:
        return []
    left = min(line.x0 for line in lines)
    steps = _steps(lines, left)
    width = max(1, round(0.7 * median(line.size for line in lines) / _BIN))
    found: list[tuple[float, float]] = []
    for (crossing, beside), same in groupby(enumerate(steps), key=lambda pair: pair[1]):
        places = [at for at, _ in same]
        if len(places) >= width and beside >= _MIN_LINES and crossing <= beside:
            score = beside - 2.0 * crossing + min(len(places), 4 * width) / width
            found.append((score, left + (places[0] + len(places) / 2) * _BIN))
    return [middle for _, middle in sorted(found, reverse=True)[:_TRIED]]


def _steps(lines: Sequence[Line], left: float) -> list[tuple[int, int]]:
    """For each step to the right: how many lines lie across it, and the smaller number wholly on one side."""
    count = int((max(line.x1 for line in lines) - left) / _BIN) + 2
    starts, ends = [0] * (count + 1), [0] * (count + 1)
    for line in lines:
        starts[int((line.x0 - left) / _BIN)] += 1
        ends[int((line.x1 - left) / _BIN) + 1] += 1
    begun, ended = list(accumulate(starts)), list(accumulate(ends))
    return [(begun[at] - ended[at], min(ended[at], len(lines) - begun[at])) for at in range(count)]


def _bands(lines: Sequence[Line], stripe: float) -> Iterator[list[Line]]:
    """The lines from top to bottom, parted where lines that cross the stripe begin and end."""
    band: list[Line] = []
    crossing = False
    for line in sorted(lines, key=lambda line: -line.baseline):
        crosses = line.x0 < stripe < line.x1
        if band and crosses != crossing:
            yield band
            band = []
        band.append(line)
        crossing = crosses
    yield band


def _sides(lines: Sequence[Line], stripe: float) -> _Sides:
    return [line for line in lines if line.x1 <= stripe], [line for line in lines if line.x0 >= stripe]


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether two sides are text to be read one after the other, and not the cells of a table or parts of a formula."""
    few, many = sorted((left, right), key=len)
    if len(few) < _MIN_LINES:
        return False
    if all(sum(line.characters >= 20 for line in side) >= _MIN_LINES for side in (left, right)):
        return True
    beside = sum(any(abs(line.baseline - other.baseline) < 1.5 for other in many) for line in few) / len(few)
    wide = all(_width(side) > 8 * median(line.size for line in side) for side in (left, right))
    return len(few) >= 8 and wide and beside < 0.5


def _width(lines: Sequence[Line]) -> float:
    return max(line.x1 for line in lines) - min(line.x0 for line in lines)
