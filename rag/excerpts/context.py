"""Passages with what stands just before and after them in the same section, each as one run of sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.encoder import Vectors
from index.library import Library
from index.records import Chunk
from rag.excerpts.meaning import OrderClassifier, classifier_of
from rag.retrieve import Passage


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is read of a source in one place: chunks that were found, and their neighbours."""

    passage: Passage
    """The best of those found, its chunk widened to the whole stretch."""
    ranks: tuple[int | None, ...]
    """Of each sentence, the rank of the passage it stands in, from 0; None where that was not found."""
    vectors: Vectors
    """Of each sentence, shape (number of sentences, dimension); they may be added (`Library.sentence_vectors`)."""


def read_around(library: Library, passages: Sequence[Passage], depth: int) -> list[Stretch]:
    """The first `depth` passages with the chunk before and after each; those that then touch become one stretch.

    Ranks are those among all passages. Sentences that mean what an order means are marked as such.
    """
    classifier = classifier_of(library.manifest.encoder)
    ranks = {passage.row: rank for rank, passage in enumerate(passages)}
    rows = {row for passage in passages[:depth] for row in (passage.row - 1, passage.row, passage.row + 1)}
    chunks, vectors = library.chunks(sorted(rows)), library.sentence_vectors(sorted(rows))
    taken: set[int] = set()
    stretches = []
    for passage in passages[:depth]:
        if passage.row not in taken:
            run = _run_around(passage.row, chunks)
            taken.update(run)
            twins = tuple(twin for row in run if row in ranks for twin in passages[ranks[row]].twins)
            joined = tuple(chunks[row] for row in run)
            said = np.vstack([vectors[row] for row in run])
            chunk = _marked(_joined(library, passage.chunk, joined), said, classifier)
            stretches.append(
                Stretch(
                    replace(passage, chunk=chunk, twins=twins, joined=joined),
                    tuple(ranks.get(row) for row in run for _ in chunks[row].sentences),
                    said,
                )
            )
    return stretches


def _run_around(row: int, chunks: Mapping[int, Chunk]) -> list[int]:
    """The unbroken run of known chunks of one section that a row stands in."""
    first = last = row
    while _same_section(chunks.get(first - 1), chunks[row]):
        first -= 1
    while _same_section(chunks.get(last + 1), chunks[row]):
        last += 1
    return list(range(first, last + 1))


def _same_section(one: Chunk | None, other: Chunk) -> bool:
    return one is not None and (one.source_id, one.section, one.page) == (other.source_id, other.section, other.page)


def _joined(library: Library, best: Chunk, chunks: Sequence[Chunk]) -> Chunk:
    """One chunk of several that follow each other, under the id of the one that was found."""
    if len(chunks) == 1:
        return best
    start, end = chunks[0].start, chunks[-1].end
    sentences = tuple(
        replace(sentence, start=sentence.start + chunk.start - start, end=sentence.end + chunk.start - start)
        for chunk in chunks
        for sentence in chunk.sentences
    )
    return replace(best, start=start, end=end, text=library.text(best.source_id, start, end), sentences=sentences)


def _marked(chunk: Chunk, vectors: Vectors, classifier: OrderClassifier | None) -> Chunk:
    """A chunk whose sentences that mean what an order means are of this kind."""
    orders = classifier.orders(chunk, vectors) if classifier else []
    if not orders:
        return chunk
    sentences = list(chunk.sentences)
    for position in orders:
        sentences[position] = replace(sentences[position], kind="order")
    return replace(chunk, sentences=tuple(sentences))
