"""What one run of `ingest` is asked to do: plain values, which the command line has without importing more."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

MAX_SOURCES = 2000
MAX_HOSTS = 8


@dataclass(frozen=True, slots=True)
class Politeness:
    """What a run grants the hosts, in seconds where it is a time."""

    delay: float = 1.0
    """Between the end of a request and the next one to the same host."""
    attempts: int = 3
    back_off: float = 0.5
    """Before the second attempt; twice as long before each further one, with a random part."""
    patience: float = 60.0
    """The longest wait that a host may ask for; who asks for more is left alone for this run."""
    run_seconds: float = 3600.0
    """For the whole run."""


@dataclass(frozen=True, slots=True)
class Policy:
    """When the network is asked at all."""

    force: bool = False
    """Also for pages that a person added, and whatever their age."""
    max_age: timedelta = timedelta(0)
    """A kept page that is younger is not asked for."""
    resumed_from: str = ""
    """When a run began that was not finished, ISO 8601: what it fetched is not fetched again."""
    wayback: bool = False


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
    politeness: Politeness = field(default_factory=Politeness)
    contact: str = ""
    """Whom a site may write to."""

    def policy(self, resumed_from: str) -> Policy:
        """When the network is asked."""
        return Policy(self.force, self.max_age, resumed_from, self.wayback)
