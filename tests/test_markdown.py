"""A stored document for reading: its text unchanged, its images where they stand."""

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
