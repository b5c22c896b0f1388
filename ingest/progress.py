"""Progress on stderr: a live bar on a terminal, a line per stage elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress


class Advance(Protocol):
    """Says that one more is done, or how many are."""

    def __call__(self, label: str, *, done: int | None = None, total: int | None = None) -> None: ...


class Progress:
    """Shows the stages of a run; `quiet` shows nothing."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty() and not quiet

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[Advance]:
        """One stage of `total` steps; yields what to call after each."""
        if not self._live:
            if not self._quiet:
                print(f"{name}: {total}", file=sys.stderr, flush=True)
            yield lambda label, done=None, total=None: None
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[label]}"),
        )
        with RichProgress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task(name, total=total, label="")

            def advance(label: str, *, done: int | None = None, total: int | None = None) -> None:
                bar.update(task, advance=1 if done is None else None, completed=done, total=total, label=label[:50])

            yield advance
