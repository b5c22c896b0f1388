"""The quotes answerer: up to four short contiguous excerpts, each a verbatim run of stored sentences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.encoder import Encoder, Vectors
from index.records import Chunk
from index.terms import terms
from rag.citations import Excerpt
from rag.definitions import defines
from rag.retrieve import Passage

MAX_EXCERPTS = 4
MAX_WORDS = 250
WINDOW_WORDS = 65
"""Words of an excerpt beyond which it takes no further sentence."""
MAX_EXCERPT_WORDS = 110
PASSAGES_READ = 6
WINDOWS_READ = 24
_LEANING = re.compile(
    r"(this|that|these|those|it|its|they|their|such|however|but|therefore|thus|hence|so|then|here|also|similarly|"
    r"moreover|furthermore|additionally|instead|otherwise|again|and|or|where|which|both|the (former|latter)|"
    r"as (shown|mentioned|described|discussed)|in (this|that) (case|way)|for (this|that) reason)\b",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"\b(in (this|the next) (blog ?)?(post|article|section|notebook|tutorial|chapter|part)|"
    r"in part \d|in the (previous|last) (post|section|chapter)|this (blog ?)?(post|article)|"
    r"we('ll| will) (see|look|cover|discuss|explain|understand)|let'?s |check out|click|subscribe|"
    r"thanks|credits?:|toc\b|image (source|credit)|read more|table of contents|links? to all)",
    re.IGNORECASE,
)
_NO_CONTENT = re.compile(r"[\d.\s]*(exercises?|problems?|quiz|homework|credits?)\W*", re.IGNORECASE)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class _Window:
    """A run of sentences of a passage that could be an excerpt."""

    excerpt: Excerpt
    rank: int
    """Of the passage, from 0."""
    overlap: float
    """Share of the question's weight that the run (and, at half, its headings) holds."""


def choose_excerpts(
    question: str, passages: Sequence[Passage], weights: Mapping[str, float], vector: Vectors, encoder: Encoder
) -> list[Excerpt]:
    """The excerpts that answer, best first; together at most MAX_WORDS words.

    Args:
        question: as it stands alone.
        passages: ranked passages.
        weights: the question's terms with their inverse document frequency.
        vector: the encoded question, shape (1, dimension).
    """
    windows = sorted(
        _windows(passages[:PASSAGES_READ], weights), key=lambda window: 0.04 * window.rank - window.overlap
    )
    windows = windows[:WINDOWS_READ]
    if not windows:
        return []
    vectors = encoder.encode([_encoded_text(window) for window in windows])
    cosines = (vectors @ vector[0]).tolist()
    scores = [_score(window, cosine, question) for window, cosine in zip(windows, cosines, strict=True)]
    return _pick(windows, scores, vectors)


def _windows(passages: Sequence[Passage], weights: Mapping[str, float]) -> Iterator[_Window]:
    total = sum(weights.values()) or 1.0
    for rank, passage in enumerate(passages):
        chunk = passage.chunk
        headings = set(terms(" ".join([chunk.title, *chunk.section])))
        for first, last in _runs(chunk):
            excerpt = Excerpt(passage, first, last, 0.0)
            own = set(terms(excerpt.text))
            held = sum(
                weight * (1 if term in own else 0.5 if term in headings else 0) for term, weight in weights.items()
            )
            yield _Window(excerpt, rank, held / total)


def _runs(chunk: Chunk) -> Iterator[tuple[int, int]]:
    """First and last sentence of every run that can be read alone and is no longer than an excerpt."""
    if any(_NO_CONTENT.fullmatch(heading) for heading in chunk.section):
        return
    for first in range(len(chunk.sentences)):
        if not _can_open(chunk, first):
            continue
        last = first
        while _continues(chunk, last) and _words(chunk, first, last + 1) <= WINDOW_WORDS:
            last += 1
        while last > first and not _can_close(chunk, last):
            last -= 1
        if _can_close(chunk, last):
            yield first, last


def _continues(chunk: Chunk, last: int) -> bool:
    """Whether an excerpt may go on after a sentence: it stops before captions and code."""
    return last + 1 < len(chunk.sentences) and chunk.sentences[last + 1].kind not in ("caption", "code")


def _can_open(chunk: Chunk, position: int) -> bool:
    """Whether an excerpt may begin with a sentence: prose that says something and leans on nothing before it."""
    sentence, text = chunk.sentences[position], _sentence(chunk, position)
    if sentence.kind in ("caption", "code", "formula") or text.endswith("?"):
        return False
    if position > 0 and (_LEANING.match(text) or text[0].islower() or chunk.sentences[position - 1].kind == "formula"):
        return False  # what follows a formula speaks of it
    return len(text.split()) > 4 or len(_CJK.findall(text)) > 8 or "$" in text


