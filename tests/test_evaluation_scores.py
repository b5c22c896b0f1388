"""Outcomes and their scores, counted by hand."""

from dataclasses import replace

import pytest
from outcomes import Maker, Said

from index.encoder import Encoder
from index.errors import LibraryError
from index.library import Library
from rag.answer import Answer
from rag.assistant import Assistant
from rag.evaluation.cases import Case
from rag.evaluation.outcome import Outcome, try_case
from rag.evaluation.scores import score

A, B, C = "https://a.org/a", "https://a.org/b", "https://a.org/c"


@pytest.fixture(scope="module")
def assistant(small_library: Library, encoder: Encoder) -> Assistant:
    return Assistant(small_library, encoder)


@pytest.fixture(scope="module")
def make(assistant: Assistant) -> Maker:
    return Maker(assistant)


def test_every_score_counted_by_hand(make: Maker) -> None:
    both = Case("both", "q", facts=("one", "two"), sources=(A, B))
    outcomes = [
        # passes: right page second of the passages, first of the citations
        make.answered(both, [Said("One and TWO.", (A,))], [C, A, A]),
        # one of two facts, right page cited second, none found
        make.answered(replace(both, id="half"), [Said("One.", (C, B))], [C]),
        # wrongly refused
        make.refused(replace(both, id="refused"), [A, B]),
        # an error
        Outcome(replace(both, id="error"), None, error="It broke."),
        # rightly refused, wrongly answered without a citation, an error
        make.refused(Case("no", "q", answerable=False)),
        make.answered(Case("near", "q", answerable=False), [Said("Something else.")]),
        Outcome(Case("error too", "q", answerable=False), None, error="It broke."),
    ]
    scores = score(outcomes)
    assert scores.passed == 2 / 7
    assert (scores.hit_at_1, scores.hit_at_5, scores.hit_at_10) == (1 / 4, 2 / 4, 2 / 4)
    assert scores.mrr_at_10 == (1 / 2 + 0 + 1 + 0) / 4
    first = 0.63093 / (1 + 0.63093)  # 1 / log2(3), over the best order of two pages
    assert scores.ndcg_at_10 == pytest.approx((first + 0 + 1 + 0) / 4, abs=1e-5)
    assert scores.answered == 2 / 4
    assert scores.fact_recall == (1 + 1 / 2 + 0 + 0) / 4
    assert scores.all_facts == 1 / 4
    assert (scores.source_cited, scores.source_cited_first) == (2 / 4, 1 / 4)
    assert (scores.citation_recall, scores.citation_precision) == ((1 + 1 + 0 + 0 + 0) / 5, (1 + 1 + 0 + 0 + 0) / 5)
    assert scores.refusal_precision == 1 / 2
    assert scores.refusal_recall == 1 / 3
    assert scores.balanced_accuracy == pytest.approx((2 / 4 + 1 / 3) / 2)


def test_what_no_case_says_anything_about_has_no_score(make: Maker) -> None:
    scores = score([make.refused(Case("no", "q", answerable=False))])
    assert (scores.passed, scores.refusal_recall, scores.refusal_precision) == (1, 1, 1)
    assert scores.answered is scores.hit_at_1 is scores.fact_recall is scores.balanced_accuracy is None
    assert score([]).passed is None


@pytest.mark.parametrize(
    ("case", "problems"),
    [
        (Case("x", "q"), ()),
        (Case("x", "q", facts=("ONE..two",), sources=(A,)), ()),  # joined by a space; a dot matches the line end
        (Case("x", "q", facts=("three", "one")), ("the fact 'three' is missing",)),
        (Case("x", "q", sources=(B,)), ("none of its sources is cited",)),
        (Case("x", "q", sources=(B, f"{A}/#top")), ()),
        (Case("x", "q", answerable=False), ("answered, though it should be refused",)),
    ],
)
def test_when_an_answer_passes(make: Maker, case: Case, problems: tuple[str, ...]) -> None:
    assert make.answered(case, [Said("One\n", (A,)), Said("two", (C,))]).problems == problems


def test_a_refusal_passes_where_it_should(make: Maker) -> None:
    assert make.refused(Case("x", "q")).problems == ("refused, though it should be answered",)
    assert make.refused(Case("x", "q", answerable=False)).problems == ()


def test_a_case_is_asked_with_its_history(assistant: Assistant) -> None:
    case = Case(
        "x", "and how far does it turn its head?", ("How does an owl see?",), ("270 degrees",), ("https://x.org/",)
    )
    outcome = try_case(case, assistant, assistant.ask)
    assert outcome.facts_found == (True,)
    assert outcome.unknown == ("https://x.org/",)
    assert 0 < len(outcome.passages) <= 10


def test_an_error_of_ours_is_an_outcome(assistant: Assistant) -> None:
    def ask(question: str, history: object = ()) -> Answer:
        raise LibraryError("It broke.")

    outcome = try_case(Case("x", "q", answerable=False), assistant, ask)
    assert outcome.problems == ("It broke.",)
    assert not outcome.refused
