"""The rows of a library in SQLite: sources with their state, documents, chunks with sentences, the lexical index."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import lru_cache
from itertools import accumulate, count
from pathlib import Path
from typing import Any

from index import lexical
from index.aliases import Alias, find_aliases
from index.near_duplicates import first_near_duplicates
from index.records import Block, Chunk, Document, Figure, Section, Sentence, Source, SourceEntry, SourceState

_SCHEMA = """
CREATE TABLE sources (
    id TEXT PRIMARY KEY, url TEXT NOT NULL UNIQUE, source TEXT NOT NULL, state TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE source_order (position INTEGER PRIMARY KEY, id TEXT NOT NULL);
CREATE TABLE documents (
    source_id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, parts TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE chunks (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source_id TEXT NOT NULL, title TEXT NOT NULL,
    section TEXT NOT NULL, anchor TEXT NOT NULL, page INTEGER, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    text TEXT NOT NULL, sentences TEXT NOT NULL, first_sentence INTEGER NOT NULL,
    alike INTEGER NOT NULL
);
CREATE TABLE aliases (short TEXT NOT NULL, long TEXT NOT NULL, count INTEGER NOT NULL);
CREATE INDEX chunks_of_source ON chunks(source_id, start);
"""


def write(path: Path, entries: Sequence[SourceEntry], documents: Iterable[Document], chunks: Sequence[Chunk]) -> None:
    """Makes the database file of a snapshot. Chunk i gets row i."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_SCHEMA)
        connection.executemany("INSERT INTO sources VALUES (?, ?, ?, ?)", map(_source_row, entries))
        connection.executemany(
            "INSERT INTO source_order VALUES (?, ?)", ((n, entry.source.id) for n, entry in enumerate(entries))
        )
        connection.executemany("INSERT INTO documents VALUES (?, ?, ?, ?)", map(_document_row, documents))
        connection.executemany(
            "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            map(
                _chunk_row,
                count(),
                chunks,
                first_sentences(chunks),
                first_near_duplicates(chunk.text for chunk in chunks),
            ),
        )
        connection.executemany(
            "INSERT INTO aliases VALUES (?, ?, ?)",
            ((one.short, one.long, one.count) for one in find_aliases(map(_prose, chunks))),
        )
        lexical.create(connection, chunks)
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def open_read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the file and may be used from any thread (SQLite serialises the calls)."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def read_entries(connection: sqlite3.Connection) -> list[SourceEntry]:
    """All sources with their state, in the list's order."""
    rows = connection.execute("SELECT source, state FROM source_order JOIN sources USING (id) ORDER BY position")
    return [SourceEntry(_source(json.loads(source)), SourceState(**json.loads(state))) for source, state in rows]


def read_document(connection: sqlite3.Connection, source_id: str) -> Document | None:
    """The document of a source, or None where it has none."""
    row = connection.execute("SELECT title, text, parts FROM documents WHERE source_id = ?", (source_id,)).fetchone()
    if row is None:
        return None
    title, text, parts = row
    values = json.loads(parts)
    return Document(
        source_id,
        title,
        text,
        tuple(Section(tuple(path), *rest) for path, *rest in values["sections"]),
        tuple(Block(*block) for block in values["blocks"]),
        tuple(Figure(*figure) for figure in values["figures"]),
        tuple(values["warnings"]),
        tuple(values["authors"]),
        values["year"],
    )


def read_places(connection: sqlite3.Connection, rows: Sequence[int]) -> dict[int, tuple[str, int]]:
    """Of each chunk, the id of its source and the row of the first chunk that says nearly the same."""
    marks = ", ".join("?" for _ in rows)
    found = connection.execute(f"SELECT row, source_id, alike FROM chunks WHERE row IN ({marks})", tuple(rows))
    return {row: (source_id, alike_row) for row, source_id, alike_row in found}


def read_text(connection: sqlite3.Connection, source_id: str, start: int, end: int) -> str:
    """The characters from `start` to `end` of a source's document; empty where it has none."""
    found = connection.execute(
        "SELECT substr(text, ?, ?) FROM documents WHERE source_id = ?", (start + 1, end - start, source_id)
    ).fetchone()
    return str(found[0]) if found else ""


def read_chunks(connection: sqlite3.Connection, rows: Sequence[int] | None = None) -> dict[int, Chunk]:
    """Chunks by row; all of them without `rows`."""
    select = 'SELECT row, id, source_id, title, section, anchor, page, start, "end", text, sentences FROM chunks'
    if rows is None:
        return {row[0]: _chunk(row) for row in connection.execute(f"{select} ORDER BY row")}
    marks = ", ".join("?" for _ in rows)
    return {row[0]: _chunk(row) for row in connection.execute(f"{select} WHERE row IN ({marks})", tuple(rows))}


def first_sentences(chunks: Iterable[Chunk]) -> list[int]:
    """How many sentences stand in the chunks before each chunk."""
    return list(accumulate((len(chunk.sentences) for chunk in chunks), initial=0))[:-1]


def read_sentence_places(connection: sqlite3.Connection, rows: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Of each chunk, the row of its first sentence among all sentences, and how many it has."""
    marks = ", ".join("?" for _ in rows)
    found = connection.execute(
        f"SELECT row, first_sentence, json_array_length(sentences) FROM chunks WHERE row IN ({marks})", tuple(rows)
    )
    return {row: (first, count) for row, first, count in found}


def read_rows_of(connection: sqlite3.Connection, source_ids: Sequence[str]) -> frozenset[int]:
    """The rows of the chunks of some sources."""
    listed = json.dumps(list(source_ids))
    found = connection.execute("SELECT row FROM chunks WHERE source_id IN (SELECT value FROM json_each(?))", (listed,))
    return frozenset(row for (row,) in found)


def read_aliases(connection: sqlite3.Connection) -> list[Alias]:
    """The acronyms with what they stand for, the most explained first."""
    return [Alias(*row) for row in connection.execute("SELECT short, long, count FROM aliases ORDER BY count DESC")]


def _prose(chunk: Chunk) -> str:
    return " ".join(
        chunk.text[part.start : part.end] for part in chunk.sentences if part.kind not in ("code", "formula", "table")
    )


def _source_row(entry: SourceEntry) -> tuple[str, ...]:
    return (entry.source.id, entry.source.url, _json(asdict(entry.source)), _json(asdict(entry.state)))


def _document_row(document: Document) -> tuple[str, ...]:
    parts = {
        "sections": [[list(part.path), part.anchor, part.start, part.end] for part in document.sections],
        "blocks": [[part.kind, part.start, part.end, part.section, part.page] for part in document.blocks],
        "figures": [[part.url, part.caption, part.alt, part.position] for part in document.figures],
        "warnings": list(document.warnings),
        "authors": list(document.authors),
        "year": document.year,
    }
    return (document.source_id, document.title, document.text, _json(parts))


def _chunk_row(row: int, chunk: Chunk, first_sentence: int, alike_row: int) -> tuple[Any, ...]:
    sentences = [[part.start, part.end, part.kind, part.directive] for part in chunk.sentences]
    where = (chunk.anchor, chunk.page, chunk.start, chunk.end)
    return (
        row,
        chunk.id,
        chunk.source_id,
        chunk.title,
        _json(list(chunk.section)),
        *where,
        chunk.text,
        _json(sentences),
        first_sentence,
        alike_row,
    )


@lru_cache(maxsize=2_000)
def _chunk(row: tuple[Any, ...]) -> Chunk:
    """A chunk as it is stored; one question after the other finds the same."""
    _, chunk_id, source_id, title, section, anchor, page, start, end, text, sentences = row
    parts = tuple(Sentence(*part) for part in json.loads(sentences))
    return Chunk(chunk_id, source_id, title, tuple(json.loads(section)), anchor, page, start, end, text, parts)


def _source(values: dict[str, Any]) -> Source:
    return Source(**values | {"topics": tuple(tuple(topic) for topic in values["topics"])})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
