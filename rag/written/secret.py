"""The key of a model's server, which no answer shows, however it is spelt there.

A model is not told it, but its server knows it, and a page may hold it. Compared are letters and digits alone, of
whatever width and style, so that no signs between them help; half of a long key is enough. Where a model sets them
apart, as items of a list or cells of a table, words may stand between them as well.
"""

import base64
import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator

SHORTEST = 8
"""Letters and digits of a key that is a secret; shorter ones are words that stand for one, such as "none"."""
PART = 12
"""Letters and digits in a row of a key by which it shows, or half of them where it is long."""
COLUMNS = 8
"""Words from either end of a line among which letters that are set apart are looked for."""
MIXED = 8
"""Likewise of the key as it is, where both letters and digits are among them, as they are in no words."""
PIECE = 3
"""Letters and digits of the shortest piece that is looked for where words stand between the pieces."""
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[^\s{}()\[\]\\$`\"'“”‘’,;:|]+")
_ALPHABET = frozenset(
    """alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa
    quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu""".split()
)
_DIGITS = dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True))
"""The words by which letters and digits are spelt aloud."""
_NEVER = re.compile(r"(?!)")


class Parts:
    """Letters and digits that are looked for in a text, whatever signs stand between them.

    >>> [text[start:end] for text in ("It is d-e-f-1 23.",) for start, end in Parts(["def12", "def123"]).places(text)]
    ['d-e-f-1 23']
    """

    def __init__(self, parts: Iterable[str]) -> None:
        self._of_size: dict[int, set[str]] = {}
        for part in parts:
            self._of_size.setdefault(len(part), set()).add(part)
        self._least = min(self._of_size, default=0)
        self._beginnings = {part[: self._least] for some in self._of_size.values() for part in some}

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where one stands in a text, from left to right."""
        if self._of_size:
            letters, places = _squeezed(text)
            for start, end in self.found(letters):
                yield places[start], places[end - 1] + 1

    def found(self, letters: str) -> list[tuple[int, int]]:
        """Where one stands among letters and digits."""
        found = []
        for start in range(len(letters) - self._least + 1 if self._of_size else 0):
            if letters[start : start + self._least] not in self._beginnings:
                continue
            sizes = [size for size, parts in self._of_size.items() if letters[start : start + size] in parts]
            if sizes:
                found.append((start, start + max(sizes)))
        return found


class Secret:
    """A key that is looked for.

    >>> secret = Secret("sk-ours-98765")
    >>> [secret.removed(f"It is {one}, so.", "…") for one in ("s k o u r s 9 8 7 6 5", "56789-**sruo**-ks")]
    ['It is …, so.', 'It is …, so.']
    >>> Secret("not-needed").removed("Anchors are not needed.", "…")
    'Anchors are not needed.'
    """

    def __init__(self, key: str) -> None:
        letters, _ = _squeezed(key)
        is_secret = len(letters) >= SHORTEST
        self._as_written = re.compile(re.escape(key)) if is_secret else _NEVER
        self._spellings: list[tuple[str, int]] = []
        """With how many letters and digits of it show it, also where they stand in pieces."""
        self._with_signs: set[str] = set()
        """Parts of it in which a sign stands, which need no digit where they are written as they are."""
        parts: set[str] = set()
        if is_secret and any(letter.isdigit() for letter in letters):  # else it may be two words of any text
            for spelling in spellings(key):
                size = min(len(spelling), max(PART, len(spelling) // 2))
                self._spellings.append((spelling, size))
                parts.update(_runs(spelling, size))
            parts |= {part for way in (letters, letters[::-1]) for part in _runs(way, MIXED) if _is_mixed(part)}
            self._with_signs = {part for part in _runs(key.casefold(), MIXED) if not part.isalnum()}
        self._parts = Parts(parts)

    def removed(self, text: str, instead: str) -> str:
        """The text without the key."""
        text = self._as_written.sub(instead, text)
        kept, last = [], 0
        for start, end in sorted([*self._parts.places(text), *self._places_as_written(text)]):
            if start >= last:
                kept += [text[last:start], instead]
            last = max(last, end)
        return "".join([*kept, text[last:]])

    def is_set_apart_in(self, text: str) -> bool:
        """Whether a text spells the key with words between its letters, each on a line or alone.

        >>> secret = Secret("sk-ours-98765")
        >>> secret.is_set_apart_in("1. s\\n2. k\\n3. o\\n4. u\\n5. r\\n6. s\\n7. 9\\n8. 8\\n9. 7\\n10. 6\\n11. 5")
        True
        >>> secret.is_set_apart_in("First s, then k, o, u, r and s; then 9 and 8, then 7, 6, 5.")
        True
        """
        if not self._spellings:
            return False
        return any(self._parts.found(_squeezed(reading)[0]) for reading in _readings(text)) or self._is_in_pieces_in(
            text
        )

    def _is_in_pieces_in(self, text: str) -> bool:
        """Whether pieces of the key follow one another in a text, whatever stands between them.

        >>> Secret("sk-ours-98765-later")._is_in_pieces_in("The first is sk-our, the second s-9876, then 5-later.")
        True
        """
        pieces = [piece for one in _PIECE.findall(text) if len(piece := _squeezed(one)[0]) >= PIECE]
        return any(_longest_chain(pieces, spelling) >= size for spelling, size in self._spellings)

    def _places_as_written(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a part of it with a sign stands in a text: its beginning may have no digit.

        >>> list(Secret("sk-hooting-98765")._places_as_written("It is sk-hooting."))
        [(6, 14), (7, 15), (8, 16)]
        """
        said = text.casefold()
        places = range(len(said) - MIXED + 1 if self._with_signs and len(said) == len(text) else 0)
        return ((start, start + MIXED) for start in places if said[start : start + MIXED] in self._with_signs)


def spellings(key: str) -> Iterator[str]:
    """The letters and digits of a key or an id, both ways, as they are and in the codes that people know."""
    for way in (key, key[::-1]):
        said = way.encode()
        coded = (
            way,
            codecs.encode(way, "rot13"),
            said.hex(),
            *(
                "".join(format(byte, form) for byte in said)
                for form in ("#04x", "d", "o", "03o", "#o", "b", "08b", "#b")
            ),
            *(_in_base64(said, before) for before in range(3)),
        )
        for one in coded:
            letters, _ = _squeezed(one)
            yield from (letters, letters[::-1])


def _in_base64(said: bytes, before: int) -> str:
    """What bytes are in base64 whatever stands around them, with so many before them."""
    letters = base64.b64encode(bytes(before) + said).decode().rstrip("=")
    return letters[-(-before * 8 // 6) : (before + len(said)) * 8 // 6]


def _runs(letters: str, size: int) -> Iterator[str]:
    """All so many letters in a row."""
    return (letters[start : start + size] for start in range(len(letters) - size + 1))


def _is_mixed(part: str) -> bool:
    return any(map(str.isdigit, part)) and any(map(str.isalpha, part))


def _longest_chain(pieces: Iterable[str], whole: str) -> int:
    """How many letters in a row of a whole the pieces of it are that come one after the other.

    >>> _longest_chain(["abc", "xyz", "def"], "00abcdef"), _longest_chain(["def", "abc"], "00abcdef")
    (6, 3)
    >>> _longest_chain(["ab"], "ababab")
    2
    """
    ending: dict[int, int] = {}
    for piece in pieces:
        starts = [start for start in range(len(whole)) if whole.startswith(piece, start)] if piece in whole else []
        longer = {start + len(piece): ending.get(start, 0) + len(piece) for start in starts}
        ending |= {end: max(length, ending.get(end, 0)) for end, length in longer.items()}
    return max(ending.values(), default=0)


def spelt_aloud(text: str) -> str:
    """The letters and digits of a text that are spelt by words.

    >>> spelt_aloud("It is Whiskey two, 6 and x-ray.")
    'w26x'
    """
    said = _WORD.findall(text.casefold().replace("x-ray", "xray"))
    digits = _DIGITS | {digit: digit for digit in _DIGITS.values()}
    return "".join(word[0] if word in _ALPHABET else digits.get(word, "") for word in said)


def _readings(text: str) -> Iterator[str]:
    """A text as it is read by who looks for letters that are set apart: whole, spelt, the lone ones, each column."""
    yield text
    yield spelt_aloud(text)
    lines = [words for line in text.split("\n") if (words := _WORD.findall(line))]
    flat = [word for words in lines for word in words]
    for some in (flat, _uncounted(flat)):
        yield "".join(word for word in some if len(word) == 1)
    for column in range(COLUMNS):
        yield "".join(words[column] for words in lines if column < len(words))
        yield "".join(words[-1 - column] for words in lines if column < len(words))


def _uncounted(words: Iterable[str]) -> Iterator[str]:
    """The words without those that count, from 0 or 1 up.

    >>> "".join(_uncounted("1 s 2 k 3 9 4 8".split()))
    'sk98'
    """
    counted = -1
    for word in words:
        if word.isdecimal() and (int(word) == counted + 1 or (counted < 0 and word == "1")):
            counted = int(word)
        else:
            yield word


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, plain and in lower case, and where each stands in it."""
    found = [
        (plain, place)
        for place, letter in enumerate(text)
        for plain in unicodedata.normalize("NFKC", letter).casefold()
        if plain.isalnum()
    ]
    return "".join(plain for plain, _ in found), [place for _, place in found]
