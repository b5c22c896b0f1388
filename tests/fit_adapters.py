"""Fits the adapters of question vectors: `python -m tests.fit_adapters LIBRARY rag/adapters.npz`, some minutes.

On the golden questions of the development half. The adapter for passages is fitted so that, by cosine, the chunks that
hold the facts asked for come first; then, with it in place, the one for sentences: the runs of sentences that could be
quoted are scored as the quoted answer scores them, with the question's vector turned, and those that hold the facts
should come first. Either loss is the negative logarithm of their share in a softmax over all. Several adapters are
fitted from different beginnings, each for a few rounds, and their mean is taken: one alone leans on chance.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
import torch

from index.encoder import load_encoder
from index.library import open_library
from rag.adapters import Adapter, Adapters, no_adapter
from rag.clock import Clock
from rag.coverage.attempt import PASSAGES_READ, Attempt, attempt
from rag.evaluation.cases import Case, read_cases
from rag.excerpts.context import read_around
from rag.excerpts.runs import WEIGHTS, Run, runs_of
from rag.filters import NO_FILTERS
from rag.questions.followup import ways_to_stand_alone
from rag.questions.spelling import corrected
from rag.searcher import Searcher
from settings import read_settings

DEVELOPMENT = Path(__file__).parent / "golden" / "development"
SPREAD = 0.02
"""Standard deviation of the first weights."""
NEAREST_CHUNKS = 400
"""Chunks nearest to a question in which its facts are looked for: in others they stand by chance."""


@dataclass(frozen=True)
class Rates:
    """How an adapter is fitted."""

    rank: int
    rounds: int
    batch: int
    learning_rate: float
    decay: float
    """Weight of the squared size of what the adapter adds."""
    temperature: float
    """Of the softmax."""
    beginnings: int


PASSAGES = Rates(rank=8, rounds=12, batch=64, learning_rate=0.003, decay=0.03, temperature=0.03, beginnings=4)
"""With less decay it finds still more on pages that questions were asked of, and less on others."""
SENTENCES = Rates(rank=4, rounds=8, batch=16, learning_rate=0.002, decay=0.001, temperature=0.05, beginnings=8)


@dataclass(frozen=True)
class Found:
    """A question with the chunks that hold its facts."""

    question: torch.Tensor
    """Shape (dimension,)."""
    facts: torch.Tensor
    """Share of the facts that each chunk of the library holds, shape (chunks,)."""


@dataclass(frozen=True)
class Example:
    """A question with the runs that could be quoted, of which some hold facts."""

    question: torch.Tensor
    """Shape (dimension,)."""
    sentences: torch.Tensor
    """Of unit length, shape (number of sentences, dimension)."""
    runs: torch.Tensor
    """Likewise of each run, shape (number of runs, dimension)."""
    members: torch.Tensor
    """The sentences of each run, shape (number of runs, most sentences); the last is repeated to fill a row."""
    scores: torch.Tensor
    """Of each run without its likeness to the question."""
    facts: torch.Tensor
    """Share of the facts that each run holds."""


def examples_of(searcher: Searcher, cases: Sequence[Case]) -> Iterator[Example]:
    """The examples of those cases in which some runs hold facts, and others do not."""
    for case in cases:
        tried = attempt(searcher, _asked(searcher, case), NO_FILTERS, Clock())
        if case.facts and tried.passages and (example := _example(searcher, tried, case)):
            yield example


def _example(searcher: Searcher, tried: Attempt, case: Case) -> Example | None:
    vector = searcher.encoder.encode_question(tried.question.encoded_text)
    stretches = read_around(searcher.library, tried.passages, PASSAGES_READ)
    found: list[Run] = []
    members: list[range] = []
    start = 0
    for rank, stretch in enumerate(stretches):
        runs = runs_of(tried.question, np.zeros_like(vector[0]), stretch, rank)
        members += [range(start + run.excerpt.first, start + run.excerpt.last + 1) for run in runs]
        found += runs
        start += len(stretch.vectors)
    facts = [fmean(case.facts_in(run.excerpt.text)) for run in found]
    if not facts or min(facts) == max(facts):
        return None
    sentences = np.vstack([stretch.vectors for stretch in stretches])
    most = max(map(len, members))
    return Example(
        torch.tensor(vector[0]),
        torch.nn.functional.normalize(torch.tensor(sentences)),
        torch.tensor(np.vstack([run.vector for run in found])),
        torch.tensor([[row[min(place, len(row) - 1)] for place in range(most)] for row in members]),
        torch.tensor([run.excerpt.score for run in found]),
        torch.tensor(facts),
    )


def found_for(searcher: Searcher, cases: Sequence[Case]) -> Iterator[Found]:
    """Where the facts of each case stand, of those for which they stand near."""
    library = searcher.library
    rows = range(library.manifest.chunks)
    texts = [chunk.text for _, chunk in sorted(library.chunks(rows).items())]
    for case in cases:
        vector = searcher.encoder.encode_question(searcher.read(_asked(searcher, case)).encoded_text)
        facts = torch.zeros(len(texts))
        for row, _ in library.search_dense(vector, NEAREST_CHUNKS):
            facts[row] = fmean(case.facts_in(texts[row])) if case.facts else 0.0
        if facts.any():
            yield Found(torch.tensor(vector[0]), facts)


def _asked(searcher: Searcher, case: Case) -> str:
    """The question of a case, made to stand alone and without its slips."""
    return corrected(ways_to_stand_alone(case.question, case.history)[0], searcher.library, searcher.encoder.is_word)


class _Fitted(torch.nn.Module):
    """An adapter while it is fitted; at first it changes nothing."""

    def __init__(self, dimension: int, rank: int) -> None:
        super().__init__()
        self.into = torch.nn.Parameter(SPREAD * torch.randn(dimension, rank))
        self.out = torch.nn.Parameter(torch.zeros(rank, dimension))
        self.log_gain = torch.nn.Parameter(torch.zeros(()))

    def turned(self, question: torch.Tensor) -> torch.Tensor:
        """Of unit length."""
        return torch.nn.functional.normalize(question + question @ self.into @ self.out, dim=0)


Loss = Callable[[_Fitted, int], torch.Tensor]
"""Of one example, by its place among them."""


def fit_sentences(examples: Sequence[Example], rates: Rates = SENTENCES) -> Adapter:
    """The adapter that brings the runs of sentences first that hold facts."""

    def loss(adapter: _Fitted, place: int) -> torch.Tensor:
        example = examples[place]
        turned = adapter.log_gain.exp() * adapter.turned(example.question)
        best = (example.sentences @ turned)[example.members].amax(dim=1)
        likeness = WEIGHTS.meaning * (example.runs @ turned) + WEIGHTS.best_sentence * best
        return _missed(example.scores + likeness, example.facts, rates)

    return _mean([_fit(loss, examples[0].question, len(examples), rates, seed) for seed in range(rates.beginnings)])


def fit_passages(found: Sequence[Found], chunks: torch.Tensor, rates: Rates = PASSAGES) -> Adapter:
    """The adapter that brings the chunks first that hold facts; chunks of shape (number, dimension), of unit length."""

    def loss(adapter: _Fitted, place: int) -> torch.Tensor:
        return _missed(chunks @ adapter.turned(found[place].question), found[place].facts, rates)

    return _mean([_fit(loss, found[0].question, len(found), rates, seed) for seed in range(rates.beginnings)])


def _missed(scores: torch.Tensor, facts: torch.Tensor, rates: Rates) -> torch.Tensor:
    """How little of a softmax over the scores falls to what holds facts."""
    shares = torch.log_softmax(scores / rates.temperature, dim=0)
    return -torch.logsumexp(shares + torch.log(facts**2 + 1e-6), dim=0)


def _fit(loss: Loss, question: torch.Tensor, number: int, rates: Rates, seed: int) -> _Fitted:
    """One adapter; the same examples and seed give the same one."""
    torch.manual_seed(seed)
    adapter = _Fitted(len(question), rates.rank)
    optimizer = torch.optim.Adam(adapter.parameters(), lr=rates.learning_rate)
    for _ in range(rates.rounds):
        order = torch.randperm(number).tolist()
        for start in range(0, number, rates.batch):
            missed = torch.stack([loss(adapter, place) for place in order[start : start + rates.batch]]).mean()
            size = ((adapter.into @ adapter.out) ** 2).sum()
            optimizer.zero_grad()
            (missed + rates.decay * size).backward()  # type: ignore[no-untyped-call]  # of torch
            optimizer.step()
    return adapter


def _mean(fitted: Sequence[_Fitted]) -> Adapter:
    into = np.hstack([one.into.detach().numpy() for one in fitted])
    out = np.vstack([one.out.detach().numpy() / len(fitted) for one in fitted]).astype(np.float32)
    return Adapter(into, out, float(np.exp(fmean(float(one.log_gain.detach()) for one in fitted))))


def write(adapters: Adapters, path: Path) -> None:
    """Stores adapters, in half precision."""
    named = (("passages", adapters.passages), ("sentences", adapters.sentences))
    held: dict[str, Any] = {"weights_sha256": adapters.weights_sha256}
    for name, one in named:
        held[f"{name}_into"] = one.into.astype(np.float16)
        held[f"{name}_out"] = one.out.astype(np.float16)
        held[f"{name}_gain"] = one.gain
    np.savez_compressed(path, **held)


def main(library: str, to: str) -> None:
    """Fits the adapters on the development half and stores them."""
    settings = replace(read_settings(), library=Path(library))
    encoder = load_encoder(settings.encoder, settings.cache)
    searcher = Searcher.of(open_library(settings.library), encoder)
    cases = [case for file in sorted(DEVELOPMENT.glob("*.yaml")) for case in read_cases(file)]
    none = no_adapter(encoder.description.dimension)
    found = list(found_for(searcher, cases))
    passages = fit_passages(found, torch.tensor(searcher.library.vectors.vectors()))
    print(f"for passages: {len(found)} questions", flush=True)
    examples = list(examples_of(replace(searcher, adapters=Adapters(passages, none)), cases))
    print(f"for sentences: {len(examples)} questions", flush=True)
    write(Adapters(passages, fit_sentences(examples), encoder.description.weights_sha256), Path(to))


if __name__ == "__main__":
    main(*sys.argv[1:])
