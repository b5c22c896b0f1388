"""What is printed of an evaluation: a failing case in full, the table of scores, and all of it as JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.library import Library
from rag.evaluation.outcome import Outcome
from rag.evaluation.scores import Scores, score
from rag.retrieve import Passage

LABELS = {
    "passed": "cases passed",
    "hit_at_1": "hit@1",
    "hit_at_5": "hit@5",
    "hit_at_10": "hit@10",
    "ndcg_at_10": "nDCG@10",
    "mrr_at_10": "MRR@10",
    "answered": "answered of the answerable",
    "fact_recall": "fact recall",
    "all_facts": "all facts",
    "source_cited": "a listed source cited",
    "source_cited_first": "a listed source cited first",
    "citation_recall": "citation recall",
    "citation_precision": "citation precision",
    "statement_support": "statements supported",
    "refusal_precision": "refusal precision",
    "refusal_recall": "refusal recall",
    "balanced_accuracy": "balanced accuracy of refusal",
}
_PASSAGES_SHOWN = 5
_PASSAGE_LENGTH = 160


def by_file(outcomes: Sequence[Outcome]) -> dict[str, Scores]:
    """The scores of each file's cases."""
    files = dict.fromkeys(one.case.file for one in outcomes)
    return {file: score([one for one in outcomes if one.case.file == file]) for file in files}


def evaluation_text(outcomes: Sequence[Outcome]) -> str:
    """The scores as a table, then the cases that failed, each with why."""
    failed = [one for one in outcomes if one.problems]
    errors = sum(bool(one.error) for one in outcomes)
    passed = len(outcomes) - len(failed)
    lines = [f"{len(outcomes)} cases: {passed} passed, {len(failed)} failed, {errors} of them by an error"]
    files = by_file(outcomes)
    lines += ["", *_table({"all": score(outcomes)} | (files if len(files) > 1 else {}))]
    if failed:
        lines += ["", "Failed:", *(f"  {one.case.id}: {'; '.join(one.problems)}" for one in failed)]
    unknown = [f"  {one.case.id}: {source}" for one in outcomes for source in one.unknown]
    return "\n".join([*lines, *(["", "Not in the library:", *unknown] if unknown else [])])


def _table(columns: Mapping[str, Scores]) -> Iterator[str]:
    """A line a score; the columns are headed by the names of the files without what they end in."""
    width, heads = max(map(len, LABELS.values())), [Path(name).name.split(".")[0] for name in columns]
    yield " " * width + "".join(f"  {head:>9}" for head in heads)
    for field, label in LABELS.items():
        values = [number(getattr(scores, field)) for scores in columns.values()]
        yield f"{label:<{width}}" + "".join(
            f"  {value:>{max(9, len(head))}}" for value, head in zip(values, heads, strict=True)
        )


def number(value: float | None) -> str:
    """A score with three digits, or a dash for none."""
    return "–" if value is None else f"{value:.3f}"


def evaluation_json(outcomes: Sequence[Outcome], library: Library) -> dict[str, Any]:
    """The whole evaluation as an object; `compare` reads it again."""
    return {
        "library": {"snapshot": library.snapshot, "chunks": library.manifest.chunks},
        "scores": asdict(score(outcomes)),
        "files": {name: asdict(scores) for name, scores in by_file(outcomes).items()},
        "cases": [_case_json(one) for one in outcomes],
    }


def _case_json(outcome: Outcome) -> dict[str, Any]:
    answer = outcome.answer
    return {
        "id": outcome.case.id,
        "question": outcome.case.question,
        "standalone_question": answer.standalone_question if answer else "",
        "passed": not outcome.problems,
        "problems": list(outcome.problems),
        "error": outcome.error,
        "answered": outcome.answered,
        "text": answer.text if answer else "",
        "facts": dict(zip(outcome.case.facts, outcome.facts_found, strict=True)),
        "cited": [citation.url for citation in outcome.citations],
        "found": [passage.entry.source.url for passage in outcome.passages],
        "not_in_library": list(outcome.unknown),
    }


def failure_text(outcome: Outcome) -> str:
    """A failing case in full: what was asked and expected, what was answered, and what was found."""
    case, answer = outcome.case, outcome.answer
    lines = [f"{case.id}: {'; '.join(outcome.problems)}", "", f"question   {case.question}"]
    lines += [f"  after    {earlier}" for earlier in case.history]
    if answer and answer.standalone_question != case.question:
        lines.append(f"  asked as {answer.standalone_question}")
    lines += _block("expected", _expected(outcome))
    lines += _block("answered", answer.text.splitlines() if answer else [f"nothing: {outcome.error}"])
    lines += _block("cited", (f"[{one.number}] {one.url}" for one in outcome.citations))
    return "\n".join([*lines, *_block("found", map(_passage_line, outcome.passages[:_PASSAGES_SHOWN]))])


def _expected(outcome: Outcome) -> Iterator[str]:
    if not outcome.case.answerable:
        yield "a refusal"
        return
    yield "an answer"
    for fact, found in zip(outcome.case.facts, outcome.facts_found, strict=True):
        yield f"with '{fact}'" + ("" if found else " (missing)")
    for source in outcome.case.sources:
        yield f"citing {source}" + (" (not in the library)" if source in outcome.unknown else "")


def _block(label: str, lines: Iterable[str]) -> Iterator[str]:
    for position, line in enumerate(line for line in lines if line.strip()):
        yield f"{label if position == 0 else '':<11}{line}"


def _passage_line(passage: Passage) -> str:
    text = " ".join(passage.chunk.text.split())
    return f"{passage.entry.source.url}: {text[:_PASSAGE_LENGTH]}{'…' if len(text) > _PASSAGE_LENGTH else ''}"
