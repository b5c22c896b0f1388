"""Who answers: the sources in their own words, or a model that writes; the sources, too, where no model can be had."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.errors import EncoderError, ModelError, NoModelError
from rag.answer import Answer
from rag.assistant import Assistant
from rag.conversation import Asked, Exchange
from rag.filters import NO_FILTERS, Filters
from rag.wording import instead

Watch = Callable[[Answer], None]
"""Gets the answer as it grows, a statement at a time, each already checked."""


def nobody(answer: Answer) -> None:
    """Watches nothing."""


class Answerer(ABC):
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
        """The answer to a question after what was said before, oldest first; `answer` says the rest."""
        return self.answer(Asked(question, tuple(history), filters), watch, stop)

    @abstractmethod
    def answer(self, asked: Asked, watch: Watch = nobody, stop: threading.Event | None = None) -> Answer:
        """The answer, which `watch` gets as it grows, and which ends when `stop` is set."""


@dataclass(frozen=True, slots=True)
class Quoter(Answerer):
    """Answers with quotes."""

    assistant: Assistant
    notice: str = ""
    """Why nobody writes, where somebody should have."""

    def answer(self, asked: Asked, watch: Watch = nobody, stop: threading.Event | None = None) -> Answer:
        """The quoted answer, which is there at once."""
        return self.assistant.answer(asked, self.notice)


@dataclass(frozen=True, slots=True)
class WriterOrQuoter(Answerer):
    """Answers in writing, or with quotes where it shows that the model cannot be had."""

    writer: Answerer
    assistant: Assistant

    def answer(self, asked: Asked, watch: Watch = nobody, stop: threading.Event | None = None) -> Answer:
        """The written answer, or the quoted one, which says why."""
        try:
            return self.writer.answer(asked, watch, stop)
        except NoModelError as error:
            return self.assistant.answer(asked, instead(error))


def written_or_quoted(assistant: Assistant, open_writer: Callable[[], Answerer]) -> Answerer:
    """Who writes, or who quotes and says why nobody does."""
    try:
        return WriterOrQuoter(open_writer(), assistant)
    except (ModelError, EncoderError) as error:  # who writes, or the model that checks it
        return Quoter(assistant, instead(error))
