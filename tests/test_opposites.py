"""Words that say the opposite of each other: their table holds together, and sentences turned by one are refused."""

import json
from importlib.resources import files
from itertools import combinations, product
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mutations import opposite_rows

from index.encoder import Encoder
from rag.support.check import SupportCheck
from rag.support.differences import changed_word
from rag.support.polarity import flips
from rag.support.vocabulary import DENIALS, NEGATIONS, akin, excluding, negated, opposed, senses_of

FOLDER = Path(__file__).parent / "support"
FLOORS = yaml.safe_load((FOLDER / "floors.yaml").read_text("utf-8"))["opposites"]
WORDS = sorted({word for row in opposite_rows() for side in row for word in side})


@pytest.mark.parametrize("row", opposite_rows(), ids=lambda row: row[0][0])
def test_every_word_of_a_row_is_opposed_to_every_word_of_its_other_side(row: tuple[list[str], list[str]]) -> None:
    one, other = row
    assert not set(one) & set(other)
    assert [pair for pair in product(one, other) if not opposed(*pair)] == []
    assert [pair for side in row for pair in combinations(side, 2) if not akin(*pair)] == []


def test_no_word_stands_twice_on_a_side_and_no_two_rows_have_one_name() -> None:
    assert len({one[0] for one, _ in opposite_rows()}) == len(opposite_rows())
    assert all(len(set(side)) == len(side) for row in opposite_rows() for side in row)


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_opposites_are_mutual_and_never_akin(one: str, other: str) -> None:
    assert opposed(one, other) == opposed(other, one)
    assert not (opposed(one, other) and akin(one, other))
    assert not opposed(one, one)


@pytest.mark.parametrize("word", ["right", "lose", "loses", "ahead", "behind", "discard", "discards", "narrow"])
def test_a_word_of_two_pairs_is_opposed_in_both(word: str) -> None:
    assert len({pair for pair, _ in senses_of(word)}) >= 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("visible", "invisible"),
        ("regular", "irregular"),
        ("mislabelled", "labelled"),
        ("possible", "impossible"),
        ("non-linear", "linear"),
        ("counterclockwise", "clockwise"),
        ("underestimated", "overestimated"),
        ("inliers", "outliers"),
        ("harmless", "harmful"),
        ("foreground", "background"),
        ("heterogeneous", "homogeneous"),
        ("fine-grained", "coarse-grained"),
        ("bottom-up", "top-down"),
    ],
)
def test_the_form_of_words_shows_that_they_are_opposites(one: str, other: str) -> None:
    assert excluding(one, other)
    assert excluding(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("image", "age"), ("into", "to"), ("number", "numbers"), ("well-known", "well-suited")]
)
def test_words_that_only_look_like_it_are_none(one: str, other: str) -> None:
    assert not excluding(one, other)


def test_what_denies_in_one_check_denies_in_all() -> None:
    assert DENIALS < NEGATIONS
    for word in sorted(DENIALS - {"none", "nothing", "nobody", "nowhere"}):
        assert flips(f"Wide owls {word} fly.", "Wide owls fly."), word
        assert changed_word(f"Wide old owls {word} fly at noon.", "Wide old owls fly at noon."), word


def test_a_word_that_denies_by_its_beginning_flips_a_paraphrase() -> None:
    assert negated("unordered") == "ordered"
    assert flips("It recognises the order of the tokens.", "The tokens are an unordered set.") == ["order"]
    assert flips("The set has no order.", "The tokens are an unordered set.") == []


def test_another_word_of_the_same_side_is_no_change() -> None:
    def unlike(one: str, other: str) -> float:
        return 0.0

    source = "The small model loses to the large one on fog."
    assert changed_word("The small model trails to the large one on fog.", source, unlike) == ""
    assert changed_word("The small model leads to the large one on fog.", source, unlike) == "leads stands for loses"


def test_kinds_have_two_members_or_more_and_each_excludes_the_others() -> None:
    table = yaml.load(files("rag.support").joinpath("opposites.yaml").read_text("utf-8"), yaml.BaseLoader)
    for kind in table["kinds"]:
        assert len(kind) >= 2
        for one, other in combinations([member.split() for member in kind], 2):
            assert [pair for pair in product(one, other) if not excluding(*pair)] == []


def test_sentences_turned_by_hand_are_refused_and_their_paraphrases_kept(encoder: Encoder) -> None:
    check = SupportCheck(encoder)
    items = [json.loads(line) for line in (FOLDER / "opposites.jsonl").read_text("utf-8").splitlines()]
    turned = [check.verdict(item["turned"], [item["source"]]).support == "unsupported" for item in items]
    same = [check.verdict(item["same"], [item["source"]]).support == "supported" for item in items]
    found = {"turned_refused": sum(turned) / len(items), "same_kept": sum(same) / len(items)}
    print({name: round(share, 3) for name, share in found.items()})
    assert len(items) >= 100
    assert all(found[name] >= floor for name, floor in FLOORS.items()), found
