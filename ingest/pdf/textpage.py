"""One page of PDFium's text -> runs with their box and font.

A call through ctypes costs a microsecond or two, and a page has thousands of characters: they come in one call, and
only the ends of each run of words in one font are asked for their place.
"""

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

MAX_CHARACTERS = 100_000
"""Of one page; more is a drawing made of letters."""
_BOLD = re.compile(r"bold|black|heavy|demi|medi(um)?\b|-bd|cmbx|cmssbx|bx\d", re.IGNORECASE)
_SIGNS = re.compile(r"dingbat|wingding|webding|marvosym|awesome|fourier-orns|lcircle", re.IGNORECASE)
_MATH = re.compile(
    r"(cmmi|cmmib|cmsy|cmbsy|cmex|msam|msbm|eufm|eusm|rsfs|stmary|esint|wasy|r?mt2?b?(mi|sy|ex)|txmi|txsy|pxsy)\w*|"
    r"cambria-?math|latinmodernmath|lmmath\w*|stix.*math|symbolmt|^symbol|mathematicalpi|mathpi|[a-z]+-?math\b",
    re.IGNORECASE,
)
_WORD = re.compile("[^\\s\2\ufffe]+[\2\ufffe]?")
_LINE_END_HYPHEN = "\2\ufffe"
"""What PDFium makes of a hyphen at the end of a line."""
_PLAIN = re.compile("[\"'“‘(\\[]*([^\\W\\d_]+(['’-][^\\W\\d_]+)*|\\d+)[\\]\"'”’).,;:!?]*[-\2\ufffe]?")
"""Words that are in one font, unless it is one of formulas: anything else may be a word with a mark or an index."""
_Span = tuple[int, int, "Style", bool]
"""First and last place (left out) in the page's text, what the characters share, and whether no space stands before."""


@dataclass(frozen=True, slots=True)
class Font:
    """What a font's name tells."""

    name: str
    bold: bool
    signs: bool
    """Whether its letters are drawn as bullets and arrows."""
    math: bool
    hangs: bool = False
    """Whether its signs (sums, integrals, large brackets) hang down from the baseline instead of standing on it."""


class Style(NamedTuple):
    """What the characters of one text object share."""

    origin: tuple[float, float]
    """Where the object begins on its baseline, in the page's own coordinates."""
    turn: int
    """Quarter turns against the clock; -1 for slanted text."""
    size: float
    font: Font


