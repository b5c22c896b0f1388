"""A language model as we use it: messages in, words out as they come, and how it ended.

This is the one seam to models. Whatever goes wrong behind it comes out as a `ModelError` of one sentence.
"""

import re
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from index.errors import ModelError
from index.whole import whole_text
from rag.written.events import CALLED, ENDED
from rag.written.failures import failures, why
from rag.written.stream_thread import StreamThread, never, nothing
from rag.written.thoughts import ThoughtFilter

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatMessage, ChatResponse

Role = Literal["system", "user", "assistant"]
End = Literal["done", "called", "length", "cut", "withheld", "stopped"]
"""Finished by itself or to have a tool called, at its limit of words, broken off or withheld by the server, or stopped
by the reader."""
MAX_REPLY_LETTERS = 100_000
"""Of a reply with all its thoughts: a model that says more has lost itself."""
THINKING = 8000
"""Tokens that a model that thinks first may take for it, where its context has room for them."""
SPARE = 64
"""Tokens that templates need."""
MAX_PIECE_CHARACTERS = 400
"""Characters of a piece, so that a reader may stop also where a server sends all at once."""
_CALLED = (CALLED, "function_call", "tool_use")
"""Reasons where the model wants to be told what a tool says, though it has none."""
_LIMIT = re.compile("length|max|limit", re.IGNORECASE)
"""In the reason for which a reply ends at its limit of tokens."""
_WITHHELD = re.compile("filter|safety|recitation|refus|block|prohibit|sensitive", re.IGNORECASE)
"""In the reason for which a server keeps a reply back."""


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
    has_thought: bool = False
    """Whether it thinks before it speaks; so far, where it has not ended."""

    def __iter__(self) -> Iterator[str]:
        return self.pieces

    @property
    def is_whole(self) -> bool:
        """Whether the model has said all that it would say."""
        return self.end in ("done", "called")

    def close(self) -> None:
        """Leaves the model, whatever it may say yet."""
        close = getattr(self.pieces, "close", None)
        if close is not None:
            close()


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

    def get_ready(self, stop: threading.Event) -> bool:
        """Asks its server what must be known before it is asked anything; returns False where `stop` was set before.

        Raises:
            NoModelError: it cannot be had.
        """
        ...

    def reply(self, messages: Sequence[Message], limit: int, stop: threading.Event) -> Reply:
        """Begins to answer with at most `limit` tokens, and more for its thoughts, until `stop` is set.

        Raises:
            ModelError: it does not answer, or thinks to its limit; while the pieces are read, too.
        """
        ...


