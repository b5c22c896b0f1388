"""Numbers of a statement that its source does not have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

_WORDS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS |= {"hundred": 100, "dozen": 12, "pair": 2, "both": 2, "twice": 2, "double": 2, "doubles": 2, "doubled": 2}
_WORDS |= {"single": 1, "once": 1, "triple": 3, "thrice": 3, "twofold": 2, "threefold": 3, "tenfold": 10, "fivefold": 5}
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
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SCALES = {
    "k": 1e3, "thousand": 1e3, "thousands": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "millions": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9, "trillion": 1e12, "hundred": 1e2, "dozen": 12,
}  # fmt: skip
_UNITS = {
    "ms": "ms", "millisecond": "ms", "milliseconds": "ms", "s": "s", "sec": "s", "second": "s", "seconds": "s",
    "minute": "min", "minutes": "min", "min": "min", "hour": "h", "hours": "h", "h": "h", "day": "day", "days": "day",
    "week": "week", "weeks": "week", "month": "month", "months": "month", "year": "year", "years": "year",
    "kb": "kb", "mb": "mb", "gb": "gb", "tb": "tb", "megabyte": "mb", "megabytes": "mb", "gigabyte": "gb",
    "gigabytes": "gb", "kilobytes": "kb", "%": "%", "percent": "%", "per cent": "%", "points": "points",
    "point": "points", "mm": "mm", "cm": "cm", "km": "km", "m": "", "metres": "metre", "meters": "metre",
    "millimetres": "mm", "centimetres": "cm", "kilometres": "km", "fps": "fps", "hz": "hz", "khz": "khz", "mhz": "mhz",
    "ghz": "ghz", "degrees": "degree", "°": "degree", "bit": "bit", "bits": "bit", "byte": "byte", "bytes": "byte",
    "epoch": "epoch", "epochs": "epoch", "iteration": "iteration", "iterations": "iteration", "layers": "layer",
    "layer": "layer", "pixels": "pixel", "pixel": "pixel", "classes": "class", "class": "class",
}  # fmt: skip
SAME_KIND = frozenset(
    "ms s min h day week month year kb mb gb tb % mm cm km metre fps hz khz mhz ghz degree bit byte".split()
)
"""Units that say something by themselves: another one of these beside the same number is another quantity."""
_NUMBER = r"\d{1,3}(?:[,\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_TOKEN = re.compile(
    rf"(?P<number>(?<![\w.])(?:{_NUMBER})|(?<=[×x*^/=(\[{{-])(?:{_NUMBER}))(?P<scale>\s?(?:thousand|million|billion|trillion|hundred)s?\b"
    rf"|[kKMB](?![\w-])|\s?bn\b)?(?P<unit>\s?-?(?:%|°|per ?cent\b|[a-zA-Z]+\b))?"
    rf"|(?P<word>[a-zA-Z]+)",
)
_TEX = re.compile(r"\\(?:times|cdot|,|;|!|%|text|mathrm|mathbf|frac|left|right)|[${}\\]")
_VERSION = re.compile(r"\b[A-Za-z]+[-–]?v?\d[\w.+-]*|\b\d+[A-Za-z]\w*[A-Z]\w*|\b\d[dD]\b")
"""Numbers in a name, ResNet-50, YOLOv3, top-5 excepted: they are compared as names."""
_SAFE_PREFIX = re.compile(r"^(top|part|figure|fig|table|stage|step|rank|kernel|stride|size)[-–]?\d", re.IGNORECASE)
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


def quantities(text: str) -> list[Quantity]:
    """The numbers of a text, in order; those in names are left out.

    >>> [(one.value, one.unit) for one in quantities("It has 1.2 million weights and takes 47 ms, or half of VGG-16.")]
    [(1200000.0, ''), (47.0, 'ms'), (0.5, '')]
    """
    return list(_read(text))


def _read(text: str) -> Iterator[Quantity]:
    plain = _TEX.sub(" ", _VERSION.sub(lambda name: name[0] if _SAFE_PREFIX.match(name[0]) else " ", text))
    plain = re.sub(r"(?<=\d)\s*[×x]\s*(?=\d)", " × ", plain)
    words = list(_TOKEN.finditer(plain))
    for position, token in enumerate(words):
        if token["number"]:
            yield _numeral(token)
        elif (word := token["word"].casefold()) in _WORDS:
            value = float(_WORDS[word])
            following = words[position + 1]["word"] if position + 1 < len(words) else None
            part = _PARTS.get((following or "").casefold())
            if part is None:
                scale = (
                    _SCALES.get((following or "").casefold(), 1.0) if (following or "") not in ("k", "m", "b") else 1.0
                )
                unit = _UNITS.get((following or "").casefold(), "")
                yield Quantity(value * scale, unit, token[0], is_word=True)
        elif word in _PARTS and not _is_ordinal(word, words, position):
            before = words[position - 1]["word"] if position else None
            yield Quantity(float(_PARTS[word] * _WORDS.get((before or "").casefold(), 1)), "", token[0], is_word=True)


def _is_ordinal(word: str, tokens: list[re.Match[str]], position: int) -> bool:
    """Whether "third" and its like count places and are no fraction."""
    if word not in _ORDINALS:
        return False
    before = tokens[position - 1]["word"] if position else None
    return (before or "").casefold() not in ("a", "one", "two", "three", "of")


def _numeral(token: re.Match[str]) -> Quantity:
    value = float(re.sub(r"[,\u202f ]", "", token["number"]))
    scale = (token["scale"] or "").strip()
    unit = (token["unit"] or "").strip(" -").casefold().replace("per cent", "percent")
    if not scale and unit in ("million", "billion", "thousand", "trillion", "hundred"):
        scale, unit = unit, ""
    value *= _SCALES.get(scale.casefold(), 1.0) if scale else 1.0
    return Quantity(value, _UNITS.get(unit, ""), token[0].strip())


def missing_quantities(statement: str, source: str) -> list[Quantity]:
    """The numbers of a statement that a source neither has nor gives by a small step of arithmetic.

    >>> [one.said for one in missing_quantities("It has 64 cells.", "The grid has 7×7 = 49 cells.")]
    ['64 cells']
    >>> missing_quantities("Half of the 49 cells are empty.", "50 % of the cells of the 7×7 grid are empty.")
    []
    """
    held = quantities(source)
    return [one for one in quantities(statement) if not _is_held(one, held, _is_about(one, statement))]


def _is_about(one: Quantity, statement: str) -> bool:
    """Whether a number is said to be rounded: "about", "more than" just before it."""
    before = statement[: max(0, statement.find(one.said))][-_NEAR:]
    return _ABOUT.search(before) is not None


def _is_held(one: Quantity, held: list[Quantity], is_about: bool) -> bool:
    if one.is_word and one.value <= 2:
        return True  # "both", "a single", "half": said of anything
    for other in held:
        if _same(one, other) or (is_about and _is_near(one, other)) or _is_part(one, other):
            return True
    return _follows(one, held, ROUGHLY if is_about else 1e-6)


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
    "mm": ("length", 1e-3), "cm": ("length", 1e-2), "metre": ("length", 1.0), "km": ("length", 1e3),
}  # fmt: skip


def _in_base(one: Quantity) -> tuple[str, float] | None:
    base = _BASES.get(one.unit)
    return (base[0], round(one.value * base[1], 9)) if base else None


def _is_near(one: Quantity, other: Quantity) -> bool:
    """Whether a number that is said to be rounded may be rounded from another."""
    if one.unit in SAME_KIND and other.unit in SAME_KIND and one.unit != other.unit:
        return False
    largest = max(abs(one.value), abs(other.value))
    return largest >= 10 and abs(one.value - other.value) <= MAX_ROUNDING * largest * 2


def _is_part(one: Quantity, other: Quantity) -> bool:
    """Whether "tenfold" and "a tenth" are said of the same."""
    return one.is_word and other.is_word and abs(one.value * other.value - 1) < 1e-9


def _follows(one: Quantity, held: list[Quantity], tolerance: float) -> bool:
    """Whether it is the sum, difference, product, quotient or square of numbers of the source."""
    values = [other.value for other in held if other.value]
    if not values or one.value in (0, 1):
        return False
    if one.unit == "year" or 1900 < one.value < 2100:
        return False
    made = {value * value for value in values if value < 1000}
    for first, second in combinations(values, 2):
        if max(first, second) > 4096:
            continue
        made |= {first * second, first / second, second / first, first + second, abs(first - second)}
    return any(abs(one.value - value) < tolerance * max(1.0, abs(value)) for value in made)
