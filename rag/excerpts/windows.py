"""Runs of sentences that can be quoted: whole, readable alone, no longer than an excerpt."""

import re
from functools import lru_cache
from itertools import accumulate

from index.records import Chunk
from rag.excerpts.instructions import speaks_to_machines

MIN_WORDS, MAX_WORDS = 5, 110
MAX_WORDS_OF_CODE = 200
"""Of a run with a block of code in it, which has to be shown whole."""
LEAD_WORDS = 4
_LEANING = re.compile(
    r"(this|that|these|those|it|its|they|their|such|however|but|therefore|thus|hence|so|then|here|also|similarly|"
    r"moreover|furthermore|additionally|instead|otherwise|again|and|or|where|which|both|the (former|latter)|"
    r"as (shown|mentioned|described|discussed|seen|before|above)|in (this|that) (case|way)|for (this|that) reason|"
    r"(on|in) the (other hand|contrary)|in (contrast|addition|other words)|as a (result|consequence))\b",
    re.IGNORECASE,
)
_LEANS_ON_FORMULA = re.compile(r"(where|with|here|and|in which|for)\b|[a-z,.;]")
_NEWS = re.compile(
    r"[\W_]*(?:(?:last )?(?:updated?|edit(?:ed)?|modified|posted|published)(?: on)?:? *)(?:\d|\w+ \d)", re.IGNORECASE
)
"""What a page says of its own editions, with a date."""
_UNFINISHED = re.compile(r"\b(?:is|are|as|by|in|of|to|the|an?|and|or|with|since|for|from|at)\s*$")
"""What a sentence ends with whose formula or picture is lost."""
_CONTRADICTS = re.compile(r"However\b")
"""What turns what was said before it round, so that it has to be shown with it."""
_PROSE = re.compile(r"[A-Z]\w*(?: \S+){4}")
_FORMULAS = re.compile(r"(?:\$[^$]+\$(?: and|,)?[ .,;]*)+")
"""A sentence of formulas and nothing else; it belongs to the one before."""
_NO_CONTENT = re.compile(r"[\d.\s]*(exercises?|problems?|quiz|homework|credits?)\W*", re.IGNORECASE)
_TABLE_RULE = re.compile(r"^\|[\s|:-]+\|$", re.MULTILINE)
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def sentence_at(chunk: Chunk, position: int) -> str:
    """The text of one of its sentences."""
    sentence = chunk.sentences[position]
    return chunk.text[sentence.start : sentence.end]


def windows(chunk: Chunk, *, with_code: bool) -> list[tuple[int, int]]:
    """First and last sentence of every run that can be quoted."""
    if any(_NO_CONTENT.fullmatch(heading) for heading in chunk.section):
        return []
    texts = [sentence_at(chunk, position) for position in range(len(chunk.sentences))]
    ends = list(accumulate((len(text.split()) for text in texts), initial=0))
    blocks = _code_blocks(chunk, texts) if with_code else {}
    closes = [_can_close(chunk, texts, position) and _ends_code(blocks, position) for position in range(len(texts))]
    follows = [_can_follow(chunk, position, blocks) for position in range(len(texts))]
    found = []
    for first in range(len(texts)):
        if not (_can_open(chunk, texts, first) or blocks.get(first, (-1, -1))[0] == first):
            continue
        last, most = first, MAX_WORDS
        while last == first or (last < len(texts) and follows[last] and ends[last + 1] - ends[first] <= most):
            most = MAX_WORDS_OF_CODE if last in blocks or last + 1 in blocks else most
            if closes[last] and (ends[last + 1] - ends[first] >= MIN_WORDS or _says_much(texts[first])):
                found.append((first, last))
            last += 1
    return found


def _code_blocks(chunk: Chunk, texts: list[str]) -> dict[int, tuple[int, int]]:
    """Of each sentence that is a piece of code, the first and last piece of its block, where it stands here whole."""
    blocks: dict[int, tuple[int, int]] = {}
    opened = None
    for position, text in enumerate(texts):
        if chunk.sentences[position].kind != "code":
            opened = None
            continue
        opened = position if text.startswith("```") else opened
        if opened is not None and text.endswith("```") and text != "```":
            blocks |= dict.fromkeys(range(opened, position + 1), (opened, position))
            opened = None
    return blocks


