"""The threads that answer: they end when they are told to, and with the server."""

import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import Future
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from rag.answer import Answer
from rag.conversation import Asked
from ui.answering import WRITTEN_AT_ONCE, Answering
from ui.session import Writing

ASKED = Asked("Why?")
SERVE = """
import sys
from threading import Event
from rag.conversation import Asked
from settings import read_settings
from ui.resources import shared_answering
from ui.server import serve
from ui.session import Writing
begun = Event()

def write(asked, writing):
    begun.set()
    writing.stop.wait()

shared_answering().submit(write, Asked("Why?"), Writing(by_model=True))
begun.wait()
serve(read_settings(), port=int(sys.argv[1]), headless=True)
"""


def endless(asked: Asked, writing: Writing) -> Answer:
    """A model that writes until it is stopped."""
    writing.stop.wait()
    raise InterruptedError


def test_all_answers_are_stopped_also_those_that_wait_for_a_thread() -> None:
    answering = Answering()
    answers = [answering.submit(endless, ASKED, Writing(by_model=True)) for _ in range(WRITTEN_AT_ONCE + 1)]
    answering.stop()
    assert [_ending(one) for one in answers] == ["stopped"] * WRITTEN_AT_ONCE + ["never begun"]


def test_quotes_do_not_wait_for_what_is_being_written() -> None:
    answering, quoted = Answering(), Answer.refused("Why?", "Why?", "")
    for _ in range(WRITTEN_AT_ONCE):
        answering.submit(endless, ASKED, Writing(by_model=True))
    quotes = answering.submit(lambda asked, writing: quoted, ASKED, Writing())
    assert quotes.result(timeout=60) is quoted
    answering.stop()


def _ending(answer: "Future[Answer]") -> str:
    if answer.cancelled():
        return "never begun"
    return "stopped" if isinstance(answer.exception(timeout=60), InterruptedError) else "done"


def test_the_chat_ends_with_ctrl_c_while_a_model_writes() -> None:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(port)], cwd=Path(__file__).parents[1])
    try:
        _wait_until_healthy(port, process)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.wait()


def _wait_until_healthy(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError("the chat does not answer")
