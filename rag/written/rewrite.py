"""A follow-up made to stand alone by the model; its rewrite is taken only where it asks what was asked."""

import json
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.conversation import Asked
from rag.written.earlier import as_told
from rag.written.evidence import shown_text
from rag.written.faithful import is_faithful
from rag.written.model import LanguageModel, Message
from rag.written.prompts import REWRITE
from rag.written.thoughts import without_thoughts

LIMIT = 80
"""Tokens of a rewrite."""
EXCHANGES, ANSWER_SHOWN, EARLIER_SHOWN = 3, 300, 300
"""What is told of the conversation: of so many exchanges, so many characters."""
_LEAD = re.compile(
    r"^\W*(?:sure|certainly|absolutely|of course|okay|ok|here it is|here you go)\b[^\w?]*|"
    r"^[^:?]{0,60}\b(?:question|version|rewrite|rewritten|stand-?alone)\b[^:?]{0,30}:\s*|"
    r"^[\s\"'“”`*#>-]+|[\s\"'“”`*]+$",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\{[^{}]*\}")


def rewritten(model: LanguageModel, asked: Asked, readings: Sequence[str], stop: threading.Event) -> str:
    """The question as the model puts it; empty where that is no rewrite of it.

    Args:
        readings: the question as it is understood without a model.

    Raises:
        ModelError: the model does not answer.
    """
    before = [replace(one, answer=as_told(one.answer)) for one in asked.told]
    said = "\n".join(
        f"Reader: {shown_text(one.question)[:EARLIER_SHOWN]}"
        + (f"\nAnswer: {shown_text(one.answer)[:ANSWER_SHOWN]}" if one.answer else "")
        for one in before[-EXCHANGES:]
    )
    last = shown_text(asked.read)
    told = f"{said}\nReader: {last}\n\nQuestion: {last}"
    reply = model.reply([Message("system", REWRITE), Message("user", told)], LIMIT, stop)
    text = without_thoughts("".join(reply), final=True)
    rewrite = next(_lines(text), "")
    return rewrite if reply.is_whole and is_faithful(rewrite, asked.question, before, readings) else ""


def _lines(text: str) -> Iterator[str]:
    """The lines of a reply that say something, without what models put before a question and around it.

    >>> [next(_lines(text)) for text in ("Sure!\\n**Question:** Why?", 'Here is the new question: "Why?"')]
    ['Why?', 'Why?']
    >>> next(_lines('{"question": "Why?"}'))
    'Why?'
    """
    for line in _unpacked(text).splitlines():
        while (shorter := _LEAD.sub("", line)) != line:
            line = shorter
        if line:
            yield line


def _unpacked(text: str) -> str:
    """The first text of an object in JSON, where there is one."""
    found = _OBJECT.search(text)
    try:
        values = json.loads(found[0]).values() if found else ()
    except ValueError:
        return text
    return next((value for value in values if isinstance(value, str)), text)
