"""Files of questions: the forms that are read, and the sentence for those that are not."""

from pathlib import Path

import pytest

from index.errors import QuestionsError
from rag.batch import read_questions


def written(folder: Path, text: str) -> Path:
    path = folder / "questions.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_questions_keep_their_order_and_ids(tmp_path: Path) -> None:
    path = written(tmp_path, '{"id": "b", "question": "one"}\n\n{"question": "two"}\n{"id": 7, "question": "three"}\n')
    assert [(one.id, one.asked.question) for one in read_questions(path)] == [
        ("b", "one"),
        ("3", "two"),
        ("7", "three"),
    ]


@pytest.mark.parametrize(
    "history",
    [
        '["first", "second"]',
        '[{"question": "first", "answer": "x"}, {"question": "second"}]',
        '[{"role": "user", "content": "first"}, {"role": "assistant", "content": "x"}, {"content": "second"}]',
    ],
)
def test_a_history_may_have_three_forms(tmp_path: Path, history: str) -> None:
    path = written(tmp_path, f'{{"id": "a", "question": "q", "history": {history}}}')
    assert [one.question for one in read_questions(path)[0].asked.history] == ["first", "second"]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"id": "a"}',
        '{"question": 3}',
        '"text"',
        '{"question": "q", "history": [3]}',
        '{"question": "q", "history": "what is it"}',
    ],
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    path = written(tmp_path, '{"question": "fine"}\n' + line)
    with pytest.raises(QuestionsError, match=r"Line 2 of .*questions.jsonl"):
        read_questions(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="absent"):
        read_questions(tmp_path / "absent")


def test_a_line_ends_only_where_it_ends(tmp_path: Path) -> None:
    path = written(tmp_path, '{"question": "one\u2028two\x85three"}\r\n{"question": "four"}\n')
    assert [one.asked.question for one in read_questions(path)] == ["one\u2028two\x85three", "four"]


def test_half_letters_are_replaced(tmp_path: Path) -> None:
    line = r'{"id": "a\ud800", "question": "b\ud800", "history": [{"question": "c\ud800", "answer": "d\ud800"}]}'
    (one,) = read_questions(written(tmp_path, line))
    assert (one.id, one.asked.question) == ("a\ufffd", "b\ufffd")
    assert [(before.question, before.answer) for before in one.asked.history] == [("c\ufffd", "d\ufffd")]
