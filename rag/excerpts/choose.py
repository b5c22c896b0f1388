"""The quotes answerer: up to four short contiguous excerpts, each a verbatim run of stored sentences."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.encoder import Vectors
from index.records import Chunk
from rag.citations import Excerpt
from rag.excerpts.context import Stretch
from rag.excerpts.edges import is_title
from rag.excerpts.runs import Run, runs_of
from rag.excerpts.windows import can_stand_between
from rag.questions.question import Question
from rag.twins import repeats, with_twin

MAX_EXCERPTS = 4
MAX_WORDS = 250
JOINT = 2
"""Words of marks that may stand between two sentences, as those of a list."""
BRIDGED = 80
"""Words between two excerpts of one passage up to which these are shown too: what stands there often answers in words
that are not the question's."""
EXTENDED = 60
"""Words that an excerpt goes on for, at most, where there is room left when all are chosen."""
REPEATED = 0.1
"""Lost by an excerpt for what it repeats of those already chosen (maximal marginal relevance)."""
ALIKE = 0.6
"""Cosine of two runs up to which nothing is repeated."""
SAME_SOURCE = 0.02
"""Lost by an excerpt for each that was chosen from its source."""
OTHER_SIDE = 0.1
"""Gained by an excerpt that speaks of a side of a comparison which those chosen leave out."""
MAX_DISTANCE = 0.3
"""Score by which an excerpt may fall behind the best."""


def choose_excerpts(question: Question, vector: Vectors, stretches: Sequence[Stretch]) -> list[Excerpt]:
    """The excerpts that answer, best first; together at most MAX_WORDS words.

    Args:
        vector: the encoded question, shape (1, dimension).
    """
    runs = [run for rank, stretch in enumerate(stretches) for run in runs_of(question, vector[0], stretch, rank)]
    if question.origins and question.origins == question.aims:
        runs = [run for run in runs if run.tells_origin] or runs
    return _extended([run.excerpt for run in _pick(runs)], runs)


def _pick(runs: Sequence[Run]) -> list[Run]:
    """Runs in the order of their worth, each adding something new and preferably from another source.

    Runs that stand close together become one, with what is between them. What a run says again of those chosen is
    taken off its score (maximal marginal relevance, Carbonell and Goldstein, 1998).
    """
    chosen: list[Run] = []
    vectors = np.vstack([run.vector for run in runs]) if runs else np.zeros((0, 0))
    scores = np.asarray([run.excerpt.score for run in runs])
    likeness = np.zeros(len(runs))
    again = np.zeros(len(runs))
    room = MAX_WORDS
    left = list(range(len(runs)))
    while len(chosen) < MAX_EXCERPTS:
        left = [row for row in left if runs[row].size <= room and not any(runs[row].overlaps(one) for one in chosen)]
        if not left:
            break
        said = frozenset[int]().union(*(run.sides for run in chosen))
        adds_side = [bool(chosen) and bool(run.sides - said) for run in runs]
        worth = (
            scores
            - REPEATED * np.maximum(0, likeness - ALIKE)
            - SAME_SOURCE * again
            + OTHER_SIDE * np.asarray(adds_side)
        )
        best = max(left, key=lambda row: worth[row])
        if chosen and worth[best] < chosen[0].excerpt.score - MAX_DISTANCE:
            break
        left.remove(best)
        if _is_repeated(chosen, runs[best]):
            continue
        room -= _add(chosen, runs[best], room)
        likeness = np.maximum(likeness, vectors @ vectors[best])
        again = np.maximum(again, [run.source == runs[best].source for run in runs])
    return chosen


def _is_repeated(chosen: list[Run], run: Run) -> bool:
    """Whether one of those chosen says nearly the same as a run; it bears this as its twin then."""
    for place, other in enumerate(chosen):
        if repeats(run.excerpt, other.excerpt):
            chosen[place] = replace(other, excerpt=with_twin(other.excerpt, run.excerpt))
            return True
    return False


def _add(chosen: list[Run], run: Run, room: int) -> int:
    """Adds a run to those chosen, or to the one that it follows or precedes closely; the words that this takes."""
    for place, other in enumerate(chosen):
        between = None if _opens_topic_behind(other, run) else _between(run, other)
        if between is not None and between <= min(BRIDGED, room - run.size - JOINT):
            one, two = other.excerpt, run.excerpt
            both = replace(one, first=min(one.first, two.first), last=max(one.last, two.last))
            chosen[place] = replace(other, excerpt=both, sides=other.sides | run.sides)
            return run.size + between + JOINT
    chosen.append(run)
    return run.size + JOINT


def _opens_topic_behind(chosen: Run, run: Run) -> bool:
    """Whether a chosen run begins with words that open a topic, which what stands before it would hide."""
    one, before = chosen.excerpt, run.excerpt
    return before.first < one.first and is_title(one.passage.chunk, one.first)


def _between(one: Run, other: Run) -> int | None:
    """Words of the sentences between two runs of one passage; None where these cannot be shown, or there are none."""
    first, second = sorted((one.excerpt, other.excerpt), key=lambda excerpt: excerpt.first)
    chunk = first.passage.chunk
    if first.passage.row != second.passage.row:
        return None
    if not all(can_stand_between(chunk, place) for place in range(first.last + 1, second.first)):
        return None
    return _words(chunk, first.last + 1, second.first - 1)


def _words(chunk: Chunk, first: int, last: int) -> int:
    """Of its sentences from the first to the last, with what marks them."""
    return len(chunk.text[chunk.sentences[first].start : chunk.sentences[last].end].split()) if first <= last else 0


def _extended(excerpts: Sequence[Excerpt], runs: Sequence[Run]) -> list[Excerpt]:
    """The excerpts with what follows them, the best first, as far as there is room."""
    room = MAX_WORDS - sum(len(one.text.split()) + JOINT for one in excerpts)
    longer: list[Excerpt] = []
    for place, one in enumerate(excerpts):
        others = [*longer, *excerpts[place + 1 :]]
        ends = {
            end
            for run in runs
            if (end := _end_of(run.excerpt, one)) and not any(_meets(two, one, end) for two in others)
        }
        costs = {end: _words(one.passage.chunk, one.last + 1, end) for end in ends}
        last = max((end for end, cost in costs.items() if cost <= min(room, EXTENDED)), default=one.last)
        room -= costs.get(last, 0)
        longer.append(replace(one, last=last))
    return longer


def _end_of(longer: Excerpt, one: Excerpt) -> int:
    """The last sentence of what begins in an excerpt and goes on behind it; 0 where it does not."""
    goes_on = longer.passage.row == one.passage.row and one.first <= longer.first <= one.last < longer.last
    return longer.last if goes_on else 0


def _meets(other: Excerpt, one: Excerpt, end: int) -> bool:
    """Whether an excerpt that went on to a sentence would reach another."""
    return other.passage.row == one.passage.row and one.last < other.last and other.first <= end
