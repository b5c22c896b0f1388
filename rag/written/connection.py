"""The connection that a reply comes by: when anything came last, and how to break it off."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from index.retry_after import seconds_of
from rag.written.events import MOST_BYTES, NoReply, plain_events

if TYPE_CHECKING:
    import httpx


MOST_OF_AN_ERROR = 65_536
"""Bytes of a body that comes with a status that is an error."""


_PACKED = ("", "identity", "gzip", "deflate")
"""Encodings of a body that are read. One in another, or of another kind, may grow to any size in one step."""


class Connection:
    """The connection of one reply."""

    def __init__(self, patience: float, read: "Callable[[Iterator[bytes]], Iterator[bytes]] | None" = None) -> None:
        """Makes a connection that is not open yet.

        Args:
            patience: the longest pause, in seconds, that a server may ask for.
            read: turns the bytes of a body into those of events; `plain_events` where not given.
        """
        self._patience, self._read = patience, read or plain_events
        self._sockets: list[socket.socket] = []
        self._aborted = threading.Event()
        self.is_in_handshake = False
        """Whether a connection is made, and it is not settled how it is kept secret."""
        self.heard_at = 0.0
        """When anything came last, or when the pause ends that the server asked for."""

    @property
    def hooks(self) -> dict[str, list[Callable[..., None]]]:
        """For the client that the reply is asked with."""
        return {"request": [self._on_request], "response": [self._on_response]}

    def abort(self) -> None:
        """Ends the reply, also where something is waited for: a reader in another thread sees no mere closing."""
        self._aborted.set()
        for one in self._sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def wait(self, seconds: float, *, is_wanted: bool) -> bool:
        """Waits before the server is asked again; returns False, soon, where nobody waits that long.

        Args:
            is_wanted: the server answered that it wants to be asked later, which is no silence.
        """
        if seconds > self._patience:
            return False
        if is_wanted:
            self.heard_at = monotonic() + seconds
        return not self._aborted.wait(seconds)

    def _on_request(self, request: "httpx.Request") -> None:
        if self._aborted.is_set():
            from openai import OpenAIError

            raise OpenAIError("nobody listens any more")  # the client does not ask again
        request.extensions["trace"] = self._on_trace

    def _on_trace(self, event: str, told: Mapping[str, Any]) -> None:
        """Notes a connection that was made, long before a slow model begins to answer.

        See https://www.encode.io/httpcore/extensions/#trace.
        """
        if "start_tls" in event:
            self.is_in_handshake = not event.endswith("complete")
        opened = getattr(told.get("return_value"), "get_extra_info", lambda _: None)("socket")
        if opened is not None:
            self._sockets.append(opened)
            if self._aborted.is_set():
                self.abort()

    def _on_response(self, response: "httpx.Response") -> None:
        self.heard_at = monotonic()
        read = self._read if response.is_success else _beginning
        change_body(response, lambda body: read(self._noted(body)))

    def _noted(self, body: Iterator[bytes]) -> Iterator[bytes]:
        for data in body:
            self.heard_at = monotonic()
            yield data


def change_body(response: "httpx.Response", change: Callable[[Iterator[bytes]], Iterator[bytes]]) -> None:
    """Puts in the place of a body that is yet to be read what becomes of it, decoded."""
    import httpx

    packed = response.headers.get("content-encoding", "").casefold()
    sent = httpx.Response(200, headers=response.headers, stream=response.stream)
    body = sent.iter_bytes() if packed.strip() in _PACKED else _unread()
    response.stream = httpx.Response(200, content=change(body)).stream
    response.headers.pop("content-encoding", None)


def _unread() -> Iterator[bytes]:
    raise NoReply("what it sent cannot be unpacked")
    yield b""  # as a body does


def _beginning(body: Iterator[bytes]) -> Iterator[bytes]:
    """What of an error is read."""
    size = 0
    for data in body:
        yield data
        size += len(data)
        if size > MOST_OF_AN_ERROR:
            return


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


def pause_of(headers: Mapping[str, str]) -> float:
    """Seconds after which a server wants to be asked again, by its `Retry-After`; 0 where it says none.

    >>> [pause_of({"retry-after": said}) for said in ("20", "soon")], pause_of({})
    ([20.0, 0.0], 0.0)
    """
    return seconds_of(headers.get("retry-after", ""), datetime.now(UTC)) or 0.0
