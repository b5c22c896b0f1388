"""Which sentence tells the value that a question asks for: not the number of the model, of an item, or of a year."""

import pytest
from passages import entry_of, library_of, passage_of, prose

from index.encoder import Encoder
from rag.coverage.values import tells_value, value_asked
from rag.searcher import Searcher

OWLNET = "OwlNet16 stacks its layers in blocks."


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Searcher:
    pages = [(entry_of(), [prose(OWLNET, "OwlNet16 has sixteen of them.")])]
    return Searcher.of(library_of(tmp_path_factory.mktemp("values"), encoder, pages), encoder)


@pytest.mark.parametrize(
    ("asked", "sentence", "is_told"),
    [
        ("how many layers has OwlNet16", OWLNET, False),
        ("how many layers has OwlNet16", "2. OwlNet16 stacks its layers in blocks.", False),
        ("how many layers has OwlNet16", "OwlNet16 (2016) stacks its layers in blocks.", False),
        ("how many layers has OwlNet16", "Sixteen layers make OwlNet16.", True),
        ("how many layers has OwlNet16", "OwlNet16 has 16 layers.", True),
        ("how many parameters has OwlNet16", "OwlNet16 has no trainable parameters.", True),
        ("how many layers has OwlNet16", "OwlNet16 no longer stacks its layers.", False),
        ("batch size for OwlNet16", "OwlNet16 adds batch normalisation in 9 places.", False),
        ("batch size for OwlNet16", "OwlNet16 was trained with batches of 256 owls.", True),
    ],
)
def test_told(searcher: Searcher, asked: str, sentence: str, *, is_told: bool) -> None:
    question = searcher.read(asked)
    told = value_asked(question)
    assert told is not None
    assert tells_value(question, told, passage_of(*prose(sentence)), sentence) is is_told
