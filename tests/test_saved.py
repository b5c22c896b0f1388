"""A file that a person saved becomes the page of a source: from a browser, or out of an archive."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from test_archive import ok, write_warc
from test_refresh import Shelf, article
from web_server import Reply, serve

import cli
from index import snapshot
from index.encoder import Encoder
from index.errors import ArchiveError, LibraryError
from index.library import open_library
from ingest.add import add
from ingest.prune import prune
from ingest.saved import saved_page

URL = "https://a.org/x"
MHTML = """From: <Saved by a browser>
Snapshot-Content-Location: https://a.org/x
Subject: =?utf-8?Q?Owls?=
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----part"

------part
Content-Type: text/css
Content-Location: cid:style@a

p { color: red }
------part
Content-Type: text/html; charset="windows-1252"
Content-Transfer-Encoding: quoted-printable
Content-Location: https://a.org/x

<html><body><p>Na=EFve owls =3D birds.</p></body></html>
------part--
"""


def write(folder: Path, data: bytes | str) -> Path:
    path = folder / "saved"  # without an ending: what a file is, is told by its bytes
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("markup", ["<html><p>Owls.</p>", "\n<!-- saved from url=(0016)https://a.org/x -->\n<p>Owls."])
def test_html(tmp_path: Path, markup: str) -> None:
    page = saved_page(URL, write(tmp_path, markup))
    assert (page.url, page.final_url, page.media_type, page.origin) == (URL, URL, "text/html", "person")
    assert page.body == markup.encode()


def test_mhtml(tmp_path: Path) -> None:
    for text in (MHTML, MHTML.replace("\n", "\r\n")):
        page = saved_page(URL, write(tmp_path, text))
        assert (page.media_type, page.charset) == ("text/html", "windows-1252")
        assert "Naïve owls = birds." in page.body.decode("windows-1252")


def test_pdf(tmp_path: Path) -> None:
    assert saved_page(URL, write(tmp_path, b"%PDF-1.7\n...")).media_type == "application/pdf"


def test_warc(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "a.warc.gz", ok("https://a.org/y", b"other"), ok(URL, b"wanted"))
    page = saved_page(URL, write(tmp_path, path.read_bytes()))
    assert (page.body, page.origin) == (b"wanted", "person")


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_warc_with_bodies_as_they_came(tmp_path: Path, coding: str) -> None:
    data = {"gzip": gzip.compress, "br": brotli.compress}[coding](b"plain")
    path = write_warc(tmp_path / "a.warc", ok(URL, data, ("Content-Encoding", coding)), compressed=False)
    assert saved_page(URL, path).body == b"plain"


def test_wacz(tmp_path: Path) -> None:
    warc = write_warc(tmp_path / "a.warc.gz", ok(URL, b"wanted")).read_bytes()
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("archive/data.warc.gz", warc)
        packed.writestr("../archive/evil.warc.gz", warc)
    assert saved_page(URL, tmp_path / "a.wacz").body == b"wanted"
    assert {path.name for path in tmp_path.iterdir()} == {"a.warc.gz", "a.wacz"}


def test_a_bomb_in_an_archive_stops_at_the_limit(tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    path = write_warc(tmp_path / "a.warc.gz", ok(URL, bomb, ("Content-Encoding", "gzip")))
    with pytest.raises(ArchiveError, match="more than 20 MB"):
        saved_page(URL, path)


def zipped(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "phrase"),
    [
        (b"", "is no HTML"),
        (b"\x89PNG\r\n\0\0", "is no HTML"),
        (b"only words", "is no HTML"),
        (b"\x1f\x8bgarbage", "WARC"),
        (b"PK\x03\x04garbage", "unpacked"),
        (zipped(readme=b"x"), "without WARC files"),
        (MHTML.replace("text/html", "text/plain"), "holds no HTML page"),
        ("<p>" + "x" * 21_000_000, "20 MB"),
    ],
)
def test_a_file_that_is_no_page(tmp_path: Path, data: bytes | str, phrase: str) -> None:
    with pytest.raises(ArchiveError, match=phrase):
        saved_page(URL, write(tmp_path, data))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(ArchiveError, match="cannot be read"):
            saved_page(URL, path)


def test_an_archive_without_the_page_names_what_it_holds(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"does not hold https://a\.org/x, but b\.org/y"):
        saved_page(URL, write_warc(tmp_path / "a.warc.gz", ok("https://b.org/y")))


# Into the library


@pytest.fixture
def shelf(tmp_path: Path, encoder: Encoder) -> Iterator[Shelf]:
    with serve() as site:
        shelf = Shelf(site, tmp_path, encoder)
        shelf.list(site.add("/owls", article("owls")), site.add("/blocked", Reply(403)))
        shelf.run()
        yield shelf


def test_a_page_added_by_hand_is_cited_and_stays(shelf: Shelf, tmp_path: Path) -> None:
    before = shelf.documents()["owls"]
    url, path = shelf.site.address + "/blocked", write(tmp_path, article("a page behind a wall").body)
    entry = add(shelf.root, url, path, shelf.encoder)
    assert (entry.state.status, entry.state.chunks > 0) == ("kept", True)
    assert "by hand" in entry.state.reason
    texts = [chunk.text for chunk in open_library(shelf.root).chunks().values()]
    assert any("a page behind a wall" in text for text in texts)
    assert shelf.documents()["owls"] == before

    shelf.site.add("/blocked", article("a teaser"))
    report = shelf.run()
    assert (report.entries[1].state.status, report.extracted) == ("kept", 0)
    assert "/blocked" not in shelf.site.asked
    shelf.run(force=True)
    renewed = shelf.documents()["blocked"]
    assert renewed is not None
    assert "a teaser" in renewed.text


def test_what_cannot_be_read_changes_nothing(shelf: Shelf, tmp_path: Path) -> None:
    before = shelf.library
    with pytest.raises(ArchiveError, match="cannot be used"):
        add(shelf.root, shelf.site.address + "/owls", write(tmp_path, "<html></html>"), shelf.encoder)
    with pytest.raises(LibraryError, match="has no source"):
        add(shelf.root, "https://b.org/", write(tmp_path, article("x").body), shelf.encoder)
    assert before.is_current()
    assert shelf.run().entries[0].state.status == "unchanged"


def test_while_a_refresh_writes_the_library_is_not_even_read(shelf: Shelf, tmp_path: Path) -> None:
    """Otherwise what the refresh then publishes would be undone."""
    (shelf.root / "CURRENT").write_text("of a snapshot that is not there yet")
    path = write(tmp_path, article("x").body)
    with snapshot.writing(shelf.root):
        with pytest.raises(LibraryError, match="Another run is writing"):
            add(shelf.root, shelf.site.address + "/owls", path, shelf.encoder)
        with pytest.raises(LibraryError, match="Another run is writing"):
            prune(shelf.root)


def test_where_there_is_no_library_none_is_begun(tmp_path: Path, encoder: Encoder) -> None:
    with pytest.raises(LibraryError, match="There is no library"):
        add(tmp_path / "none", URL, write(tmp_path, article("x").body), encoder)
    with pytest.raises(LibraryError, match="There is no library"):
        prune(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_the_commands(shelf: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url, path = shelf.site.address + "/blocked", write(tmp_path, article("a page behind a wall").body)
    library = ["--library", str(shelf.root)]
    assert cli.main(["ingest", "report", *library]) == 0
    assert "## Links that readers or robots may not open (1)" in capsys.readouterr().out
    assert cli.main(["ingest", "add", url, str(path), *library]) == 0
    assert "words)" in capsys.readouterr().out
    for command in (["report", *library, "--json"], [*library, "--json", "report"]):
        assert cli.main(["ingest", *command]) == 0
        assert '"links": []' in capsys.readouterr().out
    assert cli.main(["ingest", "prune", *library]) == 0
    assert "0 kept pages removed" in capsys.readouterr().out
    assert cli.main(["ingest", "add", "https://b.org/", str(path), *library]) == 1
    assert capsys.readouterr().err.startswith("sightline: The library in")
    for command in (["report"], ["prune"], ["add", url, str(path)]):
        assert cli.main(["ingest", *command, "--library", str(tmp_path / "none")]) == 1
        assert "There is no library" in capsys.readouterr().err
