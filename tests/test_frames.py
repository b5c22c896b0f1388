"""Questions that ask for a topic and nothing else, however they put it; and those that ask for more."""

import time

import pytest

from rag.questions.frames import as_question, defined_name, topic_of
from rag.questions.shorthand import plain


@pytest.mark.parametrize(
    "question",
    [
        "what is focal loss?",
        "whats focal loss",
        "what does the focal loss do",
        "what is meant by focal loss",
        "explain focal loss",
        "eli5 focal loss",
        "tl;dr focal loss",
        "focal loss explained like im five",
        "focal loss for dummies",
        "explain focal loss like im new to it",
        "focal loss like i'm a beginner",
        "focal loss in simple terms",
        "can you explain the focal loss to me",
        "walk me through focal loss",
        "intuition behind focal loss",
        "what is the main idea behind the focal loss",
        "pros and cons of focal loss",
        "give me an overview of focal loss",
        "how does focal loss work",
        "how is the focal loss computed",
        "objective function of the focal loss",
        "when to use focal loss",
        "why do we need the focal loss",
        "i dont get focal loss",
        "is focal loss still used",
        "define focal loss",
        "describe the focal loss",
        "tell me about focal loss",
        "what's focal loss",
        "what does focal loss mean",
        "definition of focal loss",
        "focal loss meaning",
        "i have an exam tomorrow, explain focal loss",
    ],
)
def test_a_topic_is_read_out_of_its_frame(question: str) -> None:
    assert topic_of(as_question(" ".join(plain(question).split()))).casefold() == "focal loss"


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "what is the focal loss of a detector that sees few boxes",
        "what is CLIP bad at?",
        "how is the focal loss of a detector computed",
        "focal loss vs cross entropy",
        "what are the layers of a net for",
        "why is focal loss better",
        "smooth L1 loss formula",
        "what is it",
        "what does focal loss fix",
        "什么是批归一化",
    ],
)
def test_a_question_that_asks_for_more_has_no_topic(question: str) -> None:
    assert topic_of(question) == ""


@pytest.mark.parametrize(
    "question",
    [
        "what is focal loss",
        "what's the focal loss?",
        "what is meant by focal loss",
        "what does focal loss mean",
        "define focal loss",
        "describe the focal loss",
        "explain the focal loss and why it helps",
        "tell me about focal loss",
        "how does the focal loss work in a detector",
        "meaning of focal loss",
        "focal loss explained",
        "focal loss",
    ],
)
def test_a_frame_that_asks_for_the_meaning_names_the_thing(question: str) -> None:
    assert defined_name(as_question(plain(question))).startswith("focal loss")


@pytest.mark.parametrize("question", ["why is the focal loss used", "is the focal loss good", "focal loss formula", ""])
def test_other_frames_ask_for_no_meaning(question: str) -> None:
    assert defined_name(as_question(plain(question))) == ""


@pytest.mark.parametrize("hyphens", ["x-" * 1000, "-" * 2000, "a-b " * 500])
def test_a_question_of_hyphens_is_read_at_once(hyphens: str) -> None:
    """Each hyphen could part two words or stand in one: this took minutes."""
    start = time.perf_counter()
    assert topic_of(f"what is {hyphens} of pooling really about, then") == ""
    assert time.perf_counter() - start < 1
