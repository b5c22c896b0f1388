"""A question in its conversation: what is asked, of which sources, and what was said before."""

from dataclasses import dataclass

from rag.filters import NO_FILTERS, Filters
from rag.questions.small_talk import small_talk

MOST_READ = 2000
"""Characters of a question that are read."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question that was asked before, and what was answered."""

    question: str
    answer: str = ""
    """The statements without their citations; empty where it is not known."""
    is_told: bool = True
    """Whether a model may be told of it: in a chat, where one wrote the answer. What is handed in is meant for it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is handed to whoever answers.

    >>> before = Exchange("What is dropout?"), Exchange("thanks!")
    >>> Asked("how does it work?", before).earlier, Asked("how does it work?", before).small_talk
    (['What is dropout?'], '')
    """

    question: str
    """As it was typed."""
    history: tuple[Exchange, ...] = ()
    """What was said before, oldest first."""
    filters: Filters = NO_FILTERS
    """The sources of which it is asked."""

    @property
    def read(self) -> str:
        """What of the question is read."""
        return _read(self.question)

    @property
    def earlier(self) -> list[str]:
        """What is read of the questions asked before, oldest first, without small talk."""
        return [_read(one.question) for one in self._in_earnest]

    @property
    def told(self) -> tuple[Exchange, ...]:
        """What a model may be told of what was said before."""
        return tuple(one for one in self.history if one.is_told)

    @property
    def goes_on_from_told(self) -> bool:
        """Whether a model may be told of what it goes on from: the last exchange that was no small talk.

        >>> known, unknown = Exchange("What is dropout?"), Exchange("What is YOLO?", is_told=False)
        >>> [Asked("why?", before).goes_on_from_told for before in ((unknown, known), (known, unknown), ())]
        [True, False, False]
        """
        return any(one.is_told for one in self._in_earnest[-1:])

    @property
    def small_talk(self) -> str:
        """What to say where it asks nothing of the library; else empty."""
        return small_talk(self.read, self.history)

    @property
    def _in_earnest(self) -> list[Exchange]:
        """What was said before without small talk, of which each is told by what stood before it."""
        return [
            one for place, one in enumerate(self.history) if not small_talk(_read(one.question), self.history[:place])
        ]


def _read(question: str) -> str:
    """What of a question is read, in one line."""
    return " ".join(question.split())[:MOST_READ]
