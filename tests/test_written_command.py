"""The commands that have to do with models: `ask --answerer`, `models`, and their settings."""

import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from model_server import Event, Messages, ModelServer, Pause, Status, serve
from owl_model import HEAD, writing

from cli import main
from index.library import Library

KEY = "sk-ours-98765"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with serve(writing("Owls turn their heads by up to 270 degrees [{turns}]. Their eyes are tubes [{tubes}].")) as one:
        monkeypatch.setenv("SIGHTLINE_MODEL", one.url)
        yield one


@pytest.fixture(autouse=True)
def nothing_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("SIGHTLINE_MODEL")]:
        monkeypatch.delenv(name)


def ask(library: Library, *options: str) -> int:
    return main(["ask", HEAD, "--library", str(library.root), *options])


def test_a_configured_model_writes(
    nothing_configured: None, small_library: Library, capsys: pytest.CaptureFixture[str], server: ModelServer
) -> None:
    assert ask(small_library) == 0
    out = capsys.readouterr().out
    assert out.startswith("Owls turn their heads by up to 270 degrees. [1] Their eyes are tubes. [2]\n")
    assert "[1] How owls see" in out


def test_quotes_can_be_had_all_the_same(
    nothing_configured: None, small_library: Library, capsys: pytest.CaptureFixture[str], server: ModelServer
) -> None:
    assert ask(small_library, "--answerer", "quotes", "--json") == 0
    assert json.loads(capsys.readouterr().out)["mode"] == "quotes"
    assert server.asked == []


@pytest.mark.parametrize("options", [(), ("--answerer", "written")])
@pytest.mark.parametrize("question", ["Hello!", "???", "Who won the football world cup of 1998?"])
def test_a_server_hears_nothing_where_nothing_is_written(
    nothing_configured: None, small_library: Library, server: ModelServer, question: str, options: Sequence[str]
) -> None:
    assert main(["ask", question, "--library", str(small_library.root), *options]) == 0
    assert server.paths == []


