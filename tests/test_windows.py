"""Which runs of sentences may be quoted."""

from dataclasses import replace

import pytest
from passages import Part, chunk_of, prose

from index.records import BlockKind, Chunk, Sentence
from rag.excerpts.windows import MAX_WORDS, windows


def runs(*parts: Part, section: tuple[str, ...] = (), code: bool = False) -> list[tuple[int, int]]:
    return list(windows(chunk_of(*parts, section=section), with_code=code))


def set_out(*parts: tuple[str, str], kind: BlockKind = "paragraph", page: int | None = None) -> list[tuple[int, int]]:
    """The runs of sentences, each given with what stands before it."""
    text, sentences = "", []
    for before, said in parts:
        text += before if sentences else ""
        sentences.append(Sentence(len(text), len(text) + len(said), kind))
        text += said
    chunk = Chunk("c", "s", "Title", (), "", page, 0, len(text), text, tuple(sentences))
    return list(windows(chunk, with_code=False))


def starts(*texts: str) -> list[int]:
    return sorted({first for first, _ in runs(*prose(*texts))})


@pytest.mark.parametrize(
    "leaning",
    [
        "They see well in the dark there.",
        "This makes them good hunters at night.",
        "However, gulls do not see in the dark.",
        "As shown above, the eye is large.",
        "As can be seen from the plate, the eye is large.",
        "Similar calculations show that the eye is large.",
        "In the figure above, the eye is large.",
        "On the other hand, gulls hunt by day.",
        "It is the largest of them all.",
        "Specifically, a barn owl hears a mouse at night.",
        "Okay, so then the owl has heard the mouse.",
        "where the night is the time of hunting.",
        "$a \\in R$ and $b \\in R$.",
        "(Because they have large pupils at night.)",
        "Owls in barns also catch the smallest mice.",
        "As a second step they swallow it whole.",
        "Finally, they sleep until the next night.",
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
    assert windows(apart, with_code=False) == ((0, 0), (2, 2))
    announced = chunk_of(*prose(*texts[:2]), ("- wide at night", "item"), between="\n\n")
    assert (0, 2) in windows(announced, with_code=False)


def test_no_excerpt_ends_with_the_words_that_open_a_paragraph_as_its_title() -> None:
    apart = prose("Owls hunt at night in barns and see well.")
    chunk = chunk_of(*apart, *prose("Silent flight.", "Soft feathers make a flight silent at night."), between="\n\n")
    assert (0, 1) in windows(chunk, with_code=False)  # a paragraph of its own
    text = chunk.text.replace("flight.\n\n", "flight. ")
    first, lead, told = chunk.sentences
    joined = replace(chunk, text=text, sentences=(first, lead, replace(told, start=told.start - 1, end=told.end - 1)))
    assert windows(joined, with_code=False) == ((0, 0), (1, 2), (2, 2))


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


def test_how_to_cite_a_page_is_not_quoted() -> None:
    parts: list[Part] = [
        ("Owls hunt at night in old barns.", "paragraph"),
        ("Please cite this page of owls as:", "paragraph"),
        ('```\n@article{owl, title = "Owls at night"}\n```', "code"),
    ]
    assert runs(*parts, code=True) == [(0, 0)]


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
    assert windows(chunk, with_code=False) == ((0, 1), (1, 1))


def test_what_is_turned_round_or_cut_off_ends_no_excerpt() -> None:
    turned = prose("Owls are no use in a barn by day.", "However, they hunt there at night.", "All owls sleep by day.")
    assert runs(*turned) == [(0, 1), (0, 2), (2, 2)]
    cut = prose("The area of the pupil of an owl is", "Owls hunt at night in barns.")
    assert (0, 0) not in runs(*cut)


def test_what_opens_a_paragraph_may_speak_of_what_else_there_is() -> None:
    told = "Owls also hear the smallest mice."
    assert set_out(("", "Owls hunt at night in barns."), (" ", told)) == [(0, 0), (0, 1)]
    assert (1, 1) in set_out(("", "Owls hunt at night in barns."), ("\n\n", told))


@pytest.mark.parametrize(
    "announcing",
    [
        "Starting with the pupil of an owl at night,",
        "The area of the pupil is given below.",
        "The pupil of an owl opens as follows.",
        "Pupil and beak Pupil and wing",
        "Area of the pupil at night",
        "Let's look at how an owl turns its head.",
    ],
)
def test_no_excerpt_ends_with_what_announces_the_next(announcing: str) -> None:
    found = set_out(
        ("", "Owls hunt at night in barns."), ("\n\n", announcing), ("\n\n", "All owls sleep by day in barns.")
    )
    assert {last for _, last in found} == {0, 2}


def test_a_whole_statement_may_end_an_excerpt_though_its_formula_is_not_shown() -> None:
    assert (0, 0) in set_out(("", "To see this, we measure how wide the pupil of an owl is at night,"))
    assert (0, 0) in set_out(("", "The pupil of an owl is wide at night and is far smaller by day"))


@pytest.mark.parametrize("before", ["\n\n", "\n- "])
def test_no_excerpt_goes_on_to_the_first_words_of_the_next_paragraph_or_item(before: str) -> None:
    texts = ["Owls hunt at night in barns.", "Owls are hard to see by day.", "They sleep in hollow trees."]
    found = set_out(("", texts[0]), (before, texts[1]), (" ", texts[2]))
    assert found == [(0, 0), (0, 2), (1, 1), (1, 2)]


def test_an_excerpt_stops_before_a_heading() -> None:
    texts = ["Owls hunt at night in barns.", "All owls sleep by day in trees."]
    assert set_out(("", texts[0]), ("\n\n# How owls sleep\n\n", texts[1])) == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    ("before", "title", "after", "kind"),
    [("\n\n", "How owls sleep", "\n\n", "paragraph"), ("\n- ", "Silent flight.", " ", "item")],
)
def test_the_end_of_a_paragraph_is_not_shown_with_the_next_topic(
    before: str, title: str, after: str, kind: BlockKind
) -> None:
    texts = ["Owls hunt at night in barns.", "Mice are most of their food.", "Feathers of an owl are soft."]
    found = set_out(("", texts[0]), (" ", texts[1]), (before, title), (after, texts[2]), kind=kind)
    assert (0, 3) in found
    assert (1, 1) in found
    assert (1, 3) not in found


def test_an_excerpt_that_begins_in_an_inner_item_does_not_leave_it() -> None:
    items = [("", "Which birds hunt at night in barns?"), ("\n  - ", "Owls hunt at night in barns.")]
    items += [("\n  - ", "Nightjars hunt at night in woods."), ("\n- ", "Gulls hunt by day at the sea.")]
    found = set_out(*items, kind="item")
    assert (1, 2) in found
    assert (1, 3) not in found


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("dA A(r + h) \N{MINUS SIGN} A(r) dA Area (r) = (r) = A0 (r) dr 2h dr", False),
        ("Owls - See by night r \N{MINUS SIGN} a \N{SQUARE ROOT} b a \N{SQUARE ROOT} c +", False),
        ("A(r,s,t) = max (d(r,s) \N{MINUS SIGN} d(r,t) + a,0)", True),
        ("In the picture of the owl we have r1 = 2 and r2 = 3 and A = 4 + 9 = 13.", True),
    ],
)
def test_a_formula_of_a_pdf_that_fell_to_pieces_is_not_quoted(text: str, *, is_told: bool) -> None:
    assert bool(set_out(("", text), page=1)) == is_told
    assert set_out(("", text)) == [(0, 0)]


