"""Passages widened by their neighbours, with the vectors and ranks of their sentences."""

import numpy as np
import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from index.library import Library
from rag.citations import Excerpt, cite
from rag.excerpts.context import read_around
from rag.retrieve import Passage

ENTRY = entry_of()
TEXTS = [[f"Sentence {number} of the page says one.", f"Sentence {number} says two."] for number in range(6)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Library:
    pages = [(ENTRY, [prose(*texts) for texts in TEXTS]), (entry_of("https://b.org"), [prose("Another page.")])]
    return library_of(tmp_path_factory.mktemp("context"), encoder, pages)


def found(library: Library, *rows: int) -> list[Passage]:
    chunks = library.chunks(rows)
    return [Passage(row=row, chunk=chunks[row], entry=ENTRY, score=1.0, cosine=0.0, lexical=0.0) for row in rows]


def test_a_passage_takes_its_neighbours_with_it(library: Library) -> None:
    (stretch,) = read_around(library, found(library, 2), 5)
    chunk = stretch.passage.chunk
    document = library.document(ENTRY.source.id)
    assert document is not None
    assert chunk.text == document.text[chunk.start : chunk.end]
    said = [chunk.text[part.start : part.end] for part in chunk.sentences]
    assert said == [text for texts in TEXTS[1:4] for text in texts]
    assert chunk.id == library.chunks([2])[2].id


def test_each_sentence_has_its_vector_and_the_rank_of_its_passage(library: Library) -> None:
    first, second = read_around(library, found(library, 5, 1), 5)
    assert first.ranks == (None, None, 0, 0)
    assert second.ranks == (None, None, 1, 1, None, None)
    vectors = library.sentence_vectors([4, 5])
    np.testing.assert_array_equal(first.vectors, np.vstack([vectors[4], vectors[5]]))


def test_passages_that_touch_become_one_and_pages_stay_apart(library: Library) -> None:
    joined, apart = read_around(library, found(library, 3, 1, 6), 5)
    assert (joined.passage.row, apart.passage.row) == (3, 6)
    assert joined.ranks[:8] == (None, None, 1, 1, None, None, 0, 0)
    assert apart.ranks == (2,)


def test_only_the_first_are_read_but_all_are_ranked(library: Library) -> None:
    (stretch,) = read_around(library, found(library, 0, 1), 1)
    assert stretch.ranks == (0, 0, 1, 1)


def test_vectors_of_sentences_add_up_to_the_whole(library: Library, encoder: Encoder) -> None:
    (stretch,) = read_around(library, found(library, 6), 1)
    whole, (parts,) = encoder.encode_with_parts(
        [stretch.passage.chunk.encoder_text], [[(len("b.org\n"), len("b.org\nAnother page."))]]
    )
    np.testing.assert_allclose(stretch.vectors, parts, rtol=2e-3, atol=2e-2)
    unit = stretch.vectors[0] / np.linalg.norm(stretch.vectors[0])
    assert float(unit @ whole[0]) > 0.8


def test_a_citation_names_the_stored_chunk_in_which_its_quote_begins(library: Library) -> None:
    (stretch,) = read_around(library, found(library, 2), 5)
    stored = {row: chunk.id for row, chunk in library.chunks([1, 2, 3]).items()}
    ids = [cite(1, Excerpt(stretch.passage, first, 5, 1.0), ()).chunk_id for first in range(6)]
    assert ids == [stored[1], stored[1], stored[2], stored[2], stored[3], stored[3]]
