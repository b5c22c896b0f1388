"""Snapshots: one writer, one rename, nothing damaged is opened, whoever is killed when."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index import snapshot
from index.errors import LibraryError
from index.library import open_library

ROOT = Path(__file__).parents[1]
HOLD = """
import sys
from pathlib import Path
from index.snapshot import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
KILLED = '''
"""Writes a library of the given texts with an encoder of 4 dimensions; dies at the n-th call that touches the disk."""
import os, signal, sys
from pathlib import Path
import numpy as np
from index import build
from index.encoder import EncoderDescription
from index.records import Chunk
from index.snapshot import writing

class Toy:
    description = EncoderDescription("toy", "hash", 4, 9, ("input_ids",), 0, "", "", "graph", "words", ("embedding",))
    def encode_with_parts(self, texts, parts, *, on_progress=None):
        return np.eye(4, dtype=np.float32)[[len(text) % 4 for text in texts]], [np.zeros((0, 4))] * len(texts)

left = int(sys.argv[2])
def dying(call):
    def wrapped(*arguments, **options):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return call(*arguments, **options)
    return wrapped
os.replace, os.fsync, os.mkdir, os.rmdir, os.unlink = map(
    dying, (os.replace, os.fsync, os.mkdir, os.rmdir, os.unlink)
)
chunks = [Chunk(text, "s", "T", (), "", None, 0, len(text), text, ()) for text in sys.argv[3:]]
root = Path(sys.argv[1])
with writing(root):
    build.write_library(root, build.Content("list", "List", [], [], chunks), Toy())
'''


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", *arguments], cwd=ROOT, text=True, capture_output=True, check=False)


def texts_of(root: Path) -> list[str]:
    return [chunk.text for chunk in open_library(root).chunks().values()]


@contextmanager
def another_writer(library: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that holds the library's lock until it ends."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(library)], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.kill()


def test_a_second_writer_is_refused_while_another_process_writes(tmp_path: Path) -> None:
    with (
        another_writer(tmp_path),
        pytest.raises(LibraryError, match="Another run is writing"),
        snapshot.writing(tmp_path),
    ):
        pytest.fail("two writers at once")


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    with another_writer(tmp_path) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with snapshot.writing(tmp_path):
            assert (tmp_path / "snapshots").is_dir()


def test_the_lock_is_released_when_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), snapshot.writing(tmp_path):
        _ = 1 / 0
    with snapshot.writing(tmp_path), pytest.raises(LibraryError), snapshot.writing(tmp_path):
        pytest.fail("two writers at once")


def test_a_folder_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match="--library"), snapshot.writing(tmp_path / "file" / "library"):
        pytest.fail("written below a file")
    with pytest.raises(LibraryError, match="--library"):
        snapshot.current_id(tmp_path / "file" / "library")


def test_the_current_snapshot_of_nothing_is_none(tmp_path: Path) -> None:
    assert snapshot.current_id(tmp_path / "missing") is None
    (tmp_path / "CURRENT").write_text("\n")
    assert snapshot.current_id(tmp_path) is None


def test_a_writer_killed_anywhere_leaves_the_old_library_or_the_new_one(tmp_path: Path) -> None:
    for text in ("oldest", "older", "old"):
        made = run(KILLED, str(tmp_path), "-1", text)
        assert made.returncode == 0, made.stderr
    seen, newest = [], ["old"]
    for step in range(100):
        new = [f"new {step}"]
        result = run(KILLED, str(tmp_path), str(step), *new)
        assert result.returncode in (0, -signal.SIGKILL), result.stderr
        found = texts_of(tmp_path)
        assert found in (newest, new)
        newest = found
        seen.append(found == new)
        if result.returncode == 0:
            break
    assert result.returncode == 0, "the writer was killed every time"
    assert not all(seen)
    assert sum(not one for one in seen) > 3
    left = {path.name for path in (tmp_path / "snapshots").iterdir()}
    assert len(left) == snapshot.KEPT_SNAPSHOTS
    assert snapshot.current_id(tmp_path) in left


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"format_version": 1}', '{"format_version": 1, "encoder": 3}']
)
def test_an_unreadable_manifest_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(LibraryError, match="sightline ingest"):
        snapshot.read_manifest(tmp_path)


@pytest.mark.parametrize("version", [0, snapshot.FORMAT_VERSION + 1, "1", None])
def test_another_format_is_refused(tmp_path: Path, version: object) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"format_version": version, "new": "things"}))
    with pytest.raises(LibraryError, match=r"another version.*sightline ingest"):
        snapshot.read_manifest(tmp_path)


def half_built(library: Path) -> None:
    with snapshot.writing(library), snapshot.build_folder(library) as folder:
        (folder / "half").write_text("written")
        raise ZeroDivisionError


def test_a_build_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        half_built(tmp_path)
    assert list((tmp_path / "snapshots").iterdir()) == []


def test_a_folder_to_build_in_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    with snapshot.writing(tmp_path):
        (tmp_path / "snapshots" / ".building").write_text("in the way")
        with pytest.raises(LibraryError, match="could not be written"), snapshot.build_folder(tmp_path):
            pytest.fail("built in a file")


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    with (
        snapshot.writing(tmp_path),
        pytest.raises(LibraryError, match=r"No space left.*as it was"),
        snapshot.build_folder(tmp_path),
    ):
        raise OSError(28, os.strerror(28))


def test_rows_that_exclude_each_other_are_not_called_a_full_disk(tmp_path: Path) -> None:
    with (
        snapshot.writing(tmp_path),
        pytest.raises(sqlite3.IntegrityError),
        snapshot.build_folder(tmp_path),
    ):
        raise sqlite3.IntegrityError("UNIQUE constraint failed: sources.url")
