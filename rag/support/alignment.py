"""What is said of each of two things in a statement, laid beside what its source says of each, by meaning.

Of two things that both texts tell apart, by name or as sides of a contrast, the words around them are compared without
their names: where what a statement says of the one is nearer to what the source says of the other, and the other way
round, the two were exchanged, be it in other words throughout.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from index.terms import content_terms, terms
from rag.questions.names import names
from rag.support.vocabulary import Pole, poles_of

MARGIN = 0.02
"""Cosine, of both things together, by which the exchanged reading must be nearer."""
MIN_TERMS = 2
"""Words that carry meaning in what is said of a thing, for it to be compared."""
MOST_THINGS = 16
"""Of those that both texts speak of, how many are looked at: a longer statement is no comparison."""
_PARTS = re.compile(
    r"(?<=[.!?])\s+(?=[A-Z])|[;:]\s+|,\s+(?:and|which|so|then)\s+|,?\s+(?:whereas|while|but|unlike|in contrast to|"
    r"as opposed to|though|although|where|compared with|rather than|instead of)\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_OF_NAMES = "names"

Thing = tuple[str, str] | Pole
Nearness = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in parts, and the words for each thing that it tells from others."""

    parts: Sequence[str]
    words: dict[Thing, frozenset[str]]

    @classmethod
    def of(cls, text: str, named: Iterable[str]) -> "_Text":
        """A text read.

        Args:
            named: what either of two texts writes as a name; where a sentence begins it does not look like one.
        """
        found: defaultdict[Thing, set[str]] = defaultdict(set)
        for name in named:
            if _pattern([name]).search(text):
                found[_OF_NAMES, "".join(terms(name)) or name].add(name)
        for word in map(str.casefold, _WORD.findall(text)):
            for pole in poles_of(word):
                found[pole].add(word)
        return cls([part for part in _PARTS.split(text) if part], {key: frozenset(said) for key, said in found.items()})

    def said_of(self, one: Thing, other: Thing) -> list[str]:
        """What it says of one thing and not of the other, without the words for them; nothing where that is little."""
        named, others = (_pattern(self.words[thing]) for thing in (one, other))
        masked = [named.sub("it", part) for part in self.parts if named.search(part) and not others.search(part)]
        return [part for part in masked if len(content_terms(part)) >= MIN_TERMS]


def exchanged_in_meaning(statement: str, source: str, nearness: Nearness) -> tuple[str, str] | None:
    """Two things of a statement of which it says what its source says of the other; None where there are none.

    Args:
        nearness: cosine of two texts.
    """
    named = {name.casefold() for text in (statement, source) for name in names(text)}
    said, held = _Text.of(statement, named), _Text.of(source, named)
    shared = sorted(said.words.keys() & held.words.keys(), key=_names_first)
    for one, other in _pairs(shared[:MOST_THINGS]):
        ours, theirs = ([text.said_of(*pair) for pair in ((one, other), (other, one))] for text in (said, held))
        if all(ours) and all(theirs):
            straight = _nearest(ours[0], theirs[0], nearness) + _nearest(ours[1], theirs[1], nearness)
            crosswise = _nearest(ours[0], theirs[1], nearness) + _nearest(ours[1], theirs[0], nearness)
            if crosswise > straight + MARGIN:
                return min(said.words[one]), min(said.words[other])
    return None


def _names_first(thing: Thing) -> tuple[bool, str]:
    return thing[0] != _OF_NAMES, str(thing)


def _pairs(things: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """The things that may be told apart: two names, or two sides of one contrast."""
    return ((one, other) for one, other in combinations(things, 2) if one[0] == other[0])


def _pattern(said: Iterable[str]) -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{longest_first})(?:['’]s)?(?![\w-])", re.IGNORECASE)


def _nearest(ours: Sequence[str], theirs: Sequence[str], nearness: Nearness) -> float:
    return max(nearness(one, other) for one in ours for other in theirs)
