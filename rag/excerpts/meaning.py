"""Sentences that mean what orders to machines mean, in whatever words.

A linear classifier over the stored vector of a sentence and its cues, fitted on orders of ours planted among the
sentences of a library (`tests.fit_orders`). It belongs to one encoder, whose weights it names; for any other there are
only the phrases of `instructions`.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from index.encoder import EncoderDescription, Vectors
from index.records import Chunk
from index.scripts import word_count
from rag.excerpts.cues import CUES, cues

FILE = "orders.npz"
FEWEST_WORDS = 4
"""Of a sentence whose meaning says enough."""
_PAIRS = np.triu_indices(len(CUES), 1)


@dataclass(frozen=True, slots=True)
class OrderClassifier:
    """Tells orders from what else a page says."""

    meaning: Vectors
    """Weights of a sentence's vector of unit length, shape (dimension,)."""
    cues: Vectors
    """Weights of the cues, then of each two of them."""
    bias: float
    weights_sha256: str = ""
    """Of the encoder that it was fitted with."""

    def orders(self, chunk: Chunk, vectors: Vectors) -> list[int]:
        """Positions of the sentences of a chunk that are orders.

        Args:
            vectors: of each sentence, shape (number of sentences, dimension).
        """
        meant = unit(vectors) @ self.meaning + self.bias
        most = np.maximum(self.cues, 0).sum()  # of what cues can add
        suspects = (one for one in judged(chunk) if meant[one] > -most)
        return [one for one in suspects if meant[one] + cue_features(chunk.sentence_text(one)) @ self.cues > 0]


def judged(chunk: Chunk) -> list[int]:
    """Positions of the sentences that are long enough to be judged, and no code or formula."""
    return [
        position
        for position, sentence in enumerate(chunk.sentences)
        if sentence.kind not in ("code", "formula") and word_count(chunk.sentence_text(position)) >= FEWEST_WORDS
    ]


@lru_cache(maxsize=20_000)
def cue_features(text: str) -> Vectors:
    """Of a text, its cues, then each two that meet in it, as ones and zeros."""
    found = np.asarray(cues(text), dtype=np.float32)
    return np.concatenate([found, found[_PAIRS[0]] * found[_PAIRS[1]]])


def unit(vectors: Vectors) -> Vectors:
    """Vectors of unit length."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))


def classifier_of(encoder: EncoderDescription) -> OrderClassifier | None:
    """The classifier for an encoder, if it is the one ours was fitted with."""
    ours = _ours()
    return ours if ours.weights_sha256 == encoder.weights_sha256 else None


@cache
def _ours() -> OrderClassifier:
    with np.load(BytesIO(files(__package__).joinpath(FILE).read_bytes())) as held:
        meaning, of_cues = (held[name].astype(np.float32) for name in ("meaning", "cues"))
        return OrderClassifier(meaning, of_cues, float(held["bias"]), str(held["weights_sha256"]))
