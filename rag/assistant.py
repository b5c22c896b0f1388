"""The assistant: a question as it is meant, what the library has on it, and the answer made of that."""

from collections.abc import Sequence
from dataclasses import replace

from index.encoder import Encoder
from index.library import Library
from index.records import SourceEntry
from rag.answer import Answer, Statement
from rag.attempt import PASSAGES, Attempt, attempt
from rag.citations import Citation, cite
from rag.clock import Clock
from rag.coverage import nearest_topics
from rag.figures import figures_beside
from rag.filters import NO_FILTERS, Filters
from rag.followup import ways_to_stand_alone
from rag.missing import Coverage, coverage_of
from rag.retrieve import Passage, retrieve
from rag.searcher import Reranker, Searcher
from rag.small_talk import small_talk
from rag.spelling import corrected
from rag.twins import twins_of
from rag.wording import not_covered, partly_covered

CLEARLY = 1.0
"""Log-odds by which another reading of a question must be better covered to be taken."""


class Assistant:
    """Answers questions from one library. Cheap to make; the library and the encoder are shared and read-only."""

    def __init__(self, library: Library, encoder: Encoder, reranker: Reranker | None = None) -> None:
        self.library = library
        self._searcher = Searcher.of(library, encoder, reranker)

    @property
    def entries(self) -> dict[str, SourceEntry]:
        """The library's sources by id, in the list's order."""
        return dict(self._searcher.entries)

    def search(self, question: str, limit: int = PASSAGES, filters: Filters = NO_FILTERS) -> list[Passage]:
        """The ranked passages alone."""
        read = self._searcher.read(question)
        vector = self._searcher.encoder.encode_question(read.encoded_text)
        return retrieve(self._searcher, read, vector, limit, filters)

    def ask(self, question: str, history: Sequence[str] = (), filters: Filters = NO_FILTERS) -> Answer:
        """The answer to a question; `history` are the questions asked before, oldest first."""
        clock = Clock()
        if reply := small_talk(question):
            return Answer(question, question, True, "quotes", (Statement(reply, ()),), (), (), clock.timings())
        asked = [earlier for earlier in history if not small_talk(earlier)]
        whole = self._best_reading(ways_to_stand_alone(question, asked), filters, clock)
        coverage = coverage_of(self._searcher, whole, filters, clock)
        answer = (
            self._quoted(question, whole.question.text, coverage)
            if coverage.answered.is_covered
            else self._refused(question, whole)
        )
        clock.lap("answer")
        return replace(answer, timings_ms=clock.timings())

    def _best_reading(self, ways: Sequence[str], filters: Filters, clock: Clock) -> Attempt:
        """The likeliest reading of a question, or another that the library clearly covers better."""
        is_word = self._searcher.encoder.is_word
        tried = [attempt(self._searcher, corrected(way, self.library, is_word), filters, clock) for way in ways]
        return max(tried, key=lambda one: one.evidence.total - (CLEARLY if one is not tried[0] else 0))

    def _quoted(self, question: str, standalone: str, coverage: Coverage) -> Answer:
        citations: list[Citation] = []
        statements: list[Statement] = []
        for excerpt in coverage.answered.excerpts:
            cited = [
                cite(number, one, figures_beside(self.library, one))
                for number, one in enumerate([excerpt, *twins_of(excerpt)], len(citations) + 1)
            ]
            citations += cited
            statements.append(Statement(cited[0].quote, tuple(citation.number for citation in cited)))
        notice = partly_covered(coverage.missing, coverage.unknown)
        return Answer(question, standalone, True, "quotes", tuple(statements), tuple(citations), (), {}, notice)

    def _refused(self, question: str, whole: Attempt) -> Answer:
        near = nearest_topics(whole.passages)
        return Answer(question, whole.question.text, False, "quotes", (), (), near, {}, not_covered(near))
