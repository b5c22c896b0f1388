"""A follow-up made to stand alone by the model; its rewrite is taken only where it keeps what was asked."""

import re
import threading
from collections.abc import Sequence

from index.terms import content_terms, words
from rag.conversation import Exchange
from rag.names import names
from rag.support.quantities import quantities
from rag.written.model import LanguageModel, Message
from rag.written.prompts import REWRITE, STANDALONE_WORDS

LIMIT = 80
"""Tokens of a rewrite."""
EXCHANGES, ANSWER_SHOWN = 3, 300
KEPT = 0.6
"""Share of the question's own words that a rewrite must keep."""
MOST_NEW = 0.5
"""Share of a rewrite's words that neither the question nor the conversation said."""
_LEAD = re.compile(
    r"^\W*(?:(?:stand-?alone|rewritten|last|the) )*question\s*(?:is)?\s*:\s*|^[\s\"'“”`*>-]+|[\s\"'“”`*]+$", re.I
)
_OF_NO_TOPIC = frozenset(content_terms("thing one ones more less also other another example examples details"))


def rewritten(model: LanguageModel, question: str, history: Sequence[Exchange], stop: threading.Event) -> str:
    """The question as the model puts it; empty where that is no rewrite of it.

    Raises:
        ModelError: the model does not answer.
    """
    said = "\n".join(
        f"Reader: {one.question}" + (f"\nAnswer: {one.answer[:ANSWER_SHOWN]}" if one.answer else "")
        for one in history[-EXCHANGES:]
    )
    asked = f"{said}\nReader: {question}\n\nQuestion: {question}"
    reply = model.reply([Message("system", REWRITE), Message("user", asked)], LIMIT, stop)
    text = "".join(reply)
    text = text.rpartition("</think>")[2].strip()
    line = next((line for line in text.splitlines() if line.strip()), "")
    while (shorter := _LEAD.sub("", line)) != line:
        line = shorter
    return line if is_faithful(line, question, history) else ""


def is_faithful(rewrite: str, question: str, history: Sequence[Exchange]) -> bool:
    """Whether a rewrite keeps the things that were named and asked for, and names nothing that nobody spoke of.

    >>> before = [Exchange("What is YOLO?", "YOLO is a detector with one stage.")]
    >>> is_faithful("What loss does YOLO use?", "and its loss?", before)
    True
    >>> [is_faithful(one, "and its loss?", before) for one in ("What loss does SSD use?", "What is YOLO?")]
    [False, False]
    """
    spoken = " ".join([question, *(f"{one.question} {one.answer}" for one in history)])
    if not rewrite or len(rewrite.split()) > STANDALONE_WORDS or "://" in rewrite:
        return False
    if not _things(question) <= set(words(rewrite)) or not _things(rewrite) <= set(words(spoken)):
        return False
    asked = [term for term in content_terms(question) if term not in _OF_NO_TOPIC]
    put = content_terms(rewrite)
    if sum(term in put for term in asked) < KEPT * len(asked):
        return False
    known = set(content_terms(spoken))
    return bool(put) and sum(term not in known for term in put) <= MOST_NEW * len(put)


def _things(text: str) -> set[str]:
    """The names and numbers of a text, as single words."""
    named = " ".join([*names(text), *(one.said for one in quantities(text) if not one.is_word)])
    return set(words(named))
