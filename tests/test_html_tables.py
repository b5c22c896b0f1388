"""Tables on the left, Markdown on the right."""

import pytest
from html_step import URL, pairs_after, text_after, tree_of
from hypothesis import given
from hypothesis import strategies as st

from ingest.assemble import Piece
from ingest.html.steps import prepare
from ingest.html.tables import keep_tables
from ingest.html.visible import visible_text


def markdown(*rows: str) -> str:
    return "\n".join([rows[0], "|" + " --- |" * (rows[0].replace("\\|", "").count("|") - 1), *rows[1:]])


HEADER = "<tr><th>A</th><th>B</th></tr>"
DATA = [
    (f"<table>{HEADER}<tr><td>1</td><td>2</td></tr></table>", markdown("| A | B |", "| 1 | 2 |")),
    (f"<table><thead>{HEADER}</thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
     markdown("| A | B |", "| 1 | 2 |")),
    ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>", markdown("| 1 | 2 |", "| 3 | 4 |")),
    (f"<table>{HEADER}<tr><td>1|2</td><td>3</td></tr></table>", markdown("| A | B |", "| 1\\|2 | 3 |")),
    (f"<table>{HEADER}<tr><td>1</td></tr></table>", markdown("| A | B |", "| 1 |  |")),
    (f"<table>{HEADER}<tr><td></td><td>2</td></tr></table>", markdown("| A | B |", "|  | 2 |")),
    (f"<table>{HEADER}<tr><td></td><td></td></tr><tr><td>1</td><td>2</td></tr></table>",
     markdown("| A | B |", "| 1 | 2 |")),
    (f"<table>{HEADER}<tr><td>1</td><td>2</td><td>3</td></tr></table>", markdown("| A | B |  |", "| 1 | 2 | 3 |")),
    (f"<table>{HEADER}<tr><td rowspan=2>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
     markdown("| A | B |", "| 1 | 2 |", "| 1 | 3 |")),
    ("<table><tr><th>A</th><th colspan=2>B</th></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>",
     markdown("| A | B | B |", "| 1 | 2 | 3 |")),
    ("<table><tr><th rowspan=2>A</th><th colspan=2>B</th></tr><tr><th>C</th><th>D</th></tr>"
     "<tr><td>1</td><td>2</td><td>3</td></tr></table>",
     markdown("| A | B | B |", "| A | C | D |", "| 1 | 2 | 3 |")),
    (f"<table>{HEADER}<tr><td colspan=2>All of it</td></tr><tr><td>1</td><td>2</td></tr></table>",
     markdown("| A | B |", "| All of it |  |", "| 1 | 2 |")),
    (f"<table>{HEADER}<tr><td rowspan=99>1</td><td colspan=x>2</td></tr></table>", markdown("| A | B |", "| 1 | 2 |")),
    (f"<table>{HEADER}<tr><td rowspan=0>1</td><td colspan=0>2</td></tr></table>", markdown("| A | B |", "| 1 | 2 |")),
    (f"<table>{HEADER}<tr><td><p>1</p><p>2</p></td><td><ul><li>3</li><li>4</li></ul></td></tr></table>",
     markdown("| A | B |", "| 1 2 | 3 4 |")),
    (f"<table>{HEADER}<tr><td><b>1</b>\n x</td><td><a href='/x'>2</a></td></tr></table>",
     markdown("| A | B |", "| 1 x | 2 |")),
    ("<table><tr><td><div>1</div></td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
     markdown("| 1 | 2 |", "| 3 | 4 |")),
    ("<table><tr><th>Name</th><td>VGG</td></tr><tr><th>Layers</th><td>16</td></tr></table>",
     markdown("| Name | VGG |", "| Layers | 16 |")),
]  # fmt: skip
WITH_KEPT = [
    (f"<table>{HEADER}<tr><td>\\(L_1\\)</td><td><code>x</code></td></tr></table>",
     [("table", markdown("| A | B |", "| $L_1$ | `x` |"))]),
    (f"<table>{HEADER}<tr><td>\\(|x|\\)</td><td><code>a|b</code></td></tr></table>",
     [("table", markdown("| A | B |", "| $\\|x\\|$ | `a\\|b` |"))]),
    (f"<table>{HEADER}<tr><td>$$x = y$$</td><td>2</td></tr></table>",
     [("table", markdown("| A | B |", "| $x = y$ | 2 |"))]),
    (f"<table>{HEADER}<tr><td><img src='/a.png' alt='A net'></td><td>2</td></tr></table>",
     [("table", markdown("| A | B |", "|  | 2 |")), ("figure", "A net")]),
    (f"<table>{HEADER}<tr><td>10<sup>5</sup></td><td>1<br>2</td></tr></table>",
     [("table", markdown("| A | B |", "| 10⁵ | 1 2 |"))]),
    (f"<table>{HEADER}<tr><td><pre>a\nb</pre></td><td>2</td></tr></table>",
     [("paragraph", "A B"), ("code", "```\na\nb\n```"), ("paragraph", "2")]),
]  # fmt: skip
LAYOUT = [
    ("<table><tr><td>Alone</td></tr></table>", "Alone"),
    ("<table><tr><td>One</td><td>row</td></tr></table>", "One row"),
    ("<table><tr><td>One</td></tr><tr><td>column</td></tr></table>", "One column"),
    ("<table role='presentation'><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>", "1 2 3 4"),
    ("<table><tr><td><h2>1</h2></td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>", "1 2 3 4"),
    ("<table><tr><td><div>A box with more words than a cell of data has</div></td><td>2</td></tr>"
     "<tr><td>3</td><td>4</td></tr></table>", "A box with more words than a cell of data has 2 3 4"),
    (f"<table><tr><td>{'long text ' * 150}</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
     "long text " * 150 + "2 3 4"),
    ("<table></table>So", "So"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), [*DATA, *LAYOUT])
