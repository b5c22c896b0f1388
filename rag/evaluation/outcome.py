"""A case asked: what was answered and found, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.errors import SightlineError
from rag.answer import Answer
from rag.assistant import Assistant
from rag.citations import Citation
from rag.evaluation.cases import Case
from rag.retrieve import Passage

DEPTH = 10
"""Passages looked at."""


class Ask(Protocol):
    """From a question and the questions before it, oldest first, to an answer."""

    def __call__(self, question: str, history: Sequence[str] = ()) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with its answer, or with the error there was instead."""

    case: Case
    answer: Answer | None
    passages: tuple[Passage, ...] = ()
    """The first that the search found for the question, best first."""
    unknown: tuple[str, ...] = ()
    """Sources of the case that the library does not have."""
    error: str = ""

    @property
    def answered(self) -> bool:
        return self.answer is not None and self.answer.answered

    @property
    def refused(self) -> bool:
        return self.answer is not None and not self.answer.answered

    @property
    def said(self) -> str:
        """The statements of the answer, joined by spaces."""
        return " ".join(statement.text for statement in self.answer.statements) if self.answer else ""

    @property
    def facts_found(self) -> tuple[bool, ...]:
        """Of each fact, whether the answer holds it."""
        return self.case.facts_in(self.said)

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.answer.citations if self.answer else ()

    @property
    def right_citations(self) -> tuple[bool, ...]:
        """Of each citation, whether it is one of the case's sources."""
        return tuple(is_listed(self.case.sources, one.url, one.link) for one in self.citations)

    @property
    def right_passages(self) -> tuple[bool, ...]:
        """Of each passage, whether it is from one of the case's sources."""
        return tuple(
            is_listed(self.case.sources, one.entry.source.url, one.entry.state.final_url) for one in self.passages
        )

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong, a phrase each; none where the case passes."""
        if self.error:
            return (self.error,)
        if not self.case.answerable:
            return ("answered, though it should be refused",) if self.answered else ()
        if self.refused:
            return ("refused, though it should be answered",)
        missing = [fact for fact, found in zip(self.case.facts, self.facts_found, strict=True) if not found]
        phrases = [f"the fact '{fact}' is missing" for fact in missing]
        if self.case.sources and not any(self.right_citations):
            phrases.append("none of its sources is cited")
        return tuple(phrases)


def try_case(case: Case, assistant: Assistant, ask: Ask) -> Outcome:
    """Asks a case; an error of ours is part of the outcome."""
    known = [url for entry in assistant.entries.values() for url in (entry.source.url, entry.state.final_url)]
    unknown = tuple(source for source in case.sources if not is_listed(known, source))
    try:
        answer = ask(case.question, case.history)
        passages = assistant.search(answer.standalone_question, DEPTH)
    except SightlineError as error:
        return Outcome(case, None, unknown=unknown, error=str(error))
    return Outcome(case, answer, tuple(passages), unknown)


def is_listed(listed: Sequence[str], *addresses: str) -> bool:
    """Whether one of the addresses is among those listed, whatever place in the page it names.

    >>> is_listed(["https://a.org/owls"], "https://a.org/owls/#eyes")
    True
    """
    return not {_page(one) for one in addresses if one}.isdisjoint(_page(one) for one in listed)


def _page(address: str) -> str:
    return address.partition("#")[0].rstrip("/")
