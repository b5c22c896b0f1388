"""Pages from the network: https and http of the public web, politely, within limits of time, size and redirects."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from threading import Event
from urllib.parse import urlsplit

import httpcore2
import httpx2

from index.errors import SightlineError
from index.records import Status
from ingest.connection import Clock, Judge, JudgedBackend, Resolve, any_address, public_only, resolve
from ingest.content_coding import ACCEPTED, NotDecodable, TooLarge, decoded, decoded_pieces
from ingest.page import MAX_BYTES, MAX_REDIRECTS, PERMANENT, REDIRECTS, Page, PageUnavailable
from ingest.plan import Politeness
from ingest.politeness import Hosts
from ingest.robots import Robots

VERSION = "0.1"
MAX_URL = 8000
"""Characters; RFC 9110 asks everyone to take that many. Headers end at 100 kB (h11)."""
MAX_ROBOTS_BYTES = 512 * 1024
_STATUSES: dict[int, Status] = {
    401: "blocked",
    402: "blocked",
    403: "blocked",
    429: "blocked",
    451: "blocked",
    404: "dead",
    410: "dead",
}
_HOST = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-_:")
_TYPES = "text/html,application/xhtml+xml,application/pdf,text/markdown,text/plain;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may cost."""

    max_bytes: int = MAX_BYTES
    """After decompression."""
    page_seconds: float = 30.0
    """For all requests of one page together, waiting for turns left out."""
    connect_seconds: float = 10.0
    slow_seconds: float = 10.0
    """How long after its first byte an answer may be slower than the speed below."""
    bytes_per_second: float = 1000.0


_POLITENESS, _LIMITS = Politeness(), Limits()


@dataclass(frozen=True, slots=True)
class _Response:
    """One answer, whole."""

    code: int
    headers: httpx2.Headers
    body: bytes

    @property
    def location(self) -> str | None:
        """Where a redirect leads."""
        return self.headers.get("location") if self.code in REDIRECTS else None


@dataclass(slots=True)
class _Visit:
    """One page being fetched: the time it has left, and the cookies of the host it is at."""

    seconds: float
    kept: Page | None = None
    host: str = ""
    cookies: httpx2.Cookies | None = None

    def cookies_at(self, host: str) -> httpx2.Cookies:
        """The cookies of a host; those of the one before are forgotten."""
        if host != self.host or self.cookies is None:
            self.host, self.cookies = host, httpx2.Cookies()
        return self.cookies


