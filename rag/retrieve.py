"""A question -> ranked passages: dense and lexical search, fused by rank."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.encoder import Vectors
from index.library import Library
from index.records import Chunk, SourceEntry
from index.terms import content_terms, terms

CANDIDATES = 100
RANK_CONSTANT = 60
"""k of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009)."""
NOTE_WEIGHT = 0.92
"""Starter notes rank below a curated source found at the same place."""
STAR_WEIGHT = 1.02
SHARE = 4
"""Passages of one source before the others get their turn."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk found for a question."""

    row: int
    """Of the chunk in the library; its neighbours stand beside it in the document."""
    chunk: Chunk
    entry: SourceEntry
    score: float
    """Fused score; only its order means something."""
    cosine: float
    """Of question and chunk; 0 where the dense search did not find the chunk."""
    lexical: float
    """BM25 score; 0 where the lexical search did not find the chunk."""


def question_terms(question: str) -> list[str]:
    """The terms searched for: those that carry meaning, or all where none does."""
    return content_terms(question) or list(dict.fromkeys(terms(question)))


def retrieve(
    library: Library, entries: Mapping[str, SourceEntry], question: str, vector: Vectors, limit: int
) -> list[Passage]:
    """The best passages for a question, best first.

    Args:
        entries: the library's sources by id.
        vector: the encoded question, shape (1, dimension).
    """
    dense = dict(library.search_dense(vector, CANDIDATES))
    lexical = dict(library.search_lexical(question_terms(question), CANDIDATES))
    fused = reciprocal_rank_fusion([list(dense), list(lexical)])
    chunks = library.chunks(list(fused))
    passages = [
        Passage(
            row,
            chunk,
            entries[chunk.source_id],
            fused[row] * _weight(entries[chunk.source_id]),
            dense.get(row, 0.0),
            lexical.get(row, 0.0),
        )
        for row, chunk in chunks.items()
    ]
    passages.sort(key=lambda passage: (-passage.score, passage.chunk.id))
    return _share_out(_without_duplicates(passages))[:limit]


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]]) -> dict[int, float]:
    """Sum over the rankings of 1 / (k + rank), rank from 1.

    >>> scores = reciprocal_rank_fusion([[7, 8], [8]])
    >>> scores[8] == 1 / 62 + 1 / 61 and scores[7] == 1 / 61
    True
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, row in enumerate(ranking, 1):
            scores[row] = scores.get(row, 0.0) + 1 / (RANK_CONSTANT + rank)
    return scores


def _weight(entry: SourceEntry) -> float:
    if entry.state.kind == "note":
        return NOTE_WEIGHT
    return STAR_WEIGHT if entry.source.starred else 1.0


def _without_duplicates(passages: list[Passage]) -> list[Passage]:
    """The same text found in two places is kept where it ranks first."""
    seen: set[str] = set()
    kept = []
    for passage in passages:
        key = " ".join(passage.chunk.text.split())
        if key not in seen:
            kept.append(passage)
            seen.add(key)
    return kept


def _share_out(passages: list[Passage]) -> list[Passage]:
    """No source crowds out the others: what is beyond its share comes after the rest."""
    counts: Counter[str] = Counter()
    first: list[Passage] = []
    later: list[Passage] = []
    for passage in passages:
        counts[passage.chunk.source_id] += 1
        (first if counts[passage.chunk.source_id] <= SHARE else later).append(passage)
    return first + later
