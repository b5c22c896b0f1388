"""Untrusted pages are parsed in processes of their own, where a hang or a crash costs one page and not the run.

A worker takes one call at a time, by pipe. When its time is over it is ended, and the next call gets a new one. What
it sends back is JSON, read as the type that the function says it returns: a page that took a worker over could send
nothing that runs here.
"""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from queue import LifoQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, get_type_hints

if TYPE_CHECKING:
    from pydantic import TypeAdapter

PAGE_SECONDS = 60.0
START_SECONDS = 30.0
"""For a worker to start and to answer, beside the time for the page."""
MAX_MEMORY = 4 * 1024**3
"""Bytes of address space, where the system limits it: a page that wants more ends its worker."""
ROOT = Path(__file__).parents[1]
_RETURNED = b"\0"
"""Before what a function returned; else it is said why it did not."""
_SERVE = "import sys; from ingest.worker import serve; serve(int(sys.argv[1]))"
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class WorkerFailed(Exception):
    """The call did not come back; the text says why, to stand after a colon."""


class Workers:
    """Up to `count` processes, started as they are needed; `call` may come from several threads.

    A module's function and its arguments are what a pipe can carry, and what it returns is what JSON can; what the
    function raises is lost, so it returns.
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
            answer = worker.call((function, arguments, named), self._seconds)
            return _read(answer, function)
        except WorkerFailed:
            if worker is not None:
                worker.end()
                self._all.remove(worker)
            worker = None
            raise
        finally:
            self._idle.put(worker)


class _Worker:
    """One process and our end of its pipe.

    It is no `multiprocessing.Process`, since one of those runs the file again that the main program was started from.
    """

    def __init__(self) -> None:
        self._pipe, other = Pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVE, str(other.fileno())],
            pass_fds=[other.fileno()],
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # what went wrong goes by the pipe, not on the user's screen
        )
        other.close()

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def call(self, job: tuple[Any, ...], seconds: float) -> bytes:
        try:
            self._pipe.send((job, seconds))
            if not self._pipe.poll(seconds + START_SECONDS):
                raise WorkerFailed(f"it could not be read within {seconds:.0f} s")
            answer = self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise WorkerFailed(f"the reader of pages crashed ({self._ending(seconds)})") from error
        if not answer.startswith(_RETURNED):
            raise WorkerFailed(answer.decode(errors="replace"))
        return answer.removeprefix(_RETURNED)

    def end(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.wait()

    def _ending(self, seconds: float) -> str:
        code = self._process.wait(timeout=10)
        return f"it could not be read within {seconds:.0f} s" if code == -signal.SIGALRM else f"status {code}"


def serve(number: int) -> None:
    """The life of a worker: calls until the pipe closes, that is until its parent ends, however it ends."""
    pipe: Connection[Any, Any] = Connection(number)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who then ends us
    _limit_memory()
    while True:
        try:
            (function, arguments, named), seconds = pipe.recv()
        except (EOFError, OSError):
            return
        # The system ends us where Python is not given a turn, so that no orphan of a killed run goes on for ever.
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            pipe.send_bytes(_RETURNED + _result_of(function).dump_json(function(*arguments, **named)))
        except BaseException as error:  # told to the parent, whatever it is; it then ends this worker
            pipe.send_bytes(_told_of(error).encode())
            raise
        signal.setitimer(signal.ITIMER_REAL, 0)


def _told_of(error: BaseException) -> str:
    """What the parent is told of the error by which a call ended, to stand after a colon.

    >>> _told_of(KeyError("x"))
    'its markup cannot be read (KeyError): report it with the page'
    """
    name = type(error).__name__
    if isinstance(error, MemoryError | RecursionError):
        return f"its markup is too large or too deep ({name})"
    return f"its markup cannot be read ({name}): report it with the page"


@cache
def _result_of(function: Callable[..., Result]) -> "TypeAdapter[Result]":
    """Writes and reads what a function returns."""
    from pydantic import TypeAdapter

    return TypeAdapter(get_type_hints(function).get("return", Any))


def _read(answer: bytes, function: Callable[..., Result]) -> Result:
    try:
        result: Result = _result_of(function).validate_json(answer)
    except ValueError as error:
        raise WorkerFailed("the reader of pages sent what is no result: report it with the page") from error
    return result


def _limit_memory() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
    with suppress(ValueError):  # macOS knows this limit and takes none
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def default_count() -> int:
    """As many workers as there are processors, and no more than four."""
    return min(4, os.cpu_count() or 1)
