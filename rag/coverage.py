"""Whether the library covers a question at all: the honest refusal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.terms import terms
from rag.retrieve import Passage

MIN_EVIDENCE = 0.42
"""Between the weakest covered (0.52) and the strongest uncovered question (0.25) of the development set."""
COSINE_RANGE = (0.25, 0.65)
"""Cosines of this encoder that mean nothing and everything."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer, each from 0 to 1."""

    cosine: float
    """Of the best passage."""
    overlap: float
    """Greatest share of the question's weight that one passage holds."""
    known: float
    """Share of the question's weight in words that the library has."""

    @property
    def total(self) -> float:
        return (0.5 * self.cosine + 0.5 * self.overlap) * (0.4 + 0.6 * self.known)


def weigh_evidence(passages: Sequence[Passage], weights: Mapping[str, float], known: frozenset[str]) -> Evidence:
    """The evidence that the best passages give for a question's terms."""
    total = sum(weights.values()) or 1.0
    best = max((passage.cosine for passage in passages), default=0.0)
    low, high = COSINE_RANGE
    overlap = max((_held(passage, weights) / total for passage in passages[:10]), default=0.0)
    return Evidence(
        min(1.0, max(0.0, (best - low) / (high - low))), overlap, sum(weights[term] for term in known) / total
    )


def _held(passage: Passage, weights: Mapping[str, float]) -> float:
    chunk = passage.chunk
    found = set(terms(" ".join([chunk.title, *chunk.section, chunk.text])))
    return sum(weight for term, weight in weights.items() if term in found)


def nearest_topics(passages: Sequence[Passage], limit: int = 3) -> list[str]:
    """Topics of the list nearest to a question that is not covered, the deepest heading of each.

    Where only starter notes are near, their titles.
    """
    listed = [passage.entry.source for passage in passages if passage.entry.state.kind != "note"]
    topics = [source.topics[0][-1] for source in listed if source.topics and source.topics[0]]
    return list(dict.fromkeys(topics or [passage.chunk.title for passage in passages]))[:limit]
