"""Whether a statement follows from a source: the bundled MiniLM, taught it by small weights that come with Sightline.

all-MiniLM-L6-v2 gives a text a vector; `entailment.safetensors` adds to its matrices what makes it read a source and a
statement together and tell whether the one says the other ("LoRA", Hu and others, 2021). It runs in NumPy, in some
20 ms a pair, and needs neither torch nor a download. How it was made is told in `docs/support.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.bert import Array, Bert, softmax
from index.errors import EncoderError
from index.export import bundled_model_folder, verify_weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer

ADAPTER = Path(__file__).parent / "entailment.safetensors"
MAX_TOKENS = 256
SCALE = 2.0
"""Of what the adapter adds to a matrix: alpha over rank."""


@dataclass(frozen=True, slots=True)
class Probabilities:
    """That a source entails a statement, neither says nor denies it, or contradicts it; they add up to 1."""

    entailed: float
    neutral: float
    contradicted: float


class Entailment:
    """The taught encoder; shared and read-only."""

    def __init__(self, bert: Bert, tokenizer: "Tokenizer") -> None:
        self._bert, self._tokenizer = bert, tokenizer

    def probabilities(self, source: str, statement: str) -> Probabilities:
        """How likely it is that the statement follows from the source."""
        encoding = self._tokenizer.encode(source, statement)
        hidden = self._bert.hidden_states(encoding.ids, encoding.type_ids)
        pooled = np.concatenate([hidden[0], hidden.mean(axis=0)])
        scores = self._bert.linear(np.tanh(self._bert.linear(pooled, "head.0")), "head.2")
        return Probabilities(*softmax(scores).tolist())


def load_entailment() -> Entailment:
    """The bundled encoder with the adapter added to it.

    Raises:
        EncoderError: the package of the encoder is not there, or its weights are not the expected ones.
    """
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    folder = bundled_model_folder()
    verify_weights(folder / "model.safetensors")
    weights = {name: value.astype(np.float32) for name, value in load_file(folder / "model.safetensors").items()}
    try:
        taught = {name: value.astype(np.float32) for name, value in load_file(ADAPTER).items()}
    except OSError as error:
        raise EncoderError(f"The file {ADAPTER} cannot be read ({error}): install Sightline anew.") from error
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(max_length=MAX_TOKENS)
    tokenizer.no_padding()
    return Entailment(Bert(_adapted(weights, taught)), tokenizer)


def _adapted(weights: dict[str, Array], taught: Mapping[str, Array]) -> dict[str, Array]:
    """The weights with the products of the adapter's pairs of thin matrices added, and its other ones in their place."""
    for name, value in taught.items():
        if name.endswith(".lora_in"):
            matrix = name.removesuffix(".lora_in")
            weights[f"{matrix}.weight"] = weights[f"{matrix}.weight"] + SCALE * taught[f"{matrix}.lora_out"] @ value
        elif not name.endswith(".lora_out"):
            weights[name] = value
    return weights
