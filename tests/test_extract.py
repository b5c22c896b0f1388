"""A page becomes a document by what it is, or is refused with a status and a reason."""

from pathlib import Path

import pytest

from index.records import Kind, Source, Status
from ingest.archive import Archives, open_archives
from ingest.extract import MIN_WORDS, Extracted, extract
from ingest.page import Page, PageUnavailable

URL = "https://a.org/x"
WORDS = "The pooling layer keeps the largest value of every window and drops the rest of them. " * 4
ENCODINGS = [
    ("https://www.rp.pl/Polityka/305049888-Unijne-fundusze-coraz-blizej-Sejm-zaglosowal-za.html", "Rząd"),
    ("https://auto-presse.de/autonews.php?newsid=6486285", "Groß-Gerau"),
    ("https://kyffhaeuser-nachrichten.de/news/news_lang.php?ArtNr=335614", "Überblick"),
    ("http://www.maescot.de/kleine-schafskunde/", "Mäscot"),
    (
        "https://www.badische-zeitung.de/viele-studierende-sind-noch-verzweifelt-auf-wohnungssuche-in-freiburg",
        "Lörrach",
    ),
    (
        "https://web.archive.org/web/20120611024252/http://www.he.xinhuanet.com/news/2012-06/04/content_25340717.htm",
        "果树93(01)班",
    ),
]


@pytest.fixture(scope="module")
def hard_pages(shared: Path) -> Archives:
    return open_archives([shared / "web"])


def page(body: bytes | str, content_type: str = "text/html", url: str = URL) -> Page:
    return Page(url, url, content_type, body.encode() if isinstance(body, str) else body, "2024-01-01T00:00:00Z")


def source(kind: Kind = "article", url: str = URL) -> Source:
    return Source(url, "The list's title", kind)


def html(inner: str, head: str = "<title>The page's title</title>") -> str:
    return f"<!doctype html><html><head>{head}</head><body><article><p>{WORDS}</p>{inner}</article></body></html>"


def read(archives: Archives, url: str) -> Extracted:
    found = archives.get(url)
    assert found is not None
    return extract(found, source(url=url))


def refusal(one: Page, of: Source | None = None) -> tuple[Status, str]:
    with pytest.raises(PageUnavailable) as caught:
        extract(one, of or source())
    return caught.value.status, caught.value.reason


def test_an_article() -> None:
    extracted = extract(page(html("<h2 id='a'>Part</h2><p>More.</p>")), source())
    document = extracted.document
    assert (extracted.kind, document.title, document.source_id) == ("article", "The page's title", source().id)
    assert "More." in extracted.seen_text
    assert [document.text[section.start : section.end].strip()[:7] for section in document.sections[1:]] == ["## Part"]
    assert document.sections[-1].anchor == "a"


@pytest.mark.parametrize(
    ("ending", "text", "kept"),
    [
        ("py", f"# {WORDS}\nx_1 = y_1 * z_1\n", f"```python\n# {WORDS.strip()} \nx_1 = y_1 * z_1\n```"),
        ("txt", f"# {WORDS}\n\nThe *wide* x_1 and\ny_1.", f"# {WORDS.strip()}\n\nThe *wide* x_1 and y_1."),
    ],
)
def test_code_and_plain_text_are_kept_word_for_word(ending: str, text: str, kept: str) -> None:
    extracted = extract(page(text, "text/plain", f"{URL}.{ending}"), source())
    assert (extracted.document.text, extracted.document.title) == (kept, "The list's title")
    assert extracted.seen_text


@pytest.mark.parametrize("head", ["", "<title></title>", "<title>Home</title>", "<title>untitled</title>"])
def test_a_page_without_a_title_has_the_lists(head: str) -> None:
    assert extract(page(html("", head)), source()).document.title == "The list's title"


@pytest.mark.parametrize(
    ("body", "content_type", "url", "kind"),
    [
        (html(""), "text/html; charset=utf-8", URL, "article"),
        (html(""), "", URL, "article"),
        (html(""), "text/plain", URL, "article"),
        (html(""), "application/xhtml+xml", URL, "article"),
        (f"# Title\n\n{WORDS}", "text/plain; charset=utf-8", URL, "markdown"),
        (f"# Title\n\n{WORDS}", "application/octet-stream", "https://a.org/x.md", "markdown"),
        (f"# Title\n\n<body>\n\n{WORDS}", "text/plain", "https://a.org/x.md", "markdown"),
    ],
)
def test_the_page_says_what_it_is(body: str, content_type: str, url: str, kind: str) -> None:
    assert extract(page(body, content_type, url), source()).kind == kind


@pytest.mark.parametrize("kind", ["note", "repository"])
def test_markdown_stays_a_note_or_a_repository(kind: Kind) -> None:
    assert extract(page(f"# Title\n\n{WORDS}", "text/plain"), source(kind)).kind == kind


