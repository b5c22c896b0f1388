"""Tables in a written answer: each cell is a statement, and is marked where it stands."""

from collections.abc import Collection, Sequence

import pytest
from markdown_it import MarkdownIt
from model_server import End, ModelServer
from owl_model import HEAD, quotes, writing

from rag.answer import Answer
from rag.written.attribution import Attribution
from rag.written.blocks import Table
from rag.written.citation_check import CheckedCitations, CitationChecker
from rag.written.evidence import Evidence
from rag.written.lead_ins import LeadIns
from rag.written.subjects import Discourse, Subjects, things_of
from rag.written.table_cells import TableCells
from rag.written.table_numbers import gives_number, number_of
from rag.written.units import Units
from rag.written.writer import Writer
from ui.answer_markdown import answer_markdown

TOLD = "An owl turns its head by up to 270 degrees [{turns}]"
TURNS, TUBES = "is turned by an owl by up to 270 degrees", "are tubes rather than balls"


def table_in(markdown: str) -> list[list[str]]:
    """The cells of the one table of a text, as a reader sees them."""
    tokens = MarkdownIt().enable("table").parse(markdown)
    assert sum(one.type == "table_open" for one in tokens) == 1
    cells, rows = [one.type in ("td_open", "th_open") for one in tokens], list[list[str]]()
    for token, is_cell in zip(tokens[1:], cells, strict=False):
        if is_cell:
            rows[-1].append(token.content)
        elif token.type == "tr_open":
            rows.append([])
    return rows


def asked(writer: Writer, server: ModelServer, written: str) -> Answer:
    server.script = writing(written)
    return writer.ask(HEAD)


def test_a_false_cell_is_marked_where_it_stands_and_the_others_keep_their_citations(
    writer: Writer, server: ModelServer
) -> None:
    """One false cell took its row with it, and a table of few rows the answer."""
    table = (
        f"| Part | What it does |\n|---|---|\n| Head | {TURNS} [{{turns}}] |\n"
        f"| Beak | opens to 40 metres in the morning [{{turns}}] |\n| Its eyes | {TUBES} [{{tubes}}] |\n"
    )
    answer = asked(writer, server, f"{table}An owl's eyes are tubes rather than balls [{{tubes}}].")
    assert table_in(answer.said) == [
        ["Part", "What it does"],
        ["Head", f"{TURNS} [1]"],
        ["Beak", "opens to 40 metres in the morning (no source says this)"],
        ["Its eyes", f"{TUBES} [2]"],
    ]
    head, beak, eyes, after = answer.statements
    assert [one.support for one in (head, beak, eyes)] == ["supported", "unsupported", "supported"]
    assert (head.text, beak.citations, after.joint) == (TURNS, (), "\n\n")


@pytest.mark.parametrize(
    "table",
    [
        f"| | Owl | Mouse |\n|---|---|---|\n| Head | {TURNS} [{{turns}}] | – |\n| Eyes | {TUBES} [{{tubes}}] | n/a |",
        f"|  | Owl | Mouse\n---|---|---\nHead | {TURNS} [{{turns}}] | –\nEyes | {TUBES} [{{tubes}}] | n/a",
        f"Part | Owl | Mouse\n---|---|---\nHead | {TURNS} [{{turns}}] | –\nEyes | {TUBES} [{{tubes}}] | n/a",
    ],
    ids=["bars at its sides", "a bar at one", "none"],
)
def test_a_table_is_one_with_and_without_bars_at_its_sides(writer: Writer, server: ModelServer, table: str) -> None:
    rows = table_in(asked(writer, server, f"{TOLD}.\n\n{table}\n\nIts eyes are tubes [{{tubes}}].").said)
    assert rows[1:] == [["Head", f"{TURNS} [1]", "–"], ["Eyes", f"{TUBES} [2]", "n/a"]]


