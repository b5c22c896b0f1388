"""Who waits at a terminal sees for what and how long, and nothing of it is left."""

import io
import time
from contextlib import redirect_stderr

import pytest

from rag.waiting import Waiting


class Terminal(io.StringIO):
    """What stderr is to a program: a terminal, or not."""

    def __init__(self, *, is_one: bool = True) -> None:
        super().__init__()
        self._is_one = is_one

    def isatty(self) -> bool:
        return self._is_one


def test_the_line_counts_and_is_gone_when_something_comes() -> None:
    with redirect_stderr(Terminal()) as terminal, Waiting("Waiting for owls", second=0.05) as waiting:
        time.sleep(0.3)
        waiting.end()
        shown = terminal.getvalue()
        time.sleep(0.15)
    assert shown.startswith("\rWaiting for owls: 1 s\rWaiting for owls: 2 s")
    *_, last, wiped, rest = shown.split("\r")
    assert (wiped, rest) == (" " * len(last), "")
    assert terminal.getvalue() == shown


def test_what_comes_at_once_is_not_waited_for() -> None:
    with redirect_stderr(Terminal()) as terminal, Waiting("Waiting for owls"):
        pass
    assert terminal.getvalue() == ""


def test_a_line_that_is_to_be_there_from_the_beginning_is_gone_at_the_end() -> None:
    with redirect_stderr(Terminal()) as terminal, Waiting("Owl 1 of 2", at_once=True):
        pass
    assert terminal.getvalue() == "\rOwl 1 of 2\r          \r"


@pytest.mark.parametrize(("is_terminal", "is_on"), [(False, True), (True, False)])
def test_nothing_is_shown_where_nobody_waits(is_terminal: bool, is_on: bool) -> None:
    terminal = Terminal(is_one=is_terminal)
    with redirect_stderr(terminal), Waiting("Waiting for owls", is_on=is_on, second=0.05):
        time.sleep(0.2)
    assert terminal.getvalue() == ""
