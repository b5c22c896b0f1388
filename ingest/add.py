"""`sightline ingest add`: a page that robots may not fetch and a person saved becomes the source's page."""

from pathlib import Path

from index.build import Content, write_library
from index.encoder import Encoder
from index.errors import ArchiveError, LibraryError
from index.library import Library, check_encoder, open_for_change
from index.records import Chunk, Source, SourceEntry
from ingest.archive import Archives, PageArchive
from ingest.earlier import Earlier
from ingest.fetch import Access, Offline
from ingest.read import Made, Reader
from ingest.saved import saved_page
from ingest.urls import canonical_url
from ingest.worker import Workers


def add(root: Path, url: str, path: Path, encoder: Encoder) -> SourceEntry:
    """Keeps a saved page as the page of a source, and publishes the library with it; all else stays as it was.

    Raises:
        SightlineError: there is no such source, or no such page; the library is as it was.
    """
    archive = PageArchive(root / "archive")
    with open_for_change(root) as library, Workers(1) as workers:
        check_encoder(library, encoder)
        source = _source(library, url)
        page = saved_page(source.url, path)
        reader = Reader(Access(Archives(), Offline()), archive, Earlier(library), encoder, workers)
        reading = reader.read_saved(source, page)
        if reading.page_title is None:
            raise ArchiveError(
                f"The page in {path} cannot be used ({reading.state.reason}): save it when all of it is shown."
            )
        made = reader.cut(reading, reading.page_title)
        archive.keep(source, page)
        write_library(root, _with(library, made), encoder)
    return made.entry


def _with(library: Library, made: Made) -> Content:
    """The content of a library with one source made anew."""
    ours = made.entry.source.id
    entries = [made.entry if entry.source.id == ours else entry for entry in library.entries()]
    chunks: dict[str, list[Chunk]] = {}
    for chunk in library.chunks().values():
        chunks.setdefault(chunk.source_id, []).append(chunk)
    chunks[ours] = list(made.chunks)
    found = [made.document if one.source.id == ours else library.document(one.source.id) for one in entries]
    manifest = library.manifest
    return Content(
        manifest.list_address,
        manifest.list_title,
        entries,
        [document for document in found if document is not None],
        [chunk for one in entries for chunk in chunks.get(one.source.id, [])],
        library.findings(),
    )


def _source(library: Library, url: str) -> Source:
    wanted = {url, canonical_url(url)}
    for entry in library.entries():
        if entry.source.url in wanted or entry.state.final_url in wanted:
            return entry.source
    raise LibraryError(
        f"The library in {library.root} has no source {url}: add it to the list and run `sightline ingest` first, "
        "or see `sightline status --json` for the addresses it has."
    )