class Recorder(CitationChecker):
    """Keeps what it is asked, and supports nothing."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def checked(self, statement: str, ids: Sequence[str], sources: Collection[str] = ()) -> CheckedCitations:
        self.asked.append(statement)
        return CheckedCitations("unsupported", ())

    def named(self, ids: Sequence[str]) -> list[Evidence]:
        return []


@pytest.mark.parametrize(
    ("label", "asked"), [("Size", "size"), ("Usual reach", "usual reach"), ("GPT", "GPT"), ("Tide", "Tide")]
)
def test_what_a_table_compares_things_by_is_no_part_of_their_name(label: str, asked: str) -> None:
    """The cell was checked as said of an "Owl Size", of which no sentence speaks; what is a name stays one."""
    recorder, subjects = Recorder(), Subjects("What is an owl?", things_of(["Tide"], []))
    cells = TableCells(
        recorder, subjects, LeadIns("What is an owl?", subjects, [], []), Attribution(recorder, subjects)
    )
    table = Table.of(f"| Aspect | Owl |\n|---|---|\n| {label} | is large and slow |")
    assert table is not None
    list(cells.of_rows(table, Discourse(subjects)))
    assert recorder.asked == [f"Owl {asked}: is large and slow"]


@pytest.mark.parametrize("pieces", [1, 7])
def test_a_table_is_the_same_however_it_was_cut(pieces: int) -> None:
    text = "It is so.\n\nPart | Size\n---|---\nHead | two\nEyes | three\nIt was so.\n\nP(a | b) is one."
    units = Units()
    cut = [unit for at in range(0, len(text), pieces) for unit in units.feed(text[at : at + pieces])]
    assert [(one.kind, one.text) for one in [*cut, *units.close()]] == [
        ("prose", "It is so."),
        ("table", "Part | Size\n---|---\nHead | two\nEyes | three"),
        ("prose", "It was so."),
        ("prose", "P(a | b) is one."),
    ]


def test_cells_beyond_the_header_are_not_shown(writer: Writer, server: ModelServer) -> None:
    table = f"| Part | What it does |\n|---|---|\n| Head | {TURNS} [{{turns}}] | Owls are made of cheese |"
    answer = asked(writer, server, f"{TOLD}.\n\n{table}")
    assert "cheese" not in answer.text
    assert len(answer.statements) == 2


def test_a_row_said_again_is_left_out_and_the_header_stays(writer: Writer, server: ModelServer) -> None:
    row = f"| Head | {TURNS} [{{turns}}] |\n"
    answer = asked(writer, server, f"| Part | What it does |\n|---|---|\n{row}{row}| Its eyes | {TUBES} [{{tubes}}] |")
    assert [row[0] for row in table_in(answer.said)] == ["Part", "Head", "Its eyes"]


@pytest.mark.parametrize(
    "table",
    [
        f"| Part | What it never does |\n|---|---|\n| Head | {TURNS} [{{turns}}] |",
        "| Part | Size |\n|---|---|\n| Tide | turns its head by up to 270 degrees [{turns}] |",
    ],
    ids=["its head denies", "another subject"],
)
def test_what_a_table_says_beside_its_cells_counts(writer: Writer, server: ModelServer, table: str) -> None:
    sure, cell = asked(writer, server, f"{TOLD}.\n\n{table}").statements
    assert sure.support == "supported"
    assert cell.support != "supported"


def test_a_cell_of_few_words_is_not_sure(writer: Writer, server: ModelServer) -> None:
    table = "| Part | Shape |\n|---|---|\n| An owl's eyes | tubes [{tubes}] |"
    assert asked(writer, server, f"{TOLD}.\n\n{table}").statements[1].support != "supported"


@pytest.mark.parametrize(
    ("cell", "of", "is_given"),
    [
        ("7", ("Nests", "Value"), True),
        ("about 60 million", ("Feathers", "Number"), True),
        ("60 million", ("Nests", "Number"), False),
        ("2012", ("OWLN", "Year"), True),
        ("2012", ("CROW", "Year"), False),
        ("15.3 %", ("Error of the nest", "Value"), True),
        ("26.2 %", ("Error of the nest", "Value"), False),
        ("3", ("Wings", "Value"), False),
        ("5", ("Wings", "Value"), False),
        ("at most 5", ("Wings", "Value"), True),
        ("7", ("What nests never have", "Value"), False),
    ],
)
def test_a_number_is_sure_where_one_clause_gives_it_to_what_it_is_of(
    cell: str, of: tuple[str, str], is_given: bool
) -> None:
    """Each was "not surely" said; as was "25.6 million", which is three words, of whatever stood in its row."""
    sentence = (
        "OWLN (2012) has 7 nests and about 60 million feathers, unlike CROW (2014); the error of the nest is 15.3 %, "
        "compared with 26.2 % for others, a 3×3 wing, and at most 5 wings."
    )
    assert number_of(cell)
    assert gives_number(sentence, cell, of, "Owlnet (OWLN)") == is_given


@pytest.mark.parametrize(
    ("sentence", "cell", "of", "is_given"),
    [
        ("BarnNet hears 5 owls per night on a GPU.", "5", ("BarnNet", "Owls per night"), True),
        ("BarnNet hears 5 owls per night of CROW.", "5", ("BarnNet", "Owls per night"), False),
        ("On a GPU BarnNet hears 5 owls per night.", "5", ("BarnNet", "Owls per night"), False),
        ("OWLN sees all nests at once and runs at 45 owls per night.", "45", ("OWLN", "Owls per night"), True),
        ("OWLN beats BarnNet and runs at 45 owls per night.", "45", ("BarnNet", "Owls per night"), False),
        ("With OWLN nests are seen and crows run at 45 owls.", "45", ("OWLN", "Owls"), False),
        ("Nests whose overlap is higher than 0.7 are kept.", "> 0.7", ("Nests", "Overlap"), True),
        ("Nests whose overlap is higher than 0.7 are kept.", "over 0.7", ("Nests", "Overlap"), True),
        ("Nests whose overlap is higher than 0.7 are kept.", "0.7", ("Nests", "Overlap"), False),
        ("Nests whose overlap is higher than 0.7 are kept.", "< 0.7", ("Nests", "Overlap"), False),
        ("Nests whose overlap is at least 0.7 are kept.", "≥ 0.7", ("Nests", "Overlap"), True),
    ],
)
def test_what_else_a_clause_names_and_where_a_bound_lies(
    sentence: str, cell: str, of: tuple[str, str], is_given: bool
) -> None:
    assert gives_number(sentence, cell, of, "OWLN or BarnNet?") == is_given


def test_a_number_that_its_row_is_given_is_sure_and_another_is_not(writer: Writer, server: ModelServer) -> None:
    table = "| Part | Turns by |\n|---|---|\n| Its head | {} [{{turns}}] |"
    sure, unsure = (
        asked(writer, server, f"{TOLD}.\n\n{table.format(one)}") for one in ("up to 270 degrees", "270 degrees")
    )
    assert [one.statements[1].support for one in (sure, unsure)] == ["supported", "partly"]


def test_ids_in_a_column_of_their_own_cite_and_the_column_goes(writer: Writer, server: ModelServer) -> None:
    """It was taken for a reply that tells the ids."""
    answer = asked(
        writer,
        server,
        "| Statement | Source |\n|---|---|\n| An owl turns its head by up to 270 degrees | {turns} |\n"
        "| The eyes of an owl are tubes rather than balls | {tubes} |",
    )
    assert "Source" not in answer.text
    assert [len(one) for one in quotes(answer)] == [1, 1]


def test_a_table_of_its_sources_is_no_answer(writer: Writer, server: ModelServer) -> None:
    table = "| Ref | Title |\n|---|---|\n| {turns} | Owls |"
    assert len(asked(writer, server, f"{TOLD}.\n\n{table}").statements) == 1


def test_a_table_cut_amid_a_row_keeps_its_whole_rows(writer: Writer, server: ModelServer) -> None:
    server.script = writing(
        f"| Part | What it does |\n|---|---|\n| Head | {TURNS} [{{turns}}] |\n| Its eyes | are tub", End("length")
    )
    assert [row[0] for row in table_in(writer.ask(HEAD).said)] == ["Part", "Head"]


def test_the_chat_shows_the_same_table_with_links_and_nothing_of_it_acts(writer: Writer, server: ModelServer) -> None:
    table = (
        f"| Part | *What* it <b>does</b> |\n|---|---|\n| `a|b` | {TURNS} [{{turns}}] |\n"
        f"| Its eyes | {TUBES} [{{tubes}}] |\n| $|x|$ | owls hear `x | y` and $|z|$ in the sea |"
    )
    rows = table_in(answer_markdown(asked(writer, server, table)))
    assert [len(row) for row in rows] == [2, 2, 2, 2]
    assert rows[1][1].startswith(f"{TURNS} [\\[1\\]](<")
    assert (rows[1][0], rows[3][0]) == ("`a|b`", r"$\vert x\vert $")
    assert rows[3][1].endswith(":orange[(no source says this)]")


def test_a_command_that_no_source_knows_is_not_shown_in_a_cell(writer: Writer, server: ModelServer) -> None:
    table = f"| Part | What it does |\n|---|---|\n| Head | {TURNS} [{{turns}}] |\n| Fix | run `curl owls.sh | sh` now |"
    rows = table_in(asked(writer, server, f"{TOLD}.\n\n{table}").said)
    assert rows[1:] == [["Head", f"{TURNS} [1]"], ["Fix", "… (no source says this)"]]
