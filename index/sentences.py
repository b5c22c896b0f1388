"""Our sentence splitter: the pieces of a text that end where a sentence ends.

Formulas, code and addresses, then short asides in brackets or quotation marks, are covered first, so that no stop
inside them counts. A blank line, a list marker and a heading line cut in any case. What is left is one decision for
each stop, by the word before it and what comes after it. Where a rule cannot be right both ways it joins: two sentences
in one quotation can be read, half a sentence cannot.

Every repetition is possessive or bounded, so that the time is linear in the length of the text, whatever it holds.
"""

import re
from collections.abc import Iterator
from typing import Literal

from index.abbreviations import (
    LABELS,
    LEADING_LABELS,
    MAY_END,
    NEVER_LAST,
    NUMBERED,
    ORDINAL_CONTEXT,
    STARTERS,
    SURNAMES,
)
from index.scripts import CJK_LETTERS

_NEAR = 40
"""Characters looked at on either side of a stop."""
_COVER = "\0"
_STOPS = ".!?…。！？｡"
_EMOJI = "\u2600-\u27bf\u2b50\u2b55\ufe0f\u200d\U0001f1e6-\U0001faff"
_WHOLE = re.compile(
    r"""\$\$(?:[^$\n]|\n(?![ \t]*\n)|\$(?!\$))++\$\$
    |(?<!\\)\$(?=[^\s$])[^$\n]++(?<=[^\s\\])\$(?!\d)
    |(?<!`)(?P<ticks>`{1,8})(?!`)[^\n]{1,1000}?(?<!`)(?P=ticks)(?!`)
    |(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?…'"”’)\]}。，]""",
    re.VERBOSE,
)
_ASIDE = re.compile(
    r"""\((?:[^()\n]|\([^()\n]{0,80}+\)){0,250}+\)
    |（[^（）\n]{0,200}+）|“[^“”\n]{0,200}+”|«[^«»\n]{0,200}+»|„[^„“”\n]{0,200}+[“”]
    |「[^「」\n]{0,200}+」|『[^『』\n]{0,200}+』
    |(?<!\w)"(?=[^\s"])[^"\n]{0,200}+(?<=[^\s"])"(?!\w)""",
    re.VERBOSE,
)
_CUT = re.compile(r"\n[ \t]*+(?=\n)|\n(?=[ \t]*+(?:[-*+•] |\d{1,2}[.)] |#{1,6} ))|^#{1,6} [^\n]*+\n", re.MULTILINE)
_STOP = re.compile(
    rf"""(?<![.!?…])[.!?…]++(?:["'”’)\]}}*_~]|[ \u00a0\u202f]?»)*+
    (?:\[\^?\d[\d,;–-]{{0,8}}\]|[¹²³⁰-⁹†‡])*+(?:[ ]?[{_EMOJI}])*+
    (?=\s|\Z|[{CJK_LETTERS}]|(?<=[a-z]\.)[A-Z][a-z]+\s)
    |[。！？｡]++[」』”’）)\]】》]*+""",
    re.VERBOSE,
)
_OPENING = re.compile(rf"\s*+(?:[\"'“‘„«»(\[{{*_~>¿¡•·–—-]|[{_EMOJI}]|\s(?=\S)){{0,8}}+")
_NAME_IN_LOWER_CASE = re.compile(r"(?!arXiv)[a-z]{1,3}-?[A-Z]|(?:[a-z]|[ivx]{1,4})\)\s")
"""t-SNE, iGPT; also the letter of an enumeration, a). Only references go on with arXiv."""
_LAST_WORD = re.compile(r"[^\W_][\w.&’'-]*$")
_DOTTED = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])+")
_INITIAL = re.compile(r"[^\W\d_]\.")
_SYMBOL = re.compile(r"[A-Z]{0,2}\d|[IVX]+\b|[A-Z]\b")
_LIST_NUMBER = re.compile(r"\W*+(?:\d[\d.]*|[A-Za-z]|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))\W*+", re.IGNORECASE)
_LABEL_NUMBER = re.compile(r"\W*+([^\W\d_]+)\.?\s(?:[A-Z]?\d[\d.]*[a-z]?|[IVX]+|[A-Z])\W*+")
_INNER_NUMBER = re.compile(r"[:;]\s\(?\d{1,2}$")
_UNIT = re.compile(r"\d\s?[^\W\d_]+$")

