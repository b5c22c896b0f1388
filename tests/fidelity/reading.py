"""A Markdown document -> its lines by kind, its fences and its formulas.

Lines and no Markdown library: the documents compared are written by programs, one block a line or paragraph, and what a
library makes of a stray `$` or `|` would decide the score.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tests.fidelity.code import same_code
from tests.fidelity.tex import ENVIRONMENT, FORMULA, same_tex
from tests.fidelity.words import words

LineKind = Literal["text", "heading", "row", "code"]
FormulaKind = Literal["display", "inline", "cell"]
_FENCE = re.compile(
    r"^(?P<quote>(?:\s{0,3}>\s?)*)(?P<indent>\s*)(?:[-*+]\s+|\d+[.)]\s+)?(?P<marks>```+|~~~+)(?P<info>[^`]*)$"
)
_IMAGE = re.compile(
    r"!\[(?P<alt>(?:\\.|\[[^\[\]]*\]|\$[^$\n]*\$|[^\[\]\\])*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)"
)
_LINK_END = re.compile(r"(?<!\\)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_TAG = re.compile(r"</?(?:sub|sup|br|u|em|strong|b|i|mark|small)\b[^<>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-fA-F]+|\w+);")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*$")
_CODE_SPAN = r"(?P<ticks>(?<!`)`+(?!`)).+?(?<!`)(?P=ticks)(?!`)"
_OURS = re.compile(
    rf"{_CODE_SPAN}"
    r"|^[ \t>]*\$\$[ \t]*\n(?P<fenced>.+?)\n[ \t>]*\$\$[ \t]*$"
    r"|(?<!\\)\$\$(?P<display>(?:\\.|\$(?!\$)|(?!\n[ \t]*\n)[^$\\])+?)\$\$"
    r"|(?<![\\$])\$(?!\$)(?P<inline>(?:\\.|(?!\n[ \t]*\n)[^$\\])+?)\$(?![\d$])"
    rf"|{ENVIRONMENT}",
    re.DOTALL | re.MULTILINE,
)
"""What Markdown renderers with formulas read (remark-math), and environments without dollars."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document; cells only where it is a table row."""

    kind: LineKind
    words: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A Markdown document taken apart."""

    lines: tuple[Line, ...]
    fences: tuple[str, ...]
    formulas: tuple[tuple[FormulaKind, str], ...]
    alts: str
    """Words of the images' descriptions, which are no text of the article."""
    loose: bool = False
    """Whether its TeX was read by `loose_tex`."""

    @cached_property
    def text(self) -> str:
        """All words of plain text, in order."""
        return self._stream("text")

    @cached_property
    def all(self) -> str:
        """All words, in order."""
        return self._stream("text", "heading", "row", "code")

    @cached_property
    def edges(self) -> tuple[list[int], list[int]]:
        """Where lines of plain text begin and end in `text`, in characters."""
        starts, ends, cursor = list[int](), list[int](), 1
        for line in self.lines:
            if line.kind == "text" and line.words.strip():
                starts.append(cursor)
                cursor += len(line.words) - 1
                ends.append(cursor - 1)
        return starts, ends

    def is_apart(self, start: int, end: int, room: tuple[int, int]) -> bool:
        """Whether a stretch of `text` stands as whole lines, but for a few words `room` at either end.

        The number an ordered list item begins with is not minded.
        """
        starts, ends = self.edges
        line_start, line_end = starts[bisect_right(starts, start) - 1], ends[bisect_left(ends, end)]
        before, after = self.text[line_start:start].split(), self.text[end:line_end].split()
        numbered = len(before) == 1 and before[0].isdigit()
        return (len(before) <= room[0] or numbered) and len(after) <= room[1]

    def _stream(self, *kinds: LineKind) -> str:
        return f" {''.join(line.words.lstrip() for line in self.lines if line.kind in kinds)}"


def read_markdown(text: str, *, any_delimiters: bool = False) -> Reading:
    """Takes a document apart; with `any_delimiters`, TeX between `\\(…\\)` and the like and with escapes counts too."""
    lines, fences, formulas, alts = list[Line](), list[str](), list[tuple[FormulaKind, str]](), list[str]()
    for code, part in _parts(text):
        if code:
            fences.append(same_code(part))
            lines += [Line("code", words(line)) for line in part.split("\n")]
        else:
            alts += [words(image["alt"]) for image in _IMAGE.finditer(part)]
            part = _IMAGE.sub("", part)
            formulas += _formulas(part, any_delimiters)
            lines += [_line(line) for line in part.split("\n")]
    return Reading(tuple(lines), tuple(fences), tuple(formulas), " ".join(alts), any_delimiters)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Fenced code and what stands between, in order."""
    held, fence = list[str](), None
    for line in text.split("\n"):
        if fence is None and (opened := _FENCE.match(line)):
            yield False, "\n".join(held)
            held, fence = [], opened
        elif fence and _closes(line, fence):
            yield True, "\n".join(held)
            held, fence = [], None
        else:
            held.append(_unindented(line, fence) if fence else line)
    yield bool(fence), "\n".join(held)


def _closes(line: str, fence: re.Match[str]) -> bool:
    bare = line.strip().lstrip("> ")
    return bare.startswith(fence["marks"]) and not bare.strip(fence["marks"][0])


def _unindented(line: str, fence: re.Match[str]) -> str:
    for _ in range(fence["quote"].count(">")):
        line = re.sub(r"^\s{0,3}> ?", "", line)
    width = fence.start("marks") - len(fence["quote"])
    return line[width:] if not line[:width].strip() else line


def _line(line: str) -> Line:
    heading = _HEADING.match(line)
    if heading:
        return Line("heading", words(_plain(heading[1])))
    bare = line.strip().lstrip("> ")
    if bare.startswith("|") and bare.endswith("|") and len(bare) > 1:
        cells = [words(_plain(cell)) for cell in re.split(r"(?<!\\)\|", bare[1:-1])]
        return Line("row", words("".join(cells)), tuple(cells))
    return Line("text", words(_plain(line)))


def _plain(text: str) -> str:
    """Without link targets and tags, entities read."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), _TAG.sub("", _LINK_END.sub("]", text)))


def _formulas(text: str, any_delimiters: bool) -> Iterator[tuple[FormulaKind, str]]:
    for found in (FORMULA if any_delimiters else _OURS).finditer(text):
        parts = found.groupdict()
        tex = next((value for name, value in parts.items() if value and name not in ("ticks", "name")), "")
        if tex:
            line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].lstrip(" >")
            display = not any(parts.get(name) for name in ("inline", "round", "dollar"))
            kind: FormulaKind = "cell" if line.startswith("|") else "display" if display else "inline"
            yield kind, loose_tex(tex) if any_delimiters else same_tex(tex)


def loose_tex(tex: str) -> str:
    """TeX without the backslashes that Markdown escapes add, for writers that escape inside formulas too."""
    return same_tex(re.sub(r"\\(?=[^A-Za-z\s\d])", "", tex))
