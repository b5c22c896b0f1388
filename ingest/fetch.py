"""A source -> its page: from the given archives, from the network, or the copy kept from an earlier run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from index.errors import ArchiveError
from index.records import Source, Status
from ingest.archive import Archives, PageArchive
from ingest.arxiv import find_paper
from ingest.page import Page, PageUnavailable
from ingest.urls import arxiv_id, local_path, page_addresses


class PageProvider(Protocol):
    """Where pages come from: the one seam to the outside."""

    def get(self, url: str) -> Page:
        """The page at an address.

        Raises:
            PageUnavailable: with the status and the reason to report.
        """
        ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of fetching one source. Without a page, status and reason say why."""

    page: Page | None
    status: Status
    reason: str = ""


class Offline:
    """The network when it may not be used."""

    def get(self, url: str) -> Page:
        raise PageUnavailable("offline", "not in the archives, and --offline forbids fetching it")


def fetch(source: Source, archives: Archives, network: PageProvider, kept: PageArchive) -> Fetched:
    """The page of a source. What was found is kept; what fails falls back to the copy kept before."""
    try:
        if paper := arxiv_id(source.url):
            page = find_paper(paper, archives, network.get)
        else:
            page = _first_available(page_addresses(source.url), archives, network)
    except PageUnavailable as failure:
        return _kept_instead(source, kept, failure)
    kept.keep(source, page)
    if page.moved_to:
        return Fetched(page, "moved", f"now at {page.moved_to}")
    return Fetched(page, "ok")


def _first_available(addresses: Sequence[str], archives: Archives, network: PageProvider) -> Page:
    if addresses[0].startswith("file:"):
        return _local_page(addresses[0])
    for url in addresses:
        if page := archives.get(url):
            return page
    failure = PageUnavailable("dead", "no address to try")
    for url in addresses:
        try:
            return network.get(url)
        except PageUnavailable as error:
            failure = error
            if error.status != "dead":
                break
    raise failure


def _local_page(url: str) -> Page:
    path = local_path(url)
    try:
        body = path.read_bytes()
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise PageUnavailable("dead", f"the file cannot be read ({error.strerror})") from error
    return Page(url, url, "text/markdown", body, modified.isoformat(timespec="seconds"))


def _kept_instead(source: Source, kept: PageArchive, failure: PageUnavailable) -> Fetched:
    try:
        page = kept.read(source)
    except ArchiveError as error:
        return Fetched(None, failure.status, f"{failure.reason}; {error}")
    if page is None:
        return Fetched(None, failure.status, failure.reason)
    if failure.status == "offline":
        return Fetched(page, "kept", f"the copy of {page.fetched_at[:10]}, not refreshed (--offline)")
    return Fetched(page, "kept", f"{failure.reason} ({failure.status}); the copy of {page.fetched_at[:10]} is kept")
