"""The lexical index: BM25 by SQLite's FTS5 over our own stemmed terms. Row i belongs to chunk i.

FTS5 was chosen over tantivy and bm25s by measuring (`docs/retrieval.md`): it needs no further package, lives in the
file that holds the chunks, and its answers come well inside the time the encoder takes.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence

from index.records import Chunk
from index.terms import terms, words

TITLE_WEIGHT, SECTION_WEIGHT, TEXT_WEIGHT = 2.0, 1.5, 1.0
_SCHEMA = """
CREATE VIRTUAL TABLE lexical USING fts5(title, section, body, content='', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(lexical, row);
CREATE TABLE words (word TEXT PRIMARY KEY, chunks INTEGER NOT NULL) WITHOUT ROWID;
"""


def create(connection: sqlite3.Connection, chunks: Sequence[Chunk]) -> None:
    """Makes the lexical index of the chunks, in their order."""
    connection.executescript(_SCHEMA)
    rows = (
        (row, " ".join(terms(chunk.title)), " ".join(terms(" ".join(chunk.section))), " ".join(terms(chunk.text)))
        for row, chunk in enumerate(chunks)
    )
    connection.executemany("INSERT INTO lexical(rowid, title, section, body) VALUES (?, ?, ?, ?)", rows)
    connection.execute("INSERT INTO lexical(lexical) VALUES ('optimize')")
    counts = Counter(
        word for chunk in chunks for word in set(words(" ".join([chunk.title, *chunk.section, chunk.text])))
    )
    connection.executemany("INSERT INTO words VALUES (?, ?)", counts.items())


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


def known_words(connection: sqlite3.Connection, words: Collection[str]) -> frozenset[str]:
    """Those of the words, in lower case, that are written so in the library."""
    marks = ", ".join("?" for _ in words)
    found = connection.execute(f"SELECT word FROM words WHERE word IN ({marks})", tuple(words))
    return frozenset(str(word) for (word,) in found)


def holds_phrase(connection: sqlite3.Connection, phrase: Sequence[str]) -> bool:
    """Whether the terms of a phrase stand side by side in one of the chunks."""
    found = connection.execute("SELECT 1 FROM lexical WHERE lexical MATCH ? LIMIT 1", (_side_by_side(phrase),))
    return found.fetchone() is not None


def chunks_with(connection: sqlite3.Connection, phrase: Sequence[str]) -> int:
    """How many chunks hold the terms of a phrase side by side."""
    found = connection.execute("SELECT count(*) FROM lexical WHERE lexical MATCH ?", (_side_by_side(phrase),))
    return int(found.fetchone()[0])


def _side_by_side(phrase: Sequence[str]) -> str:
    """The query for the terms of a phrase side by side."""
    return '"' + " ".join(phrase).replace('"', '""') + '"'


def words_of_length(
    connection: sqlite3.Connection, shortest: int, longest: int, beginnings: Collection[str]
) -> dict[str, int]:
    """The library's words that begin so, as they are written in lower case, with how many chunks hold each."""
    begins = " OR ".join("(word >= ? AND word < ?)" for _ in beginnings)
    bounds = [bound for one in beginnings for bound in (one, one[:-1] + chr(ord(one[-1]) + 1))]
    found = connection.execute(
        f"SELECT word, chunks FROM words WHERE ({begins}) AND length(word) BETWEEN ? AND ?",
        (*bounds, shortest, longest),
    )
    return {str(word): int(count) for word, count in found}
