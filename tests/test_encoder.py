"""The exported encoder gives the vectors of sentence-transformers, and nothing but an intact one is used."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from index.encoder import Encoder, Vectors, cache_folder, load_encoder
from index.errors import EncoderError
from index.export import BUNDLED_MODEL, bundled_model_folder
from index.hashes import file_sha256
from settings import read_settings

TEXTS = [
    "A convolution slides a filter over an image.",
    "",
    " \n\t ",
    "short",
    "합성곱 신경망은 이미지를 인식하는 데 쓰인다.",
    "卷积神经网络是什么？",
    r"The loss is $L = -\sum_i y_i \log p_i$ and nothing else.",
    "def f(x):\n    return x ** 2  # emoji 🙂 and ligature ﬁ",
    "pooling " * 100,
    "The receptive field of a unit grows with depth, stride and dilation. " * 60,
    "supercalifragilistic" * 200,
    "A convolution slides a filter over an image.",
]


@pytest.fixture(scope="module")
def reference() -> Vectors:
    """Vectors of the texts by sentence-transformers itself."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(bundled_model_folder()), device="cpu")
    return np.asarray(model.encode(TEXTS, normalize_embeddings=True, show_progress_bar=False), dtype=np.float32)


@pytest.fixture
def cache(tmp_path: Path, encoder: Encoder) -> Path:
    """A copy of the cache with the exported default encoder."""
    shutil.copytree(cache_folder(BUNDLED_MODEL, read_settings().cache), cache_folder(BUNDLED_MODEL, tmp_path))
    return tmp_path


def test_vectors_are_those_of_sentence_transformers(encoder: Encoder, reference: Vectors) -> None:
    np.testing.assert_allclose(encoder.encode(TEXTS), reference, atol=1e-5)


def test_a_question_is_encoded_as_sentence_transformers_does(encoder: Encoder, reference: Vectors) -> None:
    for text, expected in zip(TEXTS, reference, strict=True):
        np.testing.assert_allclose(encoder.encode_question(text)[0], expected, atol=1e-5)


