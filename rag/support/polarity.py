"""Opposites and negations: what a statement affirms and its source denies, or the other way round.

Each sentence is read as a list of signs: a word of a pair of opposites counts + or - for that pair, any other word that
carries meaning counts + for itself, and a negation before it turns the sign. Where a statement and its source give
one thing opposite signs, and neither gives it both, the statement is flipped.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from index.terms import is_function_word, terms
from rag.support.readings import read_plainly
from rag.support.vocabulary import DENIALS, NEGATIONS, Pole, negated, senses_of

NEGATION_SCOPE_WORDS = 3
"""Words that carry meaning, after a negation, that it turns."""
UNSURE_WORDS = 2
"""Words behind these that it may turn."""
BEGINNING = 4
"""Letters by which two stems are of one word: "divide" and "divisible"."""
SUBJECT = 2
"""First things of a statement that tell what it is about."""
_CLAUSE = re.compile(
    r"[,;:()—–]|\b(at all|(?:or )?otherwise|or else|but|while|whereas|although|though|(?<!not )(?<!as )yet|and|so|"
    r"(?<!not )because|since|which|that)\b|\.\s",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_AUXILIARY = frozenset(
    "is are was were be been do does did has have had can could will would shall should may might must".split()
)
_OF_OBJECTS = NEGATIONS - DENIALS
"""What denies the thing named next and no more: "avoids duplicates by hiding", "instead of hiding the eggs"."""
_LESS, _ADJECTIVE = (
    frozenset(("less", "least")),
    re.compile(r"(?:(?<!sign)al|ive|ful|able|ible|ous|ent|ant|ary|ic|ate|ed)$"),
)
"""What is less effective is not so effective; less memory is another matter."""
_SURELY = frozenset(("never", "cannot", "without", "lacks", "lacking"))
"""What denies the same in whatever order the rest is told."""
_OF_NOTHING = frozenset(("nothing", "nobody"))
"""What is denied by them is what is done next, and no thing it is done to."""
_OF_SUBJECTS = frozenset("avoided omitted missing absent discouraged skipped".split())
"""What denies what it is said of: "large windows are mostly avoided"."""
_ITSELF = "="
"""What a word of a pair of opposites is marked with where it stands for itself: where both sides are named, one of them
may be denied ("in training, but not at inference")."""
_AFTER_OBJECT = frozenset("by through via when while during if".split())
_AFTER_WITHOUT = _AFTER_OBJECT | {"from"}
"""Words behind which nothing is denied any more."""
_USES = frozenset("use used uses using".split())
"""They tell little for a search, and much behind a "not"."""
_EACH = frozenset("all any each every".split())
_COMPARES = re.compile(r"\b(?:either|both)\b|n['’]t\b", re.IGNORECASE)
_COMPARES_SIDES = re.compile(
    r"\b(?:than|compar\w*|versus|vs|before|after\w*|prior|preced\w*|follow\w*|from|then|until|when|as|if|more|less|"
    r"\w{2,}er)\b",
    re.IGNORECASE,
)
"""What reads otherwise from the other side."""
_THE_SAME = frozenset(("one", "ones"))
_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_HARDLY = re.compile(r"\b(?:hardly|barely|scarcely)\b(?! (?:any|ever)\b)", re.IGNORECASE)
_LITTLE = re.compile(r"\b(?:slow|slowly|little|poorly|weakly|slightly|barely)\b", re.IGNORECASE)
"""Words of which "hardly" says as much: what hardly learns learns very slowly."""
_COMPARING = frozenset(("like", "unlike", "toward", "towards", "because", "during"))
"""They are nothing that is denied, and deny nothing: "unlike crows, owls hunt at night" says the same as "owls hunt at
night, crows do not"."""


def flips(statement: str, source: str, *, is_turned: bool = False) -> list[str]:
    """What the one affirms and the other denies, a word each.

    Args:
        is_turned: whether they tell things in another order: then what is denied beside something else ("A rather than
            B") does not count, nor do opposites, where one of them compares.

    >>> flips("Pooling has weights.", "Pooling has no weights.")
    ['weight']
    >>> flips("Dropout is never used at test time.", "Dropout is not used at test time.")
    []
    >>> flips("A larger stride increases the size of the output.", "A larger stride reduces the output size.")
    ['increase']
    >>> flips("Owls are quieter than birds like crows.", "Unlike birds such as crows, owls are quiet.")
    []
    """
    if _HARDLY.search(statement) and _LITTLE.search(source):
        statement = _HARDLY.sub("", statement)
    of_pairs = not (is_turned and any(_COMPARES_SIDES.search(text) for text in (statement, source)))
    said, held = (_Signs(text, is_turned, of_pairs) for text in (statement, source))
    if is_turned and any(len(held.of.get(thing, ())) > 1 for thing in list(said.of)[:SUBJECT]):
        return []  # it is said of what the source denies, perhaps
    flipped = [
        thing
        for thing, signs in said.of.items()
        if {*signs} == {-sign for sign in held.of.get(thing, ())} != {1, -1}
        and not said.denies_first(thing, held)
        and not held.denies_first(thing, said)
    ]
    of_sides = [thing for thing in flipped if thing[0] != _ITSELF]
    return of_sides or [thing.removeprefix(_ITSELF) for thing in flipped]


