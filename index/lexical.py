"""The lexical index: BM25 by SQLite's FTS5 over our own stemmed terms. Row i belongs to chunk i.

FTS5 was chosen over tantivy and bm25s by measuring (`docs/retrieval.md`): it needs no further package, lives in the
file that holds the chunks, and its answers come well inside the time the encoder takes.
"""

import math
import sqlite3
from collections.abc import Iterable, Sequence

from index.records import Chunk
from index.terms import terms

TITLE_WEIGHT, SECTION_WEIGHT, TEXT_WEIGHT = 2.0, 1.5, 1.0
_SCHEMA = """
CREATE VIRTUAL TABLE lexical USING fts5(title, section, body, content='', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(lexical, row);
"""


def create(connection: sqlite3.Connection, chunks: Iterable[Chunk]) -> None:
    """Makes the lexical index of the chunks, in their order."""
    connection.executescript(_SCHEMA)
    rows = (
        (row, " ".join(terms(chunk.title)), " ".join(terms(" ".join(chunk.section))), " ".join(terms(chunk.text)))
        for row, chunk in enumerate(chunks)
    )
    connection.executemany("INSERT INTO lexical(rowid, title, section, body) VALUES (?, ?, ?, ?)", rows)
    connection.execute("INSERT INTO lexical(lexical) VALUES ('optimize')")


def search(connection: sqlite3.Connection, question_terms: Sequence[str], limit: int) -> list[tuple[int, float]]:
    """Rows of the chunks that hold any of the terms, with their BM25 score (greater is better), best first."""
    if not question_terms:
        return []
    query = " OR ".join('"' + term.replace('"', '""') + '"' for term in question_terms)
    weights = f"{TITLE_WEIGHT}, {SECTION_WEIGHT}, {TEXT_WEIGHT}"
    found = connection.execute(
        f"SELECT rowid, -bm25(lexical, {weights}) AS score FROM lexical WHERE lexical MATCH ? "
        "ORDER BY score DESC, rowid LIMIT ?",
        (query, limit),
    )
    return [(int(row), float(score)) for row, score in found]


def inverse_document_frequencies(
    connection: sqlite3.Connection, question_terms: Sequence[str], size: int
) -> dict[str, float]:
    """Weight of each term, ln(1 + (N - n + 0.5) / (n + 0.5)) for N chunks of which n hold it.

    As in BM25 (Robertson and Zaragoza, 2009).
    """
    marks = ", ".join("?" for _ in question_terms)
    found = connection.execute(f"SELECT term, doc FROM vocabulary WHERE term IN ({marks})", tuple(question_terms))
    counts = {str(term): int(count) for term, count in found}
    return {
        term: math.log(1 + (size - counts.get(term, 0) + 0.5) / (counts.get(term, 0) + 0.5)) for term in question_terms
    }


def known_terms(connection: sqlite3.Connection, question_terms: Sequence[str]) -> frozenset[str]:
    """Those of the terms that occur in the library."""
    marks = ", ".join("?" for _ in question_terms)
    found = connection.execute(f"SELECT term FROM vocabulary WHERE term IN ({marks})", tuple(question_terms))
    return frozenset(str(term) for (term,) in found)


def similar_terms(connection: sqlite3.Connection, term: str, *, reach: int) -> list[str]:
    """Terms with the first letter of a term, as long as it, give or take `reach`; the most frequent first."""
    found = connection.execute(
        "SELECT term FROM vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ? ORDER BY doc DESC",
        (term[0], chr(ord(term[0]) + 1), len(term) - reach, len(term) + reach),
    )
    return [str(other) for (other,) in found]
