"""Who brought something, and when: questions that ask for it, and sentences that tell it."""

import re
from typing import Literal, get_args

from index.terms import terms

Origin = Literal["person", "year"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)
_STEMS = (
    "(?:invent|introduc|propos|publish|discover|creat|develop|design|devis|present|releas|describ|found|coin|pioneer)"
)
_BROUGHT = (
    rf"{_STEMS}\w*|c[oa]me (?:up|out|from)|ma[dk]e|wrote|buil[dt]|thought of|start(?:ed)?|beg[ai]n|appear(?:ed)?|first"
)
_ASKED: tuple[tuple[Origin, re.Pattern[str]], ...] = (
    (
        "person",
        re.compile(
            rf"\bwho(?:se)? (?:\w+ly |else |was it who |first )?(?:{_BROUGHT})\b|"
            r"\bwho(?:['’]?s| is| was| were| are) behind\b|\b(?:inventors?|creators?|authors?) of\b|\bby whom\b",
            re.IGNORECASE,
        ),
    ),
    (
        "year",
        re.compile(
            rf"\bwhen (?:was|were|did|has)\b.*\b(?:{_BROUGHT}|win|won)\b|\b(?:what|which) year\b|"
            r"\b(?:who|and) when\??$",
            re.IGNORECASE,
        ),
    ),
)
_DID = (
    r"(?:(?:invent|introduc|propos|publish|discover|creat|develop|design|devis|present|releas|describ|coin|pioneer|"
    r"suggest|investigat)ed|came up|wrote|built|made)"
)
_NAME = r"[A-Z][a-zà-ÿ’']+(?:-[A-Z][a-zà-ÿ]+)?"
_TOLD: dict[Origin, re.Pattern[str]] = {
    "person": re.compile(
        rf"\bet al\b|\b{_NAME},? (?:and|&) (?:colleagues|co-?workers|co-?authors)\b|"
        rf"\b{_DID}\b[^.;]{{0,60}}\bby (?:the \w+ )?{_NAME}|\b[Bb]y {_NAME}(?: {_NAME})? (?:and|&) {_NAME}|"
        rf"\b{_NAME}(?: (?:[A-Z]\. )?{_NAME}| (?:and|&) {_NAME})+ (?:\w+ly |first )?{_DID}\b|"
        rf"\({_NAME}(?:,| (?:and|&) {_NAME},) \d{{4}}"
    ),
    "year": re.compile(r"\b(?:19[4-9]\d|20[0-3]\d)\b"),
}
_LEANS_BACK = re.compile(r"(?:it|this|these|they|named|called|known)\b", re.IGNORECASE)

_BRINGS = re.compile(
    rf"{_STEMS}(?:e|ed|es|s)?|(?:invent|creat)ors?|c[oa]me|ma[dk]e|wrote|buil[dt]|start(?:ed)?|"
    "beg[ai]n|appear(?:ed)?|first|behind"
)
"""A word by which a question says that something was brought; a foundation or a designer is a thing of its own."""
_VERBS = "introduced proposed developed invented published discovered created designed devised presented released"


def other_verbs(word: str) -> list[frozenset[str]]:
    """Stems by which an article may say what a question's verb says: that something was brought.

    >>> frozenset({"propos"}) in other_verbs("invented"), other_verbs("dropout"), other_verbs("foundation")
    (True, [], [])
    """
    return [frozenset({stem}) for stem in terms(_VERBS)] if _BRINGS.fullmatch(word) else []


def origins_asked(question: str) -> frozenset[Origin]:
    """What of something's origin a question asks for.

    >>> origins_asked("who invented dropout?"), origins_asked("when was ResNet published")
    (frozenset({'person'}), frozenset({'year'}))
    >>> origins_asked("who averages over which axes?")
    frozenset()
    """
    return frozenset(origin for origin, pattern in _ASKED if pattern.search(question))


def tells(origin: Origin, sentence: str) -> bool:
    """Whether a sentence names a person who did something, or a year.

    >>> tells("person", "Ioffe and Szegedy introduced it in 2015."), tells("person", "Batch Normalization helps.")
    (True, False)
    """
    return bool(_TOLD[origin].search(sentence))


def leans_back(sentence: str) -> bool:
    """Whether a sentence goes on about what the one before it brought.

    >>> leans_back("Named AdaNet, it won."), leans_back("It is known as AdaNet."), leans_back("AdaNet won.")
    (True, True, False)
    """
    return _LEANS_BACK.match(sentence) is not None
