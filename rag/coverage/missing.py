"""What of a question the library does not cover, where it covers a part."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.terms import is_piece, without_ending
from rag.clock import Clock
from rag.coverage.attempt import Attempt, attempt
from rag.filters import Filters
from rag.questions.comparison import choice_of
from rag.questions.core import core_of
from rag.questions.names import is_size
from rag.questions.parts import parts_of
from rag.questions.question import Thing
from rag.questions.spelling import slips_of
from rag.searcher import Searcher
from rag.wording import ELSEWHERE, partly_covered

SURELY_NOT = -0.5
"""Log-odds of a part's being covered below which we say that it is missing."""
SURELY = 1.5
"""Log-odds of the being covered of a half, of what a story asks, or of a question in a conversation, from which it is
answered without the rest."""
MIN_COSINE = 0.45
"""Cosine of a comparison and what was found for it below which it is of another field, which may share a word."""
NAMED = 2
"""Words up to which a side is a name."""
MIN_LETTERS = 4
"""Of a word that the library does not have, for it to be named."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is answered, and what is missing from it."""

    answered: Attempt
    missing: tuple[str, ...] = ()
    """Parts of the question, or sides of a comparison."""
    unknown: tuple[str, ...] = ()
    """Words of the question that nothing in the library says."""

    @property
    def notice(self) -> str:
        """What a reader of the answer has to know of it; empty where there is nothing to say."""
        elsewhere = ELSEWHERE if self.answered.is_elsewhere else ""
        return " ".join(filter(None, [elsewhere, partly_covered(self.missing, self.unknown)]))


def coverage_of(searcher: Searcher, whole: Attempt, filters: Filters, clock: Clock) -> Coverage:
    """What the library covers of a question: all of it, some of its parts, one side of a comparison, or nothing."""
    parts = parts_of(whole.question.text)
    tried = [attempt(searcher, part, filters, clock) for part in parts] if len(parts) > 1 else [whole]
    answered = whole
    if not whole.is_covered:
        if tried[0].evidence.total < SURELY or not tried[0].is_covered:  # what comes first is the topic of what follows
            return (
                _covered_choice(searcher, whole, filters, clock)
                or _covered_core(searcher, whole, filters, clock)
                or _covered_side(searcher, whole, filters, clock)
            )
        answered = tried[0]
    lacking = [one.question.text for one in tried[1:] if one.evidence.total < SURELY_NOT or not one.tells_what_is_asked]
    missing = (*lacking, *_sides_missing(answered))
    return Coverage(answered, missing, () if missing else _unknown_words(searcher, answered))


def _covered_choice(searcher: Searcher, whole: Attempt, filters: Filters, clock: Clock) -> Coverage | None:
    """The choice that a question ends with, where it is covered and all that the case names is known."""
    choice = choice_of(whole.question.text)
    if not choice or whole.question.unknown_models or _unknown_words(searcher, whole):
        return None
    alone = attempt(searcher, choice, filters, clock)
    return Coverage(alone) if alone.is_covered else None


def _covered_core(searcher: Searcher, whole: Attempt, filters: Filters, clock: Clock) -> Coverage | None:
    """The question that is asked in a story, where it is surely covered and the story names nothing unknown."""
    core = core_of(whole.question.text)
    if not core or _unknown_words(searcher, whole):
        return None
    alone = attempt(searcher, core, filters, clock)
    return Coverage(alone) if alone.is_covered and alone.evidence.total >= SURELY else None


def _covered_side(searcher: Searcher, whole: Attempt, filters: Filters, clock: Clock) -> Coverage:
    """Of a comparison that is not covered, the side that is; none where it is asked what is new in the other."""
    missing = _sides_missing(whole)
    covered = [side.name for side in whole.question.sides if side.name not in missing]
    if whole.speaks_of_changed and missing and len(covered) == 1 and whole.evidence.nearness > MIN_COSINE:
        alone = attempt(searcher, f"what is {covered[0]}", filters, clock)
        if alone.evidence.total >= SURELY:
            return Coverage(alone, missing)
    return Coverage(whole)


def _sides_missing(tried: Attempt) -> tuple[str, ...]:
    """The sides of a comparison of which no passage speaks."""
    stems = [passage.stems for passage in tried.passages] if tried.question.sides else []
    return tuple(side.name for side in tried.question.sides if not any(_is_spoken_of(side, held) for held in stems))


def _is_spoken_of(side: Thing, stems: Sequence[str]) -> bool:
    """Whether a passage speaks of a side; a long one is a phrase of the asker's own, whose words stand apart."""
    held = frozenset(stems)
    return side.is_in(stems) or (len(side.ways) > NAMED and all(term.is_in(held) for term in side.terms))


def _unknown_words(searcher: Searcher, tried: Attempt) -> tuple[str, ...]:
    """The names and models in a question that nothing in the library says; no sizes, nor slips of a known word."""
    unknown = dict.fromkeys(
        term.word
        for term in tried.question.terms
        if not (term.is_known or is_piece(term.stem) or is_size(term.word)) and len(term.word) >= MIN_LETTERS
    )
    is_word = searcher.encoder.is_word
    coined = [word for word in unknown if not any(map(is_word, (word, *without_ending(word))))]
    strange = (word for word in coined if not slips_of(word, searcher.library))
    return (*tried.question.unknown_models, *strange)
