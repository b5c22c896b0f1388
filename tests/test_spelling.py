"""Words unknown to the library become those it knows; known ones, names and far ones stay."""

import pytest

from index.encoder import Encoder
from index.library import Library
from rag.spelling import corrected, slips_of


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What dose the convolusion do?", "What dose the convolution do?"),
        ("why do gradiants vanish", "why do gradients vanish"),
        ("what is the reciptive field?", "what is the receptive field?"),
        ("non-max supression", "non-max suppression"),
        ("what is segmantaion for", "what is segmentation for"),
        ("Wieght decay", "weight decay"),
        ("why is there overfiting", "why is there overfiting"),  # its stem is known as it is
    ],
)
def test_a_slip_is_put_right(library: Library, encoder: Encoder, question: str, expected: str) -> None:
    assert corrected(question, library, encoder.is_word) == expected


@pytest.mark.parametrize(
    "question",
    [
        "what is dropout?",
        "does the muon optimizer help?",
        "what is the capital of Uzbekistan?",
        "how do I fine-tune with lora",
        "how does pointnet work",
        "owls",
        "",
        "🦉 ???",
        "什么是卷积",
    ],
)
def test_what_is_known_or_a_name_stays(library: Library, encoder: Encoder, question: str) -> None:
    assert corrected(question, library, encoder.is_word) == question


def test_the_likeliest_slip_comes_first(library: Library) -> None:
    assert slips_of("strid", library)[0] == "stride"
    assert slips_of("xylograph", library) == []
