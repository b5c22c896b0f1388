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
        ("who made you and are you chatgpt?", "I answer questions"),
        ("hi, are you a bot?", "I answer questions"),
        ("who built you and how old are you", "I answer questions"),
        ("how does this work?", "I answer questions"),
        ("ok, what is this", "I answer questions"),
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


@pytest.mark.parametrize("text", ["how does it work?", "How does this work", "what is this?"])
def test_what_was_spoken_of_is_meant_in_a_conversation(text: str) -> None:
    assert small_talk(text)
    assert small_talk(text, ["what is batch normalization?"]) == ""


def test_help_is_help_at_any_time() -> None:
    for text in ("help", "what can you do?", "how do you work?"):
        assert small_talk(text, ["what is batch normalization?"])
