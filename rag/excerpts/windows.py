"""Runs of sentences that can be quoted: whole, readable alone, no longer than an excerpt."""

import re
from functools import lru_cache
from itertools import accumulate

from index.records import Chunk
from index.scripts import CJK
from rag.excerpts.edges import (
    LEAD_WORDS,
    LONG_LEAD_WORDS,
    can_close,
    can_open,
    depths_of,
    gap_before,
    is_answered,
    is_cell,
    is_entry,
    is_lead,
    is_title,
    opens_block,
)
from rag.excerpts.orders import orders_in
from rag.excerpts.signposts import is_signpost

MIN_WORDS, MAX_WORDS = 5, 110
MAX_WORDS_OF_CODE = 200
"""Of a run with a block of code in it, which has to be shown whole."""
_NEWS = re.compile(
    r"[\W_]*(?:(?:last )?(?:updated?|edit(?:ed)?|modified|posted|published)(?: on)?:? *)(?:\d|\w+ \d)", re.IGNORECASE
)
"""What a page says of its own editions, with a date."""
_BIBLIOGRAPHY = re.compile(r"(?:```\w*\s*)?@[a-z]+\s*\{|(?:cited|please cite)\b.{0,30}:$", re.IGNORECASE)
"""An entry of one for those who cite the page, with what announces it."""
_PROSE = re.compile(r"[A-Z]\w*(?: \S+){4}")
_FIVE_WORDS = re.compile(r"(?:[^\W\d_]{2,}\W? ){4}[^\W\d_]{2,}")
_NO_CONTENT = re.compile(r"[\d.\s]*(exercises?|problems?|quiz|homework|credits?)\W*", re.IGNORECASE)
_TABLE_RULE = re.compile(r"^\|[\s|:-]+\|$", re.MULTILINE)


@lru_cache(maxsize=2_000)
def windows(chunk: Chunk, *, with_code: bool) -> tuple[tuple[int, int], ...]:
    """First and last sentence of every run that can be quoted; one question after the other reads the same chunks."""
    if any(_NO_CONTENT.fullmatch(heading) for heading in chunk.section):
        return ()
    texts = chunk.sentence_texts
    ends = list(accumulate((len(text.split()) for text in texts), initial=0))
    blocks = _code_blocks(chunk, texts) if with_code else {}
    opens = [_is_told(chunk, position) and can_open(chunk, texts, position) for position in range(len(texts))]
    closes = [_may_end(chunk, texts, position, blocks) for position in range(len(texts))]
    leads = [is_lead(chunk, position, LONG_LEAD_WORDS) for position in range(len(texts))]
    follows = [_can_follow(chunk, position, blocks) for position in range(len(texts))]
    depths = depths_of(chunk)
    found = []
    for first in range(len(texts)):
        if not (opens[first] or blocks.get(first, (-1, -1))[0] == first):
            continue
        last, most = first, MAX_WORDS
        while last == first or (last < len(texts) and follows[last] and ends[last + 1] - ends[first] <= most):
            if _leaves(chunk, depths, first, last):
                break
            most = MAX_WORDS_OF_CODE if last in blocks or last + 1 in blocks else most
            is_end = closes[last] and (last == first or not leads[last])
            if is_end and (ends[last + 1] - ends[first] >= MIN_WORDS or _says_much(texts[first])):
                found.append((first, last))
            last += 1
    return tuple(found)


def _leaves(chunk: Chunk, depths: list[int], first: int, position: int) -> bool:
    """Whether a run would go on from an inner item to the outer ones, to the next question, or to what a lead opens.

    One that begins with an entry of a glossary, or with a cell of a table, would go on to the next entry. What begins
    with code or with the end of a paragraph goes past no title either.
    """
    if position == first or depths[position] < depths[first] or is_answered(chunk, position):
        return position > first
    if is_entry(chunk, position) and (is_entry(chunk, first) or is_cell(chunk, first)):
        return True
    if chunk.sentences[first].kind == "code" or not opens_block(chunk, first):
        return is_title(chunk, position)
    return chunk.sentences[position].kind == "paragraph" and is_lead(chunk, position, LEAD_WORDS)


