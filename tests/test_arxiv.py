"""Papers on arXiv: one source for all addresses, the best edition that can be had, and what the abstract page says."""

from pathlib import Path

import pytest

from index.encoder import Encoder
from index.library import open_library
from index.markdown import as_markdown
from index.records import Document, Section, Source, Status
from ingest.archive import Archives, PageArchive, open_archives
from ingest.arxiv import described, find_paper, paper_of
from ingest.fetch import Access, Offline, fetch
from ingest.page import Page, PageUnavailable
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress
from ingest.report import Report

ABS = "https://arxiv.org/abs/2401.01234"
HTML = "https://arxiv.org/html/2401.01234"
AR5IV = "https://ar5iv.labs.arxiv.org/html/2401.01234"
PDF = "https://arxiv.org/pdf/2401.01234"
SOURCE = Source(ABS, "Owls", "article")
WORDS = " ".join(f"Sentence {number} says what EDITION sees of owls in the dark of a forest." for number in range(9))
FATAL = "<p class='ltx_p'>Conversion to HTML had a Fatal error and exited abruptly.</p>" + "<p class='ltx_p'>x</p>" * 9


def abstract(title: str = "Seeing Owls in the Dark") -> bytes:
    tags = [("title", title), ("author", "Strix, Anna B."), ("author", "Bubo"), ("date", "2024/01/02")]
    tags += [("online_date", "2025/03/04"), ("pdf_url", PDF)]
    metas = "".join(f'<meta name="citation_{name}" content="{content}" />' for name, content in tags)
    return (
        f"<html><head>{metas}</head><body><h1>Title:{title}</h1><blockquote>Short.</blockquote></body></html>".encode()
    )


def edition(name: str, *, title: str = "Seeing Owls in the Dark", inner: str = "") -> bytes:
    body = "".join(f"<p class='ltx_p'>{WORDS.replace('EDITION', name)} In part {part}.</p>" for part in range(3))
    heading = f"<h1 class='ltx_title ltx_title_document'>{title}</h1>"
    text = f"<article class='ltx_document'>{heading}<h2>Method</h2>{body}{inner}</article>"
    return f"<html><head><title>{title}</title></head><body>{text}</body></html>".encode()


def pdf(text: str) -> bytes:
    """A PDF of one page with lines of text, written out by hand."""
    lines = [f"({text} line {number} of the page about owls) Tj 0 -14 Td" for number in range(12)]
    stream = "BT /F1 11 Tf 50 700 Td " + " ".join(lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return (body + end).encode()


class Web:
    """The seam to the outside: pages or failures by address, noted when asked."""

    def __init__(self, answers: dict[str, bytes | PageUnavailable], *, lands_on: dict[str, str] | None = None) -> None:
        self.answers = answers
        self.lands_on = lands_on or {}
        self.asked: list[str] = []

    def get(self, url: str, kept: Page | None = None) -> Page:
        self.asked.append(url)
        answer = self.answers.get(url, PageUnavailable("dead", "the site answered HTTP 404"))
        if isinstance(answer, PageUnavailable):
            raise answer
        kind = "application/pdf" if answer.startswith(b"%PDF") else "text/html; charset=utf-8"
        return Page(url, self.lands_on.get(url, url), kind, answer, "2024-05-06T07:08:09+00:00")


ALL: dict[str, bytes | PageUnavailable] = {
    ABS: abstract(),
    HTML: edition("HTML"),
    AR5IV: edition("ar5iv"),
    PDF: pdf("PDF"),
}


def without(*urls: str) -> dict[str, bytes | PageUnavailable]:
    return {url: answer for url, answer in ALL.items() if url not in urls}


@pytest.fixture
def kept(tmp_path: Path) -> PageArchive:
    return PageArchive(tmp_path / "archive")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (ALL, HTML),
        (without(HTML), AR5IV),
        (without(HTML, AR5IV), PDF),
        (ALL | {HTML: PageUnavailable("refused", "robots.txt forbids it")}, AR5IV),
        (ALL | {HTML: PageUnavailable("error", "HTTP 500")}, AR5IV),
        (ALL | {HTML: PageUnavailable("blocked", "HTTP 403"), AR5IV: PageUnavailable("error", "down")}, PDF),
        (ALL | {HTML: b"<html><body><h1>No HTML for '2401.01234'</h1><p>Not available.</p></body></html>"}, AR5IV),
        (without(HTML) | {AR5IV: f"<html><body><article>{FATAL}</article></body></html>".encode()}, PDF),
        (without(HTML) | {AR5IV: edition("x", inner="<a class='ar5iv-severity-fatal'>Report</a>")}, PDF),
    ],
)
def test_the_best_edition_that_can_be_had_is_read(answers: dict[str, bytes | PageUnavailable], expected: str) -> None:
    page = find_paper("2401.01234", Archives(), Web(answers).get)
    assert page.url == expected
    assert page.about is not None
    assert page.about.url == ABS


def test_ar5iv_sending_on_to_the_abstract_has_no_edition() -> None:
    web = Web(without(HTML) | {AR5IV: abstract()}, lands_on={AR5IV: ABS})
    assert find_paper("2401.01234", Archives(), web.get).url == PDF


def test_without_its_abstract_page_a_paper_is_read_all_the_same() -> None:
    page = find_paper("2401.01234", Archives(), Web(without(ABS)).get)
    assert (page.url, page.about) == (HTML, None)


