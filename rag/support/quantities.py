"""Numbers of a statement that its source does not have."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from index.terms import is_function_word, terms

_WORDS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS |= {"hundred": 100, "dozen": 12, "pair": 2, "both": 2, "twice": 2, "double": 2, "doubles": 2, "doubled": 2}
_WORDS |= {"single": 1, "once": 1, "thrice": 3, "tens": 10, "hundreds": 100, "thousands": 1000}
_WORDS |= {
    f"{stem}{ending}": value
    for stem, value in (("doubl", 2), ("tripl", 3), ("quadrupl", 4))
    for ending in ("e", "es", "ed", "ing")
}
_WORDS |= {f"{word}fold": _WORDS[word] for word in "two three four five six seven eight nine ten hundred".split()}
_PARTS = {
    "half": Fraction(1, 2),
    "halves": Fraction(1, 2),
    "halved": Fraction(1, 2),
    "third": Fraction(1, 3),
    "thirds": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "quarters": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "fifths": Fraction(1, 5),
    "tenth": Fraction(1, 10),
    "tenths": Fraction(1, 10),
}
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()
_PARTS |= {word: Fraction(1, place) for place, word in enumerate(_ORDINALS) if place > 3} | {
    "sixteenth": Fraction(1, 16), "thirtieth": Fraction(1, 30),
    "hundredth": Fraction(1, 100), "thousandth": Fraction(1, 1000),
}  # fmt: skip
_SCALES = {
    "k": 1e3, "thousand": 1e3, "thousands": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "millions": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9, "trillion": 1e12, "hundred": 1e2, "dozen": 12,
}  # fmt: skip
_UNITS = {
    "ms": "ms", "millisecond": "ms", "milliseconds": "ms", "s": "s", "sec": "s", "second": "s", "seconds": "s",
    "minute": "min", "minutes": "min", "min": "min", "hour": "h", "hours": "h", "h": "h", "day": "day", "days": "day",
    "week": "week", "weeks": "week", "month": "month", "months": "month", "year": "year", "years": "year",
    "decade": "decade", "decades": "decade", "century": "century", "centuries": "century",
    "kb": "kb", "mb": "mb", "gb": "gb", "tb": "tb", "megabyte": "mb", "megabytes": "mb", "gigabyte": "gb",
    "gigabytes": "gb", "kilobytes": "kb", "%": "%", "percent": "%", "per cent": "%", "points": "points",
    "point": "points", "mm": "mm", "cm": "cm", "km": "km", "m": "", "metres": "metre", "meters": "metre",
    "millimetres": "mm", "centimetres": "cm", "kilometres": "km", "fps": "fps", "hz": "hz", "khz": "khz", "mhz": "mhz",
    "ghz": "ghz", "degrees": "degree", "°": "degree", "bit": "bit", "bits": "bit", "byte": "byte", "bytes": "byte",
    "epoch": "epoch", "epochs": "epoch", "iteration": "iteration", "iterations": "iteration", "layers": "layer",
    "layer": "layer", "times": "times", "fold": "times",
    "pixels": "pixel", "pixel": "pixel", "classes": "class", "class": "class",
}  # fmt: skip
SAME_KIND = frozenset(
    """ms s min h day week month year decade century kb mb gb tb % mm cm km metre fps hz khz mhz ghz degree bit
    byte""".split()
)
"""Units that say something by themselves: another one of these beside the same number is another quantity."""
_NUMBER = r"\d{1,3}(?:[,\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_TOKEN = re.compile(
    rf"(?P<number>(?<![\w.])(?:{_NUMBER})|(?<=[×x*^/=(\[{{-])(?:{_NUMBER}))(?P<scale>\s?(?:thousand|million|billion|trillion|hundred)s?\b"
    rf"|[kKMB](?![\w-])|\s?bn\b)?(?P<unit>\s?-?(?:%|°|per ?cent\b|[a-zA-Z]+\b))?"
    rf"|(?P<word>[a-zA-Z]+)",
)
_TEX = re.compile(r"\\(?:times|cdot|,|;|!|%|text|mathrm|mathbf|frac|left|right)|[${}\\]")
_TENS = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](one|two|three|four|five|six|seven|eight|nine)\b",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(r"(twice|thrice|doubl|tripl|quadrupl|\w+fold$)", re.IGNORECASE)
_VERSION = re.compile(r"\b[A-Za-z]+[-–]?v?\d[\w.+-]*|\b\d+[A-Za-z]\w*[A-Z]\w*|\b\d[dD]\b")
"""Numbers in a name, ResNet-50, YOLOv3, top-5 excepted: they are compared as names."""
_SAFE_PREFIX = re.compile(r"^(top|part|figure|fig|table|stage|step|rank|kernel|stride|size)[-–]?\d", re.IGNORECASE)
_PRODUCT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:×|x|\\times)\s*(\d+(?:\.\d+)?)")
_BOUND = re.compile(
    r"\b(over|above|more than|fewer than|less than|up to|under|below|at least|at most|exceeds?|within)\b", re.IGNORECASE
)
_AT_MOST = re.compile(r"\b(?:up to|at most|no more than|not more than|(?<!no )(?:less|fewer) than)\W+$", re.IGNORECASE)
_AT_LEAST = re.compile(r"\b(?:at least|no (?:less|fewer) than|(?<!no )(?<!not )more than)\W+$", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:rather than|instead of|not|unlike)\W+(?:(?:at|by|for|in|of|on|to|with|the|an?) )*$", re.IGNORECASE
)
MAX_ROUNDING, ROUGHLY, _NEAR = 0.025, 0.15, 18
_ABOUT = re.compile(
    r"\b(about|around|roughly|nearly|almost|some|approximately|over|more than|fewer than|less than|up to|close to|just|"
    r"under|at least|at most)\b|[~≈]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as said."""

    value: float
    unit: str
    said: str
    is_word: bool = False
    """Whether it is written out: "one", "both"."""
    slot: str = ""
    """Stem of the word that it counts or measures, the next that carries meaning."""
    before: str = ""
    """The text just before it."""


