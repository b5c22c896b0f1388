"""The chat with a model: a scripted one on a real server writes, the page shows what of it holds."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from threading import Event

import pytest
from model_server import ModelServer, Pause, serve
from owl_model import HEAD, writing
from streamlit.testing.v1 import AppTest

from index.library import Library
from rag.answer import Answer
from rag.conversation import Asked
from ui.answering import WRITTEN_AT_ONCE, Answering
from ui.server import APP
from ui.session import Session, Writing

SAID = (
    "Owls turn their heads by up to 270 degrees [{turns}]. Owls swim to Peru in May [{tubes}]. "
    "Their eyes are tubes [{tubes}]."
)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serve(writing(SAID)) as one:
        yield one


@pytest.fixture
def open_app(small_library: Library, server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> Callable[[], AppTest]:
    monkeypatch.setenv("SIGHTLINE_LIBRARY", str(small_library.root))
    monkeypatch.setenv("SIGHTLINE_MODEL", server.url)
    return lambda: AppTest.from_file(str(APP), default_timeout=60).run()


def answered(app: AppTest, question: str) -> AppTest:
    """The page when the question is answered."""
    app.chat_input[0].set_value(question).run()
    deadline = time.monotonic() + 60
    while not app.session_state["sightline"].turns[-1].answer.done() and time.monotonic() < deadline:
        time.sleep(0.1)
    return app.run()


def shown(app: AppTest) -> str:
    return "\n".join(element.value for element in app.chat_message[-1].markdown)


def test_the_page_says_where_questions_go(open_app: Callable[[], AppTest], server: ModelServer) -> None:
    app = open_app()
    captions = [caption.value for caption in app.sidebar.caption]
    assert "Questions and the sentences found go to the model server on this machine." in captions
    app.sidebar.radio[0].set_value(False).run()
    assert "Nothing leaves this machine." in [caption.value for caption in app.sidebar.caption]
    answered(app, HEAD)
    assert server.asked == []


def test_a_written_answer_shows_what_holds_and_marks_what_does_not(open_app: Callable[[], AppTest]) -> None:
    app = answered(open_app(), HEAD)
    text = shown(app)
    assert "Owls turn their heads by up to 270 degrees." in text
    assert "Owls swim to Peru in May. :orange[(no source says this)]" in text
    assert "[\\[1\\]](<#citation-1>" in text
    assert "up to 270 degrees" in app.chat_message[-1].expander[0].label, "its sentence, which is not in the answer"


def test_where_the_model_that_checks_cannot_be_loaded_there_are_quotes_and_the_reason(
    open_app: Callable[[], AppTest], server: ModelServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SIGHTLINE_NLI", str(tmp_path / "none"))
    app = answered(open_app(), HEAD)
    assert not app.error
    (notice,) = app.chat_message[-1].info
    assert "SIGHTLINE\\_NLI" in notice.value
    assert notice.value.endswith("Here are the sources' own words instead.")
    assert "up to 270 degrees" in shown(app)
    assert server.asked == [], "nothing is sent that is not to be written"


def test_a_follow_up_is_told_what_was_answered(open_app: Callable[[], AppTest], server: ModelServer) -> None:
    app = answered(open_app(), HEAD)
    answered(app, "Are the eyes of an owl tubes?")
    assert [message["role"] for message in server.asked[-1]] == ["system", "user", "assistant", "user"]


def test_what_was_asked_while_nothing_leaves_this_machine_is_not_told_later(
    open_app: Callable[[], AppTest], server: ModelServer
) -> None:
    app = open_app()
    app.sidebar.radio[0].set_value(False).run()
    answered(app, "How far can an owl turn its head, asks Jane?")
    answered(app, "My PIN is 4711, what is the weather?")
    again = AppTest.from_file(str(APP), default_timeout=60)
    again.query_params["conversation"] = app.query_params["conversation"]
    again.run().sidebar.radio[0].set_value(True).run()
    assert "4711" in again.chat_message[2].markdown[0].value, "the same conversation, loaded anew"
    answered(again, "Are the eyes of an owl tubes?")
    answered(again, "And are its eyes tubes?")
    told = [message["content"] for messages in server.asked for message in messages]
    assert [message["role"] for message in server.asked[0]] == ["system", "user"]
    assert not [text for text in told if "Jane" in text or "4711" in text or "weather" in text]


def test_where_the_model_is_gone_there_are_quotes_and_the_reason(
    open_app: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGHTLINE_MODEL", "http://127.0.0.1:9/v1")
    app = answered(open_app(), HEAD)
    assert "nothing listens at its address" in app.chat_message[-1].info[0].value
    assert "An owl turns its head by up to 270 degrees instead." in shown(app)


def test_a_gguf_file_whose_process_ended_is_run_again(
    open_app: Callable[[], AppTest], gguf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGHTLINE_MODEL", str(gguf))
    monkeypatch.setenv("SIGHTLINE_MODEL_CONTEXT", "1024")
    others = processes_of_llama()
    app = answered(open_app(), HEAD)
    (running,) = processes_of_llama() - others
    os.kill(running, signal.SIGKILL)
    answered(app, HEAD)
    assert len(processes_of_llama() - others - {running}) == 1
    assert "has ended" not in " ".join(info.value for info in app.chat_message[-1].info)


def processes_of_llama() -> set[int]:
    """The children of this process that run a GGUF file."""
    listed = subprocess.run(["ps", "-ww", "-eo", "ppid=,pid=,stat=,args="], capture_output=True, text=True, check=True)
    rows = [line.split(None, 3) for line in listed.stdout.splitlines()]
    return {
        int(pid)
        for parent, pid, state, command in rows
        if int(parent) == os.getpid() and "llama_process" in command and "Z" not in state
    }


def test_an_answer_that_grows_is_shown_and_can_be_stopped(open_app: Callable[[], AppTest], server: ModelServer) -> None:
    server.script = writing(SAID + " More of all this is going to come later on", Pause(600))
    app = open_app()
    app.chat_input[0].set_value(HEAD).run()
    turn = app.session_state["sightline"].turns[-1]
    deadline = time.monotonic() + 60
    while (turn.writing.so_far is None or len(turn.writing.so_far.statements) < 3) and time.monotonic() < deadline:
        time.sleep(0.1)
    app.run()
    assert "270 degrees" in shown(app)
    next(button for button in app.button if button.label == "Stop").click().run()
    assert turn.answer.result(timeout=20).notice == "The answer was stopped."


def test_an_answer_can_be_stopped_before_its_first_words(open_app: Callable[[], AppTest], server: ModelServer) -> None:
    server.script = writing("", Pause(600))
    app = open_app()
    app.chat_input[0].set_value(HEAD).run()
    assert "Reading the library and asking the model" in shown(app)
    next(button for button in app.button if button.label == "Stop").click().run()
    answer = app.session_state["sightline"].turns[-1].answer.result(timeout=30)
    assert answer.notice.startswith("The answer was stopped.")


def test_quotes_do_not_wait_for_what_is_being_written() -> None:
    answering, over = Answering(), Event()
    answer = Answer.refused("", "", "")

    def answered(asked: Asked, writing: Writing) -> Answer:
        if writing.by_model:
            over.wait(60)
        return answer

    def submit(*, written: bool) -> "Future[Answer]":
        return answering.submit(answered, Asked(""), Writing(written))

    for _ in range(WRITTEN_AT_ONCE):
        submit(written=True)
    try:
        assert submit(written=False).result(timeout=20) is answer
    finally:
        over.set()
        answering.stop()


def test_what_was_answered_before_is_history_only_when_it_is_there(small_library: Library) -> None:
    done: Future[Answer] = Future()
    asked: list[Asked] = []

    def submit(one: Asked, writing: Writing) -> "Future[Answer]":
        asked.append(one)
        return done

    session = Session()
    for question in ("one", "two"):
        session.pose(question)
        session.send(submit)
    assert [one.answer for one in asked[1].history] == [""]


def test_the_shown_text_is_harmless(open_app: Callable[[], AppTest], server: ModelServer) -> None:
    server.script = writing(
        "**Owls** turn their heads by up to 270 degrees <b onclick=x()>now</b> ![x](http://a.example/x.png) [{turns}]."
        "\n\n"
        "# Eyes\n\nTheir eyes are tubes [{tubes}]."
    )
    text = shown(answered(open_app(), HEAD))
    assert "<b" not in text
    assert "a.example" not in text
    assert "![" not in text


def test_the_frame_promises_what_holds_for_both_kinds_of_answers(open_app: Callable[[], AppTest]) -> None:
    assert "link to the sentence" in open_app().caption[0].value
