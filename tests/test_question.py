"""A question made ready for searching: its words, their weights, what kind of answer it wants, its sides."""

from pathlib import Path

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from index.library import Library
from index.terms import terms
from rag.questions.question import EVERYDAY_SHARE, RARE, Question
from rag.searcher import Searcher

TEXTS = (
    "Batch normalization (BN) centres the activations of a layer of the network.",
    "Layer normalization (LN) needs no batch, and is called layer norm for short.",
    "The batch of a network is small when its images are large.",
    "A layer of the network that is large has many weights.",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Library:
    return library_of(tmp_path_factory.mktemp("question"), encoder, [(entry_of(), [prose(text) for text in TEXTS])])


@pytest.fixture
def read(library: Library, encoder: Encoder) -> Searcher:
    return Searcher.of(library, encoder)


def weights(question: Question) -> dict[str, float]:
    return {term.word: term.weight for term in question.terms}


def test_rare_words_weigh_more_and_everyday_words_less(read: Searcher) -> None:
    found = weights(read.read("does normalization happen in the large network?"))
    assert found["normalization"] > found["network"]
    assert "the" not in found
    odd = weights(read.read("xylograph nobody cables cheaper"))  # none is in the library
    assert odd["nobody"] == pytest.approx(EVERYDAY_SHARE * odd["xylograph"])
    assert odd["cables"] == odd["cheaper"] == odd["nobody"]  # forms of everyday words


def test_a_word_that_is_rarer_than_rare_weighs_no_more(encoder: Encoder, tmp_path: Path) -> None:
    pages = [prose(f"A network has {number} layers.") for number in range(400)]
    library = library_of(tmp_path, encoder, [(entry_of(), pages)])
    term, *_ = Searcher.of(library, encoder).read("xylograph").terms
    assert term.weight == RARE < term.rarity


def test_an_acronym_of_two_letters_or_in_capitals_is_no_everyday_word(encoder: Encoder, tmp_path: Path) -> None:
    texts = ("A squeeze-and-excitation (SE) block weighs channels.", "Class activation mapping (CAM) draws a map.")
    library = library_of(tmp_path, encoder, [(entry_of(), [prose(text) for text in texts])])
    read = Searcher.of(library, encoder).read
    for word in ("se", "cam"):
        assert encoder.is_everyday_word(word)  # or the test could not fail
    assert weights(read("pytorch code of an se block"))["se"] > weights(read("pytorch code of a cam block"))["cam"]
    assert weights(read("code of CAM"))["cam"] > weights(read("code of cam"))["cam"]
    assert "squeeze-and-excitation" in read("pytorch code for an se block").encoded_text


def test_what_a_thing_is_is_no_name(encoder: Encoder, tmp_path: Path) -> None:
    library = library_of(tmp_path, encoder, [(entry_of(), [prose("The xylograph descriptor counts strokes.")])])
    assert not encoder.is_word("descriptor")  # or it would be no name anyway
    asked = Searcher.of(library, encoder).read("how does the xylograph descriptor count")
    assert [one.name for one in asked.names] == ["xylograph"]


def test_what_the_library_does_not_have_is_told(read: Searcher) -> None:
    known = {term.word: term.is_known for term in read.read("bn of a xylograph").terms}
    assert known == {"bn": True, "xylograph": False}


def test_a_word_is_said_by_its_other_names(read: Searcher) -> None:
    question = read.read("what does BN do")
    assert question.share_in(frozenset(terms("batch normalization"))) == 1.0
    assert question.share_in(frozenset(terms("the batch alone"))) == 0.0
    assert question.share_in(frozenset(terms("BN"))) == 1.0


def test_shares_add_up(read: Searcher) -> None:
    question = read.read("layer norm of xylographs")
    one, other = question.share_in(frozenset(terms("xylograph"))), question.share_in(frozenset(terms("layer norm")))
    assert 0 < other < one < 1
    assert one + other == pytest.approx(1)
    assert read.read("").share_in(frozenset()) == 0.0


def test_words_are_searched_as_often_as_they_are_said(read: Searcher) -> None:
    assert read.read("layer norm and batch norm").searched.count("norm") == 2


@pytest.mark.parametrize(
    ("text", "aims"),
    [
        ("what is batch norm", set()),
        ("formula for the loss", {"formula"}),
        ("how many layers are there", {"formula"}),
        ("why does it have so many weights", {"formula", "reason"}),
        ("y do we need it", {"reason"}),
        ("what is the point of batch norm", {"reason"}),
        ("how does it work", {"steps"}),
        ("batch norm vs layer norm", {"comparison"}),
        ("batch norm in pytorch", {"code", "listing"}),
        ("who proposed batch norm", {"person"}),
        ("when was batch norm published and why", {"year", "reason"}),
    ],
)
def test_what_kind_of_answer_is_wanted(read: Searcher, text: str, aims: set[str]) -> None:
    assert read.read(text).aims == aims


def test_a_side_is_spoken_of_by_its_words_side_by_side_or_by_its_acronym(read: Searcher) -> None:
    question = read.read("batch norm vs layer norm")
    assert [side.name for side in question.sides] == ["batch norm", "layer norm"]
    _, layer = question.sides
    for text in ("a layer norm here", "layer normalization", "LN is short for it"):
        assert layer.is_in(terms(text)), text
    for text in ("norm of a layer", "a layer of the batch norm", ""):
        assert not layer.is_in(terms(text)), text


def test_a_letter_belongs_to_the_name_it_opens(library: Library, encoder: Encoder, tmp_path: Path) -> None:
    texts = (
        "R-CNN crops every proposal.",
        "Fast R-CNN shares one map.",
        "A CNN (convolutional neural network) learns.",
    )
    crops = library_of(tmp_path, encoder, [(entry_of(), [prose(text) for text in texts])])
    question = Searcher.of(crops, encoder).read("what is the difference between R-CNN and Fast R-CNN?")
    slow, fast = question.sides
    assert [slow.is_in(terms(text)) for text in texts] == [True, True, False]
    assert [fast.is_in(terms(text)) for text in texts] == [False, True, False]
    assert question.share_in(frozenset(terms("convolutional network"))) == 0.0


def test_a_side_may_have_small_words_inside(read: Searcher) -> None:
    side, _ = read.read("batch of the network vs the weights of a layer").sides
    assert side.is_in(terms("the batch of the network is small"))
    assert not side.is_in(terms("the batch that a network sees"))


@pytest.mark.parametrize("text", ["", "?", "🦉", "a" * 3000, "\x00", "什么是批归一化", "is the of"])
def test_no_text_breaks_it(library: Library, encoder: Encoder, text: str) -> None:
    searcher = Searcher.of(library, encoder)
    assert searcher.read(text).text == text


@pytest.mark.parametrize(
    ("typed", "defined"),
    [
        ("batch norm", "batch norm"),
        ("label smoothing?", "label smoothing"),
        ("whats batch norm", "batch norm"),
        ("batch norm explained", "batch norm"),
        ("batch norm formula", ""),
        ("why batch norm", ""),
    ],
)
def test_a_topic_typed_alone_asks_what_it_is(read: Searcher, typed: str, defined: str) -> None:
    question = read.read(typed)
    assert question.defined == defined
    assert question.text == typed


@pytest.mark.parametrize(
    ("text", "wants_listing"),
    [
        ("show me the code of a layer", True),
        ("layer norm in pytorch", True),
        ("how do i implement a layer", True),
        ("is a large batch slow in pytorch", False),
        ("why do we implement layers", False),
    ],
)
def test_code_itself_is_asked_for_or_only_spoken_of(read: Searcher, text: str, wants_listing: bool) -> None:
    assert ("listing" in read.read(text).aims) == wants_listing


@pytest.mark.parametrize(
    ("text", "topic"),
    [("what is the BN layer", "BN"), ("BN explained", "BN"), ("explain large images", "large images")],
)
def test_a_named_topic_is_its_name(read: Searcher, text: str, topic: str) -> None:
    found = read.read(text).topic
    assert found is not None
    assert found.name == topic


@pytest.mark.parametrize("text", ["explain it", "what is the difference", "tell me more", "how does it work?"])
def test_a_question_that_names_nothing_is_vague(read: Searcher, text: str) -> None:
    assert read.read(text).is_vague
    assert not read.read(f"{text} batch").is_vague


def test_a_name_is_encoded_with_the_hyphen_that_the_library_writes(encoder: Encoder, tmp_path: Path) -> None:
    library = library_of(
        tmp_path, encoder, [(entry_of(), [prose("The V-Owl is a network.", "A V-Owl sees at night.")])]
    )
    question = Searcher.of(library, encoder).read("what is vowl")
    assert (question.text, question.encoded_text) == ("what is vowl", "what is V-Owl")


def test_how_it_is_to_be_answered_is_not_searched_for(library: Library, encoder: Encoder) -> None:
    read = Searcher.of(library, encoder).read
    assert read("Without formulas: what is pooling?") == read("what is pooling?")
    assert read("Without padding, what is pooling?") != read("what is pooling?")
