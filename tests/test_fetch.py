"""A source's page: from an archive, from the network, by hand, from the Internet Archive, or the copy kept before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.records import Source, Status
from ingest.archive import Archives, PageArchive, open_archives
from ingest.fetch import Access, Fetched, Offline, PageProvider, fetch, instead
from ingest.page import Page, PageUnavailable
from ingest.plan import Policy
from ingest.wayback import WAYBACK

URL = "https://a.org/x"
SOURCE = Source(URL, "X", "article")


class Fake:
    """The seam to the web: pages or failures by address, noted when asked with what was kept."""

    def __init__(self, **answers: Page | PageUnavailable) -> None:
        self.answers = {"https://a.org/" + name: answer for name, answer in answers.items()}
        self.asked: list[str] = []
        self.kept: list[Page | None] = []

    def get(self, url: str, kept: Page | None = None) -> Page:
        self.asked.append(url)
        self.kept.append(kept)
        answer = self.answers.get(url, PageUnavailable("dead", "HTTP 404"))
        if isinstance(answer, PageUnavailable):
            raise answer
        return answer


def page(body: bytes = b"live", **changes: str) -> Page:
    return Page(
        URL, changes.get("final_url", URL), "text/html", body, "2024-05-06T07:08:09Z", (), changes.get("moved", "")
    )


def get(network: PageProvider, kept: Page | None = None, policy: Policy | None = None, of: Source = SOURCE) -> Fetched:
    return fetch(of, Access(Archives(), network, policy or Policy()), kept)


def test_a_live_page() -> None:
    assert get(Fake(x=page())) == Fetched(page(), "ok")


def test_an_archived_page_comes_before_the_network(tmp_path: Path) -> None:
    given = PageArchive(tmp_path / "given")
    given.keep(SOURCE, page(b"archived"))
    fake = Fake(x=page())
    fetched = fetch(SOURCE, Access(open_archives([given.folder]), fake), None)
    assert fetched.page is not None
    assert fetched.page.body == b"archived"
    assert fake.asked == []


def test_a_page_that_moved_says_where_to() -> None:
    fetched = get(Fake(x=page(moved="https://b.org/new")))
    assert fetched.status == "moved"
    assert "https://b.org/new" in fetched.reason


@pytest.mark.parametrize(("body", "status"), [(b"live", "unchanged"), (b"new", "ok")])
def test_a_page_of_the_same_bytes_is_unchanged(body: bytes, status: Status) -> None:
    assert get(Fake(x=page(body)), kept=page()).status == status


def test_what_was_kept_is_shown_to_the_network_unless_forced() -> None:
    fake, forced = Fake(x=page()), Fake(x=page())
    get(fake, kept=page(b"old"))
    get(forced, kept=page(b"old"), policy=Policy(force=True))
    assert (fake.kept, forced.kept) == ([page(b"old")], [None])


@pytest.mark.parametrize("status", ["dead", "blocked", "refused", "error", "too large", "soft 404"])
def test_what_fails_says_why_and_leaves_the_copy_to_be_used(status: Status) -> None:
    failed = get(Fake(x=PageUnavailable(status, "the reason")), kept=page(b"old"))
    assert failed == Fetched(None, status, "the reason")
    used = instead(failed, page(b"old"))
    assert (used.page, used.status) == (page(b"old"), status)
    assert "the reason" in used.reason
    assert "as of 2024-05-06" in used.reason


def test_offline_nothing_is_asked() -> None:
    failed = get(Offline(), kept=page(b"old"))
    assert failed.status == "offline"
    used = instead(failed, page(b"old"))
    assert used.status == "kept"
    assert "--offline" in used.reason


@pytest.mark.parametrize(
    "body", [b"<title>Page not found</title><p>404", b"<title>Just a moment...</title>", b"<h1>Access denied</h1>"]
)
def test_a_page_that_stands_for_another_is_none(body: bytes) -> None:
    assert get(Fake(x=page(body)), kept=page()).page is None


# When the network is not asked


def by_hand(body: bytes = b"by hand") -> Page:
    return replace(page(body), origin="person")


def test_a_page_added_by_hand_stays_until_forced() -> None:
    fake = Fake(x=page(b"new"))
    fetched = get(fake, kept=by_hand())
    assert (fetched.page, fetched.status, fake.asked) == (by_hand(), "kept", [])
    assert "by hand as of 2024-05-06" in fetched.reason
    assert get(fake, kept=by_hand(), policy=Policy(force=True)).page == page(b"new")


@pytest.mark.parametrize(("hours", "asked"), [(1, False), (23, False), (25, True)])
def test_a_young_page_is_not_asked_for(hours: int, asked: bool) -> None:
    moment = (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")
    fake, kept = Fake(x=page(b"new")), replace(page(), fetched_at=moment)
    fetched = get(fake, kept, Policy(max_age=timedelta(days=1)))
    assert bool(fake.asked) is asked
    assert fetched.status == ("ok" if asked else "kept")
    assert get(fake, kept, Policy(max_age=timedelta(days=1), force=True)).page == page(b"new")


@pytest.mark.parametrize(("began", "asked"), [("2024-05-06T07:00:00", False), ("2024-05-06T08:00:00", True)])
@pytest.mark.parametrize("force", [True, False])
def test_what_a_killed_run_fetched_is_not_fetched_again(began: str, asked: bool, force: bool) -> None:
    fake = Fake(x=page(b"new"))
    fetched = get(fake, page(), Policy(resumed_from=began, force=force))
    assert bool(fake.asked) is asked
    assert fetched.status == "ok"


# Kinds of sources


def test_a_repository_is_tried_at_the_places_of_its_readme() -> None:
    source = Source("https://github.com/o/r", "R", "repository")
    raw = "https://raw.githubusercontent.com/o/r"
    fake = Fake()
    fake.answers = {f"{raw}/main/readme.md": replace(page(b"# R"), url=f"{raw}/main/readme.md")}
    fetched = get(fake, of=source)
    assert fetched.page is not None
    assert fetched.page.body == b"# R"
    assert fake.asked[0] == f"{raw}/HEAD/README.md"
    again = Fake()
    again.answers = fake.answers
    assert get(again, kept=fetched.page, of=source).status == "unchanged"
    assert again.asked == [f"{raw}/main/readme.md"]


def test_a_repository_that_cannot_be_reached_is_not_tried_everywhere() -> None:
    source = Source("https://github.com/o/r", "R", "repository")
    fake = Fake()
    fake.answers = {"https://raw.githubusercontent.com/o/r/HEAD/README.md": PageUnavailable("error", "down")}
    assert get(fake, of=source).status == "error"
    assert len(fake.asked) == 1


def test_every_edition_of_a_paper_is_tried() -> None:
    fake = Fake()
    fake.answers = {"https://arxiv.org/html/2401.01234": PageUnavailable("error", "down")}
    assert get(fake, of=Source("https://arxiv.org/abs/2401.01234", "P", "article")).status == "error"
    assert fake.asked == [
        "https://arxiv.org/html/2401.01234",
        "https://ar5iv.labs.arxiv.org/html/2401.01234",
        "https://arxiv.org/pdf/2401.01234",
    ]


def test_a_local_file(tmp_path: Path) -> None:
    path = tmp_path / "a b.md"
    path.write_text("# Local")
    fetched = get(Fake(), of=Source(path.as_uri(), "L", "markdown"))
    assert fetched.page is not None
    assert fetched.page.body == b"# Local"
    path.unlink()
    assert get(Fake(), of=Source(path.as_uri(), "L", "markdown")).status == "dead"


# The Internet Archive


def copied(moment: str = "20210302040506") -> Page:
    return Page("", f"{WAYBACK}{moment}id_/{URL}", "text/html", b"as it was", "2026-01-01T00:00:00+00:00")


@pytest.mark.parametrize("status", ["dead", "blocked", "soft 404"])
def test_the_internet_archive_is_asked_with_leave_only(status: Status) -> None:
    fake = Fake(x=PageUnavailable(status, "the reason"))
    fake.answers[f"{WAYBACK}2id_/{URL}"] = copied()
    assert get(fake).page is None
    fetched = get(fake, policy=Policy(wayback=True))
    assert fetched.page is not None
    assert (fetched.page.body, fetched.page.origin, fetched.status) == (b"as it was", "wayback", status)
    assert fetched.page.final_url == f"{WAYBACK}20210302040506/{URL}"
    assert fetched.page.fetched_at == "2021-03-02T04:05:06+00:00"
    assert "the Internet Archive's copy as of 2021-03-02" in fetched.reason


@pytest.mark.parametrize("status", ["error", "too large", "offline", "refused"])
def test_the_internet_archive_is_for_what_is_gone(status: Status) -> None:
    fake = Fake(x=PageUnavailable(status, "the reason"))
    fake.answers[f"{WAYBACK}2id_/{URL}"] = copied()
    assert get(fake, policy=Policy(wayback=True)).page is None


def test_our_own_copy_comes_before_the_internet_archives() -> None:
    fake = Fake()
    fake.answers[f"{WAYBACK}2id_/{URL}"] = copied()
    assert get(fake, kept=page(), policy=Policy(wayback=True)).page is None
    assert fake.asked == [URL]


def test_where_the_internet_archive_has_nothing_the_reason_says_so() -> None:
    fake = Fake()
    assert "no copy" in get(fake, policy=Policy(wayback=True)).reason
    fake.answers[f"{WAYBACK}2id_/{URL}"] = page()
    assert get(fake, policy=Policy(wayback=True)).page is None
