"""A reply on the wire: when it last lived, how to break it off, and its events in the form that the protocol has.

Servers that nearly speak the protocol leave fields out, send several choices, thoughts, parts of other kinds, or all at
once. What is read here becomes plain events: text of the first choice, and why it ended.
"""

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from index.retry_after import seconds_of

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 5_000_000
"""Of a line, of all that comes between two events, and of a body that is no stream of events."""
_LINE_END = re.compile(rb"\r\n|\n|\r(?!\Z)")
_FIELD = re.compile(rb"(data|event|id|retry)?:")
_TEXTS = (None, "text", "output_text")
"""What the parts of a content are that a reader is to see; others hold thoughts."""
_OVER = "[DONE]"
"""The data of an event after which nothing comes."""
_NO_REASONS = ("null", "none")


class NoReply(Exception):
    """A server sent something that is no reply; the text says what, for the middle of a sentence."""


class Wire:
    """The connection of one reply."""

    def __init__(self, patience: float, read: "Callable[[Iterator[bytes]], Iterator[bytes]] | None" = None) -> None:
        """Takes the longest pause that a server may ask for, and what becomes of a body: events, unless told."""
        self._patience, self._read = patience, read or plain_events
        self._sockets: list[socket.socket] = []
        self._left = threading.Event()
        self.heard_at = 0.0
        """When anything came last, or when the pause ends that the server asked for."""

    @property
    def hooks(self) -> dict[str, list[Callable[..., None]]]:
        """For the client that the reply is asked with."""
        return {"request": [self._asking], "response": [self._begun]}

    def cut(self) -> None:
        """Ends the reply, also where something is waited for: a reader in another thread sees no mere closing."""
        self._left.set()
        for wire in self._sockets:
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)

    def wait(self, seconds: float, *, is_wanted: bool) -> bool:
        """Waits before the server is asked again; returns False, soon, where nobody waits that long.

        Args:
            is_wanted: the server answered that it wants to be asked later, which is no silence.
        """
        if seconds > self._patience:
            return False
        if is_wanted:
            self.heard_at = monotonic() + seconds
        return not self._left.wait(seconds)

    def _asking(self, request: "httpx.Request") -> None:
        if self._left.is_set():
            from openai import OpenAIError

            raise OpenAIError("nobody listens any more")  # the client does not ask again
        request.extensions["trace"] = self._opened

    def _opened(self, _: str, told: Mapping[str, Any]) -> None:
        """Notes a connection that was made, long before a slow model begins to answer.

        See https://www.encode.io/httpcore/extensions/#trace.
        """
        wire = getattr(told.get("return_value"), "get_extra_info", lambda _: None)("socket")
        if wire is not None:
            self._sockets.append(wire)
            if self._left.is_set():
                self.cut()

    def _begun(self, response: "httpx.Response") -> None:
        self.heard_at = monotonic()
        if response.is_success:
            change_body(response, lambda body: self._read(self._noted(body)))

    def _noted(self, body: Iterator[bytes]) -> Iterator[bytes]:
        for data in body:
            self.heard_at = monotonic()
            yield data


def change_body(response: "httpx.Response", change: Callable[[Iterator[bytes]], Iterator[bytes]]) -> None:
    """Puts in the place of a body that is yet to be read what becomes of it, decoded."""
    import httpx

    sent = httpx.Response(200, headers=response.headers, stream=response.stream)
    response.stream = httpx.Response(200, content=change(sent.iter_bytes())).stream
    response.headers.pop("content-encoding", None)


def bounded(body: Iterator[bytes], seconds: float) -> Iterator[bytes]:
    """A body that ends.

    Raises:
        NoReply: it does not.
    """
    end, size = monotonic() + seconds, 0
    for data in body:
        size += len(data)
        if size > MOST_BYTES or monotonic() > end:
            raise NoReply("what it sends does not end")
        yield data


def plain_events(body: Iterator[bytes]) -> Iterator[bytes]:
    """A body as events of the protocol that hold nothing but text of the first choice, and why it ended.

    >>> sent = [b'data: {"choices": [{"delta": {"content": [{"text": "Hi"}]}}]}', b"\\n\\ndata: [DONE]"]
    >>> [json.loads(event[6:])["choices"][0]["delta"] for event in plain_events(iter(sent)) if b"{" in event]
    [{'content': 'Hi'}, {'content': ''}]

    Raises:
        NoReply: it is none.
    """
    other: list[bytes] = []
    any_event = False
    for said, reason in _spoken(_fields(body, other)):
        any_event = True
        if reason == _OVER:
            yield _event("", "stop")
            yield b"data: [DONE]\n\n"
            return
        if said or reason:
            yield _event(said, reason)
    if not any_event:
        yield from _whole(b"\n".join(other))


