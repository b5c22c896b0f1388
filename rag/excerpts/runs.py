"""Runs of sentences that could be quoted, each with how much speaks for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from index.encoder import Vectors
from index.scripts import CJK
from index.terms import terms
from rag.citations import Excerpt
from rag.definitions import definition_worths
from rag.excerpts.context import Stretch
from rag.excerpts.edges import opens_block, step_of
from rag.excerpts.signposts import is_signpost
from rag.excerpts.windows import windows
from rag.questions.formula import has_formula, shows_formula
from rag.questions.question import Question

MOST_COUNTED = 3
_REASON = re.compile(
    r"\b(because|since|so that|therefore|thus|hence|due to|leads? to|helps?|allows?|avoids?|prevents?|reasons?|"
    r"in order to|this means|makes? it|benefits?|advantages?)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(first(?:ly)?|then|next|finally|afterwards|after that|lastly|subsequently|repeat(?:s|ed|ing)?|until)\b",
    re.IGNORECASE,
)
"""Words that put what is done in order."""
MIN_ORDERED = 2
"""Different ones of them in a sentence that goes through steps."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Of what speaks for a run of sentences; fitted on our own development questions (`docs/retrieval.md`)."""

    meaning: float = 0.15
    """Cosine of question and run."""
    best_sentence: float = 0.25
    """Greatest cosine of question and one of its sentences."""
    words: float = 0.26
    """Share of the question's weight that the run says."""
    headings: float = 0.15
    """Share of it that only its title and headings say."""
    rank: float = 0.1
    """1 / (1 + rank of the best passage it stands in)."""
    stretch: float = 0.05
    """1 / (1 + rank of its stretch)."""
    after: float = 0.01
    """For each sentence after the best, up to MOST_COUNTED."""
    before: float = 0.006
    """The same for those before it."""
    torn: float = -0.04
    """Ends with the beginning of a paragraph that its best sentence does not stand in; goes on with steps from amid."""
    reason: float = 0.1
    """Says why, where that was asked."""
    formula: float = 0.08
    """Holds one, where that was asked."""
    typed_formula: float = 0.5
    """Holds the one that is typed in the question."""
    steps: float = 0.1
    """Goes through some, numbered or told in order, where it was asked how."""
    code: float = 0.15
    """Shows some, where that was asked."""
    origin: float = 0.3
    """Tells who, or when, where that was asked."""
    definition: float = 0.2
    """Opens by saying what the thing is, where that was asked."""
    itself: float = -0.3
    """For the share of its sentences that speak of their own article; whole where the first does."""
    other_script: float = -0.2
    """Than the question's."""
    side: float = 0.05
    """For each side of a comparison that it speaks of."""


WEIGHTS = Weights()


@dataclass(frozen=True)
class Run:
    """A run of sentences that could be an excerpt, with what speaks for it."""

    excerpt: Excerpt
    vector: Vectors
    """Of unit length, shape (dimension,)."""
    sides: frozenset[int]
    """Of a comparison, those it speaks of."""
    tells_origin: bool
    """Whether it names who or when, where that was asked."""

    @cached_property
    def size(self) -> int:
        """Words."""
        return len(self.excerpt.text.split())

    @property
    def source(self) -> str:
        return self.excerpt.passage.chunk.source_id

    def overlaps(self, other: "Run") -> bool:
        """Whether both have a sentence in common."""
        one, two = self.excerpt, other.excerpt
        return one.passage.row == two.passage.row and one.first <= two.last and two.first <= one.last


