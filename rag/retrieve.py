"""A question -> ranked passages: dense and lexical search fused by rank, each text once, each source its share."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.encoder import Vectors
from index.records import Chunk, SourceEntry
from index.terms import terms
from rag.definitions import definition_worths
from rag.filters import Filters
from rag.questions.formula import has_formula
from rag.questions.question import Question, Thing
from rag.searcher import Reranker, Searcher

CANDIDATES = 100
RANK_CONSTANT = 10
"""k of reciprocal rank fusion. Cormack, Clarke and Büttcher (2009) found 60 for long rankings of many systems; two
rankings of which the first few places count want less (`docs/retrieval.md`)."""
NOTE_WEIGHT = 0.9
"""Starter notes rank below a curated source found at the same place."""
STAR_WEIGHT = 1.02
RERANKED = 50
SHARE = 4
"""Passages of one source before the others get their turn."""
DEFINITIONS, DEFINITION_RANK = 2, 1
"""Where it is asked what a thing is, so many passages that say so come first; at this place, from 0, where they only
say what it does."""
NAMED_DEPTH, NAMED_RANK = 4, 2
"""A side of a comparison, or another thing that is named, which the first passages leave out gets its best passage at
this place, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A chunk found for a question."""

    row: int
    """Of the chunk in the library; its neighbours stand beside it in the document."""
    chunk: Chunk
    entry: SourceEntry
    score: float
    """Fused score, the greatest of all for the first passage; only its order means something."""
    cosine: float
    """Of question and chunk; 0 where the chunk is not among the nearest."""
    lexical: float
    """BM25 score; 0 where the lexical search did not find the chunk."""
    twins: tuple["Passage", ...] = ()
    """Chunks of other sources that say nearly the same words."""
    joined: tuple[Chunk, ...] = ()
    """The stored chunks that its chunk was widened to, in order; none where it is as stored."""

    def id_at(self, place: int) -> str:
        """The id of the stored chunk in which a place of the document lies, in characters from its start."""
        return next((chunk.id for chunk in self.joined if chunk.start <= place < chunk.end), self.chunk.id)

    @property
    def stems(self) -> list[str]:
        """The stems of its title, headings and text, in order."""
        return terms(" ".join([self.chunk.title, *self.chunk.section, self.chunk.text]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A chunk that was found, before it is read."""

    row: int
    source_id: str
    score: float
    cosine: float
    lexical: float
    twins: tuple["_Found", ...] = ()


def retrieve(searcher: Searcher, question: Question, vector: Vectors, limit: int, filters: Filters) -> list[Passage]:
    """The best passages for a question, best first.

    Args:
        vector: the encoded question, shape (1, dimension).
    """
    ranked = _ranked(searcher, question, vector, limit, filters)
    scores = sorted((one.score for one in ranked), reverse=True)  # that of its place, wherever it was moved from
    return [replace(one, score=score) for one, score in zip(ranked, scores, strict=True)]


def _ranked(searcher: Searcher, question: Question, vector: Vectors, limit: int, filters: Filters) -> list[Passage]:
    found = _search(searcher, question.searched, vector, searcher.rows(filters, question.asked_of))
    if searcher.reranker is not None:
        found = _reranked(searcher.reranker, question, found, searcher)
    ranked = _share_out(found)
    if question.defined:
        ranked = _with_definitions(ranked, question, vector, searcher)
    if question.formula:
        return _with_formula(_read(ranked, searcher), question.formula)[:limit]
    if named := (*question.sides, *question.names):
        return _with_each(named, _read(ranked[: max(limit, CANDIDATES)], searcher))[:limit]
    return _read(ranked[:limit], searcher)


def _search(searcher: Searcher, stems: Sequence[str], vector: Vectors, rows: frozenset[int] | None) -> list[_Found]:
    """What the two searches find, fused, each text once."""
    library, entries = searcher.library, searcher.entries
    reach = CANDIDATES if rows is None else library.manifest.chunks
    dense = _first(library.search_dense(searcher.adapters.passages.turned(vector), reach), rows)
    cosines = dict(library.search_dense(vector, reach))
    lexical = _first(library.search_lexical(stems, reach), rows)
    fused = reciprocal_rank_fusion([list(dense), list(lexical)])
    places = library.places(list(fused))
    found = [
        _Found(
            row=row,
            source_id=source,
            score=score * _weight(entries[source]),
            cosine=cosines.get(row, 0.0),
            lexical=lexical.get(row, 0.0),
        )
        for row, score in fused.items()
        for source, _ in [places[row]]
    ]
    found.sort(key=lambda one: (-one.score, one.row))
    return _without_twins(found, {row: first for row, (_, first) in places.items()})


