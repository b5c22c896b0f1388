"""The library's sources for the sidebar: found, grouped by topic, and each as a line of Markdown."""

from collections.abc import Iterable

from index.records import SourceEntry
from ui.source_markdown import inline, link
from ui.wording import KINDS, count

NO_TOPIC = "Without a topic"


def matching(entries: Iterable[SourceEntry], wanted: str) -> list[SourceEntry]:
    """The sources that hold every wanted word in their title, address, topics or status."""
    words = wanted.lower().split()
    return [entry for entry in entries if all(word in _searched(entry) for word in words)]


def in_topics(entries: Iterable[SourceEntry]) -> list[tuple[str, list[SourceEntry]]]:
    """The sources under each of the list's first headings that they stand below, in the list's order."""
    groups: dict[str, list[SourceEntry]] = {}
    for entry in entries:
        for heading in dict.fromkeys(topic[0] for topic in entry.source.topics if topic) or [NO_TOPIC]:
            groups.setdefault(heading, []).append(entry)
    return list(groups.items())


def remarks(entries: Iterable[SourceEntry]) -> list[str]:
    """How many sources have no text, and of how many only an older copy is there, as where nothing could be fetched."""
    listed = list(entries)
    without = sum(not entry.state.chunks for entry in listed)
    older = sum(map(_is_outdated, listed))
    lines = [f":material/warning: {count(without, 'source')} without text: the list says why."] if without else []
    return lines + (
        [f":material/history: Of {count(older, 'source')} only an older copy: the list says why."] if older else []
    )


def source_line(entry: SourceEntry) -> str:
    """A source as a list item: star, title, kind; or why it has no text."""
    source, state = entry.source, entry.state
    name = ("★ " if source.starred else "") + link(source.title, source.url)
    if not state.chunks:
        return f"- :orange[:material/warning: {state.status}] {name}: {inline(state.reason or 'no text')}"
    if _is_outdated(entry):
        return f"- {name} :gray[(older copy: {inline(state.reason)})]"
    return f"- {name}" if state.kind in ("article", "note") else f"- {name} :gray[({KINDS[state.kind]})]"


def _is_outdated(entry: SourceEntry) -> bool:
    state = entry.state
    return bool(state.chunks and state.is_older_copy and state.reason)


def _searched(entry: SourceEntry) -> str:
    source = entry.source
    topics = (heading for topic in source.topics for heading in topic)
    return " ".join([source.title, source.url, entry.state.status, *topics]).lower()
