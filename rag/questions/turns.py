"""A question that says only what is new in it: the one before is asked again, of something else."""

import re
from collections.abc import Callable

from index.terms import content_words, is_function_word, words
from rag.questions.leaning import ASKING, OF_ANYTHING, leans
from rag.questions.names import TOOLS, names
from rag.questions.subject import CIRCUMSTANCE, TURNS_TO
from rag.questions.vocabulary import WRITTEN_OUT

_ADDS_NAME = re.compile(
    r"^(?:(?:ok(?:ay)?|so|right)[, ]+)?(?P<how>(?:and|or)(?: (?:the same )?for)?|(?:the )?same for) "
    r"(?P<topic>(?!its?\b|their\b|the\b)(?:[\w+-]+ ?){1,3})\W*$",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"(?:(?:no|nope|nah|sorry|wait|oh|ok(?:ay)?|but|and|well|actually)[,.! ]+)*"
    r"(?:i (?:mean|meant|was asking about)\b[,: ]+(?P<first>.+)|(?P<last>.+?)[, ]+i (?:mean|meant)\W*)",
    re.IGNORECASE,
)
"""What puts right how the question before was understood."""
_WHERE = re.compile(rf"{CIRCUMSTANCE}|of\b", re.IGNORECASE)
_ASKS = re.compile(rf"^(?:the|its?|their|this|that|these|those)\b|\b{ASKING}", re.IGNORECASE)
"""What is meant otherwise than as a thing of its own."""
_AUXILIARY = re.compile(r"(is|are|was|were|does|do|did|can|could|should|would|will)\W*", re.IGNORECASE)


def put_right(question: str, before: str) -> tuple[str, bool]:
    """A question without the words that put the one before right, and whether that makes it stand alone.

    What says only where or of what it was meant is put into the question before.

    >>> put_right("no i mean in distillation", "which temperature is usual in contrastive learning?")
    ('which temperature is usual in distillation', True)
    >>> put_right("for COCO i mean", "how is mAP computed?"), put_right("i meant the loss", "what is YOLO?")
    (('how is mAP computed for COCO', True), ('the loss', False))
    >>> put_right("sorry i meant SSD", "what is the loss of YOLO?")
    ('what about SSD', False)
    """
    match = _MEANT.fullmatch(question.strip())
    if match is None:
        return question, False
    meant = (match["first"] or match["last"]).strip()
    where = _WHERE.match(meant)
    if where is None:
        return (meant if _ASKS.search(meant) else f"what about {meant}"), False
    asked = before.rstrip("?!. ")
    same = re.search(rf"\s{where[0]}\s.*$", asked, re.IGNORECASE)
    return f"{asked[: same.start()] if same else asked} {meant}", True


def is_of_a_kind(question: str, before: str, topic: str) -> bool:
    """Whether what a question turns to is surely something else and no side of the topic.

    So it is where it has a name, or more was asked of the topic than what it is, does or how it works.

    >>> [is_of_a_kind(f"what about {one}?", "what is YOLO?", "YOLO") for one in ("SSD", "small objects")]
    [True, False]
    >>> is_of_a_kind("what about dropout?", "what is the formula of batch norm?", "batch norm")
    True
    """
    return bool(names(question)) or not set(content_words(topic)).issuperset(content_words(before))


def turned(question: str, before: str, topic: str, is_everyday: Callable[[str], bool]) -> str:
    """ "What about SSD?", "and SSD?" is the question before, of something else; empty where it cannot be put so.

    A name takes the place of the only name, whatever the question is about.

    >>> turned("what about ResNet?", "is batch norm needed in VGG?", "batch norm needed in VGG", str.isdigit)
    'is batch norm needed in ResNet?'
    >>> turned("and alexnet?", "how many layers does vgg have?", "vgg", str.isdigit)
    'how many layers does alexnet have?'
    """
    turn = TURNS_TO.match(question.strip()) or _ADDS_NAME.match(question.strip())
    of_topic = turn is not None and turn.re is _ADDS_NAME and "for" in turn["how"].casefold().split()
    if of_topic and not is_of_a_kind(question, before, topic):
        return ""
    if turn is None or leans(before) or (turn.re is _ADDS_NAME and not _is_name(turn["topic"], is_everyday)):
        return ""
    other, named = turn["topic"].strip(), names(before)
    one = named[0] if names(other) and len(named) == 1 else topic
    if before.casefold().count(one.casefold()) != 1:
        return ""
    start = before.casefold().index(one.casefold())
    left, right = before[:start], before[start + len(one) :]
    return "" if _AUXILIARY.fullmatch(f"{left}{right}".strip()) else f"{left}{other}{right}"


def _is_name(topic: str, is_everyday: Callable[[str], bool]) -> bool:
    """Whether a few words name a thing, and no part of another ("and the loss?") or the tool to make it with."""
    own = [word for word in words(topic) if word not in OF_ANYTHING and not word.isdigit()]
    meant = [word for word in own if word not in WRITTEN_OUT]
    return bool(own) and not any(word in TOOLS or is_function_word(word) or is_everyday(word) for word in meant)
