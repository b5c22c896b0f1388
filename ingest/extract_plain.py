"""Files that are no markup: code as it stands, plain text by its paragraphs; data is told."""

import json
import re

from ingest.assemble import Piece
from ingest.block_text import fenced

_LANGUAGES = {
    "c": "c",
    "cc": "cpp",
    "cpp": "cpp",
    "cu": "cuda",
    "go": "go",
    "h": "c",
    "hpp": "cpp",
    "java": "java",
    "jl": "julia",
    "js": "javascript",
    "lua": "lua",
    "m": "matlab",
    "py": "python",
    "r": "r",
    "rs": "rust",
    "sh": "bash",
    "swift": "swift",
    "ts": "typescript",
}
"""Of code, by the ending of its file."""


def plain_pieces(text: str, ending: str) -> list[Piece] | None:
    """The pieces of a file with that ending, without its dot; None where it may be Markdown.

    >>> plain_pieces("# a_b\\nx = a_b\\n", "py")
    [Piece(kind='code', text='```python\\n# a_b\\nx = a_b\\n```', level=0, anchor='', page=None, url='')]
    >>> [piece.text for piece in plain_pieces("# Owls\\n\\nThey fly\\n  at *night*.\\n", "txt") or ()]
    ['# Owls', 'They fly at *night*.']
    >>> plain_pieces("# Owls", "md")
    """
    if ending in _LANGUAGES:
        return [Piece("code", fenced(text.strip("\n"), _LANGUAGES[ending]))]
    if ending == "txt":
        paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
        return [Piece("paragraph", part) for part in paragraphs if part]
    return None


def is_data(text: str) -> bool:
    """Whether a text is JSON, as a notebook is.

    >>> is_data('{"cells": []}'), is_data("[Owls](https://a.org) fly."), is_data("{x} is a set")
    (True, False, False)
    """
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
