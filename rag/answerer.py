"""Who answers: the sources in their own words, or a model that writes; the sources, too, where no model can be had."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.errors import ModelError
from rag.answer import Answer
from rag.assistant import Assistant
from rag.conversation import Exchange
from rag.filters import NO_FILTERS, Filters
from rag.questions.small_talk import small_talk
from rag.written.wording import instead

Watch = Callable[[Answer], None]
"""Gets the answer as it grows, a statement at a time, each already checked."""


def nobody(answer: Answer) -> None:
    """Watches nothing."""


class Answerer(Protocol):
    """What answers a question in its conversation."""

    def ask(
        self,
        question: str,
        history: Sequence[Exchange] = (),
        filters: Filters = NO_FILTERS,
        *,
        watch: Watch = nobody,
        stop: threading.Event | None = None,
    ) -> Answer:
        """The answer, which `watch` gets as it grows, and which ends when `stop` is set."""
        ...


@dataclass(frozen=True, slots=True)
class Quoter:
    """Answers with quotes."""

    assistant: Assistant
    notice: str = ""
    """Why nobody writes, where somebody should have."""

    def ask(
        self,
        question: str,
        history: Sequence[Exchange] = (),
        filters: Filters = NO_FILTERS,
        *,
        watch: Watch = nobody,
        stop: threading.Event | None = None,
    ) -> Answer:
        """The quoted answer, which is there at once."""
        asked = [one.question for one in history]
        if not self.notice or small_talk(question, history):
            return self.assistant.ask(question, asked, filters)
        readings = self.assistant.readings(question, asked)
        return self.assistant.quotes(self.assistant.prepare(question, readings, filters), self.notice)


def written_or_quoted(assistant: Assistant, open_writer: Callable[[], Answerer]) -> Answerer:
    """Who writes, or who quotes and says why nobody does."""
    try:
        return open_writer()
    except ModelError as error:
        return Quoter(assistant, instead(error))
