"""A page as it was served, and why there is none."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from index.records import Status

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Answers that lead elsewhere (RFC 9110)."""
PERMANENT = frozenset({301, 308})
"""Those of them after which the old address is not to be used again."""
MAX_REDIRECTS = 5
MAX_BYTES = 20 * 1024 * 1024
"""Of a page after decompression."""
Origin = Literal["site", "person", "wayback"]
"""The site itself; a person, who saved the page in a browser; or the Internet Archive."""


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one response."""

    url: str
    """The address asked for."""
    final_url: str
    """The address that answered, after redirects."""
    content_type: str
    """The header as sent, or empty."""
    body: bytes
    fetched_at: str
    """UTC, ISO 8601: when it was last known to be so."""
    headers: tuple[tuple[str, str], ...] = ()
    moved_to: str = ""
    """The new address, where a permanent redirect named one."""
    about: "Page | None" = None
    """The page that describes this one: the abstract page of a paper."""
    origin: Origin = "site"
    """Where the bytes are from."""

    @property
    def body_id(self) -> str:
        """The hash of the body."""
        return sha256(self.body).hexdigest()

    @property
    def charset(self) -> str | None:
        """The charset the header names, or None."""
        for parameter in self.content_type.split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset" and value.strip():
                return value.strip().strip("\"'").lower()
        return None

    @property
    def media_type(self) -> str:
        """The header's type in lower case, without parameters."""
        return self.content_type.split(";")[0].strip().lower()


class PageUnavailable(Exception):
    """A source has no page: with the status and the reason that the report shows."""

    def __init__(self, status: Status, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
