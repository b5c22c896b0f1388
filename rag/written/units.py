"""A stream of pieces -> complete units: a sentence with its citations, a block of code, a table.

The stream is read character by character and looked at whenever a word ends, so that what comes out does not depend on
where the pieces were cut. A unit is given out as soon as nothing that follows can change it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.sentences import cover_wholes, split_sentences

Kind = Literal["prose", "code", "table"]
SURE = 24
"""Characters of the next sentence that must be there before a sentence is taken to have ended."""
LONGEST = 4000
"""Characters held back for a formula or a bracket that is never closed."""
LONGEST_MARKER = 80
_GAP = re.compile(r"\s*(?:-{3,}[ \t]*\n\s*)?")
_LIST_MARK = re.compile(r"(?:(?:[-*+•]|\d{1,2}[.)]|\(\d{1,2}\)|#{1,6}|>)[ \t]+)*(?:\[[ xX]\] )?")
_FENCE = re.compile(r"(```+|~~~+)")
_OWN_LIST = re.compile(
    r"(?:#{1,6} |\*\*|__)?(?:sources|references|citations|bibliography|footnotes|works cited)(?: used| cited| list)?"
    r"(?:\*\*|__)?[ \t]*(?::.*|(?:\*\*|__)?[ \t]*)$",
    re.IGNORECASE,
)
_MAY_BE_OWN_LIST = re.compile(
    r"(?:#{1,6} |\*\*|__)?(?:source|reference|citation|bibliography|footnote|works cited)", re.IGNORECASE
)
_DEFINITION = re.compile(r"\[\^?\w{1,12}\]:[^\n]*")
_MARKER = re.compile(r"[\[【［(（{]+[^\[\]【】［］(){}（）\n]{1,80}[\]】］)）}]+(?:\([a-z]+:[^)\s]*\))?")
_CITES = re.compile(
    r"\s*(?:[\[【［(（{]+|\^)[\s^`]*(?:[a-z]{2,9}\s*:?\s*)?`?(?:[a-z](?=[a-z0-9]*\d)[a-z0-9]{4}|\d{1,3}(?![\d.]))",
    re.IGNORECASE,
)
_TEX = re.compile(r"\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
_HIDDEN = re.compile("[\u200b\u200c\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\ue000-\ue1ff\U000e0000-\U000e007f]")
"""Characters that nobody sees: zero width, direction, tags, private use."""
_INSIDE_WORD = re.compile(r"(?<=[a-z0-9])\u200d(?=[a-z0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A complete part of a reply."""

    kind: Kind
    gap: str
    """White space before it, with the mark of a list or a heading."""
    text: str


class Units:
    """Collects the pieces of one reply."""

    def __init__(self) -> None:
        self._held = ""
        self._at_start = True
        self._over = False

    def feed(self, piece: str) -> Iterator[Unit]:
        """The units that a piece completes."""
        for character in _HIDDEN.sub("", piece):
            self._held += character
            if character.isspace():
                yield from self._release(final=False)

    def close(self) -> Iterator[Unit]:
        """What is left when the reply has ended."""
        self._held = self._held.rstrip()
        yield from self._release(final=True)

    def _release(self, *, final: bool) -> Iterator[Unit]:
        self._held = _without_thoughts(_INSIDE_WORD.sub("", self._held), final=final)
        while not self._over and self._held.strip():
            taken = self._next(final=final)
            if taken is None:
                return
            unit, length = taken
            self._held, self._at_start = self._held[length:], False
            if unit.text:
                yield unit
        if self._over:
            self._held = ""

    def _next(self, *, final: bool) -> tuple[Unit, int] | None:
        """The first unit of what is held and how much of it that is; None where it is not complete."""
        space = _GAP.match(self._held)
        start = space.end() if space else 0
        opens_line = self._at_start or "\n" in self._held[:start]
        marks = _LIST_MARK.match(self._held, start) if opens_line else None
        gap = self._held[: marks.end() if marks else start]
        body = self._held[len(gap) :]
        if not body:
            return (Unit("prose", gap, ""), len(self._held)) if final else None
        if opens_line and body[-1] == "\n" and not marks and not body.strip("-_* \n"):
            return Unit("prose", gap, ""), len(self._held)
        kind, end = self._measure(body, opens_line=opens_line, heading=gap.strip(), final=final)
        if end is None:
            return None
        return Unit(kind, gap, "" if kind == "prose" and self._over else body[:end].rstrip()), len(gap) + end

    def _measure(self, body: str, *, opens_line: bool, heading: str, final: bool) -> tuple[Kind, int | None]:
        if opens_line and (fence := _FENCE.match(body)):
            return "code", _end_of_code(body, fence[1], final=final)
        if opens_line and body[0] == "|":
            return "table", _end_of_table(body, final=final)
        if opens_line and not re.search(r"[-*+•\d.)\]]$", heading):
            line, ended = _first_line(body, final=final)
            if _MAY_BE_OWN_LIST.match(line):
                if not ended:
                    return "prose", None
                if _OWN_LIST.fullmatch(line.strip()):
                    self._over = True
                    return "prose", len(body)
            if definition := _DEFINITION.match(body):
                return "prose", None if not ended else self._skip(definition.end())
        return "prose", _end_of_prose(body, final=final)

    def _skip(self, end: int) -> int:
        """Drops the first characters of a body: a unit without text."""
        gap = _GAP.match(self._held)
        length = gap.end() if gap else 0
        self._held = self._held[:length] + self._held[length + end :]
        return 0


