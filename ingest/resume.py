"""A run that was killed is gone on with: a mark says when it began, until it has published."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.errors import LibraryError

MARK = "UNFINISHED"
GOES_ON_FOR = timedelta(days=1)
"""A mark older than this is of a run that nobody goes on with."""


@contextmanager
def resumable(library: Path, *, force: bool) -> Iterator[str]:
    """Yields when the run began that is gone on with, ISO 8601, or nothing; needs the write lock.

    Raises:
        LibraryError: the mark cannot be written.
    """
    mark, now = library / MARK, datetime.now(UTC)
    began = _began(mark, now, force=force)
    if not began:
        _write(mark, f"{now.isoformat(timespec='seconds')} {'force' if force else 'refresh'}\n")
    yield began
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
    except (OSError, ValueError):
        return ""
    return began if recent and (kind == "force" or not force) else ""
