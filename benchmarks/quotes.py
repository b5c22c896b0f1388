"""What each thing that speaks for an excerpt adds: facts found in the answers, with one of them left out at a time.

Run: python benchmarks/quotes.py LIBRARY (a library of the open-web list). The golden questions, each half by itself. A
question that should be answered is looked at as if it were, so that refusals do not blur the picture.
"""

import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from unittest.mock import patch

from index.encoder import load_encoder
from index.export import BUNDLED_MODEL
from index.library import open_library
from rag.adapters import no_adapter
from rag.clock import Clock
from rag.coverage.attempt import attempt
from rag.evaluation.cases import Case, read_cases
from rag.excerpts import runs
from rag.filters import NO_FILTERS
from rag.questions.followup import ways_to_stand_alone
from rag.questions.spelling import corrected
from rag.searcher import Searcher
from settings import read_settings

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"


def found(searcher: Searcher, case: Case) -> tuple[bool, ...]:
    """Of each fact, whether the excerpts hold it."""
    asked = ways_to_stand_alone(case.question, case.history)[0]
    text = corrected(asked, searcher.library, searcher.encoder.is_word)
    said = " ".join(excerpt.text for excerpt in attempt(searcher, text, NO_FILTERS, Clock()).excerpts)
    return case.facts_in(said)


def scores(searcher: Searcher, cases: Sequence[Case]) -> str:
    each = [found(searcher, case) for case in cases]
    facts = statistics.mean(sum(one) / len(one) for one in each)
    return f"facts {facts:.3f}, all facts {statistics.mean(all(one) for one in each):.3f}"


@contextmanager
def without(name: str) -> Iterator[None]:
    """With one weight of `rag.excerpts.runs` at nothing."""
    with patch.object(runs, "WEIGHTS", replace(runs.WEIGHTS, **{name: 0.0})):
        yield


def main() -> None:
    library = open_library(Path(sys.argv[1]))
    searcher = Searcher.of(library, load_encoder(BUNDLED_MODEL, read_settings().cache))
    for half in ("development", "held_back"):
        cases = [case for file in sorted((GOLDEN / half).glob("*.yaml")) for case in read_cases(file) if case.facts]
        print(f"{half}, {len(cases)} cases\n  as shipped: {scores(searcher, cases)}", flush=True)
        none = no_adapter(searcher.encoder.description.dimension)
        for name in ("passages", "sentences"):
            unturned = replace(searcher, adapters=replace(searcher.adapters, **{name: none}))
            print(f"  without the adapter of {name}: {scores(unturned, cases)}", flush=True)
        for weight in fields(runs.WEIGHTS):
            with without(weight.name):
                print(f"  without {weight.name}: {scores(searcher, cases)}", flush=True)


if __name__ == "__main__":
    main()
