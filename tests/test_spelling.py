"""Words unknown to the library become those it knows; known ones and far ones stay."""

import pytest

from index.library import Library
from rag.spelling import corrected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What dose the convolusion do?", "What dose the convolution do?"),
        ("why do gradiants vanish", "why do gradients vanish"),
        ("what is the reciptive field?", "what is the receptive field?"),
        ("why is there overfiting", "why is there overfiting"),  # its stem is known as it is
    ],
)
def test_a_slip_is_put_right(library: Library, question: str, expected: str) -> None:
    assert corrected(question, library) == expected


@pytest.mark.parametrize(
    "question",
    ["what is dropout?", "does the muon optimizer help?", "what is the capital of Uzbekistan?", "owls", "", "🦉 ???"],
)
def test_what_is_known_or_like_nothing_known_stays(library: Library, question: str) -> None:
    assert corrected(question, library) == question
