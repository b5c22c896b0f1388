"""The pytest plugin, run on files of questions of its own: passes, failures, bad files, and no library at all."""

from pathlib import Path

import pytest

import rag.evaluation.outcome
import rag.evaluation.report  # noqa: F401  (loaded here, not anew in every run below)
from index.encoder import Encoder
from index.library import Library
from settings import read_settings

OWLS = """
- id: turning
  question: How far can an owl turn its head?
  facts: ['270 degrees']
- id: football
  question: Who won the 1998 football world cup?
  answerable: false
"""


@pytest.fixture(scope="module")
def cache() -> Path:
    return read_settings().cache


@pytest.fixture
def run(
    cache: Path,
    encoder: Encoder,
    small_library: Library,
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
) -> pytest.Pytester:
    """A folder to run pytest in, without a library in the default place."""
    monkeypatch.setenv("SIGHTLINE_CACHE", str(cache))
    monkeypatch.delenv("SIGHTLINE_LIBRARY", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(pytester.path / "data"))
    return pytester


def written(run: pytest.Pytester, text: str, name: str = "questions.yaml") -> None:
    (run.path / name).write_text(text)


def test_a_case_is_an_item(run: pytest.Pytester, small_library: Library) -> None:
    written(run, OWLS)
    written(run, OWLS, "my.questions.yaml")
    written(run, OWLS, "my_questions.yaml")
    result = run.runpytest_inprocess("--sightline-library", str(small_library.root), "-v")
    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines(["my.questions.yaml::turning PASSED*", "questions.yaml::football PASSED*"])


def test_a_failing_case_prints_what_is_needed_and_no_traceback(run: pytest.Pytester, small_library: Library) -> None:
    written(run, OWLS.replace("270", "180"))
    result = run.runpytest_inprocess("--sightline-library", str(small_library.root))
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*turning: the fact '180 degrees' is missing",
            "question   How far can an owl turn its head?",
            "*with '180 degrees' (missing)",
            "answered   *270 degrees*",
            "found      *owls.md: *",
            "FAILED questions.yaml::turning*",
        ]
    )
    result.stdout.no_fnmatch_line("*plugin.py*")


def test_what_a_failing_case_says_moves_no_cursor(run: pytest.Pytester, small_library: Library) -> None:
    written(run, r'- {id: red, question: "How far can an owl turn its head\e]0;title\a?", facts: ["\e]0;x\a180"]}')
    result = run.runpytest_inprocess("--sightline-library", str(small_library.root))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["question   How far can an owl turn its head?"])
    assert "\x1b" not in str(result.stdout)


def test_a_follow_up_is_asked_after_its_history(run: pytest.Pytester, small_library: Library) -> None:
    written(
        run,
        "- question: and how far does it turn its head?\n  history: [{question: 'How does an owl see?'}]\n"
        "  facts: ['270 degrees']\n",
    )
    run.runpytest_inprocess("--sightline-library", str(small_library.root)).assert_outcomes(passed=1)


def test_a_bad_file_is_one_sentence(run: pytest.Pytester, small_library: Library) -> None:
    written(run, "- question: x\n- fact: y\n")
    result = run.runpytest_inprocess("--sightline-library", str(small_library.root))
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["The case at line 2 of *questions.yaml has the unknown key `fact`*"])
    result.stdout.no_fnmatch_line("*Error*:*")


def test_without_a_library_items_are_skipped(run: pytest.Pytester) -> None:
    written(run, OWLS)
    result = run.runpytest_inprocess("-rs")
    result.assert_outcomes(skipped=2)
    result.stdout.fnmatch_lines(["*no library to ask: name one with --sightline-library FOLDER*"])


def test_a_file_of_somebody_else_is_skipped_without_a_library(run: pytest.Pytester) -> None:
    written(run, "title: A quiz\nanswers: [a, b]\n")
    run.runpytest_inprocess().assert_outcomes(skipped=1)


@pytest.mark.parametrize("by_option", [True, False])
def test_a_library_that_is_named_and_not_there_is_an_error(
    run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, by_option: bool
) -> None:
    written(run, OWLS)
    monkeypatch.setenv("SIGHTLINE_LIBRARY", "" if by_option else "nowhere")
    result = run.runpytest_inprocess(*(["--sightline-library", "nowhere"] if by_option else []))
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["There is no library in nowhere: run `sightline ingest` to build it."])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_library_of_a_conftest_answers(run: pytest.Pytester, small_library: Library) -> None:
    run.makeconftest(f"""
        import pytest
        from pathlib import Path
        from index.library import open_library

        @pytest.fixture(scope="session")
        def library():
            return open_library(Path({str(small_library.root)!r}))
    """)
    written(run, OWLS)
    written(run, "- fact: y\n", "bad.questions.yaml")
    result = run.runpytest_inprocess()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*unknown key `fact`*"])


def test_the_fixtures_serve_tests_of_ones_own(run: pytest.Pytester, small_library: Library) -> None:
    run.makepyfile("""
        def test_owls(ask, assistant, library):
            answer = ask("How far can an owl turn its head?")
            assert "270" in answer.text
            assert assistant.library is library
    """)
    run.runpytest_inprocess("--sightline-library", str(small_library.root)).assert_outcomes(passed=1)


def test_pytest_loads_nothing_heavy_with_the_plugin(run: pytest.Pytester) -> None:
    run.makepyfile("""
        import sys

        def test_light():
            assert "rag.evaluation.plugin" in sys.modules
            assert not {"numpy", "yaml", "onnxruntime", "faiss", "index.library"} & set(sys.modules)
    """)
    run.runpytest_subprocess("-p", "no:hypothesispytest").assert_outcomes(passed=1)
