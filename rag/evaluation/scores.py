"""Scores of many outcomes: means of the metrics. A case that errored counts zero in each it takes part in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.evaluation.metrics import CitationScores, citation_scores, hit_at, ndcg_at, reciprocal_rank
from rag.evaluation.outcome import Outcome
from rag.evaluation.support import supports


@dataclass(frozen=True, slots=True)
class Scores:
    """Each from 0 to 1, or None where no case says anything about it."""

    passed: float | None
    """Cases that pass."""
    hit_at_1: float | None
    """Of the cases with sources: the first passage is from one of them."""
    hit_at_5: float | None
    hit_at_10: float | None
    ndcg_at_10: float | None
    mrr_at_10: float | None
    answered: float | None
    """Of the answerable cases: answered."""
    fact_recall: float | None
    """Of the cases with facts: the mean share of them found."""
    all_facts: float | None
    """Of the cases with facts: all found."""
    source_cited: float | None
    """Of the cases with sources: one of them is cited."""
    source_cited_first: float | None
    citation_recall: float | None
    """Of the cases answered: ALCE's, with the check of `support`."""
    citation_precision: float | None
    statement_support: float | None
    """Of the cases answered: the share of statements that passed the check of written answers; quotes do by nature."""
    refusal_precision: float | None
    """Of the refusals: those that should be."""
    refusal_recall: float | None
    """Of the cases to refuse: refused."""
    balanced_accuracy: float | None
    """Mean of the share answered of the answerable and the share refused of the others."""


def score(outcomes: Sequence[Outcome]) -> Scores:
    """The scores of outcomes; `docs/evaluation.md` has the formulas and their sources."""
    sourced = [one for one in outcomes if one.case.sources]
    factual = [one for one in outcomes if one.case.facts]
    to_answer = [one for one in outcomes if one.case.answerable]
    to_refuse = [one for one in outcomes if not one.case.answerable]
    cited = [_citations(one) for one in outcomes if one.answered or one.error]
    answered, refused = mean(one.answered for one in to_answer), mean(one.refused for one in to_refuse)
    return Scores(
        passed=mean(not one.problems for one in outcomes),
        hit_at_1=mean(hit_at(_pages(one), _right(one), 1) for one in sourced),
        hit_at_5=mean(hit_at(_pages(one), _right(one), 5) for one in sourced),
        hit_at_10=mean(hit_at(_pages(one), _right(one), 10) for one in sourced),
        ndcg_at_10=mean(_ndcg(one) for one in sourced),
        mrr_at_10=mean(reciprocal_rank(_pages(one), _right(one), 10) for one in sourced),
        answered=answered,
        fact_recall=mean(sum(one.facts_found) / len(one.facts_found) for one in factual),
        all_facts=mean(all(one.facts_found) for one in factual),
        source_cited=mean(any(one.right_citations) for one in sourced),
        source_cited_first=mean(one.right_citations[:1] == (True,) for one in sourced),
        citation_recall=mean(one.recall for one in cited),
        citation_precision=mean(one.precision for one in cited),
        statement_support=mean(_supported(one) for one in outcomes if one.answered or one.error),
        refusal_precision=mean(not one.case.answerable for one in outcomes if one.refused),
        refusal_recall=refused,
        balanced_accuracy=None if answered is None or refused is None else (answered + refused) / 2,
    )


def mean(values: Iterable[float]) -> float | None:
    """The mean, or None of nothing.

    >>> mean([1, 0]), mean([])
    (0.5, None)
    """
    listed = list(values)
    return sum(listed) / len(listed) if listed else None


def _pages(outcome: Outcome) -> list[str]:
    """The page of each passage: pages are what is ranked, each at its first passage."""
    return [passage.entry.source.id for passage in outcome.passages]


def _right(outcome: Outcome) -> set[str]:
    """The pages found that the case lists."""
    return {page for page, right in zip(_pages(outcome), outcome.right_passages, strict=True) if right}


def _ndcg(outcome: Outcome) -> float:
    """Every listed source gains 1, those that were not found too."""
    found = _right(outcome)
    missing = range(len(outcome.case.sources) - len(found))
    return ndcg_at(_pages(outcome), dict.fromkeys([*found, *map(str, missing)], 1), 10)


def _supported(outcome: Outcome) -> float:
    statements = outcome.answer.statements if outcome.answer else ()
    return mean(one.support == "supported" for one in statements) or 0.0


def _citations(outcome: Outcome) -> CitationScores:
    if outcome.answer is None:
        return CitationScores(0.0, 0.0)
    quotes = {citation.number: citation.quote for citation in outcome.citations}
    cited = [(one.text, [quotes[number] for number in one.citations]) for one in outcome.answer.statements]
    return citation_scores(cited, supports)
