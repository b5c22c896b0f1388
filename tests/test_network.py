"""The network, against a real server on this machine: what each answer means, and what is never fetched."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from index.records import Status
from ingest import network
from ingest.network import Network
from ingest.page import PageUnavailable

HTML = "text/html; charset=utf-8"
ALLOW_ALL = "User-agent: *\nDisallow:\n"


@dataclass(slots=True)
class Reply:
    """One answer of the server."""

    code: int = 200
    body: bytes = b"body"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": HTML})


@dataclass(slots=True)
class Site:
    """A server on loopback: each path has its replies in turn, the last of them again and again."""

    address: str = ""
    replies: dict[str, list[Reply]] = field(default_factory=lambda: {"/robots.txt": [Reply(404)]})
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def add(self, path: str, *replies: Reply) -> str:
        """Sets the replies of a path and returns its address."""
        self.replies[path] = list(replies)
        return self.address + path

    def redirect(self, path: str, to: str, code: int = 302) -> str:
        return self.add(path, Reply(code, b"", {"Location": to}))

    def reply(self, path: str) -> Reply:
        self.asked.append(path)
        replies = self.replies.get(path, [Reply(404)])
        return replies.pop(0) if len(replies) > 1 else replies[0]


@contextmanager
def serve() -> Iterator[Site]:
    """A site that is up while the context lasts."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.agents.add(self.headers["User-Agent"])
            reply = site.reply(self.path)
            self.send_response(reply.code)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = "Content-Length" in reply.headers

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server on this machine, tried again without waiting."""
    monkeypatch.setattr(network, "BACK_OFF_SECONDS", 0.001)
    with serve() as running:
        yield running


@pytest.fixture
def web() -> Iterator[Network]:
    """The network with leave to ask this machine."""
    with Network(allow_private=True) as live:
        yield live


def failure(web: Network, url: str) -> PageUnavailable:
    with pytest.raises(PageUnavailable) as caught:
        web.get(url)
    assert caught.value.reason
    return caught.value


def test_a_page_comes_as_it_was_served(site: Site, web: Network) -> None:
    body = "naïve\r\n".encode("latin-1")
    url = site.add("/x", Reply(200, body, {"Content-Type": "text/html; charset=latin-1", "ETag": '"7"'}))
    page = web.get(url)
    assert (page.url, page.final_url, page.body, page.moved_to) == (url, url, body, "")
    assert (page.media_type, page.charset) == ("text/html", "latin-1")
    assert dict(page.headers)["etag"] == '"7"'
    assert page.fetched_at.endswith("+00:00")
    assert site.agents == {network.USER_AGENT}


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (404, "dead"),
        (410, "dead"),
        (401, "blocked"),
        (402, "blocked"),
        (403, "blocked"),
        (429, "blocked"),
        (451, "blocked"),
        (418, "error"),
        (500, "error"),
        (503, "error"),
        (204, "error"),
        (304, "error"),
    ],
)
def test_what_an_answer_means(site: Site, web: Network, code: int, status: Status) -> None:
    failed = failure(web, site.add("/x", Reply(code, b"")))
    assert failed.status == status
    assert str(code) in failed.reason


def test_a_server_error_that_passes_is_tried_again(site: Site, web: Network) -> None:
    url = site.add("/x", Reply(500), Reply(503), Reply(200, b"at last"))
    assert web.get(url).body == b"at last"
    assert site.asked.count("/x") == 3


def test_a_server_error_that_stays_is_given_up(site: Site, web: Network) -> None:
    assert failure(web, site.add("/x", Reply(500))).status == "error"
    assert site.asked.count("/x") == network.ATTEMPTS


def test_a_plain_no_is_not_asked_twice(site: Site, web: Network) -> None:
    failure(web, site.add("/x", Reply(403)))
    assert site.asked.count("/x") == 1


def test_a_body_cut_short_is_tried_again(site: Site, web: Network) -> None:
    url = site.add("/x", Reply(200, b"half", {"Content-Length": "100"}), Reply(200, b"whole"))
    assert web.get(url).body == b"whole"


def test_redirects_are_followed(site: Site, web: Network) -> None:
    site.add("/there", Reply(200, b"there"))
    site.redirect("/b/two", "../there", 303)
    url = site.redirect("/one", "/b/two", 307)
    page = web.get(url)
    assert (page.body, page.url, page.final_url, page.moved_to) == (b"there", url, site.address + "/there", "")


@pytest.mark.parametrize(("code", "moved"), [(301, True), (308, True), (302, False), (303, False), (307, False)])
def test_only_a_permanent_redirect_moves_a_source(site: Site, web: Network, code: int, moved: bool) -> None:
    new = site.add("/new", Reply())
    page = web.get(site.redirect("/old", "/new", code))
    assert page.moved_to == (new if moved else "")
    assert page.final_url == new


def test_a_chain_moves_a_source_as_far_as_it_is_permanent(site: Site, web: Network) -> None:
    site.add("/today", Reply())
    site.redirect("/new", "/today", 302)
    page = web.get(site.redirect("/old", "/new", 301))
    assert (page.moved_to, page.final_url) == (site.address + "/new", site.address + "/today")


@pytest.mark.parametrize(("hops", "follows"), [(network.MAX_REDIRECTS, True), (network.MAX_REDIRECTS + 1, False)])
def test_there_is_an_end_to_redirects(site: Site, web: Network, hops: int, follows: bool) -> None:
    site.add(f"/{hops}", Reply())
    for hop in range(hops):
        site.redirect(f"/{hop}", f"/{hop + 1}")
    if follows:
        assert web.get(site.address + "/0").final_url.endswith(f"/{hops}")
    else:
        assert failure(web, site.address + "/0").status == "dead"


@pytest.mark.parametrize(
    ("location", "status"),
    [
        ("file:///etc/passwd", "refused"),
        ("ftp://127.0.0.1/x", "refused"),
        ("javascript:alert(1)", "refused"),
        ("http://user:password@127.0.0.1/", "refused"),
        ("http://[", "error"),
    ],
)
def test_a_redirect_out_of_the_web_is_not_followed(site: Site, web: Network, location: str, status: Status) -> None:
    assert failure(web, site.redirect("/x", location)).status == status


def test_a_page_over_the_limit_is_left(site: Site, web: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MAX_BYTES", 5000)
    assert len(web.get(site.add("/fits", Reply(200, b"x" * 5000))).body) == 5000
    assert failure(web, site.add("/x", Reply(200, b"x" * 5001))).status == "too large"


def test_a_page_that_swells_over_the_limit_is_left(site: Site, web: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MAX_BYTES", 100_000)
    bomb = Reply(200, gzip.compress(b"0" * 10_000_000), {"Content-Type": HTML, "Content-Encoding": "gzip"})
    assert len(bomb.body) < 100_000
    assert failure(web, site.add("/x", bomb)).status == "too large"


def test_a_compressed_page_is_unpacked(site: Site, web: Network) -> None:
    reply = Reply(200, gzip.compress(b"plain"), {"Content-Type": HTML, "Content-Encoding": "gzip"})
    assert web.get(site.add("/x", reply)).body == b"plain"


def test_a_page_wrongly_said_to_be_compressed_is_an_error(site: Site, web: Network) -> None:
    reply = Reply(200, b"plain", {"Content-Type": HTML, "Content-Encoding": "gzip"})
    assert failure(web, site.add("/x", reply)).status == "error"


def test_a_page_that_robots_may_not_read_is_not_asked_for(site: Site, web: Network) -> None:
    site.add("/robots.txt", Reply(200, b"User-agent: *\nDisallow: /private\n"))
    allowed, refused = site.add("/x", Reply()), site.add("/private/x", Reply())
    assert web.get(allowed).body == b"body"
    failed = failure(web, refused)
    assert failed.status == "refused"
    assert "robots.txt" in failed.reason
    assert "/private/x" not in site.asked


def test_rules_that_begin_with_a_byte_order_mark_hold(site: Site, web: Network) -> None:
    site.add("/robots.txt", Reply(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n"))
    assert failure(web, site.add("/x", Reply())).status == "refused"


def test_robots_are_asked_once_per_host(site: Site, web: Network) -> None:
    site.add("/robots.txt", Reply(200, ALLOW_ALL.encode()))
    for path in ("/1", "/2", "/3"):
        web.get(site.add(path, Reply()))
    assert site.asked == ["/robots.txt", "/1", "/2", "/3"]


@pytest.mark.parametrize("code", [404, 403, 401, 410])
def test_a_host_without_rules_allows_everything(site: Site, web: Network, code: int) -> None:
    site.add("/robots.txt", Reply(code))
    assert web.get(site.add("/x", Reply())).body == b"body"


def test_a_host_whose_rules_cannot_be_had_is_left_alone(site: Site, web: Network) -> None:
    site.add("/robots.txt", Reply(500))
    assert failure(web, site.add("/x", Reply())).status == "error"
    assert "/x" not in site.asked


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "[fe80::1]",
        "[fd00::1]",
        "100.64.0.1",
    ],
)
def test_private_addresses_are_refused(host: str) -> None:
    with Network() as web:
        failed = failure(web, f"http://{host}/x")
    assert failed.status == "refused"
    assert "--allow-private" in failed.reason


def test_a_server_on_this_machine_is_never_asked_by_default(site: Site) -> None:
    with Network() as web:
        for address in (site.address, site.address.replace("127.0.0.1", "localhost")):
            assert failure(web, address + "/x").status == "refused"
    assert site.asked == []


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.org/x", "http://user:pw@127.0.0.1/x", "data:,x", "/x"])
def test_only_the_plain_web_is_fetched(url: str, private: bool) -> None:
    with Network(allow_private=private) as web:
        assert failure(web, url).status in ("refused", "dead")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:port/x",
        "http://[::1/x",
        "http://[",
        "http://127.0.0.1:99999999/x",
        "http://a..invalid/x",
        f"http://{'a' * 64}.invalid/x",
        "http://-.invalid/x",
        "http:///x",
    ],
)
def test_an_address_that_is_none_is_a_dead_source(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "BACK_OFF_SECONDS", 0.001)
    with Network() as web:
        assert failure(web, url).status in ("dead", "refused", "error")


def test_a_host_that_does_not_exist_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "BACK_OFF_SECONDS", 0.001)
    with Network() as web:
        assert failure(web, "http://no-such-host.invalid/x").status == "dead"


def test_a_server_that_is_down_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "BACK_OFF_SECONDS", 0.001)
    with serve() as gone:
        address = gone.address
    with Network(allow_private=True) as web:
        failed = failure(web, address + "/x")
    assert (failed.status, failed.answered) == ("error", False)
