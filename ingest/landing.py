"""The text directive that makes a browser land on a sentence: found in the page as served, and unique there.

Format: WICG scroll-to-text-fragment, `text=[prefix-,]start[,end][,-suffix]`, each percent-encoded.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from index.records import Chunk, Sentence
from ingest.html.raised import lowered

EDGE_WORDS = 6
_NOT_TEXT = re.compile(r"\$\$.+?\$\$|\$[^$]+\$|\[\^[^\]\s]+\]:?", re.DOTALL)


def with_directives(chunks: Sequence[Chunk], seen_text: str) -> list[Chunk]:
    """The chunks, each sentence with its directive where one can be had; `seen_text` is the page's text in one line."""
    if not seen_text:
        return list(chunks)
    return [
        replace(chunk, sentences=tuple(_landed(chunk, sentence, seen_text) for sentence in chunk.sentences))
        for chunk in chunks
    ]


def _landed(chunk: Chunk, sentence: Sentence, seen_text: str) -> Sentence:
    if sentence.kind in ("formula", "code", "table"):
        return sentence
    text = chunk.text[sentence.start : sentence.end]
    directive = text_directive(text, seen_text) or text_directive(lowered(text), seen_text)
    return replace(sentence, directive=directive)


def text_directive(sentence: str, seen_text: str) -> str:
    """The directive for a sentence, or empty where the page does not show its words in a row.

    >>> text_directive("A cat sat.", "Once a dog ran. A cat sat. The end.")
    'text=A%20cat%20sat.'
    >>> text_directive("It sat.", "A cat. It sat. A dog. It sat.")
    'text=cat.-,It%20sat.'
    >>> text_directive("Not there.", "A cat.")
    ''
    """
    runs = [run for part in _NOT_TEXT.split(sentence.replace("`", "")) if len(run := part.split()) > 1]
    if not runs:
        return ""
    if len(runs) == 1 and len(runs[0]) <= 2 * EDGE_WORDS:
        return _single(" ".join(runs[0]), seen_text)
    first, last = " ".join(runs[0][:EDGE_WORDS]), " ".join(runs[-1][-EDGE_WORDS:])
    start = seen_text.find(first)
    if start < 0 or seen_text.count(first) > 1 or seen_text.find(last, start) < 0:
        return _single(" ".join(max(runs, key=len)[: 2 * EDGE_WORDS]), seen_text)
    if seen_text.find(last, start) > start + 2 * len(sentence) + 200:
        return _directive(first)
    return f"text={_encoded(first)},{_encoded(last)}"


def _single(words: str, seen_text: str) -> str:
    """A directive of one run of words, with the words before it where it stands more than once."""
    start = seen_text.find(words)
    if start < 0:
        return ""
    if seen_text.count(words) == 1:
        return _directive(words)
    for count in (1, 2, 4, 8):
        prefix = " ".join(seen_text[:start].split()[-count:])
        if prefix and seen_text.count(f"{prefix} {words}") == 1:
            return f"text={_encoded(prefix)}-,{_encoded(words)}"
    return _directive(words)


def _directive(words: str) -> str:
    return f"text={_encoded(words)}"


def _encoded(words: str) -> str:
    """Percent-encoded; `-`, `,` and `&` have a meaning in a directive."""
    return quote(words, safe="").replace("-", "%2D")
