"""A stream of pieces -> complete units: a sentence with its citations, a block of code, a table.

The stream is read character by character and looked at where a word ends, so that what comes out does not depend on
where the pieces were cut. A unit is given out as soon as nothing that follows can change it. How much is held, how
often it is looked at and how much is read in all are bounded: a model that goes beyond them has lost itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.printable import printable
from index.sentences import cover_wholes, split_sentences
from rag.written.envelope import Envelope
from rag.written.ids import ID_BY_LOOKS
from rag.written.own_list import defines_mark, may_be_own, opens_own_list
from rag.written.thoughts import FORGET, ThoughtFilter

Kind = Literal["prose", "code", "table", "thought"]
SURE = 24
"""Characters of the next sentence that must be there before a sentence is taken to have ended."""
LONGEST = 4000
"""Characters of a unit; one that has not ended by then is dropped with all that follows."""
MOST_CHARACTERS, MOST_THOUGHT = 12_000, 400_000
"""Of one reply: of what it says, and with what it thinks."""
NEAR = 600
"""Characters in which the end of a sentence is looked for first."""
LOOK_AGAIN = 16
"""What was looked at in vain is looked at again when a sixteenth of it has come."""
LONGEST_MARKER = 80
_GAP = re.compile(r"\s*(?:-{3,}[ \t]*\n\s*)?")
_LIST_MARK = re.compile(r"(?:(?:[-*+•]|\d{1,2}[.)]|\(\d{1,2}\)|#{1,6}|>)[ \t]+)*(?:\[[ xX]\] )?")
_FENCE = re.compile(r"(```+|~~~+)")
_ID = rf"{ID_BY_LOOKS}(?![a-z0-9])"
_BEFORE_LABEL = r"[-*•(\[ \t]{0,4}[*_]{0,2}(?:source|citation|reference|ref|evidence|id)"
_LABELLED = (
    rf"{_BEFORE_LABEL}s?[*_]{{0,2}}:[*_]{{0,2}}(?:[ \t]*(?:,|;|&|and)?[ \t]*[\[(【]?(?<![a-z0-9]){_ID}[\])】]?)+\)?"
)
"""A citation that says that it is one: "Source: [id]"."""
_LABELLED_LINE = re.compile(rf"{_LABELLED}[ \t.*_]*(?=\n|\Z)", re.IGNORECASE)
_MAY_BE_LABELLED = re.compile(rf"{_BEFORE_LABEL}(?![a-z])", re.IGNORECASE)
_MARKER = re.compile(
    r"<(?P<tag>sup|cite|ref)>[^<>\n]{1,40}</(?P=tag)>|"
    r"(?:~?\\[a-z]{3,9})?[\[【［(（{<]{1,3}[^\[\]【】［］(){}（）<>\n]{1,80}[\]】］)）}>]{1,3}(?:\((?:[a-z]+:|#)[^)\s]*\))?|"
    rf"(?P<labelled>(?<![^\W_]){_LABELLED})",
    re.IGNORECASE,
)
_CITES = re.compile(
    r"\s*(?:\\[a-z]+)?(?:[\[【［(（{<]+|\^)[\s*_`~\"'“”‘’#@^]*(?:[a-z]{2,10}\W{1,4}|[a-z]{2,10}(?=[\d`])){0,2}"
    rf"(?:{ID_BY_LOOKS}|\d{{1,3}}(?![\d.]))",
    re.IGNORECASE,
)
_BEHIND_STOP = re.compile(r"[.!?][\"'”’)*_]{0,3}\s+$")
_GOES_ON = re.compile(r"\s+[a-z]")
_ID_AND_COLON = re.compile(rf"{ID_BY_LOOKS}:")
_TEX = re.compile(r"\\(?:\((?:[^\\]|\\(?![()]))++\\\)|\[(?:[^\\]|\\(?![\[\]]))++\\\])")
_OPEN_FORMULA = re.compile(r"(?:\$\$|(?<!\\)\$(?![\d\s])|\\[(\[])[^$]*\Z|(?<!\\)\$\Z")
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\ue000-\ue1ff\x00-\x06\x08\x0b-\x1a\x1c-\x1f\x7f-\x9a\x9c-\x9f]"
)
"""Characters that nobody sees: Unicode's Default_Ignorable_Code_Point but the joiner of emoji, the empty braille cell,
marks of annotation, private use, controls but those that `printable` reads."""
_JOINER = "\u200d"
_STOPS_WITHOUT_SPACE = "。！？｡"


@dataclass(frozen=True, slots=True)
class Unit:
    """A complete part of a reply; a thought has no text, and says that all units before it were none of the answer."""

    kind: Kind
    gap: str
    """White space before it, with the mark of a list or a heading."""
    text: str


class Units:
    """Collects the pieces of one reply."""

    def __init__(self) -> None:
        self._thoughts, self._envelope = ThoughtFilter(), Envelope()
        self._held = ""
        self._at_start = True
        self._read = self._said = 0
        self._next_look = 0
        self._gave_up = False
        """Whether a formula was opened that does not end; none is waited for any more."""
        self.is_over = False
        """Whether nothing more is read: the model's own list of sources has come, or more than any answer holds."""

    def feed(self, piece: str) -> Iterator[Unit]:
        """The units that a piece completes."""
        self._read += len(piece)
        if self._read > MOST_THOUGHT:
            self._end()
        if not self.is_over:
            yield from self._take(self._thoughts.feed(_HIDDEN.sub("", piece)))

    def close(self) -> Iterator[Unit]:
        """What is left when the reply has ended."""
        if not self.is_over:
            yield from self._take(self._thoughts.close())
            yield from self._read_all(self._envelope.close())
        self._held = self._held.rstrip()
        yield from self._release(final=True)

    def _take(self, text: str) -> Iterator[Unit]:
        for character in text:
            if character == FORGET:
                self._envelope = Envelope()
                yield from self._forget()
            else:
                yield from self._read_all(self._envelope.feed(character))

    def _read_all(self, text: str) -> Iterator[Unit]:
        for character in text:
            if self.is_over:
                return
            self._hold(character)
            length = len(self._held)
            may_end = character.isspace() or character in _STOPS_WITHOUT_SPACE
            self._gave_up |= length > LONGEST
            if (may_end and length >= self._next_look) or length > LONGEST:
                yield from self._release(final=False)

    def _hold(self, character: str) -> None:
        self._said += 1
        if character.isascii() and character.isalnum() and self._held[-1:] == _JOINER and self._held[-2:-1].isalnum():
            self._held = self._held[:-1]
        self._held += character

    def _forget(self) -> Iterator[Unit]:
        """What was held is thought; where something was given out, a unit says that it was."""
        if not self._at_start:
            yield Unit("thought", "", "")
        self._held, self._at_start, self._next_look, self._said = "", True, 0, 0

    def _release(self, *, final: bool) -> Iterator[Unit]:
        while not self.is_over and self._held.strip():
            taken = self._next(final=final)
            if taken is None:
                break
            unit, length = taken
            self._held, self._at_start = self._held[length:], False
            if len(unit.text) > LONGEST:
                self._end()
            elif text := printable(unit.text):
                yield Unit(unit.kind, printable(unit.gap), text)
        self._next_look = len(self._held) + len(self._held) // LOOK_AGAIN
        if len(self._held) > LONGEST or self._said > MOST_CHARACTERS:
            self._end()

    def _end(self) -> None:
        self.is_over, self._held = True, ""

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
        text = "" if kind == "prose" and self.is_over else body[:end].rstrip()
        if kind == "code":
            text = _closed_code(text)
        elif kind == "prose" and final and end == len(body):
            text = _without_open_formula(text)
        return Unit(kind, gap, text), len(gap) + end

    def _measure(self, body: str, *, opens_line: bool, heading: str, final: bool) -> tuple[Kind, int | None]:
        if opens_line and (fence := _FENCE.match(body)):
            return "code", _end_of_code(body, fence[1], final=final)
        if opens_line and body[0] == "|":
            return "table", _end_of_table(body, final=final)
        if opens_line and not re.search(r"[-*+•\d.)\]]$", heading):
            line, newline, _ = body.partition("\n")
            if may_be_own(line):
                if not (newline or final):
                    return "prose", None
                if _LABELLED_LINE.fullmatch(line):
                    return "prose", self._skip(len(line))
                if opens_own_list(line):
                    self.is_over = True
                    return "prose", len(body)
                if defines_mark(line) and not (self._at_start and line[0] == "["):
                    return "prose", self._skip(len(line))
        return "prose", _end_of_prose(body, final=final, waits=not (final or self._gave_up))

    def _skip(self, end: int) -> int:
        """Drops the first characters of a body: a unit without text."""
        gap = _GAP.match(self._held)
        length = gap.end() if gap else 0
        self._held = self._held[:length] + self._held[length + end :]
        return 0


