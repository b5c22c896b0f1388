"""The whole way from lists to a published library: each step by name."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event

from index.build import Content, write_library
from index.encoder import Encoder
from index.errors import ArchiveError, LibraryError, ListError
from index.records import Source
from index.snapshot import writing
from ingest.archive import PageArchive, open_archives
from ingest.earlier import Earlier
from ingest.fetch import Access, Offline, PageProvider, Policy, fetch, instead
from ingest.findings import findings_of, to_json
from ingest.gather import gather, told_apart
from ingest.load_list import LoadedLists, load_lists
from ingest.manners import TIME_OVER
from ingest.network import Network
from ingest.notes import curators_notes, starter_notes
from ingest.page import Page, PageUnavailable
from ingest.parse import parse_untrusted_list
from ingest.plan import Plan
from ingest.progress import Progress
from ingest.read import Made, Reader
from ingest.reading_list import ReadingList
from ingest.report import Report
from ingest.resume import resumable
from ingest.worker import WorkerFailed, Workers, default_count


def ingest(plan: Plan, encoder: Encoder, progress: Progress, network: PageProvider | None = None) -> Report:
    """Builds and publishes a library. `network` replaces the real one in tests.

    Raises:
        SightlineError: nothing could be done; the library is as it was.
    """
    started = time.monotonic()
    archives, archive = open_archives(plan.archives), PageArchive(plan.library / "archive")
    stop = Event()
    pages = Offline() if plan.offline else network or _network(plan, stop)
    with writing(plan.library), resumable(plan.library, force=plan.force) as run, Workers(default_count()) as workers:
        archive.tidy()
        remembering = _Remembering(pages)
        access = Access(archives, remembering, plan.policy(run.resumed_from))
        loader = _ListLoader(
            Access(archives, remembering, Policy(plan.force, resumed_from=run.resumed_from)), archive, workers
        )
        lists = load_lists(plan.lists, loader.get_list, loader.get_source, loader.parse, plan.max_sources)
        remembering.of_lists = False
        earlier = Earlier.open(plan.library)
        reader = Reader(access, archive, earlier, encoder, workers)
        made = _read_all(lists, reader, progress, plan, stop)
        run.finished = not any(TIME_OVER in one.entry.state.reason for one in made)
        _require_text(made, plan)
        snapshot, encoded = _publish(plan, lists, made, earlier, encoder, progress)
    return Report(
        lists.title,
        tuple(one.entry for one in made),
        tuple(lists.gaps),
        tuple(lists.skipped),
        (*archives.warnings, *loader.warnings, *_too_many(lists, plan)),
        snapshot,
        time.monotonic() - started,
        reader.extracted,
        encoded,
        is_new=earlier.library is None or earlier.library.snapshot != snapshot,
    )


def _network(plan: Plan, stop: Event) -> Network:
    return Network(plan.manners, contact=plan.contact, allow_private=plan.allow_private, stop=stop)


@dataclass(slots=True)
class _Remembering:
    """The pages of one run: what was fetched for a list is not fetched again for a source."""

    pages: PageProvider
    seen: dict[str, Page] = field(default_factory=dict)
    of_lists: bool = True
    """Only these are remembered: they are few."""

    def get(self, url: str, kept: Page | None = None) -> Page:
        page = self.seen.get(url) or self.pages.get(url, kept)
        if self.of_lists:
            self.seen[url] = page
        return page


@dataclass(slots=True)
class _ListLoader:
    """How lists and sub-lists are had: fetched like any page, kept like any page, parsed in a worker."""

    access: Access
    archive: PageArchive
    workers: Workers
    warnings: list[str] = field(default_factory=list)

    def get_list(self, address: str) -> Page:
        return self.get_source(Source(address, address, "markdown"))

    def get_source(self, source: Source) -> Page:
        kept = self._kept(source)
        fetched = fetch(source, self.access, kept)
        if fetched.page is not None:
            if fetched.page != kept and not source.url.startswith("file:"):
                self.archive.keep(source, fetched.page)
            return fetched.page
        if kept is None:
            raise PageUnavailable(fetched.status, fetched.reason)
        self.warnings.append(f"The list {source.url} is read from its copy: {instead(fetched, kept).reason}.")
        return kept

    def parse(self, text: str, address: str) -> ReadingList:
        try:
            found = self.workers.call(parse_untrusted_list, text, address)
        except WorkerFailed as failure:
            raise ListError(f"The list {address} cannot be read ({failure}): give another list.") from failure
        if isinstance(found, str):
            raise ListError(found)
        return found

    def _kept(self, source: Source) -> Page | None:
        try:
            return self.archive.read(source)
        except ArchiveError:
            return None


def _read_all(lists: LoadedLists, reader: Reader, progress: Progress, plan: Plan, stop: Event) -> list[Made]:
    """Every source fetched, read and cut; with the starter notes and the curator's own words at the end."""
    with progress.stage("Fetching", len(lists.sources)) as stage:
        readings = told_apart(gather(lists.sources, reader, stage, stop, max_hosts=plan.max_hosts))
    if plan.notes:
        readings += [reader.read_own(source, page) for source, page in starter_notes()]
        readings += [reader.own_words(*words) for one in lists.lists if (words := curators_notes(one))]
    with progress.stage("Reading", len(readings)) as stage:
        made = []
        for reading, title in reader.with_titles_of_their_own(readings):
            made.append(reader.cut(reading, title))
            stage.advance(title)
    return made


def _require_text(made: Sequence[Made], plan: Plan) -> None:
    if not any(one.chunks for one in made):
        reasons = next((one.entry.state.reason for one in made if one.entry.state.reason), "no source has text")
        raise LibraryError(
            f"No page of the list could be read ({reasons}): the library in {plan.library} is as it was; "
            "see --archive and --no-notes."
        )


def _publish(
    plan: Plan, lists: LoadedLists, made: Sequence[Made], earlier: Earlier, encoder: Encoder, progress: Progress
) -> tuple[str, int]:
    """The snapshot's id, and how many chunks were encoded; the one before where nothing changed."""
    chunks = [chunk for one in made for chunk in one.chunks]
    documents = [one.document for one in made if one.document is not None]
    entries = [one.entry for one in made]
    content = Content(lists.address, lists.title, entries, documents, chunks, to_json(findings_of(lists)))
    if earlier.holds(content, encoder):
        return earlier.snapshot, 0
    encoded = 0
    with progress.stage("Encoding", len(chunks)) as stage:

        def advance(done: int, total: int) -> None:
            nonlocal encoded
            encoded = total
            stage.advance("", done=done, total=total)

        return write_library(plan.library, content, encoder, on_progress=advance), encoded


def _too_many(lists: LoadedLists, plan: Plan) -> list[str]:
    if not lists.left_out:
        return []
    return [
        f"The list links {len(lists.sources) + lists.left_out} sources or more, of which the first {plan.max_sources} "
        "are read: give --max-sources for more."
    ]
