"""`sightline ask` and `sightline search`: print answers and passages, one question or a file of them."""

import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from index.printable import printable, printable_json
from index.whole import whole_text
from rag.answer import Answer
from rag.answer_json import answer_json, passages_json
from rag.answerer import Answerer, Quoter, written_or_quoted
from rag.assistant import Assistant
from rag.batch import BatchQuestion, read_questions
from rag.conversation import Asked
from rag.filters import Filters
from rag.opening import open_assistant
from rag.printer import Printer
from rag.retrieve import Passage
from rag.waiting import Waiting
from settings import Settings

AnswererName = Literal["quotes", "written"]


@dataclass(frozen=True, slots=True)
class Request:
    """What a command is to ask, of which sources, and how it prints what comes of it."""

    question: str | None
    batch: Path | None
    filters: Filters
    as_json: bool

    def questions(self, *, is_slow: bool = False) -> Iterator[tuple[BatchQuestion, Waiting]]:
        """The one question, or those of the batch file, and what tells at the terminal for which of them one waits.

        Args:
            is_slow: the answer to the one question has to be waited for, too.
        """
        if not self.batch:
            asked = Asked(whole_text(self.question or ""), filters=self.filters)
            yield BatchQuestion("", asked), Waiting("Waiting for the model", is_on=is_slow)
            return
        questions = read_questions(self.batch, self.filters)
        for number, one in enumerate(questions, 1):
            yield one, Waiting(f"Question {number} of {len(questions)}", at_once=True)

    def print(self, value: dict[str, Any], text: str) -> None:
        """An object, a line each for a batch; or the text."""
        if not (self.as_json or self.batch):
            print(printable(text))
            return
        sys.stdout.write(printable_json(value, indent=None if self.batch else 2) + "\n")
        sys.stdout.flush()


def ask(settings: Settings, request: Request, answerer: AnswererName | None) -> None:
    """Answers one question, or every line of a batch file; by the model where one is configured, unless told otherwise.

    Raises:
        SightlineError: there is no library, or no model where one has to write.
    """
    assistant = open_assistant(settings)
    with Waiting("Getting the model ready"):
        who = answerer_of(settings, assistant, answerer)
    stop = threading.Event()
    for one, waiting in request.questions(is_slow=not isinstance(who, Quoter)):
        with waiting:
            printer = Printer(is_on=not (request.as_json or request.batch), before=waiting.end)
            work = partial(who.answer, one.asked, printer.show, stop)
            answer = until_interrupted(work, stop)
        if request.as_json or request.batch:
            request.print(answer_json(answer, assistant.library, one.id), "")
        else:
            printer.finish(answer)
        if stop.is_set() and request.batch:
            raise KeyboardInterrupt  # the answer in hand is printed


def answerer_of(settings: Settings, assistant: Assistant, name: AnswererName | None) -> Answerer:
    """Who answers: the model where one is configured, unless told otherwise; quotes where it cannot be had.

    Raises:
        SightlineError: a model has to write, and there is none.
    """
    if name == "quotes" or (name is None and not settings.model):
        return Quoter(assistant)
    from rag.written.configured import open_writer  # llama-index comes with it

    opening = partial(open_writer, settings, assistant)
    return opening() if name == "written" else written_or_quoted(assistant, opening)


def until_interrupted(work: Callable[[], Answer], stop: threading.Event) -> Answer:
    """Works in a thread, so that Ctrl-C stops a model that writes and keeps what it wrote."""
    with ThreadPoolExecutor(1) as executor:
        answer = executor.submit(work)
        try:
            return answer.result()
        except KeyboardInterrupt:
            stop.set()
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough: this answer, soon, is the last
            return answer.result()


def search(settings: Settings, request: Request, limit: int) -> None:
    """Prints the ranked passages of one question, or of every line of a batch file."""
    assistant = open_assistant(settings)
    for one, waiting in request.questions():
        with waiting:
            passages = assistant.search(one.asked.question, limit, one.asked.filters)
        request.print(passages_json(passages, one.id), "\n\n".join(_passage_lines(passages)))


def _passage_lines(passages: Iterable[Passage]) -> Iterable[str]:
    for number, passage in enumerate(passages, 1):
        place = " > ".join([passage.chunk.title, *passage.chunk.section])
        yield f"{number}. {place} ({passage.score:.4f})\n   {passage.entry.source.url}\n{passage.chunk.text}"
