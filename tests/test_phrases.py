"""Tables of phrases: each row matches its own example, and no row before it does."""

import re

import pytest

from index.phrases import Patterns, Phrases, any_of
from ingest.html.labels import LABELS
from rag.excerpts.instructions import INSTRUCTIONS, MARKUP, SIGNS
from rag.excerpts.requests import REQUESTS
from rag.excerpts.signposts import SIGNPOSTS
from rag.questions.comparison import COMPARISONS
from rag.questions.frames import DEFINING, SURVEYING
from rag.questions.shorthand import TYPED
from rag.questions.subject import OPENINGS
from rag.support.frames import FRAMES
from rag.support.readings import READINGS
from rag.support.repetition import DENYING
from rag.written.addresses import IN_PROSE
from rag.written.scrub import MARKUP as WRITTEN_MARKUP
from rag.written.scrub import PICTURES, TURNS


def each(phrases: Phrases, start: str = "", end: str = "") -> Patterns:
    return tuple((any_of((row,), start=start, end=end), row[1]) for row in phrases)


TABLES: dict[str, Patterns] = {
    "labels": each(LABELS, r"\A", r"\Z"),
    "signposts": each(SIGNPOSTS, r"\b"),
    "instructions": each(INSTRUCTIONS, r"\b"),
    "requests": each((*INSTRUCTIONS, *REQUESTS), r"\b"),
    "signs": each(SIGNS),
    "markup": each(MARKUP),
    "comparison": each(COMPARISONS),
    "shorthand": each(tuple((pattern, typed) for pattern, _, typed in TYPED)),
    "openings": each(OPENINGS, "^", r"\b"),
    "denying frames": each(FRAMES, r"\b"),
    "denials": each(DENYING, r"\b", r"\b"),
    "readings": tuple((re.compile(pattern, re.IGNORECASE), example) for pattern, _, example in READINGS),
    "addresses": IN_PROSE,
    "written markup": (*WRITTEN_MARKUP, *TURNS, *PICTURES),
    "frames": each(tuple((frame % "stride", asked) for frame, asked in (*DEFINING, *SURVEYING)), r"\A", r"\Z"),
}


@pytest.mark.parametrize(
    ("table", "place"), [(name, place) for name, rows in TABLES.items() for place in range(len(rows))]
)
def test_a_row_is_the_first_to_match_its_example(table: str, place: int) -> None:
    rows = TABLES[table][: place + 1]
    _, example = rows[-1]
    assert [pattern for pattern, _ in rows if pattern.search(example)] == [rows[-1][0]]
