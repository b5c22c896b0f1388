"""Milliseconds of each step of an answer, and of the whole."""

import time


class Clock:
    """Runs from when it is made; a step that happens more than once is added up."""

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self._laps = {"rewrite": 0.0, "encode": 0.0, "search": 0.0, "answer": 0.0}

    def lap(self, name: str) -> None:
        """Counts the time since the last lap for a step."""
        now = time.perf_counter()
        self._laps[name] += (now - self._last) * 1000
        self._last = now

    def timings(self) -> dict[str, float]:
        """The steps by name, and `total`."""
        laps = self._laps | {"total": (self._last - self._started) * 1000}
        return {name: round(milliseconds, 2) for name, milliseconds in laps.items()}
