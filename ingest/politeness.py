"""Politeness towards a host: one request at a time, a pause after it, waiting when asked to."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, Lock

from index.retry_after import seconds_of
from ingest.page import PageUnavailable
from ingest.plan import Politeness

MAX_CRAWL_DELAY = 30.0
TIME_OVER = "the time for this run was over before its turn came"


@dataclass(slots=True)
class _Host:
    turn: Lock = field(default_factory=Lock)
    free_at: float = 0.0
    """By `time.monotonic`."""
    crawl_delay: float = 0.0
    closed: PageUnavailable | None = None
    """Why it is not asked any more in this run."""


class Hosts:
    """Gives each host's turn to one caller at a time; safe to use from several threads."""

    def __init__(self, politeness: Politeness, stop: Event | None = None) -> None:
        self._politeness = politeness
        self._stop = stop or Event()
        self._hosts: dict[str, _Host] = {}
        self._given_up: dict[str, PageUnavailable] = {}
        """By origin: another port of the host may be open."""
        self._lock = Lock()
        self._ends = time.monotonic() + politeness.run_seconds

    @contextmanager
    def turn(self, host: str, origin: str) -> Iterator[None]:
        """Waits for the host's turn and its pause, and holds it.

        Raises:
            PageUnavailable: the host or its origin is not to be asked any more, or the time of the run is over.
        """
        one = self._host(host)
        with one.turn:
            if closed := one.closed or self._given_up.get(origin):
                raise closed
            self.sleep(max(0.0, one.free_at - time.monotonic()))
            try:
                yield
            finally:
                one.free_at = max(one.free_at, time.monotonic() + max(self._politeness.delay, one.crawl_delay))

    def sleep(self, seconds: float) -> None:
        """Waits, unless the run would be over by then.

        Raises:
            PageUnavailable: it would, or it is stopped meanwhile.
        """
        if time.monotonic() + seconds >= self._ends:
            raise PageUnavailable("error", f"{TIME_OVER}: run `sightline ingest` again to go on")
        if self._stop.wait(max(0.0, seconds)):
            raise PageUnavailable("error", "the run was stopped")

    def back_off(self, attempt: int) -> None:
        """The pause after a failed attempt, counted from 1: exponential, with jitter so that callers spread out."""
        self.sleep(self._politeness.back_off * 2 ** (attempt - 1) * random.uniform(0.5, 1.5))

    def slow_down(self, host: str, crawl_delay: float | None) -> None:
        """Minds the `Crawl-delay` of a host's robots.txt."""
        self._host(host).crawl_delay = min(crawl_delay or 0.0, MAX_CRAWL_DELAY)

    def wait_as_asked(self, host: str, retry_after: str) -> bool:
        """Minds a `Retry-After`; returns whether it is worth to try again in this run."""
        seconds = seconds_of(retry_after, datetime.now(UTC))
        if seconds is None:
            return False
        one = self._host(host)
        if seconds > self._politeness.patience:
            one.closed = PageUnavailable(
                "blocked", f"the site asks to be left alone for {_duration(seconds)}: run `sightline ingest` again then"
            )
            return False
        one.free_at = max(one.free_at, time.monotonic() + seconds)
        return True

    def give_up(self, origin: str, failure: PageUnavailable) -> None:
        """Asks an origin (scheme, host and port) nothing more in this run."""
        self._given_up[origin] = failure

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


def _duration(seconds: float) -> str:
    """
    >>> _duration(90), _duration(7200)
    ('2 minutes', '2 hours')
    """
    unit, length = ("hours", 3600) if seconds >= 5400 else ("minutes", 60)
    return f"{seconds / length:.0f} {unit}"