def _end_of_code(body: str, fence: str, *, final: bool) -> int | None:
    closing = re.compile(rf"\n[ \t]*{re.escape(fence)}[ \t]*(?=\n)").search(body)
    if closing:
        return closing.end()
    return len(body) if final else None


def _closed_code(code: str) -> str:
    r"""A block of code with its last line, where the reply broke off before it; nothing where no code had come.

    >>> _closed_code("```python\nx = 1"), _closed_code("```python\nx = 1\n`"), _closed_code("```pyth")
    ('```python\nx = 1\n```', '```python\nx = 1\n```', '')
    """
    opening, _, rest = code.partition("\n")
    fence = _FENCE.match(opening)
    lines = rest.rstrip("\n").split("\n")
    if fence is None or lines[-1].strip() == fence[1]:
        return code
    if lines[-1].strip() and fence[1].startswith(lines[-1].strip()):
        lines.pop()
    return "\n".join([opening, *lines, fence[1]]) if any(lines) else ""


def _without_open_formula(text: str) -> str:
    r"""A text without the formula in which the reply broke off; a price is none.

    >>> _without_open_formula(r"The mean is $\mu$, the variance $\sig"), _without_open_formula("It costs $5.")
    ('The mean is $\\mu$, the variance', 'It costs $5.')
    """
    opened = _OPEN_FORMULA.search(_TEX.sub(lambda match: "\0" * len(match[0]), cover_wholes(text)))
    return text[: opened.start()].rstrip() if opened else text


