"""True sentences made false by one change: a number, a negation, an opposite, a name. And true ones, shortened."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from random import Random

import yaml

from rag.questions.names import names

_NUMBER = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w-])")
_VERB = re.compile(r"\b(is|are|was|were|can|does|will|has|have)\b(?! not)")
_DENIAL = re.compile(r"\b(not|never) ")
_DENIED = re.compile(r"\b(not|no|never|without|nor|neither|only)\b")

Mutate = Callable[[str, Random], str]
"""From a true sentence to another, empty where it cannot be made."""


def other_number(sentence: str, random: Random) -> str:
    """One number changed."""
    found = list(_NUMBER.finditer(sentence))
    if not found:
        return ""
    one = random.choice(found)
    value = float(one[0])
    other = random.choice([value * 2 or 3, value + 1, value * 10 or 7, value + 3])
    return f"{sentence[: one.start()]}{other:g}{sentence[one.end() :]}"


def denied(sentence: str, random: Random) -> str:
    """A negation put in, or the one that is there taken out."""
    if denial := _DENIAL.search(sentence):
        return sentence[: denial.start()] + sentence[denial.end() :]
    verb = _VERB.search(sentence)
    return f"{sentence[: verb.end()]} not{sentence[verb.end() :]}" if verb and not _DENIED.search(sentence) else ""


@cache
def opposite_rows() -> list[tuple[list[str], list[str]]]:
    """The pairs of opposites of the table that the check reads, as the words of the two sides."""
    table = files("rag.support").joinpath("opposites.yaml").read_text(encoding="utf-8")
    return [(one.split(), other.split()) for one, other in yaml.load(table, yaml.BaseLoader)["opposites"]]


def opposites_of(word: str) -> list[str]:
    """The words on the other side of each pair that a word stands in."""
    sides = [sides for one, other in opposite_rows() for sides in ((one, other), (other, one))]
    return [opposite for own, others in sides if word in own for opposite in others]


def turned(sentence: str, random: Random) -> str:
    """A word in the place of its opposite."""
    found = [word for word in re.finditer(r"\b[a-z]{4,}\b", sentence) if opposites_of(word[0])]
    if not found:
        return ""
    one = random.choice(found)
    return sentence[: one.start()] + random.choice(opposites_of(one[0])) + sentence[one.end() :]


def renamed(others: Sequence[str]) -> Mutate:
    """A name in the place of another."""

    def mutate(sentence: str, random: Random) -> str:
        inner = [name for name in names(sentence) if len(name) > 2]
        if not inner:
            return ""
        one = random.choice(inner)
        other = random.choice([name for name in others if name.casefold() not in sentence.casefold()])
        return sentence.replace(one, other, 1)

    return mutate


def shortened(sentence: str, random: Random) -> str:
    """A true one: what stands after its last comma is left out."""
    end = sentence.rfind(", ")
    return f"{sentence[:end]}." if end > 40 else ""
