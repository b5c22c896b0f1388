"""Fits the adapter of question vectors: `python -m tests.fit_adapter LIBRARY rag/excerpts/adapter.npz`, some minutes.

For every golden question of the development half, the runs of sentences that could be quoted are scored as the quoted
answer scores them, with the question's vector turned. The adapter is fitted so that those that hold the facts asked for
come first: the loss is the negative logarithm of their share in a softmax over all runs. Several are fitted from
different beginnings, each for a few rounds, and their mean is taken: one alone leans on chance.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import numpy as np
import torch

from index.encoder import EncoderDescription, Vectors, load_encoder
from index.library import open_library
from rag.assistant import Assistant
from rag.attempt import PASSAGES_READ, Attempt
from rag.evaluation.cases import Case, read_cases
from rag.excerpts.adapter import Adapter
from rag.excerpts.context import read_around
from rag.excerpts.runs import WEIGHTS, Run, runs_of
from settings import read_settings

DEVELOPMENT = Path(__file__).parent / "golden" / "development"
RANK, ROUNDS, BATCH, LEARNING_RATE = 4, 8, 16, 0.002
DECAY = 0.001
"""Weight of the squared size of what the adapter adds."""
TEMPERATURE = 0.05
"""Of the softmax over runs."""
BEGINNINGS = 8
SPREAD = 0.02
"""Standard deviation of the first weights."""


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


def examples_of(assistant: Assistant, cases: Sequence[Case]) -> Iterator[Example]:
    """The examples of those cases in which some runs hold facts, and others do not."""
    for case in cases:
        prepared = assistant.prepare(case.question, assistant.readings(case.question, case.history))
        if case.facts and prepared.whole.passages and (example := _example(assistant, prepared.whole, case)):
            yield example


def _example(assistant: Assistant, tried: Attempt, case: Case) -> Example | None:
    vector = assistant.encoder.encode_question(tried.question.encoded_text)
    stretches = read_around(assistant.library, tried.passages, PASSAGES_READ)
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


class _Fitted(torch.nn.Module):
    """An adapter while it is fitted; at first it changes nothing."""

    def __init__(self, dimension: int) -> None:
        super().__init__()
        self.into = torch.nn.Parameter(SPREAD * torch.randn(dimension, RANK))
        self.out = torch.nn.Parameter(torch.zeros(RANK, dimension))
        self.log_gain = torch.nn.Parameter(torch.zeros(()))

    def loss(self, example: Example) -> torch.Tensor:
        moved = example.question + example.question @ self.into @ self.out
        turned = self.log_gain.exp() * torch.nn.functional.normalize(moved, dim=0)
        best = (example.sentences @ turned)[example.members].amax(dim=1)
        likeness = WEIGHTS.meaning * (example.runs @ turned) + WEIGHTS.best_sentence * best
        shares = torch.log_softmax((example.scores + likeness) / TEMPERATURE, dim=0)
        return -torch.logsumexp(shares + torch.log(example.facts**2 + 1e-6), dim=0)


def fit(examples: Sequence[Example], beginnings: int = BEGINNINGS) -> Adapter:
    """The mean of the adapters fitted from so many beginnings; the same examples give the same one."""
    fitted = [_fit(examples, seed) for seed in range(beginnings)]
    into = np.hstack([one.into.detach().numpy() for one in fitted])
    out = np.vstack([one.out.detach().numpy() / beginnings for one in fitted]).astype(np.float32)
    gain = float(np.exp(np.mean([float(one.log_gain.detach()) for one in fitted])))
    return Adapter(into, out, gain)


def _fit(examples: Sequence[Example], seed: int) -> _Fitted:
    torch.manual_seed(seed)
    adapter = _Fitted(len(examples[0].question))
    optimizer = torch.optim.Adam(adapter.parameters(), lr=LEARNING_RATE)
    for _ in range(ROUNDS):
        order = torch.randperm(len(examples)).tolist()
        for start in range(0, len(order), BATCH):
            loss = torch.stack([adapter.loss(examples[place]) for place in order[start : start + BATCH]]).mean()
            size = ((adapter.into @ adapter.out) ** 2).sum()
            optimizer.zero_grad()
            (loss + DECAY * size).backward()  # type: ignore[no-untyped-call]  # of torch
            optimizer.step()
    return adapter


def write(adapter: Adapter, encoder: EncoderDescription, path: Path) -> None:
    """Stores an adapter for an encoder, in half precision."""
    half: list[Vectors] = [adapter.into.astype(np.float16), adapter.out.astype(np.float16)]
    np.savez_compressed(path, into=half[0], out=half[1], gain=adapter.gain, weights_sha256=encoder.weights_sha256)


def main(library: str, to: str) -> None:
    """Fits an adapter on the development half and stores it."""
    settings = replace(read_settings(), library=Path(library))
    encoder = load_encoder(settings.encoder, settings.cache)
    assistant = Assistant(open_library(settings.library), encoder)
    cases = [case for file in sorted(DEVELOPMENT.glob("*.yaml")) for case in read_cases(file)]
    write(fit(list(examples_of(assistant, cases))), encoder.description, Path(to))


if __name__ == "__main__":
    main(*sys.argv[1:])
