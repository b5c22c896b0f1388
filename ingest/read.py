"""A source -> what was made of it: its page fetched, and read in a worker unless the library before has it already.

A page that cannot be read never takes the place of one that can: the archive keeps the last good page of every source.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from index.encoder import Encoder
from index.errors import ArchiveError
from index.records import Chunk, Document, Source, SourceEntry, SourceState
from ingest.advice import with_advice
from ingest.archive import PageArchive
from ingest.earlier import Earlier, Known, content_of, content_of_words
from ingest.extracted import Extracted, Unread
from ingest.fetch import Access, Fetched, added_by_hand, fetch, instead
from ingest.page import Page
from ingest.parse import cut, parse_page
from ingest.worker import WorkerFailed, Workers


@dataclass(frozen=True, slots=True)
class Reading:
    """A source with what its page holds: read anew, known from the library before, or nothing."""

    source: Source
    state: SourceState
    """Without the counts of what is read anew."""
    fresh: Extracted | None = None
    known: Known | None = None

    @property
    def page_title(self) -> str | None:
        """The title that the page gives itself; None where there is no document."""
        if self.fresh:
            return self.fresh.document.title
        return self.state.page_title if self.known and self.known.document else None


@dataclass(frozen=True, slots=True)
class Made:
    """A source as it goes into the library."""

    entry: SourceEntry
    document: Document | None = None
    chunks: tuple[Chunk, ...] = ()


class Reader:
    """Reads sources; safe to use from several threads."""

    def __init__(
        self, access: Access, archive: PageArchive, earlier: Earlier, encoder: Encoder, workers: Workers
    ) -> None:
        self._access = access
        self._archive = archive
        self._earlier = earlier
        self._encoder = encoder
        self._workers = workers
        self._lock = Lock()
        self.extracted = 0
        """Pages that were read anew."""

    def read(self, source: Source) -> Reading:
        """The page of a source, kept if it is good; else the page kept before.

        Raises:
            LibraryError: the page cannot be kept.
        """
        reading = self._read(source)
        return replace(reading, state=replace(reading.state, reason=with_advice(reading.state)))

    def _read(self, source: Source) -> Reading:
        kept, damage = self._kept(source)
        fetched = fetch(source, self._access, kept)
        reading = self._reading(source, fetched)
        if fetched.page and _is_good(reading):
            if _differ(fetched.page, kept):
                self._archive.keep(source, fetched.page)
            return reading
        if kept and fetched.page != kept:
            failure = Fetched(None, reading.state.status, reading.state.reason)
            return self._reading(source, instead(failure, kept))
        return replace(reading, state=replace(reading.state, reason=reading.state.reason + damage))

    def read_saved(self, source: Source, page: Page) -> Reading:
        """A page that a person saved; not kept yet."""
        return self._reading(source, Fetched(page, "kept", added_by_hand(page)))

    def read_own(self, source: Source, page: Page) -> Reading:
        """A page of ours, which needs neither fetching nor a worker."""
        content = content_of(page, source, self._encoder)
        state = _state(Fetched(page, "ok"), source, content)
        if known := self._earlier.find(source, content):
            return _as_known(source, state, known)
        return self._parsed(source, state, parse_page(page, source))

    def own_words(self, source: Source, document: Document) -> Reading:
        """A document that was made without a page."""
        content = content_of_words(document, source, self._encoder)
        state = replace(_state(Fetched(None, "ok"), source, content), page_title=document.title)
        if known := self._earlier.find(source, content):
            return _as_known(source, state, known)
        return Reading(source, state, fresh=Extracted(document, "note", ""))

    def with_titles_of_their_own(self, readings: Sequence[Reading]) -> Iterator[tuple[Reading, str]]:
        """Each reading with its title: pages that all bear their site's name get the one that the list gives each."""
        titles = Counter(title for one in readings if (title := one.page_title) is not None)
        for one in readings:
            own = one.page_title or ""
            title = one.source.title if titles[own] > 1 else own
            if one.known and one.known.document and one.known.document.title != title:
                one = self._again(one)
            yield one, title

    def cut(self, reading: Reading, title: str) -> Made:
        """The document under its title, in chunks."""
        source, state, known = reading.source, reading.state, reading.known
        if known:
            return Made(SourceEntry(source, state), known.document, known.chunks)
        if reading.fresh is None:
            return Made(SourceEntry(source, state))
        try:
            document, chunks = self._workers.call(cut, reading.fresh, source, title, self._encoder.counter)
        except WorkerFailed as failure:
            return Made(SourceEntry(source, replace(state, status="error", reason=_crashed(failure))))
        counted = _counted(state, document, len(chunks))
        return Made(SourceEntry(source, counted), document, tuple(chunks))

    def _kept(self, source: Source) -> tuple[Page | None, str]:
        try:
            return self._archive.read(source), ""
        except ArchiveError as error:
            return None, f"; {error}"

    def _reading(self, source: Source, fetched: Fetched) -> Reading:
        if fetched.page is None:
            return Reading(source, SourceState(fetched.status, fetched.reason, source.kind))
        content = content_of(fetched.page, source, self._encoder)
        state = _state(fetched, source, content)
        if known := self._earlier.find(source, content):
            return _as_known(source, state, known)
        return self._parsed(source, state, self._parse(fetched.page, source))

    def _parse(self, page: Page, source: Source) -> Extracted | Unread:
        with self._lock:
            self.extracted += 1
        try:
            return self._workers.call(parse_page, page, source)
        except WorkerFailed as failure:
            return Unread("error", _crashed(failure))

    def _parsed(self, source: Source, state: SourceState, found: Extracted | Unread) -> Reading:
        if isinstance(found, Unread):
            return Reading(source, replace(state, status=found.status, reason=found.reason, kind=source.kind))
        reason = state.reason or "; ".join(found.document.warnings)
        state = replace(state, reason=reason, kind=found.kind, page_title=found.document.title)
        return Reading(source, state, fresh=found)

    def _again(self, reading: Reading) -> Reading:
        """What is known under another title, read anew; as it is where its page is not kept."""
        page, _ = self._kept(reading.source)
        if page is None:
            return reading
        found = self._parse(page, reading.source)
        return reading if isinstance(found, Unread) else self._parsed(reading.source, reading.state, found)


