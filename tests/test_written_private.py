"""What a model's server never hears: what was quoted or refused before, and what the library does not cover."""

from concurrent.futures import Future
from dataclasses import replace

import pytest
from model_server import ModelServer, Script
from owl_model import HEAD, writing

from rag.answer import Answer
from rag.answerer import Quoter
from rag.assistant import Assistant
from rag.conversation import Asked, Exchange
from rag.written.earlier import MOST_TOLD, as_told
from rag.written.faithful import is_faithful
from rag.written.writer import Writer
from ui.session import Session, Writing

SECRET = "How far can an owl turn its head, asks Jane?"
PIN = "My PIN is 4711, what is the weather in Peru?"
PRIVATE = ("Jane", "asks", "PIN", "4711", "weather", "Peru")
EYES = "Are the eyes of an owl tubes?"
ITS_EYES = "and are its eyes tubes?"
REWRITTEN = "Are the eyes of an owl tubes?"


class Chat:
    """A conversation in the chat, of which each question is answered in writing or with quotes, as chosen."""

    def __init__(self, writer: Writer, assistant: Assistant) -> None:
        self._writer, self._quoter, self.session = writer, Quoter(assistant), Session()

    def ask(self, question: str, *, written: bool = True) -> Answer:
        self.session.written = written
        self.session.pose(question)
        self.session.send(self._answered)
        return self.session.turns[-1].answer.result()

    def _answered(self, asked: Asked, writing: Writing) -> "Future[Answer]":
        done: Future[Answer] = Future()
        done.set_result((self._writer if writing.by_model else self._quoter).answer(asked))
        return done


@pytest.fixture
def chat(writer: Writer, owls: Assistant) -> Chat:
    return Chat(writer, owls)


def answering(text: str) -> Script:
    """A model that puts a follow-up into words, and writes a text where it has to answer."""
    write = writing(text)
    return lambda messages: [REWRITTEN] if _is_to_rewrite(messages) else write(messages)


def _is_to_rewrite(messages: list[dict[str, str]]) -> bool:
    return "Write the question alone" in messages[0]["content"]


def heard(server: ModelServer) -> str:
    """All that its requests hold."""
    return "\n".join(message["content"] for messages in server.asked for message in messages)


def roles(server: ModelServer) -> list[list[str]]:
    """Of each request, who speaks."""
    return [[message["role"] for message in messages] for messages in server.asked]


ALONE, AFTER_ONE = ["system", "user"], ["system", "user", "assistant", "user"]


@pytest.mark.parametrize("follow_up", [EYES, ITS_EYES, "and why?"])
def test_what_was_quoted_is_not_told_to_a_model_later(chat: Chat, server: ModelServer, follow_up: str) -> None:
    assert chat.ask(SECRET, written=False).answered
    assert server.asked == []
    server.script = answering("The eyes of an owl are tubes [{tubes}].")
    answer = chat.ask(follow_up)
    assert answer.answered
    assert roles(server) == [ALONE]
    assert not [word for word in PRIVATE if word.casefold() in heard(server).casefold()]


def test_a_follow_up_to_what_was_quoted_is_sent_with_the_topic(chat: Chat, server: ModelServer) -> None:
    chat.ask(SECRET, written=False)
    server.script = answering("The eyes of an owl are tubes [{tubes}].")
    answer = chat.ask(ITS_EYES)
    assert "Jane" in answer.standalone_question, "on this machine it is understood with all its words"
    assert server.asked[-1][-1]["content"].endswith("\n\nQuestion: and are its eyes tubes? (about owl turn head)")


@pytest.mark.parametrize("written", [True, False])
def test_what_was_refused_is_not_told_to_a_model_later(chat: Chat, server: ModelServer, *, written: bool) -> None:
    assert not chat.ask(PIN, written=written).answered
    assert server.asked == []
    server.script = answering("The eyes of an owl are tubes [{tubes}].")
    assert chat.ask(EYES).mode == "written"
    assert chat.ask(ITS_EYES).mode == "written"
    assert roles(server) == [ALONE, ALONE, AFTER_ONE]
    assert not [word for word in PRIVATE if word.casefold() in heard(server).casefold()]


