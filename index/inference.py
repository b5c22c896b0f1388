"""An optional model for natural language inference: any sentence-transformers cross-encoder with entailment labels."""

from typing import Any, Literal

from index.cross_encoder import load_cross_encoder
from index.errors import EncoderError

ENTAILED, CONTRADICTED = "entail", "contradict"
Support = Literal["supported", "partly", "unsupported"]
"""How far a text says what a statement says."""
SURE = 0.5
"""Probability of entailment from which a statement is supported."""
HALF = 0.25
"""Of entailment, from which a statement that is not contradicted is supported in part."""


class CrossEncoderInference:
    """Tells whether one text follows from another; loads torch, so it takes seconds to start."""

    def __init__(self, model: Any, entailed: int, contradicted: int | None) -> None:
        self._model, self._entailed, self._contradicted = model, entailed, contradicted

    def entailment(self, source: str, statement: str) -> Support:
        """Whether the source entails the statement."""
        (scores,) = self._model.predict([(source, statement)], apply_softmax=True, show_progress_bar=False)
        probability = float(scores[self._entailed])
        if probability >= SURE:
            return "supported"
        denied = self._contradicted is not None and float(scores[self._contradicted]) > probability
        return "partly" if probability >= HALF and not denied else "unsupported"


def load_inference(name: str) -> CrossEncoderInference:
    """The cross-encoder of that name or path.

    Raises:
        EncoderError: it cannot be loaded, or none of its labels says "entailment".
    """
    model = load_cross_encoder(name, "SIGHTLINE_NLI")
    labels = {str(label).casefold(): number for number, label in model.config.id2label.items()}
    entailed = next((number for label, number in labels.items() if label.startswith(ENTAILED)), None)
    if entailed is None:
        raise EncoderError(
            f"The model {name!r} has no label for entailment (it has {', '.join(labels)}): "
            "set SIGHTLINE_NLI to a model for natural language inference, or leave it unset."
        )
    contradicted = next((number for label, number in labels.items() if label.startswith(CONTRADICTED)), None)
    return CrossEncoderInference(model, entailed, contradicted)
