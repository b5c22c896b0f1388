"""The nouns a library keeps: sources, documents, chunks."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

Kind = Literal["article", "pdf", "repository", "markdown", "note", "video", "course"]
Status = Literal[
    "ok",
    "unchanged",
    "moved",
    "kept",
    "refused",
    "blocked",
    "dead",
    "soft 404",
    "error",
    "too large",
    "unsupported",
    "empty",
    "offline",
]
CURRENT: frozenset[Status] = frozenset({"ok", "unchanged", "moved"})
"""The page was read as it is now."""
UNASKED: frozenset[Status] = frozenset({"kept", "offline"})
"""Nobody asked for the page: what is known of it is older, or nothing."""
GONE: frozenset[Status] = frozenset({"dead", "soft 404"})
"""There is no such page any more."""
BARRED: frozenset[Status] = frozenset({"refused", "blocked"})
"""The site, or its robots.txt, does not let us have the page."""
FAILED: frozenset[Status] = frozenset({"error"})
"""The page could not be had this time."""
UNREADABLE: frozenset[Status] = frozenset({"empty", "unsupported", "too large"})
"""The page was had, and holds nothing that we can read."""
BlockKind = Literal["heading", "paragraph", "item", "quote", "code", "formula", "table", "caption", "order"]
"""Of these, orders to machines are known only when a chunk is read for an answer, and never stored."""

MAX_HEADING_BYTES = 160
"""Of title and headings as the encoder gets them: bytes, since a letter of a large script is more than one token."""


def content_id(*parts: str) -> str:
    """A 16-digit id made of the parts' content.

    >>> content_id("a", "b") == content_id("a", "b") != content_id("ab")
    True
    """
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Source:
    """One resource of a reading list."""

    url: str
    """Canonical address; for a starter note `sightline:notes/<name>`."""
    title: str
    kind: Kind
    topics: tuple[tuple[str, ...], ...] = ()
    """Heading paths of the list under which the resource stands."""
    starred: bool = False
    note: str = ""
    """What the curator wrote beside the link."""
    list_url: str = ""
    line: int = 0
    """Line of the list, counted from 1."""

    @property
    def id(self) -> str:
        return content_id(self.url)


@dataclass(frozen=True, slots=True)
class SourceState:
    """How it went with a source at the last refresh."""

    status: Status
    """Of the page as it is now; a page that fails is still in the library where an earlier copy was kept."""
    reason: str = ""
    """One sentence; empty when all is well."""
    kind: Kind = "article"
    """What the page turned out to be."""
    fetched_at: str = ""
    """UTC, ISO 8601; empty when there is no page."""
    final_url: str = ""
    words: int = 0
    formulas: int = 0
    figures: int = 0
    chunks: int = 0
    moved_to: str = ""
    """Where a permanent redirect led."""
    page_title: str = ""
    """As the page itself gives it; the document may bear the list's."""
    content: str = ""
    """An id of all that the document and its chunks are made of: equal ids, equal documents."""

    @property
    def is_older_copy(self) -> bool:
        """Whether the page is in the library as it was once, and was not read as it is now."""
        return bool(self.fetched_at) and self.status not in CURRENT


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a document under one heading: `text[start:end]`, the heading line included."""

    path: tuple[str, ...]
    anchor: str
    """Id in the page to jump to, or empty."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, formula, code block or table: `text[start:end]`."""

    kind: BlockKind
    start: int
    end: int
    section: int
    """Position in `Document.sections`."""
    page: int | None = None
    """Page number from 1, for PDF."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An image of a document; its caption is also a block of the text."""

    url: str
    caption: str
    alt: str
    position: int
    """Offset in the document's text before which the image stands."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source's text as Markdown, with the places of its parts."""

    source_id: str
    title: str
    text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...] = ()
    warnings: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    """Of a paper, in its own order; empty where the source does not say."""
    year: int | None = None
    """In which a paper came out first."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`chunk.text[start:end]`: a sentence, or a formula, code block or table kept whole."""

    start: int
    end: int
    kind: BlockKind
    directive: str = ""
    """Text directive (`text=…`, already percent-encoded) that lands on the sentence in the page as served, or empty."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of whole sentences of one section: `document.text[start:end] == text`."""

    id: str
    source_id: str
    title: str
    section: tuple[str, ...]
    anchor: str
    page: int | None
    start: int
    end: int
    text: str
    sentences: tuple[Sentence, ...]

    @property
    def encoder_text(self) -> str:
        """What is encoded: title and heading path, then the text."""
        return encoder_heading(self.title, self.section) + "\n" + self.text

    def sentence_text(self, position: int) -> str:
        """The text of one of its sentences."""
        sentence = self.sentences[position]
        return self.text[sentence.start : sentence.end]

    @property
    def sentence_texts(self) -> list[str]:
        """The texts of all its sentences, in order."""
        return [self.text[sentence.start : sentence.end] for sentence in self.sentences]


def encoder_heading(title: str, section: tuple[str, ...]) -> str:
    """Title and heading path in at most MAX_HEADING_BYTES: outer headings go first, then the ends of long names.

    >>> encoder_heading("Owls", ("Owls", "Eyes", "Light"))
    'Owls > Eyes > Light'
    >>> encoder_heading("Owls", ("Eyes " * 40, "Light"))
    'Owls > Light'
    >>> encoder_heading("Owls " * 40, ("Light",))[-19:]
    'Owls Owls … > Light'
    """
    names = [title, *(heading for heading in section if heading != title)]
    while len(names) > 2 and len(" > ".join(names).encode()) > MAX_HEADING_BYTES:
        del names[1]
    if len(" > ".join(names).encode()) <= MAX_HEADING_BYTES:
        return " > ".join(names)
    last = "".join(" > " + _shortened(name, MAX_HEADING_BYTES // 2) for name in names[1:])
    return _shortened(names[0], MAX_HEADING_BYTES - len(last.encode())) + last


def _shortened(name: str, size: int) -> str:
    """The first whole words of a name that fit in `size` bytes, or its first letters where it has no words."""
    if len(name.encode()) <= size:
        return name
    start = name.encode()[: size - len(" …".encode())].decode(errors="ignore")
    return (start.rsplit(" ", 1)[0] if " " in start.strip() else start).rstrip() + " …"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source with its state, as the library keeps it."""

    source: Source
    state: SourceState
