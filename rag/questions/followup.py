"""A follow-up question made to stand alone, without a model: it borrows the topic of the questions before."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.questions.leaning import EXPLETIVE, defines, leans, may_go_on, own_words
from rag.questions.names import TOOLS, names
from rag.questions.pointing import pointed, things_after
from rag.questions.subject import CIRCUMSTANCE, TURNS_TO, subject_of
from rag.questions.turns import is_of_a_kind, put_right, turned

_PRONOUN = re.compile(r"\b(it|they|them|(this|that) (one|thing|method|model|network))\b(?!['’])", re.IGNORECASE)
_ADDS = re.compile(
    r"(?:(?:ok(?:ay)?|so|yes|yeah|right|cool|i see|got it|hm+)[, ]+)*(?:and|but)\b[, ]*(?!(?:what|how) about\b)",
    re.IGNORECASE,
)
_OF_SOMETHING = re.compile(
    rf"^(?:(?:and|but|so|ok)[, ]+)*{CIRCUMSTANCE}|\b(?:does|do|did|is|are|was|were|has|have|can|of|for|with) the \w",
    re.IGNORECASE,
)
NAME_WORDS = 5
"""Up to which a topic can stand for "it"; a longer one is half a question."""


def ways_to_stand_alone(
    question: str, history: Sequence[str], is_everyday: Callable[[str], bool] = str.isdigit
) -> tuple[str, ...]:
    """The question as it may be meant, the likeliest first: with the topic of the conversation, as it is, or either.

    Args:
        history: the questions asked before, oldest first.
        is_everyday: whether people use a lower-case word in any talk, so that it names no topic, as no number does.

    >>> ways_to_stand_alone("and its loss?", ["what is YOLO?"])
    ('and its loss? (about YOLO)',)
    >>> ways_to_stand_alone("compare it to SSD", ["what is YOLO?"])
    ('compare YOLO to SSD',)
    >>> ways_to_stand_alone("What is dropout?", ["what is YOLO?"])
    ('What is dropout?',)
    >>> ways_to_stand_alone("and which anchors match?", ["what is YOLO?"])
    ('and which anchors match? (about YOLO)', 'and which anchors match?')
    >>> ways_to_stand_alone("how many anchors?", ["what is YOLO?"])
    ('how many anchors?', 'how many anchors? (about YOLO)')
    >>> ways_to_stand_alone("what about small objects?", ["what is YOLO?"])
    ('what is small objects?', 'what about small objects? (about YOLO)')
    """
    return _ways(question, _Spoken.of(history, is_everyday), is_everyday)


def resumed(question: str, history: Sequence[str], is_everyday: Callable[[str], bool] = str.isdigit) -> str:
    """A question that seems to stand alone, with the topic of the conversation after all: "do i keep that head?".

    Empty where it can only be meant as it stands.

    >>> resumed("do i keep that head for detection?", ["what is SimCLR?"])
    'do i keep that head for detection? (about SimCLR)'
    >>> resumed("what is a transformer?", ["what is SimCLR?"])
    ''
    """
    topic = _Spoken.of(history, is_everyday).topic
    return with_topic(question, topic) if topic and not defines(question.strip()) else ""


def _adds(question: str) -> bool:
    """Whether a question opens as what adds to the one before, and names nothing of its own."""
    added = _ADDS.match(question.strip())
    return added is not None and not names(question) and not defines(question.strip()[added.end() :])


def with_topic(question: str, topic: str) -> str:
    """A question that leans on a topic, with the topic in it.

    >>> with_topic("which of them costs more?", "map bigger with stride or with dilation")
    'which of them costs more? (about map bigger with stride or with dilation)'
    >>> with_topic("how is it trained?", "focal loss"), with_topic("why?", "dropout")
    ('how is focal loss trained?', 'why? (about dropout)')
    """
    is_name = len(topic.split()) <= NAME_WORDS
    if is_name and _PRONOUN.search(question) and not EXPLETIVE.search(question):
        return _PRONOUN.sub(lambda _: topic, question.strip(), count=1)
    return f"{question.strip()} (about {topic})"


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What a conversation has come to."""

    topic: str = ""
    """What the last question that stood alone, or turned to something else, was about."""
    before: str = ""
    """The last question, as it most likely stands alone."""
    things: tuple[str, ...] = ()
    """That were named (`pointing`)."""

    @classmethod
    def of(cls, history: Sequence[str], is_everyday: Callable[[str], bool]) -> "_Spoken":
        """What the questions of a conversation come to, read once from the oldest on.

        >>> _Spoken.of(["how does dropout work?", "which rate is usual?"], {"rate", "usual"}.__contains__).topic
        'dropout'
        """
        spoken = cls()
        for earlier in history:
            spoken = spoken._after(earlier, is_everyday)
        return spoken

    def _after(self, question: str, is_everyday: Callable[[str], bool]) -> "_Spoken":
        before = _ways(question, self, is_everyday)[0]
        meant, is_put_right = put_right(question, self.before)
        things = things_after(self.things, meant)
        meant, _ = pointed(meant, self.things)
        of_it = _says_no_topic(meant, is_everyday) or (_OF_SOMETHING.search(meant) and not names(meant))
        goes_on = leans(meant) or (may_go_on(meant) and of_it)
        keeps = self.before and goes_on and not is_put_right and not TURNS_TO.match(meant.strip())
        return _Spoken(self.topic if keeps else subject_of(meant), before, things)


def _ways(question: str, spoken: _Spoken, is_everyday: Callable[[str], bool]) -> tuple[str, ...]:
    """The question as it may be meant after what was spoken of, the likeliest first."""
    if not spoken.topic:
        return (question,)
    question, is_put_right = put_right(question, spoken.before)
    question, is_pointed = pointed(question, spoken.things)
    with_it = with_topic(question, spoken.topic)
    if again := turned(question, spoken.before, spoken.topic, is_everyday):
        return (again,) if is_of_a_kind(question, spoken.before, spoken.topic) else (again, with_it)
    if leans(question):
        return (with_it,)
    if is_put_right or is_pointed or not may_go_on(question):
        return (question,)
    ways = (question, with_it)
    return ways[::-1] if _says_no_topic(question, is_everyday) or _adds(question) else ways


def _says_no_topic(question: str, is_everyday: Callable[[str], bool]) -> bool:
    """Whether its own words are ones that people use in any talk; a tool to do it with is no topic."""
    own = {word for word in own_words(question) if not word.isdigit()} - TOOLS
    named = {name.casefold() for name in names(question)} - TOOLS
    return not named and all(map(is_everyday, own))