def _ends_code(blocks: dict[int, tuple[int, int]], position: int) -> bool:
    """Whether no block of code would be cut behind a sentence."""
    return position not in blocks or blocks[position][1] == position


def _can_open(chunk: Chunk, texts: list[str], position: int) -> bool:
    """Whether an excerpt may begin with a sentence: prose that says something and leans on nothing before it."""
    text = texts[position]
    if chunk.sentences[position].kind in ("caption", "code", "formula") or text.endswith("?"):
        return False
    if not _is_quotable(chunk, position):
        return False
    if position > 0 and (_LEANING.match(text) or text[0].islower() or _FORMULAS.fullmatch(text)):
        return False
    if position > 0 and chunk.sentences[position - 1].kind == "formula":
        return False  # it speaks of the formula
    return len(text.split()) >= MIN_WORDS or _says_much(text) or "$" in text


def _says_much(text: str) -> bool:
    """Whether a text of few words is yet long enough to be shown: a formula on lines of its own, or no Latin script."""
    return "$$" in text or len(CJK.findall(text)) > 8


def can_stand_between(chunk: Chunk, position: int) -> bool:
    """Whether a sentence may be shown between two excerpts that become one."""
    return chunk.sentences[position].kind not in ("caption", "code") and _is_quotable(chunk, position)


def _can_follow(chunk: Chunk, position: int, blocks: dict[int, tuple[int, int]]) -> bool:
    """Whether an excerpt may go on to a sentence: it stops before captions, and before code nobody asked for."""
    kind = chunk.sentences[position].kind
    if kind == "code":
        return position in blocks
    if kind == "caption":
        return False
    return _is_quotable(chunk, position)


def _is_quotable(chunk: Chunk, position: int) -> bool:
    """Whether a sentence may be shown at all."""
    text = sentence_at(chunk, position)
    if not _is_whole(chunk, position) or _NEWS.match(text) or _is_order(text):
        return False
    return not (text.endswith(":") and _goes_on_with_prose(chunk, position))


def _goes_on_with_prose(chunk: Chunk, position: int) -> bool:
    """Whether the next paragraph is prose: what was announced before it is a picture, which no text can show."""
    if position + 1 == len(chunk.sentences) or chunk.sentences[position + 1].kind != "paragraph":
        return False
    is_apart = "\n\n" in chunk.text[chunk.sentences[position].end : chunk.sentences[position + 1].start]
    return is_apart and _PROSE.match(sentence_at(chunk, position + 1)) is not None


@lru_cache(maxsize=20_000)
def _is_order(text: str) -> bool:
    """Whether a sentence speaks to machines; the same sentences are looked at again and again."""
    return speaks_to_machines(text)


def _is_whole(chunk: Chunk, position: int) -> bool:
    """Whether a block is no piece of one that was too long for a chunk."""
    kind, text = chunk.sentences[position].kind, sentence_at(chunk, position)
    if kind == "table":
        return _TABLE_RULE.search(text) is not None
    return kind != "formula" or text.count("$$") % 2 == 0


def _can_close(chunk: Chunk, texts: list[str], position: int) -> bool:
    """Whether an excerpt may end with a sentence: not where it announces the next, or the next explains it."""
    if chunk.sentences[position].kind == "caption" or texts[position].endswith(("?", ":")):
        return False
    if _is_lead(chunk, position) or _UNFINISHED.search(texts[position]):
        return False
    if position + 1 < len(texts) and _CONTRADICTS.match(texts[position + 1]):
        return False
    is_explained = chunk.sentences[position].kind == "formula" and position + 1 < len(texts)
    return not (is_explained and _LEANS_ON_FORMULA.match(texts[position + 1]))


def _is_lead(chunk: Chunk, position: int) -> bool:
    """Whether a few words open a paragraph as its title: "Dilated convolutions. A recent development is …"."""
    sentence, following = chunk.sentences[position], chunk.sentences[position + 1 : position + 2]
    if sentence.kind != "paragraph" or len(sentence_at(chunk, position).split()) > LEAD_WORDS or not following:
        return False
    opens = position == 0 or "\n\n" in chunk.text[chunk.sentences[position - 1].end : sentence.start]
    return opens and "\n\n" not in chunk.text[sentence.end : following[0].start]
