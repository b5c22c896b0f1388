"""Who did what to whom: things that a statement and its source both speak of, with their places exchanged.

Each thing is known by the words to its left and to its right. Where two things of a statement stand among the words
that the source has around the other of the two, they were exchanged: "A is deeper than B" for "B is deeper than A". A
comparison turned round as a whole ("B is shallower than A") is none, nor is one in the passive voice.
"""

import re
from collections.abc import Sequence
from itertools import combinations

from index.terms import is_function_word, terms
from rag.support.vocabulary import NEGATIONS, senses_of

REACH = 5
"""Words on either side by which a thing is known."""
NEAR = 2
"""Words after an "of" among which the thing is that something is of."""
MARGIN, OF_LONG, OF_NUMBERS, OF_OTHER_VOICE = 3, 5, 2, 7
"""Words in common by which the other place must fit better: of things, of those in a long statement, of numbers, and of
things where only one of the two is in the passive voice or says whose a thing is before it."""
LONG = 12
"""Words of a long statement, that carry meaning: in one worded anew much stands in other places."""
_WORD = re.compile(r"\d+(?: ?[×x] ?\d+)+|\d+(?:,\d{3})+|[^\W_]+(?:[-–.][^\W_]+)*|[,;:]")
_PARTS = frozenset(", ; : while whereas but".split())
_OF_SAYING = frozenset(("found", "shown", "known"))
_BORDER = "|"
_ARTICLES = frozenset("a an the".split())
_BE = r"\b(?:is|are|was|were|been|being|be)\s+"
_PASSIVE = re.compile(
    rf"{_BE}(?:\w+\s+){{0,2}}\w+(?:ed|en|wn|ght|lt|nt|ade)\b[^.;]*\bby\b|\bby\b|{_BE}\w+ed in the paper\b"
)
_IS_DONE = re.compile(rf"{_BE}(?:\w+ly\s+)?(\w+(?:ed|en|wn|ght|ade))\b", re.IGNORECASE)
"""What is done to a thing: "the eggs are hidden" says what "who hides the eggs" does."""
_GENITIVE = re.compile(r"[^\W_](?:['’]s|s['’])\s")
"""The owl's wings are the wings of the owl."""


def exchanged(statement: str, source: str) -> tuple[str, str] | None:
    """Two things whose places were exchanged; None where there are none.

    >>> exchanged("VGG is deeper than ResNet.", "ResNet is deeper than VGG.")
    ('vgg', 'resnet')
    >>> exchanged("VGG is shallower than ResNet.", "ResNet is deeper than VGG.")
    >>> exchanged("ResNet follows VGG.", "VGG is followed by ResNet.")
    >>> exchanged("An old owl's wing feathers are soft.", "The feathers on a wing of an old owl are soft.")
    """
    is_other_voice = any(bool(way.search(statement)) != bool(way.search(source)) for way in (_PASSIVE, _GENITIVE))
    said, held = _words(statement), _words(source)
    both = _shared(said, held)
    around_said = {word: _around(said, said.index(word)) for word in both}
    around_held = {word: _around(held, held.index(word)) for word in both}
    best, worst = 0, None
    said_in_another_voice = _done(statement) ^ _done(source)
    of_another = _of_another(statement, source)
    for one, other in combinations(both, 2):
        is_told = said_in_another_voice.isdisjoint((one, other)) and not {(one, other), (other, one)} & of_another
        keep = _count_others(one, other, said, held) or _keep_numbers(one, other, said, held)
        is_told = is_told and not all(abs(words.index(one) - words.index(other)) == 1 for words in (said, held))
        if not is_told or one[0].isdigit() != other[0].isdigit() or keep:
            continue
        straight = len(around_said[one] & around_held[one]) + len(around_said[other] & around_held[other])
        crossed = len(around_said[one] & _renamed(around_held[other], other, one)) + len(
            around_said[other] & _renamed(around_held[one], one, other)
        )
        of_things = OF_LONG if len(said) >= LONG else MARGIN
        least = OF_OTHER_VOICE if is_other_voice else OF_NUMBERS if one[0].isdigit() else of_things
        if crossed - straight >= max(best, least):
            best, worst = crossed - straight, (one, other)
    return worst