def _code_blocks(chunk: Chunk, texts: list[str]) -> dict[int, tuple[int, int]]:
    """Of each sentence that is a piece of code, the first and last piece of its block, where it stands here whole."""
    blocks: dict[int, tuple[int, int]] = {}
    orders, opened = orders_in(chunk), None
    for position, text in enumerate(texts):
        if chunk.sentences[position].kind != "code":
            opened = None
            continue
        opened = position if text.startswith("```") and not _is_of_page(text) else opened
        opened = None if position in orders else opened
        if opened is not None and text.endswith("```") and text != "```":
            blocks |= dict.fromkeys(range(opened, position + 1), (opened, position))
            opened = None
    return blocks


def _may_end(chunk: Chunk, texts: list[str], position: int, blocks: dict[int, tuple[int, int]]) -> bool:
    """Whether an excerpt may end with a sentence: not amid a block of code, nor where the article speaks of itself."""
    if chunk.sentences[position].kind == "code":
        return position not in blocks or blocks[position][1] == position
    return can_close(chunk, texts, position) and not is_signpost(texts[position])


def _is_told(chunk: Chunk, position: int) -> bool:
    """Whether a sentence may be shown and says something."""
    text = chunk.sentence_text(position)
    says = len(text.split()) >= MIN_WORDS or _says_much(text) or "$" in text or is_lead(chunk, position, LEAD_WORDS)
    return _is_quotable(chunk, position) and says


def _says_much(text: str) -> bool:
    """Whether a text of few words is yet long enough to be shown: a formula on lines of its own, or no Latin script."""
    return "$$" in text or len(CJK.findall(text)) > 8


def can_stand_between(chunk: Chunk, position: int) -> bool:
    """Whether a sentence may be shown between two excerpts that become one."""
    shown = chunk.sentences[position].kind not in ("caption", "code")
    return shown and not _is_headed(chunk, position) and _is_quotable(chunk, position)


def _can_follow(chunk: Chunk, position: int, blocks: dict[int, tuple[int, int]]) -> bool:
    """Whether an excerpt may go on to a sentence: it stops before captions, and before code nobody asked for."""
    kind = chunk.sentences[position].kind
    if kind == "caption" or _is_headed(chunk, position):
        return False
    return position in blocks if kind == "code" else _is_quotable(chunk, position)


def _is_headed(chunk: Chunk, position: int) -> bool:
    """Whether a heading stands between a sentence and the one before it."""
    return position > 0 and "\n#" in gap_before(chunk, position)


def _is_quotable(chunk: Chunk, position: int) -> bool:
    """Whether a sentence may be shown at all."""
    text = chunk.sentence_text(position)
    if not _is_whole(chunk, position) or _is_of_page(text) or _is_scattered(chunk, text):
        return False
    if position in orders_in(chunk):
        return False
    return not (text.endswith(":") and _goes_on_with_prose(chunk, position))


def _is_scattered(chunk: Chunk, text: str) -> bool:
    """Whether a text of a PDF is a formula or a table whose signs have lost their places."""
    words = text.split()
    is_of_signs = chunk.page is not None and sum(len(word) < 4 for word in words) > len(words) / 2
    return is_of_signs and not CJK.search(text) and not _FIVE_WORDS.search(text)


def _goes_on_with_prose(chunk: Chunk, position: int) -> bool:
    """Whether the next paragraph is prose: what was announced before it is a picture, which no text can show."""
    if position + 1 == len(chunk.sentences) or chunk.sentences[position + 1].kind != "paragraph":
        return False
    is_apart = "\n\n" in chunk.text[chunk.sentences[position].end : chunk.sentences[position + 1].start]
    return is_apart and _PROSE.match(chunk.sentence_text(position + 1)) is not None


def _is_of_page(text: str) -> bool:
    """Whether a page says when it was written, or how to cite it."""
    return bool(_NEWS.match(text) or _BIBLIOGRAPHY.match(text))


def _is_whole(chunk: Chunk, position: int) -> bool:
    """Whether a block is no piece of one that was too long for a chunk."""
    kind, text = chunk.sentences[position].kind, chunk.sentence_text(position)
    if kind == "table":
        return _TABLE_RULE.search(text) is not None
    return kind != "formula" or text.count("$$") % 2 == 0
