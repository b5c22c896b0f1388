"""The quotes answerer: up to four short contiguous excerpts, each a verbatim run of stored sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.encoder import Encoder, Vectors
from index.records import Chunk
from index.terms import terms
from rag.citations import Excerpt
from rag.retrieve import Passage

MAX_EXCERPTS = 4
MAX_WORDS = 250
MAX_EXCERPT_WORDS = 90
PASSAGES_READ = 12
SENTENCES_READ = 32
_LEANING = re.compile(
    r"(this|that|these|those|it|its|they|their|such|however|but|therefore|thus|hence|so|then|here|also|as (shown|mentioned|described|discussed)|"
    r"in (this|that) (case|way)|for (this|that) reason|the (former|latter)|similarly|moreover|furthermore|additionally|instead|otherwise|again|and|or|where|which|both)\b",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"\b(in this (post|article|blog|section|notebook|tutorial|chapter|part)|this (post|article|blog)|next (section|post)|let'?s |we('ll| will) (see|look|cover|discuss|explain)|"
    r"check out|click|subscribe|thanks|image (source|credit)|see (fig|sec)|read more|table of contents|links? to all)\b",
    re.IGNORECASE,
)
_EXERCISE = re.compile(r"exercise|problem|quiz|homework", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    passage: Passage
    rank: int
    position: int
    """Of the sentence in its chunk."""
    overlap: float
    """Share of the question's weight that the sentence (and, at half, its headings) holds."""


def choose_excerpts(
    passages: Sequence[Passage], weights: Mapping[str, float], vector: Vectors, encoder: Encoder
) -> list[Excerpt]:
    """The excerpts that answer, best first; together at most MAX_WORDS words.

    Args:
        passages: ranked passages.
        weights: the question's terms with their inverse document frequency.
        vector: the encoded question, shape (1, dimension).
    """
    candidates = sorted(_candidates(passages[:PASSAGES_READ], weights), key=lambda one: -one.overlap + 0.03 * one.rank)[
        :SENTENCES_READ
    ]
    if not candidates:
        return []
    vectors = encoder.encode([_context(one) for one in candidates])
    cosines = (vectors @ vector[0]).tolist()
    scored = sorted(
        zip(candidates, map(_score, candidates, cosines), range(len(candidates)), strict=True),
        key=lambda entry: -entry[1],
    )
    return _pick([(candidate, score, vectors[row]) for candidate, score, row in scored])


def _candidates(passages: Sequence[Passage], weights: Mapping[str, float]) -> list[_Candidate]:
    total = sum(weights.values()) or 1.0
    found = []
    for rank, passage in enumerate(passages):
        headings = set(terms(" ".join([passage.chunk.title, *passage.chunk.section])))
        for position, _ in enumerate(passage.chunk.sentences):
            if _can_lead(passage.chunk, position):
                own = set(terms(_sentence(passage.chunk, position)))
                held = sum(
                    weight * (1.0 if term in own else 0.5 if term in headings else 0.0)
                    for term, weight in weights.items()
                )
                found.append(_Candidate(passage, rank, position, held / total))
    return found


def _can_lead(chunk: Chunk, position: int) -> bool:
    """Whether an excerpt may be chosen for this sentence: prose that says something."""
    sentence, text = chunk.sentences[position], _sentence(chunk, position)
    if (
        sentence.kind in ("caption", "code", "heading", "formula")
        or text.endswith("?")
        or any(_EXERCISE.fullmatch(part) for part in chunk.section)
    ):
        return False
    return len(text.split()) > 5 or bool(re.search(r"[\u3040-\u9fff\uac00-\ud7af]{8}", text)) or "$" in text


def _sentence(chunk: Chunk, position: int) -> str:
    sentence = chunk.sentences[position]
    return chunk.text[sentence.start : sentence.end]


def _context(candidate: _Candidate) -> str:
    chunk = candidate.passage.chunk
    heading = chunk.section[-1] if chunk.section else chunk.title
    return f"{heading}: {_sentence(chunk, candidate.position)}"


def _score(candidate: _Candidate, cosine: float) -> float:
    text = _sentence(candidate.passage.chunk, candidate.position)
    score = 0.6 * cosine + 0.4 * candidate.overlap - 0.012 * candidate.rank
    if candidate.passage.entry.state.kind == "note":
        score -= 0.05
    if _LEANING.match(text):
        score -= 0.05
    return score - 0.2 if _ABOUT_ITSELF.search(text) else score


def _pick(scored: Sequence[tuple[_Candidate, float, Vectors]]) -> list[Excerpt]:
    """Excerpts in the order of their score, each adding something and preferably from another source."""
    chosen: list[Excerpt] = []
    seen: list[Vectors] = []
    room = MAX_WORDS
    best = scored[0][1]
    pool = list(scored)
    while pool and len(chosen) < MAX_EXCERPTS:
        pool.sort(key=lambda entry: -_worth(entry, chosen, seen))
        candidate, score, vector = pool.pop(0)
        if score < best - 0.25 or _covered(candidate, chosen):
            continue
        excerpt = _grow(candidate, score, chosen, min(room, MAX_EXCERPT_WORDS))
        size = len(excerpt.text.split())
        if size <= room:
            chosen.append(excerpt)
            seen.append(vector)
            room -= size
    return chosen


def _worth(entry: tuple[_Candidate, float, Vectors], chosen: Sequence[Excerpt], seen: Sequence[Vectors]) -> float:
    """Score less what it repeats (maximal marginal relevance, Carbonell and Goldstein, 1998)."""
    candidate, score, vector = entry
    likeness = max((float(np.dot(vector, other)) for other in seen), default=0.0)
    same_source = any(excerpt.passage.chunk.source_id == candidate.passage.chunk.source_id for excerpt in chosen)
    return score - 0.25 * max(0.0, likeness - 0.5) - (0.03 if same_source else 0.0)


def _covered(candidate: _Candidate, chosen: Sequence[Excerpt]) -> bool:
    return any(
        excerpt.passage.chunk.id == candidate.passage.chunk.id and excerpt.first <= candidate.position <= excerpt.last
        for excerpt in chosen
    )


def _grow(candidate: _Candidate, score: float, chosen: Sequence[Excerpt], max_words: int) -> Excerpt:
    """The sentence with what it leans on before it, and what follows while there is room."""
    chunk = candidate.passage.chunk
    taken = {
        position
        for excerpt in chosen
        if excerpt.passage.chunk.id == chunk.id
        for position in range(excerpt.first, excerpt.last + 1)
    }
    first = last = candidate.position

    def fits(start: int, end: int) -> bool:
        words = len(chunk.text[chunk.sentences[start].start : chunk.sentences[end].end].split())
        return words <= max_words and not taken.intersection(range(start, end + 1))

    while first > 0 and _LEANING.match(_sentence(chunk, first)) and fits(first - 1, last):
        first -= 1
    while (
        last + 1 < len(chunk.sentences)
        and chunk.sentences[last + 1].kind not in ("caption", "code")
        and fits(first, last + 1)
    ):
        last += 1
    while last > candidate.position and _sentence(chunk, last).endswith(("?", ":")):
        last -= 1
    return Excerpt(candidate.passage, first, last, score)
