"""Where a page speaks to machines: what stands beside such a sentence is of the same hand."""

from functools import lru_cache

from index.records import Chunk
from rag.excerpts.edges import gap_before
from rag.excerpts.instructions import speaks_to_machines


@lru_cache(maxsize=2_000)
def orders_in(chunk: Chunk) -> frozenset[int]:
    """Positions of the sentences of every paragraph or list that speaks to machines, or of all below such a heading."""
    positions = range(len(chunk.sentences))
    if any(_is_order(heading) for heading in chunk.section):
        return frozenset(positions)
    found: set[int] = set()
    paragraph: list[int] = []
    for position in positions:
        if position and "\n\n" in gap_before(chunk, position):
            paragraph = []
        paragraph.append(position)
        if paragraph[0] in found or _is_order(chunk.sentence_text(position)):
            found.update(paragraph)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _is_order(text: str) -> bool:
    """Whether a sentence or a heading speaks to machines; the same ones are looked at again and again."""
    return speaks_to_machines(text)
