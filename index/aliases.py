"""Acronyms that a library explains: "non-maximum suppression (NMS)", "NMS (non-maximum suppression)".

Source: A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text",
2003.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SHORT = r"[A-Za-z][A-Za-z0-9-]{0,8}[A-Z0-9][A-Za-z0-9-]{0,2}"
_LONG_FIRST = re.compile(rf"\(({_SHORT}?)s?\)")
_SHORT_FIRST = re.compile(rf"\b({_SHORT}) \(([a-zA-Z][\w /-]{{4,70}})\)")
_WORD_BEFORE = re.compile(r"[\w'’/-]+")
_ONLY_WORDS = re.compile(r"[^\W\d_]+(?:[ '’/&–-]+[^\W\d_]+)*")
MAX_EXTRA_WORDS = 5
"""Words that a long form may have beyond the letters of its acronym; and no more than twice as many as letters."""
MAX_LENGTH = 120
"""Characters of a long form, at most."""


@dataclass(frozen=True, slots=True)
class Alias:
    """An acronym and what it stands for, both as they are written."""

    short: str
    long: str
    count: int
    """Chunks that explain it so."""


def find_aliases(texts: Iterable[str]) -> list[Alias]:
    """The acronyms explained in some texts, the most explained first.

    >>> find_aliases(["We use non-maximum suppression (NMS).", "NMS (non-maximum suppression) drops boxes."])
    [Alias(short='NMS', long='non-maximum suppression', count=2)]
    """
    counts: Counter[tuple[str, str]] = Counter(pair for text in texts for pair in set(_pairs(text)))
    return [Alias(short, long, count) for (short, long), count in sorted(counts.items(), key=lambda pair: -pair[1])]


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for match in _LONG_FIRST.finditer(text):
        if long := _long_form(match[1], text[: match.start()]):
            yield match[1], long
    for match in _SHORT_FIRST.finditer(text):
        if (long := _long_form(match[1], match[2])) == match[2].casefold():
            yield match[1], long


def _long_form(short: str, before: str) -> str:
    """The shortest end of a text that an acronym may stand for, in lower case; empty where none does.

    >>> _long_form("IoU", "We measure the intersection over union")
    'intersection over union'
    >>> _long_form("GPU", "It runs on a card")
    ''
    """
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    limit = min(len(letters) + MAX_EXTRA_WORDS, 2 * len(letters))
    before = before[-MAX_LENGTH:]
    nearest = list(_WORD_BEFORE.finditer(before))[-limit:]
    if not nearest:
        return ""
    text = re.split(r"[.!?;:]\s", before[nearest[0].start() : nearest[-1].end()].casefold())[-1]
    position = len(text)
    for number, letter in reversed(list(enumerate(letters))):
        position = text.rfind(letter, 0, position)
        while position > 0 and number == 0 and text[position - 1].isalnum():
            position = text.rfind(letter, 0, position)
        if position < 0:
            return ""
    long = text[position:]
    is_long = len(long) > len(short) + 2 and short.casefold() not in long.split()
    return long if is_long and _ONLY_WORDS.fullmatch(long) else ""
