"""A question may ask an author or a site of the list: their pages answer it, or others where they do not."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from rag.assistant import Assistant
from rag.conversation import Asked, Exchange
from rag.questions.asked_of import asked_of, sites_of
from rag.wording import ELSEWHERE

ADDRESSES = (
    "https://karpathy.github.io/2019/recipe/",
    "https://lilianweng.github.io/posts/gan/",
    "https://cs231n.github.io/optimization/",
    "https://distill.pub/2017/momentum/",
    "https://www.jalammar.org/vit",
    "https://github.com/owlnets/nets",
    "sightline:notes/dropout",
)
PAGES = (
    (
        "https://karpathy.github.io/2019/recipe/",
        "Owls are trained by overfitting one batch first, to find what is broken.",
    ),
    ("https://owlery.org/train", "Owls are trained in the dark. Pooling keeps the greatest value of a window of owls."),
)


@pytest.mark.parametrize(
    ("question", "left", "address"),
    [
        ("what does karpathy recommend to do first", "what to do first", 0),
        ("What does Andrej Karpathy say about dropout?", "What does dropout?", 0),
        ("karpathy's recipe: why overfit", "why overfit", 0),
        ("according to karpathys recipe, what overfits", "what overfits", 0),
        ("according to lilian weng, what is a GAN", "what is a GAN", 1),
        ("in the cs231n notes, how is the size computed?", "how is the size computed?", 2),
        ("what is a gate, by cs231n", "what is a gate", 2),
        ("what does distill say about momentum", "what momentum", 3),
        ("what does Jay Alammar write about attention", "what attention", 4),
        ("jay alammar's attention post, how many heads?", "attention post, how many heads?", 4),
        ("what does owlnets say about pooling", "what pooling", 5),
    ],
)
def test_who_is_asked_is_told_from_what(question: str, left: str, address: int) -> None:
    entries = [entry_of(url) for url in ADDRESSES]
    found = asked_of(question, sites_of(entries), {"distill", "momentum", "does", "what"}.__contains__)
    assert found == (left, frozenset({entries[address].source.id}))


@pytest.mark.parametrize(
    "question",
    [
        "does distilling help",
        "why distills a teacher",
        "does distill loss help",
        "how do I distill from a teacher",
        "the karpathy one",
        "does cs231n's pooling overlap",
        "how do I pool in cs231n",
        "karpathy",
        "according to github, what is a net",
        "what does the notes page say",
        "",
        "?",
    ],
)
def test_other_questions_ask_nobody(question: str) -> None:
    sites = sites_of([entry_of(url) for url in ADDRESSES])
    assert asked_of(question, sites, {"distill"}.__contains__) == (question, frozenset())


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    root: Path = tmp_path_factory.mktemp("asked_of")
    pages = [(entry_of(url), [prose(*(part + "." for part in text.rstrip(".").split(". ")))]) for url, text in PAGES]
    return Assistant(library_of(root, encoder, pages), encoder)


def test_the_pages_of_whom_is_asked_answer(assistant: Assistant) -> None:
    answer = assistant.ask("how are owls trained, according to karpathy")
    assert {citation.url.split("#")[0] for citation in answer.citations} == {PAGES[0][0]}
    assert answer.notice == ""
    assert len({citation.url.split("#")[0] for citation in assistant.ask("how are owls trained").citations}) == 2


def test_others_answer_where_they_do_not_and_it_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("what does karpathy say about pooling a window of owls")
    assert {citation.url.split("#")[0] for citation in answer.citations} == {PAGES[1][0]}
    assert answer.notice == ELSEWHERE


def test_who_is_only_named_is_asked_where_nothing_else_covers_it(assistant: Assistant) -> None:
    answer = assistant.ask("karpathys go to for owls, what is broken")
    assert {citation.url.split("#")[0] for citation in answer.citations} == {PAGES[0][0]}
    assert answer.standalone_question == "karpathys go to for owls, what is broken"
    assert not assistant.ask("karpathys way to bake bread in Lima").answered


def test_he_is_the_author_who_was_named_before(assistant: Assistant) -> None:
    assert "does karpathy find" in readings(assistant, "and what does he find broken?", "karpathys recipe for owls")[0]
    assert "does he find" in readings(assistant, "and what does he find broken?", "how are owls trained")[0]


def test_what_nobody_covers_is_refused_without_a_word_on_whom(assistant: Assistant) -> None:
    answer = assistant.ask("what does karpathy say about the price of bread in Lima")
    assert not answer.answered
    assert ELSEWHERE not in answer.notice


def readings(assistant: Assistant, question: str, before: str) -> Sequence[str]:
    """How a question is understood after another."""
    return assistant.readings(Asked(question, (Exchange(before),)))


def test_what_was_asked_of_somebody_is_the_topic_of_what_follows(assistant: Assistant) -> None:
    owls = "what does karpathy say about pooling a window of owls"
    assert readings(assistant, "what about a map?", owls)[0] == "what a map"
    assert readings(assistant, "why?", "according to karpathy, why are owls pooled?")[0] == "why? (about owls pooled)"


def test_a_topic_is_borrowed_without_its_slips(assistant: Assistant) -> None:
    assert readings(assistant, "why?", "waht is poolign") == ("why? (about pooling)",)
