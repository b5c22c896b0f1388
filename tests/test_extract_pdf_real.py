"""The PDFs of the snapshot: read in order, under their headings, without running heads."""

import re
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from index.records import Document, Source
from ingest.archive import Archives, open_archives
from ingest.extract import extract
from ingest.extract_pdf import read_pdf
from ingest.page import Page, PageUnavailable

SHEETS = "https://raw.githubusercontent.com/afshinea/stanford-cs-230-deep-learning/master/en/cheatsheet-"
MATH = "https://raw.githubusercontent.com/Darkmyter/AI-resources/main/Resources/Math/Linear-algebra/resources/"
CONVOLUTIONS = SHEETS + "convolutional-neural-networks.pdf"
ABRIDGED = MATH + "LinearAbridged.pdf"
NERF = "https://cs231n.github.io/CS_231n__NeRF_write_up.pdf"
REAL = [CONVOLUTIONS, SHEETS + "recurrent-neural-networks.pdf", ABRIDGED, MATH + "berkeley-math-cheat-sheet.pdf", NERF]


@pytest.fixture(scope="module")
def pages(shared: Path) -> Archives:
    names = ("raw.githubusercontent.com", "cs231n.github.io", "hard-pages")
    return open_archives([shared / "web" / f"{name}.warc.gz" for name in names])


def page_of(pages: Archives, url: str) -> Page:
    found = pages.get(url)
    assert found is not None
    return found


def document_of(pages: Archives, url: str) -> Document:
    extracted = extract(page_of(pages, url), Source(url, "As the list says", "pdf"))
    assert extracted.kind == "pdf"
    return extracted.document


def headings(document: Document) -> list[str]:
    return [document.text[one.start : one.end].lstrip("# ") for one in document.blocks if one.kind == "heading"]


@pytest.mark.parametrize("url", REAL)
def test_real_pdfs_read_well(pages: Archives, url: str) -> None:
    document = document_of(pages, url)
    numbers = [block.page for block in document.blocks]
    assert numbers == sorted(number for number in numbers if number is not None)
    assert not re.search("[\ufb00-\ufb06\ufffe\ufffd\x00-\x08]", document.text)
    assert len(re.findall(r"[a-z]- [a-z]", document.text)) <= len(document.text) / 10_000
    words = Counter(re.findall(r"[a-z]{4,}", document.text.lower()))
    twice = sum(count for count in words.values() if count > 1)
    assert twice / words.total() > 0.55


@pytest.mark.parametrize(
    ("url", "title", "expected"),
    [
        (
            CONVOLUTIONS,
            "VIP Cheatsheet: Convolutional Neural Networks",
            [
                "Overview",
                "Types of layer",
                "Filter hyperparameters",
                "Commonly used activation functions",
                "Object detection",
                "Neural style transfer",
                "Architectures using computational tricks",
            ],
        ),
        (NERF, "CS 231n: NeRF course notes", ["2 Helpful Terminology", "3 Approach", "5 Results"]),
        (
            MATH + "berkeley-math-cheat-sheet.pdf",
            "Math 54 Cheat Sheet",
            ["Vector spaces", "Diagonalization", "Orthogonality"],
        ),
        (ABRIDGED, "Linear Algebra Abridged", ["1.C Subspaces", "2.B Bases", "3.F Duality"]),
    ],
)
def test_real_headings_are_in_order(pages: Archives, url: str, title: str, expected: list[str]) -> None:
    document = document_of(pages, url)
    assert document.title == title
    found = headings(document)
    assert [heading for heading in found if heading in expected] == expected


def test_the_sections_of_a_real_book_are_numbered_in_order(pages: Archives) -> None:
    numbers = [
        match[0] for one in headings(document_of(pages, ABRIDGED)) if (match := re.match(r"\d+\.[A-Z](?= )", one))
    ]
    assert len(numbers) > 25
    assert numbers == sorted(numbers, key=lambda number: (int(number[:-2]), number[-1]))


@pytest.mark.parametrize(
    ("url", "furniture"),
    [
        (CONVOLUTIONS, ["shervine", "Stanford University", "Winter 2019"]),
        (ABRIDGED, ["SECTION 2.B", "CHAPTER 3 Linear"]),
    ],
)
def test_no_running_head_is_left(pages: Archives, url: str, furniture: list[str]) -> None:
    text = document_of(pages, url).text
    assert [head for head in furniture if head in text] == []


def test_a_real_pdf_cut_in_half_is_unsupported_or_gives_text(pages: Archives) -> None:
    body = page_of(pages, CONVOLUTIONS).body
    with suppress(PageUnavailable):
        assert read_pdf(body[: len(body) // 2]).pieces
