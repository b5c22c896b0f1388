"""The whole way from lists to a published library: each step by name."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from lxml.etree import LxmlError

from index.build import Content, write_library
from index.encoder import Encoder
from index.errors import LibraryError
from index.records import Chunk, Document, Source, SourceEntry, SourceState
from index.snapshot import writing
from ingest.archive import Archives, PageArchive, open_archives
from ingest.chunk import chunk_document
from ingest.extract import Extracted, extract
from ingest.fetch import Fetched, Offline, PageProvider, fetch
from ingest.landing import with_directives
from ingest.load_list import LoadedLists, load_lists
from ingest.network import Network
from ingest.notes import curators_notes, starter_notes
from ingest.page import Page, PageUnavailable
from ingest.progress import Progress
from ingest.reading_list import SkippedLink, Topic

HOSTS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run of `ingest` is asked to do."""

    library: Path
    lists: tuple[str, ...] = ()
    archives: tuple[Path, ...] = ()
    offline: bool = False
    notes: bool = True
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """How a run went."""

    list_title: str
    entries: tuple[SourceEntry, ...]
    gaps: tuple[Topic, ...]
    skipped: tuple[SkippedLink, ...]
    warnings: tuple[str, ...]
    snapshot: str
    seconds: float


@dataclass(frozen=True, slots=True)
class _Extraction:
    """A source with what its page held, or why it held nothing."""

    source: Source
    fetched: Fetched
    extracted: Extracted | SourceState


@dataclass(frozen=True, slots=True)
class _Read:
    """A source with what was made of it."""

    entry: SourceEntry
    document: Document | None = None
    chunks: tuple[Chunk, ...] = ()


def ingest(plan: Plan, encoder: Encoder, progress: Progress, network: PageProvider | None = None) -> Report:
    """Builds and publishes a library. `network` replaces the real one in tests.

    Raises:
        SightlineError: nothing could be done; the library is as it was.
    """
    started = time.monotonic()
    archives = open_archives(plan.archives)
    kept = PageArchive(plan.library / "archive")
    with _pages(plan, network) as pages, writing(plan.library):
        lists = _load(plan, archives, pages, kept)
        fetched = _fetch_all(lists.sources, archives, pages, kept, progress)
        made = _read_all(fetched, lists, encoder, progress, notes=plan.notes)
        _require_text(made, plan)
        snapshot = _write(plan, lists, made, encoder, progress)
    entries = tuple(one.entry for one in made)
    return Report(
        lists.title,
        entries,
        tuple(lists.gaps),
        tuple(lists.skipped),
        tuple(archives.warnings),
        snapshot,
        time.monotonic() - started,
    )


@contextmanager
def _pages(plan: Plan, network: PageProvider | None) -> Iterator[PageProvider]:
    if network is not None or plan.offline:
        yield network if network is not None and not plan.offline else Offline()
        return
    with Network(allow_private=plan.allow_private) as live:
        yield live


def _load(plan: Plan, archives: Archives, pages: PageProvider, kept: PageArchive) -> LoadedLists:
    def get_source(source: Source) -> Page:
        fetched = fetch(source, archives, pages, kept)
        if fetched.page is None:
            raise PageUnavailable(fetched.status, fetched.reason)
        return fetched.page

    return load_lists(plan.lists, lambda address: archives.get(address) or pages.get(address), get_source)


def _fetch_all(
    sources: Sequence[Source], archives: Archives, pages: PageProvider, kept: PageArchive, progress: Progress
) -> list[tuple[Source, Fetched]]:
    with progress.stage("Fetching", len(sources)) as advance, ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:

        def fetch_one(source: Source) -> tuple[Source, Fetched]:
            fetched = fetch(source, archives, pages, kept)
            advance(source.title)
            return source, fetched

        return list(pool.map(fetch_one, sources))


