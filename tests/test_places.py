"""Where sentences stand in a page: by the order of the document first, by their words where they were moved."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.places import WORD, Words, find_places, folded, words_of


def places(sentences: Sequence[str], page: str) -> list[str | None]:
    """The words of the page at the place of each sentence, counted from its first."""
    words = Words.of([folded(word) for word in WORD.findall(page)])
    found = find_places([words_of(sentence) for sentence in sentences], words)
    return [f"{place[0]} {' '.join(words.words[place[0] : place[1] + 1])}" if place else None for place in found]


@pytest.mark.parametrize(
    ("sentences", "page", "expected"),
    [
        (["A cat.", "A dog."], "Menu A cat A dog", ["1 a cat", "3 a dog"]),
        (["A cat.", "A dog.", "A cat."], "A cat. A dog. A cat.", ["0 a cat", "2 a dog", "4 a cat"]),
        # the page says more: a menu, a footnote's number, a comment
        (["An owl sees at night."], "Owls Menu An owl\u20601\u2060 sees at night", ["2 an owl 1 sees at night"]),
        (["An owl sees.", "It hunts."], "An owl sees. Share this. It hunts.", ["0 an owl sees", "5 it hunts"]),
        # a heading in the words that the sentence begins with
        (["Owls see well."], "Owls Owls see well", ["1 owls see well"]),
        (["Big owls eat.", "So."], "Big owls Big owls eat. So.", ["2 big owls eat", "5 so"]),
        # a sentence of which the page has a part, and one of which it has too little
        (["The map $x$ shrinks by (a call) half."], "The map shrinks by half.", ["0 the map shrinks by half"]),
        (["One two three four five."], "One of the many others that are not the same, five", [None]),
        # what was moved is known again by its words
        (["It ends here now.", "It began there then."], "It began there then. It ends here now.", None),
        # letters of scripts without spaces, exponents, forms of letters
        (["使用track.py即可。"], "不过使用track.py即可。", ["2 使 用 track py 即 可"]),
        (["Steps of 10⁻⁵ are ﬁne."], "Steps of 10\u2060−5\u2060 are fine", ["0 steps of 10 5 are fine"]),
        ([""], "A cat.", [None]),
        (["A cat."], "", [None]),
    ],
)
def test_places(sentences: Sequence[str], page: str, expected: list[str | None] | None) -> None:
    assert places(sentences, page) == (expected or ["4 it ends here now", "0 it began there then"])


WORDS = st.lists(st.sampled_from("a b c d".split()), min_size=1, max_size=5)


@given(st.lists(WORDS, max_size=8))
def test_a_page_that_is_the_document_gives_each_sentence_its_own_place(sentences: list[list[str]]) -> None:
    page = Words.of([word for sentence in sentences for word in sentence])
    at = 0
    for sentence, place in zip(sentences, find_places(sentences, page), strict=True):
        assert place == (at, at + len(sentence) - 1)
        at += len(sentence)


@given(st.lists(WORDS, max_size=8), st.lists(st.sampled_from("a b c d e".split()), max_size=40))
def test_a_place_lies_in_the_page_and_begins_and_ends_with_words_of_the_sentence(
    sentences: list[list[str]], page: list[str]
) -> None:
    for sentence, place in zip(sentences, find_places(sentences, Words.of(page)), strict=True):
        if place is not None:
            assert 0 <= place[0] <= place[1] < len(page)
            assert page[place[0]] in sentence
            assert page[place[1]] in sentence
