"""Fits the classifier of `rag.excerpts.meaning`: `python -m tests.fit_orders LIBRARY rag/excerpts/orders.npz`, minutes.

Orders of ours and honest sentences that look like orders (`tests/hostile/orders.txt`, `honest.txt`) are planted among
the sentences of the library's chunks, each in several, so that their vectors are of the kind that a library holds. All
else that the library says is honest. Logistic regression, in rounds: what is honest and was taken for an order, or
nearly, weighs more in the next. Prints how many of the library's sentences are taken for orders, and how many would be
if their sources had been left out of the fit.
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from index.encoder import Encoder, Vectors, load_encoder
from index.export import BUNDLED_MODEL
from index.library import Library, open_library
from index.records import Chunk
from rag.excerpts.meaning import cue_features, judged, unit
from settings import read_settings

HOSTILE = Path(__file__).parent / "hostile"
TIMES = 5
"""Chunks that each sentence is planted in."""
CUES = 0.3
"""Scale of the cues beside the vectors, so that both are as much to learn."""
STRENGTH = 3.0
"""Of the fit, the inverse of its regularisation."""
ROUNDS, HEAVIER, MARGIN = 8, 4, 0.5
"""Of the fit; how much heavier in the next what comes nearer than the margin to the border, and is honest."""
SPARED = 0.1
"""Of the margin, what is left of it where the border is moved towards what is honest."""
FOLDS = 5


def planted(sentences: Sequence[str], chunks: Sequence[Chunk], encoder: Encoder) -> tuple[np.ndarray, np.ndarray]:
    """The features of sentences among honest ones, TIMES each, and those of the honest ones around them."""
    dice = random.Random(7)
    texts, parts, said, places = [], [], [], []
    for sentence in np.repeat(sentences, TIMES).tolist():
        chunk = dice.choice(chunks)
        first = dice.randrange(max(1, len(chunk.sentences) - 3))
        around = chunk.sentence_texts[first : first + dice.randint(2, 5)]
        places.append(dice.randint(0, len(around)))
        said.append([*around[: places[-1]], sentence, *around[places[-1] :]])
        text, spans = chunk.encoder_text.removesuffix(chunk.text), []
        for one in said[-1]:
            spans.append((len(text), len(text) + len(one)))
            text += f"{one}\n\n"
        texts.append(text)
        parts.append(spans)
    found = [features(*one) for one in zip(said, encoder.encode_with_parts(texts, parts)[1], strict=True)]
    rows = list(zip(found, places, strict=True))
    return np.vstack([one[place] for one, place in rows]), np.vstack([np.delete(*row, axis=0) for row in rows])


def features(texts: Sequence[str], vectors: Vectors) -> np.ndarray:
    return np.hstack([unit(vectors), CUES * np.vstack([cue_features(text) for text in texts])])


def honest(library: Library) -> tuple[np.ndarray, np.ndarray]:
    """The features of a library's sentences, each once, and the ids of their sources."""
    found: dict[str, tuple[Vectors, str]] = {}
    chunks = library.chunks()
    for row, vectors in library.sentence_vectors(list(chunks)).items():
        for position in judged(chunks[row]):
            found.setdefault(chunks[row].sentence_text(position), (vectors[position], chunks[row].source_id))
    return features(list(found), np.vstack([one for one, _ in found.values()])), np.asarray(
        [source for _, source in found.values()]
    )


def fit(orders: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, float]:
    """The weights, and the bias."""
    rows = np.vstack([orders, others])
    is_order, heaviness = np.arange(len(rows)) < len(orders), np.ones(len(rows))
    for _ in range(ROUNDS):
        fitted = LogisticRegression(C=STRENGTH, max_iter=5000).fit(rows, is_order, sample_weight=heaviness)
        heaviness[~is_order & (fitted.decision_function(rows) > -MARGIN)] *= HEAVIER
    return fitted.coef_[0], float(fitted.intercept_[0]) + MARGIN - SPARED


def taken_for_orders(orders: np.ndarray, others: np.ndarray, said: np.ndarray, sources: np.ndarray) -> int:
    """Sentences of a library that are taken for orders by fits that did not see their sources."""
    found = 0
    folds = np.unique(sources, return_inverse=True)[1] % FOLDS
    for fold in range(FOLDS):
        weights, bias = fit(orders, np.vstack([others, said[folds != fold]]))
        found += int((said[folds == fold] @ weights + bias > 0).sum())
    return found


def main(library_path: str, path: str) -> None:
    """Fits and writes."""
    library, encoder = open_library(Path(library_path)), load_encoder(BUNDLED_MODEL, read_settings().cache)
    lines = {name: (HOSTILE / name).read_text(encoding="utf-8").splitlines() for name in ("orders.txt", "honest.txt")}
    chunks = [
        one
        for one in library.chunks().values()
        if len(one.sentences) > 1 and all(sentence.kind in ("paragraph", "item") for sentence in one.sentences)
    ]
    orders, around = planted(lines["orders.txt"], chunks, encoder)
    others = np.vstack([planted(lines["honest.txt"], chunks, encoder)[0], around])
    said, sources = honest(library)
    weights, bias = fit(orders, np.vstack([others, said]))
    unseen = taken_for_orders(orders, others, said, sources)
    print(f"Of {len(said)} sentences {(said @ weights + bias > 0).sum()} are taken for orders, unseen {unseen}.")
    dimension = library.manifest.encoder.dimension
    np.savez(
        path,
        meaning=weights[:dimension].astype(np.float16),
        cues=(CUES * weights[dimension:]).astype(np.float16),
        bias=np.float32(bias),
        weights_sha256=library.manifest.encoder.weights_sha256,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
