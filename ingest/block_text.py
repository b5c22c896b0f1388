"""Blocks that Markdown sets apart by marks of its own: code between fences, tables between bars."""

import re
from collections.abc import Sequence


def fenced(code: str, language: str) -> str:
    r"""Code between fences longer than any run of backticks in it (CommonMark 0.31.2, 4.5).

    >>> print(fenced("x = 1", "python"))
    ```python
    x = 1
    ```
    >>> print(fenced("````\n```\n````", ""))
    `````
    ````
    ```
    ````
    `````
    """
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def table_text(rows: Sequence[Sequence[str]]) -> str:
    r"""A table of which the first row is the header; short rows are filled up. A `|` in a cell must be escaped before.

    >>> print(table_text([["A", "B"], ["1", r"2\|3"], ["4"]]))
    | A | B |
    | --- | --- |
    | 1 | 2\|3 |
    | 4 |  |
    >>> table_text([])
    ''
    """
    width = max(map(len, rows), default=0)
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]) if lines else ""
