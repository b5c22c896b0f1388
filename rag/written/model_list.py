"""The models that a server lists, of which one is to be asked: the one that the settings name, or the only one."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.errors import ModelError
from rag.written.client import client_of
from rag.written.connection import Connection, bounded
from rag.written.failures import failures, why
from rag.written.retries import RETRIES, with_retries
from rag.written.secret import Secret
from rag.written.stream_thread import StreamThread
from settings import ModelSettings

LIST_SECONDS = 5.0
"""To wait for a server's list of models, which is asked for before any question."""

MAX_NAME_LETTERS = 100
"""Of a name that are shown."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A model that a server has."""

    name: str
    context: int
    """Tokens; 0 where the server does not say."""


def chosen(settings: ModelSettings, stop: threading.Event) -> Offered | None:
    """The model to ask: the one named, or the only one; None where `stop` was set before that is known.

    A server that cannot list its models is taken at our word.

    Raises:
        ModelError: the server cannot be reached, or it is not clear which of its models is meant.
    """
    if settings.name and settings.context:
        return Offered(settings.name, settings.context)
    try:
        offered = offered_models(settings, stop)
    except ModelError:
        if settings.name:
            return Offered(settings.name, 0)
        raise
    if offered is None:
        return None
    if settings.name:
        return next((one for one in offered if one.name == settings.name), Offered(settings.name, 0))
    if len(offered) == 1:
        return offered[0]
    names = ", ".join(shown_name(one.name, settings.key) for one in offered[:10]) or "none"
    raise ModelError(
        f"The server at {settings.place} has {len(offered)} models ({names}): choose one with SIGHTLINE_MODEL_NAME."
    )


def offered_models(settings: ModelSettings, stop: threading.Event) -> list[Offered] | None:
    """The models that a server lists; None where `stop` was set before they were there.

    Raises:
        ModelError: it does not answer.
    """
    server = f"The model server at {settings.place}"
    try:
        stream = StreamThread[list[Offered]](server, settings.timeout, lambda stream: _ask(settings, stream))
        return next(stream.pieces(stop), None)
    except (ValueError, RecursionError) as error:
        raise ModelError(
            f"{server} sent no list of its models: see whether the address is that of an "
            "OpenAI-compatible server, which mostly ends with /v1."
        ) from error
    except failures() as error:
        raise ModelError(f"{server} did not answer: {why(error)}.") from error


def _ask(settings: ModelSettings, stream: StreamThread[list[Offered]]) -> None:
    import httpx

    retries = 0 if settings.name else RETRIES  # a server that lists none may answer all the same
    connection = Connection(settings.timeout, lambda body: bounded(body, LIST_SECONDS))
    with client_of(settings, min(LIST_SECONDS, settings.timeout), connection.hooks) as client:
        if stream.opened(connection.abort, lambda: connection.heard_at):
            answers = with_retries(lambda: iter([client.get("/models", cast_to=httpx.Response)]), connection, retries)
            stream.put(_listed(next(answers).json()))


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


def _context_of(extra: Mapping[str, Any]) -> int:
    """What a server says of a model's context: vLLM's `max_model_len`, or llama.cpp's `meta`."""
    meta = extra.get("meta")
    said = extra.get("max_model_len") or (isinstance(meta, dict) and meta.get("n_ctx"))
    return said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else 0


def shown_name(name: str, key: str) -> str:
    """The beginning of a name that a server gave, without what would steer a terminal, and without the key.

    >>> shown_name("small" + chr(27) + "[31m", ""), shown_name("sk-ours-98765", "sk-ours-98765")
    ('small[31m', '…')
    >>> len(shown_name("m" * 1000, ""))
    100
    """
    shown = Secret(key).removed("".join(letter for letter in name[: 2 * MAX_NAME_LETTERS] if letter.isprintable()), "…")
    return shown if len(shown) <= MAX_NAME_LETTERS else f"{shown[: MAX_NAME_LETTERS - 1]}…"
