"""What the library before already holds, so that an unchanged page is not read again."""

from dataclasses import dataclass, replace
from pathlib import Path

from index.build import Content
from index.encoder import Encoder
from index.errors import LibraryError
from index.library import Library, open_library
from index.records import Chunk, Document, Source, SourceEntry, SourceState, content_id
from ingest.page import Page
from ingest.parse import parser_version


@dataclass(frozen=True, slots=True)
class Known:
    """A source of the library before, with the document and chunks that its page was made into, if any."""

    state: SourceState
    document: Document | None
    chunks: tuple[Chunk, ...]


class Earlier:
    """The current snapshot of a library; empty where there is none that can serve. May be asked from any thread."""

    def __init__(self, library: Library | None) -> None:
        self._library = library
        self._states = {entry.source.id: entry.state for entry in library.entries()} if library else {}

    @classmethod
    def open(cls, root: Path) -> "Earlier":
        try:
            return cls(open_library(root))
        except LibraryError:
            return cls(None)

    @property
    def snapshot(self) -> str:
        """Its id; empty where there is none."""
        return self._library.snapshot if self._library else ""

    def holds(self, content: Content, encoder: Encoder) -> bool:
        """Whether it is what would be written: the same sources, pages and findings, at most looked at again."""
        if self._library is None:
            return False
        manifest = self._library.manifest
        if manifest.encoder != encoder.description or manifest.chunks != len(content.chunks):
            return False
        if (manifest.list_address, manifest.list_title) != (content.list_address, content.list_title):
            return False
        if self._library.findings() != content.findings:
            return False
        return [_settled(one) for one in self._library.entries()] == [_settled(one) for one in content.entries]

    def find(self, source: Source, content: str) -> Known | None:
        """What a page of this content was made into."""
        state = self._states.get(source.id)
        if self._library is None or state is None or state.content != content:
            return None
        rows = sorted(self._library.rows_of([source.id]))
        return Known(state, self._library.document(source.id), tuple(self._library.chunks(rows).values()))


def _settled(entry: SourceEntry) -> SourceEntry:
    """An entry without what differs between two looks at the same page."""
    status = "ok" if entry.state.status == "unchanged" else entry.state.status
    return replace(entry, state=replace(entry.state, status=status, fetched_at=""))


def content_of(page: Page, source: Source, encoder: Encoder) -> str:
    """An id of all that a document and its chunks are made of: the page, what the list says of it, and our code."""
    pages = [page, *([page.about] if page.about else [])]
    return _content(
        [part for one in pages for part in (one.url, one.final_url, one.content_type, one.body_id)], source, encoder
    )


def content_of_words(document: Document, source: Source, encoder: Encoder) -> str:
    """The same for a document that was made without a page."""
    return _content([document.text, repr(document.sections)], source, encoder)


def _content(parts: list[str], source: Source, encoder: Encoder) -> str:
    made_with = encoder.description
    cutting = f"{made_with.tokenizer_sha256} {made_with.max_tokens} {made_with.document_prompt}"
    return content_id(parser_version(), cutting, source.url, source.title, source.kind, *parts)
