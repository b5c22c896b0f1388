"""The formulas. Each is a pure function of one question; `scores` takes their means. Sources in docs/evaluation.md.

A ranking is a list of names, best first. A name may come twice (two passages of one page): only its first place counts.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

Supports = Callable[[str, str], bool]
"""Whether sentences (the second text) support a statement (the first)."""


def hit_at(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """1 where one of the first k is relevant, else 0.

    >>> hit_at(["a", "b"], {"b"}, 1), hit_at(["a", "b"], {"b"}, 2)
    (0.0, 1.0)
    """
    return float(any(name in relevant for name in ranking[:k]))


def recall_at(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Share of the relevant that is among the first k.

    >>> recall_at(["a", "b", "a"], {"a", "c"}, 3)
    0.5
    """
    return len({name for name in ranking[:k] if name in relevant}) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """1 / rank of the first relevant one among the first k, else 0; its mean is MRR@k (Voorhees, 1999).

    >>> reciprocal_rank(["a", "b"], {"b"}, 10)
    0.5
    """
    return next((1 / rank for rank, name in enumerate(ranking[:k], 1) if name in relevant), 0.0)


def ndcg_at(ranking: Sequence[str], gains: Mapping[str, int], k: int) -> float:
    """Discounted cumulative gain, the sum of gain / log2(rank + 1), over that of the best order.

    Järvelin and Kekäläinen, 2002; the gain is the judgement itself, as in trec_eval and BEIR.

    >>> ndcg_at(["b", "a"], {"a": 1}, 10) == 1 / math.log2(3)
    True
    """
    found = [gains.get(name, 0) if name not in ranking[:rank] else 0 for rank, name in enumerate(ranking[:k])]
    best = sorted((gain for gain in gains.values() if gain > 0), reverse=True)[:k]
    return _discounted(found) / _discounted(best) if best else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(max(0, gain) / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


@dataclass(frozen=True, slots=True)
class CitationScores:
    """Citation recall and precision of one answer."""

    recall: float
    precision: float


def citation_scores(statements: Sequence[tuple[str, Sequence[str]]], supports: Supports) -> CitationScores:
    """Citation recall and precision by the definitions of ALCE (Gao et al., 2023).

    A statement counts for recall when what it cites, taken together, supports it. A citation counts for precision when
    its statement does, and it supports the statement by itself or the others do not without it.

    Args:
        statements: each statement with the texts that it cites.
        supports: ALCE has an NLI model in its place.
    """
    recalled = [bool(cited) and supports(statement, _joined(cited)) for statement, cited in statements]
    needed = [
        recalled[position] and _is_needed(statement, cited, one, supports)
        for position, (statement, cited) in enumerate(statements)
        for one in range(len(cited))
    ]
    return CitationScores(_share(recalled), _share(needed))


def _is_needed(statement: str, cited: Sequence[str], one: int, supports: Supports) -> bool:
    others = [*cited[:one], *cited[one + 1 :]]
    return not others or supports(statement, cited[one]) or not supports(statement, _joined(others))


def _joined(texts: Sequence[str]) -> str:
    return "\n".join(texts)


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
