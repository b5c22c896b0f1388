"""A source -> its page: from the given archives, from the network, or the copy kept from an earlier run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit

from index.records import GONE, Source, Status
from ingest.archive import Archives
from ingest.arxiv import find_paper
from ingest.impostors import require_itself
from ingest.page import Page, PageUnavailable
from ingest.plan import Policy
from ingest.urls import arxiv_id, local_path, page_addresses
from ingest.wayback import archived_copy

_IN_WAYBACK: frozenset[Status] = GONE | {"blocked"}
"""For which the Internet Archive may be asked; what robots may not read, or is private, is nobody else's to be told."""


class PageProvider(Protocol):
    """Where pages come from: the one seam to the outside."""

    def get(self, url: str, kept: Page | None = None) -> Page:
        """The page at an address, or the one kept where it has not changed.

        Raises:
            PageUnavailable: with the status and the reason to report.
        """
        ...


@dataclass(frozen=True, slots=True)
class Access:
    """Where the pages of a run come from, and under which policy."""

    archives: Archives
    network: PageProvider
    policy: Policy = field(default_factory=Policy)
    already: Mapping[str, Page] = field(default_factory=dict)
    """What this run has fetched before, by address."""

    def get(self, url: str, kept: Page | None = None) -> Page:
        """The page at an address, from the network where this run has not fetched it before.

        Raises:
            PageUnavailable: with the status and the reason to report.
        """
        return self.already.get(url) or self.network.get(url, kept)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of fetching one source. Without a page, status and reason say why."""

    page: Page | None
    status: Status
    reason: str = ""


class Offline:
    """The network when it may not be used."""

    def get(self, url: str, kept: Page | None = None) -> Page:
        raise PageUnavailable("offline", "not in the archives, and --offline forbids fetching it")


def fetch(source: Source, access: Access, kept: Page | None) -> Fetched:
    """The page of a source as it is now, or what it is not asked for, or why it cannot be had."""
    if kept and (why := _why_not_asked(kept, access.policy)):
        return why
    try:
        page = _page(source, access, kept)
        require_itself(page)
    except PageUnavailable as failure:
        return _from_wayback(source, access, failure) if access.policy.wayback and kept is None else _failed(failure)
    if page.moved_to:
        return Fetched(page, "moved", f"now at {page.moved_to}")
    is_same = kept is not None and kept.body == page.body and kept.content_type == page.content_type
    return Fetched(page, "unchanged" if is_same else "ok")


def added_by_hand(page: Page) -> str:
    """What is said of a page that a person saved."""
    return f"the page added by hand as of {page.fetched_at[:10]} (--force fetches it anew)"


def instead(failure: Fetched, kept: Page) -> Fetched:
    """The copy kept before, for a page that cannot be had or read; the status says what became of the page."""
    day = kept.fetched_at[:10]
    if failure.status == "offline":
        return Fetched(kept, "kept", f"the copy as of {day}, not refreshed (--offline)")
    copy = "the Internet Archive's copy" if kept.origin == "wayback" else "the copy"
    return Fetched(kept, failure.status, f"{failure.reason}; {copy} as of {day} is kept")


def _why_not_asked(kept: Page, policy: Policy) -> Fetched | None:
    if policy.resumed_from and kept.fetched_at >= policy.resumed_from:
        return Fetched(kept, "moved", f"now at {kept.moved_to}") if kept.moved_to else Fetched(kept, "ok")
    if policy.force:
        return None
    if kept.origin == "person":
        return Fetched(kept, "kept", added_by_hand(kept))
    if policy.max_age and kept.fetched_at > (datetime.now(UTC) - policy.max_age).isoformat(timespec="seconds"):
        return Fetched(kept, "kept", f"the copy as of {kept.fetched_at[:10]} is younger than --max-age")
    return None


def _page(source: Source, access: Access, kept: Page | None) -> Page:
    try:
        urlsplit(source.url)
    except ValueError as error:
        raise PageUnavailable("dead", f"the address is not valid ({error})") from error
    known = {page.url: page for page in (kept, kept.about if kept else None) if page and not access.policy.force}

    def live(url: str) -> Page:
        return access.get(url, known.get(url))

    if paper := arxiv_id(source.url):
        return find_paper(paper, access.archives, live)
    addresses = page_addresses(source.url)
    if addresses[0].startswith("file:"):
        return _local_page(addresses[0])
    for url in addresses:
        if page := access.archives.get(url):
            return page
    return _first_available(sorted(addresses, key=lambda url: url not in known), access, known)


def _first_available(addresses: Sequence[str], access: Access, known: dict[str, Page]) -> Page:
    failure = PageUnavailable("dead", "no address to try")
    for url in addresses:
        try:
            return access.get(url, known.get(url))
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


def _from_wayback(source: Source, access: Access, failure: PageUnavailable) -> Fetched:
    if failure.status not in _IN_WAYBACK or not source.url.startswith("http"):
        return _failed(failure)
    try:
        page = archived_copy(source.url, access.get)
        require_itself(page)
    except PageUnavailable:
        return Fetched(None, failure.status, f"{failure.reason}; the Internet Archive has no copy of it either")
    day = page.fetched_at[:10]
    return Fetched(page, failure.status, f"{failure.reason}; the Internet Archive's copy as of {day} is read")


def _failed(failure: PageUnavailable) -> Fetched:
    return Fetched(None, failure.status, failure.reason)
