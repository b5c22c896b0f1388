"""Numbers of a statement that its source does not have."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, product

from index.terms import words
from rag.support.numerals import Quantity, decades, quantities
from rag.support.vocabulary import NEGATIONS, opposed

_OF_NAME = re.compile(r"\b[A-Z][A-Za-z]*[-–]?(\d+)\b")
"""A number in a name: VGG-16 is the 16-layer VGG."""
_LIST = re.compile(r"\d+(?:\.\d+)?(?:, \d+(?:\.\d+)?)+,? and \d+(?:\.\d+)?")
"""Numbers that can be counted: "6, 12 and 24 eggs" are of three nests."""
_PRODUCT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:×|x|\\times)\s*(\d+(?:\.\d+)?)")
_BOUND = re.compile(
    r"\b(over|above|more than|fewer than|less than|up to|under|below|at least|at most|exceeds?|within)\b", re.IGNORECASE
)
_NOT = r"(?<!no )(?<!not )(?<!not be )(?<!never )(?<!or )"
_NEGATED = r"(?:no|not|not be|never)"
_AT_MOST = re.compile(
    rf"(?:\b(?:up to|at most|{_NEGATED} (?:more than|above)|"
    rf"{_NOT}(?:(?:less|fewer|smaller|lower) than|below|under))\b[^\w<>≤≥]+|[<≤]\W*)$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    rf"(?:\b(?:at least|{_NEGATED} (?:(?:less|fewer|smaller|lower) than|below)|"
    rf"{_NOT}(?:(?:more|higher|larger|greater) than|above|over))\b[^\w<>≤≥]+|[>≥]\W*)$",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:rather than|instead of|not)\W+(?:(?:at|by|for|in|of|on|to|with|the|an?) )*$", re.IGNORECASE)
_COMPLEMENTS = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("error errors", "accuracy"),
        ("drop drops dropped dropping zero zeroed discards", "keep keeps kept keeping retains retained survive active"),
    )
)
"""Words for a share and for what it leaves, which are no opposites."""
_OF_REST = frozenset(("rest", "remaining", "remainder", "left", "other", "others"))
_BY = re.compile(r"\bby (?:about |roughly |nearly |a factor of )?$", re.IGNORECASE)
"""What stands before a number that divides."""
MOST_LISTED = 6
"""Largest number that may count what a source lists without a number: "in three sizes"."""
_LISTED = frozenset("size kind type part step way version variant stage side method approach reason case model".split())
MOST_RECKONED = 4096
"""Largest number that is added, and multiplied, to make another."""
FEW, FROM_RECKONED = 4, 100
"""Numbers of a source from more than which any small number follows by chance, and the smallest one that does not."""
ROUNDING, ROUGHLY = 0.05, 0.15
"""Shares by which a number that is said to be rounded may differ from another, and one in words from what follows."""
_UNCOUNTED = frozenset(("tens", "hundreds", "thousands", "millions", "billions"))
FROM_ROUNDED = 10
"""Smallest number that may be a finer one rounded, without a word that says so."""
_WRITTEN_SCALES = (1e3, 1e6, 1e9)
_DIGITS = re.compile(r"\d+(?:\.(\d+))?")
_ABOUT = re.compile(
    r"\b(about|around|roughly|nearly|almost|some|approximately|over|more than|fewer than|less than|up to|close to|just|"
    r"under|at least|at most)\b|[~≈]",
    re.IGNORECASE,
)


def computed_quantities(statement: str, source: str) -> list[Quantity]:
    """The numbers of a statement that its source gives by a step of arithmetic, and does not state.

    But for differences in points and for ratios, which are there to compare numbers: "three times as many".

    >>> [one.said for one in computed_quantities("It has 8 eggs.", "One nest has 5 eggs, the other has 3.")]
    ['8']
    >>> computed_quantities("It has twice as many.", "It has 6 eggs, the other has 3.")
    []
    """

    def is_computed(one: Quantity, held: list[Quantity]) -> bool:
        return not _compares(one) and _is_held(one, held) and not _is_stated(one, held)

    return _those(statement, source, is_computed)


def missing_quantities(statement: str, source: str) -> list[Quantity]:
    """The numbers of a statement that contradict its source, or that it surely neither has nor gives by arithmetic.

    >>> [one.said for one in missing_quantities("It has 64 cells.", "The grid has 7×7 = 49 cells.")]
    ['64']
    >>> [one.said for one in missing_quantities("It is at least 14 times faster.", "It is up to 14 times faster.")]
    ['14 times']
    >>> missing_quantities("Half of the 49 cells are empty.", "50 % of the cells of the 7×7 grid are empty.")
    []
    """
    held = quantities(source)
    return [one for one in doubtful_quantities(statement, source) if _is_surely_missing(one, held)]


def with_sizes_of(context: str, source: str) -> str:
    """A source with the sizes that its title and headings name, "1×1 convolution": no number, but a name.

    >>> with_sizes_of("Point nests (1×1 nests) of 2015", "It is small.")
    'It is small. 1×1'
    """
    return " ".join([source, *(size[0] for size in _PRODUCT.finditer(context))])


def missing_decade(statement: str, source: str) -> str:
    """The first decade that a statement names and its source has no year of; empty where there is none.

    >>> missing_decade("It began in the nineties.", "It began in 1987."), missing_decade("In the 80s.", "In 1987.")
    ('nineties', '')
    """
    years = {int(one.value) % 100 // 10 * 10 for one in quantities(source) if 1900 <= one.value < 2100}
    held = years.union(decades(source))
    return next((said for decade, said in decades(statement).items() if decade not in held), "")


def _is_surely_missing(one: Quantity, held: list[Quantity]) -> bool:
    """Whether a number in doubt is wrong for sure: it bounds from the other side, or is exact and nowhere denied."""
    if _bounds_otherwise(one, held):
        return True
    others = _rivals(one, held) or _has_other_unit(one, held) or any(_BOUND.search(other.before) for other in held)
    is_bound = _BOUND.search(one.before) and not others
    return not (is_bound or _is_only_denied(one, held) or _counts_told(one, held) or _may_be_the_rest(one, held))


def _may_be_the_rest(one: Quantity, held: list[Quantity]) -> bool:
    """Whether a part of a whole may be what the source's part leaves, or is said of what the source does not count."""
    rests = {1 - other.value for other in held} | {1 - other.value / 100 for other in held if other.unit == "%"}
    is_rest = any(abs(one.value - rest) < 0.01 for rest in rests)
    return one.is_part and (is_rest or all(other.value in (1, 2) for other in held))


