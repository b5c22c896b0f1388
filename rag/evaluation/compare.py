"""Which answers changed since an evaluation that was kept with `--json`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.errors import QuestionsError
from rag.evaluation.outcome import Outcome
from rag.evaluation.report import LABELS, number
from rag.evaluation.scores import score


@dataclass(frozen=True, slots=True)
class Earlier:
    """An evaluation read again: the scores of all its cases, and what became of each."""

    scores: Mapping[str, float | None]
    cases: Mapping[str, "Kept"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of a case."""

    passed: bool
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is another than before."""

    id: str
    question: str
    before: Kept | None
    """None where the case is new."""
    after: Kept | None
    """None where it is gone."""

    @property
    def verdict(self) -> str:
        return f"{_verdict(self.before, 'new')} → {_verdict(self.after, 'gone')}"


def read_earlier(path: Path) -> Earlier:
    """Raises QuestionsError where the file is not what `sightline evaluate --json` printed."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        scores = {name: None if value is None else float(value) for name, value in values["scores"].items()}
        cases = {str(one["id"]): Kept(bool(one["passed"]), _shown(one)) for one in values["cases"]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise QuestionsError(
            f"The earlier evaluation {path} cannot be read: give a file that `sightline evaluate --json` printed."
        ) from error
    return Earlier(scores, cases)


def _shown(values: Mapping[str, Any]) -> str:
    return str(values["error"] or values["text"])


def changes(earlier: Earlier, outcomes: Sequence[Outcome]) -> list[Change]:
    """The cases whose answer or verdict is another, in today's order; then those that are gone."""
    changed = []
    for outcome in outcomes:
        text = outcome.error or (outcome.answer.text if outcome.answer else "")
        before, after = earlier.cases.get(outcome.case.id), Kept(not outcome.problems, text)
        if before != after:
            changed.append(Change(outcome.case.id, outcome.case.question, before, after))
    asked = {outcome.case.id for outcome in outcomes}
    return changed + [Change(one, "", kept, None) for one, kept in earlier.cases.items() if one not in asked]


def changes_text(earlier: Earlier, outcomes: Sequence[Outcome]) -> str:
    """The scores that moved and each answer that changed, before and after."""
    changed = changes(earlier, outcomes)
    lines = [f"Compared with the earlier evaluation: {len(changed)} answers changed", *_moved(earlier, outcomes)]
    for change in changed:
        lines += ["", f"{change.id} ({change.verdict}) {change.question}".rstrip()]
        lines += _marked("-", change.before) if change.before else []
        lines += _marked("+", change.after) if change.after else []
    return "\n".join(lines)


def changes_json(earlier: Earlier, outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Each change as an object."""
    return [asdict(change) | {"verdict": change.verdict} for change in changes(earlier, outcomes)]


def _moved(earlier: Earlier, outcomes: Sequence[Outcome]) -> Iterator[str]:
    for name, value in asdict(score(outcomes)).items():
        before = earlier.scores.get(name)
        if number(before) != number(value):
            yield f"  {LABELS[name]}: {number(before)} → {number(value)}"


def _marked(mark: str, kept: Kept) -> list[str]:
    return [f"  {mark} {line}" for line in kept.text.splitlines() if line.strip()]


def _verdict(kept: Kept | None, absent: str) -> str:
    if kept is None:
        return absent
    return "passed" if kept.passed else "failed"
