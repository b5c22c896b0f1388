"""Passages with their neighbours: what stands just before and after in the same section, as one run of sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.library import Library
from index.records import Chunk
from rag.retrieve import Passage


def with_neighbours(library: Library, passages: Sequence[Passage]) -> list[Passage]:
    """Each passage widened by the chunk before and after it; those that then touch become one, at the better rank."""
    rows = {row for passage in passages for row in (passage.row - 1, passage.row, passage.row + 1)}
    chunks = library.chunks(sorted(rows))
    taken: set[int] = set()
    widened = []
    for passage in passages:
        if passage.row not in taken:
            run = [row for row in _run_around(passage.row, chunks) if row not in taken]
            taken.update(run)
            widened.append(replace(passage, chunk=_joined(library, passage.chunk, [chunks[row] for row in run])))
    return widened


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
    document = library.document(best.source_id)
    if document is None or len(chunks) == 1:
        return best
    start, end = chunks[0].start, chunks[-1].end
    sentences = tuple(
        replace(sentence, start=sentence.start + chunk.start - start, end=sentence.end + chunk.start - start)
        for chunk in chunks
        for sentence in chunk.sentences
    )
    return replace(best, start=start, end=end, text=document.text[start:end], sentences=sentences)
