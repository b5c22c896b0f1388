"""A cell of a table that is but a number -> whether a sentence gives that number to what its row and column are of.

A number alone is like any other of its sentence, so that the check would take the one for the other. Sure is only what
one clause says: it has the number, and in it what the number is of, with no other number between them.
"""

import re
from collections.abc import Iterator, Sequence

from index.terms import content_terms, terms, words
from rag.questions.names import names
from rag.support.numerals import Quantity, quantities
from rag.support.vocabulary import DENIALS
from rag.written.subjects import WORD

MOST_WORDS = 4
"""Of a cell that is a number: "about 60 million"."""
YEARS = range(1900, 2100)
_BETWEEN = re.compile(
    r"(?P<goes_on>\s+and\s+(?=\d))|(?P<does>\s+and\s+(?=[a-z]+s\s+(?:at|in|on|with|by|to|about|only|an?|the|up|\d)\b))|"
    r"[;:,]\s+|\s+(?:and|or|but|whereas|while|than(?!\s+\d))\s+"
)
_BOUND = (
    r"(?P<above>\b(?:over|above|(?:more|higher|greater|larger) than)\b|>)|"
    r"(?P<below>\b(?:under|below|(?:less|fewer|lower|smaller) than)\b|<)|"
    r"(?P<least>\bat least\b|≥)|(?P<most>\b(?:at most|up to)\b|≤)"
)
_BOUNDS = re.compile(_BOUND, re.IGNORECASE)
_SUBJECT = re.compile(r"\W*(?:the\s+)?", re.IGNORECASE)
_OPENS = re.compile(rf"\W*(?:(?:about|around|roughly|nearly|almost|approximately|some|ca|{_BOUND})\W*)?", re.IGNORECASE)
_WITH_UNIT = re.compile(rf"{WORD.pattern}(?:\s?[%°])?")
_OF = re.compile(r"\b(?:of|for|from|unlike|like)\b|['’]s\b")
"""By which what stands behind a number may be what has it: "13 owls of AxNet"."""
_NEXT = re.compile(r"\s+([^\W\d_][\w-]*)")
_OF_ANY = frozenset(content_terms("value year date name version model method number count detail property aspect fact"))
"""What heads a column of whatever is told."""


def number_of(cell: str) -> Quantity | None:
    """The one number that a cell is; none where it says more.

    >>> number_of("about 1,000").value, number_of("3 or 4"), number_of("hears on two sides")
    (1000.0, None, None)
    """
    said = quantities(cell)
    is_alone = len(said) == 1 and len(words(cell)) <= MOST_WORDS and _OPENS.fullmatch(said[0].before)
    return _bare(said[0]) if is_alone else None


def gives_number(sentence: str, cell: str, of: Sequence[str], named: str) -> bool:
    """Whether a sentence says the number of a cell of all that its row and its column are about.

    Args:
        of: the label of the row and the head of the column.
        named: the question and the headings about the sentence; what they name needs no mention in the table.

    >>> def gives(cell, *of):
    ...     said = "BoNet (2016) has 13 old and 3 new owls, and AxNet (2018) has 16 old owls."
    ...     return gives_number(said, cell, of, "")
    >>> gives("2016", "BoNet", "Year"), gives("13", "BoNet", "Old owls"), gives("3", "BoNet", "New owls")
    (True, True, True)
    >>> gives("2018", "BoNet", "Year"), gives("3", "BoNet", "Old owls"), gives("16", "BoNet", "Old owls")
    (False, False, False)
    """
    labels = " ".join(of)
    number = number_of(cell)
    if number is None or _denies(labels) or not set(_of_something(labels)) <= set(content_terms(sentence)):
        return False
    told = {*terms(f"{named} {labels}")}
    needed = [term for label in of for term in _in_its_clause(label)]
    return needed != [] and any(
        not _denies(clause) and _bounds(clause) == _bounds(cell) and _is_beside(number, needed, clause, labels, told)
        for clause in _clauses(sentence)
    )


