"""A page -> its document, by what the page is, whatever its address or header says."""

import re
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from index.records import Kind, Source
from index.scripts import word_count
from ingest.arxiv import described
from ingest.assemble import Piece, assemble
from ingest.charset import is_utf_16, text_of
from ingest.extract_html import html_pieces, parse_html
from ingest.extract_markdown import markdown_pieces, markdown_title, parse_markdown
from ingest.extract_pdf import no_text, read_pdf
from ingest.extract_plain import is_data, plain_pieces
from ingest.extracted import Extracted
from ingest.html.head import html_description, html_title
from ingest.html.kept import Element
from ingest.html.searched import document_lines, plain_lines, searched_text
from ingest.page import Page, PageUnavailable

MIN_WORDS = 25
MAX_WORDS_BEFORE_WALL = 120
"""An article for subscribers of which no more is shown is but its opening."""
PAYWALL = "only the opening of the article is shown: the rest is behind a paywall"
_NOT_FREE = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?false", re.IGNORECASE)
_WALL = re.compile(r"(^|[\s_-])paywall([\s_-]|$)", re.IGNORECASE)
_TEXT_TYPES = frozenset({"", "text/plain", "text/markdown", "text/x-markdown", "application/octet-stream"})
_BINARY_TYPES = re.compile(r"(image|audio|video|font)/|application/(zip|gzip|x-tar|msword|vnd\.)")
_MARKUP = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_REFRESH = re.compile(r"\d*\s*;?\s*url=['\"]?([^'\"]+)", re.IGNORECASE)


def extract(page: Page, source: Source) -> Extracted:
    """The document of a page.

    Raises:
        PageUnavailable: the page has no text to keep, or is of a kind that is not read; with the reason.
    """
    extracted = _by_kind(page, source)
    if page.about is None:
        return extracted
    return replace(extracted, document=described(extracted.document, page.about))


def _by_kind(page: Page, source: Source) -> Extracted:
    is_pdf = b"%PDF-" in page.body[:1029] and not page.body.lstrip().startswith(b"<")
    if is_pdf or page.media_type == "application/pdf":
        return _extract_pdf(page, source)
    if _BINARY_TYPES.match(page.media_type) or (b"\0" in page.body[:1024] and not is_utf_16(page)):
        raise PageUnavailable("unsupported", f"a page of type {page.media_type or 'unknown'} cannot be read as text")
    if "html" in page.media_type or (
        _MARKUP.search(page.body[:4096].replace(b"\0", b"")) and not _is_markdown_file(page)
    ):
        return _extract_html(page, source)
    if page.media_type in _TEXT_TYPES or page.media_type.startswith("text/"):
        return _extract_text(page, source)
    raise PageUnavailable("unsupported", f"a page of type {page.media_type} cannot be read as text")


def _is_markdown_file(page: Page) -> bool:
    return urlsplit(page.url).path.lower().endswith((".md", ".markdown"))


def _extract_pdf(page: Page, source: Source) -> Extracted:
    text = read_pdf(page.body)
    if _words(list(text.pieces)) < MIN_WORDS:
        raise PageUnavailable("empty", no_text(text.page_count))
    document = assemble(source.id, _best_title(text.title, source), text.pieces, text.warnings)
    return Extracted(document, "pdf", "")


def _extract_text(page: Page, source: Source) -> Extracted:
    """The document of a file that is Markdown, plain text or code."""
    text = text_of(page)
    if is_data(text):
        raise PageUnavailable("unsupported", "a notebook or other JSON cannot be read as text")
    plain = plain_pieces(text, PurePosixPath(urlsplit(page.final_url).path).suffix.lower().removeprefix("."))
    if plain is None:
        return _extract_markdown(page, source, text)
    if _words(plain) < MIN_WORDS:
        raise PageUnavailable("empty", "the file has almost no text")
    return Extracted(assemble(source.id, source.title, plain), "markdown", plain_lines(text))


def _extract_markdown(page: Page, source: Source, text: str) -> Extracted:
    tree = parse_markdown(text)
    pieces = markdown_pieces(tree, page.final_url)
    if _words(pieces) < MIN_WORDS and source.kind != "note":
        raise PageUnavailable("empty", "the file has almost no text")
    document = assemble(source.id, _best_title(markdown_title(tree), source), pieces)
    kind: Kind = source.kind if source.kind in ("note", "repository") else "markdown"
    seen = "" if kind == "note" else document_lines(document) if kind == "repository" else plain_lines(text)
    return Extracted(document, kind, seen)


def _extract_html(page: Page, source: Source) -> Extracted:
    tree = parse_html(page)
    if tree is None:
        raise PageUnavailable("empty", "the page has no markup that can be read")
    title, seen = html_title(tree), searched_text(tree)
    if source.kind in ("video", "course"):
        return _description_only(tree, title, source)
    walled = _is_walled(tree)
    reason = PAYWALL if walled else _why_empty(tree, seen)
    pieces, warnings = html_pieces(tree, page)
    if _words(pieces) < MIN_WORDS:
        raise PageUnavailable("blocked" if walled else "empty", reason)
    if walled and _words(pieces) < MAX_WORDS_BEFORE_WALL:
        warnings = [*warnings, PAYWALL]
    return Extracted(assemble(source.id, _best_title(title, source), pieces, warnings), "article", seen)


def _description_only(tree: Element, title: str, source: Source) -> Extracted:
    description = html_description(tree)
    if not description:
        raise PageUnavailable("empty", f"a {source.kind} page without a description")
    warning = f"title and description only: what a {source.kind} shows is not read"
    pieces = [Piece("paragraph", description)]
    return Extracted(assemble(source.id, _best_title(title, source), pieces, [warning]), source.kind, "")


def _is_walled(tree: Element) -> bool:
    """Whether the page says that its article is for subscribers: by schema.org's word for it, or by its markup."""
    if any(_NOT_FREE.search("".join(script.itertext())) for script in tree.iter("script")):
        return True
    return any(_WALL.search(part.get("class") or "") for part in tree.iter("div", "section", "aside"))


def _why_empty(tree: Element, seen: str) -> str:
    """What a page with almost no text is instead."""
    for meta in tree.iter("meta"):
        target = (
            _REFRESH.search(meta.get("content") or "") if (meta.get("http-equiv") or "").lower() == "refresh" else None
        )
        if target:
            return f"the page only sends on to {target[1]}"
    if word_count(seen) < MIN_WORDS and next(tree.iter("script"), None) is not None:
        return "the page is an empty shell that a script fills in"
    return "no article text was found on the page"


def _best_title(title: str, source: Source) -> str:
    """The page's own title, or the list's where the page has none worth the name."""
    return (
        title
        if len(title) > 3 and not re.fullmatch(r"(untitled|home|index|document|readme)(\.\w+)?", title.lower())
        else source.title
    )


def _words(pieces: list[Piece]) -> int:
    return sum(word_count(piece.text) for piece in pieces if piece.kind != "figure")
