"""Whether what was found is about what a question names, or only mentions it.

A library that names a thing in passing has its words, and often a high cosine, and yet cannot say what it is.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto

from index.records import Chunk
from index.terms import terms, words
from rag.definitions import definition_strength, is_titled
from rag.questions.names import names
from rag.questions.question import Question, Thing
from rag.retrieve import Passage

ARTICLES = ("a", "an", "the")
READ = 7
"""Passages of which the headings and the sentences are read for a topic."""
LONGEST_NAMED = 2
"""Most words of a topic that is one thing, which may be mentioned and no more; a longer one asks for a side of it."""
FIRST = 3
"""Passages of which one under the name of the one thing that is named is about it."""
OFTEN = 3
"""Times that the passages found name a topic, from which they are about it."""
NEARLY_ALL = 0.75
"""Share of the weight of a question that asks for little more than the thing that it names."""


class Treatment(Enum):
    """How what was found treats what a question names."""

    NOT_TOLD = auto()
    """The question asks more than a topic, or one of many words; and its names are not merely mentioned."""
    EXPLAINED = auto()
    """The topic asked for has a heading, be it run in, or a sentence that says what it is or does; so has the one thing
    that is named."""
    SPOKEN_OF = auto()
    """The passages open sentences with the topic or come back to it, and never say what it is."""
    MENTIONED = auto()
    """The topic, or a name, is mentioned and no more; or a model is another than those of its name that are there."""


def treatment(question: Question, passages: Sequence[Passage]) -> Treatment:
    """How the passages treat the topic of a question, or the names in it.

    The sides of a comparison are looked for by themselves (`missing`).
    """
    if question.unknown_models and not any(map(question.is_known, question.sides)):
        return Treatment.MENTIONED
    if question.topic is not None:
        return _of_topic(passages[:READ], question.topic, sum(map(question.topic.count_in, _stems(passages))))
    named = () if question.sides else question.names
    if any(_is_mentioned(passages, name, question.text) and not _is_told(passages, name, question) for name in named):
        return Treatment.MENTIONED
    has_heading = len(named) == 1 and any(_is_titled(passage.chunk, named[0]) for passage in passages[:FIRST])
    return Treatment.EXPLAINED if has_heading else Treatment.NOT_TOLD


def _of_topic(passages: Sequence[Passage], topic: Thing, times: int) -> Treatment:
    """How passages treat a topic that all found name so many times."""
    chunks = [passage.chunk for passage in passages]
    sentences = [text for chunk in chunks for text in _sentences(chunk)]
    if any(_is_heading(topic, chunk) for chunk in chunks) or any(is_titled(text, topic.name) for text in sentences):
        return Treatment.EXPLAINED
    if any(definition_strength(text, topic.name) for text in sentences):
        return Treatment.EXPLAINED
    if any(_goes_on_with_which(topic, text) for text in sentences):
        return Treatment.EXPLAINED
    if any(_opens_with(topic, text) for text in sentences) or times >= OFTEN:
        return Treatment.SPOKEN_OF
    return Treatment.MENTIONED if len(topic.ways) <= LONGEST_NAMED else Treatment.NOT_TOLD


def _is_titled(chunk: Chunk, name: Thing) -> bool:
    """Whether a title or heading is the name, and nothing more."""
    return any(is_titled(heading, name.name) for heading in (chunk.title, *chunk.section))


def _stems(passages: Sequence[Passage]) -> list[list[str]]:
    return [passage.stems for passage in passages]


def _is_heading(topic: Thing, chunk: Chunk) -> bool:
    """Whether a title or heading says all words of a topic, be it not side by side."""
    stems = stems_of_headings(chunk)
    return topic.is_in(stems) or all(len(one.word) > 1 and one.is_in(set(stems)) for one in topic.terms)


def _sentences(chunk: Chunk) -> list[str]:
    return chunk.sentence_texts


def _goes_on_with_which(topic: Thing, sentence: str) -> bool:
    """Whether a sentence says of a topic, where it names it, what it does: "gradient clipping, which rescales …"."""
    before = re.split(r",? which\b", sentence)[:-1]
    said = (terms(text)[-len(topic.ways) :] for text in before)
    return any(topic.count_in(stems) > 0 for stems in said)


def _opens_with(topic: Thing, sentence: str) -> bool:
    """Whether a sentence has a topic for its subject, as far as its first words tell."""
    opening = [word for word in words(sentence)[: len(topic.ways) + 1] if word not in ARTICLES]
    return topic.count_in(terms(" ".join(opening[: len(topic.ways)]))) > 0


def _is_mentioned(passages: Sequence[Passage], name: Thing, question: str) -> bool:
    """Whether a name is said once at most, and in no heading.

    Only what the question or a passage writes as a name, with a capital, is one; a rare word need not be said twice.
    """
    if sum(name.count_in(passage.stems) for passage in passages) > 1:
        return False
    chunks = [passage.chunk for passage in passages]
    if any(name.is_in(stems_of_headings(chunk)) for chunk in chunks):
        return False
    said = name.name.casefold()
    texts = ["" if question.isupper() else question, *(chunk.text for chunk in chunks)]
    written = (one for text in texts if said in text.casefold() for one in names(text))
    return any(one.casefold() == said and not one.islower() for one in written)


def _is_told(passages: Sequence[Passage], name: Thing, question: Question) -> bool:
    """Whether a sentence says what a thing is or does, of which a question asks little more."""
    share = sum(term.weight for term in name.terms) / question.weight
    texts = (text for passage in passages for text in _sentences(passage.chunk)) if share >= NEARLY_ALL else ()
    return any(definition_strength(text, name.name) for text in texts)


def stems_of_headings(chunk: Chunk) -> list[str]:
    """Of its title and its headings, in order."""
    return terms(" ".join([chunk.title, *chunk.section]))
