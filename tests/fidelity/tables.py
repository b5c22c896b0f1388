"""Data tables, as opposed to tables that lay out a page."""

from tests.fidelity.dom import Node
from tests.fidelity.names import is_hidden

_LAYOUT = ("table", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "form", "figure")
_LATEXML = ("ltx_eqn_table", "ltx_equation", "ltx_equationgroup")


def data_rows(table: Node) -> list[list[Node]]:
    """The cells of each row of a data table; none for a table that lays out."""
    if table.get("role") in ("presentation", "none") or any(name in _LATEXML for name in table.classes):
        return []
    if any(node.tag in _LAYOUT for node in table.walk() if node is not table):
        return []
    rows = [[cell for cell in row.elements if cell.tag in ("td", "th")] for row in table.walk() if row.tag == "tr"]
    rows = [row for row in rows if row and not is_hidden(row[0])]
    return rows if _is_grid(rows) else []


def _is_grid(rows: list[list[Node]]) -> bool:
    """At least two rows and two columns, and cells that are no pages of text."""
    longest = max((len(cell.text().split()) for row in rows for cell in row), default=0)
    filled = sum(1 for row in rows for cell in row if cell.text().strip())
    return len(rows) >= 2 and max(map(len, rows)) >= 2 and longest <= 150 and filled >= 3
