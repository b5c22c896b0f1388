"""What is asked in a story: people say what happened to them, or why they ask, beside the question."""

import re

from index.terms import content_words
from rag.questions.leaning import ASKING, leans
from rag.questions.shorthand import plain

_SEGMENT = re.compile(r"(?<=[.;:?!])\s+|,\s+|\s+[-–—]+\s+")
_ASKS = re.compile(rf"(?:(?:so|and|but|then|ok|or)\b,? )?(?:{ASKING}|any\b)", re.IGNORECASE)
_TELLS_OF_SELF = re.compile(r"\b(?:i|i['’]?(?:m|ve)|my|me|we|our|us)\b", re.IGNORECASE)
_TELL = re.compile(r"(?:please )?(?:explain|describe|define|tell)\b", re.IGNORECASE)
_MANNER = re.compile(
    r"^\s*(?:please,? )?(?:without|with no|no|avoid|skip|leave out|ignore|forget|do not (?:use|give)|"
    r"don['’]?t (?:use|give))(?: me)?(?: using| any| the| too much| all| a lot of)* "
    r"(?:formula[se]?|formulae|maths?|mathematics|equations?|symbols|notation|jargon|technical terms|buzzwords|code|"
    r"details|history|theory|proofs?)(?:,? please)?\s*(?:[:;,.!]|\s[-–—])\s*",
    re.IGNORECASE,
)
"""How it is to be answered, before the question: it says nothing of what is asked."""
MIN_WORDS = 3
"""Of a story."""
MIN_OWN_WORDS = 2
"""Words that carry meaning of a question that a story goes before: "which temperature?" is asked of the story."""


def core_of(text: str) -> str:
    """The question of a text that tells a story before or after it; empty where the text is all question.

    What stands before a question and tells nothing of the asker is what it is about.

    >>> core_of("what are strides, the seller quotes them"), core_of("i have 20 owls. should i train the net or not?")
    ('what are strides', 'should i train the net or not?')
    >>> core_of("owl nets, which depth do they need?"), core_of("my owls are grey, how do i fix it?")
    ('', '')
    """
    first, *others = _SEGMENT.split(" ".join(plain(text).split()))
    *before, last = (first, *others)
    if others and _ASKS.match(first):
        is_story = len(" ".join(others).split()) >= MIN_WORDS and not any(map(_ASKS.match, others))
        return first if is_story and content_words(first) else ""
    is_told = _TELLS_OF_SELF.search(" ".join(before)) is not None and not any(map(_ASKS.match, before))
    stands_alone = len(content_words(last)) >= MIN_OWN_WORDS and not leans(last)
    return last if is_told and _ASKS.match(last) and stands_alone else ""


def without_manner(text: str) -> str:
    """A question without what it says first of how it is to be answered.

    >>> without_manner("Without formulas: how do owls hear?"), without_manner("Without padding, how do owls hear?")
    ('how do owls hear?', 'Without padding, how do owls hear?')
    """
    asked = _MANNER.sub("", text, count=1)
    return asked if _ASKS.match(asked) or _TELL.match(asked) else text
