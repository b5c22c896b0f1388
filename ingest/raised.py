"""Superscripts and subscripts in a line of text: 10⁻⁵, xₜ, and where Unicode has no such letters 10^2.5, x_train.

Without a sign they would run into what stands before them (10-5, 102.5). What is no exponent and no index stays as it
is: ordinals (1st), abbreviations (Mme), marks of notes, citations and trademarks.
"""

import re

_ABOVE = str.maketrans("0123456789+-−–=()nijxTkm", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱʲˣᵀᵏᵐ")
_BELOW = str.maketrans("0123456789+-−–=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_SHIFTED = "".join(map(chr, sorted({*_ABOVE.values(), *_BELOW.values()})))
_RAISABLE = re.compile(r"[+\-−–]?(\d+|[nijxTkm])([+\-−–](\d+|[nijkm]))?|[+\-−–]")
_LOWERABLE = re.compile(r"[\d+\-−–=()aehijklmnoprstuvx]{1,3}|\d+")
_BASE = re.compile(r"[\w)\]}]$")
_NUMBER = re.compile(r"\d$")
_BRACKET = re.compile(r"[)\]}]$")
_LETTERS = r"A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u2102-\u2115\U0001d400-\U0001d7cb"
_SYMBOL = re.compile(rf"((?<![{_LETTERS}])[{_LETTERS}]|(?<![A-Za-z])[a-z]?[A-Z][A-Za-z]*[A-Z])['′]?$")
"""A letter by itself, or an acronym (mAP)."""
_WORD = rf"[{_LETTERS}]\w*['′]*"
_SIGNED = re.compile(rf"[+\-−–]?(\d+(\.\d+)?|{_WORD}|∞)|\([^()]*\)")
"""What needs no brackets behind `^` or `_`."""
_TERM = rf"([\w.′'∞^{_SHIFTED}]|[({{][^(){{}}\n]{{1,20}}[)}}])+"
_EXPRESSION = re.compile(rf"[+\-−–]?{_TERM}(\s?[+\-−–×·*/=:,<>|]\s?{_TERM})*")
_ANY = re.compile(rf"`[^`]*`|[{_SHIFTED}]+|(?<=[\w)\]}}])[\^_](\([^()]*\)|[+\-−–]?\w([\w.]*\w)?)")
_LONGEST = 30
"""Characters of an exponent or index, at most."""
_ABBREVIATION = re.compile(r"st|nd|rd|th|er|re|[èe]re|i?[èe]me|me|mme|lle|i?e|te|le|o|r|s|tm|sm", re.IGNORECASE)
_MARKS = re.compile(r"\(?([a-d]|\d+)\)?(,\s?\(?([a-d]|\d+)\)?)*")
_SEVERAL_LETTERS = re.compile(r"[^\W\d_]{2,}")
_UNITS = re.compile(r"[hsC]")
"""Behind a number: hours, seconds, degrees."""


def shifted_text(tag: str, text: str, before: str, after: str) -> str:
    """What stands for a `sup` or `sub` between what is right before it and right after it.

    >>> shifted_text("sup", "-5", "10", ""), shifted_text("sup", "2.5", "10", ""), shifted_text("sup", "st", "1", "")
    ('⁻⁵', '^2.5', 'st')
    >>> shifted_text("sub", "t", "x", ""), shifted_text("sub", "train", "x", ""), shifted_text("sub", "i, j", "x", "")
    ('ₜ', '_train', '_(i, j)')
    """
    inner = text.strip()
    if not inner or not _BASE.search(before):
        return text
    if (_RAISABLE if tag == "sup" else _LOWERABLE).fullmatch(inner):
        return inner.translate(_ABOVE if tag == "sup" else _BELOW)
    if len(inner) > _LONGEST or _ABBREVIATION.fullmatch(inner) or not re.search(r"\w", inner):
        return text
    if not _EXPRESSION.fullmatch(inner) or (tag == "sup" and not _is_exponent(inner, before.rstrip(_SHIFTED))):
        return text
    is_bare = _SIGNED.fullmatch(inner) and (inner.startswith("(") or not re.match(r"\w", after))
    return ("^" if tag == "sup" else "_") + (inner if is_bare else f"({inner})")


def _is_exponent(text: str, base: str) -> bool:
    """Whether what is raised belongs to a number, a bracket or a symbol; elsewhere it is a note's mark or a badge."""
    if _SYMBOL.search(base):
        return "," not in text or re.search(r"[^\W\d]", text) is not None
    if _MARKS.fullmatch(text) or _SEVERAL_LETTERS.fullmatch(text):
        return False
    return bool(_BRACKET.search(base)) or (bool(_NUMBER.search(base)) and not _UNITS.fullmatch(text))


def without_shifted(text: str, instead: str) -> str:
    """A text with something else in place of all that may be raised or lowered in it, outside code.

    >>> without_shifted("10⁻⁵ of x_train in `x_train`", "#")
    '10# of x# in `x_train`'
    """
    return _ANY.sub(lambda match: match[0] if match[0].startswith("`") else instead, text)