def _first(found: Sequence[tuple[int, float]], rows: frozenset[int] | None) -> dict[int, float]:
    return dict([(row, score) for row, score in found if rows is None or row in rows][:CANDIDATES])


def _without_twins(found: Sequence[_Found], alike: Mapping[int, int]) -> list[_Found]:
    """Of chunks that say nearly the same, the first, which bears those of other sources as its twins."""
    groups: dict[int, list[_Found]] = {}
    for one in found:
        groups.setdefault(alike[one.row], []).append(one)
    kept = []
    for best, *others in groups.values():
        by_source = {other.source_id: other for other in reversed(others) if other.source_id != best.source_id}
        kept.append(replace(best, twins=tuple(by_source.values())) if by_source else best)
    return kept


def _reranked(reranker: Reranker, question: Question, found: Sequence[_Found], searcher: Searcher) -> list[_Found]:
    """The first chunks in the order of a reranker, the rest behind them."""
    first = found[:RERANKED]
    chunks = searcher.library.chunks([one.row for one in first])
    scores = reranker.scores(question.encoded_text, [chunks[one.row].encoder_text for one in first])
    order = sorted(range(len(first)), key=lambda place: -scores[place])
    return [*(first[place] for place in order), *found[RERANKED:]]


def _read(found: Sequence[_Found], searcher: Searcher) -> list[Passage]:
    rows = [one.row for best in found for one in (best, *best.twins)]
    chunks = searcher.library.chunks(rows)

    def passage(one: _Found) -> Passage:
        return Passage(
            row=one.row,
            chunk=chunks[one.row],
            entry=searcher.entries[one.source_id],
            score=one.score,
            cosine=one.cosine,
            lexical=one.lexical,
            twins=tuple(passage(twin) for twin in one.twins),
        )

    return [passage(one) for one in found]


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]]) -> dict[int, float]:
    """Sum over the rankings of 1 / (k + rank), rank from 1.

    >>> scores = reciprocal_rank_fusion([[7, 8], [8]])
    >>> scores[8] == 1 / 12 + 1 / 11 and scores[7] == 1 / 11
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


def _share_out(found: Sequence[_Found]) -> list[_Found]:
    """No source crowds out the others: what is beyond its share comes after the rest."""
    counts: Counter[str] = Counter()
    first: list[_Found] = []
    later: list[_Found] = []
    for one in found:
        counts[one.source_id] += 1
        (first if counts[one.source_id] <= SHARE else later).append(one)
    return first + later


def _with_definitions(
    ranked: Sequence[_Found], question: Question, vector: Vectors, searcher: Searcher
) -> list[_Found]:
    """Where it is asked what something is, the chunks that say so best moved up.

    To the top where one defines it, or what is first says something of it; behind the first ones otherwise.
    """
    chunks = searcher.library.chunks([one.row for one in ranked])
    worths = {row: np.asarray(definition_worths(chunk, question.defined)) for row, chunk in chunks.items()}
    rows = [row for row, found in worths.items() if found.any()]
    vectors = searcher.library.sentence_vectors(rows)

    def worth(row: int) -> float:
        said = worths[row] > 0
        likeness = vectors[row] @ vector[0] / np.maximum(np.linalg.norm(vectors[row], axis=1), 1e-9)
        return float((worths[row] + likeness)[said].max())

    first = sorted(rows, key=worth, reverse=True)[:DEFINITIONS]
    by_row = {one.row: one for one in ranked}
    rest = [one for one in ranked if one.row not in first]
    defines = bool(first) and worths[first[0]].max() >= 1
    is_first = any(one.row in first for one in ranked[:1])
    place = 0 if defines or is_first else DEFINITION_RANK
    return [*rest[:place], *(by_row[row] for row in first), *rest[place:]]


def _with_each(named: Sequence[Thing], passages: Sequence[Passage]) -> list[Passage]:
    """The best passage about each thing that is named, moved up where the first ones leave the thing out.

    One that few passages speak of is found by its name alone, and falls behind those that both searches find.
    """
    moved = list(passages)
    for thing in named:
        if any(thing.is_in(passage.stems) for passage in moved[:NAMED_DEPTH]):
            continue
        if found := next((passage for passage in moved if thing.is_in(passage.stems)), None):
            moved.remove(found)
            moved.insert(NAMED_RANK, found)
    return moved


def _with_formula(passages: Sequence[Passage], formula: Sequence[str]) -> list[Passage]:
    """The passages that have a formula first: its letters say little to either search."""
    has = {one.row: any(has_formula(text, formula) for text in one.chunk.sentence_texts) for one in passages}
    return sorted(passages, key=lambda one: not has[one.row])
