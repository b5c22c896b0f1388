"""Passages and libraries of our own, small enough to see through."""

from collections.abc import Sequence
from pathlib import Path

from index.build import Content, write_library
from index.encoder import Encoder
from index.library import Library, open_library
from index.records import BlockKind, Chunk, Document, Kind, Sentence, Source, SourceEntry, SourceState
from index.snapshot import writing
from rag.retrieve import Passage

Part = tuple[str, BlockKind]


def chunk_of(
    *parts: Part, source: str = "s", section: tuple[str, ...] = (), title: str = "Title", between: str = " "
) -> Chunk:
    """A chunk of the given sentences, with the same between each two of them."""
    text, sentences = "", []
    for part, kind in parts:
        sentences.append(Sentence(len(text), len(text) + len(part), kind))
        text += part + between
    text = text.removesuffix(between)
    return Chunk(f"{source} {text}", source, title, section, "", None, 0, len(text), text, tuple(sentences))


def entry_of(
    url: str = "https://a.org/", *, kind: Kind = "article", topics: Sequence[str] = (), starred: bool = False
) -> SourceEntry:
    """A source that is well."""
    source = Source(url, url.rsplit("/", 1)[-1] or "t", kind, tuple((topic,) for topic in topics), starred)
    return SourceEntry(source, SourceState("ok", kind=kind))


def passage_of(*parts: Part, row: int = 0, section: tuple[str, ...] = (), cosine: float = 0.0) -> Passage:
    """A passage of the given sentences."""
    chunk = chunk_of(*parts, section=section)
    return Passage(row=row, chunk=chunk, entry=entry_of(), score=1.0, cosine=cosine, lexical=0.0)


def prose(*texts: str) -> list[Part]:
    """Sentences of a paragraph."""
    return [(text, "paragraph") for text in texts]


def library_of(root: Path, encoder: Encoder, pages: Sequence[tuple[SourceEntry, Sequence[Sequence[Part]]]]) -> Library:
    """A library of pages, each of chunks, each of sentences."""
    documents, chunks = [], []
    for entry, of_page in pages:
        made = [chunk_of(*parts, source=entry.source.id, title=entry.source.title) for parts in of_page]
        text, placed = "", []
        for chunk in made:
            start = len(text)
            text += chunk.text + "\n\n"
            moved = (chunk.id, chunk.source_id, chunk.title, chunk.section, chunk.anchor, chunk.page)
            placed.append(Chunk(*moved, start, start + len(chunk.text), chunk.text, chunk.sentences))
        documents.append(Document(entry.source.id, entry.source.title, text, (), ()))
        chunks += placed
    content = Content("https://a.org/list.md", "A list", [entry for entry, _ in pages], documents, chunks)
    with writing(root):
        write_library(root, content, encoder)
    return open_library(root)