def test_vectors_have_unit_length_and_the_dimension_described(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.description.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_order_is_kept_whatever_the_batches(encoder: Encoder) -> None:
    texts = [f"number {row} " * (1 + 37 * row % 120) for row in range(80)]
    vectors = encoder.encode(texts)
    assert len(np.unique(vectors.round(4), axis=0)) > 70
    for row in range(0, 80, 9):
        np.testing.assert_allclose(vectors[row], encoder.encode_question(texts[row])[0], atol=1e-5)


def test_vectors_with_parts_are_the_same_vectors(encoder: Encoder) -> None:
    vectors, of_parts = encoder.encode_with_parts(TEXTS, [[(0, len(text))] for text in TEXTS])
    np.testing.assert_allclose(vectors, encoder.encode(TEXTS), atol=1e-5)
    assert [part.shape for part in of_parts] == [(1, 384)] * len(TEXTS)


def test_a_part_is_the_sum_of_its_tokens_in_the_light_of_the_whole(encoder: Encoder) -> None:
    from sentence_transformers import SentenceTransformer

    text = "Owls hunt at night. They see well. Gulls do not."
    parts = [(0, 19), (20, 34), (35, 48)]
    model = SentenceTransformer(str(bundled_model_folder()), device="cpu")
    tokens = model.encode([text], output_value="token_embeddings")[0].numpy()  # [CLS], 5 + 4 + 6 words and stops, [SEP]
    _, (found,) = encoder.encode_with_parts([text], [parts])
    bounds = np.cumsum([1, *encoder.count_tokens([text[start:end] for start, end in parts])])
    expected = [tokens[start:end].sum(axis=0) for start, end in pairwise(bounds)]
    np.testing.assert_allclose(found, expected, atol=1e-4)


def test_what_lies_beyond_the_last_token_has_the_vector_of_the_whole(encoder: Encoder) -> None:
    text = "pooling " * 400
    vectors, (parts,) = encoder.encode_with_parts([text], [[(0, 8), (len(text) - 8, len(text))]])
    np.testing.assert_allclose(parts[1], vectors[0])
    assert not np.allclose(parts[0], vectors[0])


def test_a_model_that_does_not_average_encodes_parts_alone(encoder: Encoder) -> None:
    description = replace(encoder.description, outputs=("embedding",))
    other = Encoder(description, encoder._tokenizer, encoder._session)
    texts, parts = ["Owls hunt. Gulls sleep.", "", "Nothing."], [[(0, 10), (11, 23)], [], [(0, 8)]]
    vectors, of_parts = other.encode_with_parts(texts, parts)
    np.testing.assert_allclose(vectors, encoder.encode(texts), atol=1e-5)
    sentences = ["Owls hunt.", "Gulls sleep."]
    alone = encoder.encode(sentences) * np.reshape(encoder.count_tokens(sentences), (2, 1))
    assert [len(some) for some in of_parts] == [2, 0, 1]
    np.testing.assert_allclose(of_parts[0], alone, atol=1e-4)


def test_no_text_gives_no_vector(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.description.dimension)


def test_progress_rises_to_the_number_of_texts(encoder: Encoder) -> None:
    seen: list[int] = []
    encoder.encode(["word " * 150] * 70, on_progress=seen.append)
    assert seen == sorted(set(seen))
    assert seen[-1] == 70
    assert len(seen) > 1


def test_tokens_are_counted_without_truncation_or_special_ones(encoder: Encoder) -> None:
    assert encoder.count_tokens(["", "pooling", "pooling " * 1000]) == [0, 2, 2000]
    assert encoder.count_tokens([]) == []


def test_a_damaged_graph_is_exported_again(cache: Path, encoder: Encoder) -> None:
    graph = cache_folder(BUNDLED_MODEL, cache) / "model.onnx"
    content = bytearray(graph.read_bytes())
    content[len(content) // 2] ^= 0xFF
    graph.write_bytes(content)
    loaded = load_encoder(BUNDLED_MODEL, cache)
    assert file_sha256(graph) == loaded.description.graph_sha256
    np.testing.assert_allclose(loaded.encode(TEXTS[:2]), encoder.encode(TEXTS[:2]), atol=1e-6)


def test_a_graph_cut_short_is_exported_again(cache: Path, encoder: Encoder) -> None:
    graph = cache_folder(BUNDLED_MODEL, cache) / "model.onnx"
    graph.write_bytes(graph.read_bytes()[:1000])
    loaded = load_encoder(BUNDLED_MODEL, cache)
    np.testing.assert_allclose(loaded.encode(TEXTS[:1]), encoder.encode(TEXTS[:1]), atol=1e-6)


def test_a_damaged_export_is_mended_by_one_process_at_a_time(cache: Path, encoder: Encoder) -> None:
    folder = cache_folder(BUNDLED_MODEL, cache)
    graph = folder / "model.onnx"
    whole = graph.read_bytes()
    graph.write_bytes(whole[:1000])
    with ThreadPoolExecutor(1) as other, FileLock(folder.with_suffix(".lock")):
        loading = other.submit(load_encoder, BUNDLED_MODEL, cache)
        wait([loading], timeout=1)  # it finds the graph damaged
        graph.write_bytes(whole)
        made_by_the_first = graph.stat().st_mtime_ns
    assert loading.result(timeout=60).description == encoder.description
    assert graph.stat().st_mtime_ns == made_by_the_first


def test_an_encoder_is_read_from_a_cache_that_cannot_be_written(cache: Path, encoder: Encoder) -> None:
    stamp = cache_folder(BUNDLED_MODEL, cache) / "verified"
    stamp.unlink(missing_ok=True)
    stamp.symlink_to(cache / "nowhere" / "verified")  # also root is refused there
    assert load_encoder(BUNDLED_MODEL, cache).description == encoder.description


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"name": "x"}'])
def test_an_unreadable_description_is_refused(cache: Path, content: str) -> None:
    (cache_folder(BUNDLED_MODEL, cache) / "encoder.json").write_text(content)
    with pytest.raises(EncoderError, match="delete that folder"):
        load_encoder(BUNDLED_MODEL, cache)


def test_a_changed_tokenizer_is_refused_or_made_again(cache: Path, encoder: Encoder) -> None:
    path = cache_folder(BUNDLED_MODEL, cache) / "tokenizer.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    vocabulary = values["model"]["vocab"]
    vocabulary["filter"], vocabulary["image"] = vocabulary["image"], vocabulary["filter"]
    path.write_text(json.dumps(values), encoding="utf-8")
    try:
        loaded = load_encoder(BUNDLED_MODEL, cache)
    except EncoderError:
        return
    np.testing.assert_allclose(loaded.encode(["filter"]), encoder.encode(["filter"]), atol=1e-6)


def test_an_unreadable_tokenizer_is_refused_or_made_again(cache: Path, encoder: Encoder) -> None:
    (cache_folder(BUNDLED_MODEL, cache) / "tokenizer.json").write_text("{}")
    try:
        loaded = load_encoder(BUNDLED_MODEL, cache)
    except EncoderError:
        return
    np.testing.assert_allclose(loaded.encode(["filter"]), encoder.encode(["filter"]), atol=1e-6)


def test_an_unknown_model_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="SIGHTLINE_ENCODER"):
        load_encoder(str(tmp_path / "no-such-model"), tmp_path)


def test_a_cache_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EncoderError, match="SIGHTLINE_CACHE"):
        load_encoder(BUNDLED_MODEL, tmp_path / "file" / "cache")


def test_the_runtime_is_told_to_send_nothing_before_it_is_imported() -> None:
    code = (
        "import os, sys\n"
        "from index.encoder import load_encoder\n"
        "from settings import read_settings\n"
        "class Watch:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'onnxruntime': print(os.environ.get('ORT_DISABLE_TELEMETRY'))\n"
        "sys.meta_path.insert(0, Watch())\n"
        "settings = read_settings()\n"
        "load_encoder(settings.encoder, settings.cache)\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["1"]
