"""A small network that reads whether a source entails a statement, on the word vectors of the bundled encoder.

The words of both attend to each other in a few transformer layers; besides learned keys, attention sees how near two
words are in meaning, whether they are the same or opposites, and how far apart they stand. Trained by
benchmarks/train_entailment.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.terms import is_function_word, terms
from rag.support.polarity import NEGATIONS, pair_of

Array = NDArray[np.float32]
WEIGHTS = Path(__file__).with_name("entailment.npz")
MAX_WORDS = 160
REACH = 4
"""Places to either side that attention tells apart."""
RELATIONS = 3
"""Of two words, besides their places: nearness in meaning, the same word, opposites."""
FEATURES = 14
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[%°×±<>=]")
_COUNTS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_VALUES = {word: float(value) for value, word in enumerate(_COUNTS)} | {"half": 0.5, "twice": 2.0, "hundred": 100.0}


@dataclass(frozen=True, slots=True)
class _Traits:
    """What is known of a word by itself."""

    stem: str
    is_number: bool
    is_negation: bool
    pair: str
    sign: int
    is_function: bool
    is_name: bool


def spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word of a text: letters, numbers and signs that carry meaning."""
    return [match.span() for match in _WORD.finditer(text)][:MAX_WORDS]


@lru_cache(maxsize=50_000)
def _traits(word: str) -> _Traits:
    lower = word.casefold().replace("’", "'")
    digits = lower.replace(",", "")
    value = float(digits) if re.fullmatch(r"\d+(\.\d+)?", digits) else _VALUES.get(lower)
    pair, sign = pair_of(lower) or ("", 0)
    stem = f"{value:g}" if value is not None else " ".join(terms(lower)) or lower
    is_negation = lower in NEGATIONS or lower.endswith("n't")
    is_name = any(letter.isupper() for letter in word[1:]) or (word[0].isupper() and len(word) > 1)
    return _Traits(stem, value is not None, is_negation, pair, sign, is_function_word(lower), is_name)


def relations(words: Sequence[str], vectors: Array) -> Array:
    """How each two words of source and statement stand to each other, shape (words, words, RELATIONS)."""
    traits = [_traits(word) for word in words]
    stems = np.unique([one.stem for one in traits], return_inverse=True)[1]
    pairs = np.unique([one.pair for one in traits], return_inverse=True)[1]
    signs = np.asarray([one.sign for one in traits])
    opposite = (pairs[:, None] == pairs) & (signs[:, None] * signs < 0)
    return np.stack([vectors @ vectors.T, stems[:, None] == stems, opposite], axis=2).astype(np.float32)


def places(source: int, statement: int) -> NDArray[np.int64]:
    """Of each two words the distance, by number, or that they are of different texts."""
    position = np.concatenate([np.arange(source), np.arange(statement)])
    text = np.repeat([0, 1], [source, statement])
    distance = np.clip(position - position[:, None], -REACH, REACH) + REACH
    return np.where(text == text[:, None], distance, 2 * REACH + 1)


def features(words: Sequence[str], source: int, related: Array) -> Array:
    """What is known of each word beside the other text, shape (words, FEATURES); the first `source` words are its."""
    traits = [_traits(word) for word in words]
    is_source = np.arange(len(words)) < source
    other = is_source[:, None] != is_source
    place = np.where(is_source, np.arange(len(words)), np.arange(len(words)) - source)
    place = place / np.where(is_source, max(1, source), max(1, len(words) - source))
    near = np.where(other, related[:, :, 0], -1)
    best = near.argmax(axis=1)
    same = (other & (related[:, :, 1] > 0)).any(axis=1)
    turned = (other & (related[:, :, 2] > 0)).any(axis=1)
    alone = np.asarray([
        (one.is_number, one.is_negation, one.sign, one.is_function, one.is_name) for one in traits
    ]).reshape(-1, 5)  # fmt: skip
    after = np.append(np.diff(best) == 1, False) & np.append(is_source[1:] == is_source[:-1], False)
    negated = np.asarray([any(t.is_negation for t in traits[max(0, i - 3) : i]) for i in range(len(words))])
    columns = [is_source, place, same, turned, near.max(axis=1), place[best] - place, after, negated, negated[best]]
    return np.column_stack([*columns, alone]).astype(np.float32)


