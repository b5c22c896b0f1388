"""Which runs of sentences may be quoted."""

from dataclasses import replace

import pytest
from passages import Part, chunk_of, prose

from index.records import BlockKind
from rag.excerpts.windows import MAX_WORDS, windows


def runs(*parts: Part, section: tuple[str, ...] = (), code: bool = False) -> list[tuple[int, int]]:
    return windows(chunk_of(*parts, section=section), with_code=code)


def starts(*texts: str) -> list[int]:
    return sorted({first for first, _ in runs(*prose(*texts))})


@pytest.mark.parametrize(
    "leaning",
    [
        "They see well in the dark there.",
        "This makes them good hunters at night.",
        "However, gulls do not see in the dark.",
        "As shown above, the eye is large.",
        "On the other hand, gulls hunt by day.",
        "It is the largest of them all.",
        "where the night is the time of hunting.",
        "$a \\in R$ and $b \\in R$.",
    ],
)
def test_no_excerpt_opens_with_a_sentence_that_leans_on_the_one_before(leaning: str) -> None:
    assert starts("Owls hunt at night in barns.", leaning, "An owl is a bird of prey.") == [0, 2]


def test_what_opens_a_section_leans_on_nothing() -> None:
    assert starts("This opens the section, so nothing stands before it.") == [0]


def test_a_formula_is_quoted_with_what_announces_it_and_what_explains_it() -> None:
    parts: list[Part] = [
        ("The area of a pupil is given by this:", "paragraph"),
        ("$$\nA = r^2\n$$", "formula"),
        ("where $r$ is the radius of the pupil.", "paragraph"),
        ("Owls have large pupils in the dark.", "paragraph"),
    ]
    assert runs(*parts) == [(0, 2), (0, 3), (3, 3)]


def test_a_formula_that_nothing_explains_may_end_an_excerpt() -> None:
    parts: list[Part] = [
        ("The area of a pupil is given by this:", "paragraph"),
        ("$$\nA = r^2\n$$", "formula"),
        ("Owls have large pupils in the dark.", "paragraph"),
    ]
    assert (0, 1) in runs(*parts)


def test_what_announces_a_picture_is_not_quoted() -> None:
    texts = ("Owls hunt at night in barns.", "The pupils open as below:", "An owl turns its head far around.")
    apart = chunk_of(*prose(*texts), between="\n\n")
    assert windows(apart, with_code=False) == [(0, 0), (2, 2)]
    announced = chunk_of(*prose(*texts[:2]), ("- wide at night", "item"), between="\n\n")
    assert (0, 2) in windows(announced, with_code=False)


def test_no_excerpt_ends_with_the_words_that_open_a_paragraph_as_its_title() -> None:
    apart = prose("Owls hunt at night in barns and see well.")
    chunk = chunk_of(*apart, *prose("Silent flight.", "Soft feathers make a flight silent at night."), between="\n\n")
    assert (0, 1) in windows(chunk, with_code=False)  # a paragraph of its own
    text = chunk.text.replace("flight.\n\n", "flight. ")
    first, lead, told = chunk.sentences
    joined = replace(chunk, text=text, sentences=(first, lead, replace(told, start=told.start - 1, end=told.end - 1)))
    assert (0, 1) not in windows(joined, with_code=False)
    assert (0, 2) in windows(joined, with_code=False)


@pytest.mark.parametrize(
    "news",
    [
        "[Updated on 2024-05-01: added a section on owls.",
        "Last updated: May 3, 2024, with more owls in it.",
        "Posted on 12 March by the keeper of the owls.",
    ],
)
def test_what_a_page_says_of_its_editions_is_not_quoted(news: str) -> None:
    assert starts(news, "Owls hunt at night in barns.") == [1]
    assert starts("Updated weights are stored after every step of it.") == [0]


