r"""Code and tables in a reply: where they end, and what a row of a table claims."""

import re
from dataclasses import dataclass

from index.terms import content_terms

FENCE = re.compile(r"(```+|~~~+)")
_OPENS_CODE = re.compile(r"(?:```+|~~~+)[\w+-]*[ \t]*\n")
_CELL = re.compile(r"(?:`[^`\n]*`|\$[^$\n]+\$|\\.|[^|\n])*")
_DELIMITERS = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*(?::?-+:?[ \t]*)?")
_PLAIN_HEADS = frozenset(
    content_terms(
        "term meaning definition description explanation effect method variant role purpose goal function cost value "
        "size speed accuracy stage step phase mode aspect property characteristic feature network model architecture "
        "layer detector operation year name type kind key idea note example use does mean works advantage disadvantage "
        "pros cons origin problem cause reason remedy benefit drawback strength weakness limitation difference source "
        "reference number parameter input output formula"
    )
)
_DENIES = re.compile(r"\b(?:not?|never|cannot|nothing|without|lacks?|fails?)\b|n['’]t\b", re.IGNORECASE)
_NOTHING_SAID = re.compile(r"[\W_]*|n/?a", re.IGNORECASE)


def opens_code(body: str, *, opens_line: bool) -> str:
    """The fence that a block of code begins with, which may stand behind a text on its line; empty where none does."""
    fence = FENCE.match(body)
    return fence[1] if fence and (opens_line or _OPENS_CODE.match(body)) else ""


def end_of_code(body: str, fence: str, *, final: bool) -> int | None:
    """Where a block of code ends: at its closing fence, behind which a model may write on."""
    mark = re.escape(fence)
    closing = re.compile(rf"\n[ \t]*{mark}(?:[ \t]*(?=\n)|(?=[ \t]+[^\s{fence[0]}])|(?=[\[【(（]))").search(body)
    if closing:
        return closing.end()
    return len(body) if final else None


def closed_code(code: str) -> str:
    r"""A block of code with its last line, where the reply broke off before it; nothing where no code had come.

    >>> closed_code("```python\nx = 1"), closed_code("```python\nx = 1\n`"), closed_code("```pyth")
    ('```python\nx = 1\n```', '```python\nx = 1\n```', '')
    """
    opening, _, rest = code.partition("\n")
    fence = FENCE.match(opening)
    lines = rest.rstrip("\n").split("\n")
    if fence is None or lines[-1].strip() == fence[1]:
        return code
    if lines[-1].strip() and fence[1].startswith(lines[-1].strip()):
        lines.pop()
    return "\n".join([opening, *lines, fence[1]]) if any(lines) else ""


def code_inside(block: str) -> str:
    r"""The code without its fences, and the language that the first one names.

    >>> code_inside("```python\nx = 1\n```")
    'x = 1'
    """
    return "\n".join(line for line in block.split("\n") if not FENCE.match(line.lstrip()))


def end_of_table(body: str, *, final: bool) -> int | None:
    """Where the last row of a table ends; the white space behind it is none of it."""
    rows = re.match(r"(?:[ \t]*\|[^\n]*(?:\n|$))+", body)
    end = rows.end() if rows else 0
    if final:
        return end or len(body)
    return end - 1 if body[end:].strip() and body[end - 1 : end] == "\n" else None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header, as lines."""

    header: str
    delimiters: str
    rows: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Table | None":
        """The table that a text is; None where it has no header, or no row below it."""
        lines = text.strip().split("\n")
        if len(lines) < 3 or not _DELIMITERS.fullmatch(lines[1]):
            return None
        return cls(lines[0], lines[1], tuple(lines[2:]))

    def with_rows(self, rows: list[str]) -> str:
        """The same header above other rows."""
        return "\n".join([self.header, self.delimiters, *rows])


def cells(row: str) -> list[str]:
    """What stands between the bars of a row; a bar in code or in a formula parts nothing.

    >>> cells("| a | `x | y` | |")
    ['a', '`x | y`', '']
    """
    found, place = [], 1 if row.lstrip().startswith("|") else 0
    row = row.strip()
    while place < len(row):
        cell = _CELL.match(row, place)
        end = cell.end() if cell else place
        found.append(row[place:end].strip())
        place = end + 1
    return found


def without_empty_columns(table: str) -> str:
    r"""A table without the columns in which none but the header says anything, as where citations stood.

    >>> without_empty_columns("| Layer | Source |\n|---|---|\n| Pooling | |\n| Stride | |")
    '| Layer |\n| --- |\n| Pooling |\n| Stride |'
    """
    lines = table.split("\n")
    rows = [cells(line) for line in lines]
    said = [any(row[place : place + 1] not in ([], [""]) for row in rows[2:]) for place in range(len(rows[0]))]
    if all(said) or not any(said):
        return table
    kept = ([cell for cell, says in zip(row, said, strict=False) if says] for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in kept)


def says_something(cell: str) -> bool:
    """Whether a cell holds more than a dash.

    >>> says_something("–"), says_something("n/a"), says_something("two")
    (False, False, True)
    """
    return _NOTHING_SAID.fullmatch(cell) is None


def pairs(header: str, row: str) -> list[tuple[str, str]]:
    """The head of each column but the first, with what a row says there.

    >>> pairs("| | ZF Net | AlexNet |", "| Layers | eight | - |")
    [('ZF Net', 'eight'), ('AlexNet', '-')]
    """
    return list(zip(cells(header), cells(row), strict=False))[1:]


def is_plain_head(head: str) -> bool:
    """Whether the head of a column, or of a row, only says what kind of thing stands below it.

    >>> is_plain_head("What it does"), is_plain_head("What it never does"), is_plain_head("Owls are dead")
    (True, False, False)
    """
    return not _DENIES.search(head) and all(term in _PLAIN_HEADS or term.isdigit() for term in content_terms(head))
