"""The lexical index: BM25 in its right order, whatever stands in the question."""

import math
import sqlite3

import pytest

from index import lexical
from index.records import Chunk
from index.terms import content_terms, terms


def chunk(number: int, text: str, title: str = "Page", section: tuple[str, ...] = ()) -> Chunk:
    return Chunk(str(number), "source", title, section, "", None, 0, len(text), text, ())


@pytest.fixture
def connection() -> sqlite3.Connection:
    """Six chunks about sea birds and owls."""
    texts = [
        "The gull eats fish and fish and fish.",
        "The gull sleeps on the cliff at night near the sea.",
        "The owl hunts near the barn at night.",
        "The tern eats fish.",
        "Nothing of that kind.",
        "Der Uhu jagt 在夜晚 捕猎.",
    ]
    chunks = [chunk(row, text) for row, text in enumerate(texts)]
    made = sqlite3.connect(":memory:")
    lexical.create(made, chunks)
    return made


def rows(connection: sqlite3.Connection, question: str, limit: int = 10) -> list[int]:
    return [row for row, _ in lexical.search(connection, terms(question), limit)]


def test_more_mentions_rank_higher_and_scores_fall(connection: sqlite3.Connection) -> None:
    found = lexical.search(connection, terms("gull fish"), 10)
    assert [row for row, _ in found] == [0, 3, 1]
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert all(score > 0 for _, score in found)


def test_a_rare_term_outweighs_a_common_one(connection: sqlite3.Connection) -> None:
    assert rows(connection, "night owl")[0] == 2


def test_a_shorter_chunk_ranks_above_a_longer_one_with_the_same_term() -> None:
    connection = sqlite3.connect(":memory:")
    lexical.create(connection, [chunk(0, "Padding " + "and so on " * 40), chunk(1, "Padding here."), chunk(2, "None.")])
    assert rows(connection, "padding") == [1, 0]


def test_title_outweighs_section_outweighs_text() -> None:
    connection = sqlite3.connect(":memory:")
    chunks = [
        chunk(0, "one stride two", title="Page", section=("Other",)),
        chunk(1, "one two three", title="Page", section=("Stride",)),
        chunk(2, "one two three", title="Stride", section=("Other",)),
        *(chunk(row, "one two three", title="Page", section=("Other",)) for row in range(3, 12)),
    ]
    lexical.create(connection, chunks)
    assert rows(connection, "stride") == [2, 1, 0]


def test_spelling_and_form_do_not_matter(connection: sqlite3.Connection) -> None:
    assert set(rows(connection, "gulls fishing")) == {0, 1, 3}


def test_chinese_is_found_by_its_bigrams(connection: sqlite3.Connection) -> None:
    assert rows(connection, "夜晚") == [5]


@pytest.mark.parametrize(
    "question",
    [
        'owl NEAR(gull, 3) "',
        '"',
        "*",
        "owl*",
        "owl AND NOT gull OR",
        "title:owl",
        "owl) OR (x",
        "-owl +gull ^tern",
        "owl'; DROP TABLE lexical; --",
        "{owl gull} : tern",
        "?",
    ],
)
def test_operators_in_a_question_are_plain_words(connection: sqlite3.Connection, question: str) -> None:
    found = rows(connection, question)
    assert (2 in found) is ("owl" in question)


@pytest.mark.parametrize(
    ("term", "expected"),
    [('ow"l', []), ('"', []), ('a" OR "owl', []), ("NEAR", [1, 2]), ("AND", [0]), ("*", []), ("owl*", [2]), ("", [])],
)
def test_even_a_raw_term_cannot_break_the_query(connection: sqlite3.Connection, term: str, expected: list[int]) -> None:
    assert sorted(row for row, _ in lexical.search(connection, [term], 10)) == expected


def test_the_limit_holds_and_no_term_finds_nothing(connection: sqlite3.Connection) -> None:
    assert len(rows(connection, "gull fish night", limit=2)) == 2
    assert rows(connection, "") == []
    assert rows(connection, "zebra") == []


def test_weights_are_those_of_bm25(connection: sqlite3.Connection) -> None:
    weights = lexical.inverse_document_frequencies(connection, content_terms("gull owl zebra"), 6)
    assert weights == pytest.approx(
        {"gull": math.log(1 + 4.5 / 2.5), "owl": math.log(1 + 5.5 / 1.5), "zebra": math.log(1 + 6.5 / 0.5)}
    )


def test_known_terms(connection: sqlite3.Connection) -> None:
    assert lexical.known_terms(connection, ["gull", "zebra", "夜晚"]) == {"gull", "夜晚"}
    assert lexical.known_terms(connection, []) == frozenset()
