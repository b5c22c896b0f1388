"""Every format of a citation is found by its own row of the table, and none takes long to be read."""

import time
from collections import Counter

import pytest

from rag.written.citation_formats import FORMATS, Format
from rag.written.markers import MarkerReader

KNOWN = ("a1b2c", "d3e4f")
TITLES = ("On owls", "On owls > Nests")
each = pytest.mark.parametrize("row", FORMATS, ids=[row.name for row in FORMATS])


@each
def test_a_form_is_found_in_its_own_example_and_no_other_is(row: Format) -> None:
    assert MarkerReader(KNOWN, TITLES).formats_in(row.example) == [row.name]


def test_every_form_has_a_name_of_its_own() -> None:
    assert set(Counter(row.name for row in FORMATS).values()) == {1}


@each
def test_no_form_is_found_in_plain_prose(row: Format) -> None:
    prose = "Pooling has no weights, and neither do strides (as in most nets). In 2015 it was 3 x 3, then 1/2."
    assert row.name not in MarkerReader(KNOWN, TITLES).formats_in(prose)


REPEATED = (
    "1",
    "⁴",
    "1, ",
    "a1b2c",
    "a1b2c, ",
    "id: 1, ",
    "see also 1",
    "1**",
    "[1]",
    "[[1]]",
    "[a1b2c] ",
    "[",
    "`",
    "$x ",
)


@pytest.mark.parametrize("opens", ["[", "(", "[see ", r"\[", "{", "<", "source: ", "as in "])
@pytest.mark.parametrize("repeated", REPEATED)
def test_what_repeats_itself_and_ends_as_no_citation_is_read_at_once(opens: str, repeated: str) -> None:
    """A pattern that can read the same characters in two ways takes twice as long for each of them."""
    reader = MarkerReader(KNOWN)
    reader.read(opens)
    start = time.perf_counter()
    for end in ("x]", "x)", "x"):
        reader.read(opens + repeated * 200 + end)
    assert time.perf_counter() - start < 2
