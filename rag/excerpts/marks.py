"""The mark of the item of a list that an excerpt begins with, so that its items are all shown as such.

Marks stand between the sentences that are stored. Of an item that is quoted alone it would say nothing.
"""

import re
from dataclasses import replace

from index.library import Library
from rag.citations import Excerpt
from rag.excerpts.edges import gap_before

LONGEST_GAP = 20
"""Characters looked at before a chunk that begins with an item."""
_MARK = re.compile(r"(?:\A|\n)[ \t]*?( {0,3}(?:(?P<bullet>[-*+•])|\d{1,3}[.)])[ \t]+)\Z")
"""With as much white space before it as sets no code in."""


def with_mark(excerpt: Excerpt, library: Library) -> Excerpt:
    """An excerpt with the mark of its first item, where more items of the same kind follow in it."""
    chunk, first = excerpt.passage.chunk, excerpt.first
    others = [_MARK.search(gap_before(chunk, position)) for position in range(first + 1, excerpt.last + 1)]
    if not any(others):
        return excerpt
    start = max(0, chunk.start - LONGEST_GAP)
    mark = _MARK.search(gap_before(chunk, first) if first else library.text(chunk.source_id, start, chunk.start))
    if mark is None or all(other is None or other["bullet"] != mark["bullet"] for other in others):
        return excerpt
    return replace(excerpt, mark=mark[1])
