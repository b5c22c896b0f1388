"""A language model as we use it: messages in, words out as they come, and how it ended.

This is the one seam to models. Whatever goes wrong behind it comes out as a `ModelError` of one sentence.
"""

import re
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from index.errors import ModelError
from index.whole import whole_text
from rag.written.failures import failures, why
from rag.written.hearing import Hearing, never, nothing

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatResponse

Role = Literal["system", "user", "assistant"]
End = Literal["done", "length", "cut", "stopped"]
"""Finished by itself, at its limit of words, broken off by the server, or stopped by the reader."""
MOST_LETTERS = 100_000
"""Of a reply with all its thoughts: a model that says more has lost itself."""
PIECE = 400
"""Characters of a piece, so that a reader may stop also where a server sends all at once."""
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

    def get_ready(self, stop: threading.Event) -> bool:
        """Asks its server what must be known before it is asked anything; returns False where `stop` was set before.

        Raises:
            NoModelError: it cannot be had.
        """
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


def _once(ask: "Callable[[], Iterator[ChatResponse]]") -> "Iterator[ChatResponse]":
    return ask()


@dataclass(frozen=True, slots=True)
class Line:
    """An LLM for one reply."""

    llm: "LLM"
    hang_up: Callable[[], None] = nothing
    """Ends the reply at once, also while it is waited for."""
    heard_at: Callable[[], float] = never
    """When its server last gave a sign of life, where that shows before the LLM says anything."""
    asks: Callable[[Callable[[], Iterator["ChatResponse"]]], Iterator["ChatResponse"]] = _once
    """Asks, again where that is of use."""


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
            yield from Hearing(f"The model {self.name}", self.timeout, speech.speak).pieces(stop)
        except GeneratorExit:  # nobody reads on, and at the end of the process nothing can be imported
            raise
        except (*failures(), *self.failures) as error:
            raise ModelError(f"The model {self.name} did not answer: {why(error)}.") from error
        finally:
            reply.end = "stopped" if stop.is_set() else speech.end


class _Speech:
    """A reply as it is made."""

    def __init__(self, model: LlamaIndexModel, messages: Sequence[Message], limit: int) -> None:
        self._model, self._messages, self._limit = model, messages, limit
        self._letters = getincrementaldecoder("utf-16-le")("replace")
        """Joins the halves of a letter that come in two pieces; what stays a half is replaced."""
        self._size = 0
        """Letters said."""
        self.end: End = "cut"

    def speak(self, hearing: Hearing[str]) -> None:
        """Asks the model, and passes on what it says."""
        from llama_index.core.llms import ChatMessage, MessageRole

        chat = [ChatMessage(role=MessageRole(one.role), content=whole_text(one.text)) for one in self._messages]
        options = {name: self._limit if value == "limit" else value for name, value in self._model.options.items()}
        with self._model.open_line() as line:
            if not hearing.opened(line.hang_up, line.heard_at):
                return  # nobody hung up, since there was no line yet
            tells = True
            for piece in line.asks(lambda: line.llm.stream_chat(chat, **options)):
                if hearing.is_left:
                    return
                hearing.lives()
                self._say(hearing, piece.delta or "")
                tells = hasattr(piece.raw, "choices")
                end = _end_of(piece.raw) if tells else None
                if end or self._size > MOST_LETTERS:
                    self.end = end or "length"
                    return  # some servers stay on the line when they are done
            self.end = "cut" if tells else "done"

    def _say(self, hearing: Hearing[str], piece: str) -> None:
        text = self._letters.decode(piece.encode("utf-16-le", "surrogatepass"))
        self._size += len(text)
        for start in range(0, len(text), PIECE):
            hearing.say(text[start : start + PIECE])


def _end_of(raw: Any) -> End | None:
    """How a reply ended, if it has, by what its server says."""
    reason = raw.choices[0].finish_reason if raw.choices else None
    if not reason:
        return None
    return "done" if reason.casefold() in _DONE else "length" if _LIMIT.search(reason) else "cut"
