"""The same words in another source: where an excerpt stands a second time, that is cited too."""

from collections.abc import Iterator
from dataclasses import replace

from index.near_duplicates import MIN_SHARED, share_in
from index.terms import words
from rag.citations import Excerpt
from rag.questions.names import names
from rag.retrieve import Passage

REPEATS = 0.6
"""Share of its runs of three words from which an excerpt says again what another says; seldom is one near it."""


def repeats(excerpt: Excerpt, other: Excerpt) -> bool:
    """Whether one of two excerpts says nearly all that the other does."""
    one, two = excerpt.text, other.text
    says_less = share_in(one, two) >= REPEATS and _of_the_same(one, two)
    return says_less or (share_in(two, one) >= REPEATS and _of_the_same(two, one))


def with_twin(excerpt: Excerpt, twin: Excerpt) -> Excerpt:
    """An excerpt whose passage bears another of the same words as its twin, where this is of another source."""
    passage, others = excerpt.passage, excerpt.passage.twins
    if twin.passage.entry.source in [one.entry.source for one in (passage, *others)]:
        return excerpt
    return replace(excerpt, passage=replace(passage, twins=(*others, twin.passage)))


def twins_of(excerpt: Excerpt) -> Iterator[Excerpt]:
    """The runs of sentences of other sources that say nearly the same as an excerpt, the best of each source."""
    for passage in excerpt.passage.twins:
        if twin := _nearest(excerpt, passage):
            yield twin


def _nearest(excerpt: Excerpt, passage: Passage) -> Excerpt | None:
    """The run of sentences of a passage that is most like an excerpt; None where none is nearly the same."""
    said, count = set(words(excerpt.text)), len(passage.chunk.sentences)
    runs = [Excerpt(passage, first, last, excerpt.score) for first in range(count) for last in range(first, count)]
    best = max(runs, key=lambda run: _shared(said, set(words(run.text))), default=None)
    if best is None or _shared(said, set(words(best.text))) < MIN_SHARED:
        return None
    return best if _of_the_same(excerpt.text, best.text) else None


def _of_the_same(text: str, twin: str) -> bool:
    """Whether a twin has the numbers and names of a text: a page made from a template has another model's."""
    figures = {word for word in words(text) if any(map(str.isdigit, word))}
    return figures <= set(words(twin)) and set(names(text)) <= set(names(twin))


def _shared(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
