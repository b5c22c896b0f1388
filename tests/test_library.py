"""A library is written whole, opened only intact, and rebuilt for nothing where nothing changed."""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import snapshot
from index.build import Content, write_library
from index.encoder import Encoder, EncoderDescription, Part, Vectors
from index.errors import LibraryError
from index.library import Library, check_encoder, open_library
from index.records import Chunk, Document, Source, SourceEntry, SourceState
from index.terms import content_terms
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress

PAGES = Path(__file__).parent / "pages"
UNPICKLING = "from pickle import UnpicklingError"
"""The error of torch, which reads weights that others have pickled, and nothing else of theirs."""
FORBIDDEN = ("pickle", "joblib", "dill", "allow_pickle", "shelve", "marshal")


class CountingEncoder(Encoder):
    """The real encoder, which notes the texts it is given; and can pass for another."""

    def __init__(self, encoder: Encoder, description: EncoderDescription | None = None) -> None:
        super().__init__(description or encoder.description, encoder._tokenizer, encoder._session)
        self.texts: list[str] = []

    def encode_with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[Part]], *, on_progress: Callable[[int], None] | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        self.texts += texts
        return super().encode_with_parts(texts, parts, on_progress=on_progress)


def content(*texts: str) -> Content:
    """One source with a chunk for each text."""
    source = Source("https://a.org/", "A page", "article", (("Topic",),))
    chunks = [Chunk(f"chunk of {text}", source.id, "A page", (), "", None, 0, len(text), text, ()) for text in texts]
    document = Document(source.id, "A page", "\n\n".join(texts), (), ())
    return Content("https://a.org/list.md", "A list", [SourceEntry(source, SourceState("ok"))], [document], chunks)


def write(root: Path, encoder: Encoder, *texts: str) -> str:
    with snapshot.writing(root):
        return write_library(root, content(*texts), encoder)


def texts_of(library: Library) -> list[str]:
    return [chunk.text for chunk in library.chunks().values()]


def flip_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def test_a_written_library_is_read_back_and_searched(tmp_path: Path, encoder: Encoder) -> None:
    written = write(tmp_path, encoder, "Owls hunt at night.", "The sea rises twice a day.")
    library = open_library(tmp_path)
    assert library.snapshot == written
    assert library.is_current()
    assert (library.manifest.sources, library.manifest.documents, library.manifest.chunks) == (1, 1, 2)
    assert library.manifest.list_title == "A list"
    assert [entry.source.url for entry in library.entries()] == ["https://a.org/"]
    assert library.search_dense(encoder.encode_question("tide"), 2)[0][0] == 1
    assert [row for row, _ in library.search_lexical(content_terms("hunting owl"), 2)] == [0]
    assert library.known_terms(["owl", "zebra"]) == {"owl"}
    assert library.term_weights(["owl"])["owl"] < library.term_weights(["zebra"])["zebra"]


def test_vectors_stand_in_the_order_of_the_chunks(tmp_path: Path, encoder: Encoder) -> None:
    write(tmp_path, encoder, "one", "two " * 50, "three")
    write(tmp_path, encoder, "four", "three", "five " * 30, "one")
    library = open_library(tmp_path)
    texts = [chunk.encoder_text for chunk in library.chunks().values()]
    np.testing.assert_allclose(library.vectors.vectors(), encoder.encode(texts), atol=1e-5)


def test_a_reader_keeps_its_snapshot_and_notices_a_newer_one(tmp_path: Path, encoder: Encoder) -> None:
    write(tmp_path, encoder, "old")
    reader = open_library(tmp_path)
    write(tmp_path, encoder, "new", "newer")
    assert texts_of(reader) == ["old"]
    assert len(reader.vectors) == 1
    assert not reader.is_current()
    assert texts_of(open_library(tmp_path)) == ["new", "newer"]


def test_the_last_two_snapshots_are_kept(tmp_path: Path, encoder: Encoder) -> None:
    written = []
    for number in range(4):
        written.append(write(tmp_path, encoder, f"text {number}"))
        # folders written within one tick of the clock have no order
        os.utime(tmp_path / "snapshots" / written[-1], (number, number))
    assert {path.name for path in (tmp_path / "snapshots").iterdir()} == set(written[-2:])
    assert snapshot.current_id(tmp_path) == written[-1]


def test_going_back_to_an_older_content_publishes_it_again(tmp_path: Path, encoder: Encoder) -> None:
    first = write(tmp_path, encoder, "one")
    write(tmp_path, encoder, "two")
    assert write(tmp_path, encoder, "one") == first
    assert texts_of(open_library(tmp_path)) == ["one"]


def test_the_same_content_gives_the_same_snapshot_anywhere(tmp_path: Path, encoder: Encoder) -> None:
    assert write(tmp_path / "a", encoder, "one", "two") == write(tmp_path / "b", encoder, "one", "two")
    assert write(tmp_path / "a", encoder, "one", "three") != write(tmp_path / "b", encoder, "one", "two")


def test_a_rebuild_encodes_only_what_is_new(tmp_path: Path, encoder: Encoder) -> None:
    counting = CountingEncoder(encoder)
    write(tmp_path, counting, "one", "two")
    assert len(counting.texts) == 2
    counting.texts.clear()
    write(tmp_path, counting, "zero", "two", "one")
    assert counting.texts == ["A page\nzero"]


