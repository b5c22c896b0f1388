"""Questions for who brought something and when, the sentences that tell it, and what happens where none does."""

from pathlib import Path

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from rag.assistant import Assistant
from rag.clock import Clock
from rag.coverage.attempt import PASSAGES_READ, attempt
from rag.filters import NO_FILTERS
from rag.questions.origins import Origin, origins_asked, tells
from rag.searcher import Searcher


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("who invented dropout?", {"person"}),
        ("who came up with adagrad", {"person"}),
        ("Who first proposed the U-Net?", {"person"}),
        ("whos behind the adam optimizer", {"person"}),
        ("authors of the resnet paper", {"person"}),
        ("who made yolo and when", {"person", "year"}),
        ("when did resnet come out", {"year"}),
        ("what year was alexnet published", {"year"}),
        ("which year did AlexNet win", {"year"}),
        ("BN, LN, IN, GN - who averages over which axes?", set()),
        ("when do I use dropout", set()),
        ("when was the gradient too large", set()),
        ("how was it invented", set()),
        ("", set()),
    ],
)
def test_what_is_asked(question: str, asked: set[Origin]) -> None:
    assert origins_asked(question) == asked


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ioffe and Szegedy introduced batch normalisation in 2015.", {"person", "year"}),
        ("Mixup was proposed by Zhang, Cissé and Lopez-Paz.", {"person"}),
        ("Adagrad is a method originally proposed by Duchi et al..", {"person"}),
        ("Kaiming He and Jian Sun published it.", {"person"}),
        ("Perceptrons were developed in the 1950s by the scientist Frank Rosenblatt.", {"person"}),
        ("The detector (Redmon and Farhadi, 2017) is fast.", {"person", "year"}),
        ("GoogLeNet, by Szegedy and colleagues, won.", {"person"}),
        ("It came out in 1998.", {"year"}),
        ("Predictions by Mask R-CNN on the test set.", set()),
        ("It is learned by SimCLR from 2048 images.", set()),
        ("Batch Normalization helps a deep network.", set()),
        ("The Simple Network proposes to leave pooling out.", set()),
        ("Pooling takes the greatest of 4 values.", set()),
    ],
)
def test_what_is_told(sentence: str, told: set[Origin]) -> None:
    origins: tuple[Origin, ...] = ("person", "year")
    assert {origin for origin in origins if tells(origin, sentence)} == told


@pytest.fixture
def assistant(tmp_path: Path, encoder: Encoder) -> Assistant:
    page = prose(
        "Max pooling takes the greatest value of each window of a feature map.",
        "Max pooling has no weights, and dropout has none either.",
        "Hinton and colleagues proposed dropout in 2012.",
        "The winner of the contest was a network built by Ada Owlet and Bo Finch.",
        "Named AdaNet, this model looks at owls.",
        "SkipNet is older and made by no one that we know.",
        "NestNet.",
        "The first nests of twigs were developed by Cy Barnowl in winter.",
    )
    return Assistant(library_of(tmp_path, encoder, [(entry_of(), [page])]), encoder)


def test_a_question_for_a_person_is_refused_where_no_sentence_names_one(assistant: Assistant) -> None:
    assert assistant.ask("what is max pooling").answered
    assert not assistant.ask("who invented max pooling?").answered
    assert not assistant.ask("when was max pooling introduced?").answered


def test_it_is_answered_where_one_does(assistant: Assistant) -> None:
    assert assistant.ask("who invented dropout?").text.startswith("Hinton and colleagues proposed dropout in 2012.")


def test_a_person_and_what_was_brought_may_stand_in_two_sentences(assistant: Assistant) -> None:
    assert (
        "Ada Owlet and Bo Finch. Named AdaNet" in assistant.ask("who built AdaNet, the model that looks at owls?").text
    )
    assert not assistant.ask("who made SkipNet, which is older?").answered
    assert "Cy Barnowl" in assistant.ask("who developed NestNet?").text


def test_a_model_is_shown_what_was_read_for_the_answer(tmp_path: Path, encoder: Encoder) -> None:
    """It was shown the stretches of fewer passages than a question for a person reads."""
    pages = [
        (entry_of(f"https://a.org/{n}"), [prose(f"Who made the owl box {n}: the owl box was made in barn {n}.")])
        for n in range(12)
    ]
    maker = (entry_of("https://a.org/maker"), [prose("Ada Owlet and Bo Finch made the first owl box.")])
    searcher = Searcher.of(library_of(tmp_path, encoder, [*pages, maker]), encoder)
    tried = attempt(searcher, "who made the owl box", NO_FILTERS, Clock())
    read = {stretch.passage.chunk.id for stretch in tried.stretches}
    assert len(read) > PASSAGES_READ
    assert read.issuperset(excerpt.passage.chunk.id for excerpt in tried.excerpts)
