"""The documents of a retrieval set -> a library: each is a source of its own, as it stands.

What is too long for the encoder becomes several chunks, halved at the end of the sentence nearest to the middle until
each fits. The library is kept in the cache by the corpus's content, so a second run encodes nothing.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from index.build import Content, write_library
from index.encoder import Encoder
from index.library import Library, open_library
from index.records import Block, Chunk, Document, Section, Sentence, Source, SourceEntry, SourceState, content_id
from index.snapshot import writing
from rag.evaluation.beir import BeirDocument
from rag.evaluation.progress import Stage

_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+")
_SPACE = re.compile(r"\s+")


def source_of(document: BeirDocument) -> Source:
    """The source that a document becomes.

    >>> source_of(BeirDocument("7", "Owls", "")).url
    'beir:7'
    """
    return Source(f"beir:{document.id}", document.title, "article")


def corpus_library(documents: Sequence[BeirDocument], encoder: Encoder, cache: Path) -> Library:
    """The library of a corpus, written anew with the vectors it had.

    Raises:
        LibraryError: the cache cannot be written, or another run is writing there.
    """
    content = sha256(
        "\x1e".join(f"{one.id}\x1f{one.title}\x1f{one.text}" for one in documents).encode("utf-8", "replace")
    )
    root = cache / "benchmarks" / f"{content.hexdigest()[:16]}-{encoder.description.weights_sha256[:8]}"
    with writing(root, chosen_with="SIGHTLINE_CACHE"):
        write_library(root, _content(documents, encoder), encoder, on_progress=Stage("Encoding"))
        return open_library(root)


def _content(documents: Sequence[BeirDocument], encoder: Encoder) -> Content:
    whole = [_document(one) for one in documents]
    chunks = [chunk for of_document in chunked(whole, encoder) for chunk in of_document]
    entries = [SourceEntry(source_of(one), SourceState("ok", words=len(one.text.split()))) for one in documents]
    return Content("beir:", "A retrieval set", entries, whole, chunks)


def _document(document: BeirDocument) -> Document:
    text = document.text.strip() or document.title
    parts = (Section((), "", 0, len(text)),), (Block("paragraph", 0, len(text), 0),)
    return Document(source_of(document).id, document.title, text, *parts)


def chunked(documents: Sequence[Document], encoder: Encoder) -> Iterator[list[Chunk]]:
    """The chunks of each document; none of one without text."""
    whole = [_chunk(one, 0, len(one.text)) for one in documents]
    counts = encoder.count_tokens([chunk.encoder_text for chunk in whole])
    for document, chunk, count in zip(documents, whole, counts, strict=True):
        fits = count <= encoder.room
        yield [chunk] * bool(chunk.text) if fits else list(_halves(document, 0, len(document.text), encoder))


def _halves(document: Document, start: int, end: int, encoder: Encoder) -> Iterator[Chunk]:
    middle = start + cut_near_middle(document.text[start:end])
    left = start + len(document.text[start:middle].rstrip())
    for first, last in ((start, left), (middle, end)):
        chunk = _chunk(document, first, last)
        if encoder.count_tokens([chunk.encoder_text])[0] <= encoder.room or last - first < 2:
            yield chunk
        else:
            yield from _halves(document, first, last, encoder)


def cut_near_middle(text: str) -> int:
    """Where to halve a text: after a sentence in its middle half, else after a word, else in the middle.

    >>> cut_near_middle("One two. Three four five."), cut_near_middle("one two three"), cut_near_middle("unbroken")
    (9, 4, 4)
    """
    middle = len(text) // 2
    for ends in (_SENTENCE_END, _SPACE):
        places = [match.end() for match in ends.finditer(text) if abs(match.end() - middle) <= len(text) // 4]
        if places:
            return min(places, key=lambda place: abs(place - middle))
    return middle


def _chunk(document: Document, start: int, end: int) -> Chunk:
    text = document.text[start:end]
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text) if match.end() < len(text)), len(text)]
    sentences = tuple(
        Sentence(first, first + len(text[first:last].rstrip()), "paragraph") for first, last in pairwise(ends)
    )
    chunk_id = content_id(document.source_id, str(start), text)
    return Chunk(chunk_id, document.source_id, document.title, (), "", None, start, end, text, sentences)
