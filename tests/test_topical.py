"""Questions that ask for a topic and nothing else, however they put it; and those that ask for more."""

import pytest

from rag.questions.shorthand import plain
from rag.questions.topical import topic_of


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
        "focal loss in simple terms",
        "can you explain the focal loss to me",
        "walk me through focal loss",
        "intuition behind focal loss",
        "what is the main idea behind the focal loss",
        "pros and cons of focal loss",
        "give me an overview of focal loss",
        "how does focal loss work",
        "when to use focal loss",
        "why do we need the focal loss",
        "i dont get focal loss",
        "is focal loss still used",
        "i have an exam tomorrow, explain focal loss",
    ],
)
def test_a_topic_is_read_out_of_its_frame(question: str) -> None:
    assert topic_of(" ".join(plain(question).split())).casefold() == "focal loss"


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
