"""A document -> chunks: runs of whole sentences of one section, at most 220 encoder tokens.

A formula, code block or table is one unit like a sentence. What alone is too long is cut where a reader would: between
paragraphs, lines, clauses or words, and inside a formula or a code span only where that alone is too long. Title and
headings are encoded with each chunk (`Chunk.encoder_text`); where they are so long that both would not fit the encoder,
the chunks of that section are smaller.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from index.records import Block, BlockKind, Chunk, Document, Section, Sentence, Source, content_id, encoder_heading
from index.sentences import cover_wholes, split_sentences

MAX_TOKENS = 220
ROOM = 254
"""Tokens the default encoder takes beside its two special ones."""
MAX_MARK = 20
"""Characters of a list marker with the white space around it."""
CountTokens = Callable[[Sequence[str]], list[int]]
_WHOLE: frozenset[BlockKind] = frozenset({"formula", "code", "table"})
_NOT_CONTENT = re.compile(
    r"[\d.\s]*(references?|bibliography|further reading|citation|cited as|how to cite|acknowledge?ments?|"
    r"table of contents|contents|see also|related (posts|articles)|footnotes|updates and corrections|reuse|"
    r"credits?)\W*",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_MARKER = re.compile(r"(?:>\s?)*(?:\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s)?)?")
_BREAKS = [re.compile(pattern) for pattern in (r"\n[ \t]*\n+", r"\n+", r"[.!?;:]\s+", r",\s+", r"\s+")]
"""Where what is too long is cut, the best place first."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, or a block kept whole, at its place in the document."""

    start: int
    end: int
    kind: BlockKind
    tokens: int


def chunk_document(document: Document, source: Source, count_tokens: CountTokens, *, room: int = ROOM) -> list[Chunk]:
    """The chunks of a document in reading order; `document.text[chunk.start:chunk.end] == chunk.text` for each.

    `room` is what the encoder takes of headings and text together, in tokens (`Encoder.room`). Sections that are no
    content (references, further reading) give no chunk.
    """
    limits = _limits(document, count_tokens, room)
    chunks: list[Chunk] = []
    seen: Counter[tuple[str, str]] = Counter()
    for position, of_section in groupby(_units(document, limits, count_tokens), key=lambda pair: pair[0]):
        section, units = document.sections[position], [unit for _, unit in of_section]
        for run in _fitting(_runs(units, limits[position]), document.text, limits[position], count_tokens):
            chunk = _chunk(document, source, section, run)
            again = seen[(chunk.text, " ".join(chunk.section))]
            seen[(chunk.text, " ".join(chunk.section))] += 1
            chunks.append(replace(chunk, id=content_id(chunk.id, str(again))) if again else chunk)
    return chunks