def _bounds(text: str) -> list[str]:
    """On which side of a number what is told lies.

    >>> _bounds("higher than 0.7"), _bounds("> 0.7"), _bounds("at most 3")
    (['above'], ['above'], ['most'])
    """
    return [str(one.lastgroup) for one in _BOUNDS.finditer(text)]


def _of_something(label: str) -> list[str]:
    return [term for term in content_terms(label) if term not in _OF_ANY]


def _in_its_clause(label: str) -> list[str]:
    """The terms of a label but the last where that is what is counted, which clauses share: "13 old and 3 new owls"."""
    said = _of_something(label)
    is_name_of_kind = len(said) == len(label.split()) > 1
    return said[:-1] if is_name_of_kind else said


def _clauses(sentence: str) -> Iterator[str]:
    """What a sentence says one beside the other; what goes on with a number is said of what was named before it.

    What goes on with a verb is said of what the clause before begins with.

    >>> list(_clauses("Called BoNet, it has 13 old and 3 new owls"))
    ['Called BoNet', 'it has 13 old', '3 new owls']
    >>> list(_clauses("The BoNet has 13 old and 3 new owls"))
    ['The BoNet has 13 old', 'BoNet 3 new owls']
    >>> list(_clauses("BoNet sees AxNet and runs at 5 owls"))
    ['BoNet sees AxNet', 'BoNet runs at 5 owls']
    """
    start, named, goes_on = 0, "", False
    for between in [*_BETWEEN.finditer(sentence), None]:
        clause = sentence[start : between.start() if between else len(sentence)]
        own = " ".join(names(clause))
        yield f"{named} {clause}" if goes_on and named and not own else clause
        named = named if goes_on and not own else own
        if between and between["does"]:
            named = _subject_of(clause) or (named if goes_on and not own else "")
        if between:
            start, goes_on = between.end(), bool(between["goes_on"] or between["does"])


def _subject_of(clause: str) -> str:
    """The name that a clause begins with; empty where it begins otherwise."""
    opening = _SUBJECT.sub("", clause, count=1)
    return next((name for name in names(clause) if opening.startswith(name)), "")


def _is_beside(number: Quantity, needed: Sequence[str], clause: str, labels: str, told: set[str]) -> bool:
    """Whether a clause has a number and all that is needed, with no other number between but what the table has.

    Nor does it name anything else, unless behind all that: "on a GPU".
    """
    said = list(_WITH_UNIT.finditer(clause))
    place = next((at for at, word in enumerate(said) if number in map(_bare, quantities(clause[: word.end()]))), None)
    found = [next((at for at, word in enumerate(said) if term in terms(word[0])), None) for term in needed]
    is_side = number not in {_bare(one) for one in quantities(clause) if not one.is_side}  # of "7×7"
    if place is None or is_side or None in found or _counts_another(number, clause[said[place].end() :], labels):
        return False
    places = [place, *(at for at in found if at is not None)]
    end = said[max(places)].end()
    named = names(clause if _OF.search(clause, end) else clause[:end])
    if not all(told.issuperset(terms(name)) for name in named):
        return False
    between = quantities(clause[said[min(places)].start() : end])
    others = {_bare(one) for one in between if one.value not in YEARS or number.value in YEARS}
    return others <= {number, *map(_bare, quantities(labels))}


def _counts_another(number: Quantity, behind: str, labels: str) -> bool:
    """Whether a number counts what no label speaks of: of "1000 eggs"; a year counts nothing, nor does a measure."""
    following = None if number.unit or number.value in YEARS else _NEXT.match(behind)
    return following is not None and not set(content_terms(following[1])) <= {*terms(labels)}


def _bare(one: Quantity) -> Quantity:
    """A number without how it is said, or what it counts."""
    return Quantity(one.value, one.unit if one.is_measured else "", "")


def _denies(text: str) -> bool:
    return not DENIALS.isdisjoint(words(text))
