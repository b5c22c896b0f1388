"""Our sentence splitter: the pieces of a text that end where a sentence ends.

It knows the abbreviations, decimals, initials and formulas of technical English, and the full stops of Chinese and
Japanese.
"""

import re
from collections.abc import Iterator

_OPAQUE = re.compile(r"\$\$.+?\$\$|\$[^$\n]+?\$|`[^`\n]+`|https?://\S+", re.DOTALL)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[」』”’）]*")
_ABBREVIATIONS = frozenset(
    """fig figs eq eqs eqn sec secs ch chap tab ref refs no nos vol vols pp p ed eds al vs cf e.g i.e etc approx resp
    dept univ prof dr mr mrs ms st jr sr inc ltd co est ca min max avg std conf proc trans int arxiv w.r.t a.k.a s.t
    i.i.d viz""".split()
)
_NEVER_LAST = frozenset(
    """fig figs eq eqs eqn sec secs ch tab ref refs no nos vol pp p vs
    cf e.g i.e resp prof dr mr mrs ms st w.r.t viz s.t""".split()
)
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.]*\w)?)[.!?…]+[\"'”’»)\]]*$")
_OPENING = re.compile(r"\s+[\"'“‘«(\[*_]*([^\W_]|\$|`|\\)")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a paragraph; between two of them is only white space.

    >>> def pieces(text): return [text[start:end] for start, end in split_sentences(text)]
    >>> pieces("See Fig. 2 and Eq. (3). He et al. 2016 agree, i.e. they do. It is 3.5 vs. 4.")
    ['See Fig. 2 and Eq. (3).', 'He et al. 2016 agree, i.e. they do.', 'It is 3.5 vs. 4.']
    >>> pieces("Let $a. B$ be small. Then what? 卷积是什么？它是运算。")
    ['Let $a. B$ be small.', 'Then what?', '卷积是什么？', '它是运算。']
    """
    return list(_spans(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = _skip_space(text, 0)
    opaque = [match.span() for match in _OPAQUE.finditer(text)]
    for match in _END.finditer(text):
        if any(begin < match.start() < end - 1 for begin, end in opaque) or not _ends_sentence(text, start, match):
            continue
        if match.end() > start:
            yield start, match.end()
            start = _skip_space(text, match.end())
    end = len(text.rstrip())
    if end > start:
        yield start, end


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    if match[0][0] in "。！？":
        return True
    opening = _OPENING.match(text, match.end())
    if opening is None:
        return match.end() >= len(text.rstrip())
    first = opening[1]
    if match[0][0] == "…" and first.isdigit():
        return False  # the middle of a range
    if match[0][0] != ".":
        return True
    if text[start : match.start()].isdigit():
        return False  # the number of a list
    if first.islower():
        return False
    last = _LAST_WORD.search(text, start, match.end())
    if last is None:
        return True
    word = last[1].lower()
    if word in _NEVER_LAST or (len(word) == 1 and last[1].isupper() and first.isupper()):
        return False
    return not (word in _ABBREVIATIONS and (first.isdigit() or first == "$"))
