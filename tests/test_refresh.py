"""Runs again and again against a real server: what is asked, what is read, what is kept, and what is said of it."""

from datetime import timedelta

import pytest
from shelf import FAST, SMALL, Shelf, article, pages_asked, statuses
from web_server import Reply, Site, here

from ingest.network import Network
from ingest.pipeline import ingest
from ingest.plan import Plan, Politeness
from ingest.progress import Progress
from ingest.prune import prune
from ingest.resume import MARK


def test_a_whole_run_and_again_without_the_network(site: Site, shelf: Shelf) -> None:
    site.add("/robots.txt", Reply(200, b"User-agent: *\nDisallow: /private\n"))
    site.add("/private", article("private"))
    site.redirect("/old", "/owls", 301)
    links = [site.add("/owls", article("owls")), *(site.address + path for path in ("/gone", "/private", "/old"))]
    shelf.list(*links, site.add("/flaky", Reply(500), article("flaky")))

    report = shelf.run()
    assert statuses(report) == ["ok", "dead", "refused", "moved", "ok"]
    assert "/private" not in site.asked
    first = shelf.documents()
    assert [document is not None for document in first.values()] == [True, False, False, True, True]
    assert len(list((shelf.root / "archive").glob("*.warc.gz"))) == 3

    report = shelf.run(offline=True)
    assert statuses(report) == ["kept", "offline", "offline", "kept", "kept"]
    assert site.asked == []
    assert shelf.documents() == first

    site.replies = {"/robots.txt": [Reply(404)], "/flaky": [article("flaky, once more")]}
    report = shelf.run()
    assert statuses(report) == ["dead", "dead", "dead", "dead", "ok"]
    assert "as of" in report.entries[0].state.reason
    after = shelf.documents()
    assert after["owls"] == first["owls"]
    renewed = after["flaky"]
    assert renewed is not None
    assert "flaky, once more" in renewed.text


@pytest.mark.parametrize("header", [{"ETag": '"7"'}, {"Last-Modified": "Mon, 06 May 2024 07:08:09 GMT"}, {}])
def test_an_unchanged_list_is_neither_read_nor_encoded_again(site: Site, shelf: Shelf, header: dict[str, str]) -> None:
    shelf.list(*(site.add(f"/{name}", article(name, **header)) for name in ("owls", "tides", "moons")))
    first = shelf.run()
    assert (statuses(first), first.extracted, first.is_new) == (["ok"] * 3, 3, True)
    assert first.encoded > 0
    again = shelf.run()
    assert statuses(again) == ["unchanged"] * 3
    assert (again.extracted, again.encoded, again.is_new, again.snapshot) == (0, 0, False, first.snapshot)
    assert len(pages_asked(site)) == 3
    forced = shelf.run(force=True)
    assert (statuses(forced), forced.extracted) == (["unchanged"] * 3, 0)
    assert not any("If-None-Match" in one.headers or "If-Modified-Since" in one.headers for one in site.log)


def test_what_changed_alone_is_read_and_encoded(site: Site, shelf: Shelf) -> None:
    shelf.list(*(site.add(f"/{name}", article(name)) for name in ("owls", "tides")))
    shelf.run()
    before = shelf.documents()
    site.add("/tides", article("tides, renewed"))
    report = shelf.run()
    assert (statuses(report), report.extracted) == (["unchanged", "ok"], 1)
    assert shelf.documents()["owls"] == before["owls"]
    assert shelf.entry("owls").state.page_title == "About owls"


def test_pages_younger_than_wanted_are_not_asked_for(site: Site, shelf: Shelf) -> None:
    shelf.list(site.add("/owls", article("owls")))
    shelf.run()
    assert statuses(shelf.run(max_age=timedelta(days=1))) == ["kept"]
    assert site.asked == []


def test_another_title_in_the_list_is_read_again(site: Site, shelf: Shelf) -> None:
    url = site.add("/owls", article("owls"))
    shelf.list(url)
    shelf.run()
    shelf.path.write_text(f"[Birds]({url})")
    assert shelf.run().extracted == 1


def test_sources_that_begin_to_share_a_title_get_the_lists(site: Site, shelf: Shelf) -> None:
    """Also where one of them is known from the library before, under its own title."""
    links = [site.add(f"/{name}", article("the blog")) for name in ("owls", "tides")]
    shelf.list(links[0])
    shelf.run()
    assert [document and document.title for document in shelf.documents().values()] == ["About the blog"]
    shelf.list(*links)
    shelf.run()
    assert [document and document.title for document in shelf.documents().values()] == ["owls", "tides"]
    shelf.list(links[0])
    shelf.run()
    assert [document and document.title for document in shelf.documents().values()] == ["About the blog"]


INSTEAD = {
    "gone": (Reply(404), "dead"),
    "blocked": (Reply(403), "blocked"),
    "a captcha": (Reply(200, b"<title>Just a moment...</title>"), "blocked"),
    "a soft 404": (Reply(200, b"<title>Page not found</title>"), "soft 404"),
    "a shell": (Reply(200, b"<html><body><div id='root'></div><script>x()</script></body></html>"), "empty"),
    "a picture": (Reply(200, b"\x89PNG\0\0", {"Content-Type": "image/png"}), "unsupported"),
    "a broken server": (Reply(500), "error"),
    "too much": (Reply(200, b"<p>x</p>" * 100_000), "too large"),
    "what is no HTTP": (Reply(raw=b"220 mail\r\n"), "error"),
}