def _counts_told(one: Quantity, held: list[Quantity]) -> bool:
    """Whether a number may count what the source lists: "in three sizes"."""
    return one.is_word and 1 < one.value <= MOST_LISTED and one.slot in _LISTED and not _rivals(one, held)


def doubtful_quantities(statement: str, source: str) -> list[Quantity]:
    """The numbers of a statement that cannot be told from its source.

    Besides the missing ones these are bounds ("over 50 ms"), and numbers that the source names only to deny them.

    >>> [one.said for one in doubtful_quantities("The rate is 8.", "The rate is 5 rather than 8.")]
    ['8']
    >>> [one.said for one in doubtful_quantities("It takes over 50 ms.", "It is slow.")]
    ['50 ms']
    >>> missing_quantities("It takes over 50 ms.", "It is slow.")
    []
    """

    def is_doubtful(one: Quantity, held: list[Quantity]) -> bool:
        return _is_only_denied(one, held) or not _is_held(one, held)

    return _those(statement, source, is_doubtful)


def _those(statement: str, source: str, are: Callable[[Quantity, list[Quantity]], bool]) -> list[Quantity]:
    """The numbers of a statement that are so beside those of its source, and that this does not multiply ("7×7")."""
    held = quantities(source)
    if _is_of_the_rest(statement, source):
        held += [replace(other, value=round(100 - other.value, 6)) for other in held if other.unit == "%"]
    products = {float(one) * float(other) for one, other in _PRODUCT.findall(source.replace("$", ""))}
    named = {float(number) for number in _OF_NAME.findall(source)}

    listed = {len(re.findall(r"\d+(?:\.\d+)?", run)) for run in _LIST.findall(source)}

    def is_excused(one: Quantity) -> bool:
        is_product = one.value in products and not one.is_side and all(map(_may_be_no_number, _rivals(one, held)))
        return is_product or (one.unit == "layer" and one.value in named) or (one.is_word and one.value in listed)

    return [one for one in quantities(statement) if not is_excused(one) and are(one, held)]


