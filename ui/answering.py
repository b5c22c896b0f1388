"""The threads that answer, beside the pages' scripts: a click, which stops a script, does not lose the answer."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from rag.answer import Answer
from ui.session import Asked, Writing

AT_ONCE = 4


class Answering:
    """Answers in threads, which can all be told to stop."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="answer")
        self._writings: dict[Future[Answer], Writing] = {}
        """Of the answers on their way."""

    def submit(self, answer: Callable[[Asked, Writing], Answer], asked: Asked, writing: Writing) -> "Future[Answer]":
        """Starts answering a question, as soon as a thread is free."""
        future = self._threads.submit(answer, asked, writing)
        self._writings[future] = writing
        future.add_done_callback(self._writings.pop)
        return future

    def stop(self) -> None:
        """Stops all answers: the program ends when its threads have."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for writing in list(self._writings.values()):
            writing.stop.set()
