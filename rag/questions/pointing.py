"""The things of a conversation that a question points to by their place: "the first one", "the latter"."""

import re
from collections.abc import Sequence

from index.terms import is_function_word, words
from rag.questions.comparison import sides_of
from rag.questions.leaning import leans
from rag.questions.subject import TURNS_TO, subject_of

MAX_WORDS = 4
"""Of a thing that is named."""
_POINTS = re.compile(
    r"\bthe (?:(?P<which>first|second|third|last|other) one\b|(?P<of_two>former|latter)\b|"
    r"(?P<end>first|second|third|last|other)(?=\W*$))",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:(?:the|these|those) (?P<place>first |last )?two|both of (?:them|these|those))\b"
    r"(?=\W*$|[,;?!]| (?:is|are|do|does|has|have|had|can|differ|go|work|need|compare|relate|share|combine|use)\b)|"
    r"(?<=\bof )(?:the|these|those) (?P<of>first |last )?two\b",
    re.IGNORECASE,
)
"""Two things by no name; "the two thresholds" are other things."""
_PLACES = {"first": 0, "former": -2, "second": 1, "third": 2, "latter": -1, "last": -1, "other": -2}
_AND = re.compile(r"\s*(?:,|\b(?:and|or|vs\.?|versus)\b)\s*", re.IGNORECASE)

_CASE = re.compile(r"\s+(?:for|in|on|at|when|if)\b.*$", re.IGNORECASE)
"""What things are asked for, or where."""


def pointed(question: str, things: Sequence[str]) -> tuple[str, bool]:
    """A question with the names of the things that it points to, and whether it points to any that was named.

    Args:
        things: what was named in the conversation, oldest first.

    >>> pointed("so when do i use the first one", ["adam", "sgd with momentum"])
    ('so when do i use adam', True)
    >>> pointed("is the last one better than the first?", ["giou", "diou", "ciou"])
    ('is ciou better than giou?', True)
    >>> pointed("how do the two differ?", ["giou", "diou", "ciou"])
    ('how do diou and ciou differ?', True)
    >>> pointed("how do the two thresholds differ?", ["giou", "diou"]), pointed("is the first one slow?", ["adam"])
    (('how do the two thresholds differ?', False), ('is the first one slow?', False))
    """

    def named(pointing: re.Match[str]) -> str:
        place = _PLACES[(pointing["which"] or pointing["of_two"] or pointing["end"]).casefold()]
        return things[place] if -len(things) <= place < len(things) else pointing[0]

    def both(pointing: re.Match[str]) -> str:
        is_first = (pointing["place"] or pointing["of"] or "").casefold().startswith("first")
        return " and ".join(things[:2] if is_first else things[-2:])

    said = _BOTH.sub(both, _POINTS.sub(named, question)) if len(things) > 1 else question
    return said, said != question


def things_after(things: Sequence[str], question: str) -> tuple[str, ...]:
    """What was named when a question is asked after others; of a comparison its sides alone.

    >>> things_after(["adam"], "and sgd?"), things_after(["adam"], "yolo vs ssd"), things_after([], "why?")
    (('adam', 'sgd'), ('yolo', 'ssd'), ())
    >>> things_after(["adam"], "my net is slow, is that bad"), things_after([], "vgg or resnet for a small dataset?")
    (('adam',), ('vgg', 'resnet'))
    """
    if sides := sides_of(question):
        return tuple(filter(_is_thing, sides))
    if leans(question) and not TURNS_TO.match(question.strip()):
        return tuple(things)
    named = _AND.split(_CASE.sub("", subject_of(question)))
    return tuple(dict.fromkeys([*things, *filter(_is_thing, named)]))


def _is_thing(text: str) -> bool:
    """Whether a part of a question may be the name of a thing: a few words, of which the first carries meaning."""
    said = words(text)
    return 0 < len(said) <= MAX_WORDS and not is_function_word(said[0])
