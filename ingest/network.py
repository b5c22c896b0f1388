"""Pages from the network: https and http, within limits of time, size and redirects, one request at a time per host."""

import ipaddress
import socket
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from urllib.parse import urlsplit

import httpx2

from index.records import Status
from ingest.page import Page, PageUnavailable
from ingest.robots import Robots

USER_AGENT = "Sightline/0.1 (reads curated lists; one request at a time)"
MAX_BYTES = 20 * 1024 * 1024
MAX_REDIRECTS = 5
PAGE_SECONDS = 30.0
CONNECT_SECONDS = 10.0
ATTEMPTS = 3
BACK_OFF_SECONDS = 0.5
_STATUSES: dict[int, Status] = {
    401: "blocked",
    402: "blocked",
    403: "blocked",
    429: "blocked",
    451: "blocked",
    404: "dead",
    410: "dead",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response."""

    code: int
    page: Page


class Network:
    """Fetches pages; safe to use from several threads. `transport` is the seam for tests."""

    def __init__(self, *, allow_private: bool = False, transport: httpx2.BaseTransport | None = None) -> None:
        self._allow_private = allow_private
        self._client = httpx2.Client(
            transport=transport,
            headers={
                "User-Agent": USER_AGENT,
                "Accept": "text/html,application/xhtml+xml,application/pdf,text/markdown,text/plain;q=0.9,*/*;q=0.5",
            },
            timeout=httpx2.Timeout(PAGE_SECONDS, connect=CONNECT_SECONDS),
            follow_redirects=False,
        )
        self._turns: dict[str, Lock] = defaultdict(Lock)
        self._robots = Robots(lambda url: self._answer(url).page.body.decode("utf-8-sig", "replace"), "Sightline")

    def __enter__(self) -> "Network":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str) -> Page:
        """The page at an address, after its robots.txt was asked.

        Raises:
            PageUnavailable: with the status and reason to report.
        """
        try:
            httpx2.URL(url)
            host = urlsplit(url).netloc
        except (httpx2.InvalidURL, ValueError) as error:
            raise PageUnavailable("dead", f"the address is not valid ({error})") from error
        with self._turns[host]:
            self._robots.check(url)
            return self._answer(url).page

    def _answer(self, url: str) -> Answer:
        """A 200 answer; failures that may pass are tried again with a growing pause."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self._follow(url)
            except PageUnavailable as failure:
                if failure.status != "error" or attempt == ATTEMPTS:
                    raise
            else:
                if answer.code == 200:
                    return answer
                if answer.code < 500 or attempt == ATTEMPTS:
                    raise PageUnavailable(
                        _STATUSES.get(answer.code, "error"), f"the site answered HTTP {answer.code}", answered=True
                    )
            time.sleep(BACK_OFF_SECONDS * 2 ** (attempt - 1))
        raise AssertionError("the loop returns or raises")

    def _follow(self, url: str) -> Answer:
        deadline = time.monotonic() + PAGE_SECONDS
        at, moved_to = httpx2.URL(url), ""
        for _ in range(MAX_REDIRECTS + 1):
            answer, location = self._request(at, url, deadline, moved_to)
            if location is None:
                return answer
            at = location
            moved_to = str(at) if answer.code in (301, 308) else moved_to
        raise PageUnavailable("dead", f"more than {MAX_REDIRECTS} redirects")

    def _request(self, at: httpx2.URL, url: str, deadline: float, moved_to: str) -> tuple[Answer, httpx2.URL | None]:
        self._check_address(at)
        try:
            with self._client.stream("GET", at) as response:
                headers = tuple((name.lower(), value) for name, value in response.headers.multi_items())
                body = b"" if response.has_redirect_location else _read(response, deadline)
                location = at.join(response.headers["location"]) if response.has_redirect_location else None
                now = datetime.now(UTC).isoformat(timespec="seconds")
                page = Page(url, str(at), response.headers.get("content-type", ""), body, now, headers, moved_to)
                return Answer(response.status_code, page), location
        except httpx2.TimeoutException as error:
            raise PageUnavailable("error", "the site did not answer in time") from error
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol, UnicodeError) as error:
            raise PageUnavailable("dead", f"the address is not valid ({error})") from error
        except httpx2.HTTPError as error:
            raise PageUnavailable("error", f"the connection failed ({error})") from error

    def _check_address(self, url: httpx2.URL) -> None:
        """Refuses what is not the public web; the name is resolved so that it cannot hide a private address."""
        if url.scheme not in ("http", "https") or not url.host or url.userinfo:
            raise PageUnavailable("refused", f"only plain http and https addresses are fetched, not {url.scheme}:")
        if self._allow_private:
            return
        try:
            found = socket.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise PageUnavailable("dead", f"the host {url.host} cannot be found ({reason})") from error
        if any(not ipaddress.ip_address(entry[4][0]).is_global for entry in found):
            raise PageUnavailable(
                "refused", f"the host {url.host} is in a private network (--allow-private permits it)"
            )


def _read(response: httpx2.Response, deadline: float) -> bytes:
    """The decoded body, read in pieces so that neither a bomb nor a slow drip is followed to its end."""
    body = bytearray()
    for piece in response.iter_bytes(65536):
        body += piece
        if len(body) > MAX_BYTES:
            raise PageUnavailable("too large", f"the page has more than {MAX_BYTES // 2**20} MB")
        if time.monotonic() > deadline:
            raise PageUnavailable("error", f"the page took longer than {PAGE_SECONDS:.0f} s")
    return bytes(body)
