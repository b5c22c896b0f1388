"""The adapters of question vectors: whom they belong to, what they do, and that fitting teaches what answers."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from fit_adapters import (
    PASSAGES,
    SENTENCES,
    Example,
    Found,
    examples_of,
    fit_passages,
    fit_sentences,
    found_for,
    write,
)
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from rag.adapters import adapters_of
from rag.evaluation.cases import Case
from rag.searcher import Searcher

DIMENSION = 12


def test_they_belong_to_one_encoder(encoder: Encoder) -> None:
    question = encoder.encode_question("how far can an owl turn its head?")
    ours = adapters_of(encoder.description)
    others = adapters_of(replace(encoder.description, weights_sha256="of another"))
    for one, other in ((ours.passages, others.passages), (ours.sentences, others.sentences)):
        assert np.linalg.norm(one.turned(question)) == pytest.approx(one.gain, rel=1e-3)
        assert not np.allclose(one.turned(question) / one.gain, question, atol=1e-3)
        assert np.allclose(other.turned(question), question, atol=1e-6)
    assert ours.passages.gain == 1.0


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
    adapter = fit_sentences([example(random, mirror) for _ in range(1500)], replace(SENTENCES, beginnings=1))
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
    (found,) = examples_of(Searcher.of(library, encoder), cases)
    assert sorted(found.facts.tolist()) == [0.0, 1.0]
    assert found.question.shape == (encoder.description.dimension,)
    assert found.members.max() < len(found.sentences)


def test_fitting_brings_the_chunks_that_hold_facts_before_those_that_are_only_like_the_question() -> None:
    random = np.random.default_rng(5)
    mirror = np.eye(DIMENSION)
    mirror[0, 0] = mirror[1, 1] = -1.0
    asked = random.normal(size=(1000, DIMENSION)).astype(np.float32)
    asked /= np.linalg.norm(asked, axis=1, keepdims=True)
    chunks = np.vstack([asked, asked @ mirror]).astype(np.float32)  # each question has a chunk like it, and its answer
    answers = torch.eye(2000)[1000:]
    found = [Found(torch.tensor(one), answers[place]) for place, one in enumerate(asked)]
    adapter = fit_passages(found[:900], torch.tensor(chunks), replace(PASSAGES, beginnings=1, decay=0.0))
    turned = adapter.turned(asked[900:])
    right = [chunks[1900 + place] @ one > chunks[900 + place] @ one for place, one in enumerate(turned)]
    assert sum(right) >= 80


def test_where_the_facts_of_a_case_stand(tmp_path: Path, encoder: Encoder) -> None:
    pages = [prose("Owls turn their heads by 270 degrees."), prose("Owls have turned their heads in old books.")]
    listed = [(entry_of(f"https://a.org/{place}"), [page]) for place, page in enumerate(pages)]
    searcher = Searcher.of(library_of(tmp_path, encoder, listed), encoder)
    cases = [Case("turn", "how far can owls turn their heads", facts=("270", "books")), Case("none", "what is a tide")]
    (found,) = found_for(searcher, cases)
    assert found.facts.tolist() == [0.5, 0.5]


def test_stored_adapters_are_small_and_name_their_encoder(tmp_path: Path, encoder: Encoder) -> None:
    write(adapters_of(encoder.description), tmp_path / "adapters.npz")
    assert (tmp_path / "adapters.npz").stat().st_size < 150_000
    with np.load(tmp_path / "adapters.npz") as held:
        assert str(held["weights_sha256"]) == encoder.description.weights_sha256