@pytest.mark.parametrize(
    ("body", "content_type", "status", "reason"),
    [
        (
            "<html><body><div id='app'></div><script src='app.js'></script></body></html>",
            "text/html",
            "empty",
            "script",
        ),
        (
            "<html><head><meta http-equiv='Refresh' content='0; url=https://b.org/new'></head></html>",
            "text/html",
            "empty",
            "sends on to https://b.org/new",
        ),
        ("<html><body><p>Almost nothing.</p></body></html>", "text/html", "empty", "no article text"),
        ("", "text/html", "empty", ""),
        ("   ", "text/html", "empty", ""),
        ("", "text/plain", "empty", "almost no text"),
        ("A few words.", "text/markdown", "empty", "almost no text"),
        (b"%PDF-1.4 garbage", "application/pdf", "unsupported", "PDF cannot be opened"),
        (b"%PDF-1.4 garbage", "application/octet-stream", "unsupported", "PDF cannot be opened"),
        (b"no PDF", "application/pdf", "unsupported", "PDF cannot be opened"),
        (b"", "application/pdf", "unsupported", "PDF cannot be opened"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png", "unsupported", "image/png"),
        (b"PK\x03\x04\0\0", "application/zip", "unsupported", "application/zip"),
        (b"\0\1\2\3", "text/plain", "unsupported", "text/plain"),
        ('{"a": 1}', "application/json", "unsupported", "application/json"),
        (f'{{"cells": [{{"source": ["{WORDS}"]}}]}}', "text/plain", "unsupported", "JSON"),
    ],
)
def test_a_page_without_text_is_refused(body: bytes | str, content_type: str, status: Status, reason: str) -> None:
    found = refusal(page(body, content_type))
    assert found[0] == status
    assert found[1]
    assert reason in found[1]


@pytest.mark.parametrize("kind", ["video", "course"])
def test_a_video_gives_its_description_and_says_so(kind: Kind) -> None:
    head = "<title>A talk</title><meta name='description' content='It is about pooling.'>"
    extracted = extract(page(html("", head)), source(kind))
    assert extracted.kind == kind
    assert extracted.document.text == "It is about pooling."
    assert any("title and description only" in warning for warning in extracted.document.warnings)
    assert refusal(page(html("")), source(kind))[0] == "empty"


def test_bytes_of_windows_1252_without_a_charset() -> None:
    body = html("<p>The filter’s “naïve” stride – two – à la carte.</p>").encode("windows-1252")
    assert "The filter’s “naïve” stride – two – à la carte." in extract(page(body), source()).document.text


@pytest.mark.parametrize(
    "inner",
    [
        "<div>" * 3000 + "<p>Deep.</p>" + "</div>" * 3000,
        "<p>A lone surrogate &#xD800; and a null &#0; and \x01.</p>",
        "<p>" + "<b>" * 500 + "bold</p>",
        "<table>" * 50 + "<tr><td>x</td></tr>",
        "<figure><figure><figure><img src='a.png'>",
        "<p>$" * 300,
        "<script type='math/tex'>" + "{" * 1000 + "</script>",
        "<p>zqk0kqz and zqk99kqz are our own words.</p>",
    ],
)
def test_strange_markup_is_read_or_refused(inner: str) -> None:
    try:
        text = extract(page(html(inner)), source()).document.text
    except PageUnavailable:
        return
    assert "The pooling layer" in text
    text.encode()


@pytest.mark.parametrize(("url", "phrase"), ENCODINGS)
def test_real_pages_in_other_encodings(hard_pages: Archives, url: str, phrase: str) -> None:
    text = read(hard_pages, url)
    assert phrase in text.seen_text
    assert "\ufffd" not in text.document.text


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://poloclub.github.io/cnn-explainer/", "script"),
        ("https://ezyang.github.io/convolution-visualizer/", "script"),
        ("https://ethereon.github.io/netscope/", ""),
        ("https://lilianweng.github.io/posts/page/1/", "sends on to https://lilianweng.github.io/"),
        ("https://huggingface.github.io/pytorch-image-models/", "sends on to"),
        (
            "https://raw.githubusercontent.com/vdumoulin/conv_arithmetic/master/pdf/numerical_max_pooling_00.pdf",
            "no text in the 1 pages",
        ),
    ],
)
def test_real_pages_without_text_are_refused(hard_pages: Archives, url: str, reason: str) -> None:
    found = hard_pages.get(url)
    assert found is not None
    status, why = refusal(found, source(url=url))
    assert status == "empty"
    assert reason in why


@pytest.mark.parametrize(
    ("url", "phrase"),
    [
        ("https://www.toptal.com/python/top-10-mistakes-that-python-programmers-make", "```"),
        ("https://stardewvalleywiki.com/Penny", "| --- |"),
        ("https://en.wikipedia.org/wiki/T-distributed_stochastic_neighbor_embedding", "$"),
        ("https://stackoverflow.blog/2020/01/20/what-is-rust-and-why-is-it-so-popular/", "Rust"),
        ("https://nn.labml.ai/gan/stylegan/index.html", "```"),
    ],
)
def test_real_hard_pages_keep_what_matters(hard_pages: Archives, url: str, phrase: str) -> None:
    document = read(hard_pages, url).document
    assert phrase in document.text
    assert len(document.text.split()) > MIN_WORDS
    assert "zqk" not in document.text


def test_a_deep_page_is_read_or_refused() -> None:
    body = "<html><body>" + "<div>" * 3000 + f"<p>{WORDS}</p>" + "</div>" * 3000 + "</body></html>"
    try:
        text = extract(page(body), source()).document.text
    except PageUnavailable:
        return
    assert "pooling" in text