def _limits(document: Document, count_tokens: CountTokens, room: int) -> list[int]:
    """Tokens that a chunk of each section may have; headings never take more than three quarters of the room."""
    headings = [encoder_heading(document.title, section.path) + "\n" for section in document.sections]
    return [min(MAX_TOKENS, max(room - count, room // 4)) for count in count_tokens(headings)]


def _units(document: Document, limits: Sequence[int], count_tokens: CountTokens) -> list[tuple[int, _Unit]]:
    """Every unit with the position of its section, none longer than the limit there."""
    spans = [
        (block.section, start, end, block.kind)
        for block in document.blocks
        if block.kind != "heading" and not _is_left_out(document.sections[block.section])
        for start, end in _spans(document, block)
    ]
    tokens = count_tokens([document.text[start:end] for _, start, end, _ in spans])
    units = [
        (section, unit)
        for (section, start, end, kind), count in zip(spans, tokens, strict=True)
        for unit in _cut(document.text, _Unit(start, end, kind, count), limits[section], count_tokens)
    ]
    units = _with_letters(units, document.text, limits, count_tokens)
    # list markers stand between sentences and count too; what is longer is no part of the text
    marks = [document.text[left.end : right.start] for (_, left), (_, right) in pairwise(units)]
    extra = [0, *count_tokens([mark if len(mark) < MAX_MARK else "" for mark in marks])]
    return [
        (section, replace(unit, tokens=unit.tokens + more)) for (section, unit), more in zip(units, extra, strict=False)
    ]


def _with_letters(
    units: list[tuple[int, _Unit]], text: str, limits: Sequence[int], count_tokens: CountTokens
) -> list[tuple[int, _Unit]]:
    """A unit without a letter (the number of a list, a stop after a formula) joins the one before or after it."""
    joined: list[tuple[int, _Unit]] = []
    for section, unit in units:
        before = joined[-1][1] if joined and joined[-1][0] == section else None
        if before is not None and _may_join(before, unit, text):
            (tokens,) = count_tokens([text[before.start : unit.end]])
            if tokens <= limits[section]:
                joined[-1] = (section, _Unit(before.start, unit.end, before.kind, tokens))
                continue
        joined.append((section, unit))
    return joined


def _may_join(before: _Unit, unit: _Unit, text: str) -> bool:
    bare = any(not _LETTER.search(text, one.start, one.end) for one in (before, unit))
    return bare and before.kind not in _WHOLE and unit.kind not in _WHOLE


def _is_left_out(section: Section) -> bool:
    return any(_NOT_CONTENT.fullmatch(heading) for heading in section.path)


def _spans(document: Document, block: Block) -> Iterator[tuple[int, int]]:
    if block.kind in _WHOLE:
        yield block.start, block.end
        return
    text = document.text[block.start : block.end]
    marker = _MARKER.match(text) if block.kind in ("item", "quote") else None
    offset = block.start + (marker.end() if marker else 0)
    for start, end in split_sentences(document.text[offset : block.end]):
        yield offset + start, offset + end


def _cut(text: str, unit: _Unit, limit: int, count_tokens: CountTokens) -> list[_Unit]:
    """A unit that alone is too long, in pieces that fit."""
    if unit.tokens <= limit:
        return [unit]
    middle = _break_near(text[unit.start : unit.end]) + unit.start
    halves = [(unit.start, unit.start + len(text[unit.start : middle].rstrip())), (middle, unit.end)]
    counts = count_tokens([text[start:end] for start, end in halves])
    return [
        piece
        for (start, end), count in zip(halves, counts, strict=True)
        for piece in _cut(text, _Unit(start, end, unit.kind, count), limit, count_tokens)
    ]


def _break_near(text: str) -> int:
    """The best place to cut in the middle half of a text, outside formulas and code spans; else the nearest space.

    >>> _break_near("one two, three four five")
    9
    >>> _break_near("of $a + b + c + d + e$"), _break_near("unbroken")
    (3, 4)
    """
    middle, covered = len(text) / 2, cover_wholes(text)
    anywhere = [_places(pattern, shown) for shown in (covered, text) for pattern in _BREAKS]
    near = [[place for place in places if abs(place - middle) <= len(text) / 4] for places in anywhere[: len(_BREAKS)]]
    best = next((places for places in [*near, anywhere[len(_BREAKS) - 1], anywhere[-1]] if places), [int(middle)])
    return min(best, key=lambda place: abs(place - middle))


def _places(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.end() for match in pattern.finditer(text) if match.start() and match.end() < len(text)]


def _runs(units: list[_Unit], limit: int) -> Iterator[list[_Unit]]:
    """Units in runs of at most `limit` tokens, of about equal length so that none is a mere remnant."""
    total = sum(unit.tokens for unit in units)
    target = total / -(-total // limit) if total else limit
    run: list[_Unit] = []
    size = 0
    for unit in units:
        full = size + unit.tokens > limit
        balanced = size >= target or (size + unit.tokens / 2 > target and size > target / 2)
        if run and (full or (balanced and unit.kind != "formula")):
            yield run
            run, size = [], 0
        run.append(unit)
        size += unit.tokens
    if run:
        yield run


def _fitting(runs: Iterator[list[_Unit]], text: str, limit: int, count_tokens: CountTokens) -> Iterator[list[_Unit]]:
    """The runs, those halved whose text has more tokens than its units have (as some tokenizers count joints)."""
    some = list(runs)
    counts = count_tokens([text[run[0].start : run[-1].end] for run in some])
    for run, count in zip(some, counts, strict=True):
        if count <= limit or len(run) == 1:
            yield run
        else:
            half = len(run) // 2
            yield from _fitting(iter([run[:half], run[half:]]), text, limit, count_tokens)


def _chunk(document: Document, source: Source, section: Section, run: list[_Unit]) -> Chunk:
    start, end = run[0].start, run[-1].end
    text = document.text[start:end]
    page = next((block.page for block in document.blocks if block.start <= start < block.end), None)
    sentences = tuple(Sentence(unit.start - start, unit.end - start, unit.kind) for unit in run)
    chunk_id = content_id(source.url, document.title, *section.path, text)
    return Chunk(chunk_id, source.id, document.title, section.path, section.anchor, page, start, end, text, sentences)
