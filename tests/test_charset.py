"""The bytes of a page become the text that a browser shows, whatever else they could be read as."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

import pytest

from index.records import Source
from ingest.charset import markup_of, text_of
from ingest.extract import extract
from ingest.extract_html import parse_html
from ingest.html.visible import visible_text
from ingest.load_list import load_lists
from ingest.page import Page
from ingest.saved import saved_page

URL = "https://a.org/x"
QUOTED = "The owl’s “naïve” young sits on the old tower – as its mother did before it – and waits à la carte. "
CHINESE = "池化层保留每个窗口里最大的数值，其余的都丢掉。"
JAPANESE = "畳み込み層は小さな窓で画像を見ています。"
LATIN = '<meta charset="iso-8859-1">'


def page(body: bytes, kind: str = "text/html") -> Page:
    return Page(URL, URL, kind, body, "2024-01-01T00:00:00Z")


def html(text: str, head: str = "") -> str:
    return f"<html><head><title>x</title>{head}</head><body><article><p>{text}</p></article></body></html>"


def document(body: bytes, kind: str) -> str:
    return extract(page(body, kind), Source(URL, "x", "article")).document.text


@pytest.mark.parametrize("kind", ["", "text/html", "text/html; charset=iso-8859-1", "text/html; charset=gbk"])
@pytest.mark.parametrize(
    ("mark", "encoding"), [(BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be")]
)
def test_the_byte_order_mark_comes_first(mark: bytes, encoding: str, kind: str) -> None:
    markup = html(QUOTED * 20, LATIN)
    body = mark + markup.encode(encoding)
    assert markup_of(page(body, kind)) == markup
    assert document(body, kind).startswith(QUOTED.strip())


def test_utf_16_that_only_the_header_names() -> None:
    assert document(html(QUOTED * 20).encode("utf-16-le"), "text/html; charset=utf-16le").startswith(QUOTED.strip())


@pytest.mark.parametrize("label", ["iso-8859-1", "latin-1", "latin1", "us-ascii", "ISO8859-1"])
def test_latin_1_is_windows_1252(label: str) -> None:
    markup = html(QUOTED)
    assert markup_of(page(markup.encode("windows-1252"), f"text/html; charset={label}")) == markup
    declared = html(QUOTED, f"<meta charset = '{label}'>")
    assert markup_of(page(declared.encode("windows-1252"))) == declared


@pytest.mark.parametrize(
    ("text", "label", "encoding"),
    [
        (CHINESE, "gb2312", "gb18030"),
        (CHINESE, "x-gbk", "gbk"),
        (JAPANESE + "①", "shift_jis", "cp932"),
        (JAPANESE, "x-sjis", "shift_jis"),
        (JAPANESE, "euc-jp", "euc-jp"),
        ("합성곱 똠 층", "euc-kr", "cp949"),
        ("Łódź i żółw", "iso-8859-2", "iso-8859-2"),
        ("Сова летит", "koi8-r", "koi8-r"),
    ],
)
def test_the_charsets_of_the_world(text: str, label: str, encoding: str) -> None:
    markup = html(text)
    assert markup_of(page(markup.encode(encoding), f"text/html; charset={label}")) == markup
    declared = f'<?xml version="1.0" encoding="{label}"?>{markup}'
    assert markup_of(page(declared.encode(encoding))) == declared


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/html"])
@pytest.mark.parametrize("bad", [b"\xff", b"\x92", b"\xe6\xb1", b"\xc3"])
@pytest.mark.parametrize("text", [QUOTED, CHINESE, "One café. "])
def test_a_stray_byte_is_one_letter(text: str, bad: bytes, kind: str) -> None:
    around = text.encode()
    assert markup_of(page(around + bad + b" " + around, kind)) == f"{text}\ufffd {text}"


def test_a_stray_byte_among_two_byte_letters_is_one_letter() -> None:
    body = (CHINESE * 3).encode("gbk")
    assert markup_of(page(body + b"\xff" + body, "text/html; charset=gbk")) == f"{CHINESE * 3}\ufffd{CHINESE * 3}"


@pytest.mark.parametrize("label", ["gbk", "utf-8", "shift_jis", "no-such", "punycode", "zlib", "utf-7"])
def test_a_label_that_is_not_meant(label: str) -> None:
    kind = f"text/html; charset={label}"
    assert markup_of(page(html(QUOTED * 9).encode("windows-1252"), kind)) == html(QUOTED * 9)
    assert markup_of(page(html(CHINESE * 9 + QUOTED).encode(), kind)) == html(CHINESE * 9 + QUOTED)


def test_a_page_that_declares_utf_16_in_letters_of_one_byte_is_utf_8() -> None:
    markup = html(QUOTED, '<meta charset="utf-16">')
    assert markup_of(page(markup.encode())) == markup


@pytest.mark.parametrize("kind", ["text/plain", "text/markdown"])
@pytest.mark.parametrize(
    ("text", "label", "encoding"),
    [(QUOTED, "windows-1252", "windows-1252"), (QUOTED, "iso-8859-1", "windows-1252"), (CHINESE, "gbk", "gbk")],
)
def test_text_has_the_charset_of_its_header(kind: str, text: str, label: str, encoding: str) -> None:
    body = (text * 9).encode(encoding)
    assert document(body, f"{kind}; charset={label}") == (text * 9).strip()


def test_what_a_text_shows_of_markup_does_not_declare_its_charset() -> None:
    assert text_of(page(f"`{LATIN}` {QUOTED}".encode(), "text/markdown")) == f"`{LATIN}` {QUOTED}"
    assert text_of(page(BOM_UTF8 + QUOTED.encode(), "text/plain")) == QUOTED
    assert text_of(page(QUOTED.encode("windows-1252"), "text/plain")) == QUOTED


def test_a_list_has_the_charset_of_its_header() -> None:
    def get(url: str) -> Page:
        text = (
            f"# {CHINESE}\n\n- [{CHINESE}](https://b.org/x)\n- [y](y.md)\n"
            if url == address
            else "- [ü](https://c.org)"
        )
        return Page(url, url, "text/plain; charset=gbk", text.encode("gbk"), "2024-01-01T00:00:00Z")

    address = "https://a.org/list.md"
    loaded = load_lists([address], get, lambda source: get(source.url))
    assert [source.title for source in loaded.sources] == [CHINESE, "y", "ü"]


def test_a_page_saved_as_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "saved.html"
    path.write_bytes(BOM_UTF16_LE + html(QUOTED).encode("utf-16-le"))
    assert markup_of(saved_page(URL, path)) == html(QUOTED)


@pytest.mark.parametrize(
    ("encoding", "content_type", "meta"),
    [
        ("utf-8", "text/html; charset=utf-8", ""),
        ("utf-8", "text/html", '<meta charset="utf-8">'),
        ("windows-1252", "text/html; charset=windows-1252", ""),
        ("windows-1252", "text/html", ""),
        ("windows-1252", "text/html; charset=utf-8", ""),
        ("windows-1252", "text/html; charset=no-such-charset", '<meta charset="windows-1252">'),
        ("iso-8859-1", "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("utf-16", "text/html; charset=utf-16", ""),
        ("euc-kr", "text/html; charset=euc-kr", ""),
        ("gb18030", "text/html", '<meta charset="gb2312">'),
    ],
)
def test_encodings(encoding: str, content_type: str, meta: str) -> None:
    asian = {"euc-kr": "합성곱 신경망은 이미지를 본다", "gb18030": "卷积神经网络处理图像"}
    quotes = "“à côté”" if encoding != "iso-8859-1" else "à côté"
    sample = asian.get(encoding, f"Der Stützvektor {quotes} für Geräusche, naïve Übung für Größe")
    inner = (
        "<p>This opening paragraph says at some length what the article is about, so that it counts as one.</p>"
        f"<p>{sample} - {sample}.</p>"
        "<p>This closing paragraph sums the article up with just about as many words as the first one had.</p>"
    )
    markup = f"<html><head><title>T</title>{meta}</head><body>{inner}</body></html>".encode(encoding)
    tree = parse_html(Page(URL, URL, content_type, markup, "2024-01-01T00:00:00Z"))
    assert tree is not None
    assert sample in visible_text(tree)
