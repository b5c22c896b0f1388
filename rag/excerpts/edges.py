"""Where an excerpt may begin and end: it leans on nothing before it, and announces nothing behind it."""

import re

from index.records import Chunk
from index.scripts import UNSPACED

LEAD_WORDS, LONG_LEAD_WORDS = 4, 10
"""Words up to which what opens a paragraph ends no excerpt: any, and one that comes from the paragraph before."""
_LEANING = re.compile(
    r"(this|that|these|those|it|its|they|their|such|however|but|therefore|thus|hence|so|then|here|also|similarly|"
    r"moreover|furthermore|additionally|instead|otherwise|again|namely|indeed|specifically|"
    r"in particular|okay|and|or|where|which|both|the (former|latter)|"
    r"as (shown|mentioned|described|discussed|seen|before|above|illustrated|explained|noted|stated|can be)|"
    r"in the (example|figure|graph|image|formula|equation|picture) (above|below)|going back to|i said|"
    r"similar (calculations|arguments?|reasoning)|in (this|that) (case|way)|for (this|that) reason|"
    r"(on|in) the (other hand|contrary)|in (contrast|addition|other words)|as a (result|consequence)|"
    r"((as )?(a |the )?(second(ly)?|third(ly)?|last(ly)?)|(as )?another|finally|(with|after|because of) this))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?!(?:If|When)\b)(?:\S+ ){1,4}(?:also|then|therefore|thus|hence|however|instead)\b")
"""What adds to the sentence before it, or follows from it: "Owls also hear well"."""
_IN_BRACKETS = re.compile(r"\(.*\)\W*", re.DOTALL)
_LEANS_ON_FORMULA = re.compile(r"(where|with|here|and|in which|for)\b|[a-z,.;]")
_FORMULAS = re.compile(r"(?:\$[^$]+\$(?: and|,)?[ .,;]*)+")
"""A sentence of formulas and nothing else; it belongs to the one before."""
_UNFINISHED = re.compile(
    r"(?:\b(?:is|are|as|by|in|of|to|the|an?|and|or|with|since|for|from|at|where|which)|[?:–—]| -)\s*$|"
    r"\b(?:below|as follows)\W\s*$|"
    r"^(?:\w+ing|Given|For|If|When|Since|With|From|In|On|At|To|Thus|Then|Hence|Now|So|Therefore)\b[^,]*,$"
)
"""What a sentence ends with that announces the next, or whose formula or picture is lost."""
_CONTRADICTS = re.compile(r"However\b")
"""What turns what was said before it round, so that it has to be shown with it."""
_ENTRY = re.compile(r"[A-Z][\w’'/ -]{2,40} [–—] (?=[A-Z])")
"""What an entry of a glossary begins with: "Dropout – Dropout is a technique …"."""
_STEP = re.compile(r"(?:^|\n)\s*(\d{1,2})[.)]\s+$")
_ENDED = re.compile(r"[.!?…;。！？｡$`](?:[\W_]|\[\^?\w+\])*$")


def can_open(chunk: Chunk, texts: list[str], position: int) -> bool:
    """Whether an excerpt may begin with a sentence: prose that leans on nothing before it."""
    if chunk.sentences[position].kind in ("caption", "code", "formula"):
        return False
    if texts[position].endswith("?") and not is_answered(chunk, position):
        return False
    return position == 0 or not _leans(chunk, texts[position], position)


def is_answered(chunk: Chunk, position: int) -> bool:
    """Whether a question is followed by its answer: it opens a paragraph that goes on, or what is set in under it."""
    is_last = position + 1 == len(chunk.sentences)
    if is_last or not chunk.text.endswith("?", chunk.sentences[position].start, chunk.sentences[position].end):
        return False
    depth, next_depth = depths_of(chunk)[position : position + 2]
    return depth < next_depth or (opens_block(chunk, position) and not opens_block(chunk, position + 1))