def is_turned_round(statement: str, source: str) -> bool:
    """Whether the things that both speak of come in the other order, as in a comparison seen from its other side.

    >>> is_turned_round("VGG is shallower than ResNet.", "ResNet is deeper than VGG.")
    True
    """
    said, held = _words(statement), _words(source)
    places = [held.index(word) for word in _shared(said, held)]
    pairs = [one < other for one, other in combinations(places, 2)]
    return bool(pairs) and sum(pairs) < len(pairs) / 2


def _shared(said: Sequence[str], held: Sequence[str]) -> list[str]:
    """The things that both name once."""
    return [word for word in dict.fromkeys(said) if said.count(word) == 1 == held.count(word) and _is_thing(word)]


def _done(text: str) -> set[str]:
    """What a text says in the passive voice."""
    return {_stem(word) for word in _IS_DONE.findall(text)}


def _count_others(one: str, other: str, said: Sequence[str], held: Sequence[str]) -> bool:
    """Whether one of two numbers counts the same in both texts, and the other something else: "9 anchors"."""
    if not one[0].isdigit():
        return False
    behind = [{number: words[words.index(number) + 1 :][:1] for number in (one, other)} for words in (said, held)]
    return any(number[one] != number[other] for number in behind) and any(
        behind[0][number] == behind[1][number] != [] for number in (one, other)
    )


def _keep_numbers(one: str, other: str, said: Sequence[str], held: Sequence[str]) -> bool:
    """Whether two things have the same numbers beside them in both texts, each another."""
    if one[0].isdigit():
        return False
    beside = [[_number_beside(words, thing) for thing in (one, other)] for words in (said, held)]
    return beside[0] == beside[1] and beside[0][0] != beside[0][1] and all(beside[0])


def _number_beside(words: Sequence[str], thing: str) -> str:
    """The number that stands nearest to a thing; empty where none is near."""
    place = words.index(thing)
    near = [at for at in range(max(0, place - REACH), min(len(words), place + REACH + 1)) if words[at][0].isdigit()]
    return words[min(near, key=lambda at: abs(at - place))] if near else ""


def _stem(word: str) -> str:
    return "".join(terms(word.casefold())) or word.casefold()


def _words(text: str) -> list[str]:
    found = []
    for word in _WORD.findall(re.sub(r"\$[^$]*\$|percentage points?", " ", text)):
        lower = word.casefold()
        if lower in _PARTS:
            found.append(_BORDER)
        elif senses := senses_of(lower):
            pair, side = senses[0]
            found.append(f"{'+' if side > 0 else '-'}{pair}")
        elif lower in NEGATIONS or not (is_function_word(lower) or lower.endswith("ly") or lower in _OF_SAYING):
            found.append(_stem(lower))
    return found


def _of_another(statement: str, source: str) -> set[tuple[str, str]]:
    """Things of which the one text says that the first is of the second, and the other has them side by side.

    "Wings of old owls" are old owls' wings.
    """
    (of_said, beside_said), (of_held, beside_held) = map(_joined, (statement, source))
    return {pair for pair in of_said if pair[::-1] in beside_held} | {
        pair for pair in of_held if pair[::-1] in beside_said
    }


def _joined(text: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Words with an "of" between them, and words side by side."""
    words = [word if word == "of" else _stem(word) for word in _WORD.findall(text.casefold()) if word not in _ARTICLES]
    of = {
        (one, other)
        for place, word in enumerate(words)
        if word == "of"
        for one in words[max(0, place - NEAR) : place]
        for other in words[place + 1 : place + 1 + NEAR]
    }
    beside = {(word, other) for place, word in enumerate(words) for other in words[place + 1 : place + 1 + NEAR]}
    return of, beside


def _is_thing(word: str) -> bool:
    return word[0] not in "+-|" and (len(word) > 1 or word.isdigit()) and word not in NEGATIONS


def _around(words: Sequence[str], place: int) -> set[str]:
    """The words around a place, with the side they stand on; an opposite on one side is its pair on the other."""
    found = set()
    left, right = words[max(0, place - REACH) : place], words[place + 1 : place + 1 + REACH]
    left = left[len(left) - left[::-1].index(_BORDER) :] if _BORDER in left else left
    right = right[: right.index(_BORDER)] if _BORDER in right else right
    for side, near in (("left", left), ("right", right)):
        for word in near:
            if word[0] == "-":
                found.add(f"{'right' if side == 'left' else 'left'} +{word[1:]}")
            else:
                found.add(f"{side} {word}")
    return found


def _renamed(around: set[str], one: str, other: str) -> set[str]:
    return {f"{side} {one if word == other else word}" for side, word in (item.split(" ", 1) for item in around)}
