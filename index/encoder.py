"""Text to vectors, with the exported graph of a sentence-transformers model under ONNX Runtime."""

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError
from index.export import export, file_sha256
from index.records import content_id

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
BATCH_TOKENS = 4096


@dataclass(frozen=True, slots=True)
class EncoderDescription:
    """What identifies an encoder: two libraries with equal descriptions have comparable vectors."""

    name: str
    weights_sha256: str
    dimension: int
    max_tokens: int
    inputs: tuple[str, ...]
    pad_id: int
    query_prompt: str
    document_prompt: str
    graph_sha256: str
    tokenizer_sha256: str = ""  # empty in what an older version exported, which is then made again


class Encoder:
    """A loaded encoder. Vectors have unit length, so their inner product is the cosine."""

    def __init__(self, description: EncoderDescription, tokenizer: "Tokenizer", session: "InferenceSession") -> None:
        self.description = description
        self._tokenizer = tokenizer
        self._session = session

    def encode(self, texts: Sequence[str], *, on_progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of the texts, shape (len(texts), dimension), in the order given.

        Texts of like length share a batch, so little is padded. `on_progress` gets the number done so far.
        """
        tokens = [
            encoding.ids
            for encoding in self._tokenizer.encode_batch([self.description.document_prompt + text for text in texts])
        ]
        vectors = np.zeros((len(texts), self.description.dimension), dtype=np.float32)
        done = 0
        for rows in _batches(tokens):
            vectors[rows] = self._run([tokens[row] for row in rows])
            done += len(rows)
            if on_progress:
                on_progress(done)
        return vectors

    def encode_question(self, question: str) -> Vectors:
        """Vector of one question, shape (1, dimension)."""
        return self._run([self._tokenizer.encode(self.description.query_prompt + question).ids])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without the special ones and without truncation."""
        return [len(encoding.ids) for encoding in self._counter.encode_batch(list(texts), add_special_tokens=False)]

    @cached_property
    def room(self) -> int:
        """Tokens that a text may have without losing its end: all but the special ones and those of the prompt."""
        special = self._tokenizer.num_special_tokens_to_add(is_pair=False)
        (prompt,) = self.count_tokens([self.description.document_prompt])
        return int(self.description.max_tokens - special - prompt)

    @cached_property
    def _counter(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        counter = Tokenizer.from_str(self._tokenizer.to_str())
        counter.no_truncation()
        return counter

    def _run(self, tokens: list[list[int]]) -> Vectors:
        length = max(map(len, tokens))
        ids = np.full((len(tokens), length), self.description.pad_id, dtype=np.int64)
        mask = np.zeros((len(tokens), length), dtype=np.int64)
        for row, row_ids in enumerate(tokens):
            ids[row, : len(row_ids)] = row_ids
            mask[row, : len(row_ids)] = 1
        values = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (embedding,) = self._session.run(None, {key: values[key] for key in self.description.inputs})
        return np.asarray(embedding, dtype=np.float32)


def load_encoder(name: str, cache: Path) -> Encoder:
    """The encoder of that name, exported into `cache` at its first use.

    Raises:
        EncoderError: the model cannot be loaded or its files were changed.
    """
    folder = cache_folder(name, cache)
    if not (folder / "encoder.json").exists():
        export(name, folder)
    description = _describe(folder)
    if not _graph_is_intact(folder, description):
        export(name, folder)
        description = _describe(folder)
    return _open(folder, description)


def cache_folder(name: str, cache: Path) -> Path:
    """Where the export of a model is kept; a model on the disk that was written anew since has another place."""
    written = max((path.stat().st_mtime_ns for path in Path(name).rglob("*")), default=0) if Path(name).is_dir() else 0
    return cache / "encoders" / f"{re.sub(r'[^A-Za-z0-9.-]+', '_', name)[-60:]}-{content_id(name, str(written))[:8]}"


def _describe(folder: Path) -> EncoderDescription:
    try:
        values = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
        return EncoderDescription(**values | {"inputs": tuple(values["inputs"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise EncoderError(
            f"The exported encoder in {folder} cannot be read: delete that folder, it is made again."
        ) from error


def _graph_is_intact(folder: Path, description: EncoderDescription) -> bool:
    """Whether graph and tokenizer are those that were exported; the graph is hashed once per modification time."""
    graph, tokenizer, stamp = folder / "model.onnx", folder / "tokenizer.json", folder / "verified"
    if not graph.exists() or not tokenizer.exists() or file_sha256(tokenizer) != description.tokenizer_sha256:
        return False
    seen = f"{description.graph_sha256} {graph.stat().st_size} {graph.stat().st_mtime_ns}"
    if stamp.exists() and stamp.read_text() == seen:
        return True
    if file_sha256(graph) != description.graph_sha256:
        return False
    stamp.write_text(seen)
    return True


def _open(folder: Path, description: EncoderDescription) -> Encoder:
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(max_length=description.max_tokens)
    tokenizer.no_padding()
    options = SessionOptions()
    options.intra_op_num_threads = os.cpu_count() or 1
    session = InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    return Encoder(description, tokenizer, session)


def _batches(tokens: list[list[int]]) -> list[list[int]]:
    """Rows in batches of like length, at most BATCH_TOKENS with padding, longest first."""
    batches: list[list[int]] = []
    room = width = 0
    for row in sorted(range(len(tokens)), key=lambda row: -len(tokens[row])):
        if room < max(1, width):
            batches.append([])
            room, width = BATCH_TOKENS, max(1, len(tokens[row]))
        batches[-1].append(row)
        room -= width
    return batches
