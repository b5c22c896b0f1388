"""A GGUF file run by llama.cpp on this machine (xllamacpp), in a process of its own that ends with ours.

It listens on loopback and takes a key that is made for it alone, so that no page in a browser can ask it anything. A
file that makes llama.cpp crash costs that process and no other.
"""

import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from index.errors import ModelError
from rag.written.model import LlamaIndexModel
from rag.written.server import CONTEXT, server_model
from settings import ModelSettings, path_of

MAGIC = b"GGUF"


@dataclass(frozen=True)
class LocalServer:
    """A running llama.cpp."""

    process: "subprocess.Popen[str]"
    address: str
    key: str

    def count_tokens(self, text: str) -> int:
        """Tokens of a text by the model's own tokenizer.

        Raises:
            ModelError: the server is gone.
        """
        import httpx

        try:
            answer = httpx.post(
                f"{self.address}/tokenize",
                json={"content": text},
                headers={"Authorization": f"Bearer {self.key}"},
                timeout=30,
                trust_env=False,
            )
            return len(answer.raise_for_status().json()["tokens"])
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise ModelError("The local model's process has ended: ask again to start it anew.") from error


def local_model(settings: ModelSettings) -> LlamaIndexModel:
    """The model of a GGUF file, in a process started for it.

    Raises:
        ModelError: llama.cpp is not installed, or the file is no model that it can run.
    """
    path, context = path_of(settings.place), settings.context or CONTEXT
    _check(path)
    server = _start(path, context, settings.timeout)
    spoken = replace(settings, place=f"{server.address}/v1", key=server.key, name=path.name, context=context)
    return replace(server_model(spoken), name=f"{path.name} on this machine", counter=server.count_tokens)


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            is_model = file.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise ModelError(
            f"The model {path} cannot be read ({error.strerror}): set SIGHTLINE_MODEL to the path of a GGUF file."
        ) from error
    if not is_model:
        raise ModelError(f"The file {path} is no GGUF model: set SIGHTLINE_MODEL to the path of one.")
    if find_spec("xllamacpp") is None:
        raise ModelError("A GGUF file needs llama.cpp, which is not installed: pip install xllamacpp.")


def _start(path: Path, context: int, timeout: float) -> LocalServer:
    """Starts llama.cpp; it ends with its standard input, which ends when this process does, in whatever way."""
    key = secrets.token_urlsafe(24)
    process = subprocess.Popen(
        [sys.executable, "-m", "rag.written.llama_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
        text=True,
    )
    weakref.finalize(process, _end, process.pid)
    is_late = threading.Event()
    watch = threading.Timer(timeout, _give_up, (process, is_late))
    watch.start()
    address = _address(process, {"path": str(path.resolve()), "context": context, "key": key})
    watch.cancel()
    if is_late.is_set():
        raise ModelError(
            f"The model {path} is not ready after {timeout:g} seconds: raise SIGHTLINE_MODEL_TIMEOUT, or take a "
            "smaller model."
        )
    if not address.startswith("http://127.0.0.1:"):
        process.kill()
        raise ModelError(
            f"llama.cpp cannot run {path} with a context of {context} tokens: "
            "see whether the file is whole, or lower SIGHTLINE_MODEL_CONTEXT."
        )
    return LocalServer(process, address, key)


def _give_up(process: "subprocess.Popen[str]", is_late: threading.Event) -> None:
    """Ends a process that is waited for, which ends the waiting."""
    is_late.set()
    process.kill()


def _address(process: "subprocess.Popen[str]", what: dict[str, object]) -> str:
    """Tells the process what to run; returns where it listens, or nothing where it cannot."""
    if process.stdin is None or process.stdout is None:
        return ""
    with suppress(BrokenPipeError):
        process.stdin.write(json.dumps(what) + "\n")
        process.stdin.flush()
    return process.stdout.readline().strip()


def _end(process_id: int) -> None:
    """Ends the process when nobody holds it any more, and when we end."""
    with suppress(ProcessLookupError):
        os.kill(process_id, signal.SIGTERM)
