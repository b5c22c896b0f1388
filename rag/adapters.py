"""Turns a question's vector towards what answers it: one adapter for the passages, one for the sentences.

An encoder puts a question near whatever speaks of the same. A linear adapter of low rank, fitted on our own questions
(`tests.fit_adapters`), turns its vector a little towards what answers. It belongs to one encoder, whose weights it
names; the questions of any other stay as they are.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from index.encoder import EncoderDescription, Vectors

FILE = "adapters.npz"


@dataclass(frozen=True, slots=True)
class Adapter:
    """Adds to a vector what lies in a few directions of it, turned to others."""

    into: Vectors
    """Shape (dimension, rank)."""
    out: Vectors
    """Shape (rank, dimension)."""
    gain: float = 1.0
    """Length of a turned vector: how much likeness counts beside all else."""

    def turned(self, vectors: Vectors) -> Vectors:
        """Vectors of questions turned towards their answers, shape (number, dimension), of length `gain`.

        >>> swap = Adapter(np.asarray([[1.0], [0.0]]), np.asarray([[-1.0, 1.0]]), 2.0)
        >>> swap.turned(np.asarray([[1.0, 0.0]])).tolist()
        [[0.0, 2.0]]
        """
        moved = vectors + vectors @ self.into @ self.out
        lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
        return np.asarray(self.gain * moved / np.maximum(lengths, 1e-9), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Adapters:
    """Those of one encoder."""

    passages: Adapter
    """For the dense search."""
    sentences: Adapter
    """For the choice of excerpts."""
    weights_sha256: str = ""
    """Of the encoder that they were fitted with."""


def no_adapter(dimension: int) -> Adapter:
    """The one that leaves a vector as it is."""
    return Adapter(np.zeros((dimension, 0), np.float32), np.zeros((0, dimension), np.float32))


def adapters_of(encoder: EncoderDescription) -> Adapters:
    """The adapters for an encoder, or two that do nothing."""
    ours = _ours()
    if ours.weights_sha256 == encoder.weights_sha256:
        return ours
    none = no_adapter(encoder.dimension)
    return Adapters(none, none)


@cache
def _ours() -> Adapters:
    with np.load(BytesIO(files(__package__).joinpath(FILE).read_bytes())) as held:
        passages, sentences = (
            Adapter(
                held[f"{name}_into"].astype(np.float32),
                held[f"{name}_out"].astype(np.float32),
                float(held[f"{name}_gain"]),
            )
            for name in ("passages", "sentences")
        )
        return Adapters(passages, sentences, str(held["weights_sha256"]))
