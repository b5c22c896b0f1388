"""The same words in another source: where an excerpt stands a second time, that is cited too."""

from collections.abc import Iterator

from index.alike import MIN_SHARED
from index.terms import words
from rag.citations import Excerpt
from rag.retrieve import Passage


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
    return best if best and _shared(said, set(words(best.text))) >= MIN_SHARED else None


def _shared(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
