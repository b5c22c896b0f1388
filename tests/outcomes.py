"""Outcomes of cases made by hand, from a real answer whose addresses and words are replaced."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answer import Answer, Statement
from rag.assistant import Assistant
from rag.citations import Citation
from rag.evaluation.cases import Case
from rag.evaluation.outcome import Outcome
from rag.retrieve import Passage


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the addresses it cites, whose quotes are the statement itself."""

    text: str
    urls: tuple[str, ...] = ()


class Maker:
    """Makes outcomes; `assistant` gives the answer and the passage they are made from."""

    def __init__(self, assistant: Assistant) -> None:
        self._answer = assistant.ask("How far can an owl turn its head?")
        self._passage = assistant.search("owl", 1)[0]

    def answered(self, case: Case, said: Sequence[Said], found: Sequence[str] = ()) -> Outcome:
        return Outcome(case, self._answer_of(case, said), self._passages(found))

    def refused(self, case: Case, found: Sequence[str] = ()) -> Outcome:
        answer = replace(
            self._answer, question=case.question, answered=False, statements=(), citations=(), notice="Not covered."
        )
        return Outcome(case, answer, self._passages(found))

    def _answer_of(self, case: Case, said: Sequence[Said]) -> Answer:
        citations: list[Citation] = []
        statements = []
        for one in said:
            numbers = range(len(citations) + 1, len(citations) + 1 + len(one.urls))
            citations += [self._citation(number, url, one.text) for number, url in zip(numbers, one.urls, strict=True)]
            statements.append(Statement(one.text, tuple(numbers)))
        return replace(
            self._answer,
            question=case.question,
            standalone_question=case.question,
            statements=tuple(statements),
            citations=tuple(citations),
        )

    def _citation(self, number: int, url: str, quote: str) -> Citation:
        return replace(self._answer.citations[0], number=number, url=url, link=f"{url}#here", quote=quote)

    def _passages(self, urls: Sequence[str]) -> tuple[Passage, ...]:
        entry = self._passage.entry
        return tuple(
            replace(
                self._passage,
                entry=replace(entry, source=replace(entry.source, url=url), state=replace(entry.state, final_url="")),
            )
            for url in urls
        )
