"""Where a page speaks to machines: what stands beside such a sentence is of the same hand."""

from functools import lru_cache

from index.records import Chunk
from rag.excerpts.edges import gap_before
from rag.excerpts.instructions import speaks_to_machines
from rag.excerpts.tongues import tongue


@lru_cache(maxsize=2_000)
def orders_in(chunk: Chunk) -> frozenset[int]:
    """Positions of the sentences of every paragraph or list that speaks to machines, or of all below such a heading.

    What is in another language than the English sentences around it speaks to no reader of them either.
    """
    positions = range(len(chunk.sentences))
    if any(_is_order(heading) for heading in chunk.section):
        return frozenset(positions)
    strange = _in_another_language(chunk)
    found: set[int] = set()
    paragraph: list[int] = []
    for position in positions:
        if position and "\n\n" in gap_before(chunk, position):
            paragraph = []
        paragraph.append(position)
        is_order = chunk.sentences[position].kind == "order" or _is_order(chunk.sentence_text(position))
        if paragraph[0] in found or is_order or position in strange:
            found.update(paragraph)
    return frozenset(found)


def _in_another_language(chunk: Chunk) -> set[int]:
    """Positions of the sentences that are in another language than most of the others, which are English."""
    tongues = [
        "" if sentence.kind in ("code", "formula") else _tongue(chunk.sentence_text(position))
        for position, sentence in enumerate(chunk.sentences)
    ]
    english = tongues.count("english")
    others = [position for position, one in enumerate(tongues) if one not in ("", "english")]
    return set(others) if english > len(others) - 1 else set()


@lru_cache(maxsize=20_000)
def _is_order(text: str) -> bool:
    """Whether a sentence or a heading speaks to machines; the same ones are looked at again and again."""
    return speaks_to_machines(text)


@lru_cache(maxsize=20_000)
def _tongue(text: str) -> str:
    """The language of a sentence."""
    return tongue(text)
