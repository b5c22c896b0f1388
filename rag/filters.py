"""Which sources a question is asked of."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.records import Kind, SourceEntry


@dataclass(frozen=True, slots=True)
class Filters:
    """Each narrows the sources; of several topics, sources, kinds or headings one must fit."""

    topics: tuple[str, ...] = ()
    """Words of a heading of the list, whatever their case."""
    sources: tuple[str, ...] = ()
    """Words of an address or a title."""
    kinds: tuple[Kind, ...] = ()
    starred: bool = False
    headings: tuple[str, ...] = ()
    """First headings of the list, as they stand in it."""

    def __bool__(self) -> bool:
        return bool(self.topics or self.sources or self.kinds or self.starred or self.headings)

    def fits(self, entry: SourceEntry) -> bool:
        """Whether a source may be searched."""
        source = entry.source
        headings = [heading for topic in source.topics for heading in topic]
        return (
            (not self.topics or _hold(headings, self.topics))
            and (not self.sources or _hold([source.url, entry.state.final_url, source.title], self.sources))
            and (not self.kinds or entry.state.kind in self.kinds)
            and (not self.starred or source.starred)
            and (not self.headings or any(topic[0] in self.headings for topic in source.topics if topic))
        )


NO_FILTERS = Filters()
"""All sources."""


def _hold(texts: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether one of the texts holds one of the wanted words."""
    held = [text.casefold() for text in texts]
    return any(one.casefold() in text for one in wanted for text in held)
