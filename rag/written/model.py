"""A language model as we use it: messages in, words out as they come, and how it ended.

This is the one seam to models. Whatever goes wrong behind it comes out as a `ModelError` of one sentence.
"""

import atexit
import queue
import re
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, Protocol

from index.errors import ModelError
from index.whole import whole_text
from rag.written.failures import failures, why

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

Role = Literal["system", "user", "assistant"]
End = Literal["done", "length", "cut", "stopped"]
"""Finished by itself, at its limit of words, broken off by the server, or stopped by the reader."""
POLL = 0.05
"""Seconds between two looks at whether the reader wants to stop."""
LONGEST = 5
"""Times its time-out that a whole reply may take, however alive its server shows itself."""
MOST_LETTERS = 100_000
"""Of a reply with all its thoughts: a model that says more has lost itself."""
PIECE = 400
"""Characters of a piece, so that a reader may stop also where a server sends all at once."""
GOODBYE = 5.0
"""Seconds that the end of the process waits for threads that still hear a model."""
_DONE = frozenset(
    "stop eos eos_token stop_sequence end end_turn complete completed done finish finished normal tool_calls "
    "function_call".split()
)
"""Reasons that servers give where the model has ended its reply; by any other (filters, faults) it was cut."""
_LIMIT = re.compile("length|max|limit", re.IGNORECASE)
"""In the reason for which a reply ends at its limit of tokens."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what a model is told."""

    role: Role
    text: str


@dataclass(slots=True)
class Reply:
    """What a model says, piece by piece; how it ended is known when the pieces are used up."""

    pieces: Iterator[str]
    end: End = "cut"

    def __iter__(self) -> Iterator[str]:
        return self.pieces


class LanguageModel(Protocol):
    """What written answers need of a model."""

    @property
    def name(self) -> str:
        """For people: which model this is and where it runs."""
        ...

    @property
    def context(self) -> int:
        """Tokens that it can read and write at once."""
        ...

    def count_tokens(self, text: str) -> int:
        """Tokens of a text: measured, or never fewer than there are."""
        ...

    def reply(self, messages: Sequence[Message], limit: int, stop: threading.Event) -> Reply:
        """Begins to answer with at most `limit` tokens, until `stop` is set.

        Raises:
            ModelError: it does not answer; while the pieces are read, too.
        """
        ...


