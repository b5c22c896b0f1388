"""What a model's server sends, read in a thread of its own: a silent one can be left, and a reader may stop."""

import atexit
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import monotonic
from typing import Generic, TypeVar

from index.errors import ModelError

POLL = 0.05
"""Seconds between two looks at whether the reader wants to stop."""
MAX_TIMEOUTS = 5
"""Times its time-out that all that is heard may take, however alive the server shows itself."""
GRACE = 1.0
"""Seconds in which more may come of a server that says that it is done."""
GOODBYE = 5.0
"""Seconds that the end of the process waits for a thread that still hears a server."""
Piece = TypeVar("Piece")


def nothing() -> None:
    """Breaks off what needs no breaking off."""


def never() -> float:
    """When a server was heard that shows nothing of that."""
    return 0.0


class StreamThread(Generic[Piece]):
    """A server asked in a thread. Whatever ends it is handed to the reader, who raises it, as a `Future` does."""

    def __init__(self, who: str, timeout: float, ask: Callable[["StreamThread[Piece]"], None]) -> None:
        """Takes what is asked; `who` begins the sentence that says that nothing came."""
        self._who, self._timeout, self._ask = who, timeout, ask
        self._said: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        """Its pieces, and None at the end."""
        self._closed = threading.Event()
        """Set when nobody listens any more."""
        self._asked_at = self._alive_at = 0.0
        """When it was asked (what is imported for that takes its time), and when it last sent anything."""
        self._abort: Callable[[], None] = nothing
        self._heard_at: Callable[[], float] = never
        self._done_at = 0.0
        """When the server said that it is done; 0 where it goes on."""
        self._is_over = False
        self._error: BaseException | None = None
        self.thread = threading.Thread(target=self._run, name="model", daemon=True)

    def pieces(self, stop: threading.Event) -> Iterator[Piece]:
        """What comes, until the server has ended, or `stop` is set.

        Raises:
            ModelError: it is silent, or goes on, for too long. What ended the thread is raised as it is.
        """
        atexit.register(self._end)
        self.thread.start()
        try:
            yield from self._until(stop)
            error = self._error  # that its connection is broken off is another
        finally:
            self.close()
        if error is not None and not stop.is_set():
            raise error

    def opened(self, abort: Callable[[], None], heard_at: Callable[[], float]) -> bool:
        """For the thread: notes how to break the connection off, and when it lived; returns whether anybody listens."""
        self._abort, self._heard_at = abort, heard_at
        self._asked_at = self._alive_at = monotonic()
        return not self.is_closed

    @property
    def is_closed(self) -> bool:
        """Whether nobody listens any more."""
        return self._closed.is_set()

    def note_activity(self) -> None:
        """For the thread: notes a sign of life."""
        self._alive_at = monotonic()

    def put(self, piece: Piece) -> None:
        """For the thread: passes a piece on."""
        self._done_at = 0.0
        self._said.put(piece)

    def note_done(self) -> None:
        """For the thread: the server says that it is done; some keep the connection open all the same, some go on."""
        self._done_at = monotonic()

    def close(self) -> None:
        """Stops listening; what is still waited for is broken off."""
        self._closed.set()
        self._abort()

    def _until(self, stop: threading.Event) -> Iterator[Piece]:
        while not stop.is_set():
            try:
                piece = self._said.get(timeout=POLL)
            except queue.Empty:
                if self._done_at and monotonic() - self._done_at > GRACE:
                    return
                self._give_up(self._silence, self._timeout, "said nothing for")
            else:
                if piece is None:
                    return
                yield piece
            self._give_up(self._length, MAX_TIMEOUTS * self._timeout, "was not done after")

    @property
    def _silence(self) -> float:
        """Seconds since the last sign of life."""
        return monotonic() - max(self._alive_at, self._heard_at()) if self._asked_at else 0.0

    @property
    def _length(self) -> float:
        """Seconds since it was asked, for as long as it speaks."""
        return monotonic() - self._asked_at if self._asked_at and not self._is_over else 0.0

    def _give_up(self, seconds: float, most: float, what: str) -> None:
        if seconds > most:
            raise ModelError(
                f"{self._who} {what} {most:g} seconds: see whether it is busy, or raise SIGHTLINE_MODEL_TIMEOUT."
            )

    def _run(self) -> None:
        try:
            self._ask(self)
        except BaseException as error:  # noqa: BLE001  # handed to the reader, who raises it
            self._error = error
        finally:
            self._is_over = True
            self._said.put(None)
            atexit.unregister(self._end)

    def _end(self) -> None:
        """Ends the thread before the interpreter goes.

        A thread that then is in a compiled library, as pydantic's, which every piece of a reply goes through, ends the
        process by a signal: "FATAL: exception not rethrown" (https://github.com/python/cpython/issues/87135).
        """
        self.close()
        with suppress(KeyboardInterrupt):
            self.thread.join(GOODBYE)