def _spoken(fields: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What each event adds, and why that ended.

    What cannot be read is passed over before anything was said; later it may be a part of what is said.
    """
    has_said, unread = False, 0
    for name, data in fields:
        is_over = data.strip() == _OVER
        try:
            event = None if is_over else _parsed(data)
        except NoReply:
            unread += len(data)
            if has_said or unread > MOST_BYTES:
                raise
            continue
        said, reason = ("", _OVER) if is_over else _said(event, is_error=name == "error")
        has_said |= bool(said)
        if reason and unread and not has_said:
            break
        yield said, reason
    if unread and not has_said:
        raise NoReply("what it sent is no reply")


def _whole(body: bytes) -> Iterator[bytes]:
    """A reply that was sent all at once, though events were asked for."""
    if not body.strip():
        raise NoReply("it sent an empty reply")
    said, reason = _said(_parsed(body.decode("utf-8", "replace")), is_error=False)
    if not said:
        raise NoReply("what it sent is no reply")
    yield _event(said, reason or "stop")


def _fields(body: Iterator[bytes], other: list[bytes]) -> Iterator[tuple[str, str]]:
    """The events' names and data (https://html.spec.whatwg.org/multipage/server-sent-events.html).

    An event ends at an empty line, and, for servers that leave it out, where the next begins and its own line is whole.

    Args:
        other: gets the lines that are of no event, as long as there was none.
    """
    data: list[str] = []
    name, size = "", 0
    for line in _lines(body):
        starts = line.startswith((b"data:", b"event:"))
        if data and (not line or (starts and len(data) == 1 and _is_whole(data[0]))):
            if any(map(str.strip, data)):
                yield name, "\n".join(data)
            name, data, size = "", [], 0
            other.clear()
        size += len(line) + 1
        if size > MOST_BYTES:
            raise NoReply("what it sent is no reply")
        if not _FIELD.match(line):
            other.append(line)
            continue
        field, _, value = line.decode("utf-8", "replace").partition(":")
        if field == "data":
            data.append(value.removeprefix(" "))
            if data == [_OVER]:
                break
        elif field == "event":
            name = value.strip()
    if any(map(str.strip, data)):
        yield name, "\n".join(data)


def _is_whole(data: str) -> bool:
    """Whether data is an object by itself, to which nothing can be added."""
    if not data.startswith("{"):
        return False
    with suppress(NoReply):
        _parsed(data)
        return True
    return False


def _lines(body: Iterator[bytes]) -> Iterator[bytes]:
    rest = bytearray()
    for part in body:
        is_open = not (rest.endswith(b"\r") or b"\n" in part or b"\r" in part)
        rest += part
        if not is_open:
            *lines, last = _LINE_END.split(bytes(rest))
            yield from lines
            rest = bytearray(last)
        if len(rest) > MOST_BYTES:
            raise NoReply("what it sent is no reply")
    yield bytes(rest.rstrip(b"\r"))


def _parsed(data: str) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NoReply("what it sent is no reply") from error


def _said(event: Any, *, is_error: bool) -> tuple[str, str]:
    """What an event adds to the first choice, and why that ended; nothing where it is about something else."""
    if is_error or (isinstance(event, Mapping) and event.get("error")):
        raise NoReply("its server reported an error")
    choices = event.get("choices") if isinstance(event, Mapping) else None
    for choice in choices if isinstance(choices, list) else ():
        if isinstance(choice, Mapping) and choice.get("index") in (0, None):
            spoken = choice.get("delta") or choice.get("message")
            content = spoken.get("content") if isinstance(spoken, Mapping) else None
            reason = choice.get("finish_reason")
            return _text(content), reason if isinstance(reason, str) and reason.casefold() not in _NO_REASONS else ""
    return "", ""


def _text(content: Any) -> str:
    """The text of a content: as it is, or of those of its parts that are for the reader.

    >>> _text([{"type": "thinking", "text": "Hm."}, {"type": "text", "text": "Hi"}])
    'Hi'
    """
    if isinstance(content, list):
        parts = (part.get("text") for part in content if isinstance(part, Mapping) and part.get("type") in _TEXTS)
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _event(said: str, reason: str) -> bytes:
    choice = {"index": 0, "delta": {"content": said}, "finish_reason": reason or None}
    event = {"id": "", "object": "chat.completion.chunk", "created": 0, "model": "", "choices": [choice]}
    return b"data: " + json.dumps(event).encode() + b"\n\n"


def pause_of(headers: Mapping[str, str]) -> float:
    """Seconds after which a server wants to be asked again, by its `Retry-After`; 0 where it says none.

    >>> [pause_of({"retry-after": said}) for said in ("20", "soon")], pause_of({})
    ([20.0, 0.0], 0.0)
    """
    return seconds_of(headers.get("retry-after", ""), datetime.now(UTC)) or 0.0
