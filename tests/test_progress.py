"""Progress: lines a person or a program can read, with the hosts at work and what is left."""

import json
import sys

import pytest

from ingest.progress import Progress


def test_a_line_for_a_stage_where_there_is_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with Progress().stage("Fetching", 3) as stage:
        stage.busy("a.org")
        stage.advance("Owls", host="a.org")
    assert capfd.readouterr().err == "Fetching: 3\n"


@pytest.mark.parametrize("progress", [Progress("none"), Progress(quiet=True), Progress("json", quiet=True)])
def test_nothing_where_nothing_is_wanted(progress: Progress, capfd: pytest.CaptureFixture[str]) -> None:
    with progress.stage("Fetching", 3) as stage:
        stage.busy("a.org")
        stage.advance("Owls", host="a.org")
    assert capfd.readouterr().err == ""


def test_an_object_a_line_for_a_program(capfd: pytest.CaptureFixture[str]) -> None:
    with Progress("json").stage("Fetching", 2) as stage:
        stage.busy("a.org")
        stage.busy("b.org")
        stage.advance("Owls\n★", host="a.org")
        stage.advance("", done=7, total=9)
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert [(line["done"], line["total"], line["hosts"]) for line in lines] == [
        (0, 2, []),
        (0, 2, ["a.org"]),
        (0, 2, ["a.org", "b.org"]),
        (1, 2, ["b.org"]),
        (7, 9, ["b.org"]),
    ]
    assert {line["stage"] for line in lines} == {"Fetching"}
    assert lines[0]["seconds_left"] is None
    assert lines[3]["seconds_left"] >= 0
    assert lines[3]["label"] == "Owls\n★"


def test_bars_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress().stage("Fetching", 2) as stage:
        for number in range(6):
            stage.busy(f"h{number}\x9b2J.org")
    shown = capfd.readouterr().err
    assert "\x9b" not in shown
    assert "Fetching" in shown
    assert "h0.org, h1.org, h2.org, h3.org and 2 more" in shown
