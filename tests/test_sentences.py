"""Where a sentence ends, in technical English, German, Korean and Chinese."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sentences import split_sentences

TABLE = Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
CASES = [line for line in TABLE if line and not line.startswith(";")]


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize("case", CASES)
def test_the_table(case: str) -> None:
    case = case.replace("\\n", "\n")
    assert pieces(case.replace("|", "")) == [part.strip() for part in case.split("|")]


def test_the_table_is_long_and_has_no_case_twice() -> None:
    assert len(set(CASES)) == len(CASES) >= 150


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_nothing_has_no_sentence(text: str) -> None:
    assert split_sentences(text) == []


TOKENS = [
    *"aAbB19 .!?…。？\n\t\"'()[]“”（）「」$`*_-#|卷，と🎉\0",
    "e.g. ",
    "Fig. ",
    "https://a.b ",
    "$$",
    ". A",
    ".The ",
]
TOKENS += ["\n\n", "\n- ", "1. ", "et al. ", " J. ", "**", "``", "[3]", "The ", "... ", "iGPT"]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
def test_pieces_of_a_text_full_of_marks(text: str) -> None:
    check(text)


@given(st.text())
def test_pieces_of_any_text(text: str) -> None:
    check(text)


def check(text: str) -> None:
    """In order, with no more than white space between them, none empty; and a piece alone is one sentence."""
    cursor = 0
    spans = split_sentences(text)
    assert spans == split_sentences(text)
    for start, end in spans:
        assert cursor <= start < end <= len(text)
        assert not text[cursor:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        assert pieces(text[start:end]) == [text[start:end]]
        cursor = end
    assert not text[cursor:].strip()


@given(st.lists(st.sampled_from(CASES), min_size=2, max_size=4))
def test_paragraphs_are_split_one_by_one(cases: list[str]) -> None:
    texts = [case.replace("\\n", "\n").replace("|", "") for case in cases]
    assert pieces("\n\n".join(texts)) == [piece for text in texts for piece in pieces(text)]


HARD = [".", "$", "$$", "(", ")", "(a", "((", "[", '"', ' "', "“", "`", "``", "` ", "#", "\n", "\n#", "\n# ", " ", "\\"]
HARD += [
    "a.",
    "a. ",
    "A. ",
    "1. ",
    "..",
    ". .",
    ".)",
    '."',
    "www.",
    "http://",
    "https://.",
    "。",
    "「",
    "（",
    "e.g. ",
    "\n- ",
]
HARD += ["x$x", "$a ", "$$a\n", "\n\n$$", "(a. (b) ", "🎉", ". 🎉", "[1]", ".[1]", "¹", ".The ", "...The ", "*", "_ "]


@pytest.mark.parametrize("piece", HARD)
def test_the_time_is_linear_in_the_length(piece: str) -> None:
    """200 kB of what makes patterns backtrack: a quadratic one would not come back within the hour."""
    text = piece * (200_000 // len(piece))
    spans = split_sentences(text + "x")
    assert spans[-1][1] == len(text) + 1
