"""The assistant: a question as it is meant, what the library has on it, and the answer made of that."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from index.encoder import Encoder
from index.library import Library
from index.records import SourceEntry
from rag.answer import Answer, Statement
from rag.citations import Citation, cite
from rag.clock import Clock
from rag.conversation import Asked, Exchange
from rag.coverage.attempt import PASSAGES, Attempt, attempt
from rag.coverage.missing import SURELY, Coverage, coverage_of
from rag.coverage.nearest import nearest_topics
from rag.coverage.resumed import try_resumed
from rag.excerpts.marks import with_mark
from rag.figures import figures_beside
from rag.filters import NO_FILTERS, Filters
from rag.questions.followup import resumed, ways_to_stand_alone
from rag.questions.other_languages import is_in_another
from rag.questions.spelling import corrected
from rag.retrieve import Passage, retrieve
from rag.searcher import Reranker, Searcher
from rag.twins import twins_of
from rag.wording import IN_ENGLISH, NO_SOURCE_FITS, VAGUE, not_covered

CLEARLY = 1.0
"""Log-odds by which another reading of a question must be better covered to be taken."""


class Assistant:
    """Answers questions from one library. Cheap to make; the library and the encoder are shared and read-only."""

    def __init__(self, library: Library, encoder: Encoder, reranker: Reranker | None = None) -> None:
        self.library = library
        self._searcher = Searcher.of(library, encoder, reranker)

    @property
    def encoder(self) -> Encoder:
        """The encoder of the library."""
        return self._searcher.encoder

    @property
    def entries(self) -> dict[str, SourceEntry]:
        """The library's sources by id, in the list's order."""
        return dict(self._searcher.entries)

    def search(self, question: str, limit: int = PASSAGES, filters: Filters = NO_FILTERS) -> list[Passage]:
        """The ranked passages alone."""
        asked = corrected(Asked(question).read, self.library, self._searcher.encoder.is_word)
        read = self._searcher.read(asked)
        vector = self._searcher.encoder.encode_question(read.encoded_text)
        return retrieve(self._searcher, read, vector, limit, filters)

    def ask(self, question: str, history: Sequence[str] = (), filters: Filters = NO_FILTERS) -> Answer:
        """The quoted answer to a question; `history` are the questions asked before, oldest first."""
        return self.answer(Asked(question, tuple(map(Exchange, history)), filters))

    def answer(self, asked: Asked, notice: str = "") -> Answer:
        """The quoted answer, with a notice of its own where one is given; to small talk, what we say to it."""
        clock = Clock()
        if reply := asked.small_talk:
            return Answer.remark(asked.question, reply, clock.timings())
        return self.quotes(self.prepare(asked, self.readings(asked), clock), notice)

    def readings(self, asked: Asked) -> Sequence[str]:
        """The ways to understand a question in its conversation, the likeliest first."""
        question = self._searcher.with_whom_it_means(asked.read, asked.earlier)
        return ways_to_stand_alone(question, self._earlier(asked), self.encoder.is_everyday_word)

    def prepare(self, asked: Asked, readings: Sequence[str], clock: Clock) -> "Prepared":
        """What the library has on the best of several readings of a question, asked when the clock was made."""
        filters = asked.filters
        whole = self._best_reading(readings, filters, clock)
        if (
            not whole.is_covered
            and len(readings) == 1
            and (again := resumed(readings[0], self._earlier(asked), self.encoder.is_everyday_word))
        ):
            again = corrected(again, self.library, self.encoder.is_word)
            whole = try_resumed(self._searcher, whole, again, filters, clock)
        fits = not filters or any(map(filters.fits, self._searcher.entries.values()))
        coverage = coverage_of(self._searcher, whole, filters, clock)
        return Prepared(asked.question, whole, coverage, clock, any_source_fits=fits)

    def quotes(self, prepared: "Prepared", notice: str = "") -> Answer:
        """The quoted answer to what was prepared, or the refusal; with a notice of its own, where one is given."""
        answer = self._quoted(prepared) if prepared.is_covered else self._refused(prepared)
        prepared.clock.lap("answer")
        said = " ".join(filter(None, [notice, answer.notice])) if prepared.is_covered else answer.notice
        return replace(answer, notice=said, timings_ms=prepared.clock.timings())

    def also_called(self, word: str) -> Collection[frozenset[str]]:
        """What else a lower-case word may be called, as sets of stems that all must be there."""
        return self._searcher.synonyms.of_words([word], self.library).get(word, ())

    def _earlier(self, asked: Asked) -> list[str]:
        """The questions asked before, with their slips put right, and without whom they ask."""
        return [self._searcher.put_right(question) for question in asked.earlier]

    def _best_reading(self, ways: Sequence[str], filters: Filters, clock: Clock) -> Attempt:
        """The likeliest reading of a question, or another that the library covers, and clearly better.

        The question as it stands is taken where it is the likeliest and surely covered: with the topic of the
        conversation nearly every question is better covered, by what is said of the topic. So is one that names what no
        source has, and little else: the topic would answer, and not the name. Where the likeliest is of another field,
        or none is covered, the one that is least of ours: with the topic a question would only seem to be of it.
        """
        is_word = self._searcher.encoder.is_word
        tried = [attempt(self._searcher, corrected(way, self.library, is_word), filters, clock) for way in ways]
        first, *others = tried
        alone = min(tried, key=lambda one: len(one.question.terms))
        unknown = [term for term in alone.question.terms if not term.is_known and not is_word(term.word)]
        if 2 * len(unknown) >= len(alone.question.terms) > 0:
            return alone
        if first is alone and first.is_covered and first.evidence.total >= SURELY:
            return first
        better = [one for one in others if one.is_covered and one.evidence.total > first.evidence.total + CLEARLY]
        if not first.is_of_another_field and (better or first.is_covered):
            return max(better, key=lambda one: one.evidence.total, default=first)
        strange = [one for one in (first, *others) if one.is_of_another_field]
        return min(strange, key=lambda one: one.evidence.nearness, default=first)

    def _quoted(self, prepared: "Prepared") -> Answer:
        coverage = prepared.coverage
        citations: list[Citation] = []
        statements: list[Statement] = []
        for excerpt in coverage.answered.excerpts:
            cited = [
                cite(number, with_mark(one, self.library), figures_beside(self.library, one))
                for number, one in enumerate([excerpt, *twins_of(excerpt)], len(citations) + 1)
            ]
            citations += cited
            statements.append(Statement(cited[0].quote, tuple(citation.number for citation in cited)))
        return Answer(
            question=prepared.question,
            standalone_question=prepared.standalone,
            answered=True,
            mode="quotes",
            statements=tuple(statements),
            citations=tuple(citations),
            notice=coverage.notice,
        )

    def _refused(self, prepared: "Prepared") -> Answer:
        question, standalone = prepared.question, prepared.standalone
        if prepared.whole.question.is_vague and not prepared.whole.question.formula:
            return Answer.refused(question, standalone, VAGUE)
        if is_in_another(question):
            return Answer.refused(question, standalone, IN_ENGLISH)
        near = nearest_topics(prepared.whole.passages)
        notice = not_covered(near) if prepared.any_source_fits else NO_SOURCE_FITS
        return Answer.refused(question, standalone, notice, near)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question understood, with what the library has on it."""

    question: str
    """As it was asked."""
    whole: Attempt
    """The question that stands alone, tried as a whole."""
    coverage: Coverage
    clock: Clock
    any_source_fits: bool
    """Whether the sources that were chosen are any."""

    @property
    def standalone(self) -> str:
        return self.whole.question.text

    @property
    def is_covered(self) -> bool:
        """Whether the library answers it, or a part of it."""
        return self.coverage.answered.is_covered
