"""Words that are no question get a word back, and questions do not."""

import pytest

from rag.questions.small_talk import small_talk


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("hi", "Hello"),
        ("Hello there!", "Hello"),
        ("good morning", "Hello"),
        ("thanks", "You are welcome"),
        ("ok great, thank you so much :)", "You are welcome"),
        ("thx for the explanation", "You are welcome"),
        ("bye", "You are welcome"),
        ("what can you do?", "I answer questions"),
        ("hey, what can i ask you", "I answer questions"),
        ("help", "I answer questions"),
        ("how does this work?", "I answer questions"),
    ],
)
def test_small_talk_is_answered(text: str, opening: str) -> None:
    assert small_talk(text).startswith(opening)


@pytest.mark.parametrize(
    "text",
    [
        "hi, what is dropout?",
        "thanks, and its loss?",
        "how does it work? i mean yolo",
        "what are you supposed to do with overlapping boxes?",
        "what is a nice initialisation",
        "help me understand attention",
        "why?",
    ],
)
def test_questions_are_not(text: str) -> None:
    assert small_talk(text) == ""