def _end_of_table(body: str, *, final: bool) -> int | None:
    rows = re.match(r"(?:[ \t]*\|[^\n]*(?:\n|$))+", body)
    end = rows.end() if rows else 0
    if final:
        return end or len(body)
    return end if body[end:].strip() and body[end - 1 : end] == "\n" else None


def _end_of_prose(body: str, *, final: bool, waits: bool) -> int | None:
    """Where the first sentence of a text, with its citations, ends; `waits`: not before an open formula does."""
    if len(body) > NEAR and (end := _end_of_prose(body[:NEAR], final=False, waits=waits)) is not None:
        return end  # what is sure by now stays so, whatever follows
    covered = _covered(body)
    if covered is None and waits:
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
    covered = _TEX.sub(lambda match: "\0" * len(match[0]), cover_wholes(body))
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
        cites = _is_citation(following, final=final)
        if cites is None:
            return None
        if cites:
            continue
        if following[0] in "[【［(（":
            return newline.start()
        if following[0].islower() and not rest.startswith("\n") and not _ID_AND_COLON.match(following):
            continue
        return newline.start()
    return None


def _is_citation(line: str, *, final: bool) -> bool | None:
    """Whether a line is but a citation of the statement before it; None while that may yet show."""
    if line[0] in "[【［(（" and not _MAY_BE_LABELLED.match(line):
        marker = _MARKER.match(line)
        if marker is None:
            return None if not final and len(line) < LONGEST_MARKER else False
        left = line[marker.end() :].lstrip(" \t,.")
        if not left and not final:
            return None
        return _CITES.match(line) is not None and (not left or left[0] == "\n")
    may_be = _MAY_BE_LABELLED.match(line) or not line.strip("-*•_ \t")
    if may_be and "\n" not in line and not final and len(line) < LONGEST_MARKER:
        return None
    return _LABELLED_LINE.match(line) is not None


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
    """The text without citations, and where each of its characters stood.

    A citation that the next sentence begins with, as what it speaks of, has a letter in its place.

    >>> _without_markers("It is so. [a1b2c] [d3e4f] shows that too [a1b2c].")[0]
    'It is so.  X shows that too .'
    """
    places: list[int] = []
    last = 0
    subjects: set[int] = set()
    for marker in _MARKER.finditer(text):
        if marker["labelled"] or _CITES.match(marker[0]):
            places += range(last, marker.start())
            last = marker.end()
            before = "".join(text[place] for place in places[-8:])
            if _BEHIND_STOP.search(before) and _GOES_ON.match(text, last):
                subjects.add(marker.start())
                places.append(marker.start())
    places += range(last, len(text))
    return "".join("X" if place in subjects else text[place] for place in places), places
