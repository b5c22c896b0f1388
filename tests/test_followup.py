"""Follow-up questions borrow a topic; questions that stand alone keep their own."""

import pytest

from rag.followup import stand_alone, topic_of


@pytest.mark.parametrize(
    ("question", "history", "standalone"),
    [
        ("and its loss?", ["what is YOLO?"], "and its loss? (about YOLO)"),
        ("why?", ["How does dropout work?"], "why? (about dropout work)"),
        ("what about SSD", ["what is YOLO?", "and its loss?"], "what about SSD (about YOLO)"),
        ("and its loss?", ["what is YOLO?", "what about SSD?"], "and its loss? (about SSD)"),
        ("why?", ["what is YOLO?", "what about its loss?"], "why? (about YOLO)"),
        ("How is it trained?", ["tell me about the focal loss"], "How is it trained? (about focal loss)"),
        ("What is batch normalisation?", ["what is YOLO?"], "What is batch normalisation?"),
        ("and its loss?", [], "and its loss?"),
    ],
)
def test_a_follow_up_stands_alone(question: str, history: list[str], standalone: str) -> None:
    assert stand_alone(question, history) == standalone


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What is the receptive field?", "receptive field"),
        ("please explain to me the U-Net", "U-Net"),
        ("how do anchors match", "anchors match"),
    ],
)
def test_a_topic_is_what_is_left_without_question_words(question: str, topic: str) -> None:
    assert topic_of(question) == topic
