"""`sightline ask` and `sightline search`: print answers and passages, one question or a file of them."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.encoder import load_encoder
from index.library import open_library
from rag.answer import Answer
from rag.answer_json import answer_json, passages_json
from rag.assistant import Assistant
from rag.batch import Question, read_questions
from rag.citations import Citation
from rag.filters import Filters
from rag.retrieve import Passage
from rag.searcher import Reranker
from settings import Settings


def open_assistant(settings: Settings) -> Assistant:
    """The assistant of the settings' library.

    Raises:
        SightlineError: there is no library, it is damaged, or it was made with another encoder.
    """
    library = open_library(settings.library)
    return Assistant(library, load_encoder(settings.encoder, settings.cache), reranker_of(settings))


def reranker_of(settings: Settings) -> Reranker | None:
    """The reranker of the settings, if they name one.

    Raises:
        EncoderError: it cannot be loaded.
    """
    if not settings.reranker:
        return None
    from index.reranker import load_reranker  # torch comes with it

    return load_reranker(settings.reranker)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, of which sources, and how the answers are printed."""

    question: str | None
    batch: Path | None
    filters: Filters
    as_json: bool

    def questions(self) -> Iterable[Question]:
        """The one question, or those of the batch file."""
        return read_questions(self.batch) if self.batch else [Question("", self.question or "")]

    def print(self, value: dict[str, Any], text: str) -> None:
        """An object, a line each for a batch; or the text."""
        if not (self.as_json or self.batch):
            print(text)
            return
        json.dump(value, sys.stdout, ensure_ascii=False, indent=None if self.batch else 2)
        sys.stdout.write("\n")
        sys.stdout.flush()


def ask(settings: Settings, asked: Asked) -> None:
    """Answers one question, or every line of a batch file."""
    assistant = open_assistant(settings)
    for one in asked.questions():
        answer = assistant.ask(one.text, one.history, asked.filters)
        asked.print(answer_json(answer, assistant.library, one.id), answer_text(answer))


def search(settings: Settings, asked: Asked, limit: int) -> None:
    """Prints the ranked passages of one question, or of every line of a batch file."""
    assistant = open_assistant(settings)
    for one in asked.questions():
        passages = assistant.search(one.text, limit, asked.filters)
        asked.print(passages_json(passages, one.id), "\n\n".join(_passage_lines(passages)))


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
            f"[{citation.number}] {place}" + (f", page {citation.page}" if citation.page else "") + _copy(citation),
            f"    {citation.link}",
        ]
    return "\n".join(lines)


def _copy(citation: Citation) -> str:
    """Which copy was read, where it is not the site's own."""
    if not citation.link.startswith("https://web.archive.org/"):
        return ""
    return f" (the Internet Archive's copy as of {citation.fetched_at[:10]})"


def _passage_lines(passages: Iterable[Passage]) -> Iterable[str]:
    for number, passage in enumerate(passages, 1):
        place = " > ".join([passage.chunk.title, *passage.chunk.section])
        yield f"{number}. {place} ({passage.score:.4f})\n   {passage.entry.source.url}\n{passage.chunk.text}"
