"""Who did what to whom: things that a statement and its source both speak of, with their places exchanged.

Each thing is known by the words to its left and to its right. Where two things of a statement stand among the words
that the source has around the other of the two, they were exchanged: "A is deeper than B" for "B is deeper than A". A
comparison turned round as a whole ("B is shallower than A") is none, nor is one in the passive voice.
"""

import re
from itertools import combinations

from index.terms import is_function_word, terms
from rag.support.vocabulary import NEGATIONS, senses_of

CONTEXT_WORDS = 5
"""Words on either side by which a thing is known."""
MAX_WORDS_APART = 2
"""Words after an "of" among which the thing is that something is of."""
MARGIN, OF_LONG, OF_NUMBERS, OF_OTHER_VOICE = 3, 5, 2, 7
"""Words in common by which the other place must fit better: of things, of those in a long statement, of numbers, and of
things where only one of the two is in the passive voice or says whose a thing is before it."""
LONG = 12
"""Words of a long statement, that carry meaning: in one worded anew much stands in other places."""
_WORD = re.compile(r"\d+(?: ?[×x] ?\d+)+|\d+(?:,\d{3})+|[^\W_]+(?:[-–.][^\W_]+)*|[,;:]")
_PARTS = frozenset(", ; : while whereas but".split())
_OF_SAYING = frozenset(("found", "shown", "known", "even"))
_NO_THINGS = NEGATIONS | {"each", "every", "all", "any", "both", "own", *terms("before after")}
_BORDER = "|"
_NO_BORDER = re.compile(r"\$[^$]*\$|percentage points?|,(?=\s+wh(?:ich|o)\b)")
"""What is no thing, and the comma behind which more is said of the thing before it."""
_JOINING = frozenset((",", "and", "or"))
_ARTICLES = frozenset("a an the".split())
_OF = frozenset(("of", "with", "use"))
"""What says that one thing is of another, by their stems: "wings of owls", "nests that use twigs"."""
_BE = r"\b(?:is|are|was|were|been|being|be)\s+"
_PASSIVE = re.compile(
    rf"{_BE}(?:\w+\s+){{0,2}}\w+(?:ed|en|wn|ght|lt|nt|ade)\b[^.;]*\bby\b|\bby\b|{_BE}\w+ed in the paper\b"
)
_IS_DONE = re.compile(rf"{_BE}(?:\w+ly\s+)?(\w+(?:ed|en|wn|ght|ade))\b", re.IGNORECASE)
"""What is done to a thing: "the eggs are hidden" says what "who hides the eggs" does."""
_GENITIVE = re.compile(r"[^\W_](?:['’]s|s['’])\s")
"""The owl's wings are the wings of the owl."""


def exchanged(statement: str, source: str) -> tuple[str, str] | None:
    """Two things whose places were exchanged, as the statement writes them; None where there are none.

    >>> exchanged("VGG is deeper than ResNet.", "ResNet is deeper than VGG.")
    ('VGG', 'ResNet')
    >>> exchanged("VGG is shallower than ResNet.", "ResNet is deeper than VGG.")
    >>> exchanged("ResNet follows VGG.", "VGG is followed by ResNet.")
    >>> exchanged("An old owl's wing feathers are soft.", "The feathers on a wing of an old owl are soft.")
    """
    said, held = _Text(statement), _Text(source)
    fits = {
        (one, other): _fit(said, held, one, other)
        for one, other in combinations(_shared(said, held), 2)
        if _sort_of(one) == _sort_of(other)
    }
    told = [
        pair
        for pair, fit in fits.items()
        if fit >= _least(said, held, of_numbers=pair[0][0].isdigit())
        and not any(is_the_same(said, held, *pair) for is_the_same in _SAID_OTHERWISE)
    ]
    pair = max(told, key=fits.__getitem__, default=None)
    return (_as_written(pair[0], statement), _as_written(pair[1], statement)) if pair else None


def _sort_of(thing: str) -> str:
    """Whether a thing is a number, a size, or neither: only of one sort are they exchanged."""
    return ("size" if re.search(r"[×x]", thing) else "number") if thing[0].isdigit() else ""


def _as_written(thing: str, text: str) -> str:
    """The first word of a text whose stem a thing is."""
    return next((word for word in _WORD.findall(text) if _stem(word) == thing), thing)


