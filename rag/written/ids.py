"""Ids for the sentences that a model may cite: made for one turn, impossible to guess, and found in no page."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

LENGTH = 5
MakeIds = Callable[[Sequence[str], Iterable[str]], Sequence[str]]
"""From the sentences, and the other texts that a model is told, to an id for each sentence."""
_LETTERS = "bcdfghjkmnpqrstvwxz"
_DIGITS = "23456789"
"""No vowels and nothing that is taken for something else (l, 0, 1), so that VGG16 is no id."""
ID = rf"[{_LETTERS}](?=[{_LETTERS}]*[{_DIGITS}][{_LETTERS}]*[{_DIGITS}])[{_LETTERS}{_DIGITS}]{{{LENGTH - 1}}}"
"""Matches the ids that are given out, in lower case."""
ID_BY_LOOKS = rf"[a-z](?=[a-z0-9]*\d)[a-z0-9]{{{LENGTH - 1}}}"
"""Matches these and what a model may take for one."""


def fresh_ids(sentences: Sequence[str], told: Iterable[str]) -> Sequence[str]:
    """A different id for each sentence, of which none occurs in any text the model sees.

    An id begins with a letter and holds two digits, so that it is no word of any language.
    """
    said = " ".join([*sentences, *told]).casefold()
    found: dict[str, None] = {}
    while len(found) < len(sentences):
        if (one := _fresh()) not in said:
            found[one] = None
    return tuple(found)


def _fresh() -> str:
    rest = [secrets.choice(_DIGITS) for _ in range(2)] + [secrets.choice(_LETTERS + _DIGITS) for _ in range(LENGTH - 3)]
    secrets.SystemRandom().shuffle(rest)
    return secrets.choice(_LETTERS) + "".join(rest)


def lasting_ids(sentences: Sequence[str], told: Iterable[str]) -> Sequence[str]:
    """An id for each sentence that is made of its words: the same in every run, so that a recorded reply still fits.

    For evaluation only: who can write a page can guess them.

    >>> lasting_ids(["Pooling is old."], []) == lasting_ids(["Pooling is old."], ["What is pooling?"])
    True
    """
    found: dict[str, None] = {}
    for sentence in sentences:
        turn = 0
        while (one := _made_of(f"{turn} {sentence}")) in found:
            turn += 1
        found[one] = None
    return tuple(found)


def _made_of(text: str) -> str:
    numbers = sha256(text.encode()).digest()
    letters = [_LETTERS[numbers[0] % len(_LETTERS)], _LETTERS[numbers[1] % len(_LETTERS)]]
    digits = [_DIGITS[number % len(_DIGITS)] for number in numbers[2:LENGTH]]
    return "".join([*letters, *digits])