def test_questions_captions_and_code_are_not_quoted_alone() -> None:
    parts: list[Part] = [
        ("Why do owls turn their heads so far?", "paragraph"),
        ("Figure 1: an owl on a branch at night.", "caption"),
        ("```python\nturn(head)\n```", "code"),
    ]
    assert runs(*parts) == []


def test_an_excerpt_stops_before_a_caption_and_does_not_end_with_a_question() -> None:
    parts: list[Part] = [
        ("Owls hunt at night in old barns.", "paragraph"),
        ("But how do they see anything?", "paragraph"),
        ("Figure 1: an owl on a branch.", "caption"),
        ("The end of the page is here.", "paragraph"),
    ]
    assert runs(*parts) == [(0, 0), (3, 3)]


def test_code_is_shown_whole_where_it_was_asked_for() -> None:
    parts: list[Part] = [("This turns the head of an owl:", "paragraph"), ("```python\nturn(head)\n```", "code")]
    assert runs(*parts) == []
    assert runs(*parts, code=True) == [(0, 1)]


def test_code_in_pieces_is_shown_from_its_first_to_its_last() -> None:
    parts: list[Part] = [
        ("```python\nclass Owl:", "code"),
        ("    def hunt(self):", "code"),
        ("        pass\n```", "code"),
        ("The owl above hunts at night in barns.", "paragraph"),
    ]
    assert runs(*parts, code=True) == [(0, 2), (0, 3), (3, 3)]
    assert runs(*parts[1:], code=True) == [(2, 2)]  # a piece of it stands in the chunk before
    assert runs(*parts) == [(3, 3)]


@pytest.mark.parametrize(
    ("kind", "piece"),
    [
        ("code", "```python\nturn(head)"),
        ("code", "turn(head)\n```"),
        ("table", "| owl | 270 |"),
        ("formula", "$$\nA ="),
    ],
)
def test_a_piece_of_a_block_is_not_quoted(kind: BlockKind, piece: str) -> None:
    parts: list[Part] = [("Owls hunt at night in old barns.", "paragraph"), (piece, kind)]
    assert runs(*parts, code=True) == [(0, 0)]


def test_a_table_is_quoted_whole() -> None:
    parts: list[Part] = [
        ("The birds and how far they turn:", "paragraph"),
        ("| bird | turn |\n| --- | --- |\n| owl | 270 |", "table"),
    ]
    assert (0, 1) in runs(*parts)


@pytest.mark.parametrize("heading", ["Exercises", "3 Exercise", "Problems", "Credits"])
def test_exercises_are_not_quoted(heading: str) -> None:
    assert runs(*prose("Show that an owl sees in the dark."), section=(heading,)) == []


def test_no_run_is_longer_than_an_excerpt_but_for_a_sentence_that_is() -> None:
    parts = prose(*("Word " * 30 + "end." for _ in range(10)), "Word " * 200 + "end.")
    chunk = chunk_of(*parts)
    sizes = {
        (first, last): len(chunk.text[chunk.sentences[first].start : chunk.sentences[last].end].split())
        for first, last in windows(chunk, with_code=False)
    }
    assert sizes[(10, 10)] > MAX_WORDS
    assert all(size <= MAX_WORDS for (first, last), size in sizes.items() if first < last)
    assert (0, 2) in sizes
    assert (0, 3) not in sizes


def test_a_short_formula_is_not_quoted_alone() -> None:
    chunk = chunk_of(*prose("$D_2 = D_1$", "The depth of a map stays as it is."))
    assert windows(chunk, with_code=False) == [(0, 1), (1, 1)]


def test_what_is_turned_round_or_cut_off_ends_no_excerpt() -> None:
    turned = prose("Owls are no use in a barn by day.", "However, they hunt there at night.", "All owls sleep by day.")
    assert runs(*turned) == [(0, 1), (0, 2), (2, 2)]
    cut = prose("The area of the pupil of an owl is", "Owls hunt at night in barns.")
    assert (0, 0) not in runs(*cut)