def quantities(text: str) -> list[Quantity]:
    """The numbers of a text, in order; those in names are left out.

    >>> [(one.value, one.unit) for one in quantities("It has 1.2 million weights and takes 47 ms, or half of VGG-16.")]
    [(1200000.0, ''), (47.0, 'ms'), (0.5, '')]
    """
    return list(_read(text))


def _read(text: str) -> Iterator[Quantity]:
    plain = _TEX.sub(" ", _VERSION.sub(lambda name: name[0] if _SAFE_PREFIX.match(name[0]) else " ", text))
    plain = re.sub(r"(?<=\d)\s*[×x]\s*(?=\d)", " × ", plain)
    plain = _TENS.sub(lambda match: str(_WORDS[match[1].casefold()] + _WORDS[match[2].casefold()]), plain)
    tokens = list(_TOKEN.finditer(plain))
    for position, token in enumerate(tokens):
        if found := _numeral(token) if token["number"] else _written_out(tokens, position):
            before = plain[max(0, token.start() - _NEAR) : token.start()]
            yield replace(found, slot=_slot(tokens, position), before=before)


def _written_out(tokens: Sequence[re.Match[str]], position: int) -> Quantity | None:
    """The number that a word says, with the scale after it or the number before a part."""
    word, following, before = (_word_at(tokens, place) for place in (position, position + 1, position - 1))
    if word in _SCALES and (before in _WORDS or _is_numeral_at(tokens, position - 1)):
        return None  # read with the number before it
    if word in _WORDS and following not in _PARTS:
        scale = _SCALES.get(following, 1.0) if following not in ("k", "m", "b") else 1.0
        return Quantity(_WORDS[word] * scale, _UNITS.get(following, ""), tokens[position][0], is_word=True)
    if word in _PARTS and not _is_ordinal(word, before):
        return Quantity(float(_PARTS[word] * _WORDS.get(before, 1)), "", tokens[position][0], is_word=True)
    if word in _ORDINALS:
        return Quantity(float(_ORDINALS.index(word)), "place", tokens[position][0], is_word=True)
    return None


def _word_at(tokens: Sequence[re.Match[str]], place: int) -> str:
    """The word at a place in lower case; nothing where no word is."""
    return (tokens[place]["word"] or "").casefold() if 0 <= place < len(tokens) else ""


def _is_numeral_at(tokens: Sequence[re.Match[str]], place: int) -> bool:
    return place >= 0 and tokens[place]["number"] is not None


