"""`sightline ingest prune`: removes the kept pages of sources that are no longer in the list."""

from dataclasses import dataclass
from pathlib import Path

from index.library import open_for_change
from index.records import Source
from index.snapshot import lists_of
from ingest.archive import PageArchive
from ingest.urls import canonical_url


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many pages were removed, and how many bytes they took."""

    pages: int
    bytes: int


def prune(root: Path) -> Pruned:
    """Removes every page of the archive that belongs to no source and no list of the library.

    Raises:
        LibraryError: there is no library, or another process is writing to it.
    """
    archive = PageArchive(root / "archive")
    with open_for_change(root) as library:
        sources = [entry.source for entry in library.entries()]
        lists = [Source(canonical_url(one), one, "markdown") for one in lists_of(library.manifest.list_address)]
        archive.tidy()
        sizes = archive.prune([*sources, *lists])
    return Pruned(len(sizes), sum(sizes))
