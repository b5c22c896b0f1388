"""Progress on stderr: bars with the hosts at work on a terminal, plain lines elsewhere, JSON lines for a program."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Literal, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

from index.printable import printable

Form = Literal["auto", "json", "none"]
LINE_SECONDS = 10.0
"""Between two lines where there is no terminal."""
HOSTS_SHOWN = 4


class Stage(Protocol):
    """One stage of a run; may be told from several threads."""

    def busy(self, host: str) -> None:
        """A host is being asked."""
        ...

    def advance(self, label: str, *, host: str = "", done: int | None = None, total: int | None = None) -> None:
        """One more is done, or `done` of `total` are; the host is not asked any more."""
        ...


class Progress:
    """Shows the stages of a run."""

    def __init__(self, form: Form = "auto", *, quiet: bool = False) -> None:
        self._form: Form = "none" if quiet else form
        self._live = form == "auto" and not quiet and sys.stderr.isatty()

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[Stage]:
        """One stage of `total` steps."""
        if self._live:
            with _bars(name, total) as bars:
                yield bars
        elif self._form == "none":
            yield _Silence()
        else:
            stage = _JsonLines(name, total) if self._form == "json" else _Lines(name, total)
            stage.show()
            yield stage
            stage.end()


class _Silence:
    def busy(self, host: str) -> None:
        pass

    def advance(self, label: str, *, host: str = "", done: int | None = None, total: int | None = None) -> None:
        pass


class _Counts:
    """How far a stage is, which hosts are at work, and how long it will take at this pace."""

    def __init__(self, name: str, total: int) -> None:
        self.name, self.done, self.total = name, 0, total
        self.hosts: dict[str, int] = {}
        self.label = ""
        self._started = time.monotonic()
        self._lock = Lock()

    def busy(self, host: str) -> None:
        with self._lock:
            self.hosts[host] = self.hosts.get(host, 0) + 1
            self.changed()

    def advance(self, label: str, *, host: str = "", done: int | None = None, total: int | None = None) -> None:
        with self._lock:
            self.done = self.done + 1 if done is None else done
            self.total = self.total if total is None else total
            self.label = label
            if self.hosts.get(host):
                self.hosts[host] -= 1
                self.hosts = {name: count for name, count in self.hosts.items() if count}
            self.changed()

    def changed(self) -> None:
        """Called after every change, by one thread at a time."""

    @property
    def seconds_left(self) -> float | None:
        elapsed = time.monotonic() - self._started
        return elapsed / self.done * (self.total - self.done) if self.done else None


class _Lines(_Counts):
    """A line at the start, and then one now and again."""

    def __init__(self, name: str, total: int) -> None:
        super().__init__(name, total)
        self._shown = time.monotonic()

    def show(self) -> None:
        print(f"{self.name}: {self.total}", file=sys.stderr, flush=True)

    def changed(self) -> None:
        if time.monotonic() - self._shown >= LINE_SECONDS:
            self._shown = time.monotonic()
            left = f", about {self.seconds_left:.0f} s left" if self.seconds_left is not None else ""
            at = f" ({', '.join(list(self.hosts)[:HOSTS_SHOWN])})" if self.hosts else ""
            print(printable(f"{self.name}: {self.done} of {self.total}{left}{at}"), file=sys.stderr, flush=True)

    def end(self) -> None:
        pass


class _JsonLines(_Counts):
    """An object a line: stage, done, total, seconds_left, hosts, label."""

    def show(self) -> None:
        left = self.seconds_left
        line = {
            "stage": self.name,
            "done": self.done,
            "total": self.total,
            "seconds_left": None if left is None else round(left, 1),
            "hosts": list(self.hosts),
            "label": self.label,
        }
        print(json.dumps(line, ensure_ascii=True), file=sys.stderr, flush=True)

    def changed(self) -> None:
        self.show()

    def end(self) -> None:
        pass


@contextmanager
def _bars(name: str, total: int) -> Iterator[Stage]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("[dim]{task.fields[label]}", markup=True),
    )
    with RichProgress(*columns, console=Console(stderr=True)) as shown:
        yield _Bars(name, total, shown)


class _Bars(_Counts):
    """A bar with the counts, and beside it the hosts at work."""

    def __init__(self, name: str, total: int, shown: RichProgress) -> None:
        super().__init__(name, total)
        self._shown = shown
        self._task = shown.add_task(name, total=total, label="")

    def changed(self) -> None:
        from rich.markup import escape

        hosts = list(self.hosts)
        more = f" and {len(hosts) - HOSTS_SHOWN} more" if len(hosts) > HOSTS_SHOWN else ""
        label = ", ".join(hosts[:HOSTS_SHOWN]) + more if hosts else self.label[:50]
        self._shown.update(self._task, completed=self.done, total=self.total, label=escape(printable(label)))
