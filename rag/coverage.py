"""Whether the library covers a question: the honest refusal, and the topics that come nearest."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.terms import terms
from rag.answer import NearTopic
from rag.citations import Excerpt
from rag.mentions import is_only_mentioned
from rag.question import Question
from rag.retrieve import Passage

TOPICS, TITLES = 3, 3
PASSAGES_WEIGHED = 7
SAID, QUOTED, RARE, NEARNESS, LEXICAL, BIAS = 2.9, 1.6, 0.9, 7.5, 0.7, -7.7
"""Logistic regression on 567 of our own questions, 215 of them not covered (`docs/retrieval.md`)."""
MENTION = -3.0
"""For what the library only mentions: its words are there, and its neighbours, so the rest speaks for it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer; shares are of the question's weight."""

    said: float
    """Share that one of the first passages says, the most of any."""
    quoted: float
    """Share that the best excerpt says."""
    rare_words: float
    """Rarity of the question's words that the first passage says, over the question's weight."""
    nearness: float
    """Greatest cosine of question and passage."""
    lexical: float
    """BM25 score of the first passage, over the question's weight."""
    is_only_mentioned: bool = False
    """Whether what the question names is mentioned and no more (`rag.mentions`)."""

    @property
    def total(self) -> float:
        """Log-odds that the library covers the question."""
        words = SAID * self.said + QUOTED * self.quoted + RARE * self.rare_words
        mention = MENTION if self.is_only_mentioned else 0.0
        return words + NEARNESS * self.nearness + LEXICAL * self.lexical + mention + BIAS


NO_EVIDENCE = Evidence(0.0, 0.0, 0.0, 0.0, 0.0)


def weigh_evidence(question: Question, passages: Sequence[Passage], excerpts: Sequence[Excerpt]) -> Evidence:
    """The evidence of the first passages and the best excerpt."""
    if not passages or not question.weight:
        return NO_EVIDENCE
    stems = [frozenset(passage.stems) for passage in passages[:PASSAGES_WEIGHED]]
    return Evidence(
        said=max(question.share_in(said) for said in stems),
        quoted=question.share_in(frozenset(terms(excerpts[0].text))) if excerpts else 0.0,
        rare_words=sum(term.rarity for term in question.terms if term.is_in(stems[0])) / question.weight,
        nearness=max(passage.cosine for passage in passages),
        lexical=passages[0].lexical / question.weight,
        is_only_mentioned=is_only_mentioned(question, passages),
    )


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
