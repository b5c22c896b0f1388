"""The pytest plugin: a file named `questions.yaml` or `*.questions.yaml` is a set of tests, one item a case.

`pytest --sightline-library FOLDER my-questions/` asks that library. Fixtures for tests of one's own: `library`,
`assistant` and `ask`. A `conftest.py` may have a `library` of its own (session scope), which then answers.

pytest loads this in every project of an environment that has Sightline, so it imports nothing until a file of questions
or a fixture needs it, and where no library is named or found, its items are skipped.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index.errors import QuestionsError, SightlineError
from index.printable import printable

if TYPE_CHECKING:
    from index.library import Library
    from rag.assistant import Assistant
    from rag.evaluation.cases import Case
    from rag.evaluation.outcome import Ask
    from settings import Settings

OPTION = "--sightline-library"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that names the library."""
    parser.getgroup("sightline").addoption(
        OPTION,
        type=Path,
        metavar="FOLDER",
        help="library that answers the cases of questions.yaml (default: $SIGHTLINE_LIBRARY or your data folder)",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "QuestionsFile | None":
    """Files of questions, by their name."""
    if file_path.name == "questions.yaml" or file_path.name.endswith(".questions.yaml"):
        return QuestionsFile.from_parent(parent, path=file_path)
    return None


class QuestionsFile(pytest.File):
    """A file of cases."""

    def collect(self) -> "Iterator[QuestionItem]":
        """An item a case. A bad file is an error, unless no library is named: then it may be no file of ours."""
        from rag.evaluation.cases import read_cases

        try:
            cases = read_cases(self.path)
        except QuestionsError as error:
            if _names_a_library(self.config):
                raise
            yield QuestionItem.from_parent(self, name="unreadable", callobj=_complaint(str(error)))
            return
        for case in cases:
            item = QuestionItem.from_parent(self, name=case.id, callobj=_question(case))
            item.line = case.line
            yield item

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """An error of ours is one sentence."""
        error = excinfo.value
        return printable(str(error)) if isinstance(error, SightlineError) else super().repr_failure(excinfo)


class QuestionItem(pytest.Function):
    """One case. It is a function that requests `ask`, so fixtures are found as for any other test."""

    line = 1

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.line - 1, self.name


def _question(case: "Case") -> Callable[..., None]:
    def question(assistant: "Assistant", ask: "Ask") -> None:
        from rag.evaluation.outcome import try_case
        from rag.evaluation.report import failure_text

        outcome = try_case(case, assistant, ask)
        if outcome.problems:
            pytest.fail(printable(failure_text(outcome)), pytrace=False)

    return question


def _complaint(sentence: str) -> Callable[..., None]:
    """Fails with a sentence where there is a library to ask, after all; else the fixture skips."""

    def complaint(library: "Library") -> None:
        pytest.fail(printable(sentence), pytrace=False)

    return complaint


@pytest.fixture(scope="session")
def library(pytestconfig: pytest.Config) -> "Library":
    """The library that `--sightline-library` names, else `$SIGHTLINE_LIBRARY`, else that in your data folder."""
    from index.library import open_library

    if not _names_a_library(pytestconfig):
        pytest.skip(f"no library to ask: name one with {OPTION} FOLDER, or build yours with `sightline ingest`")
    with _failing_in_one_sentence():
        return open_library(_settings(pytestconfig).library)


@pytest.fixture(scope="session")
def assistant(library: "Library", pytestconfig: pytest.Config) -> "Assistant":
    """The assistant of the library."""
    from index.encoder import load_encoder
    from rag.assistant import Assistant
    from rag.opening import open_reranker

    settings = _settings(pytestconfig)
    with _failing_in_one_sentence():
        return Assistant(library, load_encoder(settings.encoder, settings.cache), open_reranker(settings))


@pytest.fixture(scope="session")
def ask(assistant: "Assistant") -> "Ask":
    """Asks the library: `ask(question)` or `ask(question, earlier_questions)` gives an `Answer`."""
    return assistant.ask


def _settings(config: pytest.Config) -> "Settings":
    from dataclasses import replace

    from settings import read_settings

    settings = read_settings()
    return replace(settings, library=config.getoption(OPTION) or settings.library)


def _names_a_library(config: pytest.Config) -> bool:
    """Whether a library is named, or one is in the default place."""
    from index.snapshot import current_id
    from settings import names_library

    return bool(config.getoption(OPTION) or names_library() or current_id(_settings(config).library))


@contextmanager
def _failing_in_one_sentence() -> Iterator[None]:
    try:
        yield
    except SightlineError as error:
        pytest.fail(printable(str(error)), pytrace=False)
