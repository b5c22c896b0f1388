"""Who answers: quotes where no model can be had, with the reason, and who writes where one can."""

import threading

import pytest

from index.errors import EncoderError, LibraryError, ModelError, NoModelError
from rag.answer import Answer
from rag.answerer import Answerer, Quoter, Watch, nobody, written_or_quoted
from rag.assistant import Assistant
from rag.conversation import Asked, Exchange

HEAD = "How far can an owl turn its head?"
DOWN = "The model is not there: start it."


def failing() -> Answerer:
    raise ModelError(DOWN)


def test_without_a_model_there_are_quotes_and_the_reason(owls: Assistant) -> None:
    answer = written_or_quoted(owls, failing).ask(HEAD)
    assert (answer.mode, answer.answered) == ("quotes", True)
    assert answer.notice == f"{DOWN} Here are the sources' own words instead."


def test_a_follow_up_is_understood_all_the_same(owls: Assistant) -> None:
    who = written_or_quoted(owls, failing)
    assert "owl" in who.ask("how far does its pupil open?", [Exchange("What is an owl?")]).standalone_question


@pytest.mark.parametrize("question", ["thanks!", "Who won the football world cup of 1998?"])
def test_where_nothing_would_be_written_no_reason_is_given(owls: Assistant, question: str) -> None:
    answer = written_or_quoted(owls, failing).ask(question)
    assert DOWN not in answer.text + answer.notice


def test_who_writes_is_asked_where_there_is_one(owls: Assistant) -> None:
    answer = written_or_quoted(owls, lambda: Quoter(owls, "I would write.")).ask(HEAD)
    assert answer.notice == "I would write."


def test_where_it_shows_late_that_there_is_no_model_there_are_quotes_all_the_same(owls: Assistant) -> None:
    class Late(Answerer):
        def answer(self, asked: Asked, watch: Watch = nobody, stop: threading.Event | None = None) -> Answer:
            raise NoModelError(DOWN)

    answer = written_or_quoted(owls, Late).ask(HEAD)
    assert (answer.mode, answer.answered) == ("quotes", True)
    assert answer.notice == f"{DOWN} Here are the sources' own words instead."


def test_without_the_model_that_checks_there_are_quotes_and_the_reason(owls: Assistant) -> None:
    def unchecked() -> Answerer:
        raise EncoderError("The model for inference cannot be loaded.")

    answer = written_or_quoted(owls, unchecked).ask(HEAD)
    assert (answer.mode, answer.answered) == ("quotes", True)
    assert answer.notice == "The model for inference cannot be loaded. Here are the sources' own words instead."


def test_other_errors_are_not_hidden(owls: Assistant) -> None:
    def broken() -> Answerer:
        raise LibraryError("The library is damaged.")

    with pytest.raises(LibraryError):
        written_or_quoted(owls, broken)


def test_both_say_the_same_to_small_talk_wherever_it_stands(owls: Assistant) -> None:
    after = [Exchange("What is an owl?")]
    for who in (Quoter(owls), Quoter(owls, "Nobody writes.")):
        assert who.ask("thanks!", after).text == "You are welcome."
        assert who.ask("how does this work?").text.startswith("I answer questions")
        assert "owl" in who.ask("how does it work?", after).standalone_question
