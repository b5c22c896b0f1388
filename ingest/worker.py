"""Untrusted pages are parsed in processes of their own, where a hang or a crash costs one page and not the run.

A worker takes one call at a time, by pipe. When its time is over it is ended, and the next call gets a new one.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import LifoQueue
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

PAGE_SECONDS = 60.0
MAX_MEMORY = 4 * 1024**3
"""Bytes of address space: a page that wants more ends its worker."""
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class WorkerFailed(Exception):
    """The call did not come back; the text says why, to stand after a colon."""


class Workers:
    """Up to `count` processes, started as they are needed; `call` may come from several threads.

    A module's function and its arguments are what a pipe can carry; what the function raises is lost, so it returns.
    """

    def __init__(self, count: int, *, seconds: float = PAGE_SECONDS) -> None:
        self._seconds = seconds
        self._idle: LifoQueue[_Worker | None] = LifoQueue()
        self._all: list[_Worker] = []
        for _ in range(count):
            self._idle.put(None)

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in self._all:
            worker.end()

    def call(
        self, function: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> Result:
        """What a function returns.

        Raises:
            WorkerFailed: it took too long, too much memory, or brought its process down.
        """
        worker = self._idle.get()
        try:
            if worker is None or not worker.is_alive():
                worker = _Worker()
                self._all.append(worker)
            result: Result = worker.call((function, arguments, named), self._seconds)
            return result
        except WorkerFailed:
            if worker is not None:
                worker.end()
                self._all.remove(worker)
            worker = None
            raise
        finally:
            self._idle.put(worker)


class _Worker:
    """One process and our end of its pipe."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy our threads' locks
        self._pipe, other = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_serve, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def call(self, job: tuple[Any, ...], seconds: float) -> Any:
        try:
            self._pipe.send((job, seconds))
            if not self._pipe.poll(seconds):
                raise WorkerFailed(f"it could not be read within {seconds:.0f} s")
            came_back, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            self._process.join(1)
            raise WorkerFailed(f"the reader of pages crashed ({self._process.exitcode})") from error
        if not came_back:
            raise WorkerFailed(value)
        return value

    def end(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection) -> None:
    """The life of a worker: calls until the pipe closes, that is until its parent ends, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who then ends us
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what went wrong goes by the pipe, not on the user's screen
    _limit_memory()
    while True:
        try:
            (function, arguments, named), seconds = pipe.recv()
        except (EOFError, OSError):
            return
        _alarm(seconds + 5)
        with _Telling(pipe):
            pipe.send((True, function(*arguments, **named)))
        _alarm(0)


class _Telling:
    """Tells the parent by which error a call ended; the error then ends the worker."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind in (MemoryError, RecursionError):
            self._pipe.send((False, f"its markup is too large or too deep ({kind.__name__})"))
        elif kind is not None:
            self._pipe.send((False, f"its markup cannot be read ({kind.__name__}): report it with the page"))


def _alarm(seconds: float) -> None:
    """Ends this process after some seconds even where Python is not given a turn: no orphan goes on for ever."""
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory() -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(
        resource.RLIMIT_AS, (MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard), hard)
    )


def default_count() -> int:
    """As many workers as there are processors, and no more than four."""
    return min(4, os.cpu_count() or 1)
