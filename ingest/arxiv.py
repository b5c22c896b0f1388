"""A paper on arXiv -> its best edition with its abstract page: HTML, then ar5iv's HTML, then the PDF.

All addresses of a paper, with a version or without, are one source, `https://arxiv.org/abs/<id>`, and what is read is
the newest version: the addresses without a version give it. The abstract page tells title, authors and year; where it
cannot be had, the edition alone is read. An edition without an article in it counts as missing: arXiv says on a page
that there is no HTML, ar5iv sends on to the abstract or shows what was converted before a fatal error.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import lxml.html
from lxml.etree import ParserError

from index.records import Document
from ingest.archive import Archives
from ingest.charset import markup_of
from ingest.page import Page, PageUnavailable

ABSTRACT = "https://arxiv.org/abs/"
EDITIONS = ("https://arxiv.org/html/", "https://ar5iv.labs.arxiv.org/html/", "https://arxiv.org/pdf/")
ARCHIVED_EDITIONS = (*EDITIONS[:2], "https://ar5iv.org/html/", "https://ar5iv.org/abs/", EDITIONS[2])
MAX_VERSION = 20
MIN_PARAGRAPHS = 3
_FATAL = re.compile(rb"ar5iv-severity-fatal|Conversion to HTML had a Fatal error", re.IGNORECASE)
_PARAGRAPH = re.compile(rb"""class=["'][^"']*\bltx_p\b""")


@dataclass(frozen=True, slots=True)
class Paper:
    """What an abstract page says of its paper."""

    title: str
    authors: tuple[str, ...]
    year: int | None


def find_paper(paper: str, archives: Archives, get_live: Callable[[str], Page]) -> Page:
    """The best edition in the archives, else on the network; `about` is its abstract page.

    Raises:
        PageUnavailable: no edition can be had; with the first reason that is not just its absence.
    """

    def get(url: str) -> Page:
        return archives.get(url) or get_live(url)

    def get_archived(url: str) -> Page:
        page = archives.get(url)
        if page is None:
            raise PageUnavailable("dead", "not in the archives")
        return page

    try:
        edition = _first_with_article(_archived_addresses(paper), get_archived)
    except PageUnavailable:
        edition = _first_with_article((start + paper for start in EDITIONS), get_live)
    edition = replace(edition, moved_to="")  # the paper is where it was, wherever this edition of it is
    try:
        return replace(edition, about=get(ABSTRACT + paper))
    except PageUnavailable:
        return edition


def paper_of(abstract: Page) -> Paper | None:
    """Title, authors and year by the `citation_*` tags of an abstract page; None where it has no title."""
    try:
        tree = lxml.html.document_fromstring(markup_of(abstract))
    except (ParserError, ValueError):
        return None
    tags = [(tag.get("name") or "", " ".join((tag.get("content") or "").split())) for tag in tree.iter("meta")]
    title = next((content for name, content in tags if name == "citation_title" and content), "")
    dates = [content for name, content in tags if name in ("citation_date", "citation_online_date")]
    year = next((int(found[0]) for date in dates if (found := re.match(r"(?:19|20)\d\d", date))), None)
    authors = [_given_name_first(content) for name, content in tags if name == "citation_author" and content]
    return Paper(title, tuple(authors), year) if title else None


def described(document: Document, abstract: Page) -> Document:
    """The document with what its abstract page says; no section is called like the paper."""
    paper = paper_of(abstract)
    if paper is None:
        return document
    titles = {_letters(document.title), _letters(paper.title)}
    sections = tuple(
        replace(section, path=tuple(name for name in section.path if _letters(name) not in titles))
        for section in document.sections
    )
    return replace(document, title=paper.title, sections=sections, authors=paper.authors, year=paper.year)


def _archived_addresses(paper: str) -> Sequence[str]:
    """Each edition as the archives may hold it: without a version, or else the newest first."""
    versions = ["", *(f"v{number}" for number in range(MAX_VERSION, 0, -1))]
    addresses = [start + paper + version for start in ARCHIVED_EDITIONS for version in versions]
    return [*addresses, *(f"{EDITIONS[-1]}{paper}{version}.pdf" for version in versions)]


def _first_with_article(addresses: Iterable[str], get: Callable[[str], Page]) -> Page:
    failures = []
    for url in addresses:
        try:
            page = get(url)
            if _has_article(page):
                return page
            failures.append(PageUnavailable("dead", f"no article at {url}"))
        except PageUnavailable as failure:
            failures.append(failure)
    raise next((failure for failure in failures if failure.status != "dead"), failures[0])


def _has_article(page: Page) -> bool:
    """Whether a page is a PDF or holds paragraphs as LaTeXML writes them, and no fatal error."""
    if page.body[:1024].lstrip().startswith(b"%PDF-"):
        return True
    if urlsplit(page.final_url).path.startswith("/abs/") and "ar5iv" not in urlsplit(page.final_url).netloc:
        return False
    return len(_PARAGRAPH.findall(page.body)) >= MIN_PARAGRAPHS and not _FATAL.search(page.body)


def _given_name_first(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
