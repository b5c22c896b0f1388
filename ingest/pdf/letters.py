"""The letters of a PDF's fonts -> letters as they are typed: ligatures, accents set beside their letter, odd signs."""

import re
import unicodedata

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_ARABIC_FORMS = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0xFB50, 0xFDFB), *range(0xFE70, 0xFEFD))
    if unicodedata.category(chr(code)) == "Lo"
}
_SPACES = dict.fromkeys((0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")
_LETTERS = _LIGATURES | _ARABIC_FORMS | _SPACES | _UNSEEN
# what fonts without a table of letters give: control characters, the private use area, noncharacters
_NO_LETTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\uffff\U000f0000-\U0010ffff]|\\(cid:\\d+\\)"
)
_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "ˇ": "\u030c"}
_BESIDE = re.compile(r"(?:(?<=[^\W\d_]) )?([´`¨ˆ˜¸ˇ])([^\W\d_])")
# Signs of TeX's fonts whose names no table of letters knows: their place in the font comes out as a letter.
_SYMBOLS = str.maketrans("0bcde68912hijkfgpr;", "′⌊⌋⌈⌉\u0338∀∃∞∈⟨⟩|‖{}√∇∅", "7")
_LARGE_SIGNS = str.maketrans(
    "XPZRYQ[S\\Tpqrs", "∑∑∫∫∏∏⋃⋃⋂⋂√√√√", "{}|z!\"#$%&'()*+,-./0123456789:;<=>?@AB^_`abcdefghijklmnotuvwxy"
)
_RELATIONS = str.maketrans("6>", "≤≥")
_ITALICS = str.maketrans("`", "ℓ")
_MATHTIME = re.compile(r"R?MT2?B?(MI|SY)")
_MATHTIME_ITALICS = str.maketrans("./;:", "(),.")
_MATHTIME_SYMBOLS = str.maketrans("DC2fgjkhi!W¤˚\x00\x01\x0f\x14\x15\x1a", "=+∈{}|‖⟨⟩→:≠⊕−·•≤≥⊂")
_STRUCK = {"=": "≠", "∈": "∉", "⊂": "⊄", "≡": "≢", "∃": "∄"}
_STRIKE = re.compile("\u0338 ?(.?)")


def typed(text: str) -> str:
    """The text without ligatures, special spaces and signs that are not seen.

    >>> typed("\ufb01nite e\ufb00ort\xa0a\u200bb")
    'finite effort ab'
    """
    return text if text.isascii() else text.translate(_LETTERS)


def math_typed(text: str, font: str) -> str:
    """The text of a formula's run, with the signs that only the font's name gives away (Computer Modern, MathTime).

    >>> math_typed("X", "CMEX10"), math_typed("k", "CMSY7"), math_typed("h", "CMMI10")
    ('∑', '‖', 'h')
    """
    name = font.upper()
    if name.startswith("CMEX"):
        return text.translate(_LARGE_SIGNS)
    if name.startswith(("CMSY", "CMBSY")):
        return text.translate(_SYMBOLS)
    mathtime = _MATHTIME.match(name)
    if mathtime:
        return text.translate(_MATHTIME_ITALICS if mathtime[1] == "MI" else _MATHTIME_SYMBOLS)
    if name.startswith("MSAM"):
        return text.translate(_RELATIONS)
    return text.translate(_ITALICS) if name.startswith(("CMMI", "LMMATHITALIC")) else text


def without_unknown(text: str) -> tuple[str, int]:
    """The text without characters that stand for no letter, and how many there were.

    >>> without_unknown("a\ue012b(cid:12)")
    ('ab', 2)
    """
    if text.isprintable() and "(cid:" not in text and "\ufffd" not in text:
        return text, 0
    return _NO_LETTER.subn("", text)


def with_accents(text: str) -> str:
    """Accents and strokes that TeX set beside their letter joined with it.

    >>> with_accents("Poincar ´e and Schr¨odinger, x \u0338= y")
    'Poincaré and Schrödinger, x ≠ y'
    """
    if "\u0338" in text:
        text = _STRIKE.sub(lambda match: _STRUCK.get(match[1], match[1]), text)
    if not any(accent in text for accent in _ACCENTS):
        return text
    return _BESIDE.sub(_composed, text)


def _composed(match: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFC", match[2] + _ACCENTS[match[1]])
    return letter if len(letter) == 1 else match[0]
