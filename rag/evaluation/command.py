"""`sightline evaluate`: asks the cases of files, prints the scores and what changed since an earlier run."""

import json
from collections.abc import Sequence
from pathlib import Path

from rag.command import open_assistant
from rag.evaluation.cases import Case, check_ids, read_cases
from rag.evaluation.compare import changes_json, changes_text, read_earlier
from rag.evaluation.outcome import try_case
from rag.evaluation.progress import counted
from rag.evaluation.report import evaluation_json, evaluation_text
from settings import Settings


def evaluate(settings: Settings, files: Sequence[Path], compare: Path | None, *, as_json: bool) -> None:
    """Asks every case of the files.

    Raises:
        SightlineError: a file is not one of cases, there is no library, or the earlier run cannot be read.
    """
    cases = read_all_cases(files)
    earlier = read_earlier(compare) if compare else None
    assistant = open_assistant(settings)
    outcomes = [try_case(case, assistant, assistant.ask) for case in counted(cases, "Asking")]
    if as_json:
        changed = {"changes": changes_json(earlier, outcomes)} if earlier else {}
        models = {"encoder": settings.encoder, "reranker": settings.reranker}
        value = evaluation_json(outcomes, assistant.library) | {"models": models} | changed
        print(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        reranked = f", reranked by {settings.reranker}" if settings.reranker else ""
        print(f"Encoder {settings.encoder}{reranked}\n{evaluation_text(outcomes)}")
        if earlier:
            print("\n" + changes_text(earlier, outcomes))


def read_all_cases(files: Sequence[Path]) -> list[Case]:
    """The cases of all files; an id may be used once among them.

    Raises:
        QuestionsError: a file is not one of cases, or two have a case of the same id.
    """
    cases = [case for file in files for case in read_cases(file)]
    check_ids(cases)
    return cases