def flips_of_a_thing(statement: str, source: str) -> list[str]:
    """Words for which the one names an opposite just before a thing of which the other names it, each with the thing.

    In whatever order they come; none where either compares, and none of a clause that denies something.

    >>> flips_of_a_thing("Recall rises; a decrease in precision follows.", "An increase in precision, and less recall.")
    ['increase precis']
    >>> flips_of_a_thing("A positive egg and a negative one", "One positive and one negative egg")
    []
    """
    if all(_THAN.search(text) for text in (statement, source)):
        return []
    if any(_COMPARES.search(text) for text in (statement, source)):
        return []
    said, held = _sides(statement), _sides(source)
    return [thing for thing in said if len(said[thing]) == 1 and held[thing] == {-side for side in said[thing]}]


def _sides(text: str) -> defaultdict[str, set[int]]:
    """The side of each pair of opposites on which a text has the thing that is named just behind.

    Where that is left out, "a small egg and a large one", it is whatever the text has on the other side.
    """
    found: defaultdict[str, set[int]] = defaultdict(set)
    left_out: list[Pole] = []
    for clause in (one for one in clauses_of(read_plainly(text)) if NEGATIONS.isdisjoint(one)):
        meant = [word for word in clause if senses_of(word) or word in _THE_SAME or not is_function_word(word)]
        for word, thing in pairwise([*meant, ""]):
            for pair, side in senses_of(word):
                if thing in _THE_SAME or thing.isdigit() or (pair, -side) in senses_of(thing):
                    left_out.append((pair, side))
                elif thing:
                    found[f"{pair} {terms(thing)[0]}"].add(side)
    for pair, side in left_out:
        for thing in (thing for thing in found if thing.split()[0] == pair):
            found[thing].add(side)
    return found


class _Signs:
    """The signs of each thing that a text speaks of."""

    def __init__(self, text: str, is_turned: bool, of_pairs: bool) -> None:
        self.of: defaultdict[str, set[int]] = defaultdict(set)
        self._behind: dict[str, tuple[str, str]] = {}
        """Of a thing that a negation turns behind another, that other, and the stem of its word."""
        self._denied: set[str] = set()
        """Beginnings of the words that stand next to a negation."""
        for clause in clauses_of(read_plainly(text)):
            for thing, sign, first, stem in _signs_of_clause(clause, is_turned, of_pairs):
                self.of[thing].add(sign)
                self._behind[thing] = ("", "") if first == thing else (first, stem)
                self._denied.update([stem[:BEGINNING]] if first == thing else [])

    def denies_first(self, thing: str, other: "_Signs") -> bool:
        """Whether it denies a thing only behind what another text denies too: "no owl is needed", "it needs no owl"."""
        first, stem = self._behind.get(thing, ("", ""))
        agrees = first in other.of and other.of[first] == self.of[first] != {1, -1}
        return bool(first) and (agrees or stem[:BEGINNING] in other._denied)


def clauses_of(text: str) -> Iterator[list[str]]:
    """The lower-case words of each clause of a text."""
    start = 0
    for match in _CLAUSE.finditer(text):
        yield [word.casefold() for word in _WORD.findall(text[start : match.start()])]
        start = match.end()
    yield [word.casefold() for word in _WORD.findall(text[start:])]


def _signs_of_clause(words: list[str], is_turned: bool, of_pairs: bool) -> list[tuple[str, int, str, str]]:
    """Each thing with its sign, and what is denied first by the same word, with the stem of that.

    A thing is there with both signs where it cannot be told whether a negation counts.
    """
    turned: int = 0
    first = stem = ""
    denies_object, ending = False, frozenset[str]()
    signs: tuple[int, ...] = (1,)
    read: list[tuple[str, int, str, str]] = []
    for before, word in pairwise(["", *words]):
        if word in _OF_SUBJECTS and (before in _AUXILIARY or before.endswith("ly")):
            read = [(thing, -sign, "", "") for thing, sign, *_ in read]
            continue
        if word in NEGATIONS:
            is_sure = not is_turned or word in _SURELY or before in _AUXILIARY
            turned, signs, first, stem = NEGATION_SCOPE_WORDS + UNSURE_WORDS, (-1,) if is_sure else (-1, 1), "", ""
            denies_object = word in _OF_OBJECTS
            ending = _AFTER_WITHOUT if word == "without" else _AFTER_OBJECT if denies_object else frozenset[str]()
            turned = 1 + UNSURE_WORDS if word in _OF_NOTHING else turned
            continue
        if word in _COMPARING or word in _EACH or (word in _USES and denies_object):
            continue
        if word in ending:
            turned = 0
        side_of = -1 if before in _LESS and (_ADJECTIVE.search(word) or senses_of(word)) else 1
        if found := [(thing, side * side_of) for thing, side in _things(word, of_pairs)]:
            is_next = not first
            first, stem = first or found[0][0], stem or terms(word)[0]
            for thing, side in found:
                is_sure = turned > UNSURE_WORDS and (is_next or thing[0] != _ITSELF)
                of_thing = signs if is_sure else (-1, 1) if turned else (1,)
                read += [(thing, side * sign, *((first, stem) if turned else ("", ""))) for sign in of_thing]
            turned = max(0, turned - 1)
    return read


def _things(word: str, of_pairs: bool) -> Iterator[tuple[str, int]]:
    """What a word that carries meaning speaks of, with the side it is on: pairs of opposites, or itself."""
    senses, denied = (senses_of(word), negated(word)) if of_pairs else ((), "")
    if senses:
        yield from senses
        yield f"{_ITSELF}{terms(word)[0]}", 1
    elif denied:
        yield terms(denied)[0], -1
        yield from ((pair, -side) for pair, side in senses_of(denied))
    elif (word in _USES or not (is_function_word(word) or word in _AUXILIARY)) and len(word) > 2 and not word.isdigit():
        yield terms(word)[0], 1
