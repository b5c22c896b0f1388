"""Who does what to whom, told in the active voice and in the passive: "A cleans B", "A is cleaned by B"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.terms import content_terms, terms
from rag.support.readings import with_names_whole
from rag.support.vocabulary import NEGATIONS

NEAR = 3
"""Words that carry meaning on either side of a verb by which doer and thing done to are known."""
_CLAUSE = re.compile(r"[,;:.()]\s|\s(?:and|but|while|whereas|because|so|which|if|when)\s")
_PASSIVE = re.compile(
    r"(?P<left>.*?)\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?(?P<verb>\w{2,}(?:ed|en|wn|ght|ade))\b"
    r"(?:\s+\w+){0,3}?\s+by\s+(?P<right>.+)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_BE = frozenset("is are was were be been being".split())


class _Deed(NamedTuple):
    """Stems of who does it, and of what it is done to."""

    doer: set[str]
    thing: set[str]


def done_by_the_other(statement: str, source: str) -> tuple[str, str] | None:
    """The doer of a statement and the thing it is done to, where its source has them the other way round.

    >>> done_by_the_other("The owl cleans the egg.", "The owl is cleaned by the egg.")
    ('owl', 'egg')
    >>> done_by_the_other("The egg is cleaned by the old owl.", "In spring an old owl cleans each egg.")
    >>> done_by_the_other("The owl is cleaned by the egg.", "In spring an old owl cleans each egg.")
    ('egg', 'owl')
    """
    said, held = (list(_clauses(text)) for text in (statement, source))
    turned = [
        (active, passive) for passive, verb in _passive(held) for clause in said for active in _active(clause, verb)
    ] + [(passive, active) for passive, verb in _passive(said) for clause in held for active in _active(clause, verb)]
    return next((_words(*pair) for pair in turned if _are_turned(*pair)), None)


def _clauses(text: str) -> Iterator[str]:
    """The clauses of a text that deny nothing."""
    for clause in _CLAUSE.split(with_names_whole(text)):
        if NEGATIONS.isdisjoint(clause.casefold().split()):
            yield clause


def _passive(clauses: Sequence[str]) -> Iterator[tuple[_Deed, str]]:
    """What clauses say in the passive voice, each with its verb."""
    for found in filter(None, map(_PASSIVE.fullmatch, clauses)):
        yield _Deed({*content_terms(found["right"])[:NEAR]}, {*content_terms(found["left"])[-NEAR:]}), found["verb"]


def _active(clause: str, verb: str) -> Iterator[_Deed]:
    """What a clause says with a verb in the active voice."""
    words: Sequence[str] = _WORD.findall(clause)
    for place, word in enumerate(words):
        if terms(word) == terms(verb) and (place == 0 or words[place - 1].casefold() not in _BE):
            before, after = " ".join(words[:place]), " ".join(words[place + 1 :])
            yield _Deed({*content_terms(before)[-NEAR:]}, {*content_terms(after)[:NEAR]})


def _are_turned(said: _Deed, held: _Deed) -> bool:
    """Whether doer and thing stand in each other's place, and neither in its own."""
    swapped = said.doer & held.thing - held.doer, said.thing & held.doer - held.thing
    return all(swapped) and not said.doer & held.doer and not said.thing & held.thing


def _words(said: _Deed, held: _Deed) -> tuple[str, str]:
    """A word for the doer of a statement, and one for the thing, of those that changed places."""
    return min(said.doer & held.thing), min(said.thing & held.doer)