def _is_of_the_rest(statement: str, source: str) -> bool:
    """Whether a share in the statement may be what the source's leaves: one keeps what the other drops."""
    said, held = ({*words(text)} for text in (statement, source))
    new, gone = said - held, held - said
    return (
        any(opposed(*pair) for pair in product(new, gone))
        or any(new & one and gone & other for pair in _COMPLEMENTS for one, other in (pair, pair[::-1]))
        or bool(NEGATIONS & (new | gone))
        or bool(_OF_REST & said)
    )


def _compares(one: Quantity) -> bool:
    """Whether a number says how much one thing differs from another."""
    return one.is_ratio or one.unit == "points" or one.slot == "point" or _ABOUT.search(one.before) is not None


def _is_only_denied(one: Quantity, held: list[Quantity]) -> bool:
    """Whether the source names the number only to say that another is right: "5 rather than 8"."""
    same = [other for other in held if _same(one, other)]
    return bool(same) and not _DENIED.search(one.before) and all(_DENIED.search(other.before) for other in same)


def _bounds_otherwise(one: Quantity, held: list[Quantity]) -> bool:
    """Whether the number bounds from below what the source bounds from above, or the other way round."""
    same = [other for other in held if _same(one, other)]
    return bool(same) and all(
        (_AT_LEAST.search(one.before) and _AT_MOST.search(other.before))
        or (_AT_MOST.search(one.before) and _AT_LEAST.search(other.before))
        for other in same
    )


def _is_held(one: Quantity, held: list[Quantity]) -> bool:
    """Whether the source has the number, rounded or in another unit perhaps, or gives it by a step of arithmetic."""
    if _bounds_otherwise(one, held):
        return False
    if _is_stated(one, held):
        return True
    if _has_other_unit(one, held):
        return False
    counted = [other for other in held if other.unit != "place"]
    if rivals := _rivals(one, held):
        return not one.is_side and _is_sum(one, rivals, counted)
    rounding = ROUGHLY if one.is_word else ROUNDING
    return _follows(one, counted, rounding if _ABOUT.search(one.before) else 1e-6)


def _is_stated(one: Quantity, held: list[Quantity]) -> bool:
    """Whether the source has the number, rounded perhaps, or the statement's is said of anything."""
    is_about = _ABOUT.search(one.before) is not None
    if _AT_MOST.search(one.before) and any(_is_just_below(other, one) for other in held):
        return True
    if any(
        _same(one, other) or (is_about and _is_near(one, other)) or _is_rounded(one, other) or _is_part(one, other)
        for other in held
    ):
        return True
    if _has_other_unit(one, held) or _rivals(one, held):
        return False
    is_multiple = one.is_ratio and one.said.casefold() != "twice"  # "not the same twice"
    is_free = one.is_word and one.value in (0, 1, 2) and not (one.is_measured or is_multiple)
    return one.unit == "place" or is_free  # "the first", "both"


def _has_other_unit(one: Quantity, held: list[Quantity]) -> bool:
    """Whether the source has the same number, but of another unit: seconds for minutes."""
    return any(one.value == other.value and one.is_measured and other.is_measured for other in held)


def _rivals(one: Quantity, held: list[Quantity]) -> list[Quantity]:
    """The numbers that the source has of the same things."""
    if not one.slot or _may_be_no_number(one):
        return []
    return [other for other in held if other.slot == one.slot and _kind(other) == _kind(one)]


def _may_be_no_number(one: Quantity) -> bool:
    """Whether it is "one", as of "one of them"."""
    return one.is_word and one.value == 1 and one.unit != "place"


