"""What reading a page gives: its document, or why there is none."""

from dataclasses import dataclass

from index.records import Document, Kind, Status


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document, what kind of page it came from, and the page's text as a browser shows it."""

    document: Document
    kind: Kind
    seen_text: str
    """In the lines of `ingest.html.searched`; empty where a browser cannot be made to land on a sentence (PDF)."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A page without a document, and why."""

    status: Status
    reason: str
