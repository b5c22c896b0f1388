"""Whether the library covers a question: the honest refusal, and the topics that come nearest."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import NearTopic
from rag.citations import Excerpt
from rag.question import Question
from rag.quotes import MAX_DISTANCE
from rag.retrieve import Passage

TOPICS, TITLES = 3, 3
NO_SCORES = (0.0, 0.0)
BEST_WEIGHT, SECOND_WEIGHT, WORD_WEIGHT, BIAS = 4.6, 10.5, 1.6, -7.3
"""Logistic regression on 347 of our own questions, 135 of them not covered (`docs/retrieval.md`)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer."""

    best: float
    """Score of the best excerpt: how near it comes in meaning, and what of the question it says."""
    second: float
    """Of the second: what a library covers it seldom says but once."""
    rare_words: float
    """Rarity of the question's words that the first passage says, over the question's weight."""

    @property
    def total(self) -> float:
        """Log-odds that the library covers the question."""
        return BEST_WEIGHT * self.best + SECOND_WEIGHT * self.second + WORD_WEIGHT * self.rare_words + BIAS


def weigh_evidence(question: Question, passages: Sequence[Passage], excerpts: Sequence[Excerpt]) -> Evidence:
    """The evidence of the first passage and the excerpts chosen."""
    best, second, *_ = [*(excerpt.score for excerpt in excerpts[:2]), *NO_SCORES]
    if len(excerpts) == 1:
        second = best - MAX_DISTANCE
    stems = frozenset(passages[0].stems if passages else [])
    said = sum(term.rarity for term in question.terms if term.is_in(stems))
    return Evidence(best, second, said / question.weight if question.weight else 0.0)


def nearest_topics(passages: Sequence[Passage]) -> tuple[NearTopic, ...]:
    """Topics of the list nearest to a question that is not covered, the deepest heading of each, with their sources.

    Where only starter notes are near, these under a topic of their own.
    """
    titles: dict[str, dict[str, None]] = {}
    for passage in passages:
        source = passage.entry.source
        if passage.entry.state.kind != "note" and source.topics and source.topics[0]:
            titles.setdefault(source.topics[0][-1], {}).setdefault(source.title)
    if not titles and passages:
        titles = {passage.chunk.title: {} for passage in passages}
    return tuple(NearTopic(name, tuple(found)[:TITLES]) for name, found in list(titles.items())[:TOPICS])