@pytest.mark.parametrize("name", INSTEAD)
def test_nothing_takes_the_place_of_a_good_page(site: Site, shelf: Shelf, name: str) -> None:
    shelf.list(site.add("/owls", article("owls")), site.add("/tides", article("tides")))
    shelf.run()
    before = shelf.documents()
    reply, status = INSTEAD[name]
    site.add("/owls", reply)
    for _ in range(2):
        report = shelf.run()
        assert statuses(report) == [status, "unchanged"]
        assert "is kept" in report.entries[0].state.reason
        assert shelf.documents() == before
        assert shelf.entry("owls").state.chunks > 0
    assert report.encoded == 0
    site.add("/owls", article("owls, back again"))
    assert statuses(shelf.run())[0] == "ok"


@pytest.mark.parametrize("name", INSTEAD)
def test_a_page_that_never_was_good_says_why_and_what_to_do(site: Site, shelf: Shelf, name: str) -> None:
    reply, status = INSTEAD[name]
    shelf.list(site.add("/owls", reply), site.add("/tides", article("tides")))
    report = shelf.run()
    assert statuses(report) == [status, "ok"]
    reason = report.entries[0].state.reason
    assert ":" in reason or "--" in reason
    assert "\n" not in reason
    assert len(list((shelf.root / "archive").glob("*"))) == 1


def test_a_source_taken_out_of_the_list_stays_in_the_archive_until_pruned(site: Site, shelf: Shelf) -> None:
    links = [site.add(f"/{name}", article(name)) for name in ("owls", "tides")]
    shelf.list(*links)
    shelf.run()
    shelf.list(links[0])
    shelf.run()
    assert list(shelf.documents()) == ["owls"]
    site.add("/tides", Reply(404))
    shelf.list(*links)
    assert shelf.run().entries[1].state.chunks > 0
    shelf.list(links[0])
    shelf.run()
    assert prune(shelf.root).pages == 1
    assert prune(shelf.root).pages == 0
    shelf.list(*links)
    assert shelf.run().entries[1].state.chunks == 0


def test_a_damaged_copy_is_told_and_fetched_anew(site: Site, shelf: Shelf) -> None:
    shelf.list(site.add("/owls", article("owls")), site.add("/tides", article("tides")))
    shelf.run()
    for path in (shelf.root / "archive").iterdir():
        path.write_bytes(b"damaged")
    site.add("/tides", Reply(404))
    report = shelf.run()
    assert statuses(report) == ["ok", "dead"]
    assert "cannot be read" in report.entries[1].state.reason


def test_a_finished_run_leaves_no_mark(site: Site, shelf: Shelf) -> None:
    shelf.list(site.add("/owls", article("owls")))
    shelf.run()
    assert not (shelf.root / MARK).exists()


def test_a_run_without_time_is_gone_on_with(site: Site, shelf: Shelf) -> None:
    busy = Reply(503, b"", {"Retry-After": "50"})
    shelf.list(site.add("/owls", article("owls")), site.add("/tides", busy))
    plan = Plan(shelf.root, (str(shelf.path),), notes=False)
    short = Network(Politeness(delay=0, run_seconds=40), SMALL, allow_private=True, find=here)
    assert statuses(ingest(plan, shelf.encoder, Progress(quiet=True), short)) == ["ok", "error"]
    assert (shelf.root / MARK).exists()
    site.add("/tides", article("tides"))
    assert statuses(shelf.run()) == ["ok", "ok"]
    assert pages_asked(site) == ["/tides"]
    assert statuses(shelf.run()) == ["unchanged", "unchanged"]
    assert len(pages_asked(site)) == 2


def test_a_list_that_cannot_be_fetched_any_more_is_read_from_its_copy(site: Site, shelf: Shelf) -> None:
    address = site.add(
        "/list.md", Reply(200, f"# L\n\n[owls]({site.address}/owls)".encode(), {"Content-Type": "text/plain"})
    )
    site.add("/owls", article("owls"))
    plan = Plan(shelf.root, (address,), notes=False)
    network = Network(FAST, SMALL, allow_private=True, find=here)
    ingest(plan, shelf.encoder, Progress(quiet=True), network)
    site.add("/list.md", Reply(404))
    report = ingest(plan, shelf.encoder, Progress(quiet=True), network)
    assert statuses(report) == ["unchanged"]
    assert any("is read from its copy" in warning for warning in report.warnings)
    assert prune(shelf.root).pages == 0


def test_of_an_endless_list_the_beginning_is_read(site: Site, shelf: Shelf) -> None:
    site.replies |= {f"/{number}": [article(str(number))] for number in range(3)}
    shelf.list(*(f"{site.address}/{number}" for number in range(50)))
    report = shelf.run(max_sources=3)
    assert len(report.entries) == 3
    assert any("--max-sources" in warning and "50" in warning for warning in report.warnings)


def test_one_bad_address_does_not_stop_the_run(site: Site, shelf: Shelf) -> None:
    bad = ["http://a..invalid/x", "http://127.0.0.1:port/x", f"http://{'a' * 64}.invalid/", "http://127.0.0.1:99999/"]
    shelf.list(site.add("/owls", article("owls")), *bad)
    report = shelf.run()
    assert statuses(report)[0] == "ok"
    assert set(statuses(report)[1:]) <= {"dead", "refused", "error"}
