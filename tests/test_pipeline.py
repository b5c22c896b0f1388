"""The whole way: small runs with a fake web, and the real snapshot of 74 pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.encoder import Encoder
from index.errors import LibraryError, ListError
from index.library import Library, open_library
from index.records import Document, SourceEntry
from ingest.archive import Archives, open_archives
from ingest.notes import NOTES_TOPIC, starter_notes
from ingest.page import Page, PageUnavailable
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress
from ingest.report import Report

SENTENCES = " ".join(f"Sentence {number} says what SUBJECT does to the feature map of a layer." for number in range(8))
SAID = ("drawn without their TeX", "keeps the letters and not the arrangement", "some fonts do not tell their letters")
"""What a page that was read may be reported for."""


class Web:
    """The seam to the outside: HTML pages by address."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = pages

    def get(self, url: str, kept: Page | None = None) -> Page:
        if url not in self.pages:
            raise PageUnavailable("dead", "the site answered HTTP 404")
        body = self.pages[url].encode("utf-8", "surrogatepass")
        return Page(url, url, "text/html; charset=utf-8", body, "2024-05-06T07:08:09+00:00")


def article(subject: str, *, title: str = "", inner: str = "") -> str:
    text = SENTENCES.replace("SUBJECT", subject)
    head = f"<title>{title or subject}</title>"
    return f"<html><head>{head}</head><body><article><p>{text}</p>{inner}</article></body></html>"


def run(root: Path, pages: dict[str, str], encoder: Encoder, *, notes: bool = False) -> Report:
    """Ingests a list of all the pages, and of one that is gone."""
    links = [f"- [Link {number}]({url})" for number, url in enumerate([*pages, "https://a.org/gone"])]
    reading_list = root.parent / "list.md"
    reading_list.write_text("# Birds\n\n## All\n\n" + "\n".join(links) + "\n\n## Nothing yet\n")
    plan = Plan(root, (str(reading_list),), notes=notes)
    return ingest(plan, encoder, Progress(quiet=True), Web(pages))


def documents(library: Library) -> Iterator[tuple[SourceEntry, Document]]:
    for entry in library.entries():
        document = library.document(entry.source.id)
        assert document is not None, entry.source.url
        yield entry, document


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "library"


def test_the_report_says_how_each_source_fared(root: Path, encoder: Encoder) -> None:
    formulas = r"<p>Let \(x\) and \(y\) be.</p><div>\[z\]</div><p>It costs $5.</p><pre>echo $A $B</pre>"
    figure = "<figure><img src='a.png'><figcaption>A figure.</figcaption></figure>"
    pages = {"https://a.org/x": article("pooling", inner=formulas + figure), "https://a.org/shell": "<p>Too short.</p>"}
    report = run(root, pages, encoder)
    read, shell, gone = report.entries
    assert (read.state.status, read.state.kind, read.state.reason) == ("ok", "article", "")
    assert (read.state.formulas, read.state.figures) == (3, 1)
    assert read.state.words > 80
    assert read.state.chunks > 0
    assert read.state.fetched_at == "2024-05-06T07:08:09+00:00"
    assert (shell.state.status, shell.state.chunks) == ("empty", 0)
    assert shell.state.reason
    assert (gone.state.status, gone.state.chunks) == ("dead", 0)
    assert report.list_title == "Birds"
    assert report.gaps == (("Nothing yet",),)
    assert report.snapshot == open_library(root).snapshot
    assert [entry.source for entry in open_library(root).entries()] == [entry.source for entry in report.entries]


def test_nothing_to_read_leaves_the_library_as_it_was(root: Path, encoder: Encoder) -> None:
    run(root, {"https://a.org/x": article("pooling")}, encoder)
    before = open_library(root)
    with pytest.raises(LibraryError, match=r"No page of the list could be read.*as it was"):
        run(root, {}, encoder)
    assert before.is_current()
    (root.parent / "empty.md").write_text("")
    with pytest.raises(ListError):
        ingest(Plan(root, (str(root.parent / "empty.md"),)), encoder, Progress(quiet=True), Web({}))
    assert open_library(root).chunks() == before.chunks()


