"""An HTML page -> pieces: trafilatura says where the article is; what stands there is written from the page itself."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import trafilatura
from lxml import etree
from trafilatura.utils import load_html

from ingest.assemble import Piece
from ingest.charset import markup_of
from ingest.html.content import article_runs
from ingest.html.kept import Element, KeptParts
from ingest.html.labels import without_site_parts
from ingest.html.output import output_pieces
from ingest.html.runs import Run, text_runs
from ingest.html.steps import prepare
from ingest.html.visible import visible_text
from ingest.page import Page

MIN_SHARE = 1 / 3
MIN_LENGTH = 300
"""An article with less than this share of the visible text, or fewer characters, is suspiciously short."""
_END = r"(?i)</(?:body|html)\b[^<>]*>"
"""What a browser reads on behind, as if it were not there (HTML, "after body"); our parser would lose the rest."""


def parse_html(page: Page) -> Element | None:
    """The page's tree, whatever its bytes and headers say of their encoding; None where there is no markup."""
    markup = markup_of(page)
    whole = re.sub(_END, "", markup) if isinstance(markup, str) else re.sub(_END.encode(), b"", markup)
    tree: Element | None = load_html(whole)
    return tree


def html_pieces(tree: Element, page: Page) -> tuple[list[Piece], list[str]]:
    """The content of a page in reading order, and what was lost on the way. The tree is changed."""
    original = _markup(tree)
    kept = prepare(tree, _base_url(tree, page))
    prepared = _markup(tree)
    body = tree.find("body")
    runs = text_runs(tree if body is None else body, kept)
    article = article_runs(runs, _trafilatura(prepared))
    pieces = _pieces_of(article, kept)
    if _length(article, kept) < max(MIN_LENGTH, MIN_SHARE * len(visible_text(tree))):
        pieces = _second_attempt(runs, article, prepared, original, kept)
    while pieces and pieces[-1].kind == "heading":
        pieces.pop()
    return pieces, sorted(kept.warnings)


def _second_attempt(runs: list[Run], article: list[Run], prepared: str, original: str, kept: KeptParts) -> list[Piece]:
    """For an article that is suspiciously short: the recall setting, then what stands in the page's data alone."""
    generous = article_runs(runs, _trafilatura(prepared, recall=True))
    best = generous if _length(generous, kept) > 2 * _length(article, kept) else article
    output = _trafilatura(original)
    if output is not None and len("".join(output.itertext())) > 2 * _length(best, kept):
        return output_pieces(output)
    return _pieces_of(best, kept)


def _markup(tree: Element) -> str:
    return etree.tostring(tree, encoding="unicode", method="html")


def _trafilatura(markup: str, *, recall: bool = False) -> Element | None:
    found = trafilatura.bare_extraction(
        markup,
        favor_recall=recall,
        include_comments=False,
        include_tables=True,
        include_images=False,
        with_metadata=False,
    )
    body: Element | None = getattr(found, "body", None)
    return body


def _length(runs: list[Run], kept: KeptParts) -> int:
    """Characters, those of the kept parts included."""
    return sum(len(kept.in_line(run.text)) for run in runs)


def _base_url(tree: Element, page: Page) -> str:
    base = next((element.get("href") for element in tree.iter("base") if element.get("href")), None)
    return urljoin(page.final_url, base) if base else page.final_url


def _pieces_of(article: list[Run], kept: KeptParts) -> list[Piece]:
    return [piece for run in without_site_parts(article, kept) for piece in _pieces(run, kept)]


def _pieces(run: Run, kept: KeptParts) -> Iterator[Piece]:
    """A run with its kept parts put back; what follows a block inside an item or a quote stays in it."""
    mark = run.mark
    for piece in kept.restore(run.text, Piece(run.kind)):
        if piece.kind == run.kind and piece.kind != "paragraph":
            yield Piece(run.kind, mark + piece.text)
            mark = mark if run.kind == "quote" else " " * len(mark)
        else:
            yield piece
