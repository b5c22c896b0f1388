"""Questions for a formula, answered by one; and those that type one, found by its signs in TeX or in plain letters."""

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from rag.assistant import Assistant
from rag.questions.formula import MOST_TOKENS, formula_in, has_formula
from rag.searcher import Searcher

FLIGHT = r"$$ h = h_0 + v_0 \cdot t - \frac{g t^2}{2} $$"
PAGES = (
    "An owl takes off from a branch and falls until its wings carry it. The height of its flight is",
    "A gull dives from a cliff. With F(x) the drop of its wings, the path becomes H(x) = F(x) + x, as drawn.",
    "The weight of an egg is $w = a b^2 k$, where $a$ is its length and $b$ its width.",
    "Herring gulls live on the shore, eat fish and hunt by day.",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    texts = (f"{PAGES[0]} {FLIGHT}", *PAGES[1:])
    pages = [(entry_of(f"https://a.org/{number}"), [prose(text)]) for number, text in enumerate(texts)]
    return Assistant(library_of(tmp_path_factory.mktemp("formula"), encoder, pages), encoder)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("h = h0 + v0 t - gt^2/2", FLIGHT),
        ("y = F(x) + x", "H(x) = F(x) + x"),
        ("explain y = F(x) + x please", "H(x) = F(x) + x"),
        ("what is w = a*b^2*k", "$w = a b^2 k$"),
    ],
)
def test_what_has_it_comes_first(assistant: Assistant, question: str, shown: str) -> None:
    answer = assistant.ask(question)
    assert answer.answered
    assert shown in answer.statements[0].text


def test_who_made_it_is_not_told_by_what_has_it(assistant: Assistant) -> None:
    assert not assistant.ask("who came up with y = F(x) + x").answered


@pytest.mark.parametrize("question", ["F = G m M / r^2 + c", "pH = pK + log(A/HA)", "explain a x^2 + b x + c = 0"])
def test_one_that_nothing_has_is_refused_and_is_not_called_vague(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.answered
    assert answer.notice.startswith("The library does not cover this")


@pytest.mark.parametrize(
    "question", ["formula for the weight of an egg", "weight of an egg equation", "what is the formula of egg weight?"]
)
def test_who_asks_for_a_formula_is_shown_it(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.answered
    assert "$w = a b^2 k$" in answer.statements[0].text


def test_the_word_formula_is_not_looked_for(assistant: Assistant, encoder: Encoder) -> None:
    asked = Searcher.of(assistant.library, encoder).read("egg weight formula")
    assert [term.word for term in asked.terms] == ["egg", "weight"]
    assert asked.aims == {"formula"}


def test_a_formula_may_be_typed_in_plain_letters(assistant: Assistant) -> None:
    answer = assistant.ask("formula of the path of a gull that dives")
    assert answer.answered
    assert "H(x) = F(x) + x" in answer.statements[0].text


def test_who_asks_for_a_formula_that_no_excerpt_shows_is_refused(assistant: Assistant) -> None:
    assert assistant.ask("Where do herring gulls live?").answered
    assert not assistant.ask("Formula for where herring gulls live?").answered


@pytest.mark.parametrize(
    "text",
    [
        "resnet-50 vs vit-b/16",
        "is a 3x3 + 1x1 conv good and/or bad",
        "SGD w/ momentum + weight decay",
        "batch size 32/64?",
        "nn.ReLU(inplace=True) safe or not",
        "D = W.dot(X), i have dD",
        "x + " * MOST_TOKENS,
        "",
    ],
)
def test_other_signs_make_no_formula(text: str) -> None:
    assert formula_in(text) == ()


def test_an_empty_formula_is_nowhere() -> None:
    assert not has_formula("y = F(x) + x", ())