def test_a_page_that_vanishes_stays_in_the_library(root: Path, encoder: Encoder) -> None:
    one, two = "https://a.org/1", "https://a.org/2"
    run(root, {one: article("pooling"), two: article("dropout")}, encoder)
    before = {entry.source.url: document.text for entry, document in documents_found(open_library(root))}
    links = f"- [Link 0]({one})\n- [Link 1]({two})\n"
    (root.parent / "list.md").write_text(links)
    plan = Plan(root, (str(root.parent / "list.md"),), notes=False)
    report = ingest(plan, encoder, Progress(quiet=True), Web({two: article("dropout, renewed")}))
    assert [entry.state.status for entry in report.entries] == ["dead", "ok"]
    assert "is kept" in report.entries[0].state.reason
    after = {entry.source.url: document.text for entry, document in documents_found(open_library(root))}
    assert after[one] == before[one]
    assert "renewed" in after[two]


def documents_found(library: Library) -> list[tuple[SourceEntry, Document]]:
    return [(one, found) for one in library.entries() if (found := library.document(one.source.id))]


def test_pages_that_bear_their_sites_name_have_the_lists_titles(root: Path, encoder: Encoder) -> None:
    pages = {f"https://a.org/{name}": article(name, title="My blog") for name in ("pooling", "dropout")}
    pages["https://a.org/own"] = article("strides", title="Strides explained")
    run(root, pages, encoder)
    found = [document.title for _, document in documents_found(open_library(root))]
    assert found == ["Link 0", "Link 1", "Strides explained"]


def test_two_addresses_of_one_page_are_both_kept(root: Path, encoder: Encoder) -> None:
    run(root, {"https://a.org/1": article("pooling"), "https://b.org/1": article("pooling")}, encoder)
    chunks = open_library(root).chunks().values()
    assert len({chunk.id for chunk in chunks}) == len(chunks)
    assert len({chunk.source_id for chunk in chunks}) == 2


@pytest.mark.parametrize(
    "inner",
    [
        "<p>zqk99kqz is a word of ours.</p>",
        "<p>zqk0kqz</p><figure><img src='a.png'><figcaption>zqk0kqz</figcaption></figure>",
        "<p><img src='http://['> An image of nowhere.</p>",
        "<p>A lone surrogate &#xD800; here, and \ud800 there.</p>",
        "<p>A null \0 and a \x0b.</p>",
        "<div>" * 2000,
    ],
)
def test_one_strange_page_does_not_stop_the_run(root: Path, encoder: Encoder, inner: str) -> None:
    pages = {"https://a.org/odd": article("oddities", inner=inner), "https://a.org/good": article("pooling")}
    report = run(root, pages, encoder)
    assert report.entries[1].state.status == "ok"
    assert "pooling" in documents_found(open_library(root))[-1][1].text


def test_notes_come_last_under_a_topic_of_their_own(root: Path, encoder: Encoder) -> None:
    report = run(root, {}, encoder, notes=True)
    notes = [entry for entry in report.entries if NOTES_TOPIC in entry.source.topics]
    assert len(notes) == len(starter_notes())
    assert list(report.entries[-len(notes) :]) == notes
    assert {entry.state.kind for entry in notes} == {"note"}
    assert all(entry.state.chunks for entry in notes)


def test_two_lists_of_one_title_go_together(root: Path, encoder: Encoder) -> None:
    """Each with its curator's words, and a list that is given twice is read once."""
    lists = []
    for name in ("owls", "terns"):
        folder = root.parent / name
        folder.mkdir()
        lists.append(folder / "list.md")
        words = f"The curator of this list thinks that {name} are the birds to begin with, and says why."
        lists[-1].write_text(f"# Birds\n\n{words}\n\n- [{name}](https://a.org/{name})\n")
    plan = Plan(root, tuple(str(path) for path in [*lists, lists[0]]))
    report = ingest(plan, encoder, Progress(quiet=True), Web({"https://a.org/owls": article("owls")}))
    words = [entry for entry in report.entries if entry.source.url.startswith("sightline:list/")]
    assert [entry.source.list_url for entry in words] == [path.as_uri() for path in lists]
    assert len({chunk.id for chunk in open_library(root).chunks().values()}) == open_library(root).manifest.chunks


@pytest.fixture(scope="module")
def archives(shared: Path) -> Archives:
    return open_archives([shared / "web"])


def listed(report: Report) -> list[SourceEntry]:
    return [entry for entry in report.entries if entry.source.kind != "note"]


def test_every_page_of_the_open_web_list_is_read(open_web_report: tuple[Path, Report]) -> None:
    _, report = open_web_report
    assert len(listed(report)) == 74
    assert all(entry.state.words > 100 for entry in listed(report))
    for entry in report.entries:
        assert entry.state.status == "ok", entry
        assert entry.state.chunks > 0, entry
        assert not entry.state.reason or any(words in entry.state.reason for words in SAID), entry
    assert report.gaps == report.skipped == report.warnings == ()