def is_turned_round(statement: str, source: str) -> bool:
    """Whether the things that both speak of come in the other order, as in a comparison seen from its other side.

    >>> is_turned_round("VGG is shallower than ResNet.", "ResNet is deeper than VGG.")
    True
    >>> is_turned_round("Small nets cost less than large ones.", "Large nets cost more than small ones.")
    True
    """
    said, held = _Text(statement), _Text(source)
    if _has_sides_turned(said, held):
        return True
    places = [held.words.index(word) for word in _shared(said, held)]
    pairs = [one < other for one, other in combinations(places, 2)]
    return bool(pairs) and sum(pairs) < len(pairs) / 2


def _has_sides_turned(said: "_Text", held: "_Text") -> bool:
    """Whether the two sides of a pair of opposites, compared with each other, come in the other order."""
    if not (said.compares and held.compares):
        return False
    pairs = [
        [word[1:] for word in text.words if word[0] == "-" and f"+{word[1:]}" in text.words] for text in (said, held)
    ]
    orders = [
        {pair: text.words.index(f"+{pair}") < text.words.index(f"-{pair}") for pair in found}
        for text, found in zip((said, held), pairs, strict=True)
    ]
    return any(orders[0][pair] != orders[1][pair] for pair in orders[0].keys() & orders[1].keys())


def _shared(said: "_Text", held: "_Text") -> list[str]:
    """The things that both name once."""
    return [word for word in dict.fromkeys(said.words) if said.names_once(word) and held.names_once(word)]


def _fit(said: "_Text", held: "_Text", one: str, other: str) -> int:
    """By how many words around them two things fit better in each other's place than in their own."""
    straight = len(said.around(one) & held.around(one)) + len(said.around(other) & held.around(other))
    in_others_place = _renamed(held.around(other), other, one), _renamed(held.around(one), one, other)
    return len(said.around(one) & in_others_place[0]) + len(said.around(other) & in_others_place[1]) - straight


def _least(said: "_Text", held: "_Text", *, of_numbers: bool) -> int:
    """By how many words two things have to fit better in each other's place."""
    if said.voice != held.voice:
        return OF_OTHER_VOICE
    if of_numbers:
        return OF_NUMBERS
    return OF_LONG if len(said.words) >= LONG else MARGIN


class _Text:
    """The words of a text by which its things are known."""

    def __init__(self, text: str) -> None:
        self.words = _words(text)
        self.voice = bool(_PASSIVE.search(text)), bool(_GENITIVE.search(text))
        """Whether it is in the passive voice, and whether it says whose a thing is before it."""
        self.compares = " than " in text
        self.done = {_stem(word) for word in _IS_DONE.findall(text)}
        """What it says in the passive voice."""
        plain = (word for word in _WORD.findall(text.casefold()) if word not in _ARTICLES)
        self._plain = [word if word == "of" else _stem(word) for word in plain]
        self._around: dict[str, set[str]] = {}

    def names_once(self, word: str) -> bool:
        """Whether a word is a thing that it names once."""
        is_thing = word[0] not in "+-|" and (len(word) > 1 or word.isdigit()) and word not in _NO_THINGS
        return is_thing and self.words.count(word) == 1

    def around(self, thing: str) -> set[str]:
        """The words around a thing, with the side they stand on; an opposite on one side is its pair on the other."""
        if thing not in self._around:
            place = self.words.index(thing)
            left, right = (
                self.words[max(0, place - CONTEXT_WORDS) : place],
                self.words[place + 1 : place + 1 + CONTEXT_WORDS],
            )
            left = left[len(left) - left[::-1].index(_BORDER) :] if _BORDER in left else left
            right = right[: right.index(_BORDER)] if _BORDER in right else right
            self._around[thing] = {
                f"{other} +{word[1:]}" if word[0] == "-" else f"{side} {word}"
                for side, other, near in (("left", "right", left), ("right", "left", right))
                for word in near
            }
        return self._around[thing]

    def after(self, word: str) -> str:
        """The word after another; empty at the end."""
        return "".join(self.words[self.words.index(word) + 1 :][:1])

    def before(self, word: str) -> str:
        """The word before another; empty at the beginning."""
        return "".join(self.words[: self.words.index(word)][-1:])

    def number_beside(self, thing: str) -> str:
        """The number that stands nearest to a thing; empty where none is near."""
        place = self.words.index(thing)
        near = range(max(0, place - CONTEXT_WORDS), min(len(self.words), place + CONTEXT_WORDS + 1))
        numbers = [at for at in near if self.words[at][0].isdigit()]
        return self.words[min(numbers, key=lambda at: abs(at - place))] if numbers else ""

    def lists(self, one: str, other: str) -> bool:
        """Whether it names two things in one list: "nests, eggs and wings"."""
        if not {one, other} <= {*self._plain}:
            return False
        first, last = sorted((self._plain.index(one), self._plain.index(other)))
        between = self._plain[first + 1 : last]
        return not _JOINING.isdisjoint(between) and sum(word not in _JOINING for word in between) <= 1

    def is_of(self, one: str, other: str) -> bool:
        """Whether it says of one thing that it is of the other: "the wings of old owls"."""
        places = [at for at, word in enumerate(self._plain) if word in _OF]
        return any(
            one in self._plain[max(0, at - MAX_WORDS_APART) : at] and other in self._plain[at + 1 :][:MAX_WORDS_APART]
            for at in places
        )

    def puts_before(self, one: str, other: str) -> bool:
        """Whether it has one thing just before the other: "old owl wings"."""
        places = [at for at, word in enumerate(self._plain) if word == one]
        return any(other in self._plain[at + 1 :][:MAX_WORDS_APART] for at in places)


