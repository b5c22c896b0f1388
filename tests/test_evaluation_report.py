"""What is printed: a failing case in full, the table, and what changed since an earlier evaluation."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from outcomes import Maker, Said

from index.encoder import Encoder
from index.errors import QuestionsError
from index.library import Library
from rag.assistant import Assistant
from rag.evaluation.cases import Case
from rag.evaluation.compare import changes, changes_text, read_earlier
from rag.evaluation.outcome import Outcome
from rag.evaluation.report import evaluation_json, evaluation_text, failure_text

A, B = "https://a.org/a", "https://a.org/b"
OWLS = Case("owls", "How do owls see?", ("What is an owl?",), ("in the dark", "tubes"), (A, B), file="x/owls.yaml")


@pytest.fixture(scope="module")
def make(small_library: Library, encoder: Encoder) -> Maker:
    return Maker(Assistant(small_library, encoder))


@pytest.fixture
def outcomes(make: Maker) -> list[Outcome]:
    return [
        make.answered(OWLS, [Said("They see in the dark.", (B,))], [A]),
        make.refused(Case("no", "Who won?", answerable=False, file="x/other.yaml")),
        Outcome(Case("broken", "q", file="x/other.yaml"), None, unknown=("https://x.org/",), error="It broke."),
    ]


def test_a_failing_case_says_all_that_is_needed(outcomes: list[Outcome]) -> None:
    text = failure_text(replace(outcomes[0], unknown=(A,)))
    for line in [
        "owls: the fact 'tubes' is missing",
        "question   How do owls see?",
        "  after    What is an owl?",
        "expected   an answer",
        "           with 'in the dark'",
        "           with 'tubes' (missing)",
        f"           citing {A} (not in the library)",
        f"           citing {B}",
        "answered   They see in the dark. [1]",
        f"cited      [1] {B}",
    ]:
        assert line in text.splitlines()
    assert f"\nfound      {A}: An owl is a bird of prey" in text


def test_a_wrong_answer_and_an_error_are_told(make: Maker, outcomes: list[Outcome]) -> None:
    wrong = failure_text(make.answered(Case("no", "Who won?", answerable=False), [Said("France.")]))
    assert "no: answered, though it should be refused" in wrong
    assert "expected   a refusal" in wrong
    assert "answered   nothing: It broke." in failure_text(outcomes[2])


def test_the_table_has_a_column_a_file(outcomes: list[Outcome]) -> None:
    lines = evaluation_text(outcomes).splitlines()
    assert lines[0] == "3 cases: 1 passed, 2 failed, 1 of them by an error"
    assert lines[2].split() == ["all", "owls", "other"]
    rows = {line[:30].strip(): line[30:].split() for line in lines[3:19]}
    assert rows["cases passed"] == ["0.333", "0.000", "0.500"]
    assert rows["fact recall"] == ["0.500", "0.500", "–"]
    assert "  broken: It broke." in lines
    assert lines[-2:] == ["Not in the library:", "  broken: https://x.org/"]


def test_what_changed_since_an_earlier_evaluation(
    tmp_path: Path, make: Maker, outcomes: list[Outcome], small_library: Library
) -> None:
    path = tmp_path / "old.json"
    path.write_text(json.dumps(evaluation_json(outcomes, small_library)))
    earlier = read_earlier(path)
    assert changes(earlier, outcomes) == []
    now = [
        make.answered(OWLS, [Said("In the dark, with tubes.", (B,))], [A]),
        outcomes[1],
        make.refused(Case("new", "Who?", answerable=False)),
    ]
    assert [(one.id, one.verdict) for one in changes(earlier, now)] == [
        ("owls", "failed → passed"),
        ("new", "new → passed"),
        ("broken", "failed → gone"),
    ]
    lines = changes_text(earlier, now).splitlines()
    assert lines[0] == "Compared with the earlier evaluation: 3 answers changed"
    assert "  fact recall: 0.500 → 1.000" in lines
    assert lines[lines.index("owls (failed → passed) How do owls see?") + 1 :][:2] == [
        "  - They see in the dark. [1]",
        "  + In the dark, with tubes. [1]",
    ]


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"scores": {}, "cases": [{}]}', '{"scores": 3, "cases": []}'])
def test_an_earlier_evaluation_that_is_none(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "old.json").write_text(text)
    with pytest.raises(QuestionsError, match=r"old\.json cannot be read: give a file that .*--json` printed\.$"):
        read_earlier(tmp_path / "old.json")
