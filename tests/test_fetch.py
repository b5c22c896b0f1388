"""A source's page: from an archive, from the network, or the copy kept before; and a second run without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_network import Reply, Site, serve

from index.encoder import Encoder
from index.library import open_library
from index.records import Document, Source, Status
from ingest import network
from ingest.archive import Archives, PageArchive, open_archives
from ingest.fetch import Offline, fetch
from ingest.page import Page, PageUnavailable
from ingest.pipeline import Plan, Report, ingest
from ingest.progress import Progress

URL = "https://a.org/x"
SOURCE = Source(URL, "X", "article")
WORDS = " ".join(f"Sentence number {number} of NAME says something about pooling layers." for number in range(12))


class Fake:
    """The seam to the web: pages or failures by address, noted when asked."""

    def __init__(self, **answers: Page | PageUnavailable) -> None:
        self.answers = {"https://a.org/" + name: answer for name, answer in answers.items()}
        self.asked: list[str] = []

    def get(self, url: str) -> Page:
        self.asked.append(url)
        answer = self.answers.get(url, PageUnavailable("dead", "HTTP 404", answered=True))
        if isinstance(answer, PageUnavailable):
            raise answer
        return answer


@pytest.fixture
def kept(tmp_path: Path) -> PageArchive:
    return PageArchive(tmp_path / "archive")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(network, "BACK_OFF_SECONDS", 0.001)
    with serve() as running:
        yield running


def page(body: bytes = b"live", **changes: str) -> Page:
    return Page(
        URL, changes.get("final_url", URL), "text/html", body, "2024-05-06T07:08:09Z", (), changes.get("moved", "")
    )


def html(name: str) -> Reply:
    text = f"<html><head><title>About {name}</title></head><body><article><h1>About {name}</h1><p>"
    return Reply(200, f"{text}{WORDS.replace('NAME', name)}</p></article></body></html>".encode())


def test_a_live_page_is_kept(kept: PageArchive) -> None:
    fetched = fetch(SOURCE, Archives(), Fake(x=page()), kept)
    assert (fetched.status, fetched.reason) == ("ok", "")
    saved = kept.read(SOURCE)
    assert saved is not None
    assert saved.body == b"live"


def test_an_archived_page_comes_before_the_network_and_is_kept(kept: PageArchive, tmp_path: Path) -> None:
    given = PageArchive(tmp_path / "given")
    given.keep(SOURCE, page(b"archived"))
    fake = Fake(x=page())
    fetched = fetch(SOURCE, open_archives([given.folder]), fake, kept)
    assert fetched.page is not None
    assert fetched.page.body == b"archived"
    assert fake.asked == []
    assert kept.read(SOURCE) is not None


def test_a_page_that_moved_says_where_to(kept: PageArchive) -> None:
    fetched = fetch(SOURCE, Archives(), Fake(x=page(moved="https://b.org/new")), kept)
    assert fetched.status == "moved"
    assert "https://b.org/new" in fetched.reason


@pytest.mark.parametrize("status", ["dead", "blocked", "refused", "error", "too large"])
def test_what_fails_falls_back_to_the_copy_kept_before(kept: PageArchive, status: Status) -> None:
    kept.keep(SOURCE, page(b"old"))
    fetched = fetch(SOURCE, Archives(), Fake(x=PageUnavailable(status, "the reason")), kept)
    assert fetched.status == "kept"
    assert fetched.page is not None
    assert fetched.page.body == b"old"
    assert "the reason" in fetched.reason
    assert "2024-05-06" in fetched.reason


@pytest.mark.parametrize("status", ["dead", "blocked", "refused", "error"])
def test_what_fails_without_a_copy_says_why(kept: PageArchive, status: Status) -> None:
    fetched = fetch(SOURCE, Archives(), Fake(x=PageUnavailable(status, "the reason")), kept)
    assert (fetched.page, fetched.status, fetched.reason) == (None, status, "the reason")


def test_a_damaged_copy_is_told_beside_the_failure(kept: PageArchive) -> None:
    kept.keep(SOURCE, page())
    (kept.folder / f"{SOURCE.id}.warc.gz").write_bytes(b"damaged")
    fetched = fetch(SOURCE, Archives(), Fake(x=PageUnavailable("dead", "the reason")), kept)
    assert (fetched.page, fetched.status) == (None, "dead")
    assert "the reason" in fetched.reason
    assert "cannot be read" in fetched.reason


def test_offline_uses_the_copy_or_says_that_there_is_none(kept: PageArchive) -> None:
    assert fetch(SOURCE, Archives(), Offline(), kept).status == "offline"
    kept.keep(SOURCE, page(b"old"))
    fetched = fetch(SOURCE, Archives(), Offline(), kept)
    assert fetched.status == "kept"
    assert "--offline" in fetched.reason


def test_a_repository_is_tried_at_the_places_of_its_readme(kept: PageArchive) -> None:
    source = Source("https://github.com/o/r", "R", "repository")
    raw = "https://raw.githubusercontent.com/o/r"
    fake = Fake()
    fake.answers = {f"{raw}/main/readme.md": page(b"# R")}
    fetched = fetch(source, Archives(), fake, kept)
    assert fetched.page is not None
    assert fetched.page.body == b"# R"
    assert fake.asked[0] == f"{raw}/HEAD/README.md"
    assert kept.read(source) is not None


def test_a_repository_that_cannot_be_reached_is_not_tried_everywhere(kept: PageArchive) -> None:
    source = Source("https://github.com/o/r", "R", "repository")
    fake = Fake()
    fake.answers = {"https://raw.githubusercontent.com/o/r/HEAD/README.md": PageUnavailable("error", "down")}
    assert fetch(source, Archives(), fake, kept).status == "error"
    assert len(fake.asked) == 1


def test_every_edition_of_a_paper_is_tried(kept: PageArchive) -> None:
    fake = Fake()
    fake.answers = {"https://arxiv.org/html/2401.01234": PageUnavailable("error", "down")}
    assert fetch(Source("https://arxiv.org/abs/2401.01234", "P", "article"), Archives(), fake, kept).status == "error"
    assert fake.asked == [
        "https://arxiv.org/html/2401.01234",
        "https://ar5iv.labs.arxiv.org/html/2401.01234",
        "https://arxiv.org/pdf/2401.01234",
    ]


def test_a_local_file(kept: PageArchive, tmp_path: Path) -> None:
    path = tmp_path / "a b.md"
    path.write_text("# Local")
    fetched = fetch(Source(path.as_uri(), "L", "markdown"), Archives(), Fake(), kept)
    assert fetched.page is not None
    assert fetched.page.body == b"# Local"
    path.unlink()
    assert fetch(Source(path.as_uri(), "L", "markdown"), Archives(), Fake(), kept).status == "kept"
    assert fetch(Source((tmp_path / "gone.md").as_uri(), "G", "markdown"), Archives(), Fake(), kept).status == "dead"


def documents(root: Path) -> dict[str, Document | None]:
    library = open_library(root)
    return {entry.source.url: library.document(entry.source.id) for entry in library.entries()}


def run(root: Path, reading_list: Path, encoder: Encoder, *, offline: bool = False) -> Report:
    plan = Plan(root, (str(reading_list),), offline=offline, notes=False, allow_private=True)
    return ingest(plan, encoder, Progress(quiet=True))


def statuses(report: Report) -> list[Status]:
    return [entry.state.status for entry in report.entries]


def test_a_whole_run_against_a_server_and_again_without_it(site: Site, tmp_path: Path, encoder: Encoder) -> None:
    site.add("/robots.txt", Reply(200, b"User-agent: *\nDisallow: /private\n"))
    site.add("/private", html("private"))
    site.redirect("/old", "/owls", 301)
    links = [site.add("/owls", html("owls")), site.address + "/gone", site.address + "/private", site.address + "/old"]
    links.append(site.add("/flaky", Reply(500), html("flaky")))
    reading_list = tmp_path / "list.md"
    reading_list.write_text("# List\n\n" + "\n".join(f"- [{link.rsplit('/')[-1]}]({link})" for link in links))
    root = tmp_path / "library"

    report = run(root, reading_list, encoder)
    assert statuses(report) == ["ok", "dead", "refused", "moved", "ok"]
    assert "/private" not in site.asked
    first = documents(root)
    assert [document is not None for document in first.values()] == [True, False, False, True, True]
    assert len(list((root / "archive").glob("*.warc.gz"))) == 3

    asked = len(site.asked)
    report = run(root, reading_list, encoder, offline=True)
    assert statuses(report) == ["kept", "offline", "offline", "kept", "kept"]
    assert len(site.asked) == asked
    assert documents(root) == first

    site.replies = {"/robots.txt": [Reply(404)], "/flaky": [html("flaky, once more")]}
    report = run(root, reading_list, encoder)
    assert statuses(report) == ["kept", "dead", "dead", "kept", "ok"]
    after = documents(root)
    assert after[links[0]] == first[links[0]]
    renewed = after[links[4]]
    assert renewed is not None
    assert "flaky, once more" in renewed.text


def test_one_bad_address_does_not_stop_the_run(site: Site, tmp_path: Path, encoder: Encoder) -> None:
    reading_list = tmp_path / "list.md"
    good = site.add("/owls", html("owls"))
    bad = ["http://a..invalid/x", "http://127.0.0.1:port/x", f"http://{'a' * 64}.invalid/"]
    reading_list.write_text("\n".join(f"- [link {number}]({link})" for number, link in enumerate([good, *bad])))
    report = run(tmp_path / "library", reading_list, encoder)
    assert statuses(report)[0] == "ok"
    assert set(statuses(report)[1:]) <= {"dead", "refused", "error"}
