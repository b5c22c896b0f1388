"""A real model for natural language inference, tiny and made here: its labels are read by their names."""

from pathlib import Path

import pytest
from test_reranker import make

from index.encoder import Encoder
from index.errors import EncoderError
from index.inference import load_inference
from rag.support.check import SupportCheck


def labelled(folder: Path, labels: list[str]) -> Path:
    """A cross-encoder whose classes have these names."""
    from transformers import AutoConfig

    make(folder, labels=len(labels))
    config = AutoConfig.from_pretrained(folder)
    config.id2label = dict(enumerate(labels))
    config.label2id = {label: number for number, label in enumerate(labels)}
    config.save_pretrained(folder)
    return folder


@pytest.mark.parametrize(
    "labels", [["contradiction", "entailment", "neutral"], ["ENTAILMENT", "not_entailment"], ["entailed", "other", "x"]]
)
def test_the_class_of_entailment_is_found_by_its_name(tmp_path: Path, labels: list[str]) -> None:
    found = load_inference(str(labelled(tmp_path, labels))).entailment("owls hunt at night", "the owl hunt")
    assert found in ("supported", "partly", "unsupported")


def test_the_order_of_the_labels_does_not_matter(tmp_path: Path) -> None:
    """The same weights under exchanged names say the opposite of what they said."""
    one = tmp_path / "one"
    other = tmp_path / "other"
    one.mkdir()
    other.mkdir()
    first = load_inference(str(labelled(one, ["entailment", "contradiction"])))
    second = load_inference(str(labelled(other, ["contradiction", "entailment"])))
    pairs = [("owls hunt at night", "the owl hunt"), ("gull", "fish sea"), ("day by day", "owls")]
    for source, statement in pairs:
        assert {first.entailment(source, statement), second.entailment(source, statement)} == {
            "supported",
            "unsupported",
        }


def test_a_model_without_entailment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="no label for entailment"):
        load_inference(str(labelled(tmp_path, ["good", "bad"])))


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(EncoderError, match="set SIGHTLINE_NLI"):
        load_inference("/nowhere/at/all")


def test_it_checks_statements(tmp_path: Path, encoder: Encoder) -> None:
    inference = load_inference(str(labelled(tmp_path, ["entailment", "contradiction"])))
    check = SupportCheck(encoder, inference=inference)
    cited = ["owls hunt at night by the sea"]
    assert check.verdict("by the sea owls hunt", cited).support == inference.entailment(
        cited[0], "by the sea owls hunt"
    )
