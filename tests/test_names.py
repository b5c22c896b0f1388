"""What may be a name in a question, however it is typed."""

import pytest

from rag.questions.names import coined

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