def _read_all(
    fetched: Sequence[tuple[Source, Fetched]], lists: LoadedLists, encoder: Encoder, progress: Progress, *, notes: bool
) -> list[_Read]:
    """Every source extracted and chunked; with the starter notes and the curator's own words at the end."""
    own = [(source, Fetched(page, "ok")) for source, page in starter_notes()] if notes else []
    curated = [note for one in lists.lists if notes and (note := curators_notes(one))]
    extracted: list[_Extraction] = []
    with progress.stage("Reading", len(fetched) + len(own)) as advance:
        for source, result in (*fetched, *own):
            extracted.append(_Extraction(source, result, _extract(source, result)))
            advance(source.title)
    extracted += [
        _Extraction(source, Fetched(None, "ok"), Extracted(document, "note", "")) for source, document in curated
    ]
    return [_chunk(one, encoder) for one in _with_titles_of_their_own(extracted)]


def _extract(source: Source, fetched: Fetched) -> Extracted | SourceState:
    """What a page holds, or why it holds nothing."""
    if fetched.page is None:
        return SourceState(fetched.status, fetched.reason, source.kind)
    try:
        return extract(fetched.page, source)
    except PageUnavailable as failure:
        return SourceState(failure.status, failure.reason, source.kind, fetched.page.fetched_at, fetched.page.final_url)
    except (LxmlError, ValueError, RecursionError) as error:
        reason = f"the page's markup cannot be read ({type(error).__name__}): report it with the page"
        return SourceState("error", reason, source.kind, fetched.page.fetched_at, fetched.page.final_url)


def _with_titles_of_their_own(extractions: Sequence[_Extraction]) -> Iterator[_Extraction]:
    """Pages that all bear their site's name get the title that the list gives each."""
    titles = Counter(one.extracted.document.title for one in extractions if isinstance(one.extracted, Extracted))
    for one in extractions:
        if isinstance(one.extracted, Extracted) and titles[one.extracted.document.title] > 1:
            document = replace(one.extracted.document, title=one.source.title)
            yield replace(one, extracted=replace(one.extracted, document=document))
        else:
            yield one


def _chunk(extraction: _Extraction, encoder: Encoder) -> _Read:
    source, fetched, extracted = extraction.source, extraction.fetched, extraction.extracted
    if isinstance(extracted, SourceState):
        return _Read(SourceEntry(source, extracted))
    document, page = extracted.document, fetched.page
    chunks = with_directives(
        chunk_document(document, source, encoder.count_tokens, room=encoder.room), extracted.seen_text
    )
    state = SourceState(
        status=fetched.status,
        reason=fetched.reason or "; ".join(document.warnings),
        kind=extracted.kind,
        fetched_at=page.fetched_at if page else "",
        final_url=page.final_url if page else source.url,
        words=len(document.text.split()),
        formulas=_formulas(document),
        figures=len(document.figures),
        chunks=len(chunks),
    )
    return _Read(SourceEntry(source, state), document, tuple(chunks))


def _formulas(document: Document) -> int:
    display = sum(block.kind == "formula" for block in document.blocks)
    prose = "\n\n".join(
        document.text[block.start : block.end] for block in document.blocks if block.kind not in ("formula", "code")
    )
    return display + prose.count("$") // 2


def _require_text(made: Sequence[_Read], plan: Plan) -> None:
    if not any(one.chunks for one in made):
        reasons = next((one.entry.state.reason for one in made if one.entry.state.reason), "no source has text")
        raise LibraryError(
            f"No page of the list could be read ({reasons}): the library in {plan.library} is as it was; "
            "see --archive and --no-notes."
        )


def _write(plan: Plan, lists: LoadedLists, made: Sequence[_Read], encoder: Encoder, progress: Progress) -> str:
    chunks = _distinct([chunk for one in made for chunk in one.chunks])
    documents = [one.document for one in made if one.document is not None]
    content = Content(lists.address, lists.title, [one.entry for one in made], documents, chunks)
    with progress.stage("Encoding", len(chunks)) as advance:
        return write_library(
            plan.library, content, encoder, on_progress=lambda done, todo: advance("", done=done, total=todo)
        )


def _distinct(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Chunks with ids that differ, whatever two sources may share."""
    seen: dict[str, int] = {}
    distinct = []
    for chunk in chunks:
        again = seen[chunk.id] = seen.get(chunk.id, 0) + 1
        distinct.append(chunk if again == 1 else replace(chunk, id=f"{chunk.id}-{again}"))
    return distinct
