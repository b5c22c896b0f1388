"""A library opened for reading."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index import lexical, snapshot, store
from index.aliases import Alias
from index.encoder import Encoder, Vectors
from index.errors import LibraryError
from index.records import Chunk, Document, SourceEntry
from index.snapshot import Manifest
from index.vectors import SentenceVectors, VectorIndex


@dataclass(frozen=True, slots=True)
class Library:
    """One immutable snapshot; `is_current` tells when a newer one is there."""

    root: Path
    snapshot: str
    manifest: Manifest
    vectors: VectorIndex
    sentences: SentenceVectors
    connection: sqlite3.Connection

    def is_current(self) -> bool:
        """Whether no newer snapshot was published since this one was opened."""
        return snapshot.current_id(self.root) == self.snapshot

    def entries(self) -> list[SourceEntry]:
        """All sources with their state, in the list's order."""
        return store.read_entries(self.connection)

    def document(self, source_id: str) -> Document | None:
        """A source's document, or None where it has none."""
        return store.read_document(self.connection, source_id)

    def places(self, rows: Sequence[int]) -> dict[int, tuple[str, int]]:
        """Of each chunk, the id of its source and the row of the first chunk that says nearly the same."""
        return store.read_places(self.connection, rows)

    def text(self, source_id: str, start: int, end: int) -> str:
        """A part of a source's document; empty where it has none."""
        return store.read_text(self.connection, source_id, start, end)

    def chunks(self, rows: Sequence[int] | None = None) -> dict[int, Chunk]:
        """Chunks by row; all of them without `rows`."""
        return store.read_chunks(self.connection, rows)

    def sentence_vectors(self, rows: Sequence[int]) -> dict[int, Vectors]:
        """Of each chunk, the vectors of its sentences, shape (number of sentences, dimension); they may be added."""
        places = store.read_sentence_places(self.connection, rows)
        return {row: self.sentences.rows(first, count) for row, (first, count) in places.items()}

    def rows_of(self, source_ids: Sequence[str]) -> frozenset[int]:
        """The rows of the chunks of some sources."""
        return store.read_rows_of(self.connection, source_ids)

    def search_dense(self, question: Vectors, limit: int) -> list[tuple[int, float]]:
        """Rows and cosines of the nearest chunks, best first."""
        rows, cosines = self.vectors.search(question, limit)
        return [(int(row), float(cosine)) for row, cosine in zip(rows, cosines, strict=True)]

    def search_lexical(self, question_terms: Sequence[str], limit: int) -> list[tuple[int, float]]:
        """Rows and BM25 scores of the chunks that hold any of the terms, best first."""
        return lexical.search(self.connection, question_terms, limit)

    def term_weights(self, question_terms: Sequence[str]) -> dict[str, float]:
        """Inverse document frequency of each term."""
        return lexical.inverse_document_frequencies(self.connection, question_terms, self.manifest.chunks)

    def known_terms(self, question_terms: Sequence[str]) -> frozenset[str]:
        """Those of the terms that occur in the library."""
        return lexical.known_terms(self.connection, question_terms)

    def known_words(self, words: Collection[str]) -> frozenset[str]:
        """Those of the words, in lower case, that are written so in the library."""
        return lexical.known_words(self.connection, words)

    def holds_phrase(self, phrase: Sequence[str]) -> bool:
        """Whether the terms of a phrase stand side by side in one of the chunks."""
        return lexical.holds_phrase(self.connection, phrase)

    def chunks_with(self, phrase: Sequence[str]) -> int:
        """How many chunks hold the terms of a phrase side by side."""
        return lexical.chunks_with(self.connection, phrase)

    def words_of_length(self, shortest: int, longest: int, beginnings: Collection[str]) -> dict[str, int]:
        """The library's words that begin so, as they are written in lower case, with how many chunks hold each."""
        return lexical.words_of_length(self.connection, shortest, longest, beginnings)

    def findings(self) -> str:
        """What the lists' maintainers should know, in JSON; empty where there is no list."""
        return (self.root / "snapshots" / self.snapshot / snapshot.FINDINGS).read_text(encoding="utf-8")

    def aliases(self) -> list[Alias]:
        """The acronyms that the library explains, with what they stand for."""
        return store.read_aliases(self.connection)


def open_library(root: Path) -> Library:
    """Opens the current snapshot.

    Raises:
        LibraryError: there is none, or it is damaged.
    """
    folder = root / "snapshots" / _current(root)
    manifest = snapshot.read_manifest(folder)
    snapshot.verify(folder, manifest)
    try:
        vectors = VectorIndex.load(folder / snapshot.VECTORS)
        sentences = SentenceVectors.load(folder / snapshot.SENTENCES)
        return Library(
            root, folder.name, manifest, vectors, sentences, store.open_read_only(folder / snapshot.DATABASE)
        )
    except (sqlite3.Error, RuntimeError, OSError, ValueError) as error:
        raise LibraryError(
            f"The library in {root} cannot be opened: run `sightline ingest` to make it anew."
        ) from error


@contextmanager
def open_for_change(root: Path) -> Iterator[Library]:
    """The current snapshot under the write lock: none is published meanwhile that a new one would undo.

    Raises:
        LibraryError: there is none, it is damaged, or another process is writing.
    """
    _current(root)  # where there is no library, no folder is made for its lock
    with snapshot.writing(root):
        yield open_library(root)


def _current(root: Path) -> str:
    current = snapshot.current_id(root)
    if current is None:
        raise LibraryError(f"There is no library in {root}: run `sightline ingest` to build it.")
    return current


def check_encoder(library: Library, encoder: Encoder) -> None:
    """Refuses an encoder whose vectors cannot be compared with the library's.

    Raises:
        LibraryError: the library was made with another encoder.
    """
    made, given = library.manifest.encoder, encoder.description
    if (made.weights_sha256, made.dimension) != (given.weights_sha256, given.dimension):
        raise LibraryError(
            f"The library in {library.root} was made with the encoder {made.name}, not {given.name}: "
            f"run `sightline ingest` again, or set SIGHTLINE_ENCODER={made.name}."
        )
