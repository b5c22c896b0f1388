"""The model that the settings name, and whether it answers."""

import threading
from dataclasses import dataclass, replace
from os.path import isfile

from index.errors import ModelError, NoModelError
from rag.assistant import Assistant
from rag.support.check import Inference, SupportCheck
from rag.written.client import host_of, shown_place
from rag.written.model import LanguageModel, Message
from rag.written.prompts import PROBE, PROBE_RULES
from rag.written.server import ServerModel, check_address
from rag.written.writer import Writer
from settings import ModelSettings, Settings, path_of

PROBE_TOKENS = 8


def open_model(settings: ModelSettings) -> LanguageModel:
    """The model of the settings, on its server, which hears nothing yet, or started here.

    Raises:
        ModelError: none is named, or it cannot be had.
    """
    if not settings:
        raise ModelError(
            "No language model is configured: set SIGHTLINE_MODEL to the address of an OpenAI-compatible server or "
            "to a GGUF file, or ask with --answerer quotes."
        )
    if is_file(settings.place):
        from rag.written.local import local_model

        return local_model(settings)
    return ServerModel(settings)


def open_writer(settings: Settings, assistant: Assistant) -> Writer:
    """The written answerer of the settings.

    Raises:
        SightlineError: the model cannot be had, as far as that shows before it is asked.
    """
    model = open_model(settings.model)
    return Writer(assistant, model, support_check(settings, assistant), key=settings.model.key)


def support_check(settings: Settings, assistant: Assistant) -> SupportCheck:
    """The check of statements, with the model for inference that the settings name.

    Raises:
        EncoderError: that model cannot be loaded.
    """
    return SupportCheck(assistant.encoder, assistant.also_called, inference_of(settings))


def inference_of(settings: Settings) -> Inference | None:
    """The model for natural language inference that the settings name, if they do.

    Raises:
        EncoderError: it cannot be loaded.
    """
    if not settings.nli:
        return None
    from index.inference import load_inference  # torch comes with it

    return load_inference(settings.nli)


def is_file(place: str) -> bool:
    """Whether the setting names a file and no server.

    >>> is_file("~/models/small.gguf"), is_file("http://127.0.0.1:11434/v1")
    (True, False)
    """
    return "://" not in place and (place.casefold().endswith(".gguf") or isfile(path_of(place)))


def where(settings: ModelSettings) -> str:
    """Where questions go, for people.

    >>> where(ModelSettings("https://models.example/v1", "large")), where(ModelSettings())
    ('Questions and the sentences found go to models.example.', 'Nothing leaves this machine.')
    """
    if not settings or is_file(settings.place):
        return "Nothing leaves this machine."
    try:
        check_address(settings)
    except ModelError:
        return "Nothing is sent, since the model that is set cannot be asked."
    host = host_of(settings.place)
    if host in ("localhost", "127.0.0.1", "::1"):
        return "Questions and the sentences found go to the model server on this machine."
    return f"Questions and the sentences found go to {host}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStatus:
    """What is configured, and whether it answers."""

    place: str
    """As it may be shown."""
    name: str
    has_key: bool
    context: int
    answers: bool
    reason: str
    """Why it does not; empty where it does."""


def _answers(model: LanguageModel) -> bool:
    """Whether a model says or thinks anything; it is left at its first sign of that."""
    reply = model.reply([Message("system", PROBE_RULES), Message("user", PROBE)], PROBE_TOKENS, threading.Event())
    try:
        return any(piece.strip() or reply.has_thought for piece in reply)
    finally:
        reply.close()


def model_status(settings: ModelSettings) -> ModelStatus:
    """Asks the configured model for one word."""
    status = ModelStatus(
        place=settings.place if is_file(settings.place) else shown_place(settings.place),
        name=settings.name,
        has_key=bool(settings.key),
        context=settings.context,
        answers=False,
        reason="",
    )
    try:
        model = open_model(settings)
        answers = _answers(model)
    except (ModelError, NoModelError) as error:
        return replace(status, reason=str(error))
    reason = "" if answers else f"The model {model.name} said nothing: try another."
    return replace(status, name=model.name, context=model.context, answers=not reason, reason=reason)
