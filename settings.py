"""Settings, read once from the environment at the entry points and passed inward as plain values."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from index.errors import ModelError, SightlineError
from index.export import BUNDLED_MODEL

MODEL_TIMEOUT = 120.0


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which language model writes, and where it is."""

    place: str = ""
    """SIGHTLINE_MODEL: the base address of an OpenAI-compatible server, or the path of a GGUF file; empty for none."""
    name: str = ""
    """SIGHTLINE_MODEL_NAME: which of the server's models; may be left out where it has one."""
    key: str = field(default="", repr=False)
    """SIGHTLINE_MODEL_KEY, or the content of the file SIGHTLINE_MODEL_KEY_FILE."""
    context: int = 0
    """SIGHTLINE_MODEL_CONTEXT: tokens it can read and write at once; 0 where the server is to be asked."""
    timeout: float = MODEL_TIMEOUT
    """SIGHTLINE_MODEL_TIMEOUT: seconds of silence after which it is given up."""

    def __bool__(self) -> bool:
        """Whether a model is configured."""
        return bool(self.place)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set; `docs/settings.md` explains each."""

    library: Path
    """SIGHTLINE_LIBRARY: where the library is."""
    encoder: str
    """SIGHTLINE_ENCODER: a sentence-transformers model with a fast tokenizer, by name or local path."""
    reranker: str
    """SIGHTLINE_RERANKER: a sentence-transformers cross-encoder, by name or local path; none where empty."""
    cache: Path
    """SIGHTLINE_CACHE: where exported encoders are kept."""
    contact: str = ""
    """SIGHTLINE_CONTACT: a mail or web address that sites may write to, sent with every request."""
    model: ModelSettings = ModelSettings()
    """The language model for written answers."""
    nli: str = ""
    """SIGHTLINE_NLI: a sentence-transformers cross-encoder with entailment labels; none where empty."""

    def environment(self) -> dict[str, str]:
        """The variables of which `read_settings` makes these settings again, in this process or one that it starts.

        The model's key is not among them: it stays where it was found, in the environment or in a file.
        """
        return {
            "SIGHTLINE_LIBRARY": str(self.library),
            "SIGHTLINE_ENCODER": self.encoder,
            "SIGHTLINE_RERANKER": self.reranker,
            "SIGHTLINE_CACHE": str(self.cache),
            "SIGHTLINE_CONTACT": self.contact,
            "SIGHTLINE_NLI": self.nli,
            "SIGHTLINE_MODEL": self.model.place,
            "SIGHTLINE_MODEL_NAME": self.model.name,
            "SIGHTLINE_MODEL_CONTEXT": str(self.model.context or ""),
            "SIGHTLINE_MODEL_TIMEOUT": str(self.model.timeout),
        }


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment; what is unset or empty has its default."""
    return Settings(
        library=path_of(environment.get("SIGHTLINE_LIBRARY") or user_data_path("sightline")),
        encoder=_model_of(environment, "SIGHTLINE_ENCODER") or BUNDLED_MODEL,
        reranker=_model_of(environment, "SIGHTLINE_RERANKER"),
        cache=path_of(environment.get("SIGHTLINE_CACHE") or user_cache_path("sightline")),
        contact=environment.get("SIGHTLINE_CONTACT") or "",
        model=_read_model(environment),
        nli=_model_of(environment, "SIGHTLINE_NLI"),
    )


def names_library(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether an environment says where the library is, as opposed to leaving it in its default place."""
    return bool(environment.get("SIGHTLINE_LIBRARY"))


def path_of(text: str | Path) -> Path:
    """The path that a person wrote, who may begin it with `~` for a home folder.

    Raises:
        SightlineError: it is the home folder of nobody.
    """
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise SightlineError(
            f"The path {text} begins with the home folder of a user whom this system does not know: write it out."
        ) from error


def _model_of(environment: Mapping[str, str], name: str) -> str:
    """The path or hub name of a model; only the path may begin with a home folder."""
    text = environment.get(name, "").strip()
    return str(path_of(text)) if text.startswith("~") else text


def _read_model(environment: Mapping[str, str]) -> ModelSettings:
    return ModelSettings(
        place=environment.get("SIGHTLINE_MODEL", "").strip(),
        name=environment.get("SIGHTLINE_MODEL_NAME", "").strip(),
        key=_read_key(environment),
        context=int(_number(environment, "SIGHTLINE_MODEL_CONTEXT", 0)),
        timeout=_number(environment, "SIGHTLINE_MODEL_TIMEOUT", MODEL_TIMEOUT),
    )


def _read_key(environment: Mapping[str, str]) -> str:
    """The key itself, or the content of the file that holds it; without a model nobody needs one."""
    path = environment.get("SIGHTLINE_MODEL_KEY_FILE", "")
    if environment.get("SIGHTLINE_MODEL_KEY") or not path or not environment.get("SIGHTLINE_MODEL"):
        return environment.get("SIGHTLINE_MODEL_KEY", "").strip()
    try:
        key = path_of(path).read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(
            f"The key file {path} cannot be read ({type(error).__name__}): "
            "set SIGHTLINE_MODEL_KEY_FILE to a text file that holds nothing but the key."
        ) from error
    if not (key.isascii() and key.isprintable()):
        raise ModelError(
            f"The key file {path} holds more than a line, or characters that no key has: "
            "set SIGHTLINE_MODEL_KEY_FILE to a text file that holds nothing but the key."
        )
    return key


def _number(environment: Mapping[str, str], name: str, default: float) -> float:
    text = environment.get(name, "").strip()
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e9:
        raise ModelError(f"{name} is {text!r}, which is not a number above 0: give one, or leave it unset.")
    return value
