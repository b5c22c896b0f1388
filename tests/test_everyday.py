"""Everyday words are understood as the field's terms, and nothing else is."""

from importlib.resources import files

import pytest
import yaml
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from index.terms import terms, words
from rag.questions.everyday import Thesaurus, thesaurus
from rag.searcher import Searcher

OWN = Thesaurus.of(
    {
        "ensemble": ["average several network", "vote together"],
        "anchor box": ["starting box"],
        "prediction": ["guess"],
        "self-supervised learning": ["learn without label"],
    }
)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("should i average several networks", ["ensemble"]),
        ("averaging several nets", ["ensemble"]),  # inflected, and another word for it
        ("average several models", ["ensemble"]),
        ("average these several big networks", ["ensemble"]),  # words between
        ("average the several very big slow networks", []),  # too many
        ("networks that average several", []),  # another order
        ("average several", []),  # not whole
        ("an ensemble: average several networks", []),  # the question says the term itself
        ("which starting boxes does it guess", ["anchor box", "prediction"]),
        ("starting boxes, starting boxes", ["anchor box"]),
        ("learn a label", []),  # "without" counts too
        ("can it learn without labels", ["self-supervised learning"]),
        ("", []),
    ],
)
def test_phrases_are_found_in_order_whatever_their_inflection(question: str, found: list[str]) -> None:
    assert [said.term for said in OWN.field_terms(words(question))] == found


def test_the_words_that_say_a_term_are_told() -> None:
    (said,) = OWN.field_terms(words("why average so several nets?"))
    assert said.words == ("average", "several", "nets")


def test_every_phrase_that_is_shipped_finds_its_term() -> None:
    entries = yaml.safe_load(files("rag.questions").joinpath("everyday.yaml").read_text(encoding="utf-8"))
    assert len(entries) >= 400
    for term, phrases in entries.items():
        for phrase in phrases:
            assert term in [said.term for said in thesaurus().field_terms(words(phrase))], phrase


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Searcher:
    texts = ("An ensemble of owls votes on every mouse.", "An owl hunts at dusk.", "A mouse hides in the grass.")
    folder = tmp_path_factory.mktemp("everyday")
    library = library_of(folder, encoder, [(entry_of(), [prose(text) for text in texts])])
    return Searcher.of(library, encoder)


def test_a_term_of_the_library_is_searched_for_and_counts_as_said(read: Searcher) -> None:
    question = read.read("why combine several models of owls")
    assert "(ensemble)" in question.encoded_text
    assert terms("ensemble")[0] in question.searched
    assert question.share_in(frozenset(terms("an ensemble of owls"))) == 1.0
    assert question.text == "why combine several models of owls"


def test_a_term_that_the_library_does_not_have_changes_nothing(read: Searcher) -> None:
    question = read.read("which starting box do owls need")
    assert question.encoded_text == "which starting box do owls need"
    assert terms("anchor")[0] not in question.searched


def test_an_objective_is_a_loss_and_no_object() -> None:
    assert [one.term for one in thesaurus().field_terms(words("what is the objective of a GAN"))] == ["loss function"]
    assert thesaurus().field_terms(words("object queries")) == []
