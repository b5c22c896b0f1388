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
        return self.question[:MOST_READ]

    @property
    def earlier(self) -> list[str]:
        """What is read of the questions asked before, oldest first, without small talk."""
        read = [one.question[:MOST_READ] for one in self.history]
        return [question for question in read if not small_talk(question)]

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
        last = [one for one in self.history if not small_talk(one.question[:MOST_READ])][-1:]
        return any(one.is_told for one in last)

    @property
    def small_talk(self) -> str:
        """What to say where it asks nothing of the library; else empty."""
        return small_talk(self.read, self.history)
