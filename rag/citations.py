"""A citation: which stored sentences, of which source, and a link that lands on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Figure, Kind, Sentence
from rag.excerpts.instructions import speaks_to_machines
from rag.excerpts.orders import orders_in
from rag.retrieve import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One numbered source of an answer. `quote` is always stored text, never written by a model."""

    number: int
    source_id: str
    url: str
    link: str
    title: str
    section: tuple[str, ...]
    page: int | None
    quote: str
    before: str
    """Text of the same section before the quote, for showing it in its context."""
    after: str
    starred: bool
    kind: Kind
    chunk_id: str
    """Of the stored chunk in which the quote begins."""
    score: float
    fetched_at: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A run of a passage's sentences, `first` to `last`, both counted."""

    passage: Passage
    first: int
    last: int
    score: float
    mark: str = ""
    """Of the item of a list that it opens, as it stands before its first sentence; empty where it is not shown."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.passage.chunk.sentences[self.first : self.last + 1]

    @property
    def sentence_texts(self) -> list[str]:
        return self.passage.chunk.sentence_texts[self.first : self.last + 1]

    @property
    def text(self) -> str:
        """The stored text of the run, verbatim."""
        chunk = self.passage.chunk
        return self.mark + chunk.text[chunk.sentences[self.first].start : chunk.sentences[self.last].end]


def cite(number: int, excerpt: Excerpt, figures: Sequence[Figure]) -> Citation:
    """The citation of an excerpt."""
    passage, chunk = excerpt.passage, excerpt.passage.chunk
    start, end = excerpt.sentences[0].start, excerpt.sentences[-1].end
    around = _around(excerpt)
    return Citation(
        number=number,
        source_id=chunk.source_id,
        url=passage.entry.source.url,
        link=_link(excerpt),
        title=passage.entry.source.title if speaks_to_machines(chunk.title) else chunk.title,
        section=chunk.section,
        page=chunk.page,
        quote=excerpt.text,
        before=chunk.text[around[0] : start].removesuffix(excerpt.mark),
        after=chunk.text[end : around[1]],
        starred=passage.entry.source.starred,
        kind=passage.entry.state.kind,
        chunk_id=passage.id_at(chunk.start + start),
        score=round(excerpt.score, 4),
        fetched_at=passage.entry.state.fetched_at,
        figures=tuple(figures),
    )


def _around(excerpt: Excerpt) -> tuple[int, int]:
    """Start and end of what is shown with an excerpt: up to the next sentences that speak to machines."""
    chunk = excerpt.passage.chunk
    orders = orders_in(chunk)
    before = [chunk.sentences[place].end for place in orders if place < excerpt.first]
    after = [chunk.sentences[place].start for place in orders if place > excerpt.last]
    return max(before, default=0), min(after, default=len(chunk.text))


def _link(excerpt: Excerpt) -> str:
    """The most exact address there is: the sentence, else the page of a PDF, else the nearest heading."""
    entry, chunk = excerpt.passage.entry, excerpt.passage.chunk
    url = entry.source.url
    if entry.state.kind in ("article", "pdf"):
        url = entry.state.final_url or url  # where the text was read: a paper's own page, not that of its abstract
    if chunk.page is not None:
        return f"{url}#page={chunk.page}"
    directive = next((sentence.directive for sentence in excerpt.sentences if sentence.directive), "")
    if directive:
        return f"{url}#{chunk.anchor}:~:{directive}" if chunk.anchor else f"{url}#:~:{directive}"
    return f"{url}#{chunk.anchor}" if chunk.anchor and not url.startswith("sightline:") else url
