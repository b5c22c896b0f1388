"""A stored document for reading: its text unchanged, its images where they stand."""

import pytest

from index.markdown import as_markdown
from index.records import Document
from ingest.assemble import Piece, assemble


def test_images_stand_where_they_stood() -> None:
    document = assemble(
        "id",
        "Title",
        [
            Piece("paragraph", "Before."),
            Piece("figure", "alt text", url="https://a.org/a.png"),
            Piece("caption", "Its caption."),
            Piece("figure", "", url="https://a.org/b.png"),
        ],
    )
    assert as_markdown(document) == (
        "# Title\n\nBefore.\n\n![alt text](https://a.org/a.png)\n\nIts caption.\n\n![](https://a.org/b.png)\n"
    )


def test_a_caption_stands_in_for_a_missing_description() -> None:
    pieces = [Piece("figure", "", url="https://a.org/a.png"), Piece("caption", "Its caption.")]
    assert "![Its caption.](https://a.org/a.png)" in as_markdown(assemble("id", "Title", pieces))


def test_a_document_without_images() -> None:
    assert as_markdown(Document("id", "Title", "Words.", (), ())) == "# Title\n\nWords.\n"


@pytest.mark.parametrize(
    ("authors", "year", "line"),
    [
        (("Anna Strix", "B. Bubo"), 2024, "*Anna Strix, B. Bubo (2024)*\n\n"),
        (("Anna Strix",), None, "*Anna Strix*\n\n"),
        ((), 2024, "*(2024)*\n\n"),
        ((), None, ""),
    ],
)
def test_authors_and_year_stand_below_the_title(authors: tuple[str, ...], year: int | None, line: str) -> None:
    for text in ("Words.", "# Title\n\nWords."):
        document = Document("id", "Title", text, (), (), authors=authors, year=year)
        assert as_markdown(document) == f"# Title\n\n{line}Words.\n"
