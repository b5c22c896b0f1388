"""Replies kept in a file and said again, and the evaluation of written answers with them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from model_server import ModelServer, serve
from owl_model import HEAD, writing

from cli import main
from index.errors import ModelError
from index.library import Library
from rag.evaluation.command import Replies, evaluate
from rag.written.replay import read_replies
from settings import ModelSettings, Settings, read_settings

CASES = f"""
- id: head
  question: {HEAD}
  facts: ['270 degrees']
- id: cup
  question: Who won the football world cup of 1998?
  answerable: false
"""


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serve(
        writing("Owls turn their heads by up to 270 degrees [{turns}]. Owls swim to Peru in May [{tubes}].")
    ) as one:
        yield one


@pytest.fixture
def settings(small_library: Library) -> Settings:
    return replace(read_settings({}), library=small_library.root)


def scores(capsys: pytest.CaptureFixture[str]) -> dict[str, float]:
    values = json.loads(capsys.readouterr().out)
    return {**values["scores"], "writes": values["models"]["writes"]}


def test_written_answers_are_scored_recorded_and_replayed(
    server: ModelServer, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases, kept = tmp_path / "questions.yaml", tmp_path / "replies.jsonl"
    cases.write_text(CASES, encoding="utf-8")
    live = replace(settings, model=ModelSettings(server.url))
    evaluate(live, [cases], Replies("written", record=kept), None, as_json=True)
    first = scores(capsys)
    assert first["fact_recall"] == 1.0
    assert first["statement_support"] == 0.5
    assert first["refusal_recall"] == 1.0
    asked = len(server.asked)
    evaluate(settings, [cases], Replies("written", replay=kept), None, as_json=True)
    second = scores(capsys)
    assert len(server.asked) == asked, "no model is asked"
    assert {key: value for key, value in first.items() if key != "writes"} == {
        key: value for key, value in second.items() if key != "writes"
    }
    assert str(kept) in str(second["writes"])


def test_a_question_without_a_recorded_reply_gives_way_to_quotes(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases, kept = tmp_path / "questions.yaml", tmp_path / "replies.jsonl"
    cases.write_text(CASES, encoding="utf-8")
    kept.write_text("", encoding="utf-8")
    evaluate(settings, [cases], Replies("written", replay=kept), None, as_json=True)
    assert scores(capsys)["answered"] == 1.0


@pytest.mark.parametrize("option", ["--record", "--replay"])
def test_a_file_of_replies_is_of_written_answers(
    server: ModelServer,
    small_library: Library,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    option: str,
) -> None:
    cases, kept = tmp_path / "questions.yaml", tmp_path / "replies.jsonl"
    cases.write_text(CASES, encoding="utf-8")
    kept.write_text("", encoding="utf-8")
    monkeypatch.setenv("SIGHTLINE_MODEL", server.url)
    library = str(small_library.root)
    assert main(["evaluate", str(cases), option, str(kept), "--json", "--library", library]) == 0
    assert scores(capsys)["writes"]
    assert bool(read_replies(kept).replies) == (option == "--record")


def test_replies_with_ends_of_lines_of_their_own_are_read(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    path.write_text('{"asked": "a", "said": "one\u2028two", "end": "done"}\n', encoding="utf-8")
    assert read_replies(path).replies["a"].said == "one\u2028two"


@pytest.mark.parametrize("content", ["{", '{"said": 3}', None])
def test_a_file_that_holds_no_replies_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "replies.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="record them with --record"):
        read_replies(path)


def test_replies_that_cannot_be_written_are_an_error(
    server: ModelServer,
    small_library: Library,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cases = tmp_path / "questions.yaml"
    cases.write_text(CASES, encoding="utf-8")
    monkeypatch.setenv("SIGHTLINE_MODEL", server.url)
    command = ["evaluate", str(cases), "--answerer", "written", "--record", str(tmp_path / "no" / "file"), "--library"]
    assert main([*command, str(small_library.root)]) == 1
    assert "choose another file" in capsys.readouterr().err
