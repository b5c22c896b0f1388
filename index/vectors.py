"""The dense index: FAISS exact inner product on unit vectors, row i belongs to chunk i; and the sentences' vectors.

Exact search over 100,000 chunks costs no more than encoding the question, so nothing approximate is used.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

HALF = np.float16
"""Sentence vectors are read a few dozen at a time to rank them; half the precision changes a cosine by 0.0002."""


class VectorIndex:
    """Unit vectors in row order, searched by cosine."""

    def __init__(self, vectors: Vectors) -> None:
        import faiss

        self._index: faiss.Index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def save(self, path: Path) -> None:
        """Writes the index to a file."""
        import faiss

        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """Reads an index written by `save`."""
        import faiss

        loaded = cls.__new__(cls)
        loaded._index = faiss.read_index(str(path))
        return loaded

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, question: Vectors, limit: int) -> tuple[NDArray[np.int64], Vectors]:
        """Rows of the nearest vectors and their cosines, best first, each of shape (min(limit, size),)."""
        cosines, rows = self._index.search(question, min(limit, len(self)))
        return rows[0], cosines[0]

    def vectors(self) -> Vectors:
        """All vectors, shape (size, dimension), in row order."""
        return np.asarray(self._index.reconstruct_n(0, len(self)), dtype=np.float32)


class SentenceVectors:
    """Sums of token vectors, a row for each sentence of each chunk, in order; read from the file as they are needed."""

    def __init__(self, sums: Vectors | NDArray[np.float16]) -> None:
        self._sums = sums

    def save(self, path: Path) -> None:
        """Writes the rows to a file."""
        np.save(path, self._sums.astype(HALF))

    @classmethod
    def load(cls, path: Path) -> "SentenceVectors":
        """Opens a file written by `save`."""
        return cls(np.load(path, mmap_mode="r"))

    def __len__(self) -> int:
        return len(self._sums)

    def rows(self, first: int, count: int) -> Vectors:
        """Some rows, shape (count, dimension)."""
        return np.asarray(self._sums[first : first + count], dtype=np.float32)
