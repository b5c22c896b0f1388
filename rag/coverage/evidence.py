"""How much speaks for a question's being covered, weighed into one number."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.terms import terms
from rag.citations import Excerpt
from rag.coverage.mentions import Treatment, treatment
from rag.questions.question import Question
from rag.retrieve import Passage

PASSAGES_WEIGHED = 7
SAID, QUOTED, NEARNESS, LEXICAL, LENGTH, SIZE, BIAS = 5.6, 2.0, 8.4, 2.8, 2.4, -0.8, -8.95
"""Logistic regression on our own questions, asked of libraries of five sizes (`tests.fit_coverage`)."""
LEAST_CHUNKS = 80
"""Of the smallest of these libraries."""
K1 = 1.2
"""Of BM25: how soon a word that is said again and again counts no more."""
LEAST_WORDS = 3
ALL = 0.95
"""Share of a question of so many words from which an excerpt that says them does more than name its topic."""
SAME_FIELD = 0.3
"""Cosine of a question and what comes nearest, below which it is of another field: one in four of our questions that no
page answers lies below, and none that one does."""
TREATED = {Treatment.NOT_TOLD: 0.0, Treatment.EXPLAINED: 1.1, Treatment.SPOKEN_OF: -2.2, Treatment.MENTIONED: -4.4}
"""What the treatment of a topic or name adds: the words of what the library only mentions are there, and its
neighbours, so the rest speaks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageEvidence:
    """What speaks for an answer; shares are of the question's weight."""

    said: float
    """Share that one of the first passages says, the most of any."""
    quoted: float
    """Share that the best excerpt says."""
    nearness: float
    """Greatest cosine of question and passage."""
    lexical: float
    """ln(1 + x), x the BM25 score of the first passage over the question's weight; its like where a library is too
    small for that. The logarithm, since a question in everyday words weighs little."""
    length: float
    """Natural logarithm of the number of its words, or of LEAST_WORDS: of a long story less is said in one place."""
    size: float
    """Natural logarithm of the number of chunks of the library: among few, what comes nearest is less near."""
    treated: Treatment = Treatment.NOT_TOLD
    """How what was found treats what the question names (`mentions`)."""

    @property
    def total(self) -> float:
        """Log-odds that the library covers the question."""
        words = SAID * self.said + QUOTED * self.quoted + LEXICAL * self.lexical + LENGTH * self.length
        return words + NEARNESS * self.nearness + TREATED[self.treated] + SIZE * self.size + BIAS


NO_EVIDENCE = CoverageEvidence(said=0.0, quoted=0.0, nearness=0.0, lexical=0.0, length=0.0, size=0.0)


def weigh_evidence(
    question: Question, passages: Sequence[Passage], excerpts: Sequence[Excerpt], chunks: int
) -> CoverageEvidence:
    """The evidence of the first passages and the best excerpt, in a library of so many chunks."""
    if not passages or not question.weight or question.is_vague:
        return NO_EVIDENCE
    stems = [frozenset(passage.stems) for passage in passages[:PASSAGES_WEIGHED]]
    quoted = question.share_in(frozenset(terms(excerpts[0].text))) if excerpts else 0.0
    says_all = quoted >= ALL and len(question.terms) >= LEAST_WORDS and not question.unknown_models
    return CoverageEvidence(
        said=max(question.share_in(said) for said in stems),
        quoted=quoted,
        nearness=max(passage.cosine for passage in passages),
        lexical=math.log1p(max(passages[0].lexical, _saturated(question, passages[0])) / question.weight),
        length=math.log(max(LEAST_WORDS, len(question.terms))),
        size=math.log(max(LEAST_CHUNKS, chunks)),
        treated=treatment(question, passages) if not says_all or question.topic else Treatment.NOT_TOLD,
    )


def _saturated(question: Question, passage: Passage) -> float:
    """BM25 without its correction for length, by weights that are above 0 also for a word that most chunks have."""
    counts = Counter(passage.stems)
    said = ((term.rarity, term.count_in(counts)) for term in question.terms)
    return sum(rarity * (K1 + 1) * count / (K1 + count) for rarity, count in said)
