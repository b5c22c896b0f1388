"""What is said of a refresh: to the list's maintainer, and where a copy of the Internet Archive is cited."""

import json

from shelf import Shelf, article
from web_server import HTML, Reply, Site

from ingest.archive import PageArchive
from ingest.maintainer import as_markdown, list_reports
from ingest.page import Page, PageUnavailable
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress
from ingest.wayback import WAYBACK
from rag.assistant import Assistant
from rag.printer import answer_text
from ui.answer_markdown import card_facts


def test_the_report_for_the_lists_maintainer(site: Site, shelf: Shelf) -> None:
    new = site.add("/new", article("owls"))
    old = site.redirect("/old", "/new", 301)
    shelf.path.write_text(
        f"# My *list*\n\n## Birds\n\n- [Owls]({old})\n- [Gone `x`]({site.address}/gone)\n"
        f"- [Again]({old}?utm_source=y)\n"
        f"- [Blocked]({site.add('/blocked', Reply(403))})\n- [Script](javascript:alert(1))\n- [File](file:///etc/passwd)\n"
        "\n## Empty shelf\n"
    )
    shelf.run()
    reports = list_reports(shelf.library)
    text = as_markdown(reports)
    for phrase in (
        "# Report on My list",
        f"line 5: `{old}` (Owls) → replace by `{new}`",
        f"line 6: `{site.address}/gone` (Gone x): the site answered HTTP 404",
        f"line 7: `{old}?utm_source=y` stands in line 5 already",
        f"line 8: `{site.address}/blocked`",
        "line 9: `javascript:alert(1)`",
        "line 10: `file:///etc/passwd`",
        "## Topics without a resource (1)\n\n- Empty shelf",
    ):
        assert phrase in text, phrase
    assert json.loads(json.dumps(text))


def test_a_page_is_kept_where_it_was_asked_for(site: Site, shelf: Shelf) -> None:
    shelf.list(site.redirect("/old", "/owls"), site.add("/owls", article("owls")))
    shelf.run()
    page = PageArchive(shelf.root / "archive").read(shelf.entry("old").source)
    assert page is not None
    assert (page.url, page.final_url) == (f"{site.address}/old", f"{site.address}/owls")


class Elsewhere:
    """The seam to the outside: a dead page, which the Internet Archive has a copy of."""

    def get(self, url: str, kept: Page | None = None) -> Page:
        if not url.startswith(WAYBACK):
            raise PageUnavailable("dead", "the site answered HTTP 404")
        at = f"{WAYBACK}20210302040506id_/https://a.org/owls"
        return Page(url, at, HTML, article("owls").body, "2026-01-01T00:00:00+00:00")


def test_the_internet_archives_copy_is_cited_as_such(shelf: Shelf) -> None:
    shelf.list("https://a.org/owls")
    plan = Plan(shelf.root, (str(shelf.path),), notes=False, wayback=True)
    (entry,) = ingest(plan, shelf.encoder, Progress(quiet=True), Elsewhere()).entries
    assert (entry.state.status, entry.state.fetched_at[:10]) == ("dead", "2021-03-02")
    assert "the Internet Archive's copy as of 2021-03-02 is read" in entry.state.reason
    answer = Assistant(shelf.library, shelf.encoder).ask("What says something about pooling layers?")
    (citation, *_) = answer.citations
    assert citation.link.startswith(f"{WAYBACK}20210302040506/https://a.org/owls#")
    assert "(the Internet Archive's copy as of 2021-03-02)" in answer_text(answer)
    assert "the Internet Archive's copy · as of 2 Mar 2021" in card_facts(citation)
    again = ingest(plan, shelf.encoder, Progress(quiet=True), Elsewhere())
    assert (again.extracted, again.encoded) == (0, 0)
    assert "the Internet Archive's copy as of 2021-03-02 is kept" in again.entries[0].state.reason


def test_a_report_knows_a_list_by_either_of_its_addresses(shelf: Shelf) -> None:
    class GitHub:
        """The seam to the outside: a list with a dead link."""

        def get(self, url: str, kept: Page | None = None) -> Page:
            if not url.endswith("list.md"):
                return Page(url, url, HTML, article("owls").body, "2026-01-01T00:00:00+00:00")
            return Page(
                url, url, "text/plain", b"# Birds\n\n- [Owls](https://a.org/owls)\n", "2026-01-01T00:00:00+00:00"
            )

    plan = Plan(shelf.root, ("https://github.com/o/r/blob/main/list.md",), notes=False)
    ingest(plan, shelf.encoder, Progress(quiet=True), GitHub())
    (report,) = list_reports(shelf.library)
    assert (report.findings.title, len(report.entries)) == ("Birds", 1)