class Network:
    """Fetches pages; safe to use from several threads. `stop` ends its waits; `find` and `judge` are for tests.

    Raises:
        SightlineError: the contact cannot stand in a header.
    """

    def __init__(
        self,
        politeness: Politeness = _POLITENESS,
        limits: Limits = _LIMITS,
        *,
        contact: str = "",
        allow_private: bool = False,
        stop: Event | None = None,
        find: Resolve = resolve,
        judge: Judge | None = None,
    ) -> None:
        self._politeness = politeness
        self._limits = limits
        self._user_agent = user_agent(contact)
        self._find = find
        self._judge = judge or (any_address if allow_private else public_only)
        self._hosts = Hosts(politeness, stop)
        self._robots = Robots(self._robots_text)

    def get(self, url: str, kept: Page | None = None) -> Page:
        """The page at an address, or the one kept where the site says that it has not changed.

        Raises:
            PageUnavailable: with the status and reason to report.
        """
        visit = _Visit(self._limits.page_seconds, kept)
        at, moved_to, permanent = _checked(url), "", True
        for _ in range(MAX_REDIRECTS + 1):
            self._hosts.slow_down(at.host, self._robots.check(str(at)))
            response = self._ask(at, visit)
            if response.location is None:
                return self._page(url, at, response, moved_to, visit)
            permanent = permanent and response.code in PERMANENT
            at = _joined(at, response.location)
            moved_to = str(at) if permanent else moved_to
        raise PageUnavailable("error", f"the address leads through more than {MAX_REDIRECTS} redirects")

    def _page(self, url: str, at: httpx2.URL, response: _Response, moved_to: str, visit: _Visit) -> Page:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if response.code == 304 and visit.kept is not None:
            return replace(visit.kept, url=url, fetched_at=now, moved_to=moved_to)
        if response.code != 200:
            raise _unwanted(response.code)
        headers = tuple((name.lower(), value) for name, value in response.headers.multi_items())
        return Page(url, str(at), response.headers.get("content-type", ""), response.body, now, headers, moved_to)

    def _robots_text(self, url: str) -> str:
        """The text of a robots.txt; empty where the site has none (RFC 9309, 2.3.1).

        Raises:
            PageUnavailable: the server fails, is not reached, or has too much to do: then nothing may be fetched.
        """
        visit, at = _Visit(self._limits.page_seconds), _checked(url)
        for _ in range(MAX_REDIRECTS + 1):
            response = self._ask(at, visit, cut=MAX_ROBOTS_BYTES)
            if response.location is None:
                if response.code == 429 or response.code >= 500:
                    raise PageUnavailable("error", f"robots.txt of the site answered HTTP {response.code}")
                return response.body.decode("utf-8-sig", "replace") if response.code == 200 else ""
            at = _joined(at, response.location)
        return ""

    def _ask(self, at: httpx2.URL, visit: _Visit, *, cut: int | None = None) -> _Response:
        """An answer; failures that may pass are tried again with a growing pause."""
        origin = f"{at.scheme}://{at.netloc.decode('ascii')}"
        for attempt in range(1, self._politeness.attempts + 1):
            is_last = attempt == self._politeness.attempts
            try:
                with self._hosts.turn(at.host, origin):
                    response = self._request(at, visit, cut)
            except _Passing as failure:
                if is_last or visit.seconds <= 0:
                    if failure.unreached:
                        self._hosts.give_up(origin, failure.told)
                    raise failure.told from failure
            else:
                if not self._is_to_ask_again(at.host, response) or is_last:
                    return response
            self._hosts.back_off(attempt)
        raise AssertionError("the loop returns or raises")

    def _is_to_ask_again(self, host: str, response: _Response) -> bool:
        if response.code not in (429, *range(500, 600)):
            return False
        if after := response.headers.get("retry-after"):
            return self._hosts.wait_as_asked(host, after)
        return response.code != 429

    def _request(self, at: httpx2.URL, visit: _Visit, cut: int | None) -> _Response:
        limits = self._limits
        clock = Clock.start(visit.seconds, patience=limits.slow_seconds, bytes_per_second=limits.bytes_per_second)
        try:
            with httpcore2.ConnectionPool(
                ssl_context=self._tls if at.scheme == "https" else None,
                network_backend=JudgedBackend(clock, self._find, self._judge),
            ) as pool:
                return self._answer(pool, at, visit, cut)
        except httpcore2.TimeoutException as error:
            raise _Passing(f"the site did not answer in time ({_brief(error)})", error) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            if "certificate" in str(error).lower():
                raise PageUnavailable("error", f"the site's certificate cannot be trusted ({_brief(error)})") from error
            raise _Passing(f"the connection failed ({_brief(error)})", error) from error
        except (NotDecodable, TooLarge) as error:
            raise self._not_readable(error) from error
        finally:
            visit.seconds -= clock.spent()

    def _answer(self, pool: httpcore2.ConnectionPool, at: httpx2.URL, visit: _Visit, cut: int | None) -> _Response:
        cookies = visit.cookies_at(at.host)
        request = httpx2.Request("GET", at, headers=self._headers(at, visit.kept), cookies=cookies)
        target = httpcore2.URL(scheme=at.raw_scheme, host=at.raw_host, port=at.port, target=at.raw_path)
        timeouts = dict.fromkeys(("read", "write", "pool"), visit.seconds) | {"connect": self._limits.connect_seconds}
        with pool.stream("GET", target, headers=request.headers.raw, extensions={"timeout": timeouts}) as answer:
            headers = httpx2.Headers(answer.headers)
            cookies.extract_cookies(httpx2.Response(answer.status, headers=headers, request=request))
            body = b"" if answer.status in REDIRECTS else self._body(answer.iter_stream(), headers, cut)
            return _Response(answer.status, headers, body)

    def _body(self, pieces: Iterator[bytes], headers: httpx2.Headers, cut: int | None) -> bytes:
        codings = headers.get("content-encoding", "")
        if cut is None:
            return decoded(pieces, codings, self._limits.max_bytes)
        body = bytearray()
        for piece in decoded_pieces(pieces, codings):
            body += piece
            if len(body) >= cut:
                break
        return bytes(body[:cut])

    def _headers(self, at: httpx2.URL, kept: Page | None) -> dict[str, str]:
        headers = {"User-Agent": self._user_agent, "Accept": _TYPES, "Accept-Encoding": ACCEPTED, "Connection": "close"}
        if kept is None or kept.origin != "site" or str(at) != kept.final_url:
            return headers
        said = dict(kept.headers)
        for ours, theirs in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
            if (value := said.get(theirs, "")) and value.isascii() and value.isprintable():
                return headers | {ours: value}
        return headers

    def _not_readable(self, error: NotDecodable | TooLarge) -> PageUnavailable:
        if isinstance(error, TooLarge):
            return PageUnavailable("too large", f"the page has more than {self._limits.max_bytes / 2**20:.3g} MB")
        return PageUnavailable("error", f"the page cannot be decoded ({error})")

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpx2.create_ssl_context()


