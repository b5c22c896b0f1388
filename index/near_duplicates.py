"""Which texts say nearly the same: two chunks are alike when they share four fifths of their runs of three words.

Found by prefix filtering (R. Bayardo, Y. Ma and R. Srikant, "Scaling up all pairs similarity search", 2007): of two
texts that are alike, the first fifth of the one's runs, in an order common to all, must hold one of the other's first
fifth.
"""

from collections import defaultdict
from collections.abc import Iterable, Set
from zlib import crc32

from index.terms import words

MIN_SHARED = 0.8
"""Jaccard index: runs that both have over runs that either has."""


def first_near_duplicates(texts: Iterable[str]) -> list[int]:
    """For each text, the position of the first text that it is alike to: its own where there is none.

    >>> same = "The quick brown fox jumps over the lazy dog near the river bank"
    >>> first_near_duplicates([same, "Something else entirely is said here", same + " again"])
    [0, 1, 0]
    """
    firsts: list[int] = []
    runs: dict[int, frozenset[int]] = {}
    places: defaultdict[int, list[int]] = defaultdict(list)
    for position, text in enumerate(texts):
        own = _runs(text)
        prefix = sorted(own)[: len(own) - int(MIN_SHARED * len(own)) + 1]
        before = {place for run in prefix for place in places[run]}
        first = min((place for place in before if jaccard(own, runs[place]) >= MIN_SHARED), default=position)
        firsts.append(first)
        if first == position:
            runs[position] = own
            for run in prefix:
                places[run].append(position)
    return firsts


def share_in(text: str, other: str) -> float:
    """How much of a text stands in another: the share of its runs of three words that this has too, 0 to 1.

    >>> share_in("An owl hears a mouse.", "In the dark an owl hears a mouse under snow.")
    1.0
    """
    own = _runs(text)
    return len(own & _runs(other)) / len(own)


def jaccard(one: Set[int], other: Set[int]) -> float:
    """The Jaccard index of two sets."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _runs(text: str) -> frozenset[int]:
    """Hashes of the runs of three words of a text; of a shorter one, of itself."""
    held = words(text)
    runs = zip(held, held[1:], held[2:], strict=False) if len(held) > 2 else [tuple(held)]
    return frozenset(crc32(" ".join(run).encode()) for run in runs)
