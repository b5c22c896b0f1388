"""PDF: pages numbered from 1, words whole, without running heads; and what is no PDF is refused."""

from pathlib import Path

import pytest

from index.records import Source
from ingest.archive import open_archives
from ingest.extract import extract
from ingest.extract_pdf import pdf_pages, pdf_pieces
from ingest.page import Page, PageUnavailable

SHEET = (
    "https://raw.githubusercontent.com/afshinea/stanford-cs-230-deep-learning/master/en/"
    "cheatsheet-convolutional-neural-networks.pdf"
)


@pytest.fixture(scope="module")
def sheet(shared: Path) -> Page:
    found = open_archives([shared / "web" / "raw.githubusercontent.com.warc.gz"]).get(SHEET)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (["One line\nand its end."], [("paragraph", "One line and its end.", 1)]),
        (["A convo-\nlution here."], [("paragraph", "A convolution here.", 1)]),
        (["One.\n\nTwo."], [("paragraph", "One.", 1), ("paragraph", "Two.", 1)]),
        (["• One\n• Two goes\non"], [("item", "- One", 1), ("item", "- Two goes on", 1)]),
        (["First page.", "Second page."], [("paragraph", "First page.", 1), ("paragraph", "Second page.", 2)]),
        (["Words.\n\n3"], [("paragraph", "Words.", 1)]),
        (["Words.\n\nPage 3 of 5"], [("paragraph", "Words.", 1)]),
        (["", "Words."], [("paragraph", "Words.", 2)]),
        ([], []),
    ],
)
def test_pieces(pages: list[str], expected: list[tuple[str, str, int]]) -> None:
    assert [(piece.kind, piece.text, piece.page) for piece in pdf_pieces(pages)] == expected


def test_running_heads_are_left_out() -> None:
    pages = [f"A course on vision – page {number}\n\nPage text number {word}." for number, word in enumerate("abcd", 1)]
    assert [piece.text for piece in pdf_pieces(pages)] == [f"Page text number {word}." for word in "abcd"]


@pytest.mark.parametrize("body", [b"", b"%PDF-1.4 garbage", b"<html></html>", b"%PDF-1.7\n" + bytes(2000)])
def test_what_is_no_pdf_is_unsupported(body: bytes) -> None:
    with pytest.raises(PageUnavailable) as caught:
        pdf_pages(body)
    assert caught.value.status == "unsupported"


def test_a_real_pdf_cut_in_half_is_unsupported_or_gives_text(sheet: Page) -> None:
    try:
        _, pages = pdf_pages(sheet.body[: len(sheet.body) // 2])
    except PageUnavailable:
        return
    assert pages


def test_the_pages_of_a_real_pdf_are_numbered(sheet: Page) -> None:
    extracted = extract(sheet, Source(SHEET, "Cheat sheet", "pdf"))
    assert extracted.kind == "pdf"
    assert extracted.seen_text == ""
    document = extracted.document
    numbers = [block.page for block in document.blocks]
    assert numbers == sorted(number for number in numbers if number is not None)
    assert set(numbers) == set(range(1, 6))
    padding = next(
        block for block in document.blocks if "zero-padding" in document.text[block.start : block.end].lower()
    )
    _, pages = pdf_pages(sheet.body)
    assert padding.page is not None
    assert "zero-padding" in pages[padding.page - 1].lower()


def test_an_encrypted_pdf_with_an_empty_password_is_read(shared: Path) -> None:
    archives = open_archives([shared / "web" / "raw.githubusercontent.com.warc.gz"])
    (url,) = (key for key in archives.places if "LinearAbridged.pdf" in key)
    found = archives.get("https://" + url)
    assert found is not None
    assert "matrix" in extract(found, Source("https://" + url, "Algebra", "pdf")).document.text
