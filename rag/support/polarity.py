"""Opposites and negations: what a statement affirms and its source denies, or the other way round.

Each sentence is read as a list of signs: a word of a pair of opposites counts + or - for that pair, any other word that
carries meaning counts + for itself, and a negation before it turns the sign. Where a statement and its source give
one thing opposite signs, and neither gives it both, the statement is flipped.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from index.terms import is_function_word, terms
from rag.support.vocabulary import NEGATIONS, negated, senses_of

REACH = 3
"""Words that carry meaning, after a negation, that it turns."""
_NOT = re.compile(r"\b(\w+?)n['’]t\b")
_NO_LONGER = re.compile(
    r"\bno (longer|more)\b|\bnot only\b|\bnot just\b|\bno matter\b|\bwhether or not\b", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[,;:()—–]|\b(but|while|whereas|although|though|yet|and|so|because|since|which|that)\b|\.\s", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+")
_ORDER = re.compile(r"\b(followed|preceded) by\b")
"""What is followed by a thing comes before it."""
_COMPARING = frozenset(("like", "unlike"))
"""They deny nothing: "unlike crows, owls hunt at night" says the same as "owls hunt at night, crows do not"."""


def flips(statement: str, source: str) -> list[str]:
    """What the one affirms and the other denies, a word each.

    >>> flips("Pooling has weights.", "Pooling has no weights.")
    ['weight']
    >>> flips("Dropout is never used at test time.", "Dropout is not used at test time.")
    []
    >>> flips("A larger stride increases the size of the output.", "A larger stride reduces the output size.")
    ['increase']
    >>> flips("Owls are quieter than birds like crows.", "Unlike birds such as crows, owls are quiet.")
    []
    """
    said, held = _signs(statement), _signs(source)
    return [
        thing
        for thing in said
        if thing in held and len(said[thing] | held[thing]) == 2 and len(said[thing]) == len(held[thing]) == 1
    ]


def _signs(text: str) -> Mapping[str, set[int]]:
    """The signs of each thing that a text speaks of."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    plain = _NO_LONGER.sub(
        lambda match: "not" if match[0].casefold().startswith("no ") and "matter" not in match[0] else "",
        _NOT.sub(r"\1 not", text),
    )
    for clause in _clauses(_ORDER.sub(lambda match: "before" if match[1] == "followed" else "after", plain)):
        for thing, sign in _signs_of_clause(clause):
            found[thing].add(sign)
    return found


def _clauses(text: str) -> Iterator[list[str]]:
    start = 0
    for match in _CLAUSE.finditer(text):
        yield [word.casefold() for word in _WORD.findall(text[start : match.start()])]
        start = match.end()
    yield [word.casefold() for word in _WORD.findall(text[start:])]


def _signs_of_clause(words: list[str]) -> Iterator[tuple[str, int]]:
    turned = 0
    for word in words:
        if word in NEGATIONS:
            turned = REACH
            continue
        if word in _COMPARING:
            continue
        if senses := senses_of(word):
            yield from ((pair, -side if turned else side) for pair, side in senses)
        elif denied := negated(word):
            yield terms(denied)[0], 1 if turned else -1
        elif not is_function_word(word) and len(word) > 2:
            (stem, *_) = terms(word)
            yield stem, -1 if turned else 1
        else:
            continue
        turned = max(0, turned - 1)
