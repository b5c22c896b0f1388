"""The assistant: question -> passages -> coverage -> excerpts -> answer, each step by name."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from index.encoder import Encoder, Vectors
from index.library import Library, check_encoder
from index.records import Figure, SourceEntry
from rag.citations import Citation, Excerpt, cite
from rag.context import with_neighbours
from rag.coverage import MIN_EVIDENCE, nearest_topics, weigh_evidence
from rag.definitions import definitions_first
from rag.followup import stand_alone
from rag.quotes import PASSAGES_READ, choose_excerpts
from rag.retrieve import Passage, question_terms, retrieve
from rag.small_talk import small_talk
from rag.spelling import corrected
from rag.wording import not_covered

PASSAGES = 20
FIGURE_REACH = 600
"""Characters around a quote within which a figure belongs to it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A part of an answer with the numbers of its citations and how they support it."""

    text: str
    citations: tuple[int, ...]
    support: Literal["supported", "partly", "unsupported"] = "supported"


@dataclass(frozen=True, slots=True)
class Answer:
    """Cited statements, or an honest "the list does not cover this"."""

    question: str
    standalone_question: str
    answered: bool
    mode: Literal["quotes", "written"]
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    nearest_topics: tuple[str, ...]
    timings_ms: Mapping[str, float]
    refusal: str = ""

    @property
    def text(self) -> str:
        """The whole answer with its citation numbers, or the refusal."""
        if not self.answered:
            return self.refusal
        return "\n\n".join(
            " ".join([statement.text, *(f"[{number}]" for number in statement.citations)])
            for statement in self.statements
        )


class Assistant:
    """Answers questions from one library. Cheap to make; the library and the encoder are shared and read-only."""

    def __init__(self, library: Library, encoder: Encoder) -> None:
        check_encoder(library, encoder)
        self.library = library
        self._encoder = encoder

    @cached_property
    def entries(self) -> dict[str, SourceEntry]:
        """The library's sources by id, in the list's order."""
        return {entry.source.id: entry for entry in self.library.entries()}

    def search(self, question: str, limit: int = PASSAGES) -> list[Passage]:
        """The ranked passages alone."""
        return self._retrieve(question, self._encoder.encode_question(question), limit)

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to a question; `history` are the questions asked before, oldest first."""
        clock = _Clock()
        if reply := small_talk(question):
            return Answer(question, question, True, "quotes", (Statement(reply, ()),), (), (), clock.timings())
        asked = [earlier for earlier in history if not small_talk(earlier)]
        standalone = corrected(stand_alone(question, asked), self.library)
        clock.lap("rewrite")
        vector = self._encoder.encode_question(standalone)
        clock.lap("encode")
        passages = self._retrieve(standalone, vector, PASSAGES)
        clock.lap("search")
        excerpts = self._excerpts(standalone, vector, passages)
        answer = (
            self._quoted(question, standalone, excerpts) if excerpts else self._refused(question, standalone, passages)
        )
        clock.lap("answer")
        return replace(answer, timings_ms=clock.timings())

    def _retrieve(self, question: str, vector: Vectors, limit: int) -> list[Passage]:
        return retrieve(self.library, self.entries, question, vector, limit)

    def _excerpts(self, question: str, vector: Vectors, passages: Sequence[Passage]) -> list[Excerpt]:
        """Excerpts that answer; none where the library does not cover the question."""
        searched = question_terms(question)
        weights = self.library.term_weights(searched)
        evidence = weigh_evidence(passages, weights, self.library.known_terms(searched))
        if evidence.total < MIN_EVIDENCE:
            return []
        read = definitions_first(question, passages)[:PASSAGES_READ]
        widened = with_neighbours(self.library, read)
        return choose_excerpts(question, widened, weights, vector, self._encoder)

    def _quoted(self, question: str, standalone: str, excerpts: Sequence[Excerpt]) -> Answer:
        citations = tuple(cite(number, excerpt, self._figures(excerpt)) for number, excerpt in enumerate(excerpts, 1))
        statements = tuple(Statement(citation.quote, (citation.number,)) for citation in citations)
        return Answer(question, standalone, True, "quotes", statements, citations, (), {})

    def _refused(self, question: str, standalone: str, passages: Sequence[Passage]) -> Answer:
        topics = tuple(nearest_topics(passages))
        return Answer(question, standalone, False, "quotes", (), (), topics, {}, not_covered(topics))

    def _figures(self, excerpt: Excerpt) -> list[Figure]:
        """Figures that stand beside an excerpt, in its section."""
        chunk = excerpt.passage.chunk
        document = self.library.document(chunk.source_id)
        if document is None:
            return []
        start, end = chunk.start + excerpt.sentences[0].start, chunk.start + excerpt.sentences[-1].end
        section = next((part for part in document.sections if part.start <= chunk.start < part.end), None)
        near = (figure for figure in document.figures if start - FIGURE_REACH <= figure.position <= end + FIGURE_REACH)
        return [figure for figure in near if section is None or section.start <= figure.position <= section.end][:2]


class _Clock:
    """Milliseconds of each step and of the whole."""

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._laps[name] = round((now - self._last) * 1000, 2)
        self._last = now

    def timings(self) -> dict[str, float]:
        return self._laps | {"total": round((self._last - self._started) * 1000, 2)}
