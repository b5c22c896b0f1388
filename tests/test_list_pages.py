"""Lists and sub-lists are had like pages: asked for once in a run, kept, read from their copy when gone."""

import re
from collections import Counter
from pathlib import Path

import pytest

from index.encoder import Encoder
from index.errors import ListError
from index.records import CURRENT, Source
from ingest.archive import Archives, PageArchive
from ingest.fetch import Access
from ingest.list_pages import ListPages
from ingest.page import Page, PageUnavailable
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress
from ingest.worker import Workers

WORDS = "A sentence of this sub-list says in a few words what pooling does to a feature map. " * 20
LIST, SUB = "https://a.org/list.md", "https://a.org/more.md"


class Web:
    """Markdown files by address, and how often each was asked for."""

    def __init__(self, **files: str) -> None:
        self.files = {f"https://a.org/{name}.md": text for name, text in files.items()}
        self.asked: Counter[str] = Counter()

    def get(self, url: str, kept: Page | None = None) -> Page:
        self.asked[url] += 1
        if url not in self.files:
            raise PageUnavailable("dead", "the site answered HTTP 404")
        return Page(url, url, "text/markdown", self.files[url].encode(), "2024-05-06T07:08:09+00:00")


def test_what_was_fetched_for_a_list_is_not_fetched_again(tmp_path: Path, encoder: Encoder) -> None:
    web = Web(list="# List\n\n- [More](more.md)\n", more=f"# More\n\n{WORDS}\n\n- [Gone](https://a.org/gone)\n")
    report = ingest(Plan(tmp_path, (LIST,), notes=False), encoder, Progress(quiet=True), web)
    assert {entry.source.url: entry.state.status for entry in report.entries}[SUB] in CURRENT
    assert web.asked == {LIST: 1, SUB: 1, "https://a.org/gone": 1}


def test_a_list_that_is_gone_is_read_from_its_copy(tmp_path: Path) -> None:
    archive = PageArchive(tmp_path)
    with Workers(1) as workers:
        ListPages(Access(Archives(), Web(list="# List")), archive, workers).get_list(LIST)
        later = ListPages(Access(Archives(), Web()), archive, workers)
        assert later.get_list(LIST).body == b"# List"
        assert [LIST in one and "HTTP 404" in one for one in later.warnings] == [True]
        with pytest.raises(PageUnavailable, match="404"):
            later.get_source(Source(SUB, "More", "markdown"))


def test_a_list_without_links_is_told_by_its_address(tmp_path: Path) -> None:
    with Workers(1) as workers:
        pages = ListPages(Access(Archives(), Web()), PageArchive(tmp_path), workers)
        with pytest.raises(ListError, match=re.escape(LIST)):
            pages.parse("no link", LIST)
        assert [source.url for source in pages.parse(f"[x]({SUB})", LIST).sources] == [SUB]
