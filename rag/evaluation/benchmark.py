"""`sightline benchmark beir`: a public retrieval set searched by ours and by plainer ways, with the scores of each."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index.encoder import load_encoder
from index.errors import QuestionsError
from rag.evaluation.beir import JUDGEMENTS, Query, RetrievalSet, read_retrieval_set
from rag.evaluation.corpus import corpus_library
from rag.evaluation.metrics import ndcg_at, recall_at, reciprocal_rank
from rag.evaluation.progress import counted
from rag.evaluation.rankings import Ranking, baselines, sightline_ranking
from rag.evaluation.scores import mean
from settings import Settings

OURS = "Sightline"


@dataclass(frozen=True, slots=True)
class RetrievalScores:
    """Means over the judged queries."""

    system: str
    ndcg_at_10: float
    recall_at_10: float
    recall_at_100: float
    mrr_at_10: float


def beir(settings: Settings, folder: Path, run: Path | None, *, as_json: bool) -> None:
    """Indexes a set and prints the scores; with `run`, writes what ours found for every query as well.

    Raises:
        SightlineError: the set cannot be read, the index cannot be kept, or the run cannot be written.
    """
    retrieval_set = read_retrieval_set(folder)
    _check_judgements(retrieval_set, run)
    encoder = load_encoder(settings.encoder, settings.cache)
    library = corpus_library(retrieval_set.documents, encoder, settings.cache)
    ours = sightline_ranking(retrieval_set, library, encoder)
    if run:
        _write_run(run, retrieval_set.queries, ours)
    ways = {OURS: ours} | baselines(retrieval_set, library, encoder) if retrieval_set.judged else {}
    _print(
        retrieval_set,
        library.manifest.chunks,
        [retrieval_scores(retrieval_set, *way) for way in ways.items()],
        as_json=as_json,
    )


def _check_judgements(retrieval_set: RetrievalSet, run: Path | None) -> None:
    """Without judgements there is nothing to score, but a run can be written."""
    if retrieval_set.judged or run:
        return
    places = " or ".join(str(retrieval_set.folder / name) for name in JUDGEMENTS)
    raise QuestionsError(
        f"No query of {retrieval_set.folder} has a judgement in {places}: "
        "add them, or write the rankings alone with --run FILE."
    )


def retrieval_scores(retrieval_set: RetrievalSet, system: str, rank: Ranking) -> RetrievalScores:
    """The scores of one way of searching."""
    rankings = {query.id: rank(query.text) for query in counted(retrieval_set.judged, system)}
    return score_rankings(system, rankings, retrieval_set.judgements)


def score_rankings(
    system: str, rankings: Mapping[str, Sequence[str]], judgements: Mapping[str, Mapping[str, int]]
) -> RetrievalScores:
    """Means over the queries ranked; relevant is what was judged above 0."""
    pairs = [(found, judgements[query]) for query, found in rankings.items()]
    relevant = [(found, {name for name, gain in gains.items() if gain > 0}) for found, gains in pairs]
    return RetrievalScores(
        system,
        ndcg_at_10=mean(ndcg_at(found, gains, 10) for found, gains in pairs) or 0.0,
        recall_at_10=mean(recall_at(found, right, 10) for found, right in relevant) or 0.0,
        recall_at_100=mean(recall_at(found, right, 100) for found, right in relevant) or 0.0,
        mrr_at_10=mean(reciprocal_rank(found, right, 10) for found, right in relevant) or 0.0,
    )


def _write_run(path: Path, queries: Sequence[Query], rank: Ranking) -> None:
    try:
        with path.open("w", encoding="utf-8") as file:
            for query in counted(queries, "Ranking"):
                file.write(json.dumps({"id": query.id, "ids": rank(query.text)}, ensure_ascii=False) + "\n")
    except OSError as error:
        raise QuestionsError(f"The run {path} cannot be written ({error.strerror}): choose another file.") from error


def _print(retrieval_set: RetrievalSet, chunks: int, scores: Sequence[RetrievalScores], *, as_json: bool) -> None:
    missing = len(retrieval_set.judgements) - len(retrieval_set.judged)
    if missing:
        print(f"Left out, since queries.jsonl does not have them: {missing} judged queries", file=sys.stderr)
    counts = {
        "documents": len(retrieval_set.documents),
        "chunks": chunks,
        "queries": len(retrieval_set.queries),
        "judged_queries": len(retrieval_set.judged),
    }
    if as_json:
        print(json.dumps(counts | {"systems": [asdict(one) for one in scores]}, ensure_ascii=False, indent=2))
        return
    print(
        "{documents} documents in {chunks} chunks, {queries} queries, {judged_queries} of them judged".format(**counts)
    )
    if scores:
        print(f"\n{'':<18}{'nDCG@10':>9}{'R@10':>9}{'R@100':>9}{'MRR@10':>9}")
    for one in scores:
        values = (one.ndcg_at_10, one.recall_at_10, one.recall_at_100, one.mrr_at_10)
        print(f"{one.system:<18}" + "".join(f"{value:>9.3f}" for value in values))
