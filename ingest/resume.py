"""A run that was killed, or that ran out of time, is gone on with: a mark says when it began, until all was done."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.errors import LibraryError

MARK = "UNFINISHED"
GOES_ON_FOR = timedelta(days=1)
"""A mark older than this is of a run that nobody goes on with."""


@dataclass(slots=True)
class ResumableRun:
    """One run: which earlier one it goes on with, and whether it came to its end."""

    resumed_from: str
    """When that one began, ISO 8601; empty where there is none."""
    finished: bool = True


@contextmanager
def resumable(library: Path, *, force: bool) -> Iterator[ResumableRun]:
    """Marks a run as unfinished until the context ends without an error; needs the write lock.

    Raises:
        LibraryError: the mark cannot be written.
    """
    mark, now = library / MARK, datetime.now(UTC)
    run = ResumableRun(_began(mark, now, force=force))
    if not run.resumed_from:
        _write(mark, f"{now.isoformat(timespec='seconds')} {'force' if force else 'refresh'}\n")
    yield run
    if run.finished:
        mark.unlink(missing_ok=True)


def _write(mark: Path, text: str) -> None:
    try:
        mark.write_text(text, encoding="utf-8")
    except OSError as error:
        raise LibraryError(
            f"The library folder {mark.parent} cannot be written ({error.strerror}): "
            "make room or choose another folder with --library."
        ) from error


def _began(mark: Path, now: datetime, *, force: bool) -> str:
    try:
        began, kind = mark.read_text(encoding="utf-8").split()
        recent = now - GOES_ON_FOR <= datetime.fromisoformat(began) <= now
    except (OSError, ValueError, TypeError):  # TypeError: a moment without its zone
        return ""
    return began if recent and (kind == "force" or not force) else ""
