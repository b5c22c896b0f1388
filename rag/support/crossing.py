"""Two things that a source sets against each other, and a statement that tells them the other way round.

Each side is known by what it says and the other side does not, in a source and in a statement. What stands where is
asked of every border between two sides: a contrast ("whereas"), a comparison ("than"), a change ("from … to …").
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, product

from index.terms import is_function_word, terms, words
from rag.support.clauses import CONTRAST
from rag.support.vocabulary import senses_of

_UNLIKE = re.compile(
    r"\b(?:unlike|in contrast to|as opposed to|compared (?:to|with))\b(?P<other>[^,;.]*),", re.IGNORECASE
)
"""What sets another thing apart first: "unlike crows, which fly by day, owls fly at night"."""
_SPELLED_OUT = re.compile(r"(?:[\w-]+ ){2,6}\((?P<acronym>[A-Z]\w{1,6})\b[^)]*\)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_END = re.compile(r"[,;(]|\s(?:and|which|that|in|for|when|so|while)\s")
"""What a thing that is replaced or comes of another ends before."""
Shared = Sequence[Sequence[set[str]]]
"""Terms in common: `shared[i][j]` are those of side i of the statement and side j of the source, each 0 or 1."""


def _mixes(shared: Shared) -> bool:
    """Whether both sides of the statement have something of both of the source."""
    return all(one for side in shared for one in side)


def _turns(shared: Shared) -> bool:
    """Whether the sides changed places, and the comparison did not turn with them."""
    return bool(shared[0][1] and shared[1][0]) and _compared_by(shared[0][0]) != ""


def _swaps(shared: Shared) -> bool:
    """Whether the sides changed places."""
    return bool(shared[0][1] and shared[1][0]) and not shared[0][0] and not shared[1][1]


@dataclass(frozen=True, slots=True)
class _Border:
    """What stands between two sides, and which of what these share is wrong."""

    pattern: re.Pattern[str]
    is_wrong: Callable[[Shared], bool]
    most: int = 9
    """Sides that a source may have."""
    behind: re.Pattern[str] = re.compile("")
    """What stands before the first side."""
    compares: bool = False
    """Whether the last word of a pair of opposites before it says which side has more."""


_CONTRASTS = (
    _Border(CONTRAST, _mixes),
    _Border(re.compile(r", and (?!.*, and )", re.IGNORECASE), _mixes, most=2),
)
"""They part sides alike, so that each may stand for the other."""
_BORDERS = (
    _Border(
        re.compile(r"\s+than(?!\s+(?:\d|one|two|three|half|in|at|on|with|when)\b)(?:\s+for\b)?\s+", re.IGNORECASE),
        lambda shared: _mixes(shared) or _turns(shared),
        compares=True,
    ),
    _Border(
        re.compile(r",?\s+(?:rather than|instead of|(?<=, )not)\s+(?:(?:in|by|to|from)\s+)?", re.IGNORECASE),
        _swaps,
        most=2,
    ),
    _Border(re.compile(r"\s+(?:by|with)\s+"), _swaps, 2, re.compile(r"\breplac(?:e|es|ed|ing)\s", re.IGNORECASE)),
    _Border(re.compile(r"\s+for\s+"), _swaps, 2, re.compile(r"\bswap(?:s|ped|ping)?\s", re.IGNORECASE)),
    _Border(
        re.compile(r"\s+(?:in)?to\s+"),
        _swaps,
        2,
        re.compile(r"\b(?:map|turn|convert|transform)(?:s|ed|ing)?\s", re.IGNORECASE),
    ),
    _Border(re.compile(r"\s+to\s+"), _swaps, 2, re.compile(r"\bfrom\s", re.IGNORECASE)),
)


def crossed(statement: str, source: str) -> tuple[str, str] | None:
    """Two words that a statement says together and its source of two things; None where there are none.

    >>> crossed("Owls have soft wings, while ducks hunt fish.", "Ducks have soft wings, whereas owls hunt fish.")
    ('owls', 'soft')
    >>> crossed("Owls hunt fish, while ducks have soft wings.", "Ducks have soft wings, whereas owls hunt fish.")
    >>> crossed("Owls have soft wings, while ducks hunt fish.", "All vary. Ducks have soft wings, and owls hunt.")
    ('owls', 'soft')
    >>> crossed("Owls have wings; ducks hunt fish.", "Unlike owls which hunt fish, ducks have wings.")
    ('wings', 'owls')
    >>> crossed("Owls fly faster than ducks.", "Ducks fly faster than owls.")
    ('owls', 'fly')
    >>> crossed("Owls fly slower than ducks.", "Ducks fly faster than owls.")
    >>> crossed("Large owls improve more than small ones.", "Small owls improve less than large ones.")
    >>> crossed("A nest replaces the tree by a cave.", "The nest replaces a cave by a tree, say the owls.")
    ('tree', 'cave')
    """
    said, held = _plain(statement, statement), _plain(source, statement)
    of_all = (_crossed_at(border, border, said, held) for border in (*_CONTRASTS, *_BORDERS))
    of_sentences = (
        _crossed_at(border, of_source, said, sentence)
        for sentence in _SENTENCE.split(held)
        for border, of_source in product(_CONTRASTS, repeat=2)
    )
    return next((pair for pair in chain(of_all, of_sentences) if pair), None)


def _crossed_at(border: _Border, of_source: _Border, statement: str, source: str) -> tuple[str, str] | None:
    """Two words that a statement says together, and its source on the two sides of a border; None without any."""
    said, held = _sides(statement, border), _sides(source, of_source)
    if len(said) != 2:
        return None
    parts = said[0].keys() - said[1].keys(), said[1].keys() - said[0].keys()
    for one, other in pairwise(held):
        if border.compares and _are_opposite(_compared_by(said[0]), _compared_by(one)):
            one, other = other, one
        sides = one.keys() - other.keys(), other.keys() - one.keys()
        if border.is_wrong(shared := [[part & side for side in sides] for part in parts]):
            return _first(said[0], shared[0][1]), _first(said[0], shared[0][0]) or _first(said[1], shared[1][0])
    return None


def _first(side: dict[str, str], terms: set[str]) -> str:
    """The first word of a side that says one of the terms; empty where none does."""
    return next((word for term, word in side.items() if term in terms), "")


def _plain(text: str, statement: str) -> str:
    """A text with what it sets apart first in a clause of its own, and no acronym spelled out that a statement uses."""
    short = _SPELLED_OUT.sub(lambda match: match["acronym" if match["acronym"] in statement else 0], text)
    return _UNLIKE.sub(lambda match: f"{match['other']} whereas ", short)


def _sides(text: str, border: _Border) -> list[dict[str, str]]:
    """The words of each side of a text, by what they say."""
    begin = border.behind.search(text)
    sides = border.pattern.split(text[begin.end() :], border.most - 1) if begin else []
    sides = [_END.split(side)[0] for side in sides] if border.behind.pattern else sides
    return [_terms_of(words(side), border) for side in sides if side.strip()]


def _terms_of(side: Sequence[str], border: _Border) -> dict[str, str]:
    """The words of a side by what they say; where it is compared, only the comparison is one of a pair of opposites."""
    turning = [place for place, word in enumerate(side) if senses_of(word)]
    kept = turning[-1:] if border.compares else turning
    return {term: word for place, word in enumerate(side) for term in (_said(word) if place in kept else _stems(word))}


def _compared_by(side: Iterable[str]) -> str:
    """What of a side is of a pair of opposites; empty where nothing is."""
    return next((term for term in side if term[0] in "+-"), "")


def _are_opposite(one: str, other: str) -> bool:
    return bool(one and other) and one[1:] == other[1:] and one != other


def _said(word: str) -> list[str]:
    """What a word says, as one of a pair of opposites or as a stem; nothing where it carries no meaning."""
    if senses := senses_of(word):
        pair, side = senses[0]
        return [f"{side:+}{pair}"]
    return _stems(word)


def _stems(word: str) -> list[str]:
    return [] if is_function_word(word) else terms(word)
