"""The adapter of question vectors: whom it belongs to, what it does, and that fitting it teaches what answers."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from fit_adapter import Example, examples_of, fit, write
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from rag.assistant import Assistant
from rag.evaluation.cases import Case
from rag.excerpts.adapter import adapter_of

DIMENSION = 12


def test_it_belongs_to_one_encoder(encoder: Encoder) -> None:
    question = encoder.encode_question("how far can an owl turn its head?")
    ours = adapter_of(encoder.description)
    assert np.linalg.norm(ours.turned(question)) == pytest.approx(ours.gain, rel=1e-3)
    assert not np.allclose(ours.turned(question), question)
    other = adapter_of(replace(encoder.description, weights_sha256="of another"))
    assert np.allclose(other.turned(question), question, atol=1e-6)


def example(random: np.random.Generator, rotation: np.ndarray) -> Example:
    """A question, with a sentence that is like it and one, in a fixed relation to it, that holds the fact."""
    question = random.normal(size=DIMENSION)
    question /= np.linalg.norm(question)
    vectors = torch.tensor(np.vstack([question, rotation @ question]), dtype=torch.float32)
    members = torch.tensor([[0], [1]])
    scores, facts = torch.zeros(2), torch.tensor([0.0, 1.0])
    return Example(torch.tensor(question, dtype=torch.float32), vectors, vectors, members, scores, facts)


def test_fitting_brings_what_holds_facts_before_what_is_only_like_the_question() -> None:
    random = np.random.default_rng(5)
    mirror = np.eye(DIMENSION)
    mirror[0, 0] = mirror[1, 1] = -1.0
    adapter = fit([example(random, mirror) for _ in range(1500)], beginnings=1)
    unseen = [example(random, mirror) for _ in range(50)]

    asked = [one.question.numpy()[None] for one in unseen]
    first = [int(np.argmax(one.sentences.numpy() @ vector[0])) for one, vector in zip(unseen, asked, strict=True)]
    turned = [adapter.turned(vector)[0] for vector in asked]
    then = [int(np.argmax(one.sentences.numpy() @ vector)) for one, vector in zip(unseen, turned, strict=True)]
    assert sum(first) == 0
    assert sum(then) >= 40


def test_examples_are_what_could_be_quoted_with_the_facts_it_holds(tmp_path: Path, encoder: Encoder) -> None:
    pages = [
        prose("Owls turn their heads by 270 degrees to look behind them."),
        prose("Owls have turned their heads in many pictures of old books."),
    ]
    listed = [(entry_of(f"https://a.org/{place}"), [page]) for place, page in enumerate(pages)]
    library = library_of(tmp_path, encoder, listed)
    cases = [
        Case("turn", "how far can owls turn their heads", facts=("270", "degrees")),
        Case("none", "how far can owls turn their heads", facts=("no such thing",)),
    ]
    (found,) = examples_of(Assistant(library, encoder), cases)
    assert sorted(found.facts.tolist()) == [0.0, 1.0]
    assert found.question.shape == (encoder.description.dimension,)
    assert found.members.max() < len(found.sentences)


def test_a_stored_adapter_is_small_and_names_its_encoder(tmp_path: Path, encoder: Encoder) -> None:
    write(adapter_of(encoder.description), encoder.description, tmp_path / "adapter.npz")
    assert (tmp_path / "adapter.npz").stat().st_size < 100_000
    with np.load(tmp_path / "adapter.npz") as held:
        assert str(held["weights_sha256"]) == encoder.description.weights_sha256
