"""Text -> words, and the pattern that finds them again however they are marked up.

Only letters and digits are compared, after NFKC: markers, escapes, quotation marks and dashes are a matter of style. A
Chinese or Japanese character is a word. A character that could not be decoded stands for anything. `EDGE` stands where
an inline element begins or ends (a word may be written apart there), a character from `FIRST_MASK` on for something
that is compared elsewhere or not at all.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

EDGE = "\ue000"
DOLLAR, BACKSLASH = "\ue001", "\ue002"
"""Stand-ins inside inline code, where neither begins a formula."""
FIRST_MASK = 0xE100
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe0f]")
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = rf"[{_CJK}]|(?:[^\W_{_CJK}]|\ufffd)+"
_PART = re.compile(rf"(?P<word>{_WORD})|(?P<mask>[\ue100-\uefff])|(?P<edge>\ue000+)|(?P<other>.)", re.DOTALL)
_WORDS = re.compile(_WORD)


def words(text: str) -> str:
    """The words, one space before and after each.

    >>> words("A *bold* is\\\\_it, 10² 深度")
    ' A bold is it 102 深 度 '
    """
    found = _WORDS.findall(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))
    return f" {' '.join(found)} " if found else " "


@dataclass(frozen=True, slots=True)
class Prose:
    """Text of a block: `flat` with edges and masks, and what each mask stands for."""

    flat: str
    masks: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return words(self.flat.replace(EDGE, ""))

    @property
    def count(self) -> int:
        """Number of words; two Chinese or Japanese characters count as one."""
        found = self.words.split()
        signs = sum(1 for word in found if re.match(rf"[{_CJK}]", word))
        return len(found) - signs // 2

    @property
    def shown(self) -> str:
        """One line for the report."""
        text = re.sub("[\ue100-\uefff]", lambda mask: f"⟨{self.masks[ord(mask[0]) - FIRST_MASK]}⟩", self.flat)
        return " ".join(text.replace(EDGE, "").replace(DOLLAR, "$").replace(BACKSLASH, "\\").split())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to compare."""
        return not self.masks and not self.words.strip()

    @property
    def is_plain(self) -> bool:
        """Whether it has neither edges nor masks, so that its words alone say all."""
        return EDGE not in self.flat and not self.masks

    def stands_in(self, stream: str) -> list[tuple[int, int]]:
        """Where the words begin and end in a stream of words; nowhere where there are none.

        >>> Prose("so \ue100 holds", ("x",)).stands_in(words("and so $x$ holds"))
        [(5, 15)]
        >>> Prose("so it holds").stands_in(words("so it never holds"))
        []
        """
        expression = "".join(self._pieces())
        if not self.words.strip():
            return []
        if "?" in expression or "*" in expression:
            return [found.span() for found in re.finditer(f"(?<= ){expression}(?= )", stream)]
        return [(found.start() + 1, found.end()) for found in re.finditer(f" {expression}(?= )", stream)]

    @property
    def outer_room(self) -> tuple[int, int]:
        """How many words the masks before the first word and those after the last may take."""
        ends = [re.split(_WORDS, text, maxsplit=1)[0] for text in (self.flat, self.flat[::-1])]
        before, after = (sum(self._room(mask) for mask in re.findall("[\ue100-\uefff]", end)) for end in ends)
        return before, after

    def as_line(self) -> re.Pattern[str]:
        """Fits a line of words that is this and nothing else.

        >>> fits = Prose("\ue100-means", ("k",)).as_line().fullmatch
        >>> bool(fits(words("k means"))), bool(fits(words("one of all the very many k means"))), bool(fits(words("k")))
        (True, False, False)
        """
        (before, after), inner = self.outer_room, "".join(self._pieces())
        return re.compile(
            f"(?: \\S+){{0,{before}}}? {inner}(?: \\S+){{0,{after}}}? " if inner else f"(?: \\S+){{0,{before}}} ?"
        )

    def _room(self, mask: str) -> int:
        """A formula may be spelt out in another form, a reference mark in a few words, a note in full."""
        length = len(words(self.masks[ord(mask) - FIRST_MASK]).split())
        return max(min(length * 2, 86), length) + 4

    def _pieces(self) -> Iterator[str]:
        """A gap takes the space before the next word; touching pieces at an edge may stand apart or together."""
        flat = unicodedata.normalize("NFKC", _INVISIBLE.sub("", self.flat))
        separator, gap, touching = "", "", False
        for part in _PART.finditer(flat):
            if part["word"]:
                yield gap + separator + part["word"].replace("\ufffd", r"\S*")
                separator, gap, touching = " ", "", True
            elif part["mask"]:
                gap += f"(?: \\S+){{0,{self._room(part['mask'])}}}?" if separator else ""
                separator, touching = separator and " ", False
            elif part["edge"]:
                separator = " ?" if touching else separator
            else:
                separator, touching = separator and " ", False