def test_refreshing_an_unchanged_list_encodes_nothing_and_changes_nothing(tmp_path: Path, encoder: Encoder) -> None:
    counting = CountingEncoder(encoder)
    plan = Plan(tmp_path, (str(PAGES / "list.md"),), offline=True, notes=False)
    first = ingest(plan, counting, Progress(quiet=True))
    before = open_library(tmp_path)
    assert counting.texts
    counting.texts.clear()
    second = ingest(plan, counting, Progress(quiet=True))
    assert counting.texts == []
    assert second.snapshot == first.snapshot
    assert open_library(tmp_path).chunks() == before.chunks()
    assert before.is_current()


def test_vectors_of_another_encoder_are_not_reused(tmp_path: Path, encoder: Encoder) -> None:
    other = CountingEncoder(encoder, replace(encoder.description, weights_sha256="0" * 64))
    write(tmp_path, encoder, "one")
    write(tmp_path, other, "one")
    assert other.texts == ["A page\none"]


def test_there_is_no_library_in_an_empty_folder(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "missing"):
        with pytest.raises(LibraryError, match=r"no library in .*sightline ingest"):
            open_library(root)


@pytest.mark.parametrize("name", [snapshot.DATABASE, snapshot.VECTORS])
def test_one_flipped_byte_is_refused(tmp_path: Path, encoder: Encoder, name: str) -> None:
    flip_a_byte(tmp_path / "snapshots" / write(tmp_path, encoder, "one") / name)
    with pytest.raises(LibraryError, match=rf"{name} is damaged: run `sightline ingest`"):
        open_library(tmp_path)


@pytest.mark.parametrize("name", [snapshot.DATABASE, snapshot.VECTORS, snapshot.MANIFEST])
def test_a_missing_or_empty_file_is_refused(tmp_path: Path, encoder: Encoder, name: str) -> None:
    path = tmp_path / "snapshots" / write(tmp_path, encoder, "one") / name
    path.write_bytes(b"")
    with pytest.raises(LibraryError, match="sightline ingest"):
        open_library(tmp_path)
    path.unlink()
    with pytest.raises(LibraryError, match="sightline ingest"):
        open_library(tmp_path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, encoder: Encoder) -> None:
    path = tmp_path / "snapshots" / write(tmp_path, encoder, "one") / snapshot.VECTORS
    path.unlink()
    path.mkdir()
    with pytest.raises(LibraryError, match=rf"{snapshot.VECTORS} cannot be read \(.*sightline ingest"):
        open_library(tmp_path)


@pytest.mark.parametrize("current", [b"0123456789abcdef", b"\xff\xfe\x00", b"../../..", b"."])
def test_a_pointer_to_nothing_is_refused(tmp_path: Path, encoder: Encoder, current: bytes) -> None:
    write(tmp_path, encoder, "one")
    (tmp_path / "CURRENT").write_bytes(current)
    with pytest.raises(LibraryError, match="sightline ingest"):
        open_library(tmp_path)


@pytest.mark.parametrize("name", [snapshot.DATABASE, snapshot.VECTORS, snapshot.MANIFEST])
def test_running_ingest_again_mends_a_damaged_library(tmp_path: Path, encoder: Encoder, name: str) -> None:
    """What the error tells the user to do."""
    flip_a_byte(tmp_path / "snapshots" / write(tmp_path, encoder, "one") / name)
    write(tmp_path, encoder, "one")
    assert texts_of(open_library(tmp_path)) == ["one"]


def test_another_format_version_is_refused(tmp_path: Path, encoder: Encoder) -> None:
    manifest = tmp_path / "snapshots" / write(tmp_path, encoder, "one") / snapshot.MANIFEST
    values = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(values | {"format_version": values["format_version"] + 1}))
    with pytest.raises(LibraryError, match="another version"):
        open_library(tmp_path)


@pytest.mark.parametrize("change", [{"weights_sha256": "0" * 64}, {"dimension": 3}])
def test_another_encoder_is_refused(tmp_path: Path, encoder: Encoder, change: dict[str, object]) -> None:
    write(tmp_path, encoder, "one")
    description = replace(encoder.description, name="another", **change)  # type: ignore[arg-type]  # values of a mapping
    with pytest.raises(LibraryError, match=r"all-MiniLM-L6-v2, not another.*sightline ingest"):
        check_encoder(open_library(tmp_path), CountingEncoder(encoder, description))


def test_the_same_weights_under_another_name_will_do(tmp_path: Path, encoder: Encoder) -> None:
    write(tmp_path, encoder, "one")
    check_encoder(open_library(tmp_path), CountingEncoder(encoder, replace(encoder.description, name="/a/copy")))


def test_the_small_library_is_what_its_pages_say(small_library: Library) -> None:
    assert [entry.source.title for entry in small_library.entries()] == ["Owls", "Tides"]
    assert small_library.entries()[0].source.starred
    owls = small_library.document(small_library.entries()[0].source.id)
    assert owls is not None
    assert owls.title == "How owls see"
    assert not any("Nothing here is content" in text for text in texts_of(small_library))


def test_nothing_is_pickled() -> None:
    root = Path(__file__).parents[1]
    code = [path for layer in ("index", "ingest", "rag", "ui") for path in (root / layer).rglob("*.py")]
    assert len(code) > 30
    for path in [*code, root / "cli.py", root / "settings.py"]:
        text = path.read_text(encoding="utf-8").replace(UNPICKLING, "")
        found = [name for name in FORBIDDEN if name in text]
        assert not found, f"{path} names {found}"
