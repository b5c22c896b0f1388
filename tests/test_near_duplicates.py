"""Texts that say nearly the same are found, as comparing each with each finds them."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from index.near_duplicates import MIN_SHARED, _runs, first_near_duplicates, jaccard

WORDS = [f"word{number}" for number in range(60)]


def brute_force(texts: list[str]) -> list[int]:
    runs = [_runs(text) for text in texts]
    firsts: list[int] = []
    for place, own in enumerate(runs):
        before = [first for first in range(place) if firsts[first] == first and jaccard(own, runs[first]) >= MIN_SHARED]
        firsts.append(min(before, default=place))
    return firsts


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 14))
def test_it_agrees_with_comparing_each_with_each(seed: int, count: int) -> None:
    chance = random.Random(seed)
    texts: list[str] = []
    for _ in range(count):
        words = texts and chance.random() < 0.6 and chance.choice(texts).split()
        words = list(words or chance.choices(WORDS, k=chance.randint(1, 50)))
        for _ in range(chance.randint(0, 3)):
            words[chance.randrange(len(words))] = chance.choice(WORDS)
        texts.append(" ".join(words))
    assert first_near_duplicates(texts) == brute_force(texts)


def test_punctuation_and_case_do_not_matter() -> None:
    assert first_near_duplicates(
        ["Owls hunt at night in barns.", "owls hunt at night, in barns", "Gulls hunt by day."]
    ) == [0, 0, 2]


def test_empty_texts_are_alike_and_break_nothing() -> None:
    assert first_near_duplicates(["", "one", "one", ""]) == [0, 1, 1, 0]
    assert first_near_duplicates([]) == []
