"""Encoding the chunks of a library: the exported graph beside sentence-transformers as it comes, in turn, same texts.

Run: python benchmarks/encoding.py LIBRARY
"""

import statistics
import sys
import time
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from index.encoder import load_encoder
from index.export import BUNDLED_MODEL, bundled_model_folder
from index.library import open_library
from settings import read_settings

TEXTS, ROUNDS = 256, 5


def main() -> None:
    chunks = list(open_library(Path(sys.argv[1])).chunks().values())
    texts = [chunk.encoder_text for chunk in chunks[:: max(1, len(chunks) // TEXTS)]][:TEXTS]
    encoder = load_encoder(BUNDLED_MODEL, read_settings().cache)
    reference = SentenceTransformer(str(bundled_model_folder()), device="cpu")
    ours: list[float] = []
    theirs: list[float] = []
    error = 0.0
    for turn in range(ROUNDS + 1):
        started = time.perf_counter()
        vectors = encoder.encode(texts)
        between = time.perf_counter()
        expected = reference.encode(texts, normalize_embeddings=True)
        ended = time.perf_counter()
        error = max(error, float(np.abs(vectors - expected).max()))
        if turn:
            ours.append(len(texts) / (between - started))
            theirs.append(len(texts) / (ended - between))
    ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
    print(f"{len(texts)} chunks, {ROUNDS} rounds, greatest difference of a component {error:.1e}")
    print(
        f"exported graph {statistics.median(ours):.1f} chunks/s, sentence-transformers {statistics.median(theirs):.1f}"
    )
    print(f"ratio median {statistics.median(ratios):.2f}, min {min(ratios):.2f}, max {max(ratios):.2f}")


if __name__ == "__main__":
    main()
