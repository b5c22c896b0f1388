"""A reply that comes as an object in JSON: only the answer in it is read, with what it cites."""

import pytest
from model_server import ModelServer
from owl_model import HEAD, writing
from said_units import units_of

from rag.written.writer import Writer

SENTENCE = "Pooling has no weights. "


OBJECTS = [
    '{"answer": "Pooling has no weights. It is \\u006fld.", "citations": ["a1b2c", "d3e4f"], "confidence": 0.9}',
    '{\n  "reasoning": "Let me see.",\n  "final_answer": "Pooling has no weights. It is old.",\n'
    '  "sources": "a1b2c d3e4f"\n}\n',
    '```json\n{"question": "Is it?", "response": "Pooling has no weights. It is old.", "ids": ["a1b2c, d3e4f"]}\n```',
    '{"answer": {"text": "Pooling has no weights. It is old.", "cited": ["a1b2c", "d3e4f',
    '[{"statement": "Pooling has no weights. It is old.", "id": "[a1b2c][d3e4f]"}]',
]


@pytest.mark.parametrize("written", OBJECTS)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_of_an_object_only_the_answer_is_read(written: str, size: int) -> None:
    units = units_of(*(written[start : start + size] for start in range(0, len(written), size)))
    assert [unit.text.split(" [")[0] for unit in units] == ["Pooling has no weights.", "It is old."]
    assert "a1b2c" in units[1].text


def test_what_each_part_of_an_object_cites_stays_with_it() -> None:
    claims = (
        '{"claims": [{"text": "It is old.", "ids": ["a1b2c"]}, {"text": "Pooling has no weights.", "ids": ["d3e4f"]}]}'
    )
    assert [unit.text for unit in units_of(claims)] == ["It is old. [a1b2c]", "Pooling has no weights. [d3e4f]"]


@pytest.mark.parametrize(
    "written", ['```json\n{"stride": 2}\n```', '{"stride": 2, "kind": "max pooling"}', "{ is a brace."]
)
def test_an_object_that_holds_no_answer_stays(written: str) -> None:
    assert "".join(unit.text for unit in units_of(written)) == written


def test_an_object_behind_a_thought_that_nothing_opened_is_read() -> None:
    assert units_of(f"Hm.</think>{OBJECTS[0]}")[0].text == "Pooling has no weights."


SAID = "An owl turns its head by up to 270 degrees"


@pytest.mark.parametrize(
    "written",
    [
        f'{SAID} [{{turns}}].\n\n```json\n{{"answer": "Owls are fish.", "citations": ["{{turns}}"]}}\n```',
        f'{SAID} [{{turns}}].\n\n```json\n[{{"id": "{{turns}}", "quote": "Owls are fish."}}]\n```',
        f'Here is the answer:\n\n```json\n{{"answer": "{SAID}.", "citations": ["{{turns}}"]}}\n```',
    ],
)
def test_an_object_behind_an_answer_is_none_and_one_behind_a_title_is_read(
    writer: Writer, server: ModelServer, written: str
) -> None:
    server.script = writing(written)
    answer = writer.ask(HEAD)
    assert [(one.text, one.support) for one in answer.statements] == [(f"{SAID}.", "supported")]
