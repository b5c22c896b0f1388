"""A curated list in Markdown -> its sources.

Headings, in Markdown or HTML, give topics and bullets nest below them; a star marks a recommendation; the text beside a
link is the curator's note, beside several links of an item that on the first source. Badges, images, tables of contents
and comments are not sources. One address listed twice is one source with two topics.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml.etree import ParserError
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from index.errors import ListError
from index.records import Source
from ingest.html.tree import HEADINGS
from ingest.list_text import STARS, clean, inline_markup, is_link, note_of, shown, spans_of, title_of, walk
from ingest.urls import canonical_url, guess_kind, is_own_page, local_path, resolved

Topic = tuple[str, ...]
_CONTENTS = frozenset({"contents", "table of contents", "toc", "content", "index"})
MAX_NESTING = 60


@dataclass(frozen=True, slots=True)
class SkippedLink:
    """A link of the list that is not a source, and why."""

    line: int
    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A link to a resource that the list has linked already."""

    line: int
    target: str
    first_line: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph or note of the list that stands by itself: the curator's own words."""

    topic: Topic
    text: str


@dataclass(frozen=True, slots=True)
class ReadingList:
    """A parsed list."""

    address: str
    title: str
    sources: tuple[Source, ...]
    prose: tuple[Prose, ...]
    gaps: tuple[Topic, ...]
    """Topics without any resource."""
    skipped: tuple[SkippedLink, ...]
    duplicates: tuple[Duplicate, ...] = ()


def parse_list(text: str, address: str) -> ReadingList:
    """The sources of a list; relative links are resolved against its address, `https:` or `file:`.

    Raises:
        ListError: the list is empty or has no link to a resource.
    """
    shown = local_path(address) if address.startswith("file:") else address
    if not text.strip():
        raise ListError(f"The list {shown} is empty: give a Markdown file with links.")
    reader = _Reader(canonical_url(address))
    reader.read(SyntaxTreeNode(_parser().parse(text)))
    if not reader.sources:
        raise ListError(
            f"The list {address} has no link to a resource: give a Markdown list with [title](address) links."
        )
    title = reader.title or urlsplit(address).path.rsplit("/", 1)[-1]
    return ReadingList(
        address,
        title,
        tuple(reader.sources.values()),
        tuple(reader.prose),
        tuple(reader.gaps()),
        tuple(reader.skipped),
        tuple(reader.duplicates),
    )


def _parser() -> MarkdownIt:
    parser = MarkdownIt("gfm-like")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # what is not fetched is reported, not shown
    parser.options["maxNesting"] = MAX_NESTING
    if parser.linkify is not None:
        parser.linkify.set({"fuzzy_link": True, "fuzzy_email": False})  # of these, `is_link` takes what GitHub takes
    return parser.use(footnote_plugin)


