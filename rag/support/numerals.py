"""The numbers of a text: in digits or in words, with their scale and their unit, and what they count."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.terms import is_function_word, terms

COUNTED = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty""".split()
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()
_WORDS = {word: value for value, word in enumerate(COUNTED)} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    "tens": 10, "hundreds": 100, "thousands": 1000, "millions": 1e6, "billions": 1e9, "dozen": 12, "hundredfold": 100,
    "single": 1, "once": 1, "both": 2, "pair": 2, "twice": 2, "thrice": 3,
}  # fmt: skip
_WORDS |= {f"{word}fold": _WORDS[word] for word in "two three four five six seven eight nine ten".split()}
_WORDS |= {
    f"{stem}{ending}": value
    for stem, value in (("doubl", 2), ("tripl", 3), ("quadrupl", 4))
    for ending in ("e", "es", "ed", "ing")
}
_DENOMINATORS = {word: place for place, word in enumerate(_ORDINALS) if place > 3} | {
    "half": 2, "halves": 2, "halved": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4,
    "fifths": 5, "tenths": 10, "sixteenth": 16, "thirtieth": 30, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
"""Words for a part of a whole, and into how many it is divided."""
_BEFORE_A_PART = frozenset("a an one two three four of top bottom upper lower lowest highest largest smallest".split())
_SCALES = {
    "k": 1e3, "thousand": 1e3, "thousands": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "millions": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9, "trillion": 1e12, "hundred": 1e2, "dozen": 12,
}  # fmt: skip
_MEASURES = (
    ("ms", "time", 1e-3, "ms millisecond milliseconds"),
    ("s", "time", 1.0, "s sec second seconds"),
    ("min", "time", 60.0, "min minute minutes"),
    ("h", "time", 3600.0, "h hour hours"),
    ("day", "time", 86400.0, "day days"),
    ("week", "time", 604800.0, "week weeks"),
    ("month", "years", 1 / 12, "month months"),
    ("year", "years", 1.0, "year years"),
    ("decade", "years", 10.0, "decade decades"),
    ("century", "years", 100.0, "century centuries"),
    ("bit", "bits", 1.0, "bit bits"),
    ("byte", "bytes", 1.0, "byte bytes"),
    ("kb", "bytes", 1e3, "kb kilobytes"),
    ("mb", "bytes", 1e6, "mb megabyte megabytes"),
    ("gb", "bytes", 1e9, "gb gigabyte gigabytes"),
    ("tb", "bytes", 1e12, "tb"),
    ("mm", "length", 1e-3, "mm millimetre millimetres"),
    ("cm", "length", 1e-2, "cm centimetre centimetres"),
    ("metre", "length", 1.0, "metres meters"),
    ("km", "length", 1e3, "km kilometre kilometres"),
    ("fps", "frames", 1.0, "fps"),
    ("hz", "frequency", 1.0, "hz"),
    ("khz", "frequency", 1e3, "khz"),
    ("mhz", "frequency", 1e6, "mhz"),
    ("ghz", "frequency", 1e9, "ghz"),
    ("degree", "angle", 1.0, "degrees °"),
    ("%", "share", 1.0, "% percent"),
    ("points", "", 1.0, "point points"),
    ("epoch", "", 1.0, "epoch epochs"),
    ("iteration", "", 1.0, "iteration iterations"),
    ("layer", "", 1.0, "layer layers"),
    ("times", "", 1.0, "times fold"),
    ("pixel", "", 1.0, "pixel pixels"),
    ("class", "", 1.0, "class classes"),
)
"""Each unit with what it measures, nothing where it only counts, its size, and the words for it."""
UNITS = {word: unit for unit, _, _, words in _MEASURES for word in words.split()}
"""The unit that a lower-case word means."""
_SIZES = {unit: (measured, size) for unit, measured, size, _ in _MEASURES if measured}
_BY_THOUSANDS = r"\d{1,3}(?:(?:[,\u202f\u00a0]\d{3})+|(?: \d{3}){2,})(?!\d|-\d|,\d)(?:\.\d+)?"
_NUMBER = rf"{_BY_THOUSANDS}|\d+(?:\.\d+)?(?:e[-+\u2212]?\d+)?|\.\d+"
_UNIT = "|".join(sorted(map(re.escape, UNITS.keys() - {"%", "°"}), key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?P<number>(?<![\w.])(?:{_NUMBER})|(?<=[×x*^/=(\[{{-])(?:{_NUMBER}))(?P<scale>[\s-]?(?:thousand|million|billion|trillion|hundred)s?\b"
    rf"|[kKMB](?![\w-])|\s?bn\b)?(?P<unit>\s?-?(?:%|°|per ?cent\b|(?i:{_UNIT})\b))?"
    rf"|(?P<word>[a-zA-Z]+)",
)
_PLAIN_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[-+]?\d+)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)(?:\{,\}|\\,)(?=\d{3}(?!\d))")
"""What stands between thousands in a formula: 16{,}384."""
_SIZE = re.compile(r"\$(\d+) ?\\times ?(\d+)\$")
"""A size that is a formula by itself."""
_FRACTIONS = str.maketrans({"½": "0.5", "¼": "0.25", "¾": "0.75"})
_LETTER_B, _TIMES_B = re.compile(r"\bB\b"), re.compile(r"\b(\d+)B\b")
_IN_FORMULA, _MINUS = re.compile(r"\$[^$]+\$"), re.compile(r"(?<=[a-zA-Z)}])(?<!\de)-(?=\d)")
_TEX = re.compile(r"\\(?:times|cdot|,|;|!|%|text|mathrm|mathbf|frac|left|right)|[${}\\]")
_POWER_OF_TEN = re.compile(
    r"(?:(?<![\w.])(?P<factor>\d+(?:\.\d+)?)\s*(?:\\cdot|\\times|[×·x*])\s*)?(?<![\w.])10\s?(?:\^\{?|\*\*)\s?"
    r"(?P<power>[-−]?\d{1,2})(?!\d|\.\d)\}?"
)
"""$5 \\cdot 10^{-4}$ is 5e-4."""
_DECADE = re.compile(
    r"\b(?:nineteen[- ])?(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b|"
    r"\b(?:(?:19|20)|(?<=the )|(?<=early )|(?<=late )|(?<=mid-))(\d)0['’]?s\b",
    re.IGNORECASE,
)
_DECADES = "twent thirt fort fift sixt sevent eight ninet".split()
_TENS = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](one|two|three|four|five|six|seven|eight|nine)\b",
    re.IGNORECASE,
)
_SHARED_SCALE = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?)"
    r"(?=\s?(?:to|or|[-–]|and(?! (?:about|around)))\s?(?:about\s|around\s)?"
    r"\d+(?:\.\d+)?\s?(thousand|million|billion|trillion)\b)"
)
"""The first of two numbers of which only the second has its scale: "25.6 to 28.1 million"."""
_SHARED_UNIT = re.compile(r"(?<![\w.])(\d+)-(?=,? (?:and|or|to) \d+-([a-z]+)\b)")
"""The first of two numbers of which only the second has its unit: "18- and 34-layer"."""
_NO_NUMBER = re.compile(r"\band a half\b|\bone['’]s\b", re.IGNORECASE)
"""What is no part of a whole, "an hour and a half", and no number, "one's own"."""
_HALF_A = re.compile(r"\bhalf an? (?=\w)", re.IGNORECASE)
"""What is a number: "half a point"."""
_VERSION = re.compile(
    r"\b[A-Za-z]+[-–−_]?v?\d[\w.+-]*|\b\d+[A-Za-z]\w*[A-Z]\w*|\b\d[dD]\b|"
    rf"\b\d(?!(?:{_UNIT})\b)[a-z]{{4,}}\b"
)
"""Numbers in a name, ResNet-50, YOLOv3, top-5 excepted: they are compared as names."""
_SAFE_PREFIX = re.compile(r"^(top|part|figure|fig|table|stage|step|rank|kernel|stride|size)[-–]?\d", re.IGNORECASE)
_MULTIPLE = re.compile(r"(twice|thrice|doubl|tripl|quadrupl|\w+fold$)", re.IGNORECASE)
_BEFORE = 18
"""Letters before a number by which it is understood."""


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
    is_side: bool = False
    """Whether it is a side of an area: of "7×7"."""

    @property
    def is_measured(self) -> bool:
        """Whether its unit measures something: another unit beside the same number makes it another quantity."""
        return self.unit in _SIZES

    @property
    def is_ratio(self) -> bool:
        """Whether it multiplies or divides: "doubles", "a third", "50 %"."""
        said = self.said.casefold()
        return self.unit in ("%", "times") or said in _DENOMINATORS or _MULTIPLE.match(said) is not None

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a whole: "a third"."""
        return self.is_word and self.is_ratio and self.value < 1

    @property
    def size(self) -> tuple[str, float]:
        """What it measures, and how much of it in one unit for all: a minute is 60 of "time"."""
        measured, size = _SIZES.get(self.unit, (self.unit, 1.0))
        return measured, round(self.value * size, 9)


def value_of(word: str) -> float | None:
    """The number that a word of digits says; none where it says none.

    >>> value_of("1,000"), value_of("0.50"), value_of("1e-4"), value_of("2.0.1"), value_of("owl")
    (1000.0, 0.5, 0.0001, None, None)
    """
    plain = word.replace("\u2212", "-")
    return float(plain.replace(",", "")) if _PLAIN_NUMBER.fullmatch(plain) else None


def with_plain_numbers(text: str) -> str:
    r"""A text in which a power of ten, with its factor, is one number, and one by thousands or a size is as in prose.

    >>> with_plain_numbers(r"a rate of $5 \cdot 10^{-4}$ for 10^6 owls, or $16{,}384$ of $3 \times 3$")
    'a rate of $5e-4$ for 1e6 owls, or $16,384$ of 3×3'
    >>> with_plain_numbers("½ of them"), [one.value for one in quantities(r"$k_0 + k(\ell-1)$")]
    ('0.5 of them', [1.0])
    """
    text = _SIZE.sub(r"\1×\2", _THOUSANDS.sub(",", text)).translate(_FRACTIONS)
    return _POWER_OF_TEN.sub(lambda one: f"{one['factor'] or 1}e{one['power'].replace('−', '-')}", text)


def decades(text: str) -> dict[int, str]:
    """The decades of a century that a text names, by their tens, with how they are said.

    >>> decades("in the 1950s and early nineties")
    {50: '1950s', 90: 'nineties'}
    """
    found = ((one[2] or str(_DECADES.index(one[1].casefold()) + 2), one[0]) for one in _DECADE.finditer(text))
    return {int(ten) * 10: said for ten, said in found}


def quantities(text: str) -> list[Quantity]:
    """The numbers of a text, in order; those in names are left out.

    >>> [(one.value, one.unit) for one in quantities("It has 1.2 million weights and takes 47 ms, or half of VGG-16.")]
    [(1200000.0, ''), (47.0, 'ms'), (0.5, '')]
    """
    return list(_read(text))


def _read(text: str) -> Iterator[Quantity]:
    text = _HALF_A.sub("0.5 ", _NO_NUMBER.sub(" ", _THOUSANDS.sub(",", text)))
    if _LETTER_B.search(text):
        text = _TIMES_B.sub(r"\1 B", text)  # in "5B + C" B is no billion
    text = _IN_FORMULA.sub(lambda formula: _MINUS.sub(" - ", formula[0]), text)  # "\\ell-1" is no name
    plain = _TEX.sub(" ", _VERSION.sub(lambda name: name[0] if _SAFE_PREFIX.match(name[0]) else " ", text))
    plain = re.sub(r"(?<=\d)\s*[×x]\s*(?=\d)", " × ", plain)
    plain = _SHARED_SCALE.sub(r"\1 \2", _SHARED_UNIT.sub(r"\1-\2", plain))
    plain = _TENS.sub(lambda match: str(_WORDS[match[1].casefold()] + _WORDS[match[2].casefold()]), plain)
    plain = _DECADE.sub(" ", plain)
    tokens = list(_TOKEN.finditer(plain))
    for position, token in enumerate(tokens):
        if found := _numeral(token) if token["number"] else _written_out(tokens, position):
            before = plain[max(0, token.start() - _BEFORE) : token.start()]
            is_side = "×" in (before.rstrip()[-1:], plain[token.end() :].lstrip()[:1]) and not token["word"]
            yield replace(found, slot=_slot(tokens, position), before=before, is_side=is_side)


def _written_out(tokens: Sequence[re.Match[str]], position: int) -> Quantity | None:
    """The number that a word says, with the scale after it or the number before a part."""
    word, following, before = (_word_at(tokens, place) for place in (position, position + 1, position - 1))
    if word in _SCALES and (before in _WORDS or _is_numeral_at(tokens, position - 1)):
        return None  # read with the number before it
    if word in _WORDS and following not in _DENOMINATORS:
        scale = _SCALES.get(following, 1.0) if following not in ("k", "m", "b") else 1.0
        return Quantity(_WORDS[word] * scale, UNITS.get(following, ""), tokens[position][0], is_word=True)
    if word in _DENOMINATORS and not _is_ordinal(word, before):
        return Quantity(_WORDS.get(before, 1) / _DENOMINATORS[word], "", tokens[position][0], is_word=True)
    if word in _ORDINALS:
        return Quantity(float(_ORDINALS.index(word)), "place", tokens[position][0], is_word=True)
    return None


def _word_at(tokens: Sequence[re.Match[str]], place: int) -> str:
    """The word at a place in lower case; nothing where no word is."""
    return (tokens[place]["word"] or "").casefold() if 0 <= place < len(tokens) else ""


def _is_numeral_at(tokens: Sequence[re.Match[str]], place: int) -> bool:
    return place >= 0 and tokens[place]["number"] is not None


def _slot(tokens: Sequence[re.Match[str]], position: int) -> str:
    """Stem of the first word that carries meaning at or soon after a number."""
    words = [(tokens[position]["unit"] or "").strip(" -").casefold() if tokens[position]["number"] else ""]
    words += [_word_at(tokens, place) for place in range(position + 1, position + 5)]
    counted = (word for word in words if word and word not in _SCALES and word not in _DENOMINATORS and word != "times")
    return next((terms(word)[0] for word in counted if not is_function_word(word) and terms(word)), "")


def _is_ordinal(word: str, before: str) -> bool:
    """Whether "third" and its like count places and are no fraction."""
    return word in _ORDINALS and before not in _BEFORE_A_PART


def _numeral(token: re.Match[str]) -> Quantity:
    """The number that digits say, with the scale and the unit behind them."""
    value = float(re.sub(r"[,\u202f\u00a0 ]", "", token["number"]).replace("\u2212", "-"))
    scale = (token["scale"] or "").strip(" -")
    unit = (token["unit"] or "").strip(" -").casefold().replace("per cent", "percent")
    value *= _SCALES.get(scale.casefold(), 1.0) if scale else 1.0
    return Quantity(value, UNITS.get(unit, ""), token[0].strip())
