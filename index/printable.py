"""Text as it may be written to a terminal: nothing in it moves the cursor, sets a title or rings the bell."""

import json
import re
from typing import Any

_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,40}[ -/]{0,8}[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,400}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]{0,8}[0-~]"
)
"""What a terminal obeys (ECMA-48): control sequences, command strings, escapes."""
_OPEN_SEQUENCE = re.compile(
    r"(?:(?:\x1b\[|\x9b)[0-?]{0,40}[ -/]{0,8}"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,400}\x1b?"
    r"|\x1b[ -/]{0,8})\Z"
)
"""One that has not ended."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Unicode's category Cc without the line break and the tab."""


def printable(text: str) -> str:
    r"""The text without control characters, and without what they tell a terminal.

    >>> printable("\x1b[31mred\x1b[0m\x1b]0;title\x07 and\x9b2J plain\r\n\t\x7f.")
    'red and plain\n\t.'
    """
    return _CONTROL.sub("", _SEQUENCE.sub("", text))


class PrintableStream:
    r"""Passes on a text, piece by piece, as it may be written to a terminal.

    >>> stream = PrintableStream()
    >>> stream.feed("plain\x1b]8;;a.ex") + stream.feed("ample\x1b") + stream.feed("\\ and \x1b[3") + stream.feed("1m!")
    'plain and !'
    """

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> str:
        """What is sure to be no part of what a terminal obeys."""
        text = self._held + piece
        opened = _OPEN_SEQUENCE.search(text)
        end = opened.start() if opened else len(text)
        self._held = text[end:]
        return printable(text[:end])

    def close(self) -> str:
        """What is left when the text has ended."""
        held, self._held = self._held, ""
        return printable(held)


def printable_json(value: Any, *, indent: int | None = None) -> str:
    r"""JSON whose letters can be read and whose control characters are all spelt out.

    >>> printable_json({"title": "für\x1b\x9b"})
    '{"title": "für\\u001b\\u009b"}'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(r"[\x7f-\x9f]", lambda control: f"\\u{ord(control[0]):04x}", text)
