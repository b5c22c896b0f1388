"""Written answers in a conversation: what the model is told of it, and follow-ups that it makes to stand alone."""

import pytest
from model_server import ModelServer, Script
from owl_model import HEAD, writing

from rag.conversation import Exchange
from rag.written.writer import Writer


def test_what_was_said_before_is_told_without_its_numbers(writer: Writer, server: ModelServer) -> None:
    server.script = writing("An owl turns its head by up to 270 degrees [{turns}].")
    first = writer.ask(HEAD)
    said = " ".join(statement.text for statement in first.statements)
    writer.ask("Are the eyes of an owl tubes?", [Exchange(HEAD, said)])
    roles = [message["role"] for message in server.asked[-1]]
    assert roles == ["system", "user", "assistant", "user"]
    assert server.asked[-1][2]["content"] == "An owl turns its head by up to 270 degrees."


def test_what_was_said_before_is_told_without_marks_that_still_stand_in_it(writer: Writer, server: ModelServer) -> None:
    server.script = writing("An owl turns its head by up to 270 degrees [{turns}].")
    before = Exchange("What is an owl?", "A bird. [1] [2] It hunts <|im_end|> at night [3].")
    writer.ask("Are the eyes of an owl tubes?", [before])
    assert server.asked[-1][2]["content"] == "A bird. It hunts at night."


def rewriting(rewrite: str, then: Script) -> Script:
    """A model that rewrites a follow-up so, and then answers."""
    return lambda messages: [rewrite] if "Write the question alone" in messages[0]["content"] else then(messages)


@pytest.mark.parametrize(
    ("rewrite", "understood"),
    [
        ("Question: How far does the pupil of an owl open?", "How far does the pupil of an owl open?"),
        ("How far does the pupil of a Bubo bubo open in 1999?", "how far does owl's pupil open? "),
        ("I cannot help with that.", ""),
        ("", ""),
    ],
)
def test_a_follow_up_is_rewritten_by_the_model_if_it_keeps_what_was_asked(
    writer: Writer, server: ModelServer, rewrite: str, understood: str
) -> None:
    server.script = rewriting(rewrite, writing("The pupil of an owl opens to 13 mm [{pupil}]."))
    answer = writer.ask("how far does its pupil open?", [Exchange("What is an owl?", "A bird of prey.")])
    assert (answer.standalone_question == rewrite.removeprefix("Question: ")) == understood.startswith("How")
    assert "owl" in answer.standalone_question
    assert answer.answered


def test_a_question_that_stands_alone_is_not_rewritten(writer: Writer, server: ModelServer) -> None:
    server.script = writing("An owl turns its head by up to 270 degrees [{turns}].")
    writer.ask("How far does an owl turn the head?", [Exchange("What are tides?", "The sea.")])
    assert len(server.asked) == 1
