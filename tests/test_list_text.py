"""The words of a curated list: which title a link has, and what is said beside it."""

import pytest

from ingest.reading_list import parse_list

ADDRESS = "https://github.com/o/r/blob/main/docs/list.md"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[a **bold** `name`](https://a.org/x)", "a bold name"),
        ("[⭐ name](https://a.org/x)", "name"),
        ("[two\nlines](https://a.org/x)", "two lines"),
        ("[a \\[b\\]](https://a.org/x)", "a [b]"),
        ("[A &amp; B](https://a.org/x)", "A & B"),
        ("[ref][1]\n\n[1]: https://a.org/x", "ref"),
        ("**[strong](https://a.org/x)**", "strong"),
        ("> [quoted](https://a.org/x)", "quoted"),
        ("- [x] [task](https://a.org/x)", "task"),
        ("## [Heading](https://a.org/x)", "Heading"),
        ("[![logo](l.png) Name](https://a.org/x)", "Name"),
        ("<p><a href='https://a.org/x'>Name</a></p>", "Name"),
        ("Paper: [here](https://a.org/x)", "Paper"),
        ("[here](https://a.org/x)", "here"),
    ],
)
def test_titles(markdown: str, expected: str) -> None:
    (source,) = parse_list(markdown, ADDRESS).sources
    assert (source.title, source.url) == (expected, "https://a.org/x")


@pytest.mark.parametrize(
    ("item", "note"),
    [
        (
            "[Mask R-CNN paper](https://a.org/x) ([code](https://a.org/y)): the one to read first",
            "the one to read first",
        ),
        ("[![badge](b.svg)](https://a.org/b) [Boxes](https://a.org/x) ([mail](mailto:a@b.c)): short", "short"),
        ("MobileNet: [paper](https://a.org/x), [code](https://a.org/y): small nets", "small nets"),
        ("[Boxes](https://a.org/x) by Ann (2020). [[code]](https://a.org/y) [[pdf]](https://a.org/z)", "by Ann (2020)"),
        (
            "We like [Boxes](https://a.org/x) and [Masks](https://a.org/y), which are short.",
            "We like Boxes and Masks, which are short",
        ),
        ("[Boxes](https://a.org/x) and [Masks](https://a.org/y)", ""),
        ("Owls: [Boxes](https://a.org/x), [Masks](https://a.org/y)", "Owls"),
    ],
)
def test_the_words_of_an_item_are_the_note_of_its_first_source(item: str, note: str) -> None:
    first, *others = parse_list(f"- {item}", ADDRESS).sources
    assert (first.url, first.note) == ("https://a.org/x", note)
    assert not any(other.note for other in others)


def test_words_beside_several_links_of_a_paragraph_are_no_note() -> None:
    parsed = parse_list("Made by [Ann](https://a.org/x), see [Masks](https://a.org/y) for more.", ADDRESS)
    assert [source.note for source in parsed.sources] == ["", ""]