class Entailment:
    """The trained head, beside the encoder whose word vectors it reads."""

    def __init__(self, encoder: Encoder, weights: dict[str, Array]) -> None:
        self._encoder = encoder
        self._weights = weights
        self._layers = sum(name.endswith(".query") for name in weights)

    @classmethod
    def load(cls, encoder: Encoder) -> "Entailment | None":
        """The head for this encoder; none where it was trained on another one."""
        with np.load(WEIGHTS) as stored:
            if str(stored["encoder"]) != encoder.description.weights_sha256:
                return None
            return cls(encoder, {name: stored[name].astype(np.float32) for name in stored.files if name != "encoder"})

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Array:
        """Of each (source, statement) that it is entailed, neutral or contradicted, shape (len(pairs), 3)."""
        texts = list(dict.fromkeys(text for pair in pairs for text in pair))
        parts = [spans(text) for text in texts]
        _, vectors = self._encoder.encode_with_parts(texts, parts)
        words = {text: [text[start:end] for start, end in some] for text, some in zip(texts, parts, strict=True)}
        unit = {text: _unit(some) for text, some in zip(texts, vectors, strict=True)}
        read = [self._read(words[one], unit[one], words[other], unit[other]) for one, other in pairs]
        return np.asarray(read, dtype=np.float32).reshape(-1, 3)

    def _read(self, source: list[str], of_source: Array, statement: list[str], of_statement: Array) -> Array:
        if not source or not statement:
            return np.asarray([0, 1, 0], dtype=np.float32)
        words, vectors = source + statement, np.vstack([of_source, of_statement])
        related = relations(words, vectors)
        state = self._linear("words", vectors) + self._linear("features", features(words, len(source), related))
        distance = places(len(source), len(statement))
        for layer in range(self._layers):
            state = self._layer(f"{layer}", state, related, distance)
        state = self._normed("last", state)
        said, held = state[len(source) :], state[: len(source)]
        pooled = np.concatenate([said.mean(axis=0), said.max(axis=0), held.mean(axis=0)])
        return _softmax(self._linear("classes", np.maximum(self._linear("hidden", pooled), 0)))

    def _layer(self, name: str, state: Array, related: Array, distance: NDArray[np.int64]) -> Array:
        normed = self._normed(f"{name}.before", state)
        bias = related @ self._weights[f"{name}.related"] + self._weights[f"{name}.places"][distance]
        heads = bias.shape[2]
        query, key, value = (
            self._linear(f"{name}.{part}", normed).reshape(len(state), heads, -1) for part in ("query", "key", "value")
        )
        scores = np.einsum("ihd,jhd->hij", query, key, optimize=True) / np.sqrt(query.shape[2]) + bias.transpose(2, 0, 1)
        mixed = (_softmax(scores) @ value.transpose(1, 0, 2)).transpose(1, 0, 2).reshape(len(state), -1)
        state = state + self._linear(f"{name}.mix", mixed)
        wide = np.maximum(self._linear(f"{name}.wide", self._normed(f"{name}.between", state)), 0)
        return state + self._linear(f"{name}.narrow", wide)

    def _linear(self, name: str, values: Array) -> Array:
        return np.asarray(values @ self._weights[name] + self._weights[f"{name}.bias"], dtype=np.float32)

    def _normed(self, name: str, values: Array) -> Array:
        centred = values - values.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5)
        return np.asarray(centred / spread * self._weights[name] + self._weights[f"{name}.bias"], dtype=np.float32)


def _unit(vectors: Array) -> Array:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-6), dtype=np.float32)


def _softmax(values: Array) -> Array:
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)
