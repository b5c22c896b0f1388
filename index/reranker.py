"""An optional reranker: any sentence-transformers cross-encoder that gives one score to a question and a text."""

from collections.abc import Sequence
from typing import Any

from index.cross_encoder import load_cross_encoder
from index.errors import EncoderError


class CrossEncoderReranker:
    """Scores a few dozen texts for a question; loads torch, so it takes seconds to start and to answer."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the question; only the order of the scores means something."""
        if not texts:
            return []
        found = self._model.predict([(question, text) for text in texts], show_progress_bar=False)
        return [float(score) for score in found]


def load_reranker(name: str) -> CrossEncoderReranker:
    """The cross-encoder of that name or path.

    Raises:
        EncoderError: it cannot be loaded, or it gives labels instead of a score.
    """
    model = load_cross_encoder(name, "SIGHTLINE_RERANKER")
    if model.num_labels != 1:
        raise EncoderError(
            f"The model {name!r} gives {model.num_labels} labels and is no reranker: "
            "set SIGHTLINE_RERANKER to a cross-encoder with one score, or leave it unset."
        )
    return CrossEncoderReranker(model)