def user_agent(contact: str) -> str:
    """How we call ourselves: the project, and whom to write to where a setting says it.

    Raises:
        SightlineError: the contact cannot stand in a header.
    """
    if not (contact.isascii() and contact.isprintable()) or any(sign in contact for sign in "()\\"):
        raise SightlineError(
            f"The contact {contact!r} cannot be sent to sites: give SIGHTLINE_CONTACT a mail or web address."
        )
    return f"Sightline/{VERSION} (reads curated lists; {contact or 'no contact given'})"


class _Passing(Exception):
    """A failure that may pass."""

    def __init__(self, reason: str, error: Exception) -> None:
        super().__init__(reason)
        self.unreached = isinstance(error, httpcore2.ConnectError | httpcore2.ConnectTimeout)
        self.told = PageUnavailable("error", reason)


def _brief(error: Exception) -> str:
    """What an error says, in one line of a bounded length: a server may have had a hand in it."""
    said = " ".join(str(error).split()) or type(error).__name__
    return said if len(said) <= 160 else said[:160] + " …"


def _unwanted(code: int) -> PageUnavailable:
    return PageUnavailable(_STATUSES.get(code, "error"), f"the site answered HTTP {code}")


def _joined(at: httpx2.URL, location: str) -> httpx2.URL:
    """Where a redirect leads.

    Raises:
        PageUnavailable: out of the web, or to no address.
    """
    try:
        return _checked(str(at.join(location)))
    except (httpx2.InvalidURL, ValueError) as error:
        raise PageUnavailable("error", f"the site redirects to what is no address ({error})") from error


def _checked(url: str) -> httpx2.URL:
    """An address that may be asked for, as far as can be told before its host is resolved.

    Raises:
        PageUnavailable: it is not of the web, or holds a user name or password.
    """
    if len(url) > MAX_URL:
        raise PageUnavailable("error", f"the address has more than {MAX_URL} characters")
    try:
        at = httpx2.URL(url)
        urlsplit(url)
    except (httpx2.InvalidURL, ValueError) as error:
        raise PageUnavailable("dead", f"the address is not valid ({error})") from error
    if at.scheme not in ("http", "https"):
        raise PageUnavailable("refused", f"only http and https addresses are fetched, not {at.scheme or 'relative'}:")
    if at.userinfo:
        raise PageUnavailable("refused", "an address with a user name or password in it is not fetched")
    if at.port is not None and not 0 < at.port < 65536:
        raise PageUnavailable("dead", f"the address is not valid (there is no port {at.port})")
    if not at.host or not set(at.raw_host.decode("ascii", "replace").lower()) <= _HOST:
        raise PageUnavailable("dead", "the address names no valid host")
    return at.copy_with(fragment=None)
