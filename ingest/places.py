"""Where the sentences of a document stand in its page: both are read as words, and the words laid side by side.

The order of the document is that of its page but for what was moved (footnotes, captions). So runs of words that stand
once in both are matched first, those kept that stand in the same order, and what lies between two of them is matched
likewise by shorter runs. A sentence that is nowhere in that order is looked up by its words alone.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

RUNS = (5, 3, 1)
"""Words in a row by which document and page are laid side by side, the longest first."""
MIN_MATCHED = 0.5
"""Share of a sentence's words that must stand at its place, or else as many as `CERTAIN`."""
CERTAIN = 8
SLACK = 2
"""Words that the page may have between two runs of a sentence, for each word of the shorter run."""
MIN_MOVED = 4
"""Words of a sentence that is known again wherever it stands."""
_RAISED = "\u00b2\u00b3\u00b9\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1d6a\u2070-\u2079\u207f-\u2089\u2090-\u209c"
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af"
WORD = re.compile(rf"[{_UNSPACED}]|[{_RAISED}]+|(?:(?![{_RAISED}{_UNSPACED}])[^\W_])+")
"""A word; a letter of a script that is written without spaces is one of its own, and so are exponents and indices."""
_NOT_WORDS = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$|\[\^[^\]\s]+\]:?", re.DOTALL)

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page, and where each stands."""

    words: Sequence[str]
    positions: dict[str, list[int]]

    @classmethod
    def of(cls, words: Sequence[str]) -> "Words":
        positions = defaultdict(list)
        for position, word in enumerate(words):
            positions[word].append(position)
        return cls(words, dict(positions))

    def runs(self, run: Sequence[str], after: int = -1) -> Iterator[int]:
        """Where a run of words begins beyond a position, in order.

        >>> list(Words.of("a b a b a".split()).runs(["a", "b"]))
        [0, 2]
        """
        offset = min(range(len(run)), key=lambda number: len(self.positions.get(run[number], ())))
        positions = self.positions.get(run[offset], [])
        for number in range(bisect_right(positions, after + offset), len(positions)):
            start = positions[number] - offset
            if self.words[start : start + len(run)] == run:
                yield start


def words_of(text: str) -> list[str]:
    """The words of a sentence of ours, without its formulas and calls of footnotes.

    >>> words_of("The $x$ of Ünal’s xₜ is `10⁻⁵`.[^1]")
    ['the', 'of', 'unal', 's', 'x', 't', 'is', '10', '5']
    """
    return [folded(word) for word in WORD.findall(_NOT_WORDS.sub(" ", text) if "$" in text or "[^" in text else text)]


def folded(word: str) -> str:
    """A word as a search compares it: without case, accents and forms of letters (the primary level of UTS 10)."""
    return word.lower() if word.isascii() else _folded(word)


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def find_places(sentences: Sequence[Sequence[str]], page: Words) -> list[Pair | None]:
    """The first and the last word of each sentence among those of the page, or None where it has no place there.

    Sentences are given as words, in the order of the document.
    """
    mine = [word for sentence in sentences for word in sentence]
    matched = dict(_matches(mine, page.words, (0, 0), (len(mine), len(page.words)), RUNS))
    places: list[Pair | None] = []
    start = 0
    for sentence in sentences:
        found = [matched.get(at) for at in range(start, start + len(sentence))]
        places.append(_place(sentence, found, page.words))
        start += len(sentence)
    return list(_settled(places, sentences, page))


def _place(sentence: Sequence[str], matched: Sequence[int | None], page: Sequence[str]) -> Pair | None:
    """From the first to the last word of the page that the sentence's words are: its longest run and those near it."""
    runs = [list(run) for _, run in groupby(_pairs(matched), key=lambda pair: pair[1] - pair[0])]
    if not runs:
        return None
    extended = [_extended(sentence, run, page) for run in runs]
    core = max(range(len(runs)), key=lambda number: len(extended[number]))
    (own, first), (own_last, last) = extended[core][0], extended[core][-1]
    found = len(extended[core])
    for run in reversed(runs[:core]):
        if run[-1][0] < own and 0 < first - run[-1][1] <= own - run[-1][0] + SLACK * len(run):
            (own, first), found = run[0], found + len(run)
    for run in runs[core + 1 :]:
        if run[0][0] > own_last and 0 < run[0][1] - last <= run[0][0] - own_last + SLACK * len(run):
            (own_last, last), found = run[-1], found + len(run)
    return (first, last) if found >= min(CERTAIN, MIN_MATCHED * len(sentence)) else None


