"""Servers that do not take all that a request holds."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from model_server import Event, Messages, ModelServer, Script, Status, id_of
from owl_model import HEAD, TURNS, writer_of, writing

from rag.assistant import Assistant
from rag.written.configured import model_status
from rag.written.server import server_model
from settings import ModelSettings

SAID = "An owl turns its head by up to 270 degrees [{turns}]."
Body = dict[str, Any]


def error(message: str, **more: str) -> str:
    return json.dumps({"error": {"message": message, **more}})


NO_SYSTEM = error("Conversation roles must alternate user/assistant/user/assistant/...")
NO_SYSTEM_ROLE = error("System role not supported")
NO_LIMIT = error("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", param="max_tokens")
NO_TEMPERATURE = error("'temperature' does not support 0 with this model.", param="temperature")
NO_STREAM = error("Streaming is not supported.")


def has_system(body: Body) -> bool:
    return bool(body["messages"][0]["role"] == "system")


def refusing(server: ModelServer, *refused: tuple[str, str], status: int = 400) -> Script:
    """A model that refuses each of some fields with a message; of these, "system" stands for a role."""
    says = writing(SAID)

    def script(messages: Messages) -> Status | Sequence[Event]:
        body = server.bodies[-1]
        for field, message in refused:
            if has_system(body) if field == "system" else body.get(field, False) is not False:
                return Status(status, body=message)
        if not body["stream"]:
            said = (
                SAID.replace("{turns}", id_of(messages, TURNS)) if "Question: " in messages[-1]["content"] else "ready"
            )
            return Status(200, body=json.dumps({"choices": [{"message": {"content": said}, "finish_reason": "stop"}]}))
        return says(messages) if "Question: " in messages[-1]["content"] else ["ready"]

    return script


EVERY_WAY = pytest.mark.parametrize(
    "refused",
    [
        [("system", NO_SYSTEM)],
        [("system", NO_SYSTEM_ROLE)],
        [("max_tokens", NO_LIMIT)],
        [("max_tokens", NO_LIMIT), ("max_completion_tokens", error("max_completion_tokens: extra field"))],
        [("max_tokens", NO_LIMIT), ("temperature", NO_TEMPERATURE)],
        [("stream", NO_STREAM)],
        [("system", "Jinja Exception: System role not supported"), ("stream", "no streaming")],
    ],
)


@EVERY_WAY
def test_what_a_server_refuses_is_left_out(
    owls: Assistant, server: ModelServer, refused: list[tuple[str, str]]
) -> None:
    server.script = refusing(server, *refused)
    writer = writer_of(owls, server_model(ModelSettings(server.url, timeout=5)))
    assert writer.ask(HEAD).mode == "written"
    assert len(server.bodies) == 1 + len(refused)
    assert writer.ask(HEAD).mode == "written"
    assert len(server.bodies) == 2 + len(refused), "it is known by now"


@EVERY_WAY
def test_models_asks_as_answers_are_asked_for(server: ModelServer, refused: list[tuple[str, str]]) -> None:
    server.script = refusing(server, *refused)
    assert model_status(ModelSettings(server.url, timeout=5)).answers
    assert len(server.bodies) == 1 + len(refused)


def test_the_rules_are_told_with_the_question_where_no_system_is_known(owls: Assistant, server: ModelServer) -> None:
    server.script = refusing(server, ("system", NO_SYSTEM_ROLE))
    writer_of(owls, server_model(ModelSettings(server.url))).ask(HEAD)
    first, second = server.asked
    assert [one["role"] for one in first] == ["system", "user"]
    assert second == [{"role": "user", "content": f"{first[0]['content']}\n\n{first[1]['content']}"}]


def test_a_limit_is_kept_by_its_other_name(owls: Assistant, server: ModelServer) -> None:
    server.script = refusing(server, ("max_tokens", NO_LIMIT))
    writer_of(owls, server_model(ModelSettings(server.url))).ask(HEAD)
    assert server.bodies[1]["max_completion_tokens"] == server.bodies[0]["max_tokens"] == 600


@pytest.mark.parametrize(
    ("status", "said", "words"),
    [
        (400, "This model's maximum context length is 2048; max_tokens is 600", "too long for it (400)"),
        (401, "no stream for sk-abc", "it refused the key (401)"),
        (400, "temperature stream max_tokens system prompt", "it refused what it was asked (400)"),
    ],
)
def test_who_refuses_everything_is_told_and_not_asked_for_ever(
    owls: Assistant, server: ModelServer, status: int, said: str, words: str
) -> None:
    server.script = lambda messages: Status(status, body=said)
    answer = writer_of(owls, server_model(ModelSettings(server.url))).ask(HEAD)
    assert words in answer.notice
    assert len(server.bodies) <= 5
