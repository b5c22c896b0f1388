"""A model behind an OpenAI-compatible server: Ollama, llama.cpp, vLLM, LM Studio, or a hosted one.

Questions go to the address of the settings and nowhere else: redirects are not followed, and no environment variable
of another program names a server, a key or a header.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from time import monotonic

from index.errors import ModelError, NoModelError
from index.whole import whole_text
from rag.written.client import client_of, shown_place, url_of
from rag.written.compatibility import Compatibility
from rag.written.connection import Connection
from rag.written.model import LlamaIndexModel, Message, ModelSession, Reply, estimated_tokens
from rag.written.model_list import Offered, chosen, shown_name
from settings import ModelSettings

CONTEXT = 4096
"""Tokens, where neither the settings nor the server says; Ollama's default."""
MOST_PORT = 65535


class ServerModel:
    """The model that the settings name, on their server, which hears nothing before there is something to write.

    All but `count_tokens` raises NoModelError where it cannot be had.
    """

    def __init__(self, settings: ModelSettings) -> None:
        """Raises ModelError where the settings cannot be those of a server."""
        check_address(settings)
        self._settings = settings
        self._model: LlamaIndexModel | None = None
        self._fault, self._asked_again_at = "", 0.0

    def get_ready(self, stop: threading.Event) -> bool:
        """Asks the server which models it has, where that is not known; returns False where `stop` was set before.

        Where that fails, it is not asked again for as long as this took, so that a file of questions does not wait
        for it with each.
        """
        began = monotonic()
        if began < self._asked_again_at:
            raise NoModelError(self._fault)
        try:
            if self._model is None and (offered := chosen(self._settings, stop)):
                self._model = _model_of(self._settings, offered)
        except ModelError as error:
            failed = monotonic()
            self._fault, self._asked_again_at = str(error), failed + (failed - began)
            raise NoModelError(self._fault) from error
        return self._model is not None

    @property
    def _ready(self) -> LlamaIndexModel:
        self.get_ready(threading.Event())
        assert self._model is not None, "nobody stops it"
        return self._model

    @property
    def name(self) -> str:
        return self._ready.name

    @property
    def context(self) -> int:
        return self._ready.context

    def count_tokens(self, text: str) -> int:
        """Tokens of a text, by an estimate."""
        return estimated_tokens(whole_text(text))

    def reply(self, messages: Sequence[Message], limit: int, stop: threading.Event) -> Reply:
        """Begins to answer."""
        if not self.get_ready(stop):
            return Reply(iter(()), "stopped")
        return self._ready.reply(messages, limit, stop)


def server_model(settings: ModelSettings) -> LlamaIndexModel:
    """The model that the settings name, on their server.

    Raises:
        ModelError: the address is none, the server cannot be reached, or it is not clear which of its models is meant.
    """
    check_address(settings)
    offered = chosen(settings, threading.Event())
    assert offered is not None, "nobody stops it"
    return _model_of(settings, offered)


def _model_of(settings: ModelSettings, offered: Offered) -> LlamaIndexModel:
    context, compatibility = settings.context or offered.context or CONTEXT, Compatibility()

    @contextmanager
    def open_session() -> Iterator[ModelSession]:
        from llama_index.llms.openai_like import OpenAILike

        connection = Connection(settings.timeout)
        with client_of(settings, 2 * settings.timeout, connection.hooks) as client:  # who reads gives up first
            llm = OpenAILike(
                model=whole_text(offered.name),
                api_base=settings.place,
                api_key=settings.key or "none",
                is_chat_model=True,
                context_window=context,
                temperature=0.0,
                max_retries=0,  # `retries` does
                openai_client=client,
            )
            yield ModelSession(
                llm, connection.abort, lambda: connection.heard_at, partial(compatibility.ask, llm, connection)
            )

    name = f"{shown_name(offered.name, settings.key)} at {settings.place}"
    return LlamaIndexModel(open_session, name, context, settings.timeout)


def check_address(settings: ModelSettings) -> None:
    """Raises ModelError where an address cannot be that of a server, or may hold a secret, or a key can be none."""
    place = settings.place
    if shown_place(place) != place:
        raise ModelError(
            "SIGHTLINE_MODEL holds a name, a password or a query: give the base address alone, such as "
            "http://127.0.0.1:11434/v1, and put the key in SIGHTLINE_MODEL_KEY."
        )
    url = url_of(place)
    if url.scheme not in ("http", "https") or (url.port or 0) > MOST_PORT or url.path.casefold().endswith(".gguf"):
        raise ModelError(
            f"SIGHTLINE_MODEL is {place!r}, which is neither an address nor a GGUF file: "
            "give a base address such as http://127.0.0.1:11434/v1, or the path of a model."
        )
    if not (settings.key.isascii() and settings.key.isprintable()):
        raise ModelError("SIGHTLINE_MODEL_KEY holds characters that no key has: copy the key once more.")