@dataclass(slots=True)
class _Reader:
    address: str
    title: str = ""
    sources: dict[str, Source] = field(default_factory=dict)
    prose: list[Prose] = field(default_factory=list)
    skipped: list[SkippedLink] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    topics: dict[Topic, int] = field(default_factory=dict)
    """Every topic met, with the number of links and notes at it or below."""
    headings: list[tuple[int, str]] = field(default_factory=list)

    def read(self, root: SyntaxTreeNode) -> None:
        for node in root.children:
            if node.type == "heading":
                self._heading(int(node.tag[1]), clean(shown(node)))
                self._links(node, self._path(), starred=False)
            elif node.type == "html_block":
                self._html(node.content, self._path(), _line(node), has_topics=True)
            else:
                self._block(node, self._path(), starred=False)

    def gaps(self) -> Iterator[Topic]:
        """Topics with nothing at or below them, the innermost of each branch only."""
        inner = {topic[:-1] for topic in self.topics}
        return (topic for topic, count in self.topics.items() if not count and topic not in inner)

    def _path(self) -> Topic:
        return tuple(text for _, text in self.headings)

    def _heading(self, level: int, text: str) -> None:
        self.headings = [(other, name) for other, name in self.headings if other < level]
        if not self.title and level == 1:
            self.title = text
        elif text:
            self.headings.append((level, text.rstrip(":")))
            if text.casefold() not in _CONTENTS:
                self.topics.setdefault(self._path(), 0)

    def _block(self, node: SyntaxTreeNode, topic: Topic, *, starred: bool) -> None:
        if node.type in ("bullet_list", "ordered_list"):
            for item in node.children:
                self._item(item, topic, starred=starred)
        elif node.type == "html_block":
            self._html(node.content, topic, _line(node))
        elif node.type in ("paragraph", "th", "td"):
            if not self._links(node, topic, starred=starred):
                self._prose(clean(shown(node)), topic)
        elif node.type not in ("fence", "code_block"):
            for child in node.children:
                self._block(child, topic, starred=starred)

    def _item(self, item: SyntaxTreeNode, topic: Topic, *, starred: bool) -> None:
        """A bullet; one without a link of its own is a topic for the bullets below it."""
        head = next((child for child in item.children if child.type == "paragraph"), None)
        if head is None or any(is_link(node) or node.content.lower().startswith("<a ") for node in walk(head)):
            for child in item.children:
                self._block(child, topic, starred=starred)
            return
        text = clean(shown(head)).rstrip(" :*-")
        if len(text.split()) > 8:
            self._prose(text, topic)
        elif text:
            topic = (*topic, text)
            self.topics.setdefault(topic, 0)
        starred = starred or bool(STARS.search(shown(head)))
        for child in item.children:
            if child is not head:
                self._block(child, topic, starred=starred)

    def _links(self, node: SyntaxTreeNode, topic: Topic, *, starred: bool) -> int:
        """Adds the links of a paragraph or heading; returns how many there were, sources or not."""
        links = [part for part in walk(node) if is_link(part)]
        whole, targets = shown(node), [str(link.attrs.get("href", "")) for link in links]
        spans = spans_of([shown(link) for link in links], whole)
        titles = [title_of(whole[start:end], whole[:start]) for start, end in spans]
        first = next((at for at, target in enumerate(targets) if not self._why_not(target, titles[at])), 0)
        has_note = node.type != "heading" and (len(links) == 1 or _is_item(node))
        for at, (_, end) in enumerate(spans):
            note = note_of(whole, spans[at:]) if has_note and at == first else ""
            self._add(
                targets[at],
                titles[at],
                topic,
                _line(node),
                note=note if note != titles[at] else "",
                starred=starred or bool(STARS.search(whole[:end])),
            )
        self._inline_html(node, topic)
        return len(links)

    def _inline_html(self, node: SyntaxTreeNode, topic: Topic) -> None:
        inline = inline_markup(node)
        if "<a " in inline.lower():
            self._html(inline, topic, _line(node))

    def _html(self, markup: str, topic: Topic, line: int, *, has_topics: bool = False) -> None:
        """Adds the links of HTML; where it may open topics, its headings are those of what follows."""
        try:
            tree = lxml.html.fromstring(f"<div>{markup}</div>")
        except (ParserError, ValueError):
            return
        for element in tree.iter("a", *HEADINGS):
            text = clean(element.text_content())
            if element.tag == "a":
                self._add(element.get("href") or "", text, topic, line)
            elif has_topics and text:
                self._heading(int(str(element.tag)[1]), text)
                topic = self._path()

    def _add(self, target: str, title: str, topic: Topic, line: int, *, note: str = "", starred: bool = False) -> None:
        reason = self._why_not(target, title)
        if reason:
            self.skipped += [SkippedLink(line, target, reason)] if reason != "contents" else []
            return
        url = canonical_url(resolved(target, self.address))
        known = self.sources.get(url)
        if known is None:
            known = Source(url, title, guess_kind(url), (), starred, note, self.address, line)
        elif line != known.line:
            self.duplicates.append(Duplicate(line, target, known.line))
        topics = known.topics if topic in known.topics else (*known.topics, topic)
        self.sources[url] = replace(known, topics=topics, starred=known.starred or starred, note=known.note or note)
        self._count(topic)

    def _why_not(self, target: str, title: str) -> str:
        try:
            parts = urlsplit(target)
            scheme, host = parts.scheme.lower(), f"{parts.hostname or ''}:{parts.port or ''}"
        except ValueError:
            return "not an address"
        if target.startswith("#") or not target or is_own_page(target, self.address):
            return "contents"
        if not title:
            return "a badge or image, not a resource"
        if scheme in ("http", "https") and (host.startswith(":") or "%" in host):
            return "not an address"
        if scheme and scheme not in ("http", "https"):
            return f"the scheme {scheme}: is not fetched"
        if not scheme and self.address.startswith("file:"):
            return _why_not_local(urljoin(self.address, target), self.address)
        return ""

    def _prose(self, text: str, topic: Topic) -> None:
        if len(text.split()) > 8:
            self.prose.append(Prose(topic, text))
            self._count(topic)

    def _count(self, topic: Topic) -> None:
        for depth in range(1, len(topic) + 1):
            self.topics[topic[:depth]] = self.topics.get(topic[:depth], 0) + 1


def _why_not_local(url: str, list_address: str) -> str:
    """A list kept as a file may name Markdown files in its own folder, and nothing else on the disk."""
    path, folder = local_path(url).resolve(), local_path(list_address).resolve().parent
    if folder not in path.parents or path.suffix.lower() not in (".md", ".markdown"):
        return "not a Markdown file in the list's folder"
    return "" if path.is_file() else "no such file beside the list"


def _is_item(paragraph: SyntaxTreeNode) -> bool:
    return paragraph.parent is not None and paragraph.parent.type == "list_item"


def _line(node: SyntaxTreeNode) -> int:
    while node.map is None and node.parent is not None:
        node = node.parent
    return node.map[0] + 1 if node.map else 0
