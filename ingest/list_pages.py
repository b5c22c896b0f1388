"""The pages of lists and of their sub-lists: fetched like any page, kept like any page, parsed in a worker."""

from dataclasses import dataclass, field, replace

from index.errors import ArchiveError, ListError
from index.records import Source
from ingest.archive import PageArchive
from ingest.fetch import Access, fetch, instead
from ingest.page import Page, PageUnavailable
from ingest.parse import parse_untrusted_list
from ingest.reading_list import ReadingList
from ingest.worker import WorkerFailed, Workers


@dataclass(frozen=True, slots=True)
class ListPages:
    """Gets lists, and remembers what it fetched for them."""

    access: Access
    archive: PageArchive
    workers: Workers
    fetched: dict[str, Page] = field(default_factory=dict)
    """By address: none is asked for again, neither for another list nor for a source."""
    warnings: list[str] = field(default_factory=list)
    """A sentence for each list that is read from its copy."""

    def get_list(self, address: str) -> Page:
        """The page at the address of a list, or the copy kept before.

        Raises:
            PageUnavailable: there is neither.
        """
        return self.get_source(Source(address, address, "markdown"))

    def get_source(self, source: Source) -> Page:
        """The same for a source that may be a sub-list."""
        kept = self._kept(source)
        fetched = fetch(source, replace(self.access, already=self.fetched), kept)
        if fetched.page is not None:
            self.fetched[fetched.page.url] = fetched.page
            if fetched.page != kept and not source.url.startswith("file:"):
                self.archive.keep(source, fetched.page)
            return fetched.page
        if kept is None:
            raise PageUnavailable(fetched.status, fetched.reason)
        self.warnings.append(f"The list {source.url} is read from its copy: {instead(fetched, kept).reason}.")
        return kept

    def parse(self, text: str, address: str) -> ReadingList:
        """The list of a text.

        Raises:
            ListError: it holds no link, or cannot be read.
        """
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
