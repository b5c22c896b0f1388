"""The threads that answer, beside the pages' scripts: a click, which stops a script, does not lose the answer."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from rag.answer import Answer
from rag.conversation import Asked
from ui.session import Writing

QUOTED_AT_ONCE, WRITTEN_AT_ONCE = 4, 16
"""Quotes keep a processor busy; who writes waits for a model."""


class Answering:
    """Answers in threads, which can all be told to stop. Quotes do not wait for what is being written."""

    def __init__(self) -> None:
        self._quoting = ThreadPoolExecutor(QUOTED_AT_ONCE, thread_name_prefix="quote")
        self._writing = ThreadPoolExecutor(WRITTEN_AT_ONCE, thread_name_prefix="write")
        self._writings: dict[Future[Answer], Writing] = {}
        """Of the answers on their way."""

    def submit(self, answer: Callable[[Asked, Writing], Answer], asked: Asked, writing: Writing) -> "Future[Answer]":
        """Starts answering a question, as soon as a thread is free."""
        threads = self._writing if writing.by_model else self._quoting
        future = threads.submit(answer, asked, writing)
        self._writings[future] = writing
        future.add_done_callback(self._writings.pop)
        return future

    def stop(self) -> None:
        """Stops all answers: the program ends when its threads have."""
        for threads in (self._quoting, self._writing):
            threads.shutdown(wait=False, cancel_futures=True)
        for writing in list(self._writings.values()):
            writing.stop.set()
