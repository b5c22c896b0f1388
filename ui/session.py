"""The state of one visitor's page: the conversation, and the question about to be asked."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from rag.answer import Answer
from rag.filters import NO_FILTERS, Filters

Submit = Callable[[str, tuple[str, ...], Filters], "Future[Answer]"]
"""Starts answering a question, given those asked before it, oldest first, and which sources it is asked of."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer, which may still be on its way."""

    question: str
    answer: "Future[Answer]"
    filters: Filters = NO_FILTERS


@dataclass(slots=True)
class Session:
    """Lives under one key of Streamlit's session state."""

    turns: list[Turn] = field(default_factory=list)
    waiting: str = ""
    """A question not yet handed to the assistant, which may still be loading."""
    filters: Filters = NO_FILTERS
    """Which sources the next question is asked of."""

    @property
    def is_new(self) -> bool:
        """Whether nothing was asked yet."""
        return not self.turns and not self.waiting

    def pose(self, question: str) -> None:
        """Notes a question; a blank one is none."""
        self.waiting = question.strip()

    def send(self, submit: Submit) -> None:
        """Hands the waiting question, if there is one, to whoever answers."""
        if self.waiting:
            history = tuple(turn.question for turn in self.turns)
            self.turns.append(Turn(self.waiting, submit(self.waiting, history, self.filters), self.filters))
            self.waiting = ""

    def start_over(self) -> None:
        """Forgets the conversation."""
        self.turns.clear()
        self.waiting = ""
