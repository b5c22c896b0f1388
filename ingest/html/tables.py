"""Step: tables of data become Markdown tables; tables that only lay out the page stay as they are."""

import re
from collections.abc import Callable

from ingest.assemble import Piece
from ingest.block_text import table_text
from ingest.html.kept import WORD, Element, KeptParts
from ingest.html.tree import HEADINGS, attached, one_line

MAX_CELL_WORDS = 60
"""Mean number of words of the filled cells of a table of data, at most."""
MAX_BOX_WORDS = 8
"""Words of a `div` in a table without a header beyond which the table only lays out."""
_NOT_IN_CELLS = frozenset([*HEADINGS, *"form nav article section header footer".split()])


def keep_tables(tree: Element, kept: KeptParts) -> None:
    """Innermost tables first; a cell that spans rows or columns is repeated in each."""
    for table in reversed(list(tree.iter("table"))):
        if attached(table, tree) and _is_data(table, kept):
            rows = table_grid(table, _cell_text)
            images = [image for row in rows for cell in row for image in kept.images_in(cell)]
            captions = [text for caption in table.iter("caption") if (text := one_line(caption))]
            pieces = [Piece("caption", text) for text in captions] + [
                Piece("table", table_text(rows)),
                *dict.fromkeys(images),
            ]
            kept.replace(table, *pieces, block=True)


def _is_data(table: Element, kept: KeptParts) -> bool:
    if table.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return False
    if any(part.tag in _NOT_IN_CELLS for part in table.iterdescendants()):
        return False
    cells = [text for cell in table.iter("td", "th") if (text := one_line(cell))]
    rows = [row for row in table.iter("tr") if one_line(row)]
    widest = max((sum(1 for _ in row.iterchildren("td", "th")) for row in rows), default=0)
    if len(rows) < 2 or widest < 2 or _holds_code(table, kept):
        return False
    has_header = table.find(".//th") is not None
    if not has_header and any(len(one_line(box).split()) > MAX_BOX_WORDS for box in table.findall(".//td//div")):
        return False
    return sum(len(text.split()) for text in cells) <= MAX_CELL_WORDS * len(cells) * (2 if has_header else 1)


def _holds_code(table: Element, kept: KeptParts) -> bool:
    """A listing does not fit in a cell: such a table lays out."""
    words = (int(match[1]) for match in WORD.finditer(one_line(table)))
    return any(
        block and piece.kind in ("code", "table", "heading")
        for word in words
        for pieces, block in [kept.parts[word]]
        for piece in pieces
    )


def table_grid(table: Element, cell_text: Callable[[Element], str]) -> list[list[str]]:
    """The cells' texts, row by row, spans filled; the one cell of a row that is a title for others is not repeated."""
    filled: dict[tuple[int, int], str] = {}
    rows = list(table.iter("tr"))
    for line, row in enumerate(rows):
        column = 0
        cells = list(row.iterchildren("td", "th"))
        for cell in cells:
            while (line, column) in filled:
                column += 1
            down, across = (
                _span(cell, "rowspan", len(rows) - line),
                _span(cell, "colspan", 100 if len(cells) > 1 else 1),
            )
            text = cell_text(cell)
            for below in range(down):
                filled |= {(line + below, column + beside): text for beside in range(across)}
            column += across
    width = max((column for _, column in filled), default=-1) + 1
    grid = [[filled.get((line, column), "") for column in range(width)] for line in range(len(rows))]
    return [row for row in grid if any(row)]


def _span(cell: Element, name: str, most: int) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(int(value), most)) if value.isdecimal() else 1


def _cell_text(cell: Element) -> str:
    for line_break in cell.iter("p", "li", "div"):
        line_break.tail = " " + (line_break.tail or "")
    return re.sub(r"(?<!\\)\|", r"\\|", one_line(cell))
