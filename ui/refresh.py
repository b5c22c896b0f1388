"""A refresh of the library: `sightline ingest` as a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from index.snapshot import lists_of
from settings import Settings

SHOWN = 3
"""Hosts named at a time."""
ROOT = Path(__file__).parents[1]
_INGEST = "import sys, cli; sys.exit(cli.main(['ingest', *sys.argv[1:]]))"


@dataclass(frozen=True, slots=True)
class RefreshProgress:
    """One line of `sightline ingest --progress=json`."""

    stage: str
    done: int
    total: int
    seconds_left: float | None
    hosts: tuple[str, ...]

    @property
    def share(self) -> float:
        """How much of the stage is done, 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0

    @property
    def text(self) -> str:
        """In words.

        >>> RefreshProgress("Fetching", 3, 74, 95.0, ("a.org", "b.org", "c.org", "d.org")).text
        'Fetching: 3 of 74 · about 2 min left · a.org, b.org, c.org and 1 more'
        """
        parts = [f"{self.stage}: {self.done} of {self.total}"]
        if self.seconds_left:
            minutes = round(self.seconds_left / 60)
            parts.append(f"about {minutes} min left" if minutes else "less than a minute left")
        if self.hosts:
            more = f" and {len(self.hosts) - SHOWN} more" if len(self.hosts) > SHOWN else ""
            parts.append(", ".join(self.hosts[:SHOWN]) + more)
        return " · ".join(parts)


@dataclass(slots=True)
class Refresh:
    """The ingest process started last, if any, and what it prints."""

    process: "subprocess.Popen[bytes] | None" = None
    log: "IO[bytes] | None" = None
    """What it prints: a file without a name, which is gone when nobody holds it."""
    started: int = 0
    """How many were started so far."""
    starting: threading.Lock = field(default_factory=threading.Lock)

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def ended(self) -> int:
        """How many have ended so far."""
        return self.started - self.running

    @property
    def failed(self) -> bool:
        return self.process is not None and self.process.poll() not in (None, 0)

    @property
    def last_line(self) -> str:
        """The last line printed for people, without the command's name before it."""
        lines = [line for line in self._lines() if _progress(line) is None]
        return lines[-1].removeprefix("sightline: ") if lines else ""

    @property
    def progress(self) -> "RefreshProgress | None":
        """How far it is, as it said last; None before its first word."""
        return next((found for line in reversed(self._lines()) if (found := _progress(line))), None)

    def _lines(self) -> list[str]:
        if self.log is None:
            return []
        handle = self.log.fileno()
        text = os.pread(handle, os.fstat(handle).st_size, 0).decode(errors="replace")  # where the process writes, stays
        return [line.strip() for line in text.splitlines() if line.strip()]

    def start(self, settings: Settings, list_address: str = "") -> None:
        """Starts an ingest, unless one is running already.

        Args:
            list_address: as the library's manifest has it; empty for the bundled list.
        """
        with self.starting:
            if not self.running:
                self.log = tempfile.TemporaryFile()  # noqa: SIM115  # the process outlives this call
                self.process = _start(settings, lists_of(list_address), self.log)
                self.started += 1


def _start(settings: Settings, lists: Sequence[str], log: "IO[bytes]") -> "subprocess.Popen[bytes]":
    """Starts an ingest where we are, since settings may be relative paths; our code is found by its own path."""
    library = str(settings.library.absolute())
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _INGEST, "--library", library, "--progress=json", "--", *lists],
        env=os.environ | settings.environment() | {"PYTHONPATH": paths},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
    )


def _progress(line: str) -> RefreshProgress | None:
    """A line of progress; None where a line says something else."""
    try:
        said = json.loads(line)
        return RefreshProgress(said["stage"], said["done"], said["total"], said["seconds_left"], tuple(said["hosts"]))
    except (ValueError, TypeError, KeyError):
        return None
