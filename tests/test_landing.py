"""Text directives: found in the page as served, encoded, and unique there where they can be."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.library import Library
from index.records import Chunk, Sentence
from ingest.landing import text_directive, with_directives

PAGE = (
    "Pooling makes maps smaller. Max pooling keeps the largest value, and average pooling keeps the mean. "
    "It is cheap. Strides do it too. It is cheap. The loss x is 50% a-b & c, d of it. "
    "A long sentence begins with these words and goes on for quite a while until it ends with those words."
)


def parse(directive: str) -> tuple[str, str, str]:
    """Prefix, start and end of a directive, decoded."""
    parts = directive.removeprefix("text=").split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    return prefix, unquote(parts[0]), unquote(parts[1]) if len(parts) > 1 else ""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Pooling makes maps smaller.", "text=Pooling%20makes%20maps%20smaller."),
        ("It is cheap.", "text=mean.-,It%20is%20cheap."),
        ("The loss x is 50% a-b & c, d of it.", "text=The%20loss%20x%20is%2050%25%20a%2Db%20%26%20c%2C%20d%20of%20it."),
        (
            "A long sentence begins with these words and goes on for quite a while until it ends with those words.",
            "text=A%20long%20sentence%20begins%20with%20these,until%20it%20ends%20with%20those%20words.",
        ),
        ("The loss $x$ is `50%` a-b & c, d of it.", "text=The%20loss,a%2Db%20%26%20c%2C%20d%20of%20it."),
        ("These words are not on the page.", ""),
        ("$x$", ""),
        ("Pooling", ""),
        ("", ""),
    ],
)
def test_directives(sentence: str, expected: str) -> None:
    assert text_directive(sentence, PAGE) == expected


def test_korean_and_chinese_are_encoded() -> None:
    directive = text_directive("합성곱은 연산이다.", "풀링도 있다. 합성곱은 연산이다.")
    assert directive.isascii()
    assert parse(directive) == ("", "합성곱은 연산이다.", "")


@given(
    st.lists(st.sampled_from(["a b c.", "d e.", "It is.", "x-y, z & 50%.", "f g h i j k l m n o p q r."]), min_size=1)
)
def test_a_directive_names_words_of_the_page(sentences: list[str]) -> None:
    page = " ".join(sentences)
    for sentence in sentences:
        prefix, start, end = parse(text_directive(sentence, page))
        assert start in page
        assert end in page
        assert (f"{prefix} {start}" if prefix else start) in page
        assert sentence.startswith(start)


@given(st.lists(st.sampled_from(["It is so.", "And so on.", "Then it is not."]), min_size=1, max_size=6, unique=True))
def test_a_sentence_that_stands_once_is_found_once(sentences: list[str]) -> None:
    page = " ".join(sentences)
    for sentence in sentences:
        prefix, start, _ = parse(text_directive(sentence, page))
        assert page.count(f"{prefix} {start}".strip()) == 1


def test_formulas_code_and_tables_have_no_directive() -> None:
    text = "It is so. $$x$$"
    parts = (Sentence(0, 9, "paragraph"), Sentence(10, 15, "formula"))
    chunk = Chunk("id", "s", "T", (), "", None, 0, 15, text, parts)
    (landed,) = with_directives([chunk], "It is so. x")
    assert [part.directive for part in landed.sentences] == ["text=It%20is%20so.", ""]
    assert with_directives([chunk], "") == [chunk]


def test_most_sentences_of_the_real_web_pages_have_a_directive(open_web: Library) -> None:
    articles = {entry.source.id for entry in open_web.entries() if entry.state.kind == "article"}
    parts = [
        part
        for chunk in open_web.chunks().values()
        if chunk.source_id in articles
        for part in chunk.sentences
        if part.kind in ("paragraph", "item") and part.end - part.start > 30
    ]
    found = [part.directive for part in parts if part.directive]
    assert len(found) > 0.9 * len(parts)
    for directive in found:
        assert directive.startswith("text=")
        assert directive.isascii()
        assert not set(directive) & set(' "<>&#`')
