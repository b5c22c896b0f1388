"""Which of two contrasted things goes with what: "early layers see edges, late ones whole objects", told crosswise.

Things are contrasted where they are opposites, of one kind, or named apart. What else a text speaks of goes with the
one of them that stands nearest. Where what a statement and its source share goes with the other one in the statement,
the two have changed places, whatever words stand around them. And a thing of one sort is none of another: what is
said of the test error is not said of the training error.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product

from index.terms import is_function_word, terms
from rag.questions.names import names
from rag.support.polarity import NEGATION_SCOPE_WORDS, clauses_of
from rag.support.readings import read_plainly
from rag.support.vocabulary import NEGATIONS, Pole, of_one_sort, poles_of, senses_of

CLAUSE_WORDS = 3
"""Words by which what stands in another clause is farther away."""
MAX_KEPT_SHARE = 0.5
"""Of the things that go with the other one, how many may go with the same one in both texts."""
WORDS_BETWEEN_NAMES, MIN_BESIDE_NAMES = 3, 3
"""Words from one name to another from which they are told apart, and the things that must have changed with them."""
MOST_NAMES = 16
"""Of a statement that are looked at: one with more is no comparison."""
_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
"""What is compared may be turned round as a whole, which `crossing` can tell."""
_BE = frozenset("is are was were".split())


@dataclass(frozen=True, slots=True)
class _Thing:
    """A word that carries meaning, where it stands."""

    place: int
    word: str
    stem: str
    poles: tuple[Pole, ...]
    """What it is one side of; it is known by these instead of its stem."""

    @property
    def keys(self) -> Sequence[Pole | str]:
        return self.poles or (self.stem,)


Beside = Mapping[Pole | str, Pole]
"""Of each thing that always stands nearest to one side of a contrast, that side."""


def associated_otherwise(statement: str, source: str) -> tuple[str, str] | None:
    """Two words of a statement that go with other ones in its source; None where there are none.

    >>> associated_otherwise("Late owls hunt small mice, early large.", "Early owls eat small mice, late large.")
    ('late', 'small')
    >>> associated_otherwise("Late owls hunt large mice, early small.", "Early owls eat small mice, late large.")
    >>> associated_otherwise("Early owls hunt large mice.", "Late owls eat large mice and early owls small mice.")
    ('early', 'large')
    """
    if _THAN.search(statement) and _THAN.search(source):
        return None
    said, held = list(_things_of(statement)), list(_things_of(source))
    contrasts = {pole[0] for one in said for pole in one.poles} & {pole[0] for one in held for pole in one.poles}
    told = (_crosswise(contrast, said, held) for contrast in sorted(contrasts))
    return next((pair for pair in told if pair), None) or _of_names(statement, source, said, held)


def other_sort(statement: str, source: str) -> tuple[str, str] | None:
    """A word of a sort before a thing of which the source names another of that sort; None where there is none.

    >>> other_sort("The transposed convolution is small.", "A grouped convolution is small.")
    ('transposed', 'grouped')
    >>> other_sort("Grouped and transposed convolutions", "A grouped convolution is small.")
    """
    said, held = (
        [[word for word in clause if not is_function_word(word)] for clause in clauses_of(text)]
        for text in (statement, source)
    )
    of_said, of_held = ({word for clause in clauses for word in clause} for clauses in (said, held))
    pairs = product(*([pair for clause in clauses for pair in pairwise(clause)] for clauses in (said, held)))
    return next(
        (
            (word, other)
            for (word, thing), (other, same) in pairs
            if of_one_sort(word, other) and terms(thing) == terms(same) and word not in of_held and other not in of_said
        ),
        None,
    )


def _things_of(text: str) -> Iterator[_Thing]:
    place = 0
    for clause in clauses_of(read_plainly(text)):
        turned, denial = 0, ""
        for word in clause:
            if word in NEGATIONS:
                turned, denial = NEGATION_SCOPE_WORDS, word
            elif word in _BE and denial == "not":
                turned = 0  # what does not match is another thing
            elif (poles := _poles(word, is_denied=turned > 0)) or word.isdigit() or _carries_meaning(word):
                place, turned = place + 1, max(0, turned - 1)
                yield _Thing(place, word, "".join(terms(word)) or word, poles)
        place += CLAUSE_WORDS


def _carries_meaning(word: str) -> bool:
    return len(word) > 1 and not is_function_word(word)


def _poles(word: str, *, is_denied: bool) -> tuple[Pole, ...]:
    """What a word is one side of: denied, the other side of its opposites, and none of its kinds."""
    return tuple((pair, -side) for pair, side in senses_of(word)) if is_denied else poles_of(word)


def _crosswise(contrast: str, said: Sequence[_Thing], held: Sequence[_Thing]) -> tuple[str, str] | None:
    """Two words of a statement that the source has crosswise, one of them of a contrast; None where there are none."""
    if len(_sides(contrast, held)) < 2 or any(_are_listed(contrast, things) for things in (said, held)):
        return None
    ours, theirs = _beside(contrast, said), _beside(contrast, held)
    changed, kept = _compared(ours, theirs)
    if _have_changed_places(changed, ours, theirs) and len(kept) <= MAX_KEPT_SHARE * len(changed):
        return _words(said, changed[0], ours)
    # what goes with one side is told only of what the source itself contrasts with what goes with the other
    changed, kept = _compared({key: pole for key, pole in ours.items() if _is_contrasted(key, theirs)}, theirs)
    return _words(said, changed[0], ours) if changed and not kept else None


def _of_names(statement: str, source: str, said: Sequence[_Thing], held: Sequence[_Thing]) -> tuple[str, str] | None:
    """The same of two names that both texts tell apart."""
    named = dict.fromkeys(stem for name in names(statement) for stem in terms(name))
    for one, other in combinations(list(named)[:MOST_NAMES], 2):
        contrast = f"{one} {other}"
        both = [_with_names(contrast, (one, other), things) for things in (said, held)]
        if all(_are_apart(contrast, things) for things in both):
            ours, theirs = (_beside(contrast, things) for things in both)
            changed, kept = _compared(ours, theirs)
            if _have_changed_places(changed, ours, theirs) and len(changed) >= MIN_BESIDE_NAMES and not kept:
                return _words(both[0], changed[0], ours)
    return None


def _with_names(contrast: str, two: tuple[str, str], things: Sequence[_Thing]) -> list[_Thing]:
    """The things of a text with two names of them as the sides of a contrast."""
    return [replace(one, poles=((contrast, two.index(one.stem)),)) if one.stem in two else one for one in things]


def _are_apart(contrast: str, things: Sequence[_Thing]) -> bool:
    """Whether a text has both sides of a contrast, and not side by side."""
    sides = [
        (number, one.place, pole) for number, one in enumerate(things) for pole in one.poles if pole[0] == contrast
    ]
    gaps = [(b[0] - a[0], b[1] - a[1]) for a, b in combinations(sides, 2) if a[2] != b[2]]
    return bool(gaps) and all(words > 1 and gap >= WORDS_BETWEEN_NAMES for words, gap in gaps)


def _are_listed(contrast: str, things: Sequence[_Thing]) -> bool:
    """Whether a text names both sides of a contrast side by side: what stands near goes with both."""
    sides = [(one.place, pole) for one in things for pole in one.poles if pole[0] == contrast]
    return any(second == first + 1 and pole != other for (first, pole), (second, other) in pairwise(sides))


def _sides(contrast: str, things: Sequence[_Thing]) -> set[Pole]:
    return {pole for one in things for pole in one.poles if pole[0] == contrast}


def _beside(contrast: str, things: Sequence[_Thing]) -> Beside:
    sides = [(one.place, pole) for one in things for pole in one.poles if pole[0] == contrast]
    found: defaultdict[Pole | str, set[Pole]] = defaultdict(set)
    for one in things:
        if sides and all(pole[0] != contrast for pole in one.poles):
            nearest = min(abs(one.place - place) for place, _ in sides)
            for key in one.keys:
                found[key].update(pole for place, pole in sides if abs(one.place - place) == nearest)
    return {key: min(poles) for key, poles in found.items() if len(poles) == 1}


def _compared(ours: Beside, theirs: Beside) -> tuple[list[Pole | str], list[Pole | str]]:
    """Of what both texts speak of, what goes with another side, and what with the same."""
    both = [key for key in ours if key in theirs]
    return [key for key in both if ours[key] != theirs[key]], [key for key in both if ours[key] == theirs[key]]


def _have_changed_places(changed: Sequence[Pole | str], ours: Beside, theirs: Beside) -> bool:
    """Whether things went from each of two sides to another."""
    return all(len({beside[key] for key in changed}) > 1 for beside in (ours, theirs))


def _is_contrasted(key: Pole | str, beside: Beside) -> bool:
    """Whether a thing is one side of a contrast whose other sides go with something else."""
    others = {
        pole for other, pole in beside.items() if key[0] == other[0] and key != other and not isinstance(other, str)
    }
    return not isinstance(key, str) and key in beside and bool(others) and beside[key] not in others


def _words(said: Sequence[_Thing], key: Pole | str, beside: Beside) -> tuple[str, str]:
    """The words of a statement that are a thing and the side it goes with."""
    of = {one: thing.word for thing in reversed(said) for one in thing.keys}
    return of[key], of[beside[key]]
