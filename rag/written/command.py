"""`sightline models`: what is configured, and whether it answers."""

import json
from dataclasses import asdict

from index.printable import printable, printable_json
from rag.waiting import Waiting
from rag.written.configured import model_status, where
from settings import Settings

NONE = """\
No language model is configured: answers are quotes, and nothing leaves this machine.
Set SIGHTLINE_MODEL to the address of an OpenAI-compatible server (http://127.0.0.1:11434/v1 for Ollama) or to a GGUF \
file."""


def models(settings: Settings, *, as_json: bool) -> bool:
    """Prints the configured model, never the key; returns False where one is configured and does not answer."""
    if not settings.model:
        print(json.dumps({"configured": False}) if as_json else NONE)
        return True
    with Waiting("Asking the model"):
        status = model_status(settings.model)
    if as_json:
        print(printable_json({"configured": True, **asdict(status), "inference": settings.nli}))
        return status.answers
    lines = [
        f"Model    {status.name or 'not known'}",
        f"Place    {status.place}",
        f"Key      {'set' if status.has_key else 'none'}",
        f"Context  {status.context or 'not known'}" + (" tokens" if status.context else ""),
        f"Check    {settings.nli or 'by words, numbers, names and meaning'}",
        f"Answers  {'yes' if status.answers else 'no: ' + status.reason}",
        where(settings.model),
    ]
    print(printable("\n".join(lines)))
    return status.answers
