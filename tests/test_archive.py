"""WARC files: what is written is read back, redirects are followed, and a damaged file gives what it can."""

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from index.errors import ArchiveError
from index.records import Source
from ingest.archive import PageArchive, open_archives
from ingest.page import Page, PageUnavailable

SOURCE = Source("https://a.org/x", "X", "article")
Response = tuple[str, str, list[tuple[str, str]], bytes]


def page(body: bytes, **changes: str) -> Page:
    headers = (("content-type", "text/html; charset=latin-1"), ("etag", '"1"'), ("content-encoding", "gzip"))
    final_url, moved_to = changes.get("final_url", SOURCE.url), changes.get("moved_to", "")
    return Page(SOURCE.url, final_url, headers[0][1], body, "2024-05-06T07:08:09+00:00", headers, moved_to)


def write_warc(path: Path, *responses: Response, compressed: bool = True) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=compressed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a test"}))
        for url, status, headers, body in responses:
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "request", payload=BytesIO(b"GET / HTTP/1.1\r\n\r\n")))
            writer.write_record(writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=http))
    return path


def ok(url: str, body: bytes = b"body", *headers: tuple[str, str]) -> Response:
    return url, "200 OK", [("Content-Type", "text/html"), *headers], body


def redirect(url: str, to: str, status: str = "302 Found") -> Response:
    return url, status, [("Location", to)], b""


@pytest.mark.parametrize("body", [b"", b"text", bytes(range(256)) * 4096, "卷积\r\n\r\nWARC/1.0".encode()])
def test_a_page_kept_is_read_back(tmp_path: Path, body: bytes) -> None:
    archive = PageArchive(tmp_path / "archive")
    kept = page(body, final_url="https://a.org/final", moved_to="https://a.org/new")
    archive.keep(SOURCE, kept)
    found = archive.read(SOURCE)
    assert found is not None
    assert found.body == body
    assert (found.url, found.final_url, found.moved_to) == (kept.url, kept.final_url, kept.moved_to)
    assert (found.content_type, found.charset) == (kept.content_type, "latin-1")
    assert found.fetched_at.replace("Z", "+00:00") == kept.fetched_at
    assert dict(found.headers)["etag"] == '"1"'


def test_keeping_a_page_again_and_again_does_not_change_it(tmp_path: Path) -> None:
    archive = PageArchive(tmp_path)
    archive.keep(SOURCE, page(b"body", moved_to="https://a.org/new"))
    first = archive.read(SOURCE)
    assert first is not None
    archive.keep(SOURCE, first)
    assert archive.read(SOURCE) == first


def test_keeping_replaces_what_was_kept_and_leaves_nothing_else(tmp_path: Path) -> None:
    archive = PageArchive(tmp_path)
    archive.keep(SOURCE, page(b"old"))
    archive.keep(SOURCE, page(b"new"))
    found = archive.read(SOURCE)
    assert found is not None
    assert found.body == b"new"
    assert [path.name for path in tmp_path.iterdir()] == [f"{SOURCE.id}.warc.gz"]


def test_nothing_is_kept_of_a_source_never_seen(tmp_path: Path) -> None:
    assert PageArchive(tmp_path / "missing").read(SOURCE) is None


