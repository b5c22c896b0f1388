"""Whether what was found is about what a question names, or only mentions it.

A library that names a thing in passing has its words, and often a high cosine, and yet cannot say what it is.
"""

import re
from collections.abc import Sequence

from index.records import Chunk
from index.terms import terms, words
from rag.definitions import defines
from rag.names import names
from rag.question import Question, Thing
from rag.retrieve import Passage
from rag.windows import sentence_at

ARTICLES = ("a", "an", "the")
READ = 7
"""Passages of which the headings and the sentences are read for a topic."""
OFTEN = 3
"""Times that the passages found name a topic, from which they are about it."""


def is_only_mentioned(question: Question, passages: Sequence[Passage]) -> bool:
    """Whether the topic of a question, or a name in it, is mentioned in what was found and no more.

    The sides of a comparison are looked for by themselves (`rag.missing`).
    """
    if question.topic is not None:
        return not _are_about(passages, question.topic)
    named = () if question.sides else question.names
    return any(_mention(passages, name, question.text) for name in named)


def _are_about(passages: Sequence[Passage], topic: Thing) -> bool:
    """Whether a heading names a topic, a sentence says what it is or opens with it, or the passages come back to it."""
    for passage in passages[:READ]:
        chunk = passage.chunk
        stems = _headings(chunk)
        if topic.is_in(stems) or all(len(one.word) > 1 and one.is_in(set(stems)) for one in topic.terms):
            return True
        if any(
            _opens_with(topic, text) or _goes_on_with_which(topic, text) or defines(text, f"what is {topic.name}")
            for text in _sentences(chunk)
        ):
            return True
    return sum(topic.count_in(passage.stems) for passage in passages) >= OFTEN


def _sentences(chunk: Chunk) -> list[str]:
    return [sentence_at(chunk, place) for place in range(len(chunk.sentences))]


def _goes_on_with_which(topic: Thing, sentence: str) -> bool:
    """Whether a sentence says of a topic, where it names it, what it does: "gradient clipping, which rescales …"."""
    before = re.split(r",? which\b", sentence)[:-1]
    said = (terms(text)[-len(topic.ways) :] for text in before)
    return any(topic.count_in(stems) > 0 for stems in said)


def _opens_with(topic: Thing, sentence: str) -> bool:
    """Whether a sentence has a topic for its subject, as far as its first words tell."""
    opening = [word for word in words(sentence)[: len(topic.ways) + 1] if word not in ARTICLES]
    return topic.count_in(terms(" ".join(opening[: len(topic.ways)]))) > 0


def _mention(passages: Sequence[Passage], name: Thing, question: str) -> bool:
    """Whether a name is said once at most, and in no heading.

    Only what the question or a passage writes as a name, with a capital, is one; a rare word need not be said twice.
    """
    if sum(name.count_in(passage.stems) for passage in passages) > 1:
        return False
    chunks = [passage.chunk for passage in passages]
    if any(name.is_in(_headings(chunk)) for chunk in chunks):
        return False
    said = name.name.casefold()
    texts = ["" if question.isupper() else question, *(chunk.text for chunk in chunks)]
    written = (one for text in texts if said in text.casefold() for one in names(text))
    return any(one.casefold() == said and not one.islower() for one in written)


def _headings(chunk: Chunk) -> list[str]:
    return terms(" ".join([chunk.title, *chunk.section]))
