"""The rows of a library in SQLite: sources with their state, documents, chunks with sentences, the lexical index."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index import lexical
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
    text TEXT NOT NULL, sentences TEXT NOT NULL
);
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
            "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_chunk_row(row, chunk) for row, chunk in enumerate(chunks)),
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


def read_chunks(connection: sqlite3.Connection, rows: Sequence[int] | None = None) -> dict[int, Chunk]:
    """Chunks by row; all of them without `rows`."""
    select = 'SELECT row, id, source_id, title, section, anchor, page, start, "end", text, sentences FROM chunks'
    if rows is None:
        return {row[0]: _chunk(row) for row in connection.execute(f"{select} ORDER BY row")}
    marks = ", ".join("?" for _ in rows)
    return {row[0]: _chunk(row) for row in connection.execute(f"{select} WHERE row IN ({marks})", tuple(rows))}


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


def _chunk_row(row: int, chunk: Chunk) -> tuple[Any, ...]:
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
    )


def _chunk(row: tuple[Any, ...]) -> Chunk:
    _, chunk_id, source_id, title, section, anchor, page, start, end, text, sentences = row
    parts = tuple(Sentence(*part) for part in json.loads(sentences))
    return Chunk(chunk_id, source_id, title, tuple(json.loads(section)), anchor, page, start, end, text, parts)


def _source(values: dict[str, Any]) -> Source:
    return Source(**values | {"topics": tuple(tuple(topic) for topic in values["topics"])})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
