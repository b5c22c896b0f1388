"""Questions taken apart, each part standing alone."""

import pytest

from rag.questions.parts import parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("what is YOLO and why is it fast?", ("what is YOLO", "why is YOLO fast?")),
        ("What is dropout? And how does batch norm work?", ("What is dropout", "how does batch norm work?")),
        (
            "what is an anchor box, and how does the muon optimizer work?",
            ("what is an anchor box", "how does the muon optimizer work?"),
        ),
        (
            "explain focal loss, and what is its gamma for",
            ("explain focal loss", "what is its gamma for (about focal loss)"),
        ),
    ],
)
def test_parts(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "",
        "what is dropout?",
        "what are the generator and the discriminator of a GAN?",
        "what is the difference between SSD and YOLO?",
        "why? and how?",
        "how many steps and what epsilon for PGD?",
        "how do I use it and why is it slow",
    ],
)
def test_one_part(question: str) -> None:
    assert parts_of(question) == (question,)
