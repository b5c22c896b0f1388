"""A model behind an OpenAI-compatible server: Ollama, llama.cpp, vLLM, LM Studio, or a hosted one.

Questions go to the address of the settings and nowhere else: redirects are not followed, and no environment variable
of another program names a server, a key or a header.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from index.errors import ModelError, NoModelError
from index.whole import whole_text
from rag.written.client import client_of, shown_place, url_of
from rag.written.failures import why
from rag.written.model import Line, LlamaIndexModel, Message, Reply, estimated_tokens
from rag.written.wire import Wire, bounded, change_body
from settings import ModelSettings

if TYPE_CHECKING:
    import httpx

CONTEXT = 4096
"""Tokens, where neither the settings nor the server says; Ollama's default."""
RETRIES = 2
"""After 408, 409, 429 and 5xx, with the pause that the server asks for (`Retry-After`)."""
MOST_PORT = 65535
LIST_SECONDS = 5.0
"""To wait for a server's list of models, which is asked for before any question."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A model that a server has."""

    name: str
    context: int
    """Tokens; 0 where the server does not say."""


class ServerModel:
    """The model that the settings name, on their server, which hears nothing before there is something to write.

    All but `count_tokens` raises NoModelError where it cannot be had.
    """

    def __init__(self, settings: ModelSettings) -> None:
        """Raises ModelError where the settings cannot be those of a server."""
        check_address(settings)
        self._settings = settings

    @cached_property
    def _model(self) -> LlamaIndexModel:
        try:
            return server_model(self._settings)
        except ModelError as error:
            raise NoModelError(str(error)) from error

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def context(self) -> int:
        return self._model.context

    def count_tokens(self, text: str) -> int:
        """Tokens of a text, by an estimate."""
        return estimated_tokens(whole_text(text))

    def reply(self, messages: Sequence[Message], limit: int, stop: threading.Event) -> Reply:
        """Begins to answer."""
        return self._model.reply(messages, limit, stop)


def server_model(settings: ModelSettings) -> LlamaIndexModel:
    """The model that the settings name, on their server.

    Raises:
        ModelError: the address is none, the server cannot be reached, or it is not clear which of its models is meant.
    """
    check_address(settings)
    offered = _chosen(settings)
    context = settings.context or offered.context or CONTEXT

    @contextmanager
    def open_line() -> Iterator[Line]:
        from llama_index.llms.openai_like import OpenAILike

        wire = Wire(settings.timeout)
        with client_of(settings, 2 * settings.timeout, RETRIES, wire.hooks) as client:  # who reads gives up first
            llm = OpenAILike(
                model=whole_text(offered.name),
                api_base=settings.place,
                api_key=settings.key or "none",
                is_chat_model=True,
                context_window=context,
                temperature=0.0,
                max_retries=0,  # the client does
                openai_client=client,
            )
            yield Line(llm, wire.cut, lambda: wire.heard_at)

    name = f"{plain_name(offered.name)} at {settings.place}"
    return LlamaIndexModel(open_line, name, context, settings.timeout, options={"max_tokens": "limit"})


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
    if not (settings.key.isascii() and plain_name(settings.key) == settings.key):
        raise ModelError("SIGHTLINE_MODEL_KEY holds characters that no key has: copy the key once more.")


def offered_models(settings: ModelSettings) -> list[Offered]:
    """The models that a server lists.

    Raises:
        ModelError: it does not answer.
    """
    import httpx
    from openai import OpenAIError

    retries = 0 if settings.name else RETRIES  # a server that lists none may answer all the same
    try:
        with client_of(settings, min(LIST_SECONDS, settings.timeout), retries, {"response": [_end_in_time]}) as client:
            return _listed(client.get("/models", cast_to=httpx.Response).json())
    except (OpenAIError, httpx.HTTPError) as error:
        raise ModelError(f"The model server at {settings.place} did not answer: {why(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise ModelError(
            f"The model server at {settings.place} sent no list of its models: see whether the address is that of an "
            "OpenAI-compatible server, which mostly ends with /v1."
        ) from error


def _end_in_time(response: "httpx.Response") -> None:
    change_body(response, lambda body: bounded(body, LIST_SECONDS))


def _listed(answer: Any) -> list[Offered]:
    """The models of a list that have a name.

    >>> _listed({"data": [{"id": "small", "max_model_len": 8192}, {"id": None}]})
    [Offered(name='small', context=8192)]

    Raises:
        ValueError: it is no list of models.
    """
    models = answer.get("data") if isinstance(answer, Mapping) else None
    if not isinstance(models, list):
        raise ValueError("no list of models")
    named = [one for one in models if isinstance(one, Mapping) and one.get("id") and isinstance(one["id"], str)]
    return [Offered(one["id"], _context_of(one)) for one in named]


def _chosen(settings: ModelSettings) -> Offered:
    """The model to ask: the one named, or the only one. A server that cannot list its models is taken at our word."""
    if settings.name and settings.context:
        return Offered(settings.name, settings.context)
    try:
        offered = offered_models(settings)
    except ModelError:
        if settings.name:
            return Offered(settings.name, 0)
        raise
    if settings.name:
        return next((one for one in offered if one.name == settings.name), Offered(settings.name, 0))
    if len(offered) == 1:
        return offered[0]
    names = ", ".join(plain_name(one.name) for one in offered[:10]) or "none"
    raise ModelError(
        f"The server at {settings.place} has {len(offered)} models ({names}): choose one with SIGHTLINE_MODEL_NAME."
    )


def plain_name(text: str) -> str:
    """A name that a server gave, without what would steer a terminal.

    >>> plain_name("small" + chr(27) + "[31m")
    'small[31m'
    """
    return "".join(letter for letter in text if letter.isprintable())


def _context_of(extra: Mapping[str, Any]) -> int:
    """What a server says of a model's context: vLLM's `max_model_len`, or llama.cpp's `meta`."""
    meta = extra.get("meta")
    said = extra.get("max_model_len") or (isinstance(meta, dict) and meta.get("n_ctx"))
    return said if isinstance(said, int) and said > 0 else 0
