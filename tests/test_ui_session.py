"""The state of a conversation."""

from concurrent.futures import Future
from dataclasses import replace

from rag.answer import Answer, Statement
from rag.conversation import Asked
from rag.filters import NO_FILTERS, Filters
from ui.session import Session, Turn, Writing


def test_a_session_sends_the_questions_before_as_history() -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def submit(one: Asked, writing: Writing) -> "Future[Answer]":
        asked.append((one.question, tuple(before.question for before in one.history)))
        return Future()

    session = Session()
    for question in ("one", "  ", "two "):
        session.pose(question)
        session.send(submit)
    assert asked == [("one", ()), ("two", ("one",))]
    assert not session.is_new
    writing = [turn.writing for turn in session.turns]
    session.start_over()
    assert session.is_new
    assert all(one.stop.is_set() for one in writing), "nobody waits for these any more"


def test_a_new_conversation_is_asked_of_all_sources() -> None:
    session = Session()
    session.choose(Filters(starred=True))
    session.start_over()
    assert session.filters == NO_FILTERS


def test_what_the_library_no_longer_has_is_given_up_and_named_until_something_is_chosen() -> None:
    session = Session()
    session.choose(Filters(headings=("Birds", "Fish"), kinds=("pdf",), starred=True))
    session.keep_to(["Birds", "Fish", "Bats"], ["article", "pdf"])
    assert session.gone == NO_FILTERS
    for _ in range(2):
        session.keep_to(["Fish", "Bats"], ["article"])
        assert session.filters == Filters(headings=("Fish",), starred=True)
        assert session.gone == Filters(headings=("Birds",), kinds=("pdf",))
    session.choose(NO_FILTERS)
    assert session.gone == NO_FILTERS


def test_questions_that_follow_at_once_are_all_asked_in_their_order() -> None:
    session = Session()
    for question in ("one", "two", "three"):
        session.pose(question)
    session.send(lambda one, writing: Future())
    assert [turn.asked.question for turn in session.turns] == ["one", "two", "three"]
    assert not session.waiting


def test_what_no_source_says_is_not_told_as_said_before() -> None:
    done: Future[Answer] = Future()
    statements = (Statement("Owls see.", (1,)), Statement("Owls swim.", (), "unsupported"))
    done.set_result(replace(Answer.remark("one", "", {}), statements=statements))
    assert Turn(Asked("one"), done).exchange.answer == "Owls see."
