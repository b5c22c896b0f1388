"""Where a page speaks to machines: what goes on behind such a sentence is of the same hand."""

import re
from functools import lru_cache

from index.records import Chunk
from rag.excerpts.edges import gap_before
from rag.excerpts.instructions import speaks_to_machines
from rag.excerpts.tongues import tongue

_SAID = r"(?:sentences?|lines?|statements?|claims?|facts?|words?|text|paragraph|passage)"
_POINTS_BACK = re.compile(
    r"\b(?:so|it|them)\b(?! that\b)|"
    rf"\b(?:this|that|these|those)(?=\W*$|[.,;:!?]| (?:to|in|at|as|on|for|with|when|if|must|should|{_SAID})\b)|"
    rf"\b{_SAID} (?:above|before)\b|\b(?:above|preceding|previous|first|last|opening) {_SAID}\b",
    re.IGNORECASE,
)
"""How an order speaks of what was said before it."""


@lru_cache(maxsize=2_000)
def orders_in(chunk: Chunk) -> frozenset[int]:
    """Positions of the sentences that speak to machines, and of all below a heading that does.

    So does what goes on behind one in its paragraph or list, but for English behind another language, and what stands
    before it there where it points back or is no plain English. What is in another language than the English sentences
    around it speaks to none of their readers either.
    """
    positions = range(len(chunk.sentences))
    if any(map(speaks_to_machines, chunk.section)):
        return frozenset(positions)
    tongues = [_tongue_of(chunk, position) for position in positions]
    strange = _in_another_language(tongues)
    found: set[int] = set()
    paragraph: list[int] = []
    hand: str | None = None
    for position in positions:
        if position and "\n\n" in gap_before(chunk, position):
            paragraph, hand = [], None
        paragraph.append(position)
        if position in strange or _is_order(chunk, position):
            points_back = _POINTS_BACK.search(chunk.sentence_text(position))
            found.update(one for one in paragraph if points_back or tongues[one] != "english")
            found.add(position)
            hand = tongues[position]
        elif hand in ("english", "") or (hand is not None and tongues[position] != "english"):
            found.add(position)
    return frozenset(found)


def _is_order(chunk: Chunk, position: int) -> bool:
    """Whether a sentence speaks to machines."""
    return chunk.sentences[position].kind == "order" or speaks_to_machines(chunk.sentence_text(position))


def _in_another_language(tongues: list[str]) -> set[int]:
    """Positions of the sentences that are in another language than most of the others, which are English."""
    others = [position for position, one in enumerate(tongues) if one not in ("", "english")]
    return set(others) if tongues.count("english") > len(others) - 1 else set()


def _tongue_of(chunk: Chunk, position: int) -> str:
    """The language of a sentence, where it is none of signs."""
    return "" if chunk.sentences[position].kind in ("code", "formula") else tongue(chunk.sentence_text(position))
