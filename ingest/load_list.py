"""A list's address -> its sources, with the Markdown files of the same list followed as sub-lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import ListError
from index.records import Source
from ingest.page import Page, PageUnavailable
from ingest.reading_list import ReadingList, SkippedLink, Topic, parse_list
from ingest.urls import canonical_url

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


@dataclass(frozen=True, slots=True)
class LoadedLists:
    """One or more lists and their sub-lists as one."""

    lists: tuple[ReadingList, ...]
    sources: tuple[Source, ...]

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


def load_lists(addresses: Sequence[str], get_list: GetList, get_source: GetSource) -> LoadedLists:
    """The sources of the lists at the addresses (paths or URLs; the bundled list without any).

    Raises:
        ListError: a list cannot be read, or has no link.
    """
    lists = [_load(address, get_list) for address in addresses] or [
        parse_list(_read_file(BUNDLED_LIST), BUNDLED_ADDRESS)
    ]
    sources: dict[str, Source] = {}
    for reading_list in lists:
        for source in reading_list.sources:
            _merge(sources, source)
        _follow(reading_list, sources, get_source, ())
    return LoadedLists(tuple(lists), tuple(sources.values()))


def _load(address: str, get_list: GetList) -> ReadingList:
    if not address.lower().startswith(("http://", "https://")):
        path = Path(address).expanduser()
        return parse_list(_read_file(path), path.resolve().as_uri())
    try:
        page = get_list(canonical_url(address))
    except PageUnavailable as failure:
        raise ListError(
            f"The list {address} cannot be fetched ({failure.reason}): check the address, or give a file."
        ) from failure
    if "html" in page.media_type:
        raise ListError(f"The list {address} is a web page, not Markdown: give the address of its Markdown file.")
    return parse_list(page.body.decode("utf-8-sig", "replace"), page.final_url)


def _read_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ListError(
            f"The list {path} cannot be read ({error.strerror}): give the path or address of a Markdown list."
        ) from error
    except UnicodeDecodeError as error:
        raise ListError(f"The list {path} is not UTF-8 text: give a Markdown list.") from error


def _follow(
    reading_list: ReadingList, sources: dict[str, Source], get_source: GetSource, above: Topic, depth: int = 1
) -> None:
    """Adds the sources of the Markdown files that a list keeps in its own folder."""
    folder = canonical_url(reading_list.address).rsplit("/", 1)[0] + "/"
    for source in reading_list.sources:
        name = source.url.rsplit("/", 1)[-1].lower()
        if source.kind != "markdown" or not source.url.startswith(folder) or name.startswith(_NOT_LISTS):
            continue
        try:
            page = get_source(source)
            found = parse_list(page.body.decode("utf-8-sig", "replace"), page.final_url)
        except (PageUnavailable, ListError):
            continue  # fetching it as a source reports why; a file without links is an article
        topic = (*above, *(source.topics[0] if source.topics else ()), source.title)
        for inner in found.sources:
            _merge(sources, replace(inner, topics=tuple((*topic, *rest) for rest in inner.topics)))
        if depth < MAX_DEPTH:
            _follow(found, sources, get_source, topic, depth + 1)


def _merge(sources: dict[str, Source], source: Source) -> None:
    """One source for one address, with the topics of both."""
    known = sources.get(source.url)
    if known is None:
        sources[source.url] = source
        return
    topics = (*known.topics, *(topic for topic in source.topics if topic not in known.topics))
    sources[source.url] = replace(
        known, topics=topics, starred=known.starred or source.starred, note=known.note or source.note
    )