def estimated_tokens(text: str) -> int:
    """A safe estimate of the tokens of a text: vocabularies seldom need more than one for two bytes and a half.

    >>> estimated_tokens("a convolution slides a kernel")
    12
    """
    return -(-len(text.encode()) * 2 // 5)


def _nothing() -> None:
    pass


def _never() -> float:
    return 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """An LLM for one reply."""

    llm: "LLM"
    hang_up: Callable[[], None] = _nothing
    """Ends the reply at once, also while it is waited for."""
    heard_at: Callable[[], float] = _never
    """When its server last gave a sign of life, where that shows before the LLM says anything."""


@dataclass(frozen=True)
class LlamaIndexModel:
    """Any LlamaIndex `LLM` as a `LanguageModel`."""

    open_line: Callable[[], AbstractContextManager["Line"]]
    """Gets the LLM for one reply, and a way to break it off."""
    name: str
    context: int
    timeout: float
    """Seconds of silence after which it is given up."""
    counter: Callable[[str], int] = field(default=estimated_tokens)
    options: Mapping[str, Any] = field(default_factory=dict)
    """Keyword arguments of its LLM's `stream_chat`; "limit" among the values stands for the limit of a reply."""
    failures: tuple[type[Exception], ...] = ()
    """Errors of its LLM that mean that it does not answer, besides those of openai, httpx and the system."""

    @classmethod
    def of(
        cls,
        llm: "LLM",
        name: str,
        *,
        context: int,
        timeout: float = 120.0,
        failures: tuple[type[Exception], ...] = (),
    ) -> "LlamaIndexModel":
        """Any LLM object of LlamaIndex, which is asked for as many tokens as it writes by itself."""
        return cls(lambda: nullcontext(Line(llm)), name, context, timeout, failures=failures)

    def count_tokens(self, text: str) -> int:
        """Tokens of a text."""
        return self.counter(whole_text(text))

    def reply(self, messages: Sequence[Message], limit: int, stop: threading.Event) -> Reply:
        """Begins to answer; the model runs in a thread of its own, so that a silent one can be left."""
        reply = Reply(iter(()))
        reply.pieces = self._pieces(reply, _Speech(self, messages, limit), stop)
        return reply

    def _pieces(self, reply: Reply, speech: "_Speech", stop: threading.Event) -> Iterator[str]:
        if stop.is_set():
            reply.end = "stopped"
            return
        speech.begin()
        try:
            yield from self._heard(speech, stop)
        finally:
            speech.leave()
        reply.end = "stopped" if stop.is_set() else speech.end
        if speech.error is not None and not stop.is_set():
            self._tell(speech.error)

    def _heard(self, speech: "_Speech", stop: threading.Event) -> Iterator[str]:
        """The pieces as they come, until the model has ended, the reader stops, or it is given up."""
        while not stop.is_set():
            try:
                piece = speech.said.get(timeout=POLL)
            except queue.Empty:
                piece = ""
                self._give_up(speech.silence, self.timeout, "said nothing for")
            if piece is None:
                return
            self._give_up(speech.length, LONGEST * self.timeout, "was not done after")
            if piece:
                yield piece

    def _give_up(self, seconds: float, most: float, what: str) -> None:
        if seconds > most:
            raise ModelError(
                f"The model {self.name} {what} {most:g} seconds: see whether it is busy, or raise "
                "SIGHTLINE_MODEL_TIMEOUT."
            )

    def _tell(self, error: BaseException) -> None:
        """Raises what ended a reply: a failure of the model in a sentence of ours, a mistake of ours as it is."""
        if isinstance(error, ModelError) or not isinstance(error, (*failures(), *self.failures)):
            raise error
        raise ModelError(f"The model {self.name} did not answer: {why(error)}.") from error


class _Speech:
    """A model speaking in a thread. Whatever ends it is handed to the reader, who raises it, as a `Future` does."""

    def __init__(self, model: LlamaIndexModel, messages: Sequence[Message], limit: int) -> None:
        self._model, self._messages, self._limit = model, messages, limit
        self.said: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        """Its pieces, and None at the end."""
        self._left = threading.Event()
        """Set when nobody listens any more."""
        self._asked_at = self._alive_at = 0.0
        """When the model was asked (what is imported for that takes its time), and when it last sent anything."""
        self._line: Line | None = None
        self._letters = getincrementaldecoder("utf-16-le")("replace")
        """Joins the halves of a letter that come in two pieces; what stays a half is replaced."""
        self._is_over = False
        self._size = 0
        """Letters said."""
        self.end: End = "cut"
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._run, name="model", daemon=True)

    @property
    def silence(self) -> float:
        """Seconds since the last sign of life."""
        heard_at = self._line.heard_at() if self._line is not None else 0.0
        return monotonic() - max(self._alive_at, heard_at) if self._asked_at else 0.0

    @property
    def length(self) -> float:
        """Seconds since the model was asked, for as long as it speaks."""
        return monotonic() - self._asked_at if self._asked_at and not self._is_over else 0.0

    def begin(self) -> None:
        """Starts the thread, for which the end of the process waits a little: `_end_all`."""
        _SPEAKING.add(self)
        self.thread.start()

    def leave(self) -> None:
        """Stops listening; what the model is still waiting for is broken off."""
        self._left.set()
        if self._line is not None:
            self._line.hang_up()

    def _run(self) -> None:
        try:
            self._speak()
        except BaseException as error:  # noqa: BLE001  # handed to the reader, who raises it
            self.error = error
        finally:
            self._is_over = True
            self.said.put(None)
            _SPEAKING.discard(self)

    def _speak(self) -> None:
        from llama_index.core.llms import ChatMessage, MessageRole

        chat = [ChatMessage(role=MessageRole(one.role), content=whole_text(one.text)) for one in self._messages]
        options = {name: self._limit if value == "limit" else value for name, value in self._model.options.items()}
        with self._model.open_line() as line:
            self._line = line
            if self._left.is_set():
                return  # nobody hung up, since there was no line yet
            self._asked_at = self._alive_at = monotonic()
            tells = True
            for piece in line.llm.stream_chat(chat, **options):
                if self._left.is_set():
                    return
                self._say(piece.delta or "")
                tells = hasattr(piece.raw, "choices")
                end = _end_of(piece.raw) if tells else None
                if end or self._size > MOST_LETTERS:
                    self.end = end or "length"
                    return  # some servers stay on the line when they are done
            self.end = "cut" if tells else "done"

    def _say(self, piece: str) -> None:
        self._alive_at = monotonic()
        text = self._letters.decode(piece.encode("utf-16-le", "surrogatepass"))
        self._size += len(text)
        for start in range(0, len(text), PIECE):
            self.said.put(text[start : start + PIECE])


_SPEAKING: set[_Speech] = set()
"""Those whose threads run."""


@atexit.register
def _end_all() -> None:
    """Ends the threads before the interpreter goes.

    A thread that then is in a compiled library, as pydantic's, which every piece of a reply goes through, ends the
    process by a signal: "FATAL: exception not rethrown" (https://github.com/python/cpython/issues/87135).
    """
    end = monotonic() + GOODBYE
    speaking = [speech for speech in list(_SPEAKING) if speech.thread.is_alive()]
    for speech in speaking:
        speech.leave()
    with suppress(KeyboardInterrupt):
        for speech in speaking:
            speech.thread.join(max(0.0, end - monotonic()))


def _end_of(raw: Any) -> End | None:
    """How a reply ended, if it has, by what its server says."""
    reason = raw.choices[0].finish_reason if raw.choices else None
    if not reason:
        return None
    return "done" if reason.casefold() in _DONE else "length" if _LIMIT.search(reason) else "cut"
