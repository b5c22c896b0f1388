"""The state of one visitor's page: the conversation, and the question about to be asked."""

import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from index.records import Kind
from rag.answer import Answer
from rag.citations import Citation
from rag.conversation import Asked, Exchange
from rag.filters import NO_FILTERS, Filters


@dataclass(slots=True)
class Writing:
    """An answer on its way: who gives it, how far it is, and the wish to stop it.

    Shared by the page and the thread that answers.
    """

    by_model: bool = False
    """Whether a model is to write it."""
    so_far: Answer | None = None
    stop: threading.Event = field(default_factory=threading.Event)

    def show(self, answer: Answer) -> None:
        """Notes how far an answer has come."""
        self.so_far = answer


Submit = Callable[[Asked, Writing], "Future[Answer]"]
"""Starts answering a question."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer, which may still be on its way."""

    asked: Asked
    answer: "Future[Answer]"
    writing: Writing = field(default_factory=Writing)

    @property
    def exchange(self) -> Exchange:
        """The turn as what was said before another question."""
        answer = _there(self.answer)
        is_written = answer is not None and answer.mode == "written"
        return Exchange(self.asked.question, _said(answer) if answer else "", is_told=is_written)


def _there(answer: "Future[Answer]") -> Answer | None:
    """An answer, if it is there."""
    if not answer.done() or answer.cancelled() or answer.exception() is not None:
        return None
    return answer.result()


def _said(answer: Answer) -> str:
    """The statements of an answer that a source says, without their citations; a table keeps all its cells' places."""
    return "".join(
        one.joint + (one.text if one.support != "unsupported" else "") + one.after
        for one in answer.statements
        if one.support != "unsupported" or one.after
    ).strip()


@dataclass(slots=True)
class Session:
    """Lives under one key of Streamlit's session state, and under its token among the conversations."""

    turns: list[Turn] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    """Questions not yet handed to the assistant, which may still be loading."""
    filters: Filters = NO_FILTERS
    """Which sources the next question is asked of."""
    gone: Filters = NO_FILTERS
    """What was chosen until the library no longer had it."""
    written: bool = True
    """Whether a model writes the next answer, where one is configured."""
    note: Citation | None = None
    """Of which the whole note is being read."""
    token: str = ""
    """In the address of its page; empty before the first question."""
    watched_by: set[object] = field(default_factory=set)
    """The pages that show it."""
    is_lost: bool = False
    """Whether it stands for one that is not kept any more."""
    refreshes: int = 0
    """Of the library that had ended when the page was drawn last."""
    known_refreshes: int = 0
    """Of these, that had ended before the last question, or before the page was opened."""

    @property
    def is_new(self) -> bool:
        """Whether nothing was asked yet."""
        return not self.turns and not self.waiting

    def choose(self, filters: Filters) -> None:
        """Has the next questions asked of these sources."""
        self.filters, self.gone = filters, NO_FILTERS

    def keep_to(self, headings: Collection[str], kinds: Collection[Kind]) -> None:
        """Gives up the chosen headings and kinds that the library does not have, and notes them as gone."""
        chosen = self.filters
        gone = Filters(
            headings=tuple(one for one in chosen.headings if one not in headings),
            kinds=tuple(one for one in chosen.kinds if one not in kinds),
        )
        if gone:
            self.filters = replace(
                chosen,
                headings=tuple(one for one in chosen.headings if one in headings),
                kinds=tuple(one for one in chosen.kinds if one in kinds),
            )
            self.gone = gone

    def has_news(self, refreshes: int) -> bool:
        """Whether it is to be told what came of the last of so many refreshes, as it is until the next question."""
        self.refreshes = refreshes
        return refreshes > self.known_refreshes

    def pose(self, question: str) -> None:
        """Notes a question; a blank one is none."""
        if question.strip():
            self.waiting.append(question.strip())
            self.known_refreshes = max(self.known_refreshes, self.refreshes)

    def send(self, submit: Submit) -> None:
        """Hands the waiting questions, in their order, to whoever answers."""
        while self.waiting:
            history = tuple(turn.exchange for turn in self.turns)
            asked, writing = Asked(self.waiting.pop(0), history, self.filters), Writing(self.written)
            self.turns.append(Turn(asked, submit(asked, writing), writing))

    def read_note(self, citation: Citation) -> None:
        """Opens the note of a citation, which stays open until it is closed."""
        self.note = citation

    def close_note(self) -> None:
        """Closes the note that is open."""
        self.note = None

    def stop(self) -> None:
        """Stops what is being written."""
        for turn in self.turns:
            turn.writing.stop.set()

    def start_over(self) -> None:
        """Forgets the conversation and the sources it was of; what is being written for it is stopped."""
        self.stop()
        self.choose(NO_FILTERS)
        self.turns.clear()
        self.waiting.clear()
        self.note, self.is_lost = None, False
