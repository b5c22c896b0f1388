"""Which words say the opposite of each other, which are of one kind, and which deny: what all the checks ask.

The words are in `opposites.yaml`. Many opposites need no table, for their form shows them: "valid" and "invalid",
"overestimates" and "underestimates", "useful" and "useless".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import yaml

DENIALS = frozenset(
    "not no never without cannot neither nor none nothing nobody nowhere hardly scarcely rarely seldom".split()
)
"""Words that deny what is said, whatever that is."""
NEGATIONS = DENIALS | frozenset(
    """rather instead lack lacks lacking avoid avoids avoiding fail fails failed failing unable dispense dispenses
    abandons away omit omits refrain refuse unneeded spare spares spared contrary absent devoid
    prevent prevents prevented preventing""".split()
)
"""These, and words that deny the thing that is named after them, such as "lacks"."""
SHORTEST = 3
"""Letters of a word, without a beginning that makes an opposite of it."""
_NEGATED = re.compile(
    rf"(?:un|non-?|dis|mis|in|im(?=[bp]|m(?!ediate))|il(?=l)|ir(?=r)|counter|anti)(?P<rest>[a-z]{{{SHORTEST},}})"
)
"""A word whose beginning makes it the opposite of the rest."""
_NOT_NEGATED = re.compile(
    r"in(?:te|ti|tro|tra(?!ct)|tu|de(?![cfp])|di(?!stin|rect)|du|f(?!easib|initel?y?$|lexib|ormal|requent)|[ghijnp]|"
    r"s(?!ecure|ensitiv|eparab|ignific|tabil|uffic)|v(?!alid|ar|isib|oluntar)|c(?:l|r|ep|id|orpor))\w*|"
    r"im(?:pact|pl|po(?!ss)|pr(?!actic|ecis|obab|oper)|pe(?!rcept|rfect)|pul)\w*|"
    r"dis(?:c(?!on)|[kp]|t(?!rust))\w*|un(?:der|i(?!m|n)|til|less)\w*|mis(?:s|cel|take)\w*|"
    r"non(?:e|u)\w*|illus\w*|counterpart\w*"
)
"""Words that only look as if a beginning denied the rest: "input", "distance"."""
_BEGINNINGS = (
    ("over", "under"), ("up", "down"), ("in", "out"), ("in", "ex"), ("im", "ex"), ("en", "de"), ("en", "dis"),
    ("pre", "post"), ("inter", "intra"), ("maxim", "minim"), ("fore", "back"), ("con", "di"), ("a", "de"),
    ("homo", "hetero"), ("some", "no"), ("every", "no"),
)  # fmt: skip
"""Beginnings that make opposites of one rest."""
_ENDINGS = (("ful", "less"), ("fully", "lessly"))
"""Endings that do."""

Pole = tuple[str, int]
"""A side of a pair of opposites, which is known by its first word, or of a kind."""


def senses_of(word: str) -> Sequence[Pole]:
    """The pairs of opposites that a lower-case word stands in, each by its first word, with the side it is on.

    >>> senses_of("right"), senses_of("wrong"), senses_of("owl")
    ((('left', -1), ('correct', 1)), (('correct', -1),), ())
    """
    return _senses().get(word, ())


def poles_of(word: str) -> tuple[Pole, ...]:
    """What a lower-case word is one side of: pairs of opposites, and kinds.

    >>> poles_of("precision")[0][0] == poles_of("recall")[0][0], poles_of("precision") == poles_of("recall")
    (True, False)
    """
    return (*senses_of(word), *((f"kind {number}", place) for number, place in _kinds().get(word, {}).items()))


def is_of_opposites(thing: str) -> bool:
    """Whether a pair of opposites is known by this word, its first.

    >>> is_of_opposites("left"), is_of_opposites("owl")
    (True, False)
    """
    return any(pair == thing for pair, _ in senses_of(thing))


def opposed(one: str, other: str) -> bool:
    """Whether two lower-case words say the opposite of each other.

    >>> opposed("wrong", "right"), opposed("left", "right"), opposed("left", "wrong")
    (True, True, False)
    >>> opposed("consistent", "inconsistent"), opposed("overestimates", "underestimates"), opposed("lies", "lie")
    (True, True, False)
    """
    if any((pair, -side) in senses_of(other) for pair, side in senses_of(one)):
        return True
    return other in _made_opposites(one) or one in _made_opposites(other)


def akin(one: str, other: str) -> bool:
    """Whether two lower-case words are on the same side of a pair of opposites, so that one may stand for the other.

    >>> akin("trails", "loses"), akin("beats", "loses")
    (True, False)
    """
    return not set(senses_of(one)).isdisjoint(senses_of(other))


def negated(word: str) -> str:
    """What a lower-case word denies by its beginning; empty where it does not.

    >>> negated("unordered"), negated("irregular"), negated("image"), negated("unit"), negated("immediately")
    ('ordered', 'regular', '', '', '')
    >>> negated("invalid"), negated("input"), negated("impossible"), negated("improves"), negated("distance")
    ('valid', '', 'possible', '', '')
    """
    found = None if _NOT_NEGATED.fullmatch(word) else _NEGATED.fullmatch(word)
    return found["rest"] if found else ""


def of_one_kind(one: str, other: str) -> bool:
    """Whether two lower-case words are different ones of one kind, such as "precision" and "recall".

    >>> of_one_kind("precision", "recall"), of_one_kind("input", "inputs"), of_one_kind("input", "recall")
    (True, False, False)
    """
    kinds, others = _kinds().get(one, {}), _kinds().get(other, {})
    return any(kinds[kind] != others[kind] for kind in kinds.keys() & others.keys())


def of_one_sort(one: str, other: str) -> bool:
    """Whether two lower-case words tell two things of one sort apart, such as "training" and "test".

    >>> of_one_sort("training", "test"), of_one_sort("precision", "recall")
    (True, False)
    """
    return of_one_kind(one, other) and {one, other} <= _of_sorts()


def excluding(one: str, other: str) -> bool:
    """Whether one lower-case word in the place of another says something else: opposed, or another of its kind.

    >>> excluding("precision", "recall"), excluding("high-level", "low-level"), excluding("one-way", "two-way")
    (True, True, True)
    >>> excluding("top-down", "bottom-up"), excluding("top-down", "top-most")
    (True, False)
    """
    if opposed(one, other) or of_one_kind(one, other):
        return True
    parts, others = one.split("-"), other.split("-")
    if not 1 < len(parts) == len(others):
        return False
    return all(excluding(*both) for both in zip(parts, others, strict=True) if both[0] != both[1])


@lru_cache(maxsize=8192)
def _made_opposites(word: str) -> frozenset[str]:
    """What another beginning or ending, or none, makes the opposite of a word."""
    begun = (
        second + word.removeprefix(first)
        for first, second in _BEGINNINGS
        if word.startswith(first) and len(word) >= len(first) + SHORTEST
    )
    ended = (word.removesuffix(first) + second for first, second in _ENDINGS if word.endswith(first))
    return frozenset((negated(word), *begun, *ended)) - {""}


@cache
def _senses() -> dict[str, tuple[tuple[str, int], ...]]:
    """Of each word of a pair of opposites, the pairs' names and its sides."""
    found: defaultdict[str, tuple[tuple[str, int], ...]] = defaultdict(tuple)
    for one, other in _rows("opposites"):
        for side, words in ((1, one), (-1, other)):
            for word in words:
                found[word] += ((one[0], side),)
    return dict(found)


@cache
def _kinds() -> dict[str, dict[int, int]]:
    """Of each word that has others of its kind, the kinds it is of and its place there."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for number, kind in enumerate((*_rows("kinds"), *_rows("sorts"))):
        for place, words in enumerate(kind):
            for word in words:
                found[word][number] = place
    return dict(found)


@cache
def _of_sorts() -> frozenset[str]:
    """Every word that tells things of one sort apart."""
    return frozenset(word for sort in _rows("sorts") for words in sort for word in words)


def _rows(name: str) -> Iterator[Sequence[Sequence[str]]]:
    """The rows of a table, each as the words of each of its sides."""
    text = files(__package__).joinpath("opposites.yaml").read_text(encoding="utf-8")
    for row in yaml.load(text, yaml.BaseLoader)[name]:  # which reads "on" as a word, not as a truth value
        yield [side.split() for side in row]