def test_without_a_model_nothing_can_be_written(small_library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(small_library, "--answerer", "written") == 1
    assert "set SIGHTLINE_MODEL to the address" in capsys.readouterr().err
    assert ask(small_library) == 0


def test_the_contract_holds_for_written_answers(
    nothing_configured: None, small_library: Library, capsys: pytest.CaptureFixture[str], server: ModelServer
) -> None:
    ask(small_library, "--json")
    value = json.loads(capsys.readouterr().out)
    assert value["mode"] == "written"
    assert value["statements"][0] == {
        "text": "Owls turn their heads by up to 270 degrees.",
        "citations": [1],
        "support": "supported",
    }
    assert {"rewrite", "encode", "search", "answer", "total"} == set(value["timings_ms"])


def test_where_the_model_fails_there_are_quotes_and_the_reason(
    nothing_configured: None, small_library: Library, capsys: pytest.CaptureFixture[str], server: ModelServer
) -> None:
    server.script = lambda messages: Status(401)
    assert ask(small_library) == 0
    out = capsys.readouterr().out
    assert "it refused the key (401)" in out
    assert "An owl turns its head by up to 270 degrees instead." in out


@pytest.mark.parametrize("name", ["", "mine"])
def test_where_the_server_is_down_there_are_quotes_and_the_reason(
    small_library: Library, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("SIGHTLINE_MODEL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("SIGHTLINE_MODEL_NAME", name)
    assert ask(small_library) == 0
    out = capsys.readouterr().out
    assert "nothing listens at its address" in out
    assert "An owl turns its head by up to 270 degrees instead." in out


def test_who_asks_for_writing_is_told_that_the_server_is_down(
    small_library: Library, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGHTLINE_MODEL", "http://127.0.0.1:9/v1")
    assert ask(small_library, "--answerer", "written") == 1
    assert "nothing listens at its address" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["http://[::1", "http://localhost:abc/v1"])
def test_an_address_that_is_none_is_one_sentence(
    small_library: Library, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("SIGHTLINE_MODEL", place)
    assert ask(small_library, "--answerer", "written") == 1
    assert capsys.readouterr().err.startswith(f"sightline: SIGHTLINE_MODEL is '{place}', which is neither")
    assert main(["models"]) == 1


@pytest.mark.parametrize("place", ["http://me:hush@127.0.0.1:9/v1", "http://127.0.0.1:9/v1?api_key=hush", "a/v1?hush"])
def test_no_secret_in_the_address_is_shown(
    small_library: Library, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("SIGHTLINE_MODEL", place)
    assert ask(small_library) == 0
    assert ask(small_library, "--answerer", "written") == 1
    assert main(["models"]) == 1
    assert main(["models", "--json"]) == 1
    printed = capsys.readouterr()
    assert "put the key in SIGHTLINE_MODEL_KEY" in printed.out
    assert "hush" not in printed.out + printed.err


def test_ctrl_c_ends_a_batch_after_the_answer_in_hand(
    nothing_configured: None, small_library: Library, server: ModelServer, tmp_path: Path
) -> None:
    begun = threading.Event()
    first = writing(
        "Owls turn their heads by up to 270 degrees [{turns}]. Their eyes are tubes [{tubes}]. ", Pause(600)
    )

    def script(messages: Messages) -> Status | Sequence[Event]:
        begun.set()
        return first(messages)

    server.script = script
    batch = tmp_path / "questions.jsonl"
    batch.write_text(f'{{"question": "{HEAD}"}}\n' * 3, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "cli.py", "ask", "--batch", str(batch), "--library", str(small_library.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    )
    assert begun.wait(60)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    (line,) = out.splitlines()
    assert json.loads(line)["id"] == "1"
    assert process.returncode == 130
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["ask", "search"])
def test_half_a_letter_in_a_question_is_no_error(
    small_library: Library, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    question = f"{HEAD} \udcff"
    assert main([command, question, "--json", "--library", str(small_library.root)]) == 0
    assert "270 degrees" in capsys.readouterr().out


def test_ctrl_c_stops_the_model_and_keeps_what_came(
    nothing_configured: None, small_library: Library, server: ModelServer
) -> None:
    first = "Owls turn their heads by up to 270 degrees [{turns}]. Their eyes are tubes rather than balls [{tubes}]. "
    server.script = writing(first, Pause(600), "Never.")
    command = [sys.executable, "cli.py", "ask", HEAD, "--library", str(small_library.root)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    )
    assert process.stdout is not None
    assert process.stdout.read(5) == "Owls "
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "The answer was stopped." in rest
    assert "[1] How owls see" in rest


def test_who_waits_for_the_model_at_a_terminal_is_told_so(
    nothing_configured: None, small_library: Library, server: ModelServer
) -> None:
    told = writing("Owls turn their heads by up to 270 degrees [{turns}].")

    def slowly(messages: Messages) -> Sequence[Event]:
        time.sleep(2.5)
        events = told(messages)
        assert isinstance(events, Sequence)
        return events

    server.script = slowly
    terminal, its_end = pty.openpty()
    command = [sys.executable, "cli.py", "ask", HEAD, "--library", str(small_library.root)]
    asked = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=its_end, cwd=Path(__file__).parents[1], timeout=60, check=True
    )
    shown = os.read(terminal, 10_000).decode()
    assert shown.startswith("\rWaiting for the model: 1 s\rWaiting for the model: 2 s")
    assert shown.endswith("\r")
    assert asked.stdout.startswith(b"Owls turn their heads")


def test_models_says_what_is_configured_and_not_the_key(
    nothing_configured: None, capsys: pytest.CaptureFixture[str], server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGHTLINE_MODEL_KEY", KEY)
    server.script = lambda messages: ["ready"]
    assert main(["models"]) == 0
    out = capsys.readouterr().out
    assert f"scripted at {server.url}" in out
    assert "Answers  yes" in out
    assert "on this machine" in out
    assert main(["models", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["configured"], value["answers"], value["has_key"]) == (True, True, True)
    assert KEY not in out + json.dumps(value)


def test_models_says_why_one_does_not_answer(
    nothing_configured: None, capsys: pytest.CaptureFixture[str], server: ModelServer
) -> None:
    server.script = lambda messages: Status(404)
    assert main(["models"]) == 1
    assert "Answers  no: The model scripted at" in capsys.readouterr().out


def test_models_says_that_none_is_configured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    assert "nothing leaves this machine" in capsys.readouterr().out