def _slot(tokens: Sequence[re.Match[str]], position: int) -> str:
    words = [(tokens[position]["unit"] or "").strip(" -").casefold() if tokens[position]["number"] else ""]
    words += [_word_at(tokens, place) for place in range(position + 1, position + 5)]
    counted = (word for word in words if word and word not in _SCALES and word not in _PARTS and word != "times")
    return next((terms(word)[0] for word in counted if not is_function_word(word) and terms(word)), "")


def _is_ordinal(word: str, before: str) -> bool:
    """Whether "third" and its like count places and are no fraction."""
    return word in _ORDINALS and before not in ("a", "one", "two", "three", "of")


def _numeral(token: re.Match[str]) -> Quantity:
    value = float(re.sub(r"[,\u202f ]", "", token["number"]))
    scale = (token["scale"] or "").strip()
    unit = (token["unit"] or "").strip(" -").casefold().replace("per cent", "percent")
    if not scale and unit in ("million", "billion", "thousand", "trillion", "hundred"):
        scale, unit = unit, ""
    value *= _SCALES.get(scale.casefold(), 1.0) if scale else 1.0
    return Quantity(value, _UNITS.get(unit, ""), token[0].strip())


def missing_quantities(statement: str, source: str) -> list[Quantity]:
    """The numbers of a statement that a source surely neither has nor gives by a small step of arithmetic.

    >>> [one.said for one in missing_quantities("It has 64 cells.", "The grid has 7×7 = 49 cells.")]
    ['64 cells']
    >>> [one.said for one in missing_quantities("It is at least 14 times faster.", "It is up to 14 times faster.")]
    ['14 times']
    >>> missing_quantities("Half of the 49 cells are empty.", "50 % of the cells of the 7×7 grid are empty.")
    []
    """
    held = quantities(source)
    return [one for one in doubtful_quantities(statement, source) if _is_surely_missing(one, held)]


def _is_surely_missing(one: Quantity, held: list[Quantity]) -> bool:
    """Whether a number that the source does not have is more than a bound, and none that it has only to deny it."""
    if _bounds_otherwise(one, held):
        return True
    is_bound = _BOUND.search(one.before) and not _rivals(one, held) and not _has_other_unit(one, held)
    return not is_bound and not _is_only_denied(one, held)


def doubtful_quantities(statement: str, source: str) -> list[Quantity]:
    """These, those that are but bounds, and those that the source has only to deny them.

    >>> [one.said for one in doubtful_quantities("The rate is 8.", "The rate is 5 rather than 8.")]
    ['8']

    >>> [one.said for one in doubtful_quantities("It takes over 50 ms.", "It is slow.")]
    ['50 ms']
    >>> missing_quantities("It takes over 50 ms.", "It is slow.")
    []
    """
    held = quantities(source)
    products = {float(one) * float(other) for one, other in _PRODUCT.findall(source.replace("$", ""))}
    return [
        one
        for one in quantities(statement)
        if one.value not in products and (_is_only_denied(one, held) or not _is_held(one, held))
    ]


def _is_only_denied(one: Quantity, held: list[Quantity]) -> bool:
    """Whether the source has it, but only to say that it is another: "5 rather than 8"."""
    same = [other for other in held if _same(one, other)]
    return bool(same) and not _DENIED.search(one.before) and all(_DENIED.search(other.before) for other in same)


def _bounds_otherwise(one: Quantity, held: list[Quantity]) -> bool:
    """Whether it is a bound from below for what the source bounds from above, or the other way round."""
    same = [other for other in held if _same(one, other)]
    return bool(same) and all(
        (_AT_LEAST.search(one.before) and _AT_MOST.search(other.before))
        or (_AT_MOST.search(one.before) and _AT_LEAST.search(other.before))
        for other in same
    )


def _is_held(one: Quantity, held: list[Quantity]) -> bool:
    if _bounds_otherwise(one, held):
        return False
    is_about = _ABOUT.search(one.before) is not None
    if any(_same(one, other) or (is_about and _is_near(one, other)) or _is_part(one, other) for other in held):
        return True
    if _has_other_unit(one, held):
        return False
    counted = [other for other in held if other.unit != "place"]
    if rivals := _rivals(one, held):
        return _is_sum(one, rivals, counted)
    if one.unit == "place" or (one.is_word and one.value <= 2 and one.unit not in SAME_KIND):
        return True  # "the first", "both", "a single": said of anything
    return _follows(one, counted, ROUGHLY if is_about else 1e-6)


