"""A language model as we use it: messages in, words out as they come, and how it ended.

This is the one seam to models. Whatever goes wrong behind it comes out as a `ModelError` of one sentence; what a server
says in its errors is not repeated, since some say a part of the key.
"""

import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, Protocol

from index.errors import ModelError

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

Role = Literal["system", "user", "assistant"]
End = Literal["done", "length", "cut", "stopped"]
"""Finished by itself, at its limit of words, broken off by the server, or stopped by the reader."""
POLL = 0.05
"""Seconds between two looks at whether the reader wants to stop."""
REASONS = {
    401: "it refused the key (401)",
    403: "it refused the key (403)",
    404: "it does not know the model or the address (404)",
    429: "it is asked too often (429)",
}
_NETWORK = {
    "ConnectError": "nothing listens at its address",
    "ConnectTimeout": "its address cannot be reached",
    "ReadTimeout": "it was silent for too long",
    "RemoteProtocolError": "it broke off in the middle",
    "ReadError": "it broke off in the middle",
    "APIConnectionError": "it cannot be reached",
    "JSONDecodeError": "what it sent is no answer",
}


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


@dataclass(frozen=True, slots=True)
class Line:
    """An LLM for one reply."""

    llm: "LLM"
    hang_up: Callable[[], None] = _nothing
    """Ends the reply at once, also while it is waited for."""


@dataclass(frozen=True)
class LlamaIndexModel:
    """Any LlamaIndex `LLM` as a `LanguageModel`."""

    open_line: Callable[[], "Line"]
    """Gets the LLM for one reply, and a way to break it off."""
    name: str
    context: int
    timeout: float
    """Seconds of silence after which it is given up."""
    counter: Callable[[str], int] = field(default=estimated_tokens)
    options: Mapping[str, Any] = field(default_factory=dict)
    """Keyword arguments of its LLM's `stream_chat`; "limit" among the values stands for the limit of a reply."""

    @classmethod
    def of(cls, llm: "LLM", name: str, *, context: int, timeout: float = 120.0) -> "LlamaIndexModel":
        """Any LLM object of LlamaIndex, which is asked for as many tokens as it writes by itself."""
        return cls(lambda: Line(llm), name, context, timeout)

    def count_tokens(self, text: str) -> int:
        """Tokens of a text."""
        return self.counter(text)

    def reply(self, messages: Sequence[Message], limit: int, stop: threading.Event) -> Reply:
        """Begins to answer; the model runs in a thread of its own, so that a silent one can be left."""
        reply = Reply(iter(()))
        reply.pieces = self._pieces(reply, _Speech(self, messages, limit), stop)
        return reply

    def _pieces(self, reply: Reply, speech: "_Speech", stop: threading.Event) -> Iterator[str]:
        speech.begin()
        try:
            yield from self._heard(speech, stop)
        finally:
            speech.leave()
        reply.end = "stopped" if stop.is_set() else speech.end
        if speech.error is not None and not stop.is_set():
            raise ModelError(f"The model {self.name} did not answer: {why(speech.error)}.") from speech.error

    def _heard(self, speech: "_Speech", stop: threading.Event) -> Iterator[str]:
        """The pieces as they come, until the model has ended, the reader stops, or it was silent for too long."""
        last = monotonic()
        while not stop.is_set():
            try:
                piece = speech.said.get(timeout=POLL)
            except queue.Empty:
                if speech.asked_at and monotonic() - max(last, speech.asked_at) > self.timeout:
                    raise ModelError(
                        f"The model {self.name} said nothing for {self.timeout:g} seconds: "
                        "see whether it is busy, or raise SIGHTLINE_MODEL_TIMEOUT."
                    ) from None
                continue
            if piece is None:
                return
            last = monotonic()
            yield piece


class _Speech:
    """A model speaking in a thread. What it raises is kept for the reader, who raises it."""

    def __init__(self, model: LlamaIndexModel, messages: Sequence[Message], limit: int) -> None:
        self._model, self._messages, self._limit = model, messages, limit
        self.said: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        """Its pieces, and None at the end."""
        self.left = threading.Event()
        """Set when nobody listens any more."""
        self.asked_at = 0.0
        """When the model was asked; what is imported for that takes its time."""
        self._line: Line | None = None
        self.end: End = "cut"
        self.error: BaseException | None = None

    def begin(self) -> None:
        """Starts the thread, which ends with the process."""
        threading.Thread(target=self._run, name="model", daemon=True).start()

    def leave(self) -> None:
        """Stops listening; what the model is still waiting for is broken off."""
        self.left.set()
        if self._line is not None:
            self._line.hang_up()

    def _run(self) -> None:
        with self:
            self._speak()

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        self.error = error
        self.said.put(None)
        return True

    def _speak(self) -> None:
        from llama_index.core.llms import ChatMessage, MessageRole

        chat = [ChatMessage(role=MessageRole(message.role), content=message.text) for message in self._messages]
        options = {name: self._limit if value == "limit" else value for name, value in self._model.options.items()}
        end: End = "cut"
        self._line = self._model.open_line()
        self.asked_at = monotonic()
        for piece in self._line.llm.stream_chat(chat, **options):
            if self.left.is_set():
                return
            if piece.delta:
                self.said.put(piece.delta)
            end = _end_of(piece.raw, end)
        self.end = end


def _end_of(raw: Any, before: End) -> End:
    """How a reply ended, by what the server says of it; a model that says nothing of the kind is done when silent."""
    choices = getattr(raw, "choices", None)
    if choices is None:
        return "done"
    reason = choices[0].finish_reason if choices else None
    if reason is None:
        return before
    return "length" if reason == "length" else "done"


def why(error: BaseException) -> str:
    """What went wrong, in words of ours, for the end of a sentence, with what to do.

    >>> why(TimeoutError())
    'TimeoutError: `sightline models` shows what is configured'
    """
    status = getattr(error, "status_code", None)
    cause = error.__cause__ or error
    known = REASONS.get(status) if status else _NETWORK.get(type(cause).__name__) or _NETWORK.get(type(error).__name__)
    if status and not known:
        known = f"its server answered with status {status}"
    return f"{known or type(error).__name__}: `sightline models` shows what is configured"
