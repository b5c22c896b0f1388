"""`sightline ask` and `sightline search`: print answers and passages, one question or a file of them."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index.encoder import load_encoder
from index.library import open_library
from rag.answer_json import answer_json, passages_json
from rag.assistant import Answer, Assistant
from rag.batch import Question, read_questions
from rag.retrieve import Passage
from settings import Settings


def open_assistant(settings: Settings) -> Assistant:
    """The assistant of the settings' library.

    Raises:
        SightlineError: there is no library, it is damaged, or it was made with another encoder.
    """
    library = open_library(settings.library)
    return Assistant(library, load_encoder(settings.encoder, settings.cache))


def ask(settings: Settings, question: str | None, batch: Path | None, *, as_json: bool) -> None:
    """Answers one question, or every line of a batch file."""
    assistant = open_assistant(settings)
    for one in _questions(question, batch):
        answer = assistant.ask(one.text, one.history)
        if as_json or batch:
            _print_json(answer_json(answer, assistant.library, one.id), one_line=batch is not None)
        else:
            print(answer_text(answer))


def search(settings: Settings, question: str | None, batch: Path | None, limit: int, *, as_json: bool) -> None:
    """Prints the ranked passages of one question, or of every line of a batch file."""
    assistant = open_assistant(settings)
    for one in _questions(question, batch):
        passages = assistant.search(one.text, limit)
        if as_json or batch:
            _print_json(passages_json(passages, one.id), one_line=batch is not None)
        else:
            print("\n\n".join(_passage_lines(passages)))


def answer_text(answer: Answer) -> str:
    """An answer for the terminal: the statements, then where each stands."""
    if not answer.answered:
        return answer.text
    lines = [answer.text, ""]
    if answer.standalone_question != answer.question:
        lines = [f"({answer.standalone_question})", "", *lines]
    for citation in answer.citations:
        place = " > ".join([citation.title, *citation.section])
        lines += [
            f"[{citation.number}] {place}" + (f", page {citation.page}" if citation.page else ""),
            f"    {citation.link}",
        ]
    return "\n".join(lines)


def _questions(question: str | None, batch: Path | None) -> Iterable[Question]:
    return read_questions(batch) if batch else [Question("", question or "")]


def _passage_lines(passages: Iterable[Passage]) -> Iterable[str]:
    for number, passage in enumerate(passages, 1):
        place = " > ".join([passage.chunk.title, *passage.chunk.section])
        yield f"{number}. {place} ({passage.score:.4f})\n   {passage.entry.source.url}\n{passage.chunk.text}"


def _print_json(value: dict[str, Any], *, one_line: bool) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=None if one_line else 2)
    sys.stdout.write("\n")
    sys.stdout.flush()
