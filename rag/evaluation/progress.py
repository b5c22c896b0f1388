"""How far a long stage is, on stderr: counted up on a terminal, one line elsewhere."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


class Stage:
    """One stage by name. Called with what is done and the whole."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._begun = False

    def __call__(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            print(f"\r{self._name}: {done} of {total}", end=end, file=sys.stderr, flush=True)
        elif not self._begun:
            print(f"{self._name}: {total}", file=sys.stderr, flush=True)
        self._begun = True


def counted(items: Sequence[T], name: str) -> Iterator[T]:
    """The items, each reported when it is done."""
    stage = Stage(name)
    stage(0, len(items))
    for done, item in enumerate(items, 1):
        yield item
        stage(done, len(items))
