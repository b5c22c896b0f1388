"""The HTML pages of WARC files, and saved HTML files."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from ingest.archive import open_archives
from ingest.page import Page

HARD = "hard-pages.warc.gz"
_WHEN = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Case:
    """A page to score."""

    page: Page
    main: bool
    """Whether it is an ordinary article page, and none of those collected for being hard."""


def archived_cases(archive: Path) -> Iterator[Case]:
    """Every HTML page of a WARC file or a folder of them; those of `hard-pages.warc.gz` are not main."""
    for path in sorted(archive.rglob("*.warc*")) if archive.is_dir() else [archive]:
        archives = open_archives([path])
        for url in _addresses(path):
            page = archives.get(url)
            if page and "html" in page.media_type:
                yield Case(page, path.name != HARD)


def _addresses(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                yield record.rec_headers.get_header("WARC-Target-URI").strip("<>")


def saved_cases(places: Sequence[Path]) -> Iterator[Case]:
    """HTML files, and those in folders, as pages at `https://example.org/<relative path>` without a charset."""
    for place in places:
        for path in sorted(place.rglob("*.html")) if place.is_dir() else [place]:
            relative = path.relative_to(place if place.is_dir() else place.parent).as_posix()
            url = f"https://example.org/{relative}"
            yield Case(Page(url, url, "text/html", path.read_bytes(), _WHEN), True)


def chosen(cases: Iterable[Case], part: str) -> list[Case]:
    """Those whose address holds a text."""
    return [case for case in cases if part in case.page.url]