_After = Literal["nothing", "lower case", "number", "formula", "word"]


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a text; between two of them is only white space.

    >>> def pieces(text): return [text[start:end] for start, end in split_sentences(text)]
    >>> pieces("See Fig. 2 and Eq. (3). He et al. 2016 agree, i.e. they do. It is 3.5 vs. 4.")
    ['See Fig. 2 and Eq. (3).', 'He et al. 2016 agree, i.e. they do.', 'It is 3.5 vs. 4.']
    >>> pieces("Let $a. B$ be small. Then what? 卷积是什么？它是运算。")
    ['Let $a. B$ be small.', 'Then what?', '卷积是什么？', '它是运算。']
    """
    whole = cover_wholes(text)
    cuts = [match.end() for match in _CUT.finditer(whole)]
    covered = _ASIDE.sub(_covered_aside, whole)
    edges = zip([0, *cuts], [*cuts, len(text)], strict=True)
    return [span for start, end in edges for span in _sentences(text, covered, start, end)]


def cover_wholes(text: str) -> str:
    r"""The text with each formula, code span and address covered, at the same length; the stop that ends one is left.

    >>> cover_wholes("Let $a. b$ be `c. d`.").replace("\0", "#")
    'Let ###### be ######.'
    """
    return _WHOLE.sub(_covered_whole, text)


def _covered_whole(match: re.Match[str]) -> str:
    length = len(match[0])
    ends = match[0][0] == "$" and match[0].rstrip("$ \n")[-1:] == "."
    return _COVER * (length - 1) + "." if ends else _COVER * length


def _covered_aside(match: re.Match[str]) -> str:
    """An aside that is a sentence leaves the stop that ends it, in the place of its closing mark."""
    inner = match[0][1:-1].rstrip(" \u00a0\u202f\"'”’")
    last = _LAST_WORD.search(inner[-_NEAR:].rstrip(_STOPS))
    ends = inner[-1:] in _STOPS and bool(inner) and not (last and _is_abbreviation(last[0]))
    return _COVER * (len(match[0]) - 1) + (inner[-1] if ends else _COVER)


def _sentences(text: str, covered: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    end = start + len(text[start:end].rstrip())
    start = _skip_space(text, start, end)
    for match in _STOP.finditer(covered, start, end):
        if start < match.end() < end and _ends_sentence(text, covered, start, match, end):
            yield start, match.end()
            start = _skip_space(text, match.end(), end)
    if start < end:
        yield start, end


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _ends_sentence(text: str, covered: str, start: int, match: re.Match[str], end: int) -> bool:
    stop, after = match.start(), match.end()
    if covered[stop] in "。！？｡":
        return not (text[after - 1] in "」』" and text[after] == "と")
    opening = _OPENING.match(text, after, end)
    following = text[opening.end() if opening else after : end][:_NEAR]
    comes = _what_comes(following)
    before = covered[max(start, stop - _NEAR) : stop]
    if not text[after].isspace():
        return _is_glued_end(before, following)
    if comes in ("nothing", "lower case"):
        return False
    if covered.startswith(("..", "…"), stop) or text[stop] == "$":
        return comes == "word"
    if covered[stop] != ".":
        return True
    if _INNER_NUMBER.search(before) or (stop - start < _NEAR and _numbers_what_follows(before)):
        return False
    return _ends_before_word(before, following) if comes == "word" else not _takes_number(before)


def _what_comes(following: str) -> _After:
    first = following[:1]
    if first.islower() and not _NAME_IN_LOWER_CASE.match(following):
        return "lower case"
    if first.isalpha():
        return "word"
    if first.isdigit():
        return "number"
    return "formula" if first and first in "$`\\" else "nothing"


def _is_glued_end(before: str, following: str) -> bool:
    """A stop with no space after it ends a sentence in Chinese, and where `.The` is a slip of the keyboard."""
    if re.match(f"[{CJK_LETTERS}]", following):
        return re.search(f"[{CJK_LETTERS}]$", before) is not None
    return re.search(r"\b[a-z]{3,}$", before) is not None and _first_word(following) in STARTERS


def _numbers_what_follows(before: str) -> bool:
    """Whether the sentence so far is no more than the number of a list or of a caption."""
    label = _LABEL_NUMBER.fullmatch(before)
    return bool(_LIST_NUMBER.fullmatch(before) or (label and label[1].lower() in LEADING_LABELS))


def _takes_number(before: str) -> bool:
    """Whether a number after the last word belongs to it: `Fig. 2`, `He et al. 2016`, `S. 5`."""
    word = _last_word(before)
    return (len(word) == 1 and word.isupper()) or _is_abbreviation(word)


def _is_abbreviation(word: str) -> bool:
    known = word.lower() in NEVER_LAST | NUMBERED or word.lower() in ("al", "etc")
    return known or _DOTTED.fullmatch(word) is not None


def _ends_before_word(before: str, following: str) -> bool:
    """Whether a sentence ends after `before` and a stop, when a word with a capital letter comes next."""
    word, begins = _last_word(before), _first_word(following) in STARTERS
    lower = word.lower()
    if len(word) == 1 and word.isupper():
        return _ends_after_letter(following, begins=begins)
    if lower in NUMBERED:
        return _ends_after_numbered(lower, before, following, begins=begins)
    if lower in NEVER_LAST:
        return False
    if len(word) == 1 and word.isalpha():  # of a variable, or the first of "z. B."
        return not _INITIAL.match(following)
    if lower in MAY_END or _DOTTED.fullmatch(word):
        return begins
    return not (
        word.isdigit() and len(word) < 3 and _last_word(before[: -len(word)].rstrip()).lower() in ORDINAL_CONTEXT
    )


def _ends_after_numbered(word: str, before: str, following: str, *, begins: bool) -> bool:
    """`Fig. A` goes on; `in 5 min. Then` ends, being a unit; `in the fig. The` ends by the word that comes."""
    if _UNIT.search(before):
        return True
    if word in LABELS or word in NEVER_LAST:
        return begins and not _SYMBOL.match(following)
    return begins or not (_SYMBOL.match(following) or word in MAY_END)


def _ends_after_letter(following: str, *, begins: bool) -> bool:
    """`J. Redmon` and `J. C. Maxwell` go on; `in class A. The` ends."""
    return begins and not _INITIAL.match(following) and _first_word(following) not in SURNAMES


def _last_word(before: str) -> str:
    match = _LAST_WORD.search(before)
    return match[0] if match else ""


def _first_word(following: str) -> str:
    match = re.match(r"[^\W\d_]+(?:['’][^\W\d_]+)?", following)
    return match[0].lower() if match else ""
