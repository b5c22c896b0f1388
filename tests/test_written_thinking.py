"""Models that think before they speak, and servers that keep them to a limit."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence

import pytest
from model_server import End, Event, Messages, ModelServer, Raw, Script
from owl_model import HEAD, writer_of, writing

from rag.assistant import Assistant
from rag.written.configured import model_status
from rag.written.model import THINKING, Message
from rag.written.server import server_model
from settings import ModelSettings

SAID = "An owl turns its head by up to 270 degrees [{turns}]."
ROOM = 32_000


def in_field(name: str) -> Callable[[int], Iterator[Event]]:
    """Thoughts in a field of their own, a token an event."""
    thought = {"choices": [{"index": 0, "delta": {"content": "", name: "hm "}}]}
    return lambda tokens: (Raw(f"data: {json.dumps(thought)}\n\n".encode()) for _ in range(tokens))


def in_tags(tokens: int) -> Iterator[Event]:
    yield "<think>\n"
    yield from ("hm " for _ in range(tokens - 1))
    yield "</think>\n"


def hidden(tokens: int) -> Iterator[Event]:
    return iter(())


def thinking(server: ModelServer, thoughts: Callable[[int], Iterator[Event]], tokens: int, then: Script) -> Script:
    """A model that thinks for so many tokens, as far as it may."""

    def script(messages: Messages) -> Sequence[Event]:
        may = server.bodies[-1]["max_tokens"]
        if may <= tokens:
            return [*list(thoughts(may + 1))[:may], End("length")]
        said = then(messages)
        assert isinstance(said, Sequence)
        return [*thoughts(tokens), *said]

    return script


EVERY_WAY = pytest.mark.parametrize(
    "thoughts",
    [in_field("reasoning_content"), in_field("reasoning"), in_tags, hidden],
    ids=["reasoning_content", "reasoning", "tags", "hidden"],
)


@EVERY_WAY
def test_a_model_that_thinks_first_gets_room_for_it(
    owls: Assistant, server: ModelServer, thoughts: Callable[[int], Iterator[Event]]
) -> None:
    server.script = thinking(server, thoughts, 900, writing(SAID))
    writer = writer_of(owls, server_model(ModelSettings(server.url, context=ROOM, name="thinker")))
    answer = writer.ask(HEAD)
    assert (answer.mode, answer.notice) == ("written", "")
    assert "hm" not in answer.text
    assert [body["max_tokens"] for body in server.bodies] == [600, 600 + THINKING]
    assert writer.ask(HEAD).mode == "written"
    assert [body["max_tokens"] for body in server.bodies[2:]] == [600 + THINKING], "it is known by now"


def test_a_model_that_thinks_little_is_asked_once(owls: Assistant, server: ModelServer) -> None:
    server.script = thinking(server, in_tags, 100, writing(SAID))
    assert writer_of(owls, server_model(ModelSettings(server.url, timeout=5))).ask(HEAD).mode == "written"
    assert len(server.bodies) == 1


def test_a_short_reply_gets_room_for_thoughts_too(server: ModelServer) -> None:
    server.script = thinking(server, in_tags, 300, lambda messages: [HEAD])
    model = server_model(ModelSettings(server.url, context=ROOM, name="thinker"))
    reply = model.reply([Message("user", "And how far?")], 80, threading.Event())
    assert "".join(reply).endswith(f"</think>\n{HEAD}")
    assert [body["max_tokens"] for body in server.bodies] == [80, 80 + THINKING]


@EVERY_WAY
def test_a_model_that_only_thinks_is_said_to(
    owls: Assistant, server: ModelServer, thoughts: Callable[[int], Iterator[Event]]
) -> None:
    server.script = thinking(server, thoughts, 100_000, writing(SAID))
    answer = writer_of(owls, server_model(ModelSettings(server.url, context=4096, name="thinker"))).ask(HEAD)
    most = server.bodies[-1]["max_tokens"]
    assert 600 < most < 4096
    assert f"used its {most} tokens up for thinking: have it think less" in answer.notice
    assert (answer.mode, len(server.bodies)) == ("quotes", 2)


@EVERY_WAY
def test_models_counts_a_thought_as_an_answer(server: ModelServer, thoughts: Callable[[int], Iterator[Event]]) -> None:
    server.script = thinking(server, thoughts, 300, lambda messages: ["ready"])
    assert model_status(ModelSettings(server.url, context=ROOM, name="thinker")).answers
    assert [one["role"] for one in server.asked[0]] == ["system", "user"], "as an answer is asked for"


def test_a_letter_that_may_begin_a_thought_is_said_in_the_end(server: ModelServer) -> None:
    server.script = lambda messages: ["<"]
    model = server_model(ModelSettings(server.url))
    assert list(model.reply([Message("user", "Which sign?")], 10, threading.Event())) == ["<"]