def test_every_page_has_text_and_a_title_of_its_own(open_web: Library) -> None:
    titles = []
    for entry, document in documents(open_web):
        titles += [document.title] if entry.source.kind != "note" else []
        assert len(document.text.split()) == entry.state.words
        assert "zqk" not in document.text
        assert "\ufffd" not in document.text, entry.source.url
        assert not re.search(r"\\\(|\\\)|<script|</div>", document.text), entry.source.url
    assert len(set(titles)) == len(titles)


def test_what_can_be_quoted_stands_in_the_document(open_web: Library) -> None:
    texts = {entry.source.id: document.text for entry, document in documents(open_web)}
    for chunk in open_web.chunks().values():
        for part in chunk.sentences:
            quote = chunk.text[part.start : part.end]
            assert quote in texts[chunk.source_id]
            assert part.kind == "code" or quote == quote.strip()
            assert any(letter.isalpha() for letter in quote) or part.kind in ("code", "table", "formula"), quote


def test_formulas_written_for_mathjax_are_kept(open_web: Library, archives: Archives) -> None:
    checked = 0
    for entry in open_web.entries():
        page = archives.get(entry.source.url)
        if page is None or entry.state.kind != "article":
            continue
        body = re.sub(rb"<(script|style|pre)\b.*?</\1>", b"", page.body, flags=re.DOTALL)
        written = len(re.findall(rb"\\\(.+?\\\)", body, re.DOTALL)) + len(re.findall(rb"\$\$.+?\$\$", body, re.DOTALL))
        if written >= 4:
            checked += 1
            assert entry.state.formulas >= 0.75 * written, (entry.source.url, written)
    assert checked >= 25


def test_formulas_drawn_by_katex_alone_are_read_from_their_boxes(open_web: Library, archives: Archives) -> None:
    checked = 0
    for entry, document in documents(open_web):
        page = archives.get(entry.source.url)
        if page is not None and b'class="katex"' in page.body and b"annotation" not in page.body:
            checked += page.body.count(b'class="katex"')
            assert entry.state.formulas >= 0.8 * page.body.count(b'class="katex"'), entry.source.url
            assert SAID[0] not in entry.state.reason
            assert "$" in document.text
    assert checked >= 100


@pytest.mark.parametrize(
    ("url", "phrases"),
    [
        ("https://cs231n.github.io/convolutional-networks/", ["$(W - F + 2P)/S + 1$", "## ", "zero-padding"]),
        ("https://distill.pub/2017/momentum/", ["$\\beta$", "momentum"]),
        ("https://luanshiyinyang.github.io/2021/03/31/cdiou/", ["$$", "CDIoU"]),
        ("https://hoya012.github.io/blog/Vision-Transformer-1/", ["Transformer", "적용한"]),
        ("https://amaarora.github.io/posts/2020-09-13-unet.html", ["```python", "class "]),
        ("https://nn.labml.ai/unet/index.html", ["```", "class DoubleConvolution"]),
        (
            "https://nn.labml.ai/normalization/batch_norm/index.html",
            [r"\frac{x^{(k)} - \mathbb{E}[x^{(k)}]}"],
        ),
    ],
)
def test_known_things_of_known_pages(open_web: Library, url: str, phrases: list[str]) -> None:
    (text,) = (document.text for entry, document in documents(open_web) if entry.source.url == url)
    for phrase in phrases:
        assert phrase in text


def test_pdf_chunks_have_their_page(open_web: Library) -> None:
    kinds = {entry.source.id: entry.state.kind for entry in open_web.entries()}
    for chunk in open_web.chunks().values():
        assert (chunk.page is not None) is (kinds[chunk.source_id] == "pdf")


def test_anchors_are_ids_of_the_page(open_web: Library, archives: Archives) -> None:
    for entry, document in documents(open_web):
        page = archives.get(entry.source.url)
        if page is None or entry.state.kind != "article":
            continue
        markup = page.body.decode("utf-8", "replace")
        named = {match[2] for match in re.finditer(r"""\b(?:id|name)\s*=\s*(["']?)([^"'>\s]+)\1""", markup)}
        for section in document.sections:
            assert not section.anchor or section.anchor in named, (entry.source.url, section.anchor)
