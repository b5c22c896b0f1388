"""What is done with untrusted text in a worker process: each function returns what it found, or why it did not."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from lxml.etree import LxmlError

from index.encoder import TokenCounter
from index.errors import ListError
from index.records import Chunk, Document, Source
from ingest.extracted import Extracted, Unread
from ingest.page import Page, PageUnavailable
from ingest.reading_list import ReadingList, parse_list

_PARSERS = ("trafilatura", "lxml", "markdown-it-py", "mdit-py-plugins", "pypdfium2")


def parse_page(page: Page, source: Source) -> Extracted | Unread:
    """The document of a page."""
    from ingest.extract import extract  # trafilatura takes a second to import, and an unchanged list needs none

    try:
        return extract(page, source)
    except PageUnavailable as failure:
        return Unread(failure.status, failure.reason)
    except (LxmlError, ValueError) as error:
        return Unread("error", f"the page's markup cannot be read ({type(error).__name__}): report it with the page")


def cut(extracted: Extracted, source: Source, title: str, counter: TokenCounter) -> tuple[Document, Sequence[Chunk]]:
    """A document under its title, with its chunks and the directives that land on their sentences."""
    from ingest.chunk import chunk_document
    from ingest.landing import with_directives

    document = replace(extracted.document, title=title)
    chunks = chunk_document(document, source, counter.count, room=counter.room)
    return document, with_directives(chunks, extracted.seen_text)


def parse_untrusted_list(text: str, address: str) -> ReadingList | str:
    """A list, or the sentence that says why it is none."""
    try:
        return parse_list(text, address)
    except ListError as error:
        return str(error)


@lru_cache(maxsize=1)
def parser_version() -> str:
    """An id of the code that makes documents of pages: where it differs, pages are read again."""
    here = Path(__file__).parent
    ours = [path.read_bytes() for path in sorted(here.rglob("*.py"))]
    return sha256(b"\0".join([*ours, *(version(name).encode() for name in _PARSERS)])).hexdigest()[:16]
