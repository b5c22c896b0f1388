"""Which runs of sentences may be quoted, and how excerpts are joined and filled."""

from itertools import pairwise

import pytest

from index.records import BlockKind, Chunk, Sentence, Source, SourceEntry, SourceState
from rag.citations import Excerpt
from rag.quotes import MAX_EXCERPT_WORDS, _fill, _joined, _runs
from rag.retrieve import Passage


def passage(*parts: tuple[str, BlockKind], section: tuple[str, ...] = ()) -> Passage:
    """A passage of the given sentences, a space between them."""
    text, sentences = "", []
    for part, kind in parts:
        sentences.append(Sentence(len(text), len(text) + len(part), kind))
        text += part + " "
    chunk = Chunk("c", "s", "Title", section, "", None, 0, len(text), text, tuple(sentences))
    return Passage(0, chunk, SourceEntry(Source("u", "t", "article"), SourceState("ok")), 1.0, 0.0, 0.0)


def prose(*parts: str, section: tuple[str, ...] = ()) -> Passage:
    return passage(*((part, "paragraph") for part in parts), section=section)


def starts(one: Passage) -> list[int]:
    return [first for first, _ in _runs(one.chunk)]


def test_no_excerpt_opens_with_a_sentence_that_leans_on_the_one_before() -> None:
    made = prose("Owls hunt at night in barns.", "They see well in the dark there.", "An owl is a bird of prey.")
    assert starts(made) == [0, 2]
    assert starts(prose("This opens the section, so nothing stands before it.")) == [0]


def test_what_follows_a_formula_is_quoted_with_it() -> None:
    made = passage(
        ("The area of a pupil is given by this:", "paragraph"),
        ("$$\nA = r^2\n$$", "formula"),
        ("In the formula, r is the radius of the pupil.", "paragraph"),
    )
    assert list(_runs(made.chunk)) == [(0, 2)]


def test_questions_captions_and_code_are_not_quoted_alone() -> None:
    made = passage(
        ("Why do owls turn their heads so far?", "paragraph"),
        ("Figure 1: an owl on a branch at night.", "caption"),
        ("```python\nturn(head)\n```", "code"),
    )
    assert list(_runs(made.chunk)) == []


def test_an_excerpt_stops_before_a_caption_and_does_not_end_with_a_question() -> None:
    made = passage(
        ("Owls hunt at night in old barns.", "paragraph"),
        ("But how do they see anything?", "paragraph"),
        ("Figure 1: an owl on a branch.", "caption"),
    )
    assert list(_runs(made.chunk)) == [(0, 0)]


@pytest.mark.parametrize("heading", ["Exercises", "3 Exercise", "Problems"])
def test_exercises_are_not_quoted(heading: str) -> None:
    assert starts(prose("Show that an owl sees in the dark.", section=(heading,))) == []


def test_excerpts_that_follow_each_other_become_one() -> None:
    made = prose(*(f"Sentence number {number} says a thing." for number in range(6)))
    first, second, apart = Excerpt(made, 2, 3, 0.9), Excerpt(made, 0, 1, 0.8), Excerpt(made, 5, 5, 0.7)
    joined = _joined([first, second, apart])
    assert [(one.first, one.last, one.score) for one in joined] == [(0, 3, 0.9), (5, 5, 0.7)]


def test_excerpts_take_what_follows_while_there_is_room_and_never_overlap() -> None:
    made = prose(*("word " * 19 + "end." for _ in range(10)))
    filled = _fill([Excerpt(made, 0, 0, 0.9), Excerpt(made, 3, 3, 0.8)], room=70)
    assert [(one.first, one.last) for one in filled] == [(0, 2), (3, 4)]
    assert all(one.last < other.first for one, other in pairwise(filled))
    (alone,) = _fill([Excerpt(made, 0, 0, 0.9)], room=1000)
    assert len(alone.text.split()) <= MAX_EXCERPT_WORDS