def test_a_question_opens_an_excerpt_where_its_answer_is_set_in_under_it() -> None:
    items = [("", "Owls hunt at night in barns."), ("\n- ", "Can an owl see any colours?")]
    items += [("\n  - ", "Yes, but it sees them less well than we do."), ("\n- ", "Can a gull see at night?")]
    assert set_out(*items, kind="item") == [(0, 0), (1, 2), (2, 2)]
    items += [("\n  - ", "No, it sleeps on the sea then.")]
    assert set_out(*items, kind="item") == [(0, 0), (1, 2), (2, 2), (3, 4), (4, 4)]


def test_a_question_opens_an_excerpt_where_its_paragraph_answers_it() -> None:
    answered = [("", "Owls hunt at night in barns."), ("\n\n", "Why do they turn their heads?")]
    answered += [(" ", "Because their eyes cannot turn at all.")]
    assert set_out(*answered) == [(0, 0), (1, 2), (2, 2)]  # neither ends with the question nor goes on to it
    asked_only = [("", "Owls hunt at night in barns."), (" ", "Why do they turn their heads?")]
    assert set_out(*asked_only, ("\n\n", "Gulls sleep on the sea at night.")) == [(0, 0), (0, 2), (2, 2)]


def test_an_excerpt_ends_before_what_a_lead_opens() -> None:
    texts = ["Owls hunt at night in barns.", "Silent flight.", "Feathers of an owl are soft."]
    found = set_out(("", texts[0]), ("\n\n", texts[1]), (" ", texts[2]))
    assert found == [(0, 0), (1, 2), (2, 2)]  # the lead itself opens one
    unspaced = ["\N{CJK UNIFIED IDEOGRAPH-9E2E}" * 8 + "\u3002", "\N{CJK UNIFIED IDEOGRAPH-98DE}" * 8 + "\u3002"]
    short = set_out(("", texts[0]), ("\n\n", unspaced[0]), (" ", unspaced[1]))
    assert (0, 2) in short  # words of a script without spaces are not few


def test_an_excerpt_that_begins_with_an_entry_of_a_glossary_ends_before_the_next() -> None:
    texts = ["Pellet – A pellet is a ball of bones.", "Owls cough it up.", "Roost – A roost is where owls sleep."]
    found = set_out(("", texts[0]), (" ", texts[1]), ("\n- ", texts[2]))
    assert (0, 1) in found
    assert (0, 2) not in found
    lead = set_out(("", "Two words are used of owls."), ("\n\n", texts[0]), ("\n- ", texts[2]))
    assert (0, 2) in lead  # who asks for both gets both


def test_an_excerpt_that_begins_with_a_cell_of_a_table_does_not_go_on_to_a_glossary() -> None:
    parts = [
        ("", "Feathers around every hungry owlet grow warmer"),
        ("\n\n- ", "Pellet – Every pellet holds small bones swallowed earlier."),
    ]
    assert (0, 1) not in set_out(*parts, page=1)
    assert (0, 1) in set_out(*parts)