def _without_thoughts(text: str, *, final: bool) -> str:
    """What a model thought aloud is not its answer.

    >>> _without_thoughts("<think>Is it so?</think>It is.", final=False)
    'It is.'
    """
    if "</think>" in text:
        return text.rpartition("</think>")[2]
    if text.lstrip().startswith("<think>"):
        return "" if final else text
    return text


def _first_line(body: str, *, final: bool) -> tuple[str, bool]:
    line, newline, _ = body.partition("\n")
    return line, bool(newline) or final


def _end_of_code(body: str, fence: str, *, final: bool) -> int | None:
    closing = re.compile(rf"\n[ \t]*{re.escape(fence)}[ \t]*(?=\n)").search(body)
    if closing:
        return closing.end()
    return len(body) if final else None


def _end_of_table(body: str, *, final: bool) -> int | None:
    rows = re.match(r"(?:[ \t]*\|[^\n]*(?:\n|$))+", body)
    end = rows.end() if rows else 0
    if final:
        return end or len(body)
    return end if body[end:].strip() and body[end - 1 : end] == "\n" else None


def _end_of_prose(body: str, *, final: bool) -> int | None:
    """Where the first sentence of a text, with its citations, ends."""
    covered = _covered(body)
    if covered is None and not final and len(body) < LONGEST:
        return None
    line = _end_of_line(covered or body, final=final)
    sentence = _end_of_sentence(covered or body, line, final=final)
    if sentence is not None:
        return sentence
    if line is not None:
        return line
    return len(body) if final else None


def _covered(body: str) -> str | None:
    r"""The text with formulas and code covered, at the same length; None while one is open.

    >>> _covered(r"Let \( a. b \) be"), _covered("Let $$a. ")
    ('Let \x00\x00\x00\x00\x00\x00\x00\x00\x00\x00 be', None)
    """
    covered = re.sub(
        r"\\\(.+?\\\)|\\\[.+?\\\]", lambda match: "\0" * len(match[0]), cover_wholes(body), flags=re.DOTALL
    )
    opened = covered.rsplit("\n\n", 1)[-1]
    is_open = "$$" in opened or re.search(r"\\\[|\\\(", opened)
    return None if is_open else covered


def _end_of_line(text: str, *, final: bool) -> int | None:
    """Where the first line ends that the next does not go on from."""
    for newline in re.finditer(r"\n", text):
        before, rest = text[: newline.start()], text[newline.end() :]
        opened = max(before.rfind(mark) for mark in "[【［")
        if opened > max(before.rfind(mark) for mark in "]】］") and len(before) - opened < LONGEST_MARKER:
            continue
        following = rest.lstrip(" \t\n")
        if not following:
            return newline.start() if final else None
        if following[0] in "[【［(（":
            marker = _MARKER.match(following)
            if marker is None:
                return None if not final and len(following) < LONGEST_MARKER else newline.start()
            after = re.match(r"[ \t,.]*", following[marker.end() :])
            left = following[marker.end() + (after.end() if after else 0) :]
            if not left and not final:
                return None
            if _CITES.match(following) and (not left or left[0] == "\n"):
                continue
            return newline.start()
        if following[0].islower() and not rest.startswith("\n"):
            continue
        return newline.start()
    return None


def _end_of_sentence(text: str, line: int | None, *, final: bool) -> int | None:
    """Where the first sentence ends, with the citations after it; None where it is not sure that it has."""
    whole = text if line is None else text[:line]
    bare, places = _without_markers(whole)
    spans = split_sentences(bare)
    if len(spans) < 2:
        return None
    start = spans[1][0]
    sure = final or line is not None or len(bare) - start >= SURE
    return len(whole[: places[start]].rstrip()) if sure else None


def _without_markers(text: str) -> tuple[str, list[int]]:
    """The text without citations, and where each of its characters stood."""
    places: list[int] = []
    last = 0
    for marker in _MARKER.finditer(text):
        if _CITES.match(marker[0]):
            places += range(last, marker.start())
            last = marker.end()
    places += range(last, len(text))
    return "".join(text[place] for place in places), places
