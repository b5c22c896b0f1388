"""What of the protocol a server does not take, learnt from what it refuses: models differ in that."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rag.written.connection import Connection
from rag.written.failures import is_too_long, said_by
from rag.written.retries import with_retries

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatMessage, ChatResponse
    from openai import APIStatusError

_REFUSING = (400, 422, 500, 501)
"""Statuses of a request that is not taken; templates of llama.cpp fail with 500."""
_NAMES = {
    "system": re.compile(r"\bsystem\b.{0,40}\b(?:role|message|prompt|support)|roles must alternate", re.IGNORECASE),
    "max_tokens": re.compile(r"\bmax_tokens\b"),
    "max_completion_tokens": re.compile(r"\bmax_completion_tokens\b"),
    "temperature": re.compile(r"\btemperature\b", re.IGNORECASE),
    "stream": re.compile(r"\bstream(?:ing)?\b", re.IGNORECASE),
}
"""What may be left out of a request, as it is named where it is refused."""


class Compatibility:
    """What one server does not take; it is left out from then on."""

    def __init__(self) -> None:
        self._refused: frozenset[str] = frozenset()

    def ask(
        self, llm: "LLM", connection: Connection, chat: "Sequence[ChatMessage]", limit: int
    ) -> "Iterator[ChatResponse]":
        """Asks for at most so many tokens, once more without each thing that the server names as refused."""
        from openai import APIStatusError

        refused = self._refused
        while True:
            messages, options = _told(chat, refused), _options(limit, refused)
            try:
                for piece in with_retries(lambda: llm.stream_chat(messages, **options), connection):  # noqa: B023  # asked at once
                    self._refused = refused
                    yield piece
            except APIStatusError as error:
                more = _named(error, refused)
                if not more:
                    raise
                refused |= {more}
            else:
                return


def _named(error: "APIStatusError", refused: frozenset[str]) -> str:
    """What an error names as refused that was sent; empty where that is nothing."""
    said = said_by(error)
    if error.status_code not in _REFUSING or is_too_long(said):
        return ""
    sent = {name for name in _NAMES if name not in refused}
    if "max_tokens" not in refused:
        sent.discard("max_completion_tokens")
    name = _parameter(said)
    return name if name in sent else next((name for name in _NAMES if name in sent and _NAMES[name].search(said)), "")


def _parameter(said: str) -> str:
    """What the field of an error names that is there for it (https://platform.openai.com/docs/guides/error-codes)."""
    try:
        value = json.loads(said)
        return str(value["error"]["param"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def _told(chat: "Sequence[ChatMessage]", refused: frozenset[str]) -> "Sequence[ChatMessage]":
    """The messages; the rules at the head of the first question, where no message of the system is taken."""
    from llama_index.core.llms import ChatMessage, MessageRole

    if "system" not in refused or chat[0].role != MessageRole.SYSTEM or len(chat) == 1:
        return chat
    first = ChatMessage(role=MessageRole.USER, content=f"{chat[0].content}\n\n{chat[1].content}")
    return [first, *chat[2:]]


def _options(limit: int, refused: frozenset[str]) -> dict[str, Any]:
    """Arguments of `stream_chat`. A reply that is not streamed is read as one that comes all at once."""
    from openai import omit

    options: dict[str, Any] = {"temperature": omit} if "temperature" in refused else {}
    name = next((one for one in ("max_tokens", "max_completion_tokens") if one not in refused), "")
    if name:
        options[name] = limit
    if "stream" in refused:
        options["extra_body"] = {"stream": False}
    return options
