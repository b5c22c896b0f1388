"""A line on the terminal while something is waited for, with the seconds so far; none where stderr is no terminal."""

import sys
import threading
from types import TracebackType

SECOND = 1.0
"""After which the line is there, and between two looks at it."""


class Waiting:
    """Shows for what one waits, in a `with` block, until its end or `end`."""

    def __init__(self, words: str, *, is_on: bool = True, at_once: bool = False, second: float = SECOND) -> None:
        """Takes the words of the line, and whether they are there from the beginning instead of after a second."""
        self._words, self._at_once, self._second, self._over = words, at_once, second, threading.Event()
        is_shown = is_on and sys.stderr.isatty()
        self._thread = threading.Thread(target=self._show, daemon=True) if is_shown else None

    def __enter__(self) -> "Waiting":
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Takes the line away, so that other words may stand in its place."""
        self._over.set()
        if self._thread:
            self._thread.join()

    def _show(self) -> None:
        seconds, line = 0, self._words if self._at_once else ""
        print(f"\r{line}" if line else "", end="", file=sys.stderr, flush=True)
        while not self._over.wait(self._second):
            seconds += 1
            line = f"{self._words}: {seconds} s"
            print(f"\r{line}", end="", file=sys.stderr, flush=True)
        print("\r" + " " * len(line) + "\r" if line else "", end="", file=sys.stderr, flush=True)