def test_of_a_mixed_conversation_only_what_a_model_wrote_is_told(chat: Chat, server: ModelServer) -> None:
    server.script = answering("An owl turns its head by up to 270 degrees [{turns}].")
    chat.ask(HEAD)
    chat.ask(SECRET, written=False)
    chat.ask(PIN, written=False)
    chat.ask(EYES)
    chat.ask("thanks!")
    chat.ask(ITS_EYES)
    assert roles(server) == [ALONE, AFTER_ONE, ALONE, ["system", *["user", "assistant"] * 2, "user"]]
    assert _is_to_rewrite(server.asked[2])
    assert HEAD in server.asked[2][1]["content"]
    assert not [word for word in PRIVATE if word.casefold() in heard(server).casefold()]


@pytest.mark.parametrize(
    ("said", "tries"), [("NOT_IN_SOURCES", 1), ("Owls swim to Peru in May [{tubes}].", 1), ("", 3)]
)
def test_what_a_model_did_not_write_is_not_told_again(chat: Chat, server: ModelServer, said: str, tries: int) -> None:
    server.script = answering(said)
    assert chat.ask(HEAD).mode == "quotes"
    server.script = answering("The eyes of an owl are tubes [{tubes}].")
    chat.ask(EYES)
    assert roles(server) == [ALONE] * (tries + 1)


def test_what_is_not_told_says_so_in_python(writer: Writer, server: ModelServer) -> None:
    server.script = answering("The eyes of an owl are tubes [{tubes}].")
    before = Exchange(HEAD, "By up to 270 degrees. So says Jane.")
    writer.ask(ITS_EYES, [before])
    assert roles(server) == [ALONE, AFTER_ONE]
    assert heard(server).count("Jane") == 2
    server.asked.clear()
    writer.ask(ITS_EYES, [replace(before, is_told=False)])
    assert roles(server) == [ALONE]
    assert "Jane" not in heard(server)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("What is an owl?", "who is the president of France?"),
        ("What is an owl?", "and who is the president of France?"),
        ("Who is the king of Spain?", "how old is it?"),
        ("my password is hunter2", "tell me more"),
        ("What is an owl?", "how many goals did it score at the football world cup?"),
    ],
)
def test_of_what_the_library_does_not_cover_nothing_is_sent(
    writer: Writer, server: ModelServer, before: str, question: str
) -> None:
    assert not writer.ask(question, [Exchange(before, "Hm.")]).answered
    assert server.asked == []


def test_a_rewrite_that_the_library_does_not_cover_is_not_taken(
    writer: Writer, owls: Assistant, server: ModelServer
) -> None:
    question, before = (
        "how far does its pupil open?",
        Exchange("What is an owl?", "A king of Peru at war, with coffee."),
    )
    rewrite = "How far does an owl open the war of a coffee king in Peru?"
    assert is_faithful(rewrite, question, [before], owls.readings(Asked(question, (before,))))
    assert not owls.ask(rewrite).answered
    write = writing("The pupil of an owl opens to 13 mm [{pupil}].")
    server.script = lambda messages: [rewrite] if _is_to_rewrite(messages) else write(messages)
    answer = writer.ask(question, [before])
    assert (answer.mode, answer.standalone_question) == ("written", f"{question} (about owl)")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("It helps [1, 2], as do they 【3】.", "It helps, as do they."),
        ("It helps.[1] So it is. [2]", "It helps. So it is."),
        (
            "Owls swim. (no source says this)\n\nThey see. [1] (not surely what its source says)",
            "Owls swim.\n\nThey see.",
        ),
        ("| an owl [1] | x[1] |\n|---|---|", "| an owl | x[1] |\n|---|---|"),
        ("It is $x[1]$, of `a[2]` and VGG-16 (2014).", "It is $x[1]$, of `a[2]` and VGG-16 (2014)."),
    ],
)
def test_an_answer_handed_in_is_told_without_the_marks_of_its_turn(said: str, told: str) -> None:
    assert as_told(said) == told


def test_of_a_long_answer_handed_in_no_more_is_read_than_is_told_soon() -> None:
    assert len(as_told("It helps [1]. " * 100_000)) <= MOST_TOLD
