"""A retrieval set in the form of BEIR (Thakur et al., 2021): corpus.jsonl, queries.jsonl and judgements."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import QuestionsError, reason_of
from index.whole import whole_values

JUDGEMENTS = (Path("qrels") / "test.tsv", Path("qrels.tsv"))


@dataclass(frozen=True, slots=True)
class BeirDocument:
    """A line of corpus.jsonl."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """A line of queries.jsonl."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Documents, queries, and how relevant which document is to which query."""

    folder: Path
    documents: tuple[BeirDocument, ...]
    queries: tuple[Query, ...]
    judgements: Mapping[str, Mapping[str, int]]
    """By query, then by document; empty where the folder has none."""

    @property
    def judged(self) -> tuple[Query, ...]:
        """The queries that have judgements: scores are of these alone."""
        return tuple(query for query in self.queries if query.id in self.judgements)


def read_retrieval_set(folder: Path) -> RetrievalSet:
    """The set in a folder; judgements may be missing.

    Raises:
        QuestionsError: a file is missing or a line of it is not what it should be.
    """
    documents = tuple(_documents(folder / "corpus.jsonl"))
    queries = tuple(_queries(folder / "queries.jsonl"))
    _check_ids(folder / "corpus.jsonl", [document.id for document in documents])
    _check_ids(folder / "queries.jsonl", [query.id for query in queries])
    return RetrievalSet(folder, documents, queries, _judgements(folder))


def _documents(path: Path) -> Iterator[BeirDocument]:
    for number, values in _objects(path, '{"_id": "…", "title": "…", "text": "…"}'):
        identifier, text = _field(path, number, values, "_id"), _field(path, number, values, "text")
        yield BeirDocument(identifier, str(values.get("title") or ""), text)


def _queries(path: Path) -> Iterator[Query]:
    for number, values in _objects(path, '{"_id": "…", "text": "…"}'):
        yield Query(_field(path, number, values, "_id"), _field(path, number, values, "text"))


def _objects(path: Path, example: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in _lines(path):
        try:
            values = whole_values(json.loads(line))
        except ValueError as error:
            raise QuestionsError(f"Line {number} of {path} is not JSON: write {example}.") from error
        if not isinstance(values, dict):
            raise QuestionsError(f"Line {number} of {path} is not an object: write {example}.")
        yield number, values


def _field(path: Path, number: int, values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise QuestionsError(f'Line {number} of {path} has no text "{key}": add it.')
    return str(value)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, with their numbers from 1."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from ((number, line.rstrip("\n")) for number, line in enumerate(file, 1) if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(
            f"The file {path} cannot be read ({reason_of(error)}): give a folder with corpus.jsonl, queries.jsonl and "
            f"{' or '.join(map(str, JUDGEMENTS))}."
        ) from error


def _check_ids(path: Path, identifiers: list[str]) -> None:
    if not identifiers:
        raise QuestionsError(f"The file {path} is empty: give one with a JSON object a line.")
    if len(set(identifiers)) < len(identifiers):
        twice = next(one for position, one in enumerate(identifiers) if one in identifiers[:position])
        raise QuestionsError(f"The file {path} has two lines with the _id {twice!r}: give each its own.")


def _judgements(folder: Path) -> dict[str, dict[str, int]]:
    """The judgements of the first file there is, a line each: query, document and score between tabs."""
    path = next((folder / name for name in JUDGEMENTS if (folder / name).exists()), None)
    judgements: dict[str, dict[str, int]] = {}
    for position, (number, line) in enumerate(_lines(path) if path else ()):
        parts = line.split("\t")
        if len(parts) == 3 and parts[2].strip().lstrip("-").isdigit():
            judgements.setdefault(parts[0], {})[parts[1]] = int(parts[2])
        elif position or len(parts) != 3:
            raise QuestionsError(
                f"Line {number} of {path} is not a judgement: write query, document and a whole number between tabs."
            )
    return judgements