@pytest.mark.parametrize("damage", ["cut", "garbage", "empty"])
def test_a_damaged_kept_page_is_an_error(tmp_path: Path, damage: str) -> None:
    archive = PageArchive(tmp_path)
    archive.keep(SOURCE, page(bytes(range(256)) * 64))
    path = tmp_path / f"{SOURCE.id}.warc.gz"
    data = path.read_bytes()
    path.write_bytes({"cut": data[: len(data) // 2], "garbage": b"not a WARC file", "empty": b""}[damage])
    with pytest.raises(ArchiveError):
        archive.read(SOURCE)


def test_a_kept_page_is_an_ordinary_warc_file(tmp_path: Path) -> None:
    PageArchive(tmp_path).keep(SOURCE, page(b"body"))
    found = open_archives([tmp_path]).get(SOURCE.url)
    assert found is not None
    assert found.body == b"body"


@pytest.mark.parametrize("compressed", [True, False])
def test_responses_are_found_by_address(tmp_path: Path, compressed: bool) -> None:
    path = write_warc(
        tmp_path / "a.warc", ok("https://a.org/1", b"one"), ok("http://A.org/2%20x", b"two"), compressed=compressed
    )
    archives = open_archives([path])
    assert archives.warnings == []
    one, two = archives.get("https://a.org/1"), archives.get("https://a.org/2 x")
    assert one is not None
    assert two is not None
    assert (one.body, one.content_type, one.url) == (b"one", "text/html", "https://a.org/1")
    assert two.body == b"two"
    assert archives.get("https://a.org/3") is None


def test_a_later_response_replaces_an_earlier_one(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "a.warc.gz", ok("https://a.org/", b"old"), ok("https://a.org/", b"new"))
    found = open_archives([path]).get("https://a.org/")
    assert found is not None
    assert found.body == b"new"


def test_a_compressed_body_is_decoded(tmp_path: Path) -> None:
    path = write_warc(
        tmp_path / "a.warc.gz", ok("https://a.org/", gzip.compress(b"plain", mtime=0), ("Content-Encoding", "gzip"))
    )
    found = open_archives([path]).get("https://a.org/")
    assert found is not None
    assert found.body == b"plain"


def test_redirects_are_followed_inside_the_archive(tmp_path: Path) -> None:
    path = write_warc(
        tmp_path / "a.warc.gz",
        redirect("https://a.org/1", "/2"),
        redirect("https://a.org/2", "https://b.org/3", "301 Moved Permanently"),
        ok("https://b.org/3", b"there"),
        redirect("https://a.org/away", "https://c.org/"),
        redirect("https://a.org/loop", "/loop"),
    )
    archives = open_archives([path])
    found = archives.get("https://a.org/1")
    assert found is not None
    assert (found.body, found.url, found.final_url) == (b"there", "https://a.org/1", "https://b.org/3")
    assert found.moved_to == "https://b.org/3"
    assert archives.get("https://a.org/away") is None
    assert archives.get("https://a.org/loop") is None


def test_a_permanent_redirect_that_then_wanders_names_the_permanent_address(tmp_path: Path) -> None:
    path = write_warc(
        tmp_path / "a.warc.gz",
        redirect("https://a.org/", "/new", "308 Permanent Redirect"),
        redirect("https://a.org/new", "/today"),
        ok("https://a.org/today"),
    )
    found = open_archives([path]).get("https://a.org/")
    assert found is not None
    assert (found.moved_to, found.final_url) == ("https://a.org/new", "https://a.org/today")


def test_an_archived_failure_is_no_page(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "a.warc.gz", ("https://a.org/", "404 Not Found", [], b"gone"), ok("https://b.org/"))
    assert open_archives([path]).get("https://a.org/") is None


@pytest.mark.parametrize("compressed", [True, False])
def test_a_file_cut_in_half_gives_what_stands_before_the_cut(tmp_path: Path, compressed: bool) -> None:
    noise = [bytes((seed * 31 + place * place) % 251 for place in range(5000)) for seed in range(10)]
    responses = [ok(f"https://a.org/{number}", body) for number, body in enumerate(noise)]
    path = write_warc(tmp_path / "a.warc", *responses, compressed=compressed)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    archives = open_archives([path])
    found = [archives.get(url) for url, *_ in responses]
    whole = [one for one in found if one is not None]
    assert 0 < len(whole) < 10
    assert found[: len(whole)] == whole
    assert [one.body for one in whole] == noise[: len(whole)]
    assert len(archives.warnings) == 1
    assert f"damaged after {len(whole)} pages" in archives.warnings[0]


def test_a_real_file_cut_in_half_gives_what_stands_before_the_cut(tmp_path: Path, shared: Path) -> None:
    real = shared / "web" / "cs231n.github.io.warc.gz"
    data = real.read_bytes()
    (tmp_path / "cut.warc.gz").write_bytes(data[: len(data) // 2])
    whole, cut = open_archives([real]), open_archives([tmp_path / "cut.warc.gz"])
    assert 0 < len(cut.places) < len(whole.places)
    assert len(cut.warnings) == 1
    assert whole.warnings == []
    for url in cut.places:
        before, after = whole.get(f"https://{url}"), cut.get(f"https://{url}")
        assert before is not None
        assert after is not None
        assert before.body == after.body


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no page|cannot be read"),
        (b"This is no WARC file.\n" * 20, "cannot be read"),
        (b"\x1f\x8b\x08\x00garbage", "no page|cannot be read"),
        (gzip.compress(b"no WARC inside", mtime=0), "cannot be read"),
        (b"%PDF-1.4\n\x00\xff", r"cannot be read as WARC \(it does not begin as a WARC file does\)"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "no page|cannot be read"),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n", "cannot be read"),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "no page|cannot be read"),
    ],
)
def test_a_file_that_is_no_archive(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.warc.gz").write_bytes(content)
    with pytest.raises(ArchiveError, match=message):
        open_archives([tmp_path / "a.warc.gz"])


def test_an_archive_without_pages_is_refused(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "a.warc.gz")
    with pytest.raises(ArchiveError, match="holds no page"):
        open_archives([path])


def test_places_that_hold_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"holds no \.warc"):
        open_archives([tmp_path])
    with pytest.raises(ArchiveError, match="does not exist"):
        open_archives([tmp_path / "missing.warc"])


def test_folders_are_searched_through(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    write_warc(tmp_path / "deep" / "er" / "a.warc.gz", ok("https://a.org/"))
    write_warc(tmp_path / "b.warc", ok("https://b.org/"), compressed=False)
    archives = open_archives([tmp_path])
    assert archives.get("https://a.org/") is not None
    assert archives.get("https://b.org/") is not None


def test_an_archive_that_changes_while_it_is_used_costs_its_pages(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "a.warc.gz", ok("https://a.org/"))
    archives = open_archives([path])
    path.write_bytes(b"gone")
    with pytest.raises(PageUnavailable, match="cannot be read at byte"):
        archives.get("https://a.org/")


BROKEN = {
    "a broken head": b"an answer of another kind\r\n\r\n<p>Owls.",
    "a status that is no number": b"HTTP/1.1 abc OK\r\nContent-Type: text/html\r\n\r\n<p>Owls.",
    "nothing": b"",
    "a redirect to no address": b"HTTP/1.1 301 Moved\r\nLocation: http://[a.org/\r\n\r\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_response_costs_its_page_and_no_other(tmp_path: Path, name: str) -> None:
    path = write_warc(tmp_path / "a.warc.gz", ok("https://a.org/1"), ok("https://a.org/2"))
    with path.open("ab") as file:
        writer = WARCWriter(file, gzip=True)
        payload = BytesIO(BROKEN[name])
        broken = writer.create_warc_record("https://a.org/1", "resource", payload=payload)
        broken.rec_headers.replace_header("WARC-Type", "response")
        broken.rec_headers.replace_header("Content-Type", "application/http; msgtype=response")
        writer.write_record(broken)
    archives = open_archives([path])
    assert archives.get("https://a.org/2") is not None
    with pytest.raises(PageUnavailable) as caught:
        archives.get("https://a.org/1")
    assert caught.value.status == "error"


def test_every_real_page_is_there(shared: Path) -> None:
    archives = open_archives([shared / "web"])
    assert archives.warnings == []
    lines = (shared / "web" / "manifest.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(lines) == 182
    for line in lines[::10]:
        url, size = line.split("\t")[0], int(line.split("\t")[5])
        found = archives.get(url)
        assert found is not None, url
        assert len(found.body) == size
