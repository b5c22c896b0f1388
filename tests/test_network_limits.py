"""Pages that are too large, too slow, wrongly packed or no HTTP at all."""

import gzip
import zlib

import brotli
import pytest
import zstandard
from small_network import FAST, SMALL, failure
from web_server import HTML, SELF_SIGNED, Reply, Site, free_port, here, serve

from ingest.network import Network


def test_a_page_over_the_limit_is_left(site: Site, web: Network) -> None:
    assert len(web.get(site.add("/fits", Reply(200, b"x" * 100_000))).body) == 100_000
    assert failure(web, site.add("/x", Reply(200, b"x" * 100_001))).status == "too large"


BIG = b"0" * 50_000_000
BOMBS = {
    "gzip": gzip.compress(BIG),
    "deflate": zlib.compress(BIG),
    "br": brotli.compress(BIG, quality=5),
    "zstd": zstandard.compress(BIG, 3),
    "gzip, gzip": gzip.compress(gzip.compress(BIG)),
    "gzip, br": brotli.compress(gzip.compress(BIG), quality=5),
}


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_stops_at_the_limit(site: Site, web: Network, coding: str) -> None:
    bomb = Reply(200, BOMBS[coding], {"Content-Type": HTML, "Content-Encoding": coding})
    assert len(bomb.body) < 100_000
    assert failure(web, site.add("/x", bomb)).status == "too large"


def test_a_body_without_end_stops_at_the_limit(site: Site, web: Network) -> None:
    assert failure(web, site.add("/x", Reply(200, b"x" * 10_000, endless=True))).status == "too large"


CODED = {
    "gzip": gzip.compress(b"plain"),
    "x-gzip": gzip.compress(b"pl") + gzip.compress(b"ain"),
    "deflate": zlib.compress(b"plain"),
    "DEFLATE": zlib.compress(b"plain")[2:-4],
    "br": brotli.compress(b"plain"),
    "zstd": zstandard.compress(b"plain"),
    "identity": b"plain",
    "zstd, br": brotli.compress(zstandard.compress(b"plain")),
}


@pytest.mark.parametrize("coding", CODED)
def test_a_compressed_page_is_unpacked(site: Site, web: Network, coding: str) -> None:
    reply = Reply(200, CODED[coding], {"Content-Type": HTML, "Content-Encoding": coding})
    assert web.get(site.add("/x", reply)).body == b"plain"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "compress", "gzip, gzip, gzip, gzip", "x" * 300])
def test_a_page_wrongly_said_to_be_compressed_is_an_error(site: Site, web: Network, coding: str) -> None:
    reply = Reply(200, b"plain", {"Content-Type": HTML, "Content-Encoding": coding})
    assert failure(web, site.add("/x", reply)).status == "error"


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_compressed_data_cut_short_is_an_error(site: Site, web: Network, coding: str) -> None:
    data = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress}[coding](bytes(range(256)) * 9)
    reply = Reply(200, data[: len(data) // 2], {"Content-Type": HTML, "Content-Encoding": coding})
    assert failure(web, site.add("/x", reply)).status == "error"


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SLOW = {
    "a body by drops": Reply(200, b"x" * 1000, drip=0.05),
    "a head by drops": Reply(raw=HEAD + b"X-Padding: " + b"x" * 1000, drip=0.05),
    "no answer": Reply(pause=30),
    "interim answers without end": Reply(raw=b"HTTP/1.1 102 Processing\r\n\r\n", endless=True, drip=0.02),
}


@pytest.mark.parametrize("name", SLOW)
def test_a_slow_site_is_given_up(site: Site, web: Network, name: str) -> None:
    failed = failure(web, site.add("/x", SLOW[name]))
    assert failed.status == "error"
    assert "in time" in failed.reason


LIES = {
    "no HTTP": b"220 mail.a.org ESMTP\r\n",
    "nothing": b"",
    "garbage": bytes(range(256)),
    "half a head": HEAD[:20],
    "a header without end": HEAD + b"X: " + b"x" * 300_000 + b"\r\n\r\n",
    "headers without end": HEAD + b"X: x\r\n" * 60_000 + b"\r\n",
    "a length that is none": HEAD + b"Content-Length: many\r\n\r\nbody",
    "a negative length": HEAD + b"Content-Length: -1\r\n\r\nbody",
    "two lengths": HEAD + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody!",
    "chunks that are none": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nbody\r\n0\r\n\r\n",
    "a chunk cut short": HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\nbody",
    "a status that is none": b"HTTP/1.1 abc Hm\r\n\r\n",
}


@pytest.mark.parametrize("name", LIES)
def test_what_is_no_http_is_an_error(site: Site, web: Network, name: str) -> None:
    assert failure(web, site.add("/x", Reply(raw=LIES[name] or b" "))).status == "error"


def test_a_server_that_is_down_is_an_error_and_not_asked_again(web: Network) -> None:
    address = f"http://down.test:{free_port()}"
    failed = failure(web, address + "/x")
    assert failed.status == "error"
    assert failure(web, address + "/y") is failure(web, address + "/z")


def test_a_port_that_nobody_listens_at_closes_no_other(site: Site, web: Network) -> None:
    url = site.add("down.test/x", Reply(200, b"open"))
    assert "connection failed" in failure(web, f"http://down.test:{free_port()}/x").reason
    assert "connection failed" in failure(web, f"https://down.test:{free_port()}/x").reason
    assert web.get(url).body == b"open"


def test_a_certificate_that_nobody_vouches_for_is_an_error(web: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(tls=True) as secret:
        secret.add("/x", Reply())
        failed = failure(web, f"https://self.test:{secret.port}/x")
        assert failed.status == "error"
        assert "certificate cannot be trusted" in failed.reason
        assert secret.log == []
        monkeypatch.setenv("SSL_CERT_FILE", str(SELF_SIGNED))
        trusting = Network(FAST, SMALL, allow_private=True, find=here)
        assert trusting.get(f"https://self.test:{secret.port}/x").body == b"body"
        assert "certificate cannot be trusted" in failure(trusting, f"https://other.test:{secret.port}/x").reason


def test_what_speaks_no_tls_is_an_error(site: Site, web: Network) -> None:
    assert failure(web, site.address.replace("http:", "https:") + "/x").status == "error"


def test_what_a_server_says_of_itself_is_told_in_one_line(site: Site, web: Network) -> None:
    reason = failure(web, site.add("/x", Reply(raw=b"HTTP/1.1 " + b"x\t" * 5000 + b"\r\n\r\n"))).reason
    assert len(reason) < 250
    assert "\n" not in reason
