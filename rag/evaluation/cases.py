"""Files of cases: a YAML list of questions, each with what its answer must hold.

A case is read strictly: a key nobody knows, a pattern that is none, or a dash forgotten between two cases would
otherwise be a test that never fails.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from index.errors import QuestionsError, reason_of
from index.whole import whole_values

KEYS = ("id", "question", "history", "facts", "sources", "answerable")
_ID_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what its answer must hold, or that it must be refused."""

    id: str
    question: str
    history: tuple[str, ...] = ()
    """Questions asked before, oldest first."""
    facts: tuple[str, ...] = ()
    """Regular expressions that must each match the answer, without regard to case; a dot matches line ends too."""
    sources: tuple[str, ...] = ()
    """Addresses of which one should be cited."""
    answerable: bool = True
    file: str = ""
    line: int = 0
    """Where the case begins in its file, from 1."""

    def facts_in(self, text: str) -> tuple[bool, ...]:
        r"""Of each fact, whether a text holds it.

        >>> Case("owls", "do owls fly", facts=("wing", "^never")).facts_in("Owls\nhave Wings.")
        (True, False)
        """
        return tuple(bool(re.search(fact, text, re.IGNORECASE | re.DOTALL)) for fact in self.facts)


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, in its order.

    Raises:
        QuestionsError: the file cannot be read or a case is not one; the text names the line and the fix.
    """
    cases = [_case(item) for item in _items(path)]
    check_ids(cases)
    return cases


def check_ids(cases: Iterable[Case]) -> None:
    """Raises QuestionsError where two cases have one id."""
    seen: dict[str, Case] = {}
    for case in cases:
        first = seen.setdefault(case.id, case)
        if first is not case:
            raise QuestionsError(
                f"The cases at line {first.line} of {first.file} and line {case.line} of {case.file} both have the id "
                f"{case.id!r}: give each an `id` of its own."
            )


@dataclass(frozen=True, slots=True)
class _Item:
    """One entry of a file as YAML gives it."""

    path: Path
    line: int
    values: dict[Any, Any]

    def error(self, problem: str) -> QuestionsError:
        return QuestionsError(f"The case at line {self.line} of {self.path} {problem}.")


def _items(path: Path) -> list[_Item]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        node, values = yaml.compose(text, Loader=yaml.SafeLoader), whole_values(yaml.safe_load(text))
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(
            f"The questions {path} cannot be read ({reason_of(error)}): give a file of YAML."
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise QuestionsError(
            f"{_yaml_problem(path, error)}: put texts between single quotes, and indent with spaces alone."
        ) from error
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise QuestionsError(f"The file {path} holds no list of cases: begin each case with `- question: …`.")
    return [_item(path, part, value) for part, value in zip(node.value, values, strict=True)]


def _yaml_problem(path: Path, error: yaml.YAMLError | ValueError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return f"The file {path} is not YAML of cases (a list in it lies within itself, or too deep)"
    mark = getattr(error, "problem_mark", None)
    place = f"Line {mark.line + 1} of {path}" if mark else f"The file {path}"
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"{place} is not YAML ({problem})"


def _item(path: Path, node: yaml.Node, values: Any) -> _Item:
    item = _Item(path, node.start_mark.line + 1, values if isinstance(values, dict) else {})
    if not isinstance(node, yaml.MappingNode):
        raise item.error("is not a case: begin it with `- question: …`")
    names = [key.value for key, _ in node.value]
    for name in names:
        if name not in KEYS:
            raise item.error(f"has the unknown key `{name}`: a case may have {', '.join(KEYS)}")
        if names.count(name) > 1:
            raise item.error(f"has `{name}` twice: begin the next case with a dash")
    return item


def _case(item: _Item) -> Case:
    question = item.values.get("question")
    if not isinstance(question, str) or not question.strip():
        raise item.error("has no question: write `question: …`")
    case = Case(
        id=_identifier(item, question),
        question=question,
        history=_history(item),
        facts=_facts(item),
        sources=_texts(item, "sources"),
        answerable=_answerable(item),
        file=str(item.path),
        line=item.line,
    )
    if not case.answerable and (case.facts or case.sources):
        raise item.error("has `answerable: false` and yet facts or sources: keep the one or the other")
    return case


def _identifier(item: _Item, question: str) -> str:
    """The case's id, or its question as one.

    >>> _identifier(_Item(Path(), 1, {}), "What's a receptive field?")
    'what-s-a-receptive-field'
    """
    given = item.values.get("id")
    if given is None:
        return re.sub(r"\W+", "-", question.casefold()).strip("-")[:_ID_LENGTH].rstrip("-") or f"line-{item.line}"
    if isinstance(given, bool) or not isinstance(given, str | int) or not str(given).strip():
        raise item.error(f"has the id {given!r}, which is not a text: put it between quotes")
    return str(given)


def _answerable(item: _Item) -> bool:
    value = item.values.get("answerable", True)
    if not isinstance(value, bool):
        raise item.error(f"has `answerable: {value}`: write true or false")
    return value


def _history(item: _Item) -> tuple[str, ...]:
    """The questions asked before, each a text or `{question: …}`."""
    turns = item.values.get("history")
    if isinstance(turns, list):
        turns = [turn["question"] if isinstance(turn, dict) and list(turn) == ["question"] else turn for turn in turns]
    return _checked(item, "history", turns, "- question: …")


def _facts(item: _Item) -> tuple[str, ...]:
    facts = _texts(item, "facts")
    for fact in facts:
        try:
            re.compile(fact)
        except re.error as error:
            raise item.error(
                f"has the fact '{fact}', which is no regular expression ({error}): "
                "put a backslash before ( ) [ ] * + ? . that stand for themselves"
            ) from error
    return facts


def _texts(item: _Item, key: str) -> tuple[str, ...]:
    return _checked(item, key, item.values.get(key), "- '…'")


def _checked(item: _Item, key: str, values: Any, example: str) -> tuple[str, ...]:
    if values is None and key not in item.values:
        return ()
    if not isinstance(values, Sequence) or isinstance(values, str) or not values:
        raise item.error(f"has `{key}` that is not a list: write `{example}` below it")
    for value in values:
        if not isinstance(value, str) or not value.strip():
            raise item.error(f"has {value!r} among its `{key}`, which is not a text: write `{example}`")
    return tuple(values)
