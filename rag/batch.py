"""Files of questions: JSON lines `{"id", "question", "history"?}`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import QuestionsError


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a batch file."""

    id: str
    text: str
    history: tuple[str, ...] = ()
    """Questions asked before, oldest first."""


def read_questions(path: Path) -> list[Question]:
    """The questions of a file, in its order; empty lines are passed over.

    Raises:
        QuestionsError: the file cannot be read, or a line is not a question.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(f"The questions {path} cannot be read ({error}): give a file of JSON lines.") from error
    return [_question(line, number, path) for number, line in enumerate(lines, 1) if line.strip()]


def _question(line: str, number: int, path: Path) -> Question:
    try:
        values = json.loads(line)
        text, identifier = values["question"], values.get("id", str(number))
        history = tuple(_asked(values.get("history") or ()))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QuestionsError(
            f'Line {number} of {path} is not a question: write {{"id": "…", "question": "…"}}.'
        ) from error
    if not isinstance(text, str):
        raise QuestionsError(
            f'Line {number} of {path} has a question that is not a text: write {{"id": "…", "question": "…"}}.'
        )
    return Question(str(identifier), text.encode("utf-8", "replace").decode(), history)


def _asked(history: Any) -> Iterator[str]:
    """The user's questions in a history of texts, of {"question"} objects, or of chat messages."""
    for turn in history:
        if isinstance(turn, str):
            yield turn
        elif "question" in turn:
            yield str(turn["question"])
        elif turn.get("role", "user") == "user":
            yield str(turn["content"])