def _is_good(reading: Reading) -> bool:
    return reading.fresh is not None or bool(reading.known and reading.known.document)


def _differ(page: Page, kept: Page | None) -> bool:
    """Whether a page is to be written over the one kept."""
    if kept is None or (page.body, page.fetched_at[:19]) != (kept.body, kept.fetched_at[:19]):
        return True
    return (page.final_url, page.moved_to, page.origin) != (kept.final_url, kept.moved_to, kept.origin)


def _state(fetched: Fetched, source: Source, content: str) -> SourceState:
    page = fetched.page
    return SourceState(
        fetched.status,
        fetched.reason,
        source.kind,
        page.fetched_at if page else "",
        page.final_url if page else source.url,
        moved_to=page.moved_to if page else "",
        content=content,
    )


def _as_known(source: Source, state: SourceState, known: Known) -> Reading:
    """A page that the library before has read: what it held, under the status of today."""
    before = known.state
    if known.document is None:  # as little to read in it as before
        return Reading(
            source, replace(state, status=before.status, reason=before.reason, kind=before.kind), known=known
        )
    counted = replace(
        state,
        reason=state.reason or "; ".join(known.document.warnings),
        kind=before.kind,
        words=before.words,
        formulas=before.formulas,
        figures=before.figures,
        chunks=before.chunks,
        page_title=before.page_title,
    )
    return Reading(source, counted, known=known)


def _counted(state: SourceState, document: Document, chunks: int) -> SourceState:
    words, figures = len(document.text.split()), len(document.figures)
    return replace(state, words=words, formulas=_formulas(document), figures=figures, chunks=chunks)


def _formulas(document: Document) -> int:
    display = sum(block.kind == "formula" for block in document.blocks)
    prose = "\n\n".join(
        document.text[block.start : block.end] for block in document.blocks if block.kind not in ("formula", "code")
    )
    return display + prose.count("$") // 2


def _crashed(failure: WorkerFailed) -> str:
    return f"the page cannot be read: {failure}"
