"""A model behind an OpenAI-compatible server: Ollama, llama.cpp, vLLM, LM Studio, or a hosted one.

Questions go to the address of the settings and nowhere else: redirects are not followed, no environment variable of
another program names a server or a key, and for a server on this machine or network no proxy is asked.
"""

import ipaddress
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.errors import ModelError
from rag.written.model import Line, LlamaIndexModel, why
from settings import ModelSettings

if TYPE_CHECKING:
    import httpx
    from openai import OpenAI

CONTEXT = 4096
"""Tokens, where neither the settings nor the server says; Ollama's default."""
RETRIES = 2
"""After 408, 409, 429 and 5xx, with the pause that the server asks for (`Retry-After`)."""
CONNECT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Offered:
    """A model that a server has."""

    name: str
    context: int
    """Tokens; 0 where the server does not say."""


def server_model(settings: ModelSettings) -> LlamaIndexModel:
    """The model that the settings name, on their server.

    Raises:
        ModelError: the address is none, the server cannot be reached, or it is not clear which of its models is meant.
    """
    check_address(settings.place)
    offered = _chosen(settings)
    context = settings.context or offered.context or CONTEXT

    def open_line() -> Line:
        from llama_index.llms.openai_like import OpenAILike

        wires = _Wires()
        llm = OpenAILike(
            model=offered.name,
            api_base=settings.place,
            api_key=settings.key or "none",
            is_chat_model=True,
            context_window=context,
            temperature=0.0,
            max_retries=0,  # the client does
            openai_client=client_of(settings, wires),
        )
        return Line(llm, wires.cut)

    name = f"{offered.name} at {settings.place}"
    return LlamaIndexModel(open_line, name, context, settings.timeout, options={"max_tokens": "limit"})


class _Wires:
    """The connections of a client, for breaking them off: a reader in another thread does not notice their closing."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []

    def note(self, response: "httpx.Response") -> None:
        """Called with every response."""
        stream = response.extensions.get("network_stream")
        wire = stream.get_extra_info("socket") if stream is not None else None
        if wire is not None:
            self._sockets.append(wire)

    def cut(self) -> None:
        """Ends all of them, also where something is waited for."""
        for wire in self._sockets:
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)


def check_address(place: str) -> None:
    """Raises ModelError where an address cannot be that of a server, or holds a password."""
    parts = urlsplit(place)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ModelError(
            f"SIGHTLINE_MODEL is {place!r}, which is neither an address nor a GGUF file: "
            "give a base address such as http://127.0.0.1:11434/v1, or the path of a model."
        )
    if parts.username or parts.password:
        raise ModelError("SIGHTLINE_MODEL holds a name or password: put the key in SIGHTLINE_MODEL_KEY instead.")


def client_of(settings: ModelSettings, wires: _Wires) -> "OpenAI":
    """The client that speaks to the server."""
    import httpx
    from openai import OpenAI

    timeout = httpx.Timeout(settings.timeout, connect=min(CONNECT_SECONDS, settings.timeout))
    http = httpx.Client(
        timeout=timeout,
        follow_redirects=False,
        trust_env=not is_near(settings.place),
        event_hooks={"response": [wires.note]},
    )
    return OpenAI(
        api_key=settings.key or "none",
        base_url=settings.place,
        organization="",
        project="",
        max_retries=RETRIES,
        timeout=timeout,
        http_client=http,
    )


def is_near(place: str) -> bool:
    """Whether an address is of this machine or its network.

    >>> is_near("http://localhost:1234/v1"), is_near("http://192.168.1.5:8000/v1"), is_near("https://models.example/v1")
    (True, True, False)
    """
    host = urlsplit(place).hostname or ""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local")) or "." not in host


def offered_models(settings: ModelSettings) -> list[Offered]:
    """The models that a server lists.

    Raises:
        ModelError: it does not answer.
    """
    import httpx
    from openai import OpenAIError

    try:
        listed = client_of(settings, _Wires()).models.list()
        return [Offered(model.id, _context_of(model.model_extra or {})) for model in listed]
    except (OpenAIError, httpx.HTTPError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"The model server at {settings.place} did not answer: {why(error)}.") from error


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
    names = ", ".join(one.name for one in offered[:10]) or "none"
    raise ModelError(
        f"The server at {settings.place} has {len(offered)} models ({names}): choose one with SIGHTLINE_MODEL_NAME."
    )


def _context_of(extra: dict[str, Any]) -> int:
    """What a server says of a model's context: vLLM's `max_model_len`, or llama.cpp's `meta`."""
    meta = extra.get("meta")
    said = extra.get("max_model_len") or (isinstance(meta, dict) and meta.get("n_ctx"))
    return said if isinstance(said, int) and said > 0 else 0