def test_tables(markup: str, expected: str) -> None:
    assert text_after(keep_tables, markup) == expected


@pytest.mark.parametrize(("markup", "expected"), WITH_KEPT)
def test_what_stands_in_cells(markup: str, expected: list[tuple[str, str]]) -> None:
    tree = tree_of(markup)
    kept = prepare(tree, URL)
    pieces = kept.restore(visible_text(tree), Piece("paragraph"))
    assert [(piece.kind, piece.text) for piece in pieces] == expected


def test_a_caption_comes_first_and_is_in_no_row() -> None:
    found = pairs_after(
        keep_tables, f"<table><caption>Of <i>it</i>.</caption>{HEADER}<tr><td>1</td><td>2</td></tr></table>"
    )
    assert found == [("caption", "Of it."), ("table", markdown("| A | B |", "| 1 | 2 |"))]


def test_a_table_in_a_table_of_layout_is_one_of_data() -> None:
    inner = f"<table>{HEADER}<tr><td>1</td><td>2</td></tr></table>"
    found = text_after(
        keep_tables, f"<table><tr><td>Left</td><td>{inner}</td></tr><tr><td>3</td><td>4</td></tr></table>"
    )
    assert found == "Left\n\n" + markdown("| A | B |", "| 1 | 2 |") + "\n\n3 4"


CELL = st.tuples(st.sampled_from(["td", "th"]), st.integers(0, 4), st.integers(0, 4), st.sampled_from("a b| c".split()))


@given(st.lists(st.lists(CELL, max_size=4), max_size=4))
def test_all_rows_of_a_table_are_as_wide(rows: list[list[tuple[str, int, int, str]]]) -> None:
    cells = [
        [f"<{tag} rowspan={down} colspan={across}>{text}</{tag}>" for tag, down, across, text in row] for row in rows
    ]
    markup = "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in cells) + "</table>"
    for kind, text in pairs_after(keep_tables, markup):
        if kind == "table":
            assert len({line.replace("\\|", "").count("|") for line in text.splitlines()}) == 1
            assert text.splitlines()[1].strip("| -") == ""
