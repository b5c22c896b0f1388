"""A connection to a host of the public web, and to nothing else, that ends when its time is over.

A name is resolved once for each connection, every address found is judged, and the connection is made to an address
that was judged: a name that leads elsewhere a moment later (DNS rebinding) leads nowhere.
"""

import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ssl import SSLContext
from typing import Any

import httpcore2
from httpcore2 import NetworkBackend, NetworkStream

from ingest.page import PageUnavailable
from ingest.public_address import is_public

NOT_FOUND = "cannot be found"
Resolve = Callable[[str, int], list[str]]
"""The addresses of a host, in the order to try."""
Judge = Callable[[str], bool]
"""Whether an address may be connected to."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses the system's resolver gives for a host.

    Raises:
        OSError, UnicodeError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(slots=True)
class Clock:
    """The time that a request may take, and the speed below which it is given up."""

    started: float
    """By `time.monotonic`, as are all moments here."""
    seconds: float
    patience: float
    """How long after its first byte an answer may be slower."""
    bytes_per_second: float
    received: int = 0
    first_byte: float = 0.0

    @classmethod
    def start(cls, seconds: float, *, patience: float, bytes_per_second: float) -> "Clock":
        return cls(time.monotonic(), seconds, patience, bytes_per_second)

    def spent(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def left(self, timeout: float | None) -> float:
        """Seconds that the next step may take.

        Raises:
            httpcore2.TimeoutException: there are none.
        """
        left = self.seconds - self.spent()
        if left <= 0:
            raise httpcore2.ReadTimeout("it took too long")
        since = time.monotonic() - self.first_byte
        if self.received and since > self.patience and self.received < self.bytes_per_second * since:
            raise httpcore2.ReadTimeout(f"it sent less than {self.bytes_per_second:.0f} bytes a second")
        return min(timeout, left) if timeout else left

    def count(self, size: int) -> None:
        """Notes that bytes were received."""
        self.first_byte = self.first_byte or time.monotonic()
        self.received += size


class TimedStream(NetworkStream):
    """A stream whose every step ends by the clock, and which counts what it receives."""

    def __init__(self, stream: NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._clock.left(timeout))
        self._clock.count(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        left = self._clock.left(timeout)
        return TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class JudgedBackend(NetworkBackend):
    """Connects by name to an address that was judged."""

    def __init__(self, clock: Clock, find: Resolve, judge: Judge) -> None:
        self._clock = clock
        self._resolve = find
        self._judge = judge
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        """A stream to the first address of the host that answers.

        Raises:
            PageUnavailable: the host cannot be found, or is not of the public web.
            httpcore2.ConnectError, httpcore2.ConnectTimeout: no address answers.
        """
        addresses = self._addresses(host, port)
        for number, address in enumerate(addresses, 1):
            try:
                left = self._clock.left(timeout)
                return TimedStream(self._plain.connect_tcp(address, port, left, None, socket_options), self._clock)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise AssertionError("a host that is found has an address")

    def _addresses(self, host: str, port: int) -> list[str]:
        """All addresses of a host; one that is refused refuses them all, since it is not a site's to mix them."""
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its name is not valid"
            again = getattr(error, "errno", None) == socket.EAI_AGAIN
            raise PageUnavailable("error" if again else "dead", f"the host {host} {NOT_FOUND} ({reason})") from error
        if not found:
            raise PageUnavailable("dead", f"the host {host} has no address")
        if not all(map(self._judge, found)):
            raise PageUnavailable(
                "refused",
                f"the host {host} is in a private network: --allow-private permits it, where you trust the list",
            )
        return found


def public_only(address: str) -> bool:
    """The judge by default."""
    return is_public(address)


def any_address(address: str) -> bool:
    """The judge with --allow-private."""
    return bool(address)
