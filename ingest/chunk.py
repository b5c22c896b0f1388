"""A document -> chunks: runs of whole sentences of one section, at most 220 encoder tokens."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from index.records import Block, BlockKind, Chunk, Document, Section, Sentence, Source, content_id
from ingest.sentences import split_sentences

MAX_TOKENS = 220
MAX_MARK = 20
"""Characters of a list marker with the white space around it."""
TokenCounter = Callable[[Sequence[str]], list[int]]
_WHOLE: frozenset[BlockKind] = frozenset({"formula", "code", "table"})
_NOT_CONTENT = re.compile(
    r"[\d.\s]*(references?|bibliography|further reading|citation|cited as|how to cite|acknowledge?ments?|"
    r"table of contents|contents|see also|related (posts|articles)|comments|footnotes|updates and corrections|reuse|"
    r"credits?)\W*",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+|>\s?")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, or a block kept whole, at its place in the document."""

    start: int
    end: int
    kind: BlockKind
    tokens: int


def chunk_document(document: Document, source: Source, count_tokens: TokenCounter) -> list[Chunk]:
    """The chunks of a document in reading order; `document.text[chunk.start:chunk.end] == chunk.text` for each.

    Sections that are no content (references, further reading) give none.
    """
    units = _units(document, count_tokens)
    chunks: list[Chunk] = []
    seen: Counter[tuple[str, str]] = Counter()
    for position, of_section in groupby(units, key=lambda pair: pair[0]):
        section = document.sections[position]
        for run in _runs([unit for _, unit in of_section]):
            chunk = _chunk(document, source, section, run)
            again = seen[(chunk.text, " ".join(chunk.section))]
            seen[(chunk.text, " ".join(chunk.section))] += 1
            chunks.append(replace(chunk, id=content_id(chunk.id, str(again))) if again else chunk)
    return chunks


def _units(document: Document, count_tokens: TokenCounter) -> list[tuple[int, _Unit]]:
    """Every unit with the position of its section, none longer than MAX_TOKENS."""
    spans = [
        (block.section, start, end, block.kind)
        for block in document.blocks
        if block.kind != "heading" and not _is_left_out(document.sections[block.section])
        for start, end in _spans(document, block)
    ]
    tokens = count_tokens([document.text[start:end] for _, start, end, _ in spans])
    units: list[tuple[int, _Unit]] = []
    for (section, start, end, kind), count in zip(spans, tokens, strict=True):
        pieces = _cut(document.text, start, end, count, count_tokens)
        units += [
            (section, _Unit(piece_start, piece_end, kind, piece_count))
            for piece_start, piece_end, piece_count in pieces
        ]
    units = _with_letters(units, document.text, count_tokens)
    # list markers stand between sentences and count too; what is longer is no part of the text
    marks = [document.text[left.end : right.start] for (_, left), (_, right) in pairwise(units)]
    extra = [0, *count_tokens([mark if len(mark) < MAX_MARK else "" for mark in marks])]
    return [
        (section, replace(unit, tokens=unit.tokens + more)) for (section, unit), more in zip(units, extra, strict=False)
    ]


def _with_letters(units: list[tuple[int, _Unit]], text: str, count_tokens: TokenCounter) -> list[tuple[int, _Unit]]:
    """A unit without a letter (the number of a list, a stop after a formula) joins the one before or after it."""
    joined: list[tuple[int, _Unit]] = []
    for section, unit in units:
        before = joined[-1][1] if joined and joined[-1][0] == section else None
        if before is not None and _may_join(before, unit, text):
            (tokens,) = count_tokens([text[before.start : unit.end]])
            if tokens <= MAX_TOKENS:
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


def _cut(text: str, start: int, end: int, tokens: int, count_tokens: TokenCounter) -> list[tuple[int, int, int]]:
    """A unit that alone is too long, cut at white space (or anywhere, where there is none) into pieces that fit."""
    if tokens <= MAX_TOKENS:
        return [(start, end, tokens)]
    middle = _break_near(text, start, end)
    halves = [(start, len(text[:middle].rstrip())), (middle, end)]
    counts = count_tokens([text[left:right] for left, right in halves])
    return [
        piece
        for (left, right), count in zip(halves, counts, strict=True)
        for piece in _cut(text, left, right, count, count_tokens)
    ]


def _break_near(text: str, start: int, end: int) -> int:
    """The line break, or else the space, nearest to the middle; the middle itself without one."""
    middle = (start + end) // 2
    for pattern in (r"\n+", r"\s+"):
        places = [
            start + match.end()
            for match in re.finditer(pattern, text[start:end])
            if match.start() and start + match.end() < end
        ]
        near = [place for place in places if abs(place - middle) <= (end - start) // 4]
        if near:
            return min(near, key=lambda place: abs(place - middle))
    return middle


def _runs(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """Units in runs of at most MAX_TOKENS, of about equal length so that none is a mere remnant."""
    total = sum(unit.tokens for unit in units)
    target = total / -(-total // MAX_TOKENS) if total else MAX_TOKENS
    run: list[_Unit] = []
    size = 0
    for unit in units:
        full = size + unit.tokens > MAX_TOKENS
        balanced = size >= target or (size + unit.tokens / 2 > target and size > target / 2)
        if run and (full or (balanced and unit.kind != "formula")):
            yield run
            run, size = [], 0
        run.append(unit)
        size += unit.tokens
    if run:
        yield run


def _chunk(document: Document, source: Source, section: Section, run: list[_Unit]) -> Chunk:
    start, end = run[0].start, run[-1].end
    text = document.text[start:end]
    page = next((block.page for block in document.blocks if block.start <= start < block.end), None)
    sentences = tuple(Sentence(unit.start - start, unit.end - start, unit.kind) for unit in run)
    chunk_id = content_id(source.url, document.title, *section.path, text)
    return Chunk(chunk_id, source.id, document.title, section.path, section.anchor, page, start, end, text, sentences)