def _sentence(chunk: Chunk, position: int) -> str:
    sentence = chunk.sentences[position]
    return chunk.text[sentence.start : sentence.end]


def _words(chunk: Chunk, first: int, last: int) -> int:
    return len(chunk.text[chunk.sentences[first].start : chunk.sentences[last].end].split())


def _encoded_text(window: _Window) -> str:
    chunk = window.excerpt.passage.chunk
    heading = chunk.section[-1] if chunk.section else chunk.title
    return f"{heading}\n{window.excerpt.text}"


def _score(window: _Window, cosine: float, question: str) -> float:
    excerpt = window.excerpt
    score = 0.6 * cosine + 0.2 * window.overlap - 0.02 * window.rank
    if excerpt.passage.entry.state.kind == "note":
        score -= 0.04
    if _ABOUT_ITSELF.search(excerpt.text):
        score -= 0.15
    if defines(_sentence(excerpt.passage.chunk, excerpt.first), question):
        score += 0.15
    return score - 0.2 if _in_another_script(excerpt.text, question) else score


def _in_another_script(text: str, question: str) -> bool:
    """Whether the reader, who asked in one script, would get a text in another."""
    return len(_CJK.findall(text)) > 0.2 * len(text) and not _CJK.search(question)


def _pick(windows: Sequence[_Window], scores: Sequence[float], vectors: Vectors) -> list[Excerpt]:
    """Excerpts in the order of their score, each adding something new and preferably from another source."""
    chosen: list[int] = []
    room = MAX_WORDS
    left = set(range(len(windows)))
    while left and len(chosen) < MAX_EXCERPTS:
        best = max(left, key=lambda row: (_worth(row, windows, scores, vectors, chosen), -row))
        left.remove(best)
        size = len(windows[best].excerpt.text.split())
        if size > room or any(_overlaps(windows[best].excerpt, windows[row].excerpt) for row in chosen):
            continue
        if chosen and scores[best] < scores[chosen[0]] - 0.3:
            break
        chosen.append(best)
        room -= size
    excerpts = [replace(windows[row].excerpt, score=scores[row]) for row in chosen]
    return _fill(_joined(excerpts), room)


def _joined(excerpts: Sequence[Excerpt]) -> list[Excerpt]:
    """Excerpts that follow each other in one passage become one, where the better of them stood."""
    joined: list[Excerpt] = []
    for excerpt in excerpts:
        for position, other in enumerate(joined):
            if other.passage.row == excerpt.passage.row and {excerpt.first, excerpt.last + 1} & {
                other.last + 1,
                other.first,
            }:
                first, last = min(other.first, excerpt.first), max(other.last, excerpt.last)
                joined[position] = replace(other, first=first, last=last)
                break
        else:
            joined.append(excerpt)
    return joined


def _fill(excerpts: Sequence[Excerpt], room: int) -> list[Excerpt]:
    """Lets excerpts take the sentences that follow them while there is room, the best excerpt first."""
    filled = list(excerpts)
    for position, excerpt in enumerate(excerpts):
        chunk, before = excerpt.passage.chunk, len(excerpt.text.split())
        last = excerpt.last
        while _continues(chunk, last):
            last += 1
            longer = replace(excerpt, last=last)
            others = [other for other in filled if other is not filled[position]]
            size = len(longer.text.split()) - before
            if size > room or before + size > MAX_EXCERPT_WORDS or any(_overlaps(longer, other) for other in others):
                break
            if _can_close(chunk, last):
                filled[position] = longer
        room -= len(filled[position].text.split()) - before
    return filled


def _can_close(chunk: Chunk, position: int) -> bool:
    """Whether an excerpt may end with a sentence."""
    return chunk.sentences[position].kind not in ("caption", "code") and not _sentence(chunk, position).endswith(
        ("?", ":")
    )


def _worth(
    row: int, windows: Sequence[_Window], scores: Sequence[float], vectors: Vectors, chosen: Sequence[int]
) -> float:
    """Score less what it repeats (maximal marginal relevance, Carbonell and Goldstein, 1998)."""
    likeness = max((float(np.dot(vectors[row], vectors[other])) for other in chosen), default=0.0)
    source = windows[row].excerpt.passage.chunk.source_id
    again = any(windows[other].excerpt.passage.chunk.source_id == source for other in chosen)
    return scores[row] - 0.2 * max(0.0, likeness - 0.6) - (0.02 if again else 0.0)


def _overlaps(one: Excerpt, other: Excerpt) -> bool:
    return one.passage.row == other.passage.row and one.first <= other.last and other.first <= one.last
