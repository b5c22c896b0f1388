"""`sightline evaluate`: scores for people and machines, what changed, and errors of one sentence."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cli
from index.encoder import Encoder
from index.library import Library
from index.printable import printable

ROOT = Path(__file__).parents[1]
HEAVY = {"torch", "sentence_transformers", "transformers", "llama_index", "streamlit", "trafilatura", "pytest"}
CASES = """
- id: turning
  question: How far can an owl turn its head?
  facts: ['270 degrees', 'feathers']
- id: football
  question: Who won the 1998 football world cup?
  answerable: false
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "questions.yaml"
    path.write_text(CASES)
    return path


@pytest.fixture
def library_option(small_library: Library, encoder: Encoder) -> list[str]:
    return ["--library", str(small_library.root)]


def test_scores_for_people(cases: Path, library_option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["evaluate", str(cases), *library_option]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("Encoder all-MiniLM-L6-v2\n2 cases: 1 passed, 1 failed, 0 of them by an error\n")
    assert "fact recall                       0.500" in printed.out
    assert "  turning: the fact 'feathers' is missing" in printed.out
    assert printed.err == "Asking: 2\n"


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_what_a_case_says_moves_no_cursor(
    cases: Path, library_option: list[str], form: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    cases.write_text(CASES.replace("- id: turning", r'- id: "turning \e[31mred\e]0;title\a"'))
    assert cli.main(["evaluate", str(cases), *library_option, *form]) == 0
    shown = capsys.readouterr().out
    assert "turning" in shown
    assert printable(shown) == shown


def test_json_can_be_compared_with(
    tmp_path: Path, cases: Path, library_option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old.json"
    assert cli.main(["evaluate", str(cases), "--json", *library_option]) == 0
    old.write_text(capsys.readouterr().out)
    evaluation: dict[str, Any] = json.loads(old.read_text())
    assert list(evaluation) == ["library", "scores", "files", "cases", "models"]
    assert evaluation["scores"]["fact_recall"] == 0.5
    assert evaluation["cases"][0]["facts"] == {"270 degrees": True, "feathers": False}
    cases.write_text(CASES.replace(", 'feathers'", ""))
    assert cli.main(["evaluate", str(cases), "--json", "--compare", str(old), *library_option]) == 0
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert (change["id"], change["verdict"]) == ("turning", "failed → passed")
    assert cli.main(["evaluate", str(cases), "--compare", str(old), *library_option]) == 0
    assert "1 answers changed\n" in capsys.readouterr().out


def test_an_id_is_used_once_among_all_files(
    tmp_path: Path, cases: Path, library_option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "more.yaml").write_text("- id: football\n  question: x\n")
    assert cli.main(["evaluate", str(cases), str(tmp_path / "more.yaml"), *library_option]) == 1
    error = capsys.readouterr().err
    assert "questions.yaml" in error
    assert "more.yaml both have the id 'football'" in error


@pytest.mark.parametrize("option", [[], ["--compare", "absent.json"]])
def test_what_cannot_be_read_is_one_sentence(
    option: list[str], cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["evaluate", str(cases), *option, "--library", str(tmp_path / "none")]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("sightline: ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["evaluate"], ["benchmark"], ["benchmark", "beir"], ["benchmark", "other", "folder"]]
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    assert stop.value.code == 2
    assert capsys.readouterr().err.startswith("usage: sightline")


def test_a_benchmark_without_a_set_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["benchmark", "beir", str(tmp_path), "--run", str(tmp_path / "run"), "--json"]) == 1
    assert capsys.readouterr().err.startswith(f"sightline: The file {tmp_path}/corpus.jsonl cannot be read")


def test_evaluating_loads_nothing_heavy(cases: Path, library_option: list[str]) -> None:
    program = f"import sys, cli\ncli.main(sys.argv[1:])\nprint(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    finished = subprocess.run(
        [sys.executable, "-c", program, "evaluate", str(cases), *library_option],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=True,
    )
    assert finished.stderr.splitlines()[-1] == "[]"
    assert "\n2 cases: 1 passed" in finished.stdout
