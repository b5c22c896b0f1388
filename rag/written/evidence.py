"""The sentences a model may see and cite: each under an id of its own, by source, as many as there is room for."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.records import Chunk
from index.terms import content_terms
from rag.citations import Excerpt
from rag.excerpts.context import Stretch
from rag.excerpts.instructions import holds_markup, speaks_to_machines
from rag.excerpts.orders import orders_in
from rag.template_marks import TEMPLATE_MARK
from rag.written.ids import MakeIds
from rag.written.prompts import source_block

MOST_TOKENS = 1500
"""Of evidence, however much a model could read, so that one on a CPU begins to answer in time."""
BESIDE = 1000.0
_RULE = re.compile(r"(?<![|:-])(?:-{4,}|={3,}|#{3,}|-{3}[A-Z])(?![|:-])")
"""Lines that part one thing from another, and that an article's sentence has no need of."""
_OF_THE_PROMPT = re.compile(r"\s*(?:From|Question|Rules|Reader):")
"""What opens a line of ours: a model that repeats it repeats what it was told."""
_OF_A_MODEL = re.compile(rf"{TEMPLATE_MARK}|</?(?:bos|eos|pad|unk)>", re.IGNORECASE)
"""What a tokenizer may take for signs of its own; the last four are but words in an answer."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may be cited."""

    id: str
    excerpt: Excerpt
    context: str
    """Title and headings, and the sentence before: what its pronouns stand for."""

    @property
    def text(self) -> str:
        """The stored sentence."""
        return self.excerpt.text

    @property
    def source(self) -> str:
        """Id of the source it stands in."""
        return self.excerpt.passage.chunk.source_id


def choose_evidence(
    stretches: Sequence[Stretch],
    quoted: Sequence[Excerpt],
    room: int,
    count_tokens: Callable[[str], int],
    told: Sequence[str],
    make_ids: MakeIds,
) -> list[Evidence]:
    """Sentences that fit into so many tokens: those that would be quoted, then those of the best passages.

    They are given out in reading order.

    Args:
        told: texts that the model is told besides.
    """
    places = [_Place(stretch, position) for stretch in stretches for position in range(len(stretch.ranks))]
    shown = [place for place in places if place.may_be_shown]
    ids = make_ids([place.text for place in shown], told)
    room = min(room, MOST_TOKENS)
    first = {(one.passage.row, position) for one in quoted for position in range(one.first, one.last + 1)}

    def worth(row: int) -> float:
        place = shown[row]
        return -1.0 if (place.stretch.passage.row, place.position) in first else place.rank

    chosen: set[int] = set()
    for row in sorted(range(len(shown)), key=worth):
        cost = count_tokens(f"[{ids[row]}] {shown_text(shown[row].text)}\n")
        if not any(shown[other].stretch is shown[row].stretch for other in chosen):
            cost += count_tokens(source_block(shown[row].chunk.title, shown[row].chunk.section, []))
        if cost <= room:
            room -= cost
            chosen.add(row)
    return [Evidence(ids[row], shown[row].excerpt, shown[row].context) for row in sorted(chosen)]


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence of a stretch."""

    stretch: Stretch
    position: int

    @property
    def chunk(self) -> Chunk:
        return self.stretch.passage.chunk

    @property
    def text(self) -> str:
        return self.excerpt.text

    @property
    def excerpt(self) -> Excerpt:
        return Excerpt(self.stretch.passage, self.position, self.position, self.stretch.passage.score)

    @property
    def rank(self) -> float:
        """Of the passage it stands in, from 0; what stands beside one comes after them all."""
        rank = self.stretch.ranks[self.position]
        return BESIDE if rank is None else rank

    @property
    def may_be_shown(self) -> bool:
        """Whether it says something: no question, no caption alone, no instruction to a machine."""
        kind = self.chunk.sentences[self.position].kind
        says = bool(content_terms(self.text)) and not (_RULE.search(self.text) or _OF_THE_PROMPT.match(self.text))
        is_order = self.position in orders_in(self.chunk) or holds_markup(self.text)
        return says and kind != "caption" and not self.text.endswith("?") and not is_order

    @property
    def context(self) -> str:
        is_told = self.position > 0 and self.position - 1 not in orders_in(self.chunk)
        before = self.chunk.sentence_text(self.position - 1) if is_told else ""
        return " ".join([*headings_of(self.chunk), before])


def headings_of(chunk: Chunk) -> list[str]:
    """Title and headings that a chunk stands under, without those that speak to machines."""
    return [heading for heading in (chunk.title, *chunk.section) if not speaks_to_machines(heading)]


def titles_of(evidence: Iterable[Evidence]) -> list[str]:
    """Where sentences stand, as a model is told it: "Title" and "Title > Heading", each once."""
    paths = (place_of(one.excerpt.passage.chunk) for one in evidence)
    return list(dict.fromkeys(" > ".join(path[:length]) for path in paths for length in range(1, len(path) + 1)))


def place_of(chunk: Chunk) -> list[str]:
    """Title and headings of a chunk as a model sees them, each once."""
    title, *section = map(shown_text, headings_of(chunk) or ["An article"])
    return [title, *(heading for heading in section if heading != title)]


def shown_text(text: str) -> str:
    """A stored sentence as a model sees it: on one line, or indented where its lines matter, without template marks."""
    plain = _OF_A_MODEL.sub(" ", text)
    if "```" in plain or plain.lstrip().startswith("|"):
        return "\n    ".join(line for line in plain.splitlines() if line.strip())
    return " ".join(plain.split())


def evidence_text(evidence: Sequence[Evidence]) -> str:
    """All evidence as a model sees it, by source and section."""
    blocks = []
    for _, group in groupby(evidence, key=lambda one: one.excerpt.passage.row):
        listed = list(group)
        chunk = listed[0].excerpt.passage.chunk
        title, *section = place_of(chunk)
        blocks.append(source_block(title, section, [(one.id, shown_text(one.text)) for one in listed]))
    return "\n\n".join(blocks)