def runs_of(question: Question, vector: Vectors, stretch: Stretch, rank: int) -> list[Run]:
    """The runs of sentences of a stretch that can be quoted; its rank among those read is counted from 0."""
    chunk = stretch.passage.chunk
    bounds = windows(chunk, with_code=not question.aims.isdisjoint(("code", "steps")))
    if not bounds:
        return []
    first, last = np.asarray(bounds).T
    totals = np.vstack([np.zeros_like(stretch.vectors[:1]), np.cumsum(stretch.vectors, axis=0)])
    vectors = _unit(totals[last + 1] - totals[first])
    sentences = _Sentences.of(question, _unit(stretch.vectors) @ vector, stretch, rank)
    scores = WEIGHTS.meaning * (vectors @ vector) + [sentences.score(*run) for run in bounds]
    return [
        Run(
            Excerpt(stretch.passage, *run, float(score)),
            of_run,
            sentences.sides_said(*run),
            any(one.tells_origin for one in sentences.of_run(*run)),
        )
        for run, score, of_run in zip(bounds, scores, vectors, strict=True)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """What a sentence of a stretch brings to a run."""

    cosine: float
    """Of question and sentence."""
    stems: frozenset[str]
    """Of the question, those that it says."""
    rank: float
    """1 / (1 + rank of the passage it stands in), or 0."""
    defines: float
    """How much it says of what the thing is, where that was asked."""
    says_why: bool
    has_formula: bool
    has_typed_formula: bool
    """Whether it has the formula that is typed in the question."""
    is_code: bool
    step: int
    """Its number, where it opens an item of a numbered list; 0 where it does not."""
    tells_steps: bool
    """Whether it goes through several, where that was asked."""
    opens_block: bool
    """Whether it is the first of its paragraph or item."""
    tells_origin: bool
    is_of_itself: bool
    """Whether it speaks of its own article."""
    is_foreign: bool
    """Whether it is in another script than the question."""
    sides: frozenset[int]
    """Of a comparison, those it speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentences:
    """The sentences of a stretch, of which runs are weighed."""

    question: Question
    stretch: int
    """Rank of the stretch, from 0."""
    headings: frozenset[str]
    """Stems of the question that title and headings say."""
    sentences: Sequence[_Sentence]
    shares: dict[frozenset[str], float] = field(default_factory=dict)
    """Of the question's weight, by stems: many runs say the same words of it."""

    @classmethod
    def of(cls, question: Question, cosines: Vectors, stretch: Stretch, rank: int) -> "_Sentences":
        chunk, aims = stretch.passage.chunk, question.aims
        worths = definition_worths(chunk, question.defined)
        before, after = ["", *chunk.sentence_texts], [*chunk.sentence_texts[1:], ""]
        return cls(
            question=question,
            stretch=rank,
            headings=question.stems.intersection(terms(" ".join([chunk.title, *chunk.section]))),
            sentences=[
                _Sentence(
                    cosine=cosine,
                    stems=question.stems.intersection(said := terms(text)),
                    rank=0.0 if place is None else 1 / (1 + place),
                    defines=worths[position],
                    says_why="reason" in aims and bool(_REASON.search(text)),
                    has_formula="formula" in aims and shows_formula(text),
                    has_typed_formula=has_formula(text, question.formula),
                    is_code="listing" in aims and chunk.sentences[position].kind == "code",
                    step=step_of(chunk, position),
                    tells_steps="steps" in aims and _tells_steps(text),
                    opens_block=opens_block(chunk, position),
                    tells_origin=question.is_told_by(text, before[position], after[position]),
                    is_of_itself=chunk.sentences[position].kind != "code" and is_signpost(text),
                    is_foreign=_in_another_script(text, question.text),
                    sides=frozenset(side for side, thing in enumerate(question.sides) if thing.is_in(said)),
                )
                for position, (text, cosine, place) in enumerate(
                    zip(chunk.sentence_texts, cosines.tolist(), stretch.ranks, strict=True)
                )
            ],
        )

    def of_run(self, first: int, last: int) -> Sequence[_Sentence]:
        """The sentences of a run."""
        return self.sentences[first : last + 1]

    def score(self, first: int, last: int) -> float:
        """Of a run, but for its meaning as a whole."""
        run = self.of_run(first, last)
        best = max(range(len(run)), key=lambda place: run[place].cosine)
        own = frozenset[str]().union(*(one.stems for one in run))
        said, around = self._share(own), self._share(own | self.headings)
        any_step_follows = any(one.step for one in run[1:])
        of_itself = sum(one.is_of_itself for one in run) / len(run)
        return (
            WEIGHTS.best_sentence * run[best].cosine
            + WEIGHTS.words * said
            + WEIGHTS.headings * (around - said)
            + WEIGHTS.rank * max(one.rank for one in run)
            + WEIGHTS.stretch / (1 + self.stretch)
            + WEIGHTS.after * min(MOST_COUNTED, len(run) - 1 - best)
            + WEIGHTS.before * min(MOST_COUNTED, best)
            + WEIGHTS.torn * (self._is_torn(first + best, last) + (run[0].step > 1 and any_step_follows))
            + WEIGHTS.reason * any(one.says_why for one in run)
            + WEIGHTS.formula * any(one.has_formula for one in run)
            + WEIGHTS.typed_formula * any(one.has_typed_formula for one in run)
            + WEIGHTS.steps * ("steps" in self.question.aims and any(one.step or one.tells_steps for one in run))
            + WEIGHTS.code * any(one.is_code for one in run)
            + WEIGHTS.origin * any(one.tells_origin for one in run)
            + WEIGHTS.itself * (1.0 if run[0].is_of_itself else of_itself)
            + WEIGHTS.other_script * any(one.is_foreign for one in run)
            + WEIGHTS.side * len(self.sides_said(first, last))
            + WEIGHTS.definition * run[0].defines
        )

    def _is_torn(self, best: int, last: int) -> bool:
        """Whether a run ends amid a paragraph or an item in which its best sentence does not stand."""
        opens = [one.opens_block for one in self.sentences[best + 1 : last + 2]]
        return last + 1 < len(self.sentences) and not opens[-1] and any(opens)

    def sides_said(self, first: int, last: int) -> frozenset[int]:
        """The sides of a comparison that a run speaks of."""
        return frozenset[int]().union(*(one.sides for one in self.of_run(first, last)))

    def _share(self, stems: frozenset[str]) -> float:
        if stems not in self.shares:
            self.shares[stems] = self.question.share_in(stems)
        return self.shares[stems]


def _tells_steps(text: str) -> bool:
    """Whether a sentence goes through steps in order: "sorts them, keeps the first, and repeats until none is left"."""
    return len({word.casefold() for word in _ORDER.findall(text)}) >= MIN_ORDERED


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def _in_another_script(text: str, question: str) -> bool:
    """Whether the reader, who asked in one script, would get a text in another."""
    return len(CJK.findall(text)) > 0.2 * len(text) and not CJK.search(question)
