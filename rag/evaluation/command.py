"""`sightline evaluate`: asks the cases of files, prints the scores and what changed since an earlier run."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.printable import printable, printable_json
from rag.assistant import Assistant
from rag.conversation import Exchange
from rag.evaluation.cases import Case, check_ids, read_cases
from rag.evaluation.compare import changes_json, changes_text, read_earlier
from rag.evaluation.outcome import Ask, try_case
from rag.evaluation.progress import counted
from rag.evaluation.report import evaluation_json, evaluation_text
from rag.opening import open_assistant
from rag.waiting import Waiting
from settings import Settings

if TYPE_CHECKING:
    from rag.written.model import LanguageModel


@dataclass(frozen=True, slots=True)
class Replies:
    """Who answers, and what is done with what a model says."""

    answerer: Literal["quotes", "written"] = "quotes"
    record: Path | None = None
    replay: Path | None = None

    @property
    def are_written(self) -> bool:
        """Whether a model answers; it has to where its replies are kept or said again."""
        return self.answerer == "written" or self.record is not None or self.replay is not None


def evaluate(
    settings: Settings, files: Sequence[Path], replies: Replies, compare: Path | None, *, as_json: bool
) -> None:
    """Asks every case of the files.

    Raises:
        SightlineError: a file is not one of cases, there is no library or model, or a file cannot be read or written.
    """
    cases = read_all_cases(files)
    earlier = read_earlier(compare) if compare else None
    assistant = open_assistant(settings)
    with _answering(settings, assistant, replies) as (ask, writes):
        outcomes = [try_case(case, assistant, ask) for case in counted(cases, "Asking")]
    if as_json:
        changed = {"changes": changes_json(earlier, outcomes)} if earlier else {}
        models = {"encoder": settings.encoder, "reranker": settings.reranker, "writes": writes}
        value = evaluation_json(outcomes, assistant.library) | {"models": models} | changed
        print(printable_json(value, indent=2))
    else:
        reranked = f", reranked by {settings.reranker}" if settings.reranker else ""
        written = f", written by {writes}" if writes else ""
        print(printable(f"Encoder {settings.encoder}{reranked}{written}\n{evaluation_text(outcomes)}"))
        if earlier:
            print(printable("\n" + changes_text(earlier, outcomes)))


@contextmanager
def _answering(settings: Settings, assistant: Assistant, replies: Replies) -> Iterator[tuple[Ask, str]]:
    """How a case is asked, and the name of the model that writes, if one does."""
    if not replies.are_written:
        yield assistant.ask, ""
        return
    from rag.written.configured import open_model, support_check
    from rag.written.ids import lasting_ids
    from rag.written.replay import read_replies, recording
    from rag.written.writer import Writer

    with ExitStack() as stack:
        with Waiting("Getting the model ready"):
            model: LanguageModel = read_replies(replies.replay) if replies.replay else open_model(settings.model)
            name = model.name  # tells of a server that is not there before a file is begun
        if replies.record:
            model = stack.enter_context(recording(model, replies.record))
        check = support_check(settings, assistant)
        writer = Writer(assistant, model, check, key=settings.model.key, make_ids=lasting_ids)
        yield (lambda question, history=(): writer.ask(question, [Exchange(one) for one in history])), name


def read_all_cases(files: Sequence[Path]) -> list[Case]:
    """The cases of all files; an id may be used once among them.

    Raises:
        QuestionsError: a file is not one of cases, or two have a case of the same id.
    """
    cases = [case for file in files for case in read_cases(file)]
    check_ids(cases)
    return cases
