"""A list's address -> its sources, with the Markdown files of the same list followed as sub-lists.

A list is untrusted: sub-lists are followed only below its own address and two deep, and there is a limit of sources.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from index.errors import ListError
from index.records import Source
from ingest.charset import text_of
from ingest.page import Page, PageUnavailable
from ingest.plan import MAX_SOURCES
from ingest.reading_list import ReadingList, SkippedLink, Topic, parse_list
from ingest.urls import canonical_url
from settings import path_of

BUNDLED_LIST = Path(__file__).parent / "lists" / "computer-vision.md"
BUNDLED_ADDRESS = (
    "https://github.com/Darkmyter/AI-resources/blob/main/Resources/Deep%20Learining/Computer%20vision/Readme.md"
)
MAX_DEPTH = 2
_NOT_LISTS = (
    "contributing",
    "code_of_conduct",
    "code-of-conduct",
    "license",
    "changelog",
    "security",
    "pull_request_template",
)

GetSource = Callable[[Source], Page]
"""The page of a source, or PageUnavailable: how sub-lists are had."""
GetList = Callable[[str], Page]
"""The page at the address of a list, or PageUnavailable."""
ParseList = Callable[[str, str], ReadingList]
"""The list of a text and an address, or ListError."""


@dataclass(frozen=True, slots=True)
class LoadedLists:
    """One or more lists and their sub-lists as one."""

    lists: tuple[ReadingList, ...]
    sources: tuple[Source, ...]
    left_out: int = 0
    """Sources beyond the limit."""

    @property
    def title(self) -> str:
        return ", ".join(one.title for one in self.lists)

    @property
    def address(self) -> str:
        """What `sightline ingest` takes to read the same lists again; empty for the bundled one."""
        if self.lists[0].address == BUNDLED_ADDRESS:
            return ""
        return ", ".join(one.address for one in self.lists)

    @property
    def gaps(self) -> list[Topic]:
        return [gap for one in self.lists for gap in one.gaps]

    @property
    def skipped(self) -> list[SkippedLink]:
        return [link for one in self.lists for link in one.skipped]


def load_lists(
    addresses: Sequence[str],
    get_list: GetList,
    get_source: GetSource,
    parse: ParseList = parse_list,
    max_sources: int = MAX_SOURCES,
) -> LoadedLists:
    """The sources of the lists at the addresses (paths or URLs; the bundled list without any), each list once.

    Raises:
        ListError: a list cannot be read, or has no link.
    """
    loaded = [_load(address, get_list, parse) for address in addresses] or [
        parse_list(_read_file(BUNDLED_LIST), BUNDLED_ADDRESS)
    ]
    lists = list({one.address: one for one in loaded}.values())
    found = _Sources(max_sources)
    for reading_list in lists:
        for source in reading_list.sources:
            found.add(source)
        follower = _Follower(_folder(reading_list.address), found, get_source, parse)
        follower.follow(reading_list, ())
    sources = tuple(found.sources.values())
    return LoadedLists(tuple(lists), sources[:max_sources], len(sources) - len(sources[:max_sources]))


def _load(address: str, get_list: GetList, parse: ParseList) -> ReadingList:
    if not address.lower().startswith(("http://", "https://")):
        if "://" in address:
            raise ListError(
                f"The list {address} is neither a path nor an address that is fetched: begin it with https:// or http://."
            )
        path = path_of(address)
        return parse(_read_file(path), path.resolve().as_uri())
    try:
        page = get_list(canonical_url(address))
    except PageUnavailable as failure:
        raise ListError(
            f"The list {address} cannot be fetched ({failure.reason}): check the address, or give a file."
        ) from failure
    if "html" in page.media_type:
        raise ListError(f"The list {address} is a web page, not Markdown: give the address of its Markdown file.")
    return parse(text_of(page), page.final_url)


def _read_file(path: Path) -> str:
    """The text of a list by the rules for web pages."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise ListError(
            f"The list {path} cannot be read ({error.strerror}): give the path or address of a Markdown list."
        ) from error
    text = text_of(Page("", "", "", body, ""))
    is_damaged = "\ufffd" in text and "\ufffd".encode() not in body
    if "\0" in text or is_damaged:
        raise ListError(f"The list {path} is not UTF-8 text: save it as UTF-8 and give it again.")
    return text


@dataclass(slots=True)
class _Sources:
    """One source for one address, with the topics of all places that link it."""

    most: int
    sources: dict[str, Source] = field(default_factory=dict)

    def add(self, source: Source) -> None:
        known = self.sources.get(source.url)
        if known is None:
            self.sources[source.url] = source
            return
        topics = (*known.topics, *(topic for topic in source.topics if topic not in known.topics))
        self.sources[source.url] = replace(
            known, topics=topics, starred=known.starred or source.starred, note=known.note or source.note
        )

    @property
    def is_full(self) -> bool:
        return len(self.sources) >= self.most


@dataclass(frozen=True, slots=True)
class _Follower:
    """Adds the sources of the Markdown files that a list keeps below its own address."""

    folder: str
    found: _Sources
    get_source: GetSource
    parse: ParseList

    def follow(self, reading_list: ReadingList, above: Topic, depth: int = 1) -> None:
        for source in reading_list.sources:
            if self.found.is_full or source.kind != "markdown" or not self._is_ours(source.url):
                continue
            try:
                page = self.get_source(source)
                inner = self.parse(text_of(page), page.final_url)
            except (PageUnavailable, ListError):
                continue  # fetching it as a source reports why; a file without links is an article
            if not self._is_ours(canonical_url(page.final_url)):
                continue
            topic = (*above, *(source.topics[0] if source.topics else ()), source.title)
            for one in inner.sources:
                self.found.add(replace(one, topics=tuple((*topic, *rest) for rest in one.topics)))
            if depth < MAX_DEPTH:
                self.follow(inner, topic, depth + 1)

    def _is_ours(self, url: str) -> bool:
        """Whether an address is below the list's, however its dots and slashes are written, and no house rules."""
        parts = unquote(url.removeprefix(self.folder)).replace("\\", "/").split("/")
        return url.startswith(self.folder) and ".." not in parts and not parts[-1].lower().startswith(_NOT_LISTS)


def _folder(address: str) -> str:
    return canonical_url(address).rsplit("/", 1)[0] + "/"
