"""Text to vectors, with the exported graph of a sentence-transformers model under ONNX Runtime."""

import json
import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError
from index.export import BUNDLED_MODEL, SETTING, export
from index.hashes import file_sha256
from index.model_folder import check_place
from index.records import content_id
from index.terms import american, without_ending

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

Vectors = NDArray[np.float32]
Part = tuple[int, int]
BATCH_TOKENS = 4096
EVERYDAY_WORDS = 15_000


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
    tokenizer_sha256: str
    outputs: tuple[str, ...]
    """Of the graph: `embedding`, and `tokens` where the embedding is their mean."""

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "EncoderDescription":
        """The description that `dataclasses.asdict` and JSON made these values of."""
        return cls(**values | {key: tuple(values[key]) for key in ("inputs", "outputs")})


@dataclass(frozen=True, slots=True)
class TokenCounter:
    """Counts an encoder's tokens without the encoder; can be sent to another process."""

    tokenizer: str
    """In JSON."""
    room: int
    """Tokens that a text may have without losing its end: all but the special ones and those of the prompt."""

    def count(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without the special ones and without truncation."""
        counter = _counting(self.tokenizer)
        return [len(encoding.ids) for encoding in counter.encode_batch(list(texts), add_special_tokens=False)]


@lru_cache(maxsize=2)
def _counting(tokenizer: str) -> "Tokenizer":
    from tokenizers import Tokenizer

    counter = Tokenizer.from_str(tokenizer)
    counter.no_truncation()
    return counter


class Encoder:
    """A loaded encoder. Vectors have unit length, so their inner product is the cosine."""

    def __init__(self, description: EncoderDescription, tokenizer: "Tokenizer", session: "InferenceSession") -> None:
        self.description = description
        self._tokenizer = tokenizer
        self._session = session
        self._question_vector = lru_cache(maxsize=64)(self._encoded_question)

    def encode(self, texts: Sequence[str], *, on_progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of the texts, shape (len(texts), dimension), in the order given.

        Texts of like length share a batch, so little is padded. `on_progress` gets the number done so far.
        """
        tokenized = self._tokenized(texts)
        vectors = np.zeros((len(texts), self.description.dimension), dtype=np.float32)
        done = 0
        for rows in _batches([encoding.ids for encoding in tokenized]):
            (vectors[rows],) = self._run([tokenized[row].ids for row in rows], ["embedding"])
            done += len(rows)
            if on_progress:
                on_progress(done)
        return vectors

    def encode_with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[Part]], *, on_progress: Callable[[int], None] | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """Vectors of the texts, and of parts of each, shape (len(parts[i]), dimension) for text i.

        A part's vector is the sum over its tokens, each read in the light of the whole text ("late chunking", Günther
        and others, 2024); so the vector of several parts is their sum. A model whose vectors are no means of tokens
        encodes the parts by themselves.

        Args:
            parts: start and end of each part in its text, in characters.
        """
        if "tokens" not in self.description.outputs:
            return self._encode_with_parts_alone(texts, parts, on_progress)
        tokenized = self._tokenized(texts)
        prompt = len(self.description.document_prompt)
        vectors = np.zeros((len(texts), self.description.dimension), dtype=np.float32)
        of_parts: list[Vectors] = [vectors[:0]] * len(texts)
        done = 0
        for rows in _batches([encoding.ids for encoding in tokenized]):
            vectors[rows], tokens = self._run([tokenized[row].ids for row in rows], ["embedding", "tokens"])
            for row, of_tokens in zip(rows, tokens, strict=True):
                sums = _sums(tokenized[row], of_tokens, [(start + prompt, end + prompt) for start, end in parts[row]])
                of_parts[row] = np.where(sums.any(axis=1, keepdims=True), sums, vectors[row])  # beyond the last token
            done += len(rows)
            if on_progress:
                on_progress(done)
        return vectors, of_parts

    def encode_question(self, question: str) -> Vectors:
        """Vector of one question, shape (1, dimension), not to be written to: a question is looked up several times."""
        return self._question_vector(question)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without the special ones and without truncation."""
        return self.counter.count(texts)

    def is_everyday_word(self, word: str) -> bool:
        """Whether a lower-case word, or what it is a form of, is among the commonest of the language.

        Tokenizers number words by frequency, and give few numbers to plurals and comparatives.
        """
        numbers = (self._token(form) for form in (word, *without_ending(word)))
        return any(number is not None and number < EVERYDAY_WORDS for number in numbers)

    def is_word(self, word: str) -> bool:
        """Whether a lower-case word is one token, as no misspelt word is."""
        return self._token(word) is not None

    def _token(self, word: str) -> int | None:
        """The number of a word as WordPiece, SentencePiece or byte-level BPE writes it, where it is one token.

        Tokenizers know few British spellings, so that of "regularise" is that of "regularize".
        """
        spelled = (word, american(word))
        forms = (f"{mark}{one}" for one in spelled for mark in ("", "\u2581", "\u0120"))
        numbers = (self._tokenizer.token_to_id(form) for form in forms)
        return next((int(number) for number in numbers if number is not None), None)

    @property
    def room(self) -> int:
        """Tokens that a text may have without losing its end: all but the special ones and those of the prompt."""
        return self.counter.room

    @cached_property
    def counter(self) -> TokenCounter:
        """What counts tokens for this encoder."""
        tokenizer = self._tokenizer.to_str()
        (prompt,) = TokenCounter(tokenizer, 0).count([self.description.document_prompt])
        special = self._tokenizer.num_special_tokens_to_add(is_pair=False)
        return TokenCounter(tokenizer, int(self.description.max_tokens - special - prompt))

    def _encoded_question(self, question: str) -> Vectors:
        ids = self._tokenizer.encode(self.description.query_prompt + question).ids
        vector = self._run([ids], ["embedding"])[0]
        vector.flags.writeable = False
        return vector

    def _tokenized(self, texts: Sequence[str]) -> "list[Encoding]":
        return self._tokenizer.encode_batch([self.description.document_prompt + text for text in texts])

    def _encode_with_parts_alone(
        self, texts: Sequence[str], parts: Sequence[Sequence[Part]], on_progress: Callable[[int], None] | None
    ) -> tuple[Vectors, list[Vectors]]:
        alone = [text[start:end] for text, some in zip(texts, parts, strict=True) for start, end in some]
        lengths = np.asarray(self.count_tokens(alone), dtype=np.float32).reshape(-1, 1)
        bounds = np.cumsum([len(some) for some in parts])[:-1]
        return self.encode(texts, on_progress=on_progress), np.split(self.encode(alone) * lengths, bounds)

    def _run(self, tokens: list[list[int]], outputs: list[str]) -> list[Vectors]:
        length = max(map(len, tokens))
        ids = np.full((len(tokens), length), self.description.pad_id, dtype=np.int64)
        mask = np.zeros((len(tokens), length), dtype=np.int64)
        for row, row_ids in enumerate(tokens):
            ids[row, : len(row_ids)] = row_ids
            mask[row, : len(row_ids)] = 1
        values = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        found = self._session.run(outputs, {key: values[key] for key in self.description.inputs})
        return [np.asarray(output, dtype=np.float32) for output in found]


def load_encoder(name: str, cache: Path) -> Encoder:
    """The encoder of that name, exported into `cache` at its first use.

    Raises:
        EncoderError: the model cannot be loaded or its files were changed.
    """
    if name != BUNDLED_MODEL:
        check_place(name, SETTING)
    folder = cache_folder(name, cache)
    if not _is_intact(folder):
        _export_alone(name, folder)
    return _open(folder, _describe(folder))


def _export_alone(name: str, folder: Path) -> None:
    """Exports a model, for the first time or anew, unless another process does: then that one is waited for."""
    from filelock import FileLock

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock")):
            if not _is_intact(folder):
                export(name, folder)
    except OSError as error:
        raise EncoderError(
            f"The encoder cannot be kept in {folder.parent} ({error.strerror}): set SIGHTLINE_CACHE to another folder."
        ) from error


def cache_folder(name: str, cache: Path) -> Path:
    """Where the export of a model is kept; a model on the disk that was written anew since has another place."""
    written = max((path.stat().st_mtime_ns for path in Path(name).rglob("*")), default=0) if Path(name).is_dir() else 0
    return cache / "encoders" / f"{re.sub(r'[^A-Za-z0-9.-]+', '_', name)[-60:]}-{content_id(name, str(written))[:8]}"


def _describe(folder: Path) -> EncoderDescription:
    try:
        values = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
        return EncoderDescription.from_json(values)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EncoderError(
            f"The exported encoder in {folder} cannot be read: delete that folder, it is made again."
        ) from error


def _is_intact(folder: Path) -> bool:
    """Whether graph and tokenizer are those that were exported; the graph is hashed once per modification time.

    Raises:
        EncoderError: the description cannot be read.
    """
    if not (folder / "encoder.json").exists():
        return False
    description = _describe(folder)
    graph, tokenizer, stamp = folder / "model.onnx", folder / "tokenizer.json", folder / "verified"
    if not graph.exists() or not tokenizer.exists() or file_sha256(tokenizer) != description.tokenizer_sha256:
        return False
    seen = f"{description.graph_sha256} {graph.stat().st_size} {graph.stat().st_mtime_ns}"
    if stamp.exists() and stamp.read_text() == seen:
        return True
    if file_sha256(graph) != description.graph_sha256:
        return False
    with suppress(OSError):  # in a cache that may only be read, it is hashed every time
        stamp.write_text(seen)
    return True


def _open(folder: Path, description: EncoderDescription) -> Encoder:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # ONNX Runtime reads it when imported; else it calls its maker's server
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(max_length=description.max_tokens)
    tokenizer.no_padding()
    options = SessionOptions()
    options.intra_op_num_threads = _processors()
    session = InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    return Encoder(description, tokenizer, session)


def _processors() -> int:
    """How many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


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


def _sums(encoding: "Encoding", tokens: Vectors, parts: Sequence[Part]) -> Vectors:
    """Sum of the vectors of the tokens that begin in each part, shape (len(parts), dimension)."""
    real = [position for position, special in enumerate(encoding.special_tokens_mask) if not special]
    starts = np.asarray([encoding.offsets[position][0] for position in real], dtype=np.int64)
    totals = np.vstack([np.zeros_like(tokens[:1]), np.cumsum(tokens[real], axis=0)])
    first, last = (np.searchsorted(starts, [part[side] for part in parts]) for side in (0, 1))
    return np.asarray(totals[last] - totals[first], dtype=np.float32)
