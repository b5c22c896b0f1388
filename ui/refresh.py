"""A refresh of the library: `sightline ingest` as a process of its own."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from settings import Settings

ROOT = Path(__file__).parents[1]
_INGEST = "import sys, cli; sys.exit(cli.main(['ingest', *sys.argv[1:]]))"


@dataclass(slots=True)
class Refresh:
    """The ingest process started last, if any, and what it prints."""

    process: "subprocess.Popen[bytes] | None" = None
    log: Path | None = None

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def failed(self) -> bool:
        return self.process is not None and self.process.poll() not in (None, 0)

    @property
    def last_line(self) -> str:
        """The last line printed, without the command's name before it."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log else ""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return lines[-1].removeprefix("sightline: ") if lines else ""

    def start(self, settings: Settings, list_address: str = "") -> None:
        """Starts an ingest, unless one is running already.

        Args:
            list_address: as the library's manifest has it; empty for the bundled list.
        """
        if self.running:
            return
        handle, name = tempfile.mkstemp(prefix="sightline-ingest-", suffix=".log")
        self.log = Path(name)
        command = [sys.executable, "-c", _INGEST, "--library", str(settings.library.absolute()), "--"]
        environment = os.environ | {"SIGHTLINE_ENCODER": settings.encoder, "SIGHTLINE_CACHE": str(settings.cache)}
        with os.fdopen(handle, "wb") as log:
            self.process = subprocess.Popen(
                [*command, *lists_of(list_address)],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )


def lists_of(address: str) -> list[str]:
    """The lists of a manifest's address, as `sightline ingest` takes them.

    >>> lists_of("file:///tmp/my%20list.md, https://a.org/b.md"), lists_of("")
    (['/tmp/my list.md', 'https://a.org/b.md'], [])
    """
    parts = [part for part in address.split(", ") if part]
    return [url2pathname(urlsplit(part).path) if part.startswith("file:") else part for part in parts]
