"""A model that a setting names by its folder: what is wrong with it, in words of ours.

The libraries that load a model take a path that leads nowhere for a name of the hub, and what they say of a damaged
file names neither the file nor the setting.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from pathlib import Path
from pickle import UnpicklingError

from index.errors import EncoderError, reason_of

_DESCRIPTIONS = ("config.json", "modules.json")
"""Files of which every model has one, whichever library wrote it."""
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")


def check_place(name: str, setting: str) -> None:
    """Looks whether a model can be there, where its name can be a path; what only a hub may have is left alone.

    Raises:
        EncoderError: it is not there, cannot be read, or is no model.
    """
    try:
        wrong = _wrong_at(name)
    except OSError as error:
        raise _unread(name, setting, error) from error
    if wrong:
        raise EncoderError(f"The model {name!r} {wrong}: {_way_out(setting)}.")


def not_loaded(name: str, setting: str, error: Exception) -> EncoderError:
    """What to tell where a library could not load a model."""
    folder = Path(name)
    if not folder.is_dir():
        return EncoderError(
            f"The model {name!r} is no folder here, and under this name no hub gave one ({type(error).__name__}): see "
            f"that the name is right, the network there and HF_HUB_OFFLINE unset, or {_way_out(setting)}."
        )
    try:
        wrong = _damage(folder) or f"cannot be loaded by sentence-transformers ({type(error).__name__})"
    except OSError as unread:
        return _unread(name, setting, unread)
    return EncoderError(f"The model {name!r} {wrong}: copy it there anew, or {_way_out(setting)}.")


@contextmanager
def quietly() -> Iterator[None]:
    """Has the libraries, which must be imported by now, say nothing while they load a model: what matters is raised."""
    logger = logging.getLogger("transformers")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with redirect_stderr(StringIO()):
            yield
    finally:
        logger.setLevel(level)


def failures() -> tuple[type[Exception], ...]:
    """Errors by which sentence-transformers, and what it stands on, fail to load a model."""
    from huggingface_hub.errors import StrictDataclassError
    from safetensors import SafetensorError

    of_values = (ValueError, KeyError, TypeError, AttributeError, EOFError, UnpicklingError, StrictDataclassError)
    return (OSError, ImportError, RuntimeError, SafetensorError, *of_values)


def _unread(name: str, setting: str, error: OSError) -> EncoderError:
    return EncoderError(f"The model {name!r} cannot be read ({reason_of(error)}): make it so, or {_way_out(setting)}.")


def _way_out(setting: str) -> str:
    return f"set {setting} to another folder or hub name of a sentence-transformers model, or leave it unset"


def _wrong_at(name: str) -> str:
    """What is wrong at a path; empty where a model may be there, or nothing is and a hub may have it.

    >>> _wrong_at("./no/such"), _wrong_at("some-owner/some-model")
    ('is not there', '')
    """
    path = Path(name)
    if not path.exists():
        return "is not there" if name.startswith((".", "~", "/")) or name.count("/") > 1 else ""
    if not path.is_dir():
        return "is a file and not the folder of a model"
    names = {one.name for one in path.iterdir()}
    return "" if names.intersection(_DESCRIPTIONS) else f"is a folder that holds no model (no {_DESCRIPTIONS[0]})"


def _damage(folder: Path) -> str:
    """Which of its files is damaged, or that there are no weights; empty where nothing shows."""
    files = list(_files(folder))
    damaged = next((path for path in files if not _is_whole(path)), None)
    if damaged:
        return f"has a damaged file ({damaged.relative_to(folder)})"
    return "" if any(path.match(form) for path in files for form in _WEIGHTS) else "has no weights (model.safetensors)"


def _files(folder: Path) -> Iterator[Path]:
    """What is in a folder and in those in it; unlike `rglob`, it raises where one cannot be read."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _is_whole(path: Path) -> bool:
    """Whether a file can be what its name says, as far as that shows without loading it."""
    from safetensors import SafetensorError, safe_open

    with path.open("rb") as file:
        try:
            if path.suffix == ".json":
                json.load(file)
            elif path.suffix == ".safetensors":
                safe_open(path, framework="numpy")
            return path.suffix != ".bin" or bool(file.read(1))
        except (ValueError, SafetensorError):
            return False
