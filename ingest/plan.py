"""What one run of `ingest` is asked to do, and how it went."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from index.records import SourceEntry
from ingest.fetch import Policy
from ingest.load_list import MAX_SOURCES
from ingest.manners import Manners
from ingest.reading_list import SkippedLink, Topic

MAX_HOSTS = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run is asked to do."""

    library: Path
    lists: tuple[str, ...] = ()
    archives: tuple[Path, ...] = ()
    offline: bool = False
    notes: bool = True
    allow_private: bool = False
    force: bool = False
    wayback: bool = False
    max_age: timedelta = timedelta(0)
    max_sources: int = MAX_SOURCES
    max_hosts: int = MAX_HOSTS
    """Hosts asked at once."""
    manners: Manners = field(default_factory=Manners)
    contact: str = ""
    """Whom a site may write to."""

    def policy(self, resumed_from: str) -> Policy:
        """When the network is asked."""
        return Policy(self.force, self.max_age, resumed_from, self.wayback)


@dataclass(frozen=True, slots=True)
class Report:
    """How a run went."""

    list_title: str
    entries: tuple[SourceEntry, ...]
    gaps: tuple[Topic, ...]
    skipped: tuple[SkippedLink, ...]
    warnings: tuple[str, ...]
    snapshot: str
    seconds: float
    extracted: int = 0
    """Pages that were read anew."""
    encoded: int = 0
    """Chunks whose vectors were made anew."""
    is_new: bool = True
    """Whether a snapshot was published; where nothing changed, none is."""
