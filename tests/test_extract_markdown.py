"""What becomes of each part of a Markdown file."""

import pytest

from ingest.extract_markdown import github_anchor, markdown_pieces, markdown_title, parse_markdown

BASE = "https://raw.githubusercontent.com/o/r/main/docs/README.md"
Pairs = list[tuple[str, str]]
CASES: list[tuple[str, Pairs]] = [
    ("Some *words* and **more**.", [("paragraph", "Some words and more.")]),
    ("One line\nand the next.", [("paragraph", "One line and the next.")]),
    ("A [link](https://a.org/x) stays as words.", [("paragraph", "A link stays as words.")]),
    ("Call `fit()` first.", [("paragraph", "Call `fit()` first.")]),
    ("# Title\n\n## Part", [("heading", "Title"), ("heading", "Part")]),
    ("- One\n- Two\n  - Inner", [("item", "- One"), ("item", "- Two"), ("item", "  - Inner")]),
    ("1. One\n2. Two", [("item", "1. One"), ("item", "2. Two")]),
    ("> Quoted.", [("quote", "> Quoted.")]),
    ("```python\nx = 1\n```", [("code", "```python\nx = 1\n```")]),
    ("```\nplain\n```", [("code", "```\nplain\n```")]),
    ("    indented", [("code", "```\nindented\n```")]),
    ("````\n```\ninner\n```\n````", [("code", "````\n```\ninner\n```\n````")]),
    ("Let $x_1 * y_1$ be.", [("paragraph", "Let $x_1 * y_1$ be.")]),
    ("$$\nx = y\n$$", [("formula", "$$\nx = y\n$$")]),
    ("Then $$x$$ holds.", [("paragraph", "Then"), ("formula", "$$\nx\n$$"), ("paragraph", "holds.")]),
    ("It costs $5 and $10.", [("paragraph", "It costs $5 and $10.")]),
    ("| A | B |\n| - | - |\n| 1 | $x$ |", [("table", "| A | B |\n| --- | --- |\n| 1 | $x$ |")]),
    ("![A net](img/a.png)", [("figure", "A net")]),
    ("[![Build](https://img.shields.io/x.svg)](https://ci)", []),
    ("<div align='center'><b>HTML</b></div>", []),
    ("Words <b>bold</b> and<br>on.", [("paragraph", "Words bold andon.")]),
    ("---\ntitle: x\n---\n\nWords.", [("paragraph", "Words.")]),
    ("<!-- a comment -->\n\nWords.", [("paragraph", "Words.")]),
    ("- Item\n\n  ```\n  code\n  ```", [("item", "- Item"), ("code", "```\ncode\n```")]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_pieces(text: str, expected: Pairs) -> None:
    assert [(piece.kind, piece.text) for piece in markdown_pieces(parse_markdown(text), BASE)] == expected


def test_images_have_their_whole_address() -> None:
    text = "![a](img/a.png)\n\n![b](/b.png)\n\n![c](https://b.org/c.png)"
    assert [piece.url for piece in markdown_pieces(parse_markdown(text), BASE)] == [
        "https://raw.githubusercontent.com/o/r/main/docs/img/a.png",
        "https://raw.githubusercontent.com/b.png",
        "https://b.org/c.png",
    ]


@pytest.mark.parametrize("target", ["http://[", "javascript:alert(1)", "https://[::1"])
def test_a_strange_image_does_not_stop_the_file(target: str) -> None:
    pieces = markdown_pieces(parse_markdown(f"Words.\n\n![x]({target})\n\nMore."), BASE)
    assert [piece.text for piece in pieces if piece.kind == "paragraph"][::2] in (["Words."], ["Words.", "More."])
    assert not any(piece.url.startswith("javascript:") for piece in pieces)


def test_headings_have_their_level_and_githubs_anchor() -> None:
    (piece,) = markdown_pieces(parse_markdown("### What is a *CNN*? (short)"), BASE)
    assert (piece.text, piece.level, piece.anchor) == ("What is a CNN? (short)", 3, "what-is-a-cnn-short")


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Pooling", "pooling"),
        ("A  b", "a--b"),
        ("R-CNN & YOLO", "r-cnn--yolo"),
        ("卷积 层", "卷积-层"),
        ("v2.0", "v20"),
    ],
)
def test_anchors(heading: str, anchor: str) -> None:
    assert github_anchor(heading) == anchor


@pytest.mark.parametrize(
    ("text", "title"), [("# A *title*\n\n# Another", "A title"), ("## Part", ""), ("", ""), ("Title\n=====", "Title")]
)
def test_titles(text: str, title: str) -> None:
    assert markdown_title(parse_markdown(text)) == title
