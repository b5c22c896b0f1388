r"""Code and tables in a reply: where they end, and what stands in a table."""

import re
from dataclasses import dataclass

from index.terms import content_terms
from rag.written.citation_marks import without_marks

FENCE = re.compile(r"(```+|~~~+)")
_OPENS_CODE = re.compile(r"(?:```+|~~~+)[\w+-]*[ \t]*\n")
_SENTENCE = re.compile(
    r"(?:[-*+•]|\d{1,2}[.)])?\s*[*_]*[A-Z][\w’'-]*(?:,? [\w’'-]+){2}.*[.!?:][\"'”’)*_]*"
    r"(?:\s*[\[(【][^\]\n]*[\])】])*[.!?]?\Z"
)
"""A line that is a sentence, with its citations."""
_CELL = re.compile(r"(?:`[^`\n]*`|\$[^$\n]+\$|\\.|[^|\n])*")
_ROWS, _OPEN_ROWS = (re.compile(rf"(?:{row}[^\n]*(?:\n|$))+") for row in (r"[ \t]*\|", r"[^\n|]*\|"))
"""Rows of a table that has bars at its sides, and of one that has none there."""
_OPEN_RULE = re.compile(r"[^\n]*\n[ \t]*:?-+:?[ \t]*\|")
MIN_COLUMNS = 2
"""Of a table without bars at its sides."""
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
    r"""The code of a block, without the lines of its fences.

    >>> code_inside("```python\nx = 1\n```")
    'x = 1'
    """
    return "\n".join(line for line in block.split("\n") if not FENCE.match(line.lstrip()))


def is_prose(block: str) -> bool:
    r"""Whether a block of code holds none: it says so, or each of its lines is a sentence.

    >>> is_prose("```markdown\nIt is old\n```"), is_prose("```\nIt has no weights [a1b2c].\n```")
    (True, True)
    >>> is_prose("```\nrepeat until no box is left\n```"), is_prose("```python\n# It is old.\n```")
    (False, False)
    """
    label = block.partition("\n")[0].strip("`~ \t").casefold()
    lines = filter(None, map(str.strip, code_inside(block).split("\n")))
    return label in ("markdown", "md") or (
        label in ("", "text", "txt", "plaintext") and all(map(_SENTENCE.match, lines))
    )


def opens_table(body: str, *, final: bool) -> bool | None:
    r"""Whether a table begins here, be it without bars at its sides; None where that is not to be seen yet.

    >>> [opens_table(one, final=False) for one in ("| a", "a | b\n--|--\n", "a | b\nc", "a | b\n--", "a")]
    [True, True, False, None, False]
    """
    head, _, rest = body.partition("\n")
    rule, newline, _ = rest.partition("\n")
    if body[0] == "|" or len(cells(head)) < MIN_COLUMNS:
        return body[0] == "|"
    if rule.strip(" \t|:-"):
        return False
    return "|" in rule if newline or final else None


def end_of_table(body: str, *, final: bool) -> int | None:
    """Where the last row of a table ends; the white space behind it is none of it."""
    has_sides = body.startswith("|") and not _OPEN_RULE.match(body)
    rows = (_ROWS if has_sides else _OPEN_ROWS).match(body)
    end = rows.end() if rows else 0
    if final:
        return end or len(body)
    rest = body[end:]
    is_over = rest.strip() and (has_sides or "\n" in rest)
    return end - 1 if is_over and body[end - 1 : end] == "\n" else None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header, cell by cell; each row has as many as the header."""

    header: tuple[str, ...]
    rule: tuple[str, ...]
    """What parts the header from the rows, and says how columns are aligned."""
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> "Table | None":
        r"""The table that a text is; None where it has no header, or no row below it.

        >>> Table.of("| Layer | Stride |\n|---|---|\n| Pooling | two | three |\n| ReLU |").rows
        (('Pooling', 'two'), ('ReLU', ''))
        """
        lines = text.strip().split("\n")
        if len(lines) < 3 or not _DELIMITERS.fullmatch(lines[1]):
            return None
        header, rule, *rows = (tuple(cells(line)) for line in lines)
        width = len(header)
        return cls(header, rule[:width], tuple((*row[:width], *[""] * (width - len(row))) for row in rows))

    @property
    def columns_shown(self) -> list[int]:
        r"""The places of the columns in which a row says something, all where none does.

        >>> Table.of("| Layer | Source |\n|---|---|\n| Pooling | |\n| Stride | |").columns_shown
        [0]
        """
        said = [any(without_marks(row[place]) for row in self.rows) for place in range(len(self.header))]
        return [place for place, says in enumerate(said) if says or not any(said)]

    @property
    def head(self) -> str:
        """The header as it is shown, with what parts it from the rows."""
        shown = self.columns_shown
        rule = [self.rule[place] if place < len(self.rule) else "---" for place in shown]
        return f"| {' | '.join(without_marks(self.header[place]) for place in shown)} |\n| {' | '.join(rule)} |"


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


def says_something(cell: str) -> bool:
    """Whether a cell holds more than a dash.

    >>> says_something("–"), says_something("n/a"), says_something("two")
    (False, False, True)
    """
    return _NOTHING_SAID.fullmatch(cell) is None


def is_plain_head(head: str) -> bool:
    """Whether the head of a column, or of a row, only says what kind of thing stands below it.

    >>> is_plain_head("What it does"), is_plain_head("What it never does"), is_plain_head("Owls are dead")
    (True, False, False)
    """
    return not _DENIES.search(head) and all(term in _PLAIN_HEADS or term.isdigit() for term in content_terms(head))
