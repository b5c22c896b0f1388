"""What is written to the database is read back as it was, in order, by a reader that cannot change it."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import store
from index.records import Block, Chunk, Document, Figure, Section, Sentence, Source, SourceEntry, SourceState

TEXT = st.text(max_size=12)
NUMBER = st.integers(0, 10**6)
PATHS = st.lists(TEXT, max_size=3).map(tuple)
SOURCES = st.builds(
    Source,
    url=st.text(min_size=1, max_size=12),
    title=TEXT,
    kind=st.sampled_from(["article", "pdf"]),
    topics=st.lists(PATHS, max_size=2).map(tuple),
    starred=st.booleans(),
    note=TEXT,
    list_url=TEXT,
    line=NUMBER,
)
STATES = st.builds(
    SourceState, status=st.sampled_from(["ok", "dead"]), reason=TEXT, fetched_at=TEXT, words=NUMBER, chunks=NUMBER
)
ENTRIES = st.lists(st.builds(SourceEntry, SOURCES, STATES), max_size=4, unique_by=lambda entry: entry.source.url)
KINDS = st.sampled_from(["paragraph", "code", "formula", "table", "caption"])
DOCUMENTS = st.lists(
    st.builds(
        Document,
        source_id=TEXT,
        title=TEXT,
        text=st.text(),
        sections=st.lists(st.builds(Section, PATHS, TEXT, NUMBER, NUMBER), max_size=2).map(tuple),
        blocks=st.lists(st.builds(Block, KINDS, NUMBER, NUMBER, NUMBER, st.none() | NUMBER), max_size=2).map(tuple),
        figures=st.lists(st.builds(Figure, TEXT, TEXT, TEXT, NUMBER), max_size=2).map(tuple),
        warnings=PATHS,
        authors=st.lists(TEXT, max_size=2).map(tuple),
        year=st.none() | NUMBER,
    ),
    max_size=3,
    unique_by=lambda document: document.source_id,
)
CHUNKS = st.lists(
    st.builds(
        Chunk,
        id=TEXT,
        source_id=TEXT,
        title=TEXT,
        section=PATHS,
        anchor=TEXT,
        page=st.none() | NUMBER,
        start=NUMBER,
        end=NUMBER,
        text=st.text(),
        sentences=st.lists(st.builds(Sentence, NUMBER, NUMBER, KINDS, TEXT), max_size=2).map(tuple),
    ),
    max_size=4,
    unique_by=lambda chunk: chunk.id,
)


@settings(max_examples=40, deadline=None)
@given(ENTRIES, DOCUMENTS, CHUNKS)
def test_everything_is_read_back_as_it_was(
    entries: list[SourceEntry], documents: list[Document], chunks: list[Chunk]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        store.write(path, entries, documents, chunks)
        connection = store.open_read_only(path)
        assert store.read_entries(connection) == entries
        assert [store.read_document(connection, one.source_id) for one in documents] == documents
        assert store.read_chunks(connection) == dict(enumerate(chunks))
        assert store.read_chunks(connection, range(1, 3)) == dict(list(enumerate(chunks))[1:3])
        connection.close()


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    store.write(tmp_path / "library.sqlite", [], [], [])
    connection = store.open_read_only(tmp_path / "library.sqlite")
    assert store.read_document(connection, "missing") is None
    assert store.read_chunks(connection, [7]) == {}
    assert store.read_chunks(connection, []) == {}


def test_a_reader_cannot_change_the_file(tmp_path: Path) -> None:
    store.write(tmp_path / "library.sqlite", [], [], [])
    connection = store.open_read_only(tmp_path / "library.sqlite")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM sources")


def test_any_folder_name_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "a #1 ?x=y %41 é"
    folder.mkdir()
    store.write(folder / "library.sqlite", [], [], [])
    assert store.read_entries(store.open_read_only(folder / "library.sqlite")) == []


def test_the_same_content_makes_the_same_bytes(tmp_path: Path) -> None:
    entry = SourceEntry(Source("https://a.org/", "A", "article"), SourceState("ok"))
    for name in ("one", "two"):
        store.write(tmp_path / name, [entry], [], [])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