def _leans(chunk: Chunk, text: str, position: int) -> bool:
    """Whether a sentence cannot be understood without the one before it."""
    if _LEANING.match(text) or text[0].islower() or _FORMULAS.fullmatch(text) or _IN_BRACKETS.fullmatch(text):
        return True
    if chunk.sentences[position - 1].kind == "formula":
        return True  # it speaks of the formula
    return not opens_block(chunk, position) and _GOES_ON.match(text) is not None


def can_close(chunk: Chunk, texts: list[str], position: int) -> bool:
    """Whether an excerpt may end with a sentence: not where it asks or announces, or the next explains it."""
    if chunk.sentences[position].kind == "caption" or _UNFINISHED.search(texts[position]):
        return False
    if texts[position].endswith("?") or is_label(chunk, position) or is_lead(chunk, position, LEAD_WORDS):
        return False
    if position + 1 < len(texts) and _CONTRADICTS.match(texts[position + 1]):
        return False
    is_explained = chunk.sentences[position].kind == "formula" and position + 1 < len(texts)
    return not (is_explained and _LEANS_ON_FORMULA.match(texts[position + 1]))


def is_label(chunk: Chunk, position: int) -> bool:
    """Whether a few words of a paragraph end like no sentence: a title, what names a piece of code, a table's head."""
    sentence = chunk.sentences[position]
    text = chunk.sentence_text(position)
    is_short = sentence.kind == "paragraph" and _size(text) <= LONG_LEAD_WORDS
    return is_short and not _ENDED.search(text) and "=" not in text


def is_cell(chunk: Chunk, position: int) -> bool:
    """Whether a paragraph of a PDF ends like no sentence, as the cells of its tables do."""
    is_of_pdf = chunk.page is not None and chunk.sentences[position].kind == "paragraph"
    return is_of_pdf and not _ENDED.search(chunk.sentence_text(position))


def is_title(chunk: Chunk, position: int) -> bool:
    """Whether a few words open a topic: a line of their own, or the first of a paragraph or an item."""
    following = chunk.sentences[position + 1 : position + 2]
    names_next = bool(following) and following[0].kind in ("code", "formula")
    is_line = is_label(chunk, position) and opens_block(chunk, position) and not names_next
    return is_line or is_lead(chunk, position, LEAD_WORDS)


def is_lead(chunk: Chunk, position: int, most: int) -> bool:
    """Whether a few words open a paragraph or an item: "Dilated convolutions. A recent development is …"."""
    if _size(chunk.sentence_text(position)) > most or position + 1 == len(chunk.sentences):
        return False
    return opens_block(chunk, position) and not opens_block(chunk, position + 1)


def is_entry(chunk: Chunk, position: int) -> bool:
    """Whether a sentence begins an entry of a glossary."""
    return opens_block(chunk, position) and _ENTRY.match(chunk.sentence_text(position)) is not None


def _size(text: str) -> int:
    """Words, or letters where the script sets no space between words."""
    return len(text.split()) + len(UNSPACED.findall(text))


def opens_block(chunk: Chunk, position: int) -> bool:
    """Whether a sentence is the first of its paragraph or item, as far as the chunk shows."""
    return position == 0 or "\n" in gap_before(chunk, position)


def step_of(chunk: Chunk, position: int) -> int:
    """The number of the item of a numbered list that a sentence opens; 0 where it opens none, or opens the chunk."""
    marker = _STEP.search(gap_before(chunk, position)) if position else None
    return int(marker[1]) if marker else 0


def depths_of(chunk: Chunk) -> list[int]:
    """Of each sentence, by how much its paragraph or item is set in; what opens the chunk counts as not set in."""
    depths: list[int] = []
    for position in range(len(chunk.sentences)):
        line = gap_before(chunk, position).rpartition("\n")[2] if position else ""
        is_set_in = len(line) - len(line.lstrip())
        depths.append(is_set_in if opens_block(chunk, position) else depths[-1])
    return depths


def gap_before(chunk: Chunk, position: int) -> str:
    """What stands between a sentence and the one before it: white space, the marker of an item, a heading."""
    return chunk.text[chunk.sentences[position - 1].end : chunk.sentences[position].start]