class Place(NamedTuple):
    """A run as PDFium gives it: with its box in the page's own coordinates."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    style: Style
    glued: bool


class TextPage:
    """Reads one text page; the structures that PDFium fills are made once."""

    def __init__(self, raw: Any, fonts: dict[bytes, Font]) -> None:
        from pypdfium2 import raw as pdfium

        self._raw, self._fonts = raw, fonts
        self._rect, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._name, self._flags = ctypes.create_string_buffer(256), ctypes.c_int()
        self._box = partial(pdfium.FPDFText_GetLooseCharBox, raw)
        self._transform = partial(pdfium.FPDFText_GetMatrix, raw)
        self._font_size = partial(pdfium.FPDFText_GetFontSize, raw)
        self._font_info = partial(pdfium.FPDFText_GetFontInfo, raw)
        self._object = _object_reader(pdfium.FPDFText_GetTextObject, raw)
        self._last_object: int | None = None
        self._last_style: Style | None = None

    def places(self) -> Iterator[Place]:
        """The runs of the page: words in one font on one line."""
        text = self._text()
        for start, end, style, glued in self._spans(text):
            words = text[start:end]
            if words[-1] in _LINE_END_HYPHEN:
                words = words[:-1] + ("" if style.font.math else "-")
            if not words:
                continue
            place = self._place(words, start, end - 1, style, glued=glued)
            if _may_hold_gaps(place):
                yield from self._parts(words, start, style)
            else:
                yield place

    def _spans(self, text: str) -> Iterator[_Span]:
        """Where runs start and end: words of one text object together, words of several cut where the font changes."""
        start, end, style = 0, 0, None
        for match in _WORD.finditer(text):
            word_start, word_end = match.span()
            here = self._style(word_start)
            plain = not here.font.math and bool(_PLAIN.fullmatch(match[0]))
            if plain and word_end - word_start == 2:
                plain = self._style(word_end - 1) is here
            if style is not None and (
                not plain or here is not style or text[end - 1] in _LINE_END_HYPHEN or "\n" in text[end:word_start]
            ):
                yield start, end, style, False
                style = None
            if not plain:
                yield from self._cut(word_start, word_end)
                continue
            if style is None:
                start, style = word_start, here
            end = word_end
        if style is not None:
            yield start, end, style, False

    def _cut(self, start: int, end: int) -> Iterator[_Span]:
        """A word's parts, each in one font and size and on one baseline."""
        begin, style = start, self._style(start)
        for at in range(start + 1, end):
            here = self._style(at)
            if here is not style and _differ(here, style):
                yield begin, at, style, begin > start
                begin, style = at, here
        yield begin, end, style, begin > start

    def _text(self) -> str:
        """The characters, so that the position in the text is PDFium's index."""
        from pypdfium2 import raw as pdfium

        count = min(max(pdfium.FPDFText_CountChars(self._raw), 0), MAX_CHARACTERS)
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._raw, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        if len(text) != count:
            # characters without a letter, or beyond the first 65,536, shift the text against the index
            codes = map(partial(pdfium.FPDFText_GetUnicode, self._raw), range(count))
            text = "".join(chr(code if code < 0x110000 else 0xFFFD) for code in codes)
        return text

    def _place(self, text: str, first: int, last: int, style: Style, *, glued: bool) -> Place:
        self._box(first, self._rect)
        rect = self._rect
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if last > first:
            self._box(last, rect)
            # both ends count: the last letter of Arabic stands left, of turned text above
            left, right = min(left, rect.left), max(right, rect.right)
            if style.turn:
                bottom, top = min(bottom, rect.bottom), max(top, rect.top)
        return Place(text, left, bottom, right, top, style, glued)

    def _style(self, index: int) -> Style:
        """The very same object for characters of one text object."""
        address = self._object(index)
        if self._last_style is None or address is None or address != self._last_object:
            self._transform(index, self._matrix)
            matrix = self._matrix
            a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
            size = abs(self._font_size(index)) * (abs(d) if not c else (c * c + d * d) ** 0.5)
            self._font_info(index, self._name, 256, self._flags)
            self._last_style = Style((matrix.e, matrix.f), _quarter_turns(a, b), size, self._font(self._name.value))
            self._last_object = address
        return self._last_style

    def _font(self, name: bytes) -> Font:
        if name not in self._fonts:
            text = name.decode("utf-8", "replace").split("+")[-1]
            is_math = bool(_MATH.match(text))
            hangs = text.upper().startswith("CMEX")
            self._fonts[name] = Font(text, bool(_BOLD.search(text)), bool(_SIGNS.search(text)), is_math, hangs)
        return self._fonts[name]

    def _parts(self, text: str, start: int, style: Style) -> Iterator[Place]:
        """The run cut where a gap stands that PDFium overlooked."""
        letters = [at for at, letter in enumerate(text) if not letter.isspace()]
        singles = {at: self._place(text[at], start + at, start + at, style, glued=False) for at in letters}
        cuts = [
            after for before, after in pairwise(letters) if _gap(singles[before], singles[after]) > 0.9 * style.size
        ]
        for begin, end in pairwise([0, *cuts, len(text)]):
            part = text[begin:end].rstrip()
            yield self._place(part, start + begin, start + begin + len(part) - 1, style, glued=False)


def _object_reader(function: Any, raw: Any) -> Callable[[int], int | None]:
    """FPDFText_GetTextObject that gives a plain address: a pointer object for each call would take twice the time."""
    prototype = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    address = ctypes.cast(function, ctypes.c_void_p).value
    return partial(prototype(address or 0), ctypes.cast(raw, ctypes.c_void_p))


def _quarter_turns(a: float, b: float) -> int:
    """Which way text runs whose direction is (a, b); -1 for slanted.

    >>> [_quarter_turns(*direction) for direction in ((2, 0), (0, 1), (-1, 0.01), (0, -3), (1, 1))]
    [0, 1, 2, 3, -1]
    """
    if abs(b) < abs(a) * 0.1:
        return 0 if a > 0 else 2
    if abs(a) < abs(b) * 0.1:
        return 1 if b > 0 else 3
    return -1


def _may_hold_gaps(place: Place) -> bool:
    """Whether a run is too long for its letters."""
    along = place.top - place.bottom if place.style.turn % 2 else place.right - place.left
    return along > (0.4 + 0.7 * len(place.text)) * place.style.size


def _differ(one: Style, other: Style) -> bool:
    across = 0 if one.turn % 2 else 1
    moved = abs(one.origin[across] - other.origin[across]) > 0.1 * max(one.size, other.size)
    return moved or one.font is not other.font or abs(one.size - other.size) > 0.05 * one.size


def _gap(one: Place, other: Place) -> float:
    """White space between two characters along the text, whichever comes first."""
    if one.style.turn % 2:
        return max(other.bottom - one.top, one.bottom - other.top)
    return max(other.left - one.right, one.left - other.right)
