"""Which runs are chosen as excerpts: what speaks for a run, that each adds something, that they fit."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from passages import Part, chunk_of, entry_of, library_of, passage_of, prose

from index.encoder import Encoder
from rag.citations import Excerpt
from rag.clock import Clock
from rag.coverage.attempt import attempt
from rag.excerpts.choose import MAX_DISTANCE, MAX_EXCERPTS, MAX_WORDS, _extended, _pick
from rag.excerpts.context import read_around
from rag.excerpts.runs import WEIGHTS, Run, runs_of
from rag.filters import NO_FILTERS
from rag.searcher import Searcher

ONE, OTHER = frozenset({0}), frozenset({1})


def run_of(
    first: int, last: int, score: float, *, row: int = 0, angle: float = 0.0, sides: frozenset[int] = frozenset()
) -> Run:
    said = [" ".join(f"w{row}x{place}x{word}" for word in range(19)) + " end." for place in range(8)]
    passage = passage_of(*prose(*said), row=row)
    vector = np.asarray([np.cos(angle), np.sin(angle)], dtype=np.float32)
    return Run(Excerpt(passage, first, last, score), vector, sides, tells_origin=False)


def picked(*runs: Run) -> list[float]:
    return [run.excerpt.score for run in _pick(runs)]


def texts(root: Path, encoder: Encoder, question: str, *pages: list[Part]) -> list[str]:
    """The excerpts chosen from pages of one chunk each."""
    listed = [(entry_of(f"https://a.org/{number}"), [page]) for number, page in enumerate(pages)]
    searcher = Searcher.of(library_of(root, encoder, listed), encoder)
    return [excerpt.text for excerpt in attempt(searcher, question, NO_FILTERS, Clock()).excerpts]


def test_the_best_comes_first_and_what_falls_behind_is_left_out() -> None:
    behind = 0.9 - MAX_DISTANCE - 0.05
    runs = run_of(0, 0, 0.7), run_of(1, 1, 0.9, row=1, angle=1.5), run_of(2, 2, behind, row=2, angle=3)
    assert picked(*runs) == [0.9, 0.7]


def test_no_sentence_is_quoted_twice_and_all_fit() -> None:
    assert picked(run_of(0, 2, 0.9), run_of(2, 3, 0.8), run_of(3, 3, 0.7, row=1)) == [0.9, 0.7]
    many = [run_of(0, 3, 0.9 - number / 100, row=number, angle=number) for number in range(9)]
    chosen = _pick(many)
    assert sum(run.size for run in chosen) <= MAX_WORDS
    assert len(_pick([run_of(0, 0, 0.9, row=number, angle=number) for number in range(9)])) == MAX_EXCERPTS


def test_what_says_the_same_as_a_chosen_run_is_left_out() -> None:
    said = "Owls turn their heads by 270 degrees, for their eyes cannot move."
    again, longer, other = said.replace("by 270", "by up to 270"), "They see far. " + said, said.replace("270", "90")
    runs = [
        Run(Excerpt(passage_of(*prose(text), row=row), 0, 0, 0.9 - row / 100), np.eye(4)[row], ONE, tells_origin=False)
        for row, text in enumerate((said, again, longer, other))
    ]
    assert picked(*runs) == [0.9, 0.87]


def test_what_repeats_a_chosen_run_comes_after_what_adds() -> None:
    same, other = run_of(1, 1, 0.82, row=1, angle=0.05), run_of(2, 2, 0.8, row=2, angle=1.5)
    assert picked(run_of(0, 0, 0.9), same, other) == [0.9, 0.8, 0.82]


def test_the_other_side_of_a_comparison_is_brought_in() -> None:
    same, other = (
        run_of(1, 1, 0.85, row=1, angle=1.5, sides=frozenset({0})),
        run_of(2, 2, 0.78, row=2, angle=3.0, sides=frozenset({1})),
    )
    assert picked(run_of(0, 0, 0.9, sides=ONE), same, other) == [0.9, 0.78, 0.85]


def spans(excerpts: Sequence[Excerpt]) -> list[tuple[int, int]]:
    return [(one.first, one.last) for one in excerpts]


def test_runs_that_stand_close_together_become_one_with_what_is_between() -> None:
    near = _pick([run_of(3, 3, 0.9), run_of(0, 0, 0.8, angle=1.5)])
    assert [(one.excerpt.first, one.excerpt.last, one.excerpt.score) for one in near] == [(0, 3, 0.9)]
    far = _pick([run_of(7, 7, 0.9), run_of(0, 0, 0.8, angle=1.5)])
    assert spans([one.excerpt for one in far]) == [(7, 7), (0, 0)]


def test_nothing_is_put_before_a_run_that_opens_with_a_title() -> None:
    said = prose("Owls hunt at night in the woods.", "Owl nests.", "They are warm in winter, as all of us know by now.")
    apart, gap = passage_of(*said), "\n\n"
    first, lead, told = apart.chunk.sentences
    text = apart.chunk.text.replace(". Owl nests", f".{gap}Owl nests")
    moved = [replace(one, start=one.start + 1, end=one.end + 1) for one in (lead, told)]
    passage = replace(apart, chunk=replace(apart.chunk, text=text, sentences=(first, *moved)))
    one = replace(run_of(1, 2, 0.9), excerpt=Excerpt(passage, 1, 2, 0.9))
    before = replace(run_of(0, 0, 0.8, angle=1.5), excerpt=Excerpt(passage, 0, 0, 0.8))
    assert spans([run.excerpt for run in _pick([one, before])]) == [(1, 2), (0, 0)]


def test_no_caption_is_shown_between_two_runs() -> None:
    made = passage_of(("Owls hunt.", "paragraph"), ("An owl, hunting.", "caption"), ("They eat mice.", "paragraph"))
    runs = [replace(run_of(0, 0, 0.9), excerpt=Excerpt(made, place, place, 0.9 - place / 10)) for place in (0, 2)]
    assert len(_pick(runs)) == 2


def test_excerpts_go_on_where_there_is_room_but_not_into_each_other() -> None:
    runs = [run_of(0, last, 0.5) for last in range(8)]
    one, other = runs[0].excerpt, run_of(2, 2, 0.4).excerpt
    assert spans(_extended([one], runs)) == [(0, 3)]
    assert spans(_extended([one, other], runs)) == [(0, 1), (2, 2)]
    long = [run_of(0, 4, 0.9, row=row).excerpt for row in (1, 2)]
    assert spans(_extended([*long, one], runs)) == [(0, 4), (0, 4), (0, 1)]


def test_a_definition_comes_first_where_one_is_asked_for(tmp_path: Path, encoder: Encoder) -> None:
    pages = [
        prose("The facial disc of barn owls was studied by many people over many years."),
        prose("A facial disc is the ring of feathers around the eyes of an owl."),
    ]
    assert texts(tmp_path, encoder, "what is a facial disc?", *pages)[0] == pages[1][0][0]


def test_a_reason_comes_first_where_one_is_asked_for(tmp_path: Path, encoder: Encoder) -> None:
    pages = [
        prose("Owls fly silently at night over the fields and the barns."),
        prose("Owls fly silently because the edge of their feathers is fringed."),
    ]
    assert texts(tmp_path, encoder, "why do owls fly silently?", *pages)[0] == pages[1][0][0]


def test_a_formula_comes_first_where_one_is_asked_for(tmp_path: Path, encoder: Encoder) -> None:
    formula = "The area of an owl's pupil is $A = r^2$ for a radius of $r$."
    pages = [prose("The area of an owl's pupil was measured in the dark by many."), prose(formula)]
    assert texts(tmp_path, encoder, "formula for the area of an owl's pupil", *pages)[0] == formula


def test_what_goes_through_steps_comes_first_where_it_was_asked_how(tmp_path: Path, encoder: Encoder) -> None:
    pages = [
        prose("A barn owl is known to hunt the mouse by ear, and it glides down without any sound."),
        prose("A barn owl first listens for the mouse, then glides down, and repeats this hunt until it has one."),
    ]
    assert texts(tmp_path, encoder, "how does a barn owl hunt a mouse", *pages)[0] == pages[1][0][0]
    assert texts(tmp_path, encoder, "does a barn owl hunt a mouse", *pages)[0] == pages[0][0][0]


STEPS = (
    "Find the mouse by ear in the dark.",
    "Glide down to it without a sound.",
    "Stretch the claws out before it runs.",
)


def scores_of_steps(encoder: Encoder, tmp_path: Path, question: str) -> dict[tuple[int, int], float]:
    """What speaks for the runs of three steps, of which the marker of the first is no part of the chunk."""
    searcher = Searcher.of(library_of(tmp_path, encoder, [(entry_of(), [prose(*STEPS)])]), encoder)
    tried = attempt(searcher, question, NO_FILTERS, Clock())
    (stretch,) = read_around(searcher.library, tried.passages, 1)
    chunk, numbered = stretch.passage.chunk, chunk_of(*prose(*STEPS), between="\n2. ")
    passage = replace(stretch.passage, chunk=replace(chunk, text=numbered.text, sentences=numbered.sentences))
    found = runs_of(tried.question, encoder.encode_question(question)[0], replace(stretch, passage=passage), 0)
    plain = runs_of(tried.question, encoder.encode_question(question)[0], stretch, 0)
    before = {(run.excerpt.first, run.excerpt.last): run.excerpt.score for run in plain}
    return {
        place: run.excerpt.score - before[place] for run in found if (place := (run.excerpt.first, run.excerpt.last))
    }


def test_numbered_steps_speak_for_a_run_where_it_was_asked_how(encoder: Encoder, tmp_path: Path) -> None:
    gained = scores_of_steps(encoder, tmp_path, "how does it find a mouse")
    assert gained[0, 2] == pytest.approx(WEIGHTS.steps, abs=1e-4)
    assert gained[1, 2] == pytest.approx(WEIGHTS.steps + WEIGHTS.torn, abs=1e-4)  # begins with the second


def test_numbered_steps_are_but_torn_where_something_else_was_asked(encoder: Encoder, tmp_path: Path) -> None:
    gained = scores_of_steps(encoder, tmp_path, "does it find a mouse")
    assert gained[0, 2] == pytest.approx(0, abs=1e-4)
    assert gained[1, 2] == pytest.approx(WEIGHTS.torn, abs=1e-4)


@pytest.mark.parametrize("question", ["who invented dropout?", "when was dropout published"])
def test_who_and_when_are_answered_by_what_names_them_alone(tmp_path: Path, encoder: Encoder, question: str) -> None:
    told = "Hinton and colleagues proposed dropout in 2012."
    pages = (
        prose("Dropout switches units off at random while a network is trained."),
        prose("Dropout was invented so that no unit relies on another."),
        prose(told),
    )
    assert texts(tmp_path, encoder, question, *pages) == [told]


@pytest.mark.parametrize(
    "told",
    ["In this post we will see how owls turn their heads so far.", "How owls turn heads I leave to a later post."],
)
def test_what_an_article_says_of_itself_comes_last(tmp_path: Path, encoder: Encoder, told: str) -> None:
    pages = [
        prose(told),
        prose("Owls turn their heads so far by the joints of their necks."),
    ]
    assert texts(tmp_path, encoder, "how do owls turn their heads", *pages)[0] == pages[1][0][0]


def test_a_reader_gets_the_script_that_was_asked_in(tmp_path: Path, encoder: Encoder) -> None:
    pages = [
        prose("猫头鹰 owls 在夜间狩猎，它们的听觉非常灵敏。"),
        prose("Owls hunt at night, for they hear very well."),
    ]
    assert texts(tmp_path, encoder, "when do owls hunt", *pages)[0] == pages[1][0][0]


def test_a_run_is_ranked_by_the_best_passage_it_touches(tmp_path: Path, encoder: Encoder) -> None:
    page = [prose("Owls hunt at night in barns."), prose("Gulls hunt by day at sea.")]
    searcher = Searcher.of(library_of(tmp_path, encoder, [(entry_of(), page)]), encoder)
    tried = attempt(searcher, "owls hunt", NO_FILTERS, Clock())
    (stretch,) = read_around(searcher.library, tried.passages[:1], 1)
    vector = encoder.encode_question("owls hunt")[0]
    scores = {
        (run.excerpt.first, run.excerpt.last): run.excerpt.score for run in runs_of(tried.question, vector, stretch, 0)
    }
    assert scores.keys() == {(0, 0), (0, 1), (1, 1)}
    assert max(scores, key=lambda one: scores[one]) in ((0, 0), (0, 1))


@pytest.mark.parametrize("question", ["", "?", "owls", "owls " * 200])
def test_no_question_and_no_passage_break_it(tmp_path: Path, encoder: Encoder, question: str) -> None:
    assert texts(tmp_path, encoder, question, prose("Caption."), prose("Why?")) == []
