"""Snapshots on disk: built in a temporary folder, published by renames, checked when opened.

<library>/CURRENT             name of the snapshot in use
<library>/snapshots/<id>/     manifest.json, library.sqlite (rows and lexical index), vectors.faiss, sentences.npy,
                              findings.json (for the list's maintainers)
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from index.encoder import EncoderDescription
from index.errors import LibraryError
from index.hashes import file_sha256

FORMAT_VERSION = 5
KEPT_SNAPSHOTS = 2
DATABASE, VECTORS, SENTENCES, MANIFEST = "library.sqlite", "vectors.faiss", "sentences.npy", "manifest.json"
FINDINGS = "findings.json"
"""What the lists' maintainers should know."""
_BUILDING = ".building"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot says of itself."""

    format_version: int
    list_address: str
    list_title: str
    built_at: str
    """UTC, ISO 8601."""
    encoder: EncoderDescription
    sources: int
    documents: int
    chunks: int
    files: dict[str, str]
    """SHA-256 of each file."""


def lists_of(address: str) -> list[str]:
    """The lists of a manifest's address, as `sightline ingest` takes them.

    >>> lists_of("file:///tmp/my%20list.md, https://a.org/b.md"), lists_of("")
    (['/tmp/my list.md', 'https://a.org/b.md'], [])
    """
    parts = [part for part in address.split(", ") if part]
    return [url2pathname(urlsplit(part).path) if part.startswith("file:") else part for part in parts]


@contextmanager
def writing(library: Path, *, chosen_with: str = "--library") -> Iterator[None]:
    """Holds the library's write lock, which the system releases when the process ends, however it ends.

    Args:
        chosen_with: the option or setting that names another folder, for the errors.

    Raises:
        LibraryError: another process holds it, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    try:
        (library / "snapshots").mkdir(parents=True, exist_ok=True)
        lock = FileLock(library / "lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise LibraryError(
            f"Another run is writing to {library}: wait for it to end, or choose another folder with {chosen_with}."
        ) from error
    except OSError as error:
        raise LibraryError(
            f"The library folder {library} cannot be written ({error.strerror}): choose another with {chosen_with}."
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def build_folder(library: Path) -> Iterator[Path]:
    """An empty folder to build a snapshot in, gone afterwards if it was not published. Needs the write lock."""
    folder = library / "snapshots" / _BUILDING
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
        yield folder
    except (OSError, sqlite3.OperationalError, RuntimeError) as error:  # of FAISS, where it cannot write
        raise LibraryError(
            f"The new snapshot could not be written to {library} ({error}): the library is as it was; "
            "make room or choose another folder."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes a snapshot's manifest beside its files."""
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2, ensure_ascii=False), encoding="utf-8")


def file_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of the data files of a snapshot."""
    return {name: file_sha256(folder / name) for name in (DATABASE, VECTORS, SENTENCES, FINDINGS)}


def publish(library: Path, folder: Path, manifest: Manifest) -> str:
    """Makes a built folder the current snapshot and returns its id, which is made of its content."""
    snapshot = sha256("".join(manifest.files.values()).encode()).hexdigest()[:16]
    target = library / "snapshots" / snapshot
    for path in folder.iterdir():
        _flush(path)
    if target.exists() and (current_id(library) != snapshot or not _is_intact(target)):
        shutil.rmtree(target)
    if not target.exists():
        os.replace(folder, target)
        _flush(target.parent)
    _point_to(library, snapshot)
    _drop_old(library, keep=snapshot)
    return snapshot


def current_id(library: Path) -> str | None:
    """Name of the snapshot in use, or None where there is no library."""
    try:
        return (library / "CURRENT").read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise LibraryError(
            f"The file {library / 'CURRENT'} is damaged: run `sightline ingest` to make it anew."
        ) from error
    except OSError as error:
        raise LibraryError(
            f"The library {library} cannot be read ({error.strerror}): choose another with --library."
        ) from error


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot.

    Raises:
        LibraryError: it is missing, unreadable or of another format.
    """
    try:
        values = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if values.get("format_version") != FORMAT_VERSION:
            raise LibraryError(
                f"The library {folder} was made by another version: run `sightline ingest` to make it anew."
            )
        return Manifest(**values | {"encoder": EncoderDescription.from_json(values["encoder"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LibraryError(
            f"The library {folder} has no readable manifest: run `sightline ingest` to make it anew."
        ) from error


def verify(folder: Path, manifest: Manifest) -> None:
    """Checks the files against the manifest.

    Raises:
        LibraryError: a file is missing, was changed, or cannot be read.
    """
    for name, expected in manifest.files.items():
        path = folder / name
        try:
            found = file_sha256(path)
        except OSError as error:
            raise LibraryError(
                f"The library file {path} cannot be read ({error.strerror}): "
                "run `sightline ingest` to make it anew, or choose another library with --library."
            ) from error
        if found != expected:
            raise LibraryError(f"The library file {path} is damaged: run `sightline ingest` to make it anew.")


def _is_intact(folder: Path) -> bool:
    try:
        verify(folder, read_manifest(folder))
    except LibraryError:
        return False
    return True


def _point_to(library: Path, snapshot: str) -> None:
    temporary = library / "CURRENT.new"
    temporary.write_text(snapshot + "\n", encoding="utf-8")
    _flush(temporary)
    os.replace(temporary, library / "CURRENT")
    _flush(library)


def _drop_old(library: Path, *, keep: str) -> None:
    folders = [
        path for path in (library / "snapshots").iterdir() if path.is_dir() and path.name not in (keep, _BUILDING)
    ]
    folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in folders[KEPT_SNAPSHOTS - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _flush(path: Path) -> None:
    """Asks the system to put a file or folder on the disk before what follows."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
