"""A BERT encoder in NumPy: for one text at a time, without torch, and with weights that may be changed before."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
HEADS, LAYERS, EPSILON = 12, 6, 1e-12
"""Of MiniLM-L6."""


class Bert:
    """Weights under the names that Hugging Face gives them. Shared and read-only."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self._weights = weights

    def hidden_states(self, ids: Sequence[int], types: Sequence[int]) -> Array:
        """The last layer's vectors of a text's tokens, shape (tokens, dimension).

        Args:
            types: of each token, 0 in the first text of a pair and 1 in the second.
        """
        hidden = self._embedded(list(ids), list(types))
        for layer in range(LAYERS):
            hidden = self._through_layer(hidden, f"encoder.layer.{layer}.")
        return hidden

    def linear(self, values: Array, name: str) -> Array:
        """The values through one of the linear layers."""
        return np.asarray(values @ self._weights[name + ".weight"].T + self._weights[name + ".bias"], dtype=np.float32)

    def _embedded(self, ids: list[int], types: list[int]) -> Array:
        words = self._weights["embeddings.word_embeddings.weight"][ids]
        places = self._weights["embeddings.position_embeddings.weight"][: len(ids)]
        of_types = self._weights["embeddings.token_type_embeddings.weight"][types]
        return self._normalised(words + places + of_types, "embeddings.LayerNorm")

    def _through_layer(self, hidden: Array, layer: str) -> Array:
        attended = self.linear(self._attention(hidden, layer + "attention.self."), layer + "attention.output.dense")
        hidden = self._normalised(hidden + attended, layer + "attention.output.LayerNorm")
        wide = _gelu(self.linear(hidden, layer + "intermediate.dense"))
        return self._normalised(hidden + self.linear(wide, layer + "output.dense"), layer + "output.LayerNorm")

    def _attention(self, hidden: Array, name: str) -> Array:
        length, width = hidden.shape
        query, key, value = (
            self.linear(hidden, name + part).reshape(length, HEADS, width // HEADS).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        weights = softmax(query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(width // HEADS)))
        return np.ascontiguousarray((weights @ value).transpose(1, 0, 2)).reshape(length, width)

    def _normalised(self, values: Array, name: str) -> Array:
        centred = values - values.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + EPSILON)
        scaled = centred / spread * self._weights[name + ".weight"] + self._weights[name + ".bias"]
        return np.asarray(scaled, dtype=np.float32)


def softmax(scores: Array) -> Array:
    """Probabilities along the last axis."""
    odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=-1, keepdims=True), dtype=np.float32)


def _gelu(values: Array) -> Array:
    """x times the normal distribution's cumulative function; the error function by Abramowitz and Stegun, 7.1.26."""
    half = np.abs(values) / np.float32(np.sqrt(2))
    step = 1 / (1 + np.float32(0.3275911) * half)
    powers = np.zeros_like(step)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        powers = (powers + np.float32(factor)) * step
    error = np.sign(values) * (1 - powers * np.exp(-(half**2)))
    return np.asarray(0.5 * values * (1 + error), dtype=np.float32)
