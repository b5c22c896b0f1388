"""Names that the field has coined, told from words of the language by how they are written."""

import pytest

from rag.names import coined, is_written_as_name

WORDS = frozenset("how does the map of a net with kernel size weigh work in layers list".split())


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("how does CBAM weigh the map", ["CBAM"]),
        ("how does bytetrack work", ["bytetrack"]),
        ("list the layers of LeNet-5", ["LeNet-5"]),
        ("how does R-FCN work", ["R-FCN"]),
        ("a map of 14x14 with kernel size 11x11", []),
        ("a net in pytorch", []),
        ("CBAM, CBAM", ["CBAM"]),
        ("", []),
    ],
)
def test_what_may_be_a_name(question: str, names: list[str]) -> None:
    assert coined(question, WORDS.__contains__) == names


@pytest.mark.parametrize(
    ("word", "text", "is_name"),
    [
        ("cbam", "It is used in CBAM.", True),
        ("bytetrack", "ByteTrack follows boxes.", True),
        ("kalman", "With a Kalman filter.", True),
        ("grad-cam", "As Grad-CAM shows.", True),
        ("lopsided", "Lopsided boxes are bad, and lopsided maps too.", False),
        ("class-balanced", "Class-balanced losses help.", False),
        ("cbam", "WHAT IS CBAM", False),
        ("cbam", "", False),
        ("c++", "Written in C++.", True),
    ],
)
def test_what_is_written_as_a_name(word: str, text: str, is_name: bool) -> None:
    assert is_written_as_name(word, text) == is_name
