"""A question that nothing covers as it stands, read as going on with the topic of the conversation."""

from rag.clock import Clock
from rag.coverage.attempt import Attempt, attempt
from rag.coverage.evidence import PASSAGES_WEIGHED
from rag.filters import Filters
from rag.searcher import Searcher

LEAST_SAID = 0.5
"""Share of what a question asks that one passage about the topic says: else the topic alone would seem to answer."""


def try_resumed(searcher: Searcher, alone: Attempt, resumed: str, filters: Filters, clock: Clock) -> Attempt:
    """What came of a question with the topic of the conversation, where that answers it; else what came of it alone.

    Args:
        resumed: the question with the topic.
    """
    if alone.question.names or not all(term.is_known for term in alone.question.terms):
        return alone
    tried = attempt(searcher, resumed, filters, clock)
    stems = [frozenset(passage.stems) for passage in tried.passages[:PASSAGES_WEIGHED]]
    is_said = any(alone.question.share_in(held) >= LEAST_SAID for held in stems)
    return tried if tried.is_covered and is_said else alone
