"""The whole way from lists to a published library: each step by name."""

import time
from collections.abc import Sequence
from threading import Event

from index.build import Content, write_library
from index.encoder import Encoder
from index.errors import LibraryError
from index.snapshot import writing
from ingest.archive import PageArchive, open_archives
from ingest.earlier import Earlier
from ingest.fetch import Access, Offline, PageProvider
from ingest.findings import findings_of, to_json
from ingest.gather import gather, told_apart
from ingest.list_pages import ListPages
from ingest.load_list import LoadedLists, load_lists
from ingest.network import Network
from ingest.notes import curators_notes, starter_notes
from ingest.plan import Plan, Policy
from ingest.politeness import TIME_OVER
from ingest.progress import Progress
from ingest.read import Made, Reader
from ingest.report import Report
from ingest.resume import resumable
from ingest.worker import Workers, default_count


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
        of_lists = Access(archives, pages, Policy(plan.force, resumed_from=run.resumed_from))
        list_pages = ListPages(of_lists, archive, workers)
        lists = load_lists(plan.lists, list_pages.get_list, list_pages.get_source, list_pages.parse, plan.max_sources)
        earlier = Earlier.open(plan.library)
        access = Access(archives, pages, plan.policy(run.resumed_from), already=list_pages.fetched)
        reader = Reader(access, archive, earlier, encoder, workers)
        made = _read_all(lists, reader, progress, plan, stop)
        run.finished = not any(TIME_OVER in one.entry.state.reason for one in made)
        _require_text(made, plan)
        snapshot, encoded = _publish(plan, lists, made, earlier, encoder, progress)
    return Report(
        list_title=lists.title,
        entries=tuple(one.entry for one in made),
        gaps=tuple(lists.gaps),
        skipped=tuple(lists.skipped),
        warnings=(*archives.warnings, *list_pages.warnings, *_too_many(lists, plan)),
        snapshot=snapshot,
        seconds=time.monotonic() - started,
        extracted=reader.extracted,
        encoded=encoded,
        is_new=earlier.snapshot != snapshot,
    )


def _network(plan: Plan, stop: Event) -> Network:
    return Network(plan.politeness, contact=plan.contact, allow_private=plan.allow_private, stop=stop)


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
