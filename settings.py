"""Settings, read once from the environment at the entry points and passed inward as plain values."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from index.export import BUNDLED_MODEL


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set; `docs/settings.md` explains each."""

    library: Path
    """SIGHTLINE_LIBRARY: where the library is."""
    encoder: str
    """SIGHTLINE_ENCODER: a sentence-transformers model, by name or local path."""
    reranker: str
    """SIGHTLINE_RERANKER: a sentence-transformers cross-encoder, by name or local path; none where empty."""
    cache: Path
    """SIGHTLINE_CACHE: where exported encoders are kept."""
    contact: str = ""
    """SIGHTLINE_CONTACT: a mail or web address that sites may write to, sent with every request."""


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment; what is unset or empty has its default."""
    return Settings(
        library=Path(environment.get("SIGHTLINE_LIBRARY") or user_data_path("sightline")).expanduser(),
        encoder=environment.get("SIGHTLINE_ENCODER") or BUNDLED_MODEL,
        reranker=environment.get("SIGHTLINE_RERANKER") or "",
        cache=Path(environment.get("SIGHTLINE_CACHE") or user_cache_path("sightline")).expanduser(),
        contact=environment.get("SIGHTLINE_CONTACT") or "",
    )
