"""A new library: its vectors made or taken from the snapshot before, its files written and published."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index import snapshot, store
from index.encoder import Encoder, Vectors
from index.errors import LibraryError
from index.library import check_encoder, open_library
from index.records import Chunk, Document, SourceEntry, content_id
from index.snapshot import Manifest
from index.vectors import SentenceVectors, VectorIndex


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a new snapshot."""

    list_address: str
    list_title: str
    entries: Sequence[SourceEntry]
    documents: Sequence[Document]
    chunks: Sequence[Chunk]
    findings: str = ""
    """What the lists' maintainers should know, in JSON."""


def write_library(
    root: Path, content: Content, encoder: Encoder, *, on_progress: Callable[[int, int], None] | None = None
) -> str:
    """Writes and publishes a snapshot; needs the write lock. Returns its id.

    Vectors of texts that the previous snapshot holds are taken from there. `on_progress` gets (done, to do) in chunks.
    """
    vectors, sentences = _vectors(root, content.chunks, encoder, on_progress)
    with snapshot.build_folder(root) as folder:
        store.write(folder / snapshot.DATABASE, content.entries, content.documents, content.chunks)
        VectorIndex(vectors).save(folder / snapshot.VECTORS)
        SentenceVectors(sentences).save(folder / snapshot.SENTENCES)
        (folder / snapshot.FINDINGS).write_text(content.findings, encoding="utf-8")
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
) -> tuple[Vectors, Vectors]:
    """Vectors of the chunks, and of all their sentences."""
    known = _known_vectors(root, encoder)
    keys = [_content(chunk) for chunk in chunks]
    missing = [row for row, key in enumerate(keys) if key not in known]
    report = (lambda done: on_progress(done, len(missing))) if on_progress else None
    encoded = encoder.encode_with_parts(
        [chunks[row].encoder_text for row in missing], [_parts(chunks[row]) for row in missing], on_progress=report
    )
    made = dict(zip(missing, zip(*encoded, strict=True), strict=True))
    pairs = [made[row] if row in made else known[key] for row, key in enumerate(keys)]
    none = np.zeros((0, encoder.description.dimension), dtype=np.float32)
    return np.vstack([none, *(whole for whole, _ in pairs)]), np.vstack([none, *(parts for _, parts in pairs)])


def _known_vectors(root: Path, encoder: Encoder) -> dict[str, tuple[Vectors, Vectors]]:
    """Vectors of the previous snapshot by what was encoded; none where it cannot serve."""
    try:
        previous = open_library(root)
        check_encoder(previous, encoder)
    except LibraryError:
        return {}
    vectors, chunks = previous.vectors.vectors(), list(previous.chunks().values())
    firsts = store.first_sentences(chunks)
    return {
        _content(chunk): (vectors[row], previous.sentences.rows(first, len(chunk.sentences)))
        for row, (chunk, first) in enumerate(zip(chunks, firsts, strict=True))
    }


def _content(chunk: Chunk) -> str:
    """An id of all that the vectors of a chunk and of its sentences are made of."""
    return content_id(chunk.encoder_text, *(f"{start}-{end}" for start, end in _parts(chunk)))


def _parts(chunk: Chunk) -> list[tuple[int, int]]:
    """Where the sentences of a chunk stand in its encoder text."""
    before = len(chunk.encoder_text) - len(chunk.text)
    return [(before + sentence.start, before + sentence.end) for sentence in chunk.sentences]
