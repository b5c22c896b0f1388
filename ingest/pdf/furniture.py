"""What stands on every page and is no text of it: running heads and feet, page numbers, stamps."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median

from ingest.pdf.lines import Line

_EDGE_LINES = 3
"""Baselines at the head and at the foot of a page that may hold furniture."""
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.)?\s*(?:(\d{1,4})(?:\s*(?:/|of|von|sur)\s*\d{1,4})?|[ivxlc]{1,7})\W*", re.IGNORECASE
)
_STAMP = re.compile(r"arXiv:\s*(\d{4}\.\d{4,5}|[\w.-]+/\d{7})(v\d+)?\b.*")
_Key = tuple[str, int]


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of every page without those that are furniture; `heights` of the pages in points."""
    edges = [_edges(lines, height) for lines, height in zip(pages, heights, strict=True)]
    running = _running(edges)
    counts = Counter(key for edge in edges for key in {_key(line) for line in edge})
    places = _places(edges, running)
    large = 1.15 * _usual_size(pages)
    kept, last_heads = [], frozenset[_Key]()
    for lines, edge, height in zip(pages, edges, heights, strict=True):
        heads = frozenset(_key(line) for line in edge if _key(line) in running)
        dropped = {
            id(line)
            for line in edge
            # a large line on some pages in a row is the title of slides that go on: the first of them keeps it
            if (
                _key(line) in heads
                and (line.size <= large or _key(line) in last_heads or counts[_key(line)] * 2 > len(pages))
            )
            or line.size <= 1.1 * places.get(_key(line)[1], 0.0)
        }
        rest = [line for line in lines if id(line) not in dropped and not _STAMP.fullmatch(line.text)]
        kept.append(_without_numbers(rest, height))
        last_heads = heads
    return kept


def _places(edges: Sequence[Sequence[Line]], running: frozenset[_Key]) -> dict[int, float]:
    """Heights at which a third of the pages and more have furniture, with its largest size: what else stands there is
    furniture too, as the running head of a section of one page.
    """
    pages: Counter[int] = Counter()
    sizes: dict[int, float] = {}
    for edge in edges:
        found = [line for line in edge if _key(line) in running]
        pages.update({_key(line)[1] for line in found})
        for line in found:
            sizes[_key(line)[1]] = max(line.size, sizes.get(_key(line)[1], 0.0))
    return {place: size for place, size in sizes.items() if pages[place] >= max(4, len(edges) / 3)}


def _key(line: Line) -> _Key:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text), round(line.baseline / 3)


def _usual_size(pages: Sequence[Sequence[Line]]) -> float:
    return median([line.size for lines in pages for line in lines] or [10.0])


def _edges(lines: Sequence[Line], height: float) -> list[Line]:
    """Lines on the first and last baselines, in the upper and the lower eighth of the page."""
    baselines = sorted({round(line.baseline) for line in lines})
    low, high = baselines[:_EDGE_LINES], baselines[-_EDGE_LINES:]
    return [
        line
        for line in lines
        if (round(line.baseline) in low and line.baseline < height / 8)
        or (round(line.baseline) in high and line.baseline > height * 7 / 8)
    ]


def _running(edges: Sequence[Sequence[Line]]) -> frozenset[_Key]:
    """What comes back at the same height, numbers aside, on neighbouring pages: three of ten, or two of two."""
    places: defaultdict[_Key, list[int]] = defaultdict(list)
    for index, edge in enumerate(edges):
        for key in {_key(line) for line in edge}:
            places[key].append(index)
    needed = 2 if len(edges) == 2 else 3
    return frozenset(
        key
        for key, indices in places.items()
        if any(last - first < 10 for first, last in zip(indices, indices[needed - 1 :], strict=False))
    )


def _without_numbers(lines: list[Line], height: float) -> list[Line]:
    """The lines without a first or last baseline that only holds page numbers."""
    for edge in (max, min):
        if lines:
            baseline = edge(line.baseline for line in lines)
            there = [line for line in lines if abs(line.baseline - baseline) < 2]
            outside = baseline > 0.85 * height or baseline < 0.15 * height
            if outside and all(_PAGE_NUMBER.fullmatch(line.text) for line in there):
                lines = [line for line in lines if line not in there]
    return lines
