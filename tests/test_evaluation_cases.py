"""Files of cases: what a case may say, and the one sentence for each way of writing it wrong."""

from pathlib import Path

import pytest

from index.errors import QuestionsError
from rag.evaluation.cases import Case, read_cases

GOOD = r"""
# A comment.
- id: owls
  question: How far can an owl turn its head?
  facts:
    - '\b270\b'
  sources:
    - https://a.org/owls
- question: What's a tide?
- id: 7
  question: And its cause?
  history:
    - question: What is a tide?
    - How high is it?
- question: Who won?
  answerable: false
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "questions.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_of_cases(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    file = str(path)
    assert read_cases(path) == [
        Case(
            "owls", "How far can an owl turn its head?", (), (r"\b270\b",), ("https://a.org/owls",), file=file, line=3
        ),
        Case("what-s-a-tide", "What's a tide?", file=file, line=9),
        Case("7", "And its cause?", ("What is a tide?", "How high is it?"), file=file, line=10),
        Case("who-won", "Who won?", answerable=False, file=file, line=15),
    ]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("", ["holds no list of cases", "- question"]),
        ("[]", ["holds no list of cases"]),
        ("questions:\n  - question: x", ["holds no list of cases"]),
        ("- question: x\n- only words", ["line 2", "is not a case"]),
        ("- question: x\n-", ["line 2", "is not a case"]),
        ("- facts: ['x']", ["line 1", "has no question"]),
        ("- question: ''", ["line 1", "has no question"]),
        ("- question: 7", ["line 1", "has no question"]),
        ("- question: x\n\n- question: y\n  fact: ['y']", ["line 3", "unknown key `fact`", "facts"]),
        ("- question: x\n  facts: ['y']\n  question: z", ["line 1", "`question` twice", "dash"]),
        ("- question: x\n  facts: y", ["line 1", "`facts` that is not a list"]),
        ("- question: x\n  facts:", ["line 1", "`facts` that is not a list"]),
        ("- question: x\n  facts: []", ["line 1", "`facts` that is not a list"]),
        ("- question: x\n  facts: [1998]", ["line 1", "1998 among its `facts`", "not a text"]),
        ("- question: x\n  facts: ['']", ["line 1", "'' among its `facts`"]),
        ("- question: x\n  facts: ['(']", ["line 1", "the fact '('", "no regular expression", "backslash"]),
        ("- question: x\n  sources: {a: b}", ["line 1", "`sources` that is not a list"]),
        ("- question: x\n  history: [{answer: y}]", ["line 1", "among its `history`"]),
        ("- question: x\n  history: [{question: 5}]", ["line 1", "5 among its `history`"]),
        ("- question: x\n  answerable: 'no'", ["line 1", "`answerable: no`", "true or false"]),
        ("- question: x\n  answerable: false\n  facts: ['y']", ["line 1", "`answerable: false` and yet facts"]),
        ("- question: x\n  answerable: false\n  sources: ['y']", ["line 1", "`answerable: false` and yet facts"]),
        ("- question: x\n  id: no", ["line 1", "the id False", "between quotes"]),
        ("- id: a\n  question: x\n- id: a\n  question: y", ["line 1", "line 3", "'a'", "`id` of its own"]),
        ("- question: x\n- question: X?", ["line 1", "line 2", "'x'", "`id` of its own"]),
        ('- question: x\n  facts:\n    - "\\s"', ["Line 3", "not YAML", "single quotes"]),
        ("- question: [x", ["not YAML"]),
        ("- question: 2024-13-45", ["not YAML", "month"]),
        ("- question: !!python/object:os.system x", ["not YAML"]),
        ("- question: x\n\tfacts: ['y']", ["Line 2", "not YAML", "spaces alone"]),
        ("- &a [*a]", ["not YAML", "within itself"]),
        ("[" * 5000, ["not YAML", "within itself"]),
        (b"\xff\xfe\x00", ["cannot be read (it is not UTF-8 text)"]),
    ],
)
def test_a_bad_file_is_named_in_one_sentence(tmp_path: Path, text: str | bytes, phrases: list[str]) -> None:
    with pytest.raises(QuestionsError) as caught:
        read_cases(written(tmp_path, text))
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    for phrase in ["questions.yaml", *phrases]:
        assert phrase in sentence


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match=r"absent.*cannot be read"):
        read_cases(tmp_path / "absent.yaml")


def test_half_letters_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    path.write_text(r'- question: "What is \ud800 dropout?"', encoding="utf-8")
    assert read_cases(path)[0].question == "What is \ufffd dropout?"