def _has_other_unit(one: Quantity, held: list[Quantity]) -> bool:
    """Whether the source has the same number, but of another unit: seconds for minutes."""
    return any(one.value == other.value and {one.unit, other.unit} <= SAME_KIND for other in held)


def _rivals(one: Quantity, held: list[Quantity]) -> list[Quantity]:
    """The numbers that the source has of the same things."""
    if not one.slot or (one.is_word and one.value == 1 and one.unit != "place"):
        return []  # "one" is often no number
    return [other for other in held if other.slot == one.slot and _kind(other) == _kind(one)]


def _is_sum(one: Quantity, rivals: list[Quantity], held: list[Quantity]) -> bool:
    """Whether it is the sum or difference of two different numbers, one of them of the same things."""
    pairs = ((first.value, other.value) for first in rivals for other in held if first.value != other.value)
    return any(one.value in (first + second, abs(first - second)) for first, second in pairs)


def _kind(one: Quantity) -> str:
    """Whether it tells a place, multiplies or divides ("doubles", "a third", "50 %"), or counts."""
    if one.unit == "place":
        return "place"
    is_ratio = one.unit in ("%", "times") or one.said.casefold() in _PARTS or _MULTIPLE.match(one.said) is not None
    return "ratio" if is_ratio else "count"


def _same(one: Quantity, other: Quantity) -> bool:
    if {one.unit, other.unit} <= SAME_KIND and one.unit != other.unit:
        scaled = _in_base(one), _in_base(other)
        return None not in scaled and scaled[0] == scaled[1]
    values = {other.value} | ({other.value / 100, round(100 - other.value, 6)} if other.unit == "%" else set())
    if one.unit == "%":
        values |= {other.value * 100} if other.value <= 1 else set()
    return any(abs(one.value - value) < 1e-9 * max(1.0, abs(value)) for value in values)


_BASES = {
    "ms": ("time", 1e-3), "s": ("time", 1.0), "min": ("time", 60.0), "h": ("time", 3600.0), "day": ("time", 86400.0),
    "week": ("time", 604800.0), "kb": ("size", 1e3), "mb": ("size", 1e6), "gb": ("size", 1e9), "tb": ("size", 1e12),
    "year": ("years", 1.0), "decade": ("years", 10.0), "century": ("years", 100.0),
    "mm": ("length", 1e-3), "cm": ("length", 1e-2), "metre": ("length", 1.0), "km": ("length", 1e3),
}  # fmt: skip


def _in_base(one: Quantity) -> tuple[str, float] | None:
    base = _BASES.get(one.unit)
    return (base[0], round(one.value * base[1], 9)) if base else None


def _is_near(one: Quantity, other: Quantity) -> bool:
    """Whether a number that is said to be rounded may be rounded from another."""
    if one.unit in SAME_KIND and other.unit in SAME_KIND and one.unit != other.unit:
        return False
    if one.unit == "%" and other.value < 1:
        return abs(one.value - 100 * other.value) < 2
    largest = max(abs(one.value), abs(other.value))
    return largest >= 10 and abs(one.value - other.value) <= MAX_ROUNDING * largest * 2


def _is_part(one: Quantity, other: Quantity) -> bool:
    """Whether "tenfold" and "a tenth" are said of the same."""
    return one.is_word and other.is_word and abs(one.value * other.value - 1) < 1e-9


def _follows(one: Quantity, held: list[Quantity], tolerance: float) -> bool:
    """Whether it is the sum, difference, product or quotient of two different numbers of the source."""
    values = [other.value for other in held if other.value]
    if not values or one.value in (0, 1):
        return False
    if one.unit == "year" or 1900 < one.value < 2100:
        return False
    made = set[float]()
    for first, second in combinations(sorted(set(values)), 2):
        if max(first, second) > 4096:
            continue
        made |= {first * second, first / second, second / first, first + second, abs(first - second)}
    return any(abs(one.value - value) < tolerance * max(1.0, abs(value)) for value in made)
