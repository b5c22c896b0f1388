"""A library opened for reading, and the writing of a new one."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index import lexical, snapshot, store
from index.encoder import Encoder, Vectors
from index.errors import LibraryError
from index.records import Chunk, Document, SourceEntry, content_id
from index.snapshot import Manifest
from index.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class Library:
    """One immutable snapshot; `is_current` tells when a newer one is there."""

    root: Path
    snapshot: str
    manifest: Manifest
    vectors: VectorIndex
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

    def chunks(self, rows: Sequence[int] | None = None) -> dict[int, Chunk]:
        """Chunks by row; all of them without `rows`."""
        return store.read_chunks(self.connection, rows)

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

    def similar_terms(self, term: str, *, reach: int = 1) -> list[str]:
        """The library's terms of the same first letter and nearly the same length, the most frequent first."""
        return lexical.similar_terms(self.connection, term, reach=reach)


def open_library(root: Path) -> Library:
    """Opens the current snapshot.

    Raises:
        LibraryError: there is none, or it is damaged.
    """
    current = snapshot.current_id(root)
    if current is None:
        raise LibraryError(f"There is no library in {root}: run `sightline ingest` to build it.")
    folder = root / "snapshots" / current
    manifest = snapshot.read_manifest(folder)
    snapshot.verify(folder, manifest)
    try:
        vectors = VectorIndex.load(folder / snapshot.VECTORS)
        return Library(root, current, manifest, vectors, store.open_read_only(folder / snapshot.DATABASE))
    except (sqlite3.Error, RuntimeError) as error:
        raise LibraryError(
            f"The library in {root} cannot be opened: run `sightline ingest` to make it anew."
        ) from error


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


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a new snapshot."""

    list_address: str
    list_title: str
    entries: Sequence[SourceEntry]
    documents: Sequence[Document]
    chunks: Sequence[Chunk]


def write_library(
    root: Path, content: Content, encoder: Encoder, *, on_progress: Callable[[int, int], None] | None = None
) -> str:
    """Writes and publishes a snapshot; needs the write lock. Returns its id.

    Vectors of texts that the previous snapshot holds are taken from there. `on_progress` gets (done, to do) in chunks.
    """
    vectors = _vectors(root, content.chunks, encoder, on_progress)
    with snapshot.build_folder(root) as folder:
        store.write(folder / snapshot.DATABASE, content.entries, content.documents, content.chunks)
        VectorIndex(vectors).save(folder / snapshot.VECTORS)
        manifest = Manifest(
            format_version=snapshot.FORMAT_VERSION,
            list_address=content.list_address,
            list_title=content.list_title,
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            encoder=encoder.description,
            sources=len(content.entries),
            documents=len(content.documents),
            chunks=len(content.chunks),
            files=snapshot.file_hashes(folder),
        )
        snapshot.write_manifest(folder, manifest)
        return snapshot.publish(root, folder, manifest)


def _vectors(
    root: Path, chunks: Sequence[Chunk], encoder: Encoder, on_progress: Callable[[int, int], None] | None
) -> Vectors:
    known = _known_vectors(root, encoder)
    keys = [content_id(chunk.encoder_text) for chunk in chunks]
    missing = [row for row, key in enumerate(keys) if key not in known]
    report = (lambda done: on_progress(done, len(missing))) if on_progress else None
    encoded = encoder.encode([chunks[row].encoder_text for row in missing], on_progress=report)
    vectors = np.zeros((len(chunks), encoder.description.dimension), dtype=np.float32)
    for row, key in enumerate(keys):
        if key in known:
            vectors[row] = known[key]
    vectors[missing] = encoded
    return vectors


def _known_vectors(root: Path, encoder: Encoder) -> dict[str, Vectors]:
    """Vectors of the previous snapshot by content of the encoded text; none where it cannot serve."""
    try:
        previous = open_library(root)
        check_encoder(previous, encoder)
    except LibraryError:
        return {}
    vectors = previous.vectors.vectors()
    return {content_id(chunk.encoder_text): vectors[row] for row, chunk in previous.chunks().items()}
