"""What a model is told of the conversation: what it may know, and of all else no word that its sources do not have."""

import re
from collections.abc import Callable, Sequence

from index.terms import content_words, terms
from rag.answer import REMARKS
from rag.conversation import MOST_READ, Asked, Exchange
from rag.written.citation_marks import without_marks
from rag.written.evidence import shown_text
from rag.written.markers import MarkerReader
from rag.written.model import Message

MOST_TOLD = 4000
"""Characters of an earlier answer that are read, be it handed in from outside."""
_NUMBERS = MarkerReader([])
"""Of a turn that is over: none of its ids is known any more."""
_REMARKS = re.compile("|".join(rf"\s*{re.escape(remark)}" for remark in REMARKS.values() if remark))


def as_told(answer: str) -> str:
    """An earlier answer without the numbers of its citations and our remarks, which mean nothing in another turn.

    >>> as_told("It helps.[1] [2, 3] The first is x[1], or so【3】. Owls swim. (no source says this)")
    'It helps. The first is x[1], or so. Owls swim.'
    """
    return without_marks(_NUMBERS.read(_REMARKS.sub("", answer[:MOST_TOLD])))


def earlier_messages(told: Sequence[Exchange], room: int, count_tokens: Callable[[str], int]) -> list[Message]:
    """The last exchanges that fit, oldest first; questions without an answer tell a model nothing."""
    kept: list[Message] = []
    for one in reversed([one for one in told if one.answer]):
        question, answer = shown_text(one.question[:MOST_READ]), shown_text(as_told(one.answer))
        room -= count_tokens(question) + count_tokens(answer)
        if room < 0:
            break
        kept[:0] = [Message("user", question), Message("assistant", answer)]
    return kept


def question_as_told(asked: Asked, standalone: str, sources: str) -> str:
    """The question as a model is told it: what it borrows from a turn that no model knows is cut down to its topic.

    Args:
        standalone: the question as it is understood.
        sources: what the model is shown; a word that stands there tells it nothing.

    >>> before = Exchange("I am Jane Doe: what is dropout?", is_told=False)
    >>> asked, understood = Asked("why?", (before,)), "why? (about I am Jane Doe: what is dropout)"
    >>> [question_as_told(asked, understood, sources) for sources in ("Dropout sets activations to zero.", "")]
    ['why? (about dropout)', 'why?']
    """
    if asked.told == asked.history:
        return standalone
    spoken = {term for text in (asked.read, *map(_text, asked.told)) for term in terms(text)}
    shown = set(terms(sources))
    borrowed = [word for word in dict.fromkeys(content_words(standalone)) if not spoken.issuperset(terms(word))]
    kept = [word for word in borrowed if shown.issuperset(terms(word))]
    if kept == borrowed:
        return standalone
    return f"{asked.read.strip()} (about {' '.join(kept)})" if kept else asked.read.strip()


def _text(exchange: Exchange) -> str:
    return f"{exchange.question} {exchange.answer}"
