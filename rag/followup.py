"""A follow-up question made to stand alone, without a model: it borrows the topic of the question before."""

import re
from collections.abc import Sequence

from index.terms import content_terms

_REFERS = re.compile(
    r"\b(it|its|it's|they|their|them|this|that|these|those|the (former|latter)|one|ones|same)\b", re.IGNORECASE
)
_CONTINUES = re.compile(
    r"^(and|but|so|what about|how about|why|how so|compare|give me|show me|in|with|or)\b", re.IGNORECASE
)
_TURNS_TO = re.compile(r"^((and|but|so) )?(what|how) about\b", re.IGNORECASE)
_ASKS = re.compile(
    r"^(please |can you |could you )*(tell me about|explain( to me)?|describe|define|give me|show me|"
    r"what('s| is| are| was| were| does| do)|who (is|are)|how (does|do|is|are|can|to)|why (does|do|is|are)|"
    r"when (does|do|is|are|to)|which|and|but|so|what about|how about|the|an?)\b\s*",
    re.IGNORECASE,
)


def stand_alone(question: str, history: Sequence[str]) -> str:
    """The question with the topic of the conversation, where it leans on it; otherwise as it is.

    >>> stand_alone("and its loss?", ["what is YOLO?"])
    'and its loss? (about YOLO)'
    >>> stand_alone("What is dropout?", ["what is YOLO?"])
    'What is dropout?'
    """
    if not history or not _leans(question):
        return question
    topic = _topic(history)
    return f"{question.strip()} (about {topic})" if topic else question


def _leans(question: str) -> bool:
    return bool(_REFERS.search(question) or _CONTINUES.match(question.strip())) or len(content_terms(question)) < 1


def _topic(history: Sequence[str]) -> str:
    """What the last question that stood alone, or turned to something else, was about."""
    for earlier in reversed(history):
        turned = _TURNS_TO.match(earlier.strip())
        if not _leans(earlier) or (turned and not _REFERS.search(earlier)):
            return topic_of(earlier)
    return topic_of(history[0])


def topic_of(question: str) -> str:
    """The noun of a question: what is left without its question words.

    >>> topic_of("What is the focal loss?")
    'focal loss'
    """
    topic = question.strip().rstrip("?!. ")
    while (shorter := _ASKS.sub("", topic, count=1)) != topic:
        topic = shorter
    return topic.strip()
