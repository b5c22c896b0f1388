"""A question that stands alone, tried: what is found and chosen for it, and how much speaks for its being covered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.citations import Excerpt
from rag.clock import Clock
from rag.coverage.evidence import SAME_FIELD, CoverageEvidence, weigh_evidence
from rag.coverage.mentions import Treatment
from rag.coverage.money import asks_for_money, tells_money
from rag.coverage.values import tells_value, value_asked
from rag.excerpts.choose import choose_excerpts
from rag.excerpts.context import Stretch, read_around
from rag.filters import Filters
from rag.questions.aims import words_for_a_formula
from rag.questions.formula import has_formula, shows_formula
from rag.questions.question import Question
from rag.retrieve import Passage, retrieve
from rag.searcher import Searcher

NEAR_IN_EVERYDAY_WORDS = 0.33
"""Cosine below which a question in everyday words alone, which any library has, is of another field: "why is the sky
blue"; those of our questions that the library covers come nearer."""
PASSAGES = 20
PASSAGES_READ = 7
"""Of which excerpts are chosen; for who and when all are read, since that is said in passing."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a question."""

    question: Question
    passages: Sequence[Passage]
    excerpts: Sequence[Excerpt]
    evidence: CoverageEvidence
    stretches: Sequence[Stretch]
    """What was read for it, the passages with what stands around them."""
    is_elsewhere: bool = False
    """Whether it was found elsewhere than with the author or site that was asked."""

    @property
    def is_covered(self) -> bool:
        """Whether the library answers the question."""
        speaks_for_it = self.evidence.total > 0 and not self._is_of_any_talk
        return bool(self.excerpts) and (speaks_for_it or self._has_formula) and self.tells_what_is_asked

    @property
    def _is_of_any_talk(self) -> bool:
        """Whether it asks in everyday words alone for what nothing explains or comes near."""
        is_near = self.evidence.nearness >= NEAR_IN_EVERYDAY_WORDS
        return self.question.is_everyday and not is_near and self.evidence.treated is not Treatment.EXPLAINED

    @property
    def is_of_another_field(self) -> bool:
        """Whether what comes nearest is not near at all, whatever words the two have in common."""
        return self.evidence.nearness < SAME_FIELD

    @property
    def tells_what_is_asked(self) -> bool:
        """Whether an excerpt tells who, when, for how much money or which value, where a question asks for that.

        What is new in a thing is told by what speaks of it.
        """
        told = self._tells_origin and self._tells_money and self._tells_value and self._shows_formula
        return told and self.speaks_of_changed

    @property
    def _has_formula(self) -> bool:
        """Whether an excerpt has the formula that is typed in the question."""
        texts = (text for excerpt in self.excerpts for text in excerpt.sentence_texts)
        return any(has_formula(text, self.question.formula) for text in texts)

    @property
    def _shows_formula(self) -> bool:
        """Whether an excerpt has a formula, where a question asks for one."""
        return not words_for_a_formula(self.question.text) or any(
            shows_formula(excerpt.text) for excerpt in self.excerpts
        )

    @property
    def _tells_origin(self) -> bool:
        """Whether an excerpt names who or when, where a question asks for it."""
        return not self.question.origins or any(
            self.question.is_told_by(text, before, after)
            for texts in (excerpt.sentence_texts for excerpt in self.excerpts)
            for before, text, after in zip(["", *texts[:-1]], texts, [*texts[1:], ""], strict=True)
        )

    @property
    def _tells_money(self) -> bool:
        """Whether an excerpt tells a sum of money, where a question asks for one."""
        return not asks_for_money(self.question.text) or any(tells_money(excerpt.text) for excerpt in self.excerpts)

    @property
    def _tells_value(self) -> bool:
        """Whether an excerpt tells the value of a thing that a short question asks for."""
        told = value_asked(self.question)
        return told is None or any(
            tells_value(self.question, told, excerpt.passage, text)
            for excerpt in self.excerpts
            for text in excerpt.sentence_texts
        )

    @property
    def speaks_of_changed(self) -> bool:
        """Whether a passage speaks of the thing that is asked about, where it is asked what is new in one."""
        if not self.question.asks_what_changed:
            return True
        return any(self.question.sides[0].is_in(passage.stems) for passage in self.passages)


def attempt(searcher: Searcher, text: str, filters: Filters, clock: Clock) -> Attempt:
    """Searches for a question that stands alone, and chooses the excerpts that answer it.

    Where it asks an author or a site that does not cover it, all others are asked; where it is not covered and only
    names one, that one is.
    """
    question = searcher.read(text)
    tried = _search(searcher, question, filters, clock)
    if tried.is_covered:
        return tried
    if question.asked_of:
        return replace(_search(searcher, replace(question, asked_of=frozenset()), filters, clock), is_elsewhere=True)
    asking = searcher.read_as_asking(question)
    of_one = _search(searcher, asking, filters, clock) if asking else tried
    return of_one if of_one.is_covered else tried


def _search(searcher: Searcher, question: Question, filters: Filters, clock: Clock) -> Attempt:
    clock.lap("rewrite")
    vector = searcher.encoder.encode_question(question.encoded_text)
    clock.lap("encode")
    passages = retrieve(searcher, question, vector, PASSAGES, filters)
    clock.lap("search")
    reach = PASSAGES if question.origins else PASSAGES_READ
    turned = searcher.adapters.sentences.turned(vector)
    stretches = read_around(searcher.library, passages, reach)
    excerpts = choose_excerpts(question, turned, stretches)
    evidence = weigh_evidence(question, passages, excerpts, searcher.library.manifest.chunks)
    clock.lap("answer")
    return Attempt(question, passages, excerpts, evidence, stretches)
