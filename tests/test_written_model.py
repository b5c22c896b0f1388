"""A model's words as they are passed on: whole letters, how they ended, and no more than anybody reads."""

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_server import End, Messages, ModelServer, Raw
from owl_model import HEAD, writing
from said_llm import llm_of

from rag.conversation import Exchange
from rag.written.model import MAX_REPLY_LETTERS, LlamaIndexModel, Message, ModelSession
from rag.written.server import server_model
from rag.written.writer import Writer
from settings import ModelSettings

SAID = "An owl turns its head by up to 270 degrees [{turns}]."


def said(pieces: Sequence[str], asked: str = "Hi?") -> tuple[str, str]:
    """What is passed on of these pieces, and how it ended."""

    def speak(prompt: str) -> Sequence[str]:
        prompt.encode()
        return pieces

    model = LlamaIndexModel.of(llm_of(speak), "saying", context=4096)
    reply = model.reply([Message("user", asked)], 100, threading.Event())
    return "".join(reply), reply.end


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["a \ud83d", "\ude00 b"], "a 😀 b"),
        (["a \ud83d", "", "\ude00"], "a 😀"),
        (["a \ud83d\ude00"], "a 😀"),
        (["a \udc80 b"], "a � b"),
        (["a \ud83d", "b"], "a �b"),
        (["a 😀", " \ud83d"], "a 😀 "),
    ],
)
def test_letters_that_were_cut_are_whole_again(pieces: list[str], text: str) -> None:
    assert said(pieces) == (text, "done")


@given(st.lists(st.text(st.characters(exclude_categories=())), max_size=5))
def test_what_is_passed_on_can_be_written(pieces: list[str]) -> None:
    text, _ = said(pieces)
    assert text.encode().decode() == text


def test_what_a_model_is_told_can_be_written() -> None:
    assert said(["Hi"], "Why \ud83d?") == ("Hi", "done")
    assert LlamaIndexModel.of(llm_of(lambda prompt: []), "saying", context=4096).count_tokens("\ud83d") > 0


def test_a_model_that_goes_on_for_ever_is_left() -> None:
    text, end = said(["word " * 1000] * 1000)
    assert MAX_REPLY_LETTERS < len(text) < MAX_REPLY_LETTERS + 10_000
    assert end == "length"


HALF = Raw(b'data: {"choices": [{"index": 0, "delta": {"content": " \\ud83d"}}]}\n\n')
OTHER_HALF = Raw(b'data: {"choices": [{"index": 0, "delta": {"content": "\\ude00 "}}]}\n\n')


def test_half_letters_on_the_wire_are_no_fault(writer: Writer, server: ModelServer) -> None:
    server.script = writing(SAID, HALF, OTHER_HALF, "An owl has feathers of \ud83d gold.")
    answer = writer.ask("Are the eyes of an owl tubes?", [Exchange("What is an owl \ud83d?", "A \udc80 bird. [1]")])
    assert (answer.mode, answer.notice) == ("written", "")
    assert answer.text.encode()


@pytest.mark.parametrize(
    ("reason", "is_whole"),
    [
        ("stop", True),
        ("STOP", True),
        ("end_turn", True),
        ("eos_token", True),
        ("COMPLETE", True),
        ("tool_calls", True),
        ("length", False),
        ("max_tokens", False),
        ("model_length", False),
        ("insufficient_system_resource", False),
        ("content_filter", False),
        ("SAFETY", False),
    ],
)
def test_a_reply_that_its_server_ended_is_marked(
    writer: Writer, server: ModelServer, reason: str, is_whole: bool
) -> None:
    server.script = writing(SAID, End(reason))
    answer = writer.ask(HEAD)
    assert answer.mode == "written"
    assert answer.notice == ("" if is_whole else "The model's answer was cut off before its end.")


@pytest.mark.parametrize("name", ["\udcff", "mod\ud83del"])
def test_a_name_with_half_a_letter_is_no_fault(writer: Writer, server: ModelServer, name: str) -> None:
    server.script = lambda messages: ["Hi"]
    server.models = [{"id": name, "object": "model"}]
    model = server_model(ModelSettings(server.url))
    assert list(model.reply([Message("user", "Hi?")], 10, threading.Event())) == ["Hi"]
    assert model.name.encode()


def threads_of_models() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "model"}


def test_a_model_that_is_left_before_its_first_word_is_hung_up_on(server: ModelServer) -> None:
    asked, is_over, stop, others = threading.Event(), threading.Event(), threading.Event(), threads_of_models()

    def script(messages: Messages) -> Sequence[str]:
        asked.set()
        is_over.wait(60)
        return []

    server.script = script
    model = server_model(ModelSettings(server.url))
    reply = model.reply([Message("user", "Hi?")], 10, stop)
    reading = threading.Thread(target=list, args=(reply,))
    reading.start()
    assert asked.wait(60)
    (thread,) = threads_of_models() - others
    stop.set()
    reading.join(10)
    thread.join(10)
    assert not thread.is_alive()
    is_over.set()


def test_a_model_that_is_left_before_it_is_asked_is_not_asked() -> None:
    opening, is_left, asked = threading.Event(), threading.Event(), list[str]()

    def speak(prompt: str) -> Sequence[str]:
        asked.append(prompt)
        return ["Hi"]

    @contextmanager
    def open_session() -> Iterator[ModelSession]:
        opening.set()
        is_left.wait(60)
        yield ModelSession(llm_of(speak))

    stop, others = threading.Event(), threads_of_models()
    reply = LlamaIndexModel(open_session, "slow", 4096, 60.0).reply([Message("user", "Hi?")], 10, stop)
    reading = threading.Thread(target=list, args=(reply,))
    reading.start()
    assert opening.wait(60)
    (thread,) = threads_of_models() - others
    stop.set()
    reading.join(10)
    is_left.set()
    thread.join(10)
    assert asked == []


LEFT = """
import sys, threading, time
sys.path.append("tests")
from said_llm import llm_of
from rag.written.model import LlamaIndexModel, Message

def speak(prompt):
    yield "Owls "
    {does}
    print("hoot.", flush=True)

reply = LlamaIndexModel.of(llm_of(speak), "saying", context=4096).reply([Message("user", "Hi?")], 10, threading.Event())
print(next(iter(reply)), end="", flush=True)
"""


@pytest.mark.parametrize(
    ("does", "told"), [("time.sleep(1)", "Owls hoot.\n"), ("threading.Event().wait()", "Owls ")], ids=["busy", "silent"]
)
def test_the_process_ends_after_the_threads_of_its_models_and_waits_for_none_for_ever(does: str, told: str) -> None:
    """A thread in a compiled library while the interpreter ends would end the process by a signal."""
    command = [sys.executable, "-c", LEFT.format(does=does)]
    ended = subprocess.run(
        command, cwd=Path(__file__).parents[1], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, told, "")