def _is_sum(one: Quantity, rivals: list[Quantity], held: list[Quantity]) -> bool:
    """Whether the number is the sum or difference of two different numbers, one of them of the same things."""
    pairs = ((first.value, other.value) for first in rivals for other in held if first.value != other.value)
    return any(one.value in (first + second, abs(first - second)) for first, second in pairs)


def _kind(one: Quantity) -> str:
    """What a number is for: only numbers of one kind say the same of a thing or contradict each other."""
    if one.unit == "place":
        return "place"
    return "ratio" if one.is_ratio else "count"


def _same(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are equal, in whatever units."""
    if _have_other_measures(one, other):
        return one.size == other.size
    values = {other.value} | ({other.value / 100} if other.unit == "%" else set())
    if one.unit == "%":
        values |= {other.value * 100} if other.value <= 1 else set()
    return any(abs(one.value - value) < 1e-9 * max(1.0, abs(value)) for value in values)


def _have_other_measures(one: Quantity, other: Quantity) -> bool:
    return one.is_measured and other.is_measured and one.unit != other.unit


def _is_near(one: Quantity, other: Quantity) -> bool:
    """Whether a number that is said to be rounded may be rounded from another."""
    if _have_other_measures(one, other):
        return False
    if one.unit == "%" and other.value < 1:
        return abs(one.value - 100 * other.value) < 2
    if one.is_part and other.unit == "%":
        return abs(100 * one.value - other.value) < 2
    largest = max(abs(one.value), abs(other.value))
    return largest >= 10 and abs(one.value - other.value) <= ROUNDING * largest


def _is_just_below(one: Quantity, other: Quantity) -> bool:
    """Whether a number that bounds nothing is below another of the same things, and not far: 0.3 points, below 0.5."""
    is_of_same = one.slot == other.slot != "" and _kind(one) == _kind(other) and not _have_other_measures(one, other)
    return is_of_same and not _BOUND.search(one.before) and other.value / 2 <= one.value < other.value


def _is_rounded(one: Quantity, other: Quantity) -> bool:
    """Whether a number is another one rounded to its last digit: "2.4 million", "five million", "77 %"."""
    if _have_other_measures(one, other):
        return False
    said, held = _DIGITS.match(one.said), _DIGITS.match(other.said)
    if one.is_word:
        scale = max((scale for scale in _WRITTEN_SCALES if scale <= one.value), default=0.0)
        return scale > 0 and one.value >= 2 * scale and abs(one.value - other.value) <= scale / 2
    if said is None or not float(said[0]):
        return False
    scale, decimals = one.value / float(said[0]), len(said[1] or "")
    is_finer = held is not None and len(held[1] or "") > decimals and one.value >= FROM_ROUNDED
    return (scale >= 1000 or is_finer) and abs(one.value - other.value) <= scale / 2 / 10**decimals


def _is_part(one: Quantity, other: Quantity) -> bool:
    """Whether "tenfold" and "a tenth" are said of the same, or "a quarter" and "divided by 4"."""
    divides = other.is_word or _BY.search(other.before) is not None
    return one.is_word and divides and abs(one.value * other.value - 1) < 1e-9


def _follows(one: Quantity, held: list[Quantity], tolerance: float) -> bool:
    """Whether the number is the sum, difference, product or quotient of two different numbers of the source."""
    values = [other.value for other in held if other.value and other.said.casefold() not in _UNCOUNTED]
    if not values or one.value in (0, 1):
        return False
    if one.unit == "year" or 1900 < one.value < 2100:
        return False
    if len(set(values)) > FEW and one.value < FROM_RECKONED and not _compares(one):
        return False
    made = set[float]()
    for first, second in combinations(sorted(set(values)), 2):
        if (first > MOST_RECKONED) == (second > MOST_RECKONED):
            made |= {first / second, second / first}
        if second <= MOST_RECKONED:
            made |= {first * second} if one.is_side else {first * second, first + second, abs(first - second)}
    return any(abs(one.value - value) < tolerance * abs(value) for value in made)
