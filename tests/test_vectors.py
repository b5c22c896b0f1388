"""The dense index agrees with brute force in numpy."""

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoder import Vectors
from index.vectors import VectorIndex


def unit_vectors(count: int, seed: int, dimension: int = 16) -> Vectors:
    found = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 200), st.integers(1, 250), st.integers(0, 2**32 - 1))
def test_search_agrees_with_brute_force(count: int, limit: int, seed: int) -> None:
    vectors, question = unit_vectors(count, seed), unit_vectors(1, seed + 1)
    rows, cosines = VectorIndex(vectors).search(question, limit)
    expected = vectors @ question[0]
    assert len(rows) == len(cosines) == min(limit, count)
    assert len(set(rows.tolist())) == len(rows)
    np.testing.assert_allclose(cosines, expected[rows], atol=1e-6)
    np.testing.assert_allclose(cosines, np.sort(expected)[::-1][: len(rows)], atol=1e-6)


def test_a_vector_finds_itself_first() -> None:
    vectors = unit_vectors(50, seed=3)
    index = VectorIndex(vectors)
    assert [int(index.search(vectors[row : row + 1], 1)[0][0]) for row in range(50)] == list(range(50))


def test_a_saved_index_is_the_same(tmp_path: Path) -> None:
    vectors = unit_vectors(20, seed=4)
    VectorIndex(vectors).save(tmp_path / "vectors.faiss")
    loaded = VectorIndex.load(tmp_path / "vectors.faiss")
    assert len(loaded) == 20
    np.testing.assert_array_equal(loaded.vectors(), vectors)
