"""Tables of phrases: each row matches its own example, and no row before it does."""

from collections.abc import Callable

import pytest

from index.phrases import Phrases, any_of
from ingest.html.labels import LABELS
from rag.excerpts.instructions import INSTRUCTIONS, MARKUP, SIGNS
from rag.excerpts.signposts import SIGNPOSTS

Matches = Callable[[str], object]
TABLES: dict[str, tuple[Phrases, Callable[[tuple[str, str]], Matches]]] = {
    "labels": (LABELS, lambda row: any_of((row,)).fullmatch),
    "signposts": (SIGNPOSTS, lambda row: any_of((row,)).search),
    "instructions": (INSTRUCTIONS, lambda row: any_of((row,)).search),
    "signs": (SIGNS, lambda row: any_of((row,), start="").search),
    "markup": (MARKUP, lambda row: any_of((row,), start="").search),
}


@pytest.mark.parametrize(
    ("table", "place"), [(name, place) for name, (rows, _) in TABLES.items() for place in range(len(rows))]
)
def test_a_row_is_the_first_to_match_its_example(table: str, place: int) -> None:
    rows, matcher = TABLES[table]
    example = rows[place][1]
    assert [row for row in rows[: place + 1] if matcher(row)(example)] == [rows[place]]
