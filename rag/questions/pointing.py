"""The things of a conversation that a question points to by their place: "the first one", "the latter"."""

import re
from collections.abc import Sequence

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


def pointed(question: str, history: Sequence[str]) -> tuple[str, bool]:
    """A question with the names of the things that it points to, and whether it points to any that was named.

    Args:
        history: the questions asked before, oldest first.

    >>> pointed("so when do i use the first one", ["what is adam?", "and sgd with momentum?"])
    ('so when do i use adam', True)
    >>> pointed("is the last one better than the first?", ["what is giou?", "and diou and ciou?"])
    ('is ciou better than giou?', True)
    >>> pointed("how do the two differ?", ["what is giou?", "and diou and ciou?"])
    ('how do diou and ciou differ?', True)
    >>> pointed("how do the two thresholds differ?", ["giou vs diou"])
    ('how do the two thresholds differ?', False)
    >>> pointed("is the first one slow?", ["what is adam?"])
    ('is the first one slow?', False)
    """
    things = _things(history)

    def named(pointing: re.Match[str]) -> str:
        place = _PLACES[(pointing["which"] or pointing["of_two"] or pointing["end"]).casefold()]
        return things[place] if -len(things) <= place < len(things) else pointing[0]

    def both(pointing: re.Match[str]) -> str:
        is_first = (pointing["place"] or pointing["of"] or "").casefold().startswith("first")
        return " and ".join(things[:2] if is_first else things[-2:])

    said = _BOTH.sub(both, _POINTS.sub(named, question)) if len(things) > 1 else question
    return said, said != question


def _things(history: Sequence[str]) -> list[str]:
    """What was spoken of, oldest first; of a comparison its sides alone, if it was the last."""
    found: dict[str, None] = {}
    for place, earlier in enumerate(history):
        sides = sides_of(earlier)
        if not sides and place and leans(earlier) and not TURNS_TO.match(earlier.strip()):
            continue
        if sides:
            found.clear()
        found |= dict.fromkeys(sides or filter(None, _AND.split(subject_of(earlier))))
    return [thing for thing in found if len(thing.split()) <= MAX_WORDS]
