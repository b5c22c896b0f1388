"""Fits the weights of `rag.coverage.evidence`: `python -m tests.fit_coverage LIBRARY…`, some minutes; prints them.

The first library is that of the open-web list, the others are smaller, so that the size of a library is learned too
(ours: 24, 9 and 3 of its pages, and the starter notes alone). Each is asked the golden questions of the development
half that it covers, because it has one of their sources and its excerpts hold half of the facts, and all those that
nothing covers. Logistic regression; answerable or not weighs the same, and all smaller libraries half of the first.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from index.encoder import load_encoder
from index.library import open_library
from rag.assistant import Assistant
from rag.clock import Clock
from rag.conversation import Asked, Exchange
from rag.coverage.evidence import CoverageEvidence
from rag.coverage.mentions import Treatment
from rag.evaluation.cases import Case, read_cases
from settings import read_settings

DEVELOPMENT = Path(__file__).parent / "golden" / "development"
MEASURED = ("said", "quoted", "nearness", "lexical", "length", "size")
OTHER = [one for one in Treatment if one is not Treatment.NOT_TOLD]
SMALLER = 0.5
"""Weight of all the smaller libraries, of that of the first."""


def row_of(evidence: CoverageEvidence) -> list[float]:
    return [getattr(evidence, name) for name in MEASURED] + [float(evidence.treated is one) for one in OTHER]


def asked(assistant: Assistant, cases: Sequence[Case], *, has_all: bool) -> Iterator[tuple[list[float], bool]]:
    """The evidence for each case that a library surely covers or surely does not, and which of the two."""
    urls = {entry.source.url for entry in assistant.entries.values()}
    for case in cases:
        question = Asked(case.question, tuple(map(Exchange, case.history)))
        whole = assistant.prepare(question, assistant.readings(question), Clock()).whole
        said = case.facts_in(" ".join(excerpt.text for excerpt in whole.excerpts))
        is_covered = has_all or (not urls.isdisjoint(case.sources) and 2 * sum(said) >= len(said))
        if whole.evidence.nearness and (is_covered or not case.answerable):
            yield row_of(whole.evidence), case.answerable


def fit(rows: np.ndarray, covered: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, float]:
    """The weight of each thing measured, and the bias."""
    middle, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    fitted = LogisticRegression(max_iter=5000).fit((rows - middle) / spread, covered, sample_weight=weights)
    found = fitted.coef_[0] / spread
    return found, float(fitted.intercept_[0] - found @ middle)


def main(*libraries: str) -> None:
    """Prints the weights and the bias."""
    cases = [case for file in sorted(DEVELOPMENT.glob("*.yaml")) for case in read_cases(file)]
    rows, covered, weights = [], [], []
    for place, library in enumerate(libraries):
        settings = replace(read_settings(), library=Path(library))
        assistant = Assistant(open_library(settings.library), load_encoder(settings.encoder, settings.cache))
        found = list(asked(assistant, cases, has_all=place == 0))
        answerable = np.asarray([is_covered for _, is_covered in found])
        share = np.where(answerable, 1 / answerable.mean(), 1 / (1 - answerable.mean())) / len(found)
        rows += [row for row, _ in found]
        covered += answerable.tolist()
        weights += (1000 * share * (SMALLER / (len(libraries) - 1) if place else 1.0)).tolist()
    found, bias = fit(np.asarray(rows), np.asarray(covered), np.asarray(weights))
    for name, weight in zip([*MEASURED, *(one.name for one in OTHER), "bias"], [*found, bias], strict=True):
        print(f"{name:10} {weight:6.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
