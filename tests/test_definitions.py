"""Which sentences define what is asked."""

import pytest

from rag.definitions import defines


@pytest.mark.parametrize(
    ("sentence", "question", "expected"),
    [
        ("A receptive field is the region a unit sees.", "What is a receptive field?", True),
        ("Non-maximum suppression (NMS) is a step that drops duplicates.", "what is non-maximum suppression", True),
        ("Receptive field – The receptive field at layer k is the area it sees.", "what's the receptive field?", True),
        ("In object detection, anchors are the boxes placed in advance.", "What are anchors?", True),
        ("Dropout refers to the random removal of units.", "what does dropout mean?", True),
        ("Dropout is slow.", "what is dropout?", False),
        ("We use a receptive field of 5.", "What is a receptive field?", False),
        ("A receptive field is the region a unit sees.", "Why is a receptive field large?", False),
        ("A kernel is a small matrix.", "What is a receptive field?", False),
    ],
)
def test_defines(sentence: str, question: str, expected: bool) -> None:
    assert defines(sentence, question) is expected
