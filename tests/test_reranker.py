"""A real cross-encoder, tiny and made here, orders the passages; its effect shows in an evaluation."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from index.errors import EncoderError
from index.library import Library
from index.reranker import CrossEncoderReranker, load_reranker
from rag.assistant import Assistant
from rag.evaluation.command import Replies, evaluate
from settings import read_settings

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] owls hunt at night the owl a gull by day fish sea when do".split()
TEXTS = ("Owls hunt at night.", "The owl is at sea.", "A gull hunts fish by day.")
QUESTION = "when do owls hunt at night"


def make(folder: Path, labels: int) -> Path:
    """A cross-encoder with one layer and weights drawn once and for all."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(5)
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=labels,
        initializer_range=1.0,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("cross-encoder"), labels=1)


@pytest.fixture(scope="module")
def reranker(model: Path) -> CrossEncoderReranker:
    return load_reranker(str(model))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Library:
    pages = [(entry_of(f"https://a.org/{number}"), [prose(text)]) for number, text in enumerate(TEXTS)]
    return library_of(tmp_path_factory.mktemp("reranked"), encoder, pages)


def test_passages_come_in_the_order_of_the_cross_encoder(
    library: Library, encoder: Encoder, reranker: CrossEncoderReranker
) -> None:
    plain = Assistant(library, encoder).search(QUESTION)
    reranked = Assistant(library, encoder, reranker).search(QUESTION)
    scores = reranker.scores(QUESTION, [one.chunk.encoder_text for one in reranked])
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(TEXTS)
    assert {one.row for one in reranked} == {one.row for one in plain}
    assert [one.row for one in reranked] != [one.row for one in plain]


def test_its_effect_shows_in_an_evaluation(
    library: Library, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "questions.yaml"
    cases.write_text(f"- question: {QUESTION}\n  sources: ['https://a.org/0']\n")
    values = []
    for name in ("", str(model)):
        evaluate(replace(read_settings(), library=library.root, reranker=name), [cases], Replies(), None, as_json=True)
        values.append(json.loads(capsys.readouterr().out))
    assert [value["models"]["reranker"] for value in values] == ["", str(model)]
    assert values[0]["scores"]["hit_at_1"] == 1.0
    assert values[1]["scores"]["mrr_at_10"] < 1.0
    evaluate(
        replace(read_settings(), library=library.root, reranker=str(model)), [cases], Replies(), None, as_json=False
    )
    assert f"reranked by {model}" in capsys.readouterr().out


def test_no_text_has_no_score(reranker: CrossEncoderReranker) -> None:
    assert reranker.scores("owls", []) == []


def test_a_model_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="SIGHTLINE_RERANKER"):
        load_reranker(str(tmp_path / "none"))


def test_a_model_of_labels_is_no_reranker(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="gives 3 labels and is no reranker"):
        load_reranker(str(make(tmp_path, labels=3)))
