"""The formulas, each against a value computed by hand."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evaluation.metrics import CitationScores, citation_scores, hit_at, ndcg_at, recall_at, reciprocal_rank
from rag.evaluation.support import supports

FOUND = ["d3", "d1", "d2", "d9"]
GAINS = {"d1": 3, "d2": 2, "d3": 0, "d4": 1}
names = st.lists(st.sampled_from("abcdefgh"), max_size=12)


@pytest.mark.parametrize(
    ("k", "expected"),
    [
        (10, (3 / log2(3) + 2 / log2(4)) / (3 / log2(2) + 2 / log2(3) + 1 / log2(4))),  # 2.8928 / 4.7619
        (2, (3 / log2(3)) / (3 + 2 / log2(3))),
        (1, 0.0),
    ],
)
def test_ndcg_by_hand(k: int, expected: float) -> None:
    assert ndcg_at(FOUND, GAINS, k) == pytest.approx(expected)


def test_ndcg_is_what_trec_eval_gives() -> None:
    """0.6075 to four digits: linear gain, logarithm to base 2, best order over all that was judged."""
    assert round(ndcg_at(FOUND, GAINS, 10), 4) == 0.6075


@pytest.mark.parametrize(("gains", "expected"), [({}, 0.0), ({"d1": 0}, 0.0), ({"d3": 1}, 1.0), ({"d3": -1}, 0.0)])
def test_ndcg_of_few_judgements(gains: dict[str, int], expected: float) -> None:
    assert ndcg_at(FOUND, gains, 10) == expected


def test_only_the_first_place_of_a_document_counts() -> None:
    assert ndcg_at(["a", "a"], {"a": 1, "b": 1}, 10) == pytest.approx(1 / (1 + 1 / log2(3)))
    assert recall_at(["a", "a"], {"a", "b"}, 2) == 0.5


def test_hit_recall_and_reciprocal_rank_by_hand() -> None:
    relevant = {"d2", "d4"}
    assert [hit_at(FOUND, relevant, k) for k in (1, 2, 3, 10)] == [0, 0, 1, 1]
    assert [recall_at(FOUND, relevant, k) for k in (2, 3, 10)] == [0, 0.5, 0.5]
    assert [reciprocal_rank(FOUND, relevant, k) for k in (2, 3, 10)] == [0, 1 / 3, 1 / 3]
    assert (hit_at([], relevant, 5), recall_at(FOUND, set(), 5), reciprocal_rank([], set(), 5)) == (0, 0, 0)


@given(names, st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-1, 4)), st.integers(1, 10))
def test_every_score_is_between_0_and_1(found: list[str], gains: dict[str, int], k: int) -> None:
    relevant = {name for name, gain in gains.items() if gain > 0}
    values = [metric(found, relevant, k) for metric in (hit_at, recall_at, reciprocal_rank)]
    assert all(0 <= value <= 1 for value in [*values, ndcg_at(found, gains, k)])


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 4), min_size=1), st.integers(1, 10))
def test_the_best_order_has_an_ndcg_of_1(gains: dict[str, int], k: int) -> None:
    best = sorted(gains, key=lambda name: -gains[name])
    assert ndcg_at(best, gains, k) == pytest.approx(1)


def all_letters(statement: str, sentences: str) -> bool:
    """A support check that can be followed by eye: every letter of the statement is in the sentences."""
    return set(statement) <= set(sentences)


@pytest.mark.parametrize(
    ("statements", "recall", "precision"),
    [
        ([("a", ["a"])], 1, 1),
        ([("a", ["b"])], 0, 0),
        ([("a", [])], 0, 0),
        ([], 0, 0),
        ([("a", ["a", "b"])], 1, 1 / 2),  # the second adds nothing that the first has not
        ([("ab", ["a", "b"])], 1, 1),  # each is needed
        ([("a", ["a", "a"])], 1, 1),  # each supports it alone
        ([("ab", ["a", "b", "c"])], 1, 2 / 3),
        ([("abc", ["a", "b"])], 0, 0),  # not even together
        ([("a", ["a", "b"]), ("a", []), ("c", ["d"]), ("de", ["d", "e"])], 2 / 4, 3 / 5),
    ],
)
def test_citation_scores_by_the_definitions_of_alce(
    statements: list[tuple[str, list[str]]], recall: float, precision: float
) -> None:
    assert citation_scores(statements, all_letters) == CitationScores(recall, precision)


@pytest.mark.parametrize(
    ("statement", "sentences", "expected"),
    [
        ("An owl turns its head by 270 degrees.", "An owl turns its head by up to 270 degrees instead.", True),
        ("An owl turns its head by 180 degrees.", "An owl turns its head by up to 270 degrees instead.", False),
        ("It costs 1,200 and 0.5.", "Of 1200, 0.5 costs are left.", True),
        ("It costs 120.", "It costs 1200.", False),
        ("Bread is baked in ovens.", "An owl turns its head by up to 270 degrees instead.", False),
        ("Normalization layers help.", "Normalisation by a layer helps.", True),
        ("3", "3", True),
        ("it is", "so it is said", True),
        ("it is", "", False),
    ],
)
def test_the_support_check(statement: str, sentences: str, expected: bool) -> None:
    assert supports(statement, sentences) is expected