def estimated_tokens(text: str) -> int:
    """A safe estimate of the tokens of a text: vocabularies seldom need more than one for two bytes and a half.

    >>> estimated_tokens("a convolution slides a kernel")
    12
    """
    return -(-len(text.encode()) * 2 // 5)


@dataclass(frozen=True, slots=True)
class ModelSession:
    """An LLM for one reply."""

    llm: "LLM"
    abort: Callable[[], None] = nothing
    """Ends the reply at once, also while it is waited for."""
    heard_at: Callable[[], float] = never
    """When its server last gave a sign of life, where that shows before the LLM says anything."""
    ask: "Callable[[Sequence[ChatMessage], int], Iterator[ChatResponse]] | None" = None
    """Asks for at most so many tokens; None where the LLM writes as many as it does by itself."""


@dataclass(slots=True)
class Habits:
    """What is known of a model by its replies."""

    thinks: bool = False
    """Whether its thoughts need room beside what it says."""


@dataclass(frozen=True)
class LlamaIndexModel:
    """Any LlamaIndex `LLM` as a `LanguageModel`."""

    open_session: Callable[[], AbstractContextManager["ModelSession"]]
    """Gets the LLM for one reply, and a way to break it off."""
    name: str
    context: int
    timeout: float
    """Seconds of silence after which it is given up."""
    counter: Callable[[str], int] = field(default=estimated_tokens)
    failures: tuple[type[Exception], ...] = ()
    """Errors of its LLM that mean that it does not answer, besides those of openai, httpx and the system."""
    habits: Habits = field(default_factory=Habits)

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
        return cls(lambda: nullcontext(ModelSession(llm)), name, context, timeout, failures=failures)

    def count_tokens(self, text: str) -> int:
        """Tokens of a text."""
        return self.counter(whole_text(text))

    def get_ready(self, stop: threading.Event) -> bool:
        """True, as nothing need be asked before."""
        return True

    def reply(self, messages: Sequence[Message], limit: int, stop: threading.Event) -> Reply:
        """Begins to answer; the model runs in a thread of its own, so that a silent one can be left."""
        reply = Reply(iter(()))
        reply.pieces = self._pieces(reply, _Speech(self, messages, limit), stop)
        return reply

    def _pieces(self, reply: Reply, speech: "_Speech", stop: threading.Event) -> Iterator[str]:
        if stop.is_set():
            reply.end = "stopped"
            return
        try:
            for piece in StreamThread(f"The model {self.name}", self.timeout, speech.speak).pieces(stop):
                reply.has_thought = speech.has_thought
                yield piece
        except GeneratorExit:  # nobody reads on, and at the end of the process nothing can be imported
            raise
        except (*failures(), *self.failures) as error:
            raise ModelError(f"The model {self.name} did not answer: {why(error)}.") from error
        finally:
            reply.end = "stopped" if stop.is_set() else speech.end
        if speech.only_thinks and not stop.is_set():
            raise ModelError(
                f"The model {self.name} used its {speech.limit} tokens up for thinking: have it think less, raise "
                "SIGHTLINE_MODEL_CONTEXT, or take another model."
            )


class _Speech:
    """A reply as it is made."""

    def __init__(self, model: LlamaIndexModel, messages: Sequence[Message], limit: int) -> None:
        self._model, self._messages = model, messages
        self.limit = limit
        """Tokens that it may take."""
        self.end: End = "cut"
        self.has_thought = False
        self._begin()

    def _begin(self) -> None:
        self._letters = getincrementaldecoder("utf-16-le")("replace")
        """Joins the halves of a letter that come in two pieces; what stays a half is replaced."""
        self._thoughts = ThoughtFilter()
        self._held = ""
        """What came while there were but thoughts."""
        self._has_said = False
        """Whether anything came that is no thought."""
        self._size = 0
        """Letters that came."""

    @property
    def only_thinks(self) -> bool:
        """Whether it came to its limit before it said anything."""
        return self.end == "length" and not self._has_said

    def speak(self, stream: StreamThread[str]) -> None:
        """Asks the model, and passes on what it says; asks once more where its thoughts left no room for that."""
        from llama_index.core.llms import ChatMessage, MessageRole

        chat = [ChatMessage(role=MessageRole(one.role), content=whole_text(one.text)) for one in self._messages]
        with self._model.open_session() as session:
            if not stream.opened(session.abort, session.heard_at):
                return  # nobody broke it off, since there was no session yet
            if self._model.habits.thinks:
                self._has_more_room()
            self._read(stream, session, chat)
            if self.end == "length" and (self.has_thought or self.only_thinks):
                self._model.habits.thinks = True
            may_ask = session.ask is not None and self._size <= MAX_REPLY_LETTERS and not stream.is_closed
            if self.only_thinks and may_ask and self._has_more_room():
                self._begin()
                self.end = "cut"
                self._read(stream, session, chat)

    def _has_more_room(self) -> bool:
        """Gives it room for its thoughts; returns whether there was any."""
        told = sum(self._model.count_tokens(message.text) for message in self._messages)
        before = self.limit
        self.limit = max(before, min(before + THINKING, self._model.context - told - SPARE))
        return self.limit > before

    def _read(self, stream: StreamThread[str], session: ModelSession, chat: "Sequence[ChatMessage]") -> None:
        tells, end = True, None
        for piece in session.ask(chat, self.limit) if session.ask else session.llm.stream_chat(chat):
            if stream.is_closed:
                return
            stream.note_activity()
            if piece.additional_kwargs.get("thinking_delta"):
                self._notes_thought(stream)
            self._say(stream, piece.delta or "")
            tells = hasattr(piece.raw, "choices")
            end = (_end_of(piece.raw) if tells else None) or end
            if self._size > MAX_REPLY_LETTERS:
                end = end or "length"
                break
            if end == "length" and not self._has_said:
                break
            if end:
                self.end = end
                stream.note_done()
        self._finish(stream)
        self.end = end or ("cut" if tells else "done")

    def _say(self, stream: StreamThread[str], piece: str) -> None:
        """Passes a piece on; thoughts only with what is said behind them."""
        text = self._letters.decode(piece.encode("utf-16-le", "surrogatepass"))
        self._size += len(text)
        if not self._has_said:
            self._held += text
            self._has_said = bool(self._thoughts.feed(text).strip())
            if self._thoughts.has_thought:
                self._notes_thought(stream)
        if self._has_said:
            self._pass(stream, self._held or text)

    def _finish(self, stream: StreamThread[str]) -> None:
        if not self._has_said and self._thoughts.close().strip():
            self._has_said = True
            self._pass(stream, self._held)

    def _pass(self, stream: StreamThread[str], text: str) -> None:
        self._held = ""
        for start in range(0, len(text), MAX_PIECE_CHARACTERS):
            stream.put(text[start : start + MAX_PIECE_CHARACTERS])

    def _notes_thought(self, stream: StreamThread[str]) -> None:
        if not self.has_thought:
            self.has_thought = True
            stream.put("")


def _end_of(raw: Any) -> End | None:
    """How a reply ended, if it has, by what its server says."""
    reason = raw.choices[0].finish_reason if raw.choices else None
    if not reason:
        return None
    if reason.casefold() in ENDED:  # by any other (filters, faults) it was cut
        return "done"
    if reason.casefold() in _CALLED:
        return "called"
    return "withheld" if _WITHHELD.search(reason) else "length" if _LIMIT.search(reason) else "cut"
