"""An answer on the terminal: its statements as they come, then where each stands."""

import sys
from collections.abc import Callable, Iterator

from index.printable import printable
from rag.answer import Answer
from rag.citations import Citation
from rag.wording import WITHDRAWN, understood


class Printer:
    """Prints one answer, whole or as it grows."""

    def __init__(self, *, is_on: bool = True, before: Callable[[], None] = lambda: None) -> None:
        self._is_on = is_on
        self._before = before
        """Called before anything is printed: something else may stand where it comes."""
        self._printed = ""
        self._has_begun = False

    def show(self, answer: Answer) -> None:
        """What is new of an answer that is still being written."""
        if not self._is_on:
            return
        if not self._has_begun:
            self._write(_understood(answer))
            self._has_begun = True
        if not answer.said.startswith(self._printed):  # what was said turned out to be thought
            self._write(f"\n\n{WITHDRAWN}\n\n")
            self._printed = ""
        self._write(answer.said[len(self._printed) :])
        self._printed = answer.said

    def finish(self, answer: Answer) -> None:
        """The rest of an answer: all of it, where it is another than the one that grew."""
        if not self._has_begun:
            self._write(answer_text(answer) + "\n")
            return
        if answer.mode == "written":
            self.show(answer)
            rest = [answer.notice] if answer.notice else []
        else:
            rest = [" ".join(filter(None, [WITHDRAWN if self._printed else "", answer.notice])), answer.said]
        self._write("\n" + "\n".join(["", *(text + "\n" for text in rest if text), *_citations(answer)]) + "\n")

    def _write(self, text: str) -> None:
        self._before()
        sys.stdout.write(printable(text))
        sys.stdout.flush()


def answer_text(answer: Answer) -> str:
    """A whole answer: the statements, then where each stands."""
    if not answer.answered:
        return answer.text
    return _understood(answer) + "\n".join([answer.text, "", *_citations(answer)])


def _understood(answer: Answer) -> str:
    said = understood(answer.question, answer.standalone_question)
    return f"({said})\n\n" if said else ""


def _citations(answer: Answer) -> Iterator[str]:
    for citation in answer.citations:
        place = " > ".join([citation.title, *citation.section])
        yield f"[{citation.number}] {place}" + (f", page {citation.page}" if citation.page else "") + _copy(citation)
        yield f"    {citation.link}"


def _copy(citation: Citation) -> str:
    """Which copy was read, where it is not the site's own."""
    if not citation.link.startswith("https://web.archive.org/"):
        return ""
    return f" (the Internet Archive's copy as of {citation.fetched_at[:10]})"
