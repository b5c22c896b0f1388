"""A stream of pieces -> complete units: a sentence with its citations, a block of code, a table.

The stream is read character by character and looked at where a word ends, so that what comes out does not depend on
where the pieces were cut. A unit is given out as soon as nothing that follows can change it. How much is held, how
often it is looked at and how much is read in all are bounded: a model that goes beyond them has lost itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.printable import PrintableStream
from rag.written.blocks import closed_code, end_of_code, end_of_table, opens_code, opens_table
from rag.written.envelope import Envelope
from rag.written.first_sentence import BRACKETED, LABELLED_LINE, LETTERED, cover_formulas, end_of_first_sentence
from rag.written.lines import with_line, without_end_of_turn, without_header
from rag.written.reference_list import (
    begins_with_author,
    defines_footnote,
    is_authored,
    is_bibliographic,
    lists_ids_alone,
    may_begin_references,
    opens_reference_list,
)
from rag.written.thoughts import FORGET, ThoughtFilter

Kind = Literal["prose", "code", "table", "thought"]
MAX_UNIT_CHARACTERS = 4000
"""Characters of a unit; one that has not ended by then is dropped with all that follows."""
MOST_CHARACTERS, MOST_THOUGHT = 12_000, 400_000
"""Of one reply: of what it says, and with what it thinks."""
LOOK_AGAIN = 16
"""What was looked at in vain is looked at again when a sixteenth of it has come."""
_GAP = re.compile(r"\s*(?:-{3,}[ \t]*\n\s*)?")
_LIST_MARK = re.compile(
    rf"(?:(?:[-*+•]|\d{{1,2}}[.)]|\d\u20e3|\(\d{{1,2}}\)|{LETTERED}|#{{1,6}}|>)[ \t]+)*(?:\[[ xX]\] )?"
)
_NUMBER = re.compile(rf"\d{{1,2}}[.)][ \t]+(?=[^\W\d_])|(?P<inline>{BRACKETED})")
"""Of an item that stands on the line of the one before it, and stays there where its number is in brackets."""
_OPEN_FORMULA = re.compile(r"(?:\$\$|(?<!\\)\$(?![\d\s])|\\[(\[])[^$]*\Z|(?<!\\)\$\Z")
_ENDED = re.compile(r"[.!?…。！？｡:;\]】）)}>`$][\"'”’)*_]*\s*\Z|[\[【(（][^\]】)）]*\Z")
"""A sentence that is over, or a citation, which may be cut itself."""
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
        self._printable, self._thoughts, self._envelope = PrintableStream(), ThoughtFilter(), Envelope()
        self._held = ""
        self._at_start = True
        self._read = self._said = 0
        self._next_look = 0
        self._gave_up = False
        """Whether a formula was opened that does not end; none is waited for any more."""
        self._breaks_off = False
        self._is_in_list = False
        """Whether a list of sources comes first, which the answer follows behind an empty line."""
        self.is_over = False
        """Whether nothing more is read: the model's own list of sources has come, or more than any answer holds."""

        self.is_lost = False
        """Whether that is more than any answer holds."""

    def feed(self, piece: str) -> Iterator[Unit]:
        """The units that a piece completes."""
        self._read += len(piece)
        if self._read > MOST_THOUGHT:
            self._end()
        if not self.is_over:
            yield from self._take(self._thoughts.feed(self._printable.feed(_HIDDEN.sub("", piece))))

    def close(self, *, is_whole: bool = True) -> Iterator[Unit]:
        """What is left when the reply has ended, without the sentence or the row amid which it broke off."""
        self._breaks_off = not is_whole
        if not self.is_over:
            yield from self._take(self._thoughts.feed(self._printable.close()) + self._thoughts.close())
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
            if (said := without_end_of_turn(self._held)) is not None and not (self._at_start and not said.strip()):
                self._held = said.rstrip()
                yield from self._release(final=True)
                self.is_over = True
                return
            length = len(self._held)
            may_end = self._held[-1:].isspace() or character in _STOPS_WITHOUT_SPACE
            self._gave_up |= length > MAX_UNIT_CHARACTERS
            if (may_end and length >= self._next_look) or length > MAX_UNIT_CHARACTERS:
                yield from self._release(final=False)

    def _hold(self, character: str) -> None:
        self._said += 1
        if character.isascii() and character.isalnum() and self._held[-1:] == _JOINER and self._held[-2:-1].isalnum():
            self._held = self._held[:-1]
        self._held = with_line(self._held + character)
        if self._at_start:
            self._held = without_header(self._held)

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
            if len(unit.text) > MAX_UNIT_CHARACTERS:
                self._end()
            elif unit.text:
                yield unit
        self._next_look = len(self._held) + len(self._held) // LOOK_AGAIN
        if len(self._held) > MAX_UNIT_CHARACTERS or self._said > MOST_CHARACTERS:
            self._end()

    def _end(self) -> None:
        self.is_over, self.is_lost, self._held = True, True, ""

    def _next(self, *, final: bool) -> tuple[Unit, int] | None:
        """The first unit of what is held and how much of it that is; None where it is not complete."""
        space = _GAP.match(self._held)
        start = space.end() if space else 0
        opens_line = self._at_start or "\n" in self._held[:start]
        marks = (_LIST_MARK if opens_line else _NUMBER).match(self._held, start)
        length = marks.end() if marks else start
        gap, body = self._held[:length], self._held[length:]
        mark = marks[0].strip() if marks else ""
        if marks and not opens_line and not marks["inline"]:
            gap = f"\n{self._held[start:length]}"
        if not body:
            return (Unit("prose", gap, ""), len(self._held)) if final else None
        if opens_line and body[-1] == "\n" and not marks and not body.strip("-_* \n"):
            return Unit("prose", gap, ""), len(self._held)
        self._is_in_list &= bool(mark) or "\n\n" not in gap
        kind, end = self._measure(body, opens_line=opens_line, mark=mark, final=final)
        if end is None:
            return None
        text = "" if kind == "prose" and self.is_over else body[:end].rstrip()
        if kind == "code":
            text = closed_code(text)
        elif kind == "prose" and final and end == len(body):
            text = _without_open_formula(text)
        if self._breaks_off and end == len(body):
            text = _without_fragment(kind, text)
        return Unit(kind, gap, text), length + end

    def _measure(self, body: str, *, opens_line: bool, mark: str, final: bool) -> tuple[Kind, int | None]:
        if fence := opens_code(body, opens_line=opens_line):
            return "code", end_of_code(body, fence, final=final)
        if opens_line and (is_table := opens_table(body, final=final) if not mark else body[0] == "|") is not False:
            return "table", end_of_table(body, final=final) if is_table else None
        line, newline, _ = body.partition("\n")
        if self._is_in_list and opens_line:
            return "prose", self._skip(len(line)) if newline or final else None
        if opens_line and begins_with_author(line):
            if not (newline or final):
                return "prose", None
            if is_authored(line):
                return "prose", self._skip(len(line))
        if opens_line and not re.search(r"[-*+•\d.)\]]$", mark) and may_begin_references(line):
            if not (newline or final):
                return "prose", None
            if LABELLED_LINE.fullmatch(line) or lists_ids_alone(line):
                return "prose", self._skip(len(line))
            if opens_reference_list(line) and self._at_start:
                self._is_in_list = True
                return "prose", self._skip(len(line))
            if opens_reference_list(line):
                self.is_over = True
                return "prose", len(body)
            is_noted = defines_footnote(line) or is_bibliographic(line)
            if is_noted and not (self._at_start and line[0] == "["):
                return "prose", self._skip(len(line))
        return "prose", end_of_first_sentence(body, final=final, waits=not (final or self._gave_up))

    def _skip(self, end: int) -> int:
        """Drops the first characters of a body: a unit without text."""
        gap = _GAP.match(self._held)
        length = gap.end() if gap else 0
        self._held = self._held[:length] + self._held[length + end :]
        return 0


def units_of(text: str) -> list[Unit]:
    """The units of a text that is all there."""
    units = Units()
    return [*units.feed(text), *units.close()]


def _without_open_formula(text: str) -> str:
    r"""A text without the formula in which the reply broke off; a price is none.

    >>> _without_open_formula(r"The mean is $\mu$, the variance $\sig"), _without_open_formula("It costs $5.")
    ('The mean is $\\mu$, the variance', 'It costs $5.')
    """
    opened = _OPEN_FORMULA.search(cover_formulas(text))
    return text[: opened.start()].rstrip() if opened else text


def _without_fragment(kind: Kind, text: str) -> str:
    """The last unit of a reply that broke off, without what is no whole sentence, or no whole row.

    >>> _without_fragment("prose", "A field that is too"), _without_fragment("prose", "It is small [a1b2c]")
    ('', 'It is small [a1b2c]')
    >>> _without_fragment("table", "| a |\\n|---|\\n| b |\\n| c")
    '| a |\\n|---|\\n| b |'
    """
    if kind == "table" and not text.endswith("|"):
        return text.rpartition("\n")[0]
    return "" if kind == "prose" and not _ENDED.search(text) else text
