"""Where a page speaks to machines: what stands beside such a sentence is of the same hand."""

import re
from functools import lru_cache

from index.records import Chunk
from rag.excerpts.edges import gap_before
from rag.excerpts.instructions import speaks_to_machines

_LETTER = re.compile(r"[^\W\d_]")
_OF_ANOTHER_SCRIPT = re.compile(r"(?=[^\W\d_])[\u0400-\u1cff\u2e80-\ud7af]")
"""A letter that is neither Latin nor Greek."""
MOSTLY = 0.8
"""Share of Latin letters of a passage in which a sentence of another script is for none of its readers."""


@lru_cache(maxsize=2_000)
def orders_in(chunk: Chunk) -> frozenset[int]:
    """Positions of the sentences of every paragraph or list that speaks to machines, or of all below such a heading.

    What stands in another script than nearly all of its passage speaks to no reader of it either.
    """
    positions = range(len(chunk.sentences))
    if any(_is_order(heading) for heading in chunk.section):
        return frozenset(positions)
    is_latin = _latin_share(chunk.text) > MOSTLY
    found: set[int] = set()
    paragraph: list[int] = []
    for position in positions:
        if position and "\n\n" in gap_before(chunk, position):
            paragraph = []
        paragraph.append(position)
        said = chunk.sentence_text(position)
        if paragraph[0] in found or _is_order(said) or (is_latin and _latin_share(said) < 1 - MOSTLY):
            found.update(paragraph)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _is_order(text: str) -> bool:
    """Whether a sentence or a heading speaks to machines; the same ones are looked at again and again."""
    return speaks_to_machines(text)


def _latin_share(text: str) -> float:
    """The share of a text's letters that are Latin or Greek; all of one without letters.

    >>> _latin_share("An owl: フクロウ。"), _latin_share("1 + 1")
    (0.5555555555555556, 1.0)
    """
    letters = len(_LETTER.findall(text))
    return 1 - len(_OF_ANOTHER_SCRIPT.findall(text)) / letters if letters else 1.0