@pytest.mark.parametrize("status", ["refused", "error", "blocked", "offline"])
def test_a_paper_without_any_edition_says_why(status: Status) -> None:
    web = Web({ABS: abstract(), AR5IV: PageUnavailable(status, "the reason")})
    fetched = fetch(SOURCE, Access(Archives(), web), None)
    assert (fetched.page, fetched.status, fetched.reason) == (None, status, "the reason")
    assert fetch(SOURCE, Access(Archives(), Web({})), None).status == "dead"


@pytest.mark.parametrize(
    "held",
    [HTML, HTML + "v2", AR5IV, "https://ar5iv.org/html/2401.01234", "https://ar5iv.org/abs/2401.01234", PDF + "v1.pdf"],
)
def test_archives_come_before_the_network_with_any_edition(tmp_path: Path, held: str) -> None:
    given = PageArchive(tmp_path / "given")
    page = Web({held: pdf("old") if "pdf" in held else edition("old")}).get(held)
    given.keep(Source(held, "x", "article"), page)
    web = Web(ALL)
    fetched = fetch(SOURCE, Access(open_archives([given.folder]), web), None)
    assert fetched.page is not None
    assert (fetched.page.url, fetched.page.body) == (held, page.body)
    assert web.asked == [ABS]


def test_of_archived_versions_the_newest_is_read(tmp_path: Path) -> None:
    given = PageArchive(tmp_path / "given")
    for url in (HTML + "v1", HTML + "v12", HTML + "v3"):
        given.keep(Source(url, "x", "article"), Web({url: edition(url)}).get(url))
    assert find_paper("2401.01234", open_archives([given.folder]), Web({}).get).url == HTML + "v12"


@pytest.mark.parametrize("gone", [(), (ABS,), (HTML, AR5IV)])
def test_what_was_read_is_kept_with_its_abstract_page(kept: PageArchive, gone: tuple[str, ...]) -> None:
    first = fetch(SOURCE, Access(Archives(), Web(without(*gone))), None).page
    assert first is not None
    kept.keep(SOURCE, first)
    again = kept.read(SOURCE)
    assert again is not None
    assert (again.body, again.url, again.final_url) == (first.body, first.url, first.final_url)
    assert (again.about and again.about.body) == (first.about and first.about.body)
    archived = find_paper("2401.01234", open_archives([kept.folder]), Offline().get)
    assert (archived.body, archived.about is None) == (first.body, first.about is None)


def test_what_an_abstract_page_says() -> None:
    page = Page(ABS, ABS, "text/html", abstract("Owls &amp; a $k$-NN"), "")
    paper = paper_of(page)
    assert paper is not None
    assert (paper.title, paper.authors, paper.year) == ("Owls & a $k$-NN", ("Anna B. Strix", "Bubo"), 2024)


@pytest.mark.parametrize(
    "body", [b"", b"<html></html>", b"plain", b"<meta name='citation_title' content=' '>", b"\xff"]
)
def test_a_page_without_the_tags_says_nothing(body: bytes) -> None:
    page = Page(ABS, ABS, "text/html", body, "")
    assert paper_of(page) is None
    document = Document("id", "Title", "Words.", (), ())
    assert described(document, page) == document


def test_no_section_is_called_like_the_paper() -> None:
    sections = (Section(("SEEING OWLS in the dark",), "", 0, 3), Section(("Wrong title", "Method"), "", 3, 6))
    document = Document("id", "Wrong title", "Words.", sections, ())
    paths = [section.path for section in described(document, Page(ABS, ABS, "text/html", abstract(), "")).sections]
    assert paths == [(), ("Method",)]


def run(root: Path, web: Web, encoder: Encoder, *, links: list[str], offline: bool = False) -> Report:
    reading_list = root.parent / "list.md"
    reading_list.write_text("# Owls\n\n" + "\n".join(f"- [Owls {number}]({link})" for number, link in enumerate(links)))
    return ingest(Plan(root, (str(reading_list),), offline=offline, notes=False), encoder, Progress(quiet=True), web)


LINKS = [PDF + "v1.pdf", "http://www.arxiv.org/abs/2401.01234v3", HTML + "v2", "https://ar5iv.org/abs/2401.01234"]


def test_a_run_reads_a_paper_once_and_again_without_a_network(tmp_path: Path, encoder: Encoder) -> None:
    root = tmp_path / "library"
    (entry,) = run(root, Web(ALL), encoder, links=LINKS).entries
    assert (entry.source.url, entry.source.title, entry.state.status) == (ABS, "Owls 0", "ok")
    assert (entry.state.kind, entry.state.final_url) == ("article", HTML)
    document = open_library(root).document(entry.source.id)
    assert document is not None
    assert (document.title, document.authors, document.year) == (
        "Seeing Owls in the Dark",
        ("Anna B. Strix", "Bubo"),
        2024,
    )
    assert "what HTML sees" in document.text
    assert as_markdown(document).startswith("# Seeing Owls in the Dark\n\n*Anna B. Strix, Bubo (2024)*\n\n")
    assert all(document.title not in section.path for section in document.sections)

    (entry,) = run(root, Web({}), encoder, links=LINKS, offline=True).entries
    assert entry.state.status == "kept"
    assert open_library(root).document(entry.source.id) == document


def test_the_title_of_a_paper_read_as_pdf_is_that_of_the_abstract(tmp_path: Path, encoder: Encoder) -> None:
    root = tmp_path / "library"
    (entry,) = run(root, Web(without(HTML, AR5IV)), encoder, links=[ABS]).entries
    assert (entry.state.status, entry.state.kind, entry.state.final_url) == ("ok", "pdf", PDF)
    document = open_library(root).document(entry.source.id)
    assert document is not None
    assert (document.title, document.year) == ("Seeing Owls in the Dark", 2024)