def _extended(sentence: Sequence[str], run: Sequence[Pair], page: Sequence[str]) -> Sequence[Pair]:
    """A run with the words on either side that are the same in sentence and page."""
    (own, first), (own_last, last) = run[0], run[-1]
    while own and first and sentence[own - 1] == page[first - 1]:
        own, first = own - 1, first - 1
    while own_last + 1 < len(sentence) and sentence[own_last + 1 : own_last + 2] == page[last + 1 : last + 2]:
        own_last, last = own_last + 1, last + 1
    return list(zip(range(own, own_last + 1), range(first, last + 1), strict=True))


def _pairs(matched: Sequence[int | None]) -> list[Pair]:
    return [(own, other) for own, other in enumerate(matched) if other is not None]


def _matches(mine: Sequence[str], page: Sequence[str], low: Pair, high: Pair, sizes: Sequence[int]) -> Iterator[Pair]:
    """Positions of the same word in both from `low` to `high`, each pair beyond the one before."""
    (start, first), (end, last) = low, high
    while start < end and first < last and mine[start] == page[first]:
        yield start, first
        start, first = start + 1, first + 1
    back = 0
    while start < end - back and first < last - back and mine[end - back - 1] == page[last - back - 1]:
        back += 1
    if sizes and start < end - back and first < last - back:
        yield from _between(mine, page, (start, first), (end - back, last - back), sizes)
    for number in range(back, 0, -1):
        yield end - number, last - number


def _between(mine: Sequence[str], page: Sequence[str], low: Pair, high: Pair, sizes: Sequence[int]) -> Iterator[Pair]:
    """The pairs of the runs that stand once in both, and what lies between two of them by shorter runs."""
    size = sizes[0]
    start, first = low
    for own, other in _rising(_once_in_both(mine, page, low, high, size)):
        skipped = max(start - own, first - other, 0)
        if skipped >= size:
            continue
        own, other = own + skipped, other + skipped
        if own > start and other > first:
            yield from _matches(mine, page, (start, first), (own, other), sizes[1:])
        for number in range(size - skipped):
            yield own + number, other + number
        start, first = own + size - skipped, other + size - skipped
    yield from _matches(mine, page, (start, first), high, sizes[1:])


def _once_in_both(mine: Sequence[str], page: Sequence[str], low: Pair, high: Pair, size: int) -> list[Pair]:
    """Where the runs of `size` words begin that stand once in either, in the order of the document."""
    own, other = _once(mine, low[0], high[0], size), _once(page, low[1], high[1], size)
    return [(start, other[run]) for run, start in own.items() if start >= 0 and other.get(run, -1) >= 0]


def _once(words: Sequence[str], start: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    """Where each run of words begins, or -1 for one that stands twice."""
    found: dict[tuple[str, ...], int] = {}
    runs = zip(*(words[start + number : end] for number in range(size)), strict=False)
    for position, run in enumerate(runs, start):
        found[run] = -1 if run in found else position
    return found


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The most pairs of which each second number is greater than the one before (patience sorting).

    >>> _rising([(0, 5), (1, 1), (2, 2), (3, 9), (4, 3)])
    [(1, 1), (2, 2), (4, 3)]
    """
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        tops[pile : pile + 1] = [second]
        ends[pile : pile + 1] = [number]
        before.append(ends[pile - 1] if pile else -1)
    rising: list[Pair] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        rising.append(pairs[at])
        at = before[at]
    return rising[::-1]


def _settled(places: Sequence[Pair | None], sentences: Sequence[Sequence[str]], page: Words) -> Iterator[Pair | None]:
    """The places; a sentence that is not whole at its own, or has none, stands where its words stand in a row."""
    before = -1
    for place, sentence in zip(places, sentences, strict=True):
        if place is None:
            yield _nearest(sentence, before, page) if len(sentence) >= MIN_MOVED else None
            continue
        whole = page.words[place[0] : place[1] + 1] == sentence
        yield place if whole else _nearest(sentence, place[0], page) or place
        before = place[1]


def _nearest(sentence: Sequence[str], place: int, page: Words) -> Pair | None:
    start = min(page.runs(sentence), key=lambda start: abs(start - place), default=None)
    return None if start is None else (start, start + len(sentence) - 1)
