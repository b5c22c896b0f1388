"""What the library has that comes nearest to a question it does not cover."""

from collections.abc import Sequence

from rag.answer import NearTopic
from rag.coverage.evidence import SAME_FIELD
from rag.retrieve import Passage

TOPICS, TITLES = 3, 3
"""Most topics that are named, and most sources of each."""


def nearest_topics(passages: Sequence[Passage]) -> tuple[NearTopic, ...]:
    """Topics of the list nearest to a question that is not covered, the deepest heading of each, with their sources.

    Where only starter notes are near, these under a topic of their own; none where the question is of another field.
    """
    if max((passage.cosine for passage in passages), default=0.0) < SAME_FIELD:
        return ()
    titles: dict[str, dict[str, None]] = {}
    for passage in passages:
        source = passage.entry.source
        if passage.entry.state.kind != "note" and source.topics and source.topics[0]:
            titles.setdefault(source.topics[0][-1], {}).setdefault(source.title)
    if not titles and passages:
        titles = {passage.chunk.title: {} for passage in passages}
    return tuple(NearTopic(name, tuple(found)[:TITLES]) for name, found in list(titles.items())[:TOPICS])
