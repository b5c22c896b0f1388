"""Retries: a server is asked again where it is busy or faltered, after the pause that it wants, which can be left."""

import ssl
from collections.abc import Callable, Iterator
from socket import gaierror
from typing import TypeVar

from rag.written.connection import Connection, pause_of
from rag.written.events import Faltered, NoReply
from rag.written.failures import NO_TLS, causes

RETRIES = 2
"""After 408, 409, 429, 5xx, where the connection failed, and where a reply ended before its first word."""
FIRST_PAUSE = 0.5
"""Seconds, where the server asks for none; each next one is twice as long."""
_AGAIN = (408, 409, 429)
_LASTING = (ssl.SSLError, gaierror, NoReply)
"""Faults that no second try mends."""
Piece = TypeVar("Piece")


def with_retries(ask: Callable[[], Iterator[Piece]], connection: Connection, retries: int = RETRIES) -> Iterator[Piece]:
    """The pieces of a reply, asked for again where there is none and it is of use."""
    pause = FIRST_PAUSE
    while True:
        try:
            pieces = ask()
            first = [next(pieces)]
        except StopIteration:
            return
        except _failures() as error:
            if connection.is_in_handshake and not any(isinstance(one, ssl.SSLError) for one in causes(error)):
                raise NoReply(NO_TLS) from error
            wanted = _pause_after(error, pause)
            if not retries or wanted is None or not connection.wait(wanted, is_wanted=hasattr(error, "response")):
                raise
            retries, pause = retries - 1, 2 * pause
            continue
        yield from first
        yield from pieces
        return


def _failures() -> tuple[type[Exception], ...]:
    import httpx
    from openai import APIConnectionError, APIStatusError

    return (APIConnectionError, APIStatusError, httpx.TransportError, Faltered)


def _pause_after(error: Exception, pause: float) -> float | None:
    """Seconds after which to ask again; None where that is of no use."""
    status: int | None = getattr(error, "status_code", None)
    if status is None:
        lasts = any(isinstance(one, _LASTING) and not isinstance(one, Faltered) for one in causes(error))
        return None if lasts else pause
    if status not in _AGAIN and status < 500:
        return None
    return pause_of(error.response.headers) or pause  # type: ignore[attr-defined]  # of openai's
