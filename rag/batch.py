"""Files of questions: JSON lines `{"id", "question", "history"?}`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import QuestionsError, reason_of
from index.whole import whole_values
from rag.conversation import Asked, Exchange
from rag.filters import NO_FILTERS, Filters


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line of a batch file."""

    id: str
    asked: Asked


def read_questions(path: Path, filters: Filters = NO_FILTERS) -> list[BatchQuestion]:
    """The questions of a file, in its order, asked of some of the sources; empty lines are passed over.

    Raises:
        QuestionsError: the file cannot be read, or a line is not a question.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # JSON may hold other ends of lines
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(
            f"The questions {path} cannot be read ({reason_of(error)}): give a file of JSON lines."
        ) from error
    return [_question(line, number, path, filters) for number, line in enumerate(lines, 1) if line.strip()]


def _question(line: str, number: int, path: Path, filters: Filters) -> BatchQuestion:
    try:
        values = whole_values(json.loads(line))
        text, identifier = values["question"], values.get("id", str(number))
        history = tuple(_exchanges(values.get("history") or []))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise QuestionsError(
            f'Line {number} of {path} is not a question: write {{"id": "…", "question": "…"}}.'
        ) from error
    if not isinstance(text, str):
        raise QuestionsError(
            f'Line {number} of {path} has a question that is not a text: write {{"id": "…", "question": "…"}}.'
        )
    return BatchQuestion(str(identifier), Asked(text, history, filters))


def _exchanges(history: Any) -> Iterator[Exchange]:
    """A history of questions as texts, of {"question", "answer"?} objects, or of chat messages."""
    if not isinstance(history, list):
        raise TypeError(history)
    asked = ""
    for turn in history:
        if isinstance(turn, str):
            yield Exchange(turn)
        elif "question" in turn:
            yield Exchange(str(turn["question"]), str(turn.get("answer") or ""))
        elif turn.get("role", "user") == "user":
            if asked:
                yield Exchange(asked)
            asked = str(turn["content"])
        elif asked and turn["role"] == "assistant":
            yield Exchange(asked, str(turn["content"]))
            asked = ""
    if asked:
        yield Exchange(asked)
