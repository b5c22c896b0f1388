"""What nothing covers as it stands goes on with the topic of the conversation, where that answers it."""

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from index.library import Library
from rag.assistant import Assistant
from rag.clock import Clock
from rag.coverage.attempt import Attempt, attempt
from rag.coverage.resumed import try_resumed
from rag.filters import NO_FILTERS
from rag.questions.followup import resumed, ways_to_stand_alone
from rag.searcher import Searcher

OWLNET = "Owlnet ends in a small head, which is thrown away when training ends; only what stands before it is kept."
PAGES = (
    "Owlnet learns without labels from two views of each photograph.",
    OWLNET,
    "A statue keeps its head for ages, and later tasks are harder, as prices and rents are.",
    "Gullnet counts the eggs of a herring gull on the shore.",
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Searcher:
    pages = [(entry_of(f"https://a.org/{number}"), [prose(text)]) for number, text in enumerate(PAGES)]
    return Searcher.of(library_of(tmp_path_factory.mktemp("resumed"), encoder, pages), encoder)


def tried(searcher: Searcher, question: str) -> tuple[Attempt, Attempt]:
    alone = attempt(searcher, question, NO_FILTERS, Clock())
    return alone, try_resumed(searcher, alone, resumed(question, ["what is owlnet?"]), NO_FILTERS, Clock())


def test_it_is_read_with_the_topic_where_a_passage_says_half_of_it(searcher: Searcher) -> None:
    question = "do i keep that head when the training ends?"
    assert ways_to_stand_alone(question, ["what is owlnet?"]) == (question,)
    _, answered = tried(searcher, question)
    assert answered.question.text == f"{question} (about owlnet)"
    assert any(OWLNET in excerpt.text for excerpt in answered.excerpts)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("do gulls count eggs on statues of the shore for later prices and rents?", "the topic alone would answer"),
        ("do you keep that head for the xylocopa later?", "of a word that no source has"),
        ("do you keep that head in gullnet for later tasks?", "it names what it is about"),
    ],
)
def test_it_stands_alone(searcher: Searcher, question: str, why: str) -> None:
    alone, answered = tried(searcher, question)
    assert answered is alone, why


def test_what_asks_for_a_meaning_is_never_read_with_a_topic() -> None:
    assert resumed("what is a transformer?", ["what is owlnet?"]) == ""
    assert resumed("do you keep that head?", []) == ""


@pytest.mark.parametrize(("question", "answered"), [("and photographs?", True), ("and xylonet?", False)])
def test_a_name_that_no_source_has_is_not_answered_by_the_topic(
    searcher: Searcher, question: str, *, answered: bool
) -> None:
    before = "does owlnet learn without labels from two views of each photograph?"
    assert Assistant(searcher.library, searcher.encoder).ask(question, [before]).answered is answered


def test_the_topic_is_the_one_that_was_meant(library: Library, encoder: Encoder) -> None:
    answer = Assistant(library, encoder).ask("do i switch units off at test time too?", ["what is dropuot?"])
    assert answer.standalone_question == "do i switch units off at test time too? (about dropout)"
    assert answer.answered


def test_what_is_surely_covered_as_it_stands_is_not_tied_to_the_topic(library: Library, encoder: Encoder) -> None:
    question = "How do I compute the output size of a convolution?"
    answer = Assistant(library, encoder).ask(question, ["What is a receptive field?"])
    assert answer.answered
    assert answer.standalone_question == question