def _is_done_in_one(said: _Text, held: _Text, one: str, other: str) -> bool:
    """Whether one of the things is what one text alone says in the passive voice."""
    return not (said.done ^ held.done).isdisjoint((one, other))


def _is_of_the_other(said: _Text, held: _Text, one: str, other: str) -> bool:
    """Whether a text says that the one is of the other, and the other has them side by side."""
    return any(
        first.is_of(*pair) and second.puts_before(*pair[::-1])
        for first, second in ((said, held), (held, said))
        for pair in ((one, other), (other, one))
    )


def _are_listed(said: _Text, held: _Text, one: str, other: str) -> bool:
    """Whether both texts name the two in one list, whose order says nothing."""
    return not one[0].isdigit() and said.lists(one, other) and held.lists(one, other)


def _stay_together(said: _Text, held: _Text, one: str, other: str) -> bool:
    """Whether both texts name the two side by side."""
    return all(abs(text.words.index(one) - text.words.index(other)) == 1 for text in (said, held))


def _count_others(said: _Text, held: _Text, one: str, other: str) -> bool:
    """Whether one of two numbers counts the same in both texts, and the other something else: "9 anchors"."""
    same = [said.after(number) == held.after(number) != "" for number in (one, other)]
    are_of_one = said.after(one) == said.after(other) and held.after(one) == held.after(other)
    return one[0].isdigit() and any(same) and not are_of_one


def _follow_the_same(said: _Text, held: _Text, one: str, other: str) -> bool:
    """Whether two numbers each stand behind the same word in both texts: "stride 2" and "padding 3"."""
    behind = [text.before(number) for text in (said, held) for number in (one, other)]
    return one[0].isdigit() and behind[:2] == behind[2:] and all(behind) and behind[0] != behind[1]


def _keep_their_numbers(said: _Text, held: _Text, one: str, other: str) -> bool:
    """Whether two things have the same numbers beside them in both texts, each another."""
    numbers = [text.number_beside(thing) for text in (said, held) for thing in (one, other)]
    return not one[0].isdigit() and all(numbers) and numbers[:2] == numbers[2:] and numbers[0] != numbers[1]


_SAID_OTHERWISE = (
    _is_done_in_one,
    _is_of_the_other,
    _are_listed,
    _stay_together,
    _count_others,
    _follow_the_same,
    _keep_their_numbers,
)
"""Ways to say the same with two things in each other's place."""


def _stem(word: str) -> str:
    return "".join(terms(word.casefold())) or word.casefold()


def _words(text: str) -> list[str]:
    found = []
    for word in _WORD.findall(_NO_BORDER.sub(" ", text)):
        lower = word.casefold()
        if lower in _PARTS:
            found.append(_BORDER)
        elif senses := senses_of(lower):
            pair, side = senses[0]
            found.append(f"{'+' if side > 0 else '-'}{pair}")
        elif lower in NEGATIONS or not (is_function_word(lower) or lower.endswith("ly") or lower in _OF_SAYING):
            found.append(_stem(lower))
    return found


def _renamed(around: set[str], one: str, other: str) -> set[str]:
    return {f"{side} {one if word == other else word}" for side, word in (item.split(" ", 1) for item in around)}
