"""What one run of `ingest` is asked to do."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from ingest.fetch import Policy
from ingest.load_list import MAX_SOURCES
from ingest.manners import Manners

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
