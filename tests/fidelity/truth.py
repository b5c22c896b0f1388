"""A page -> what a faithful Markdown document of it would hold."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.fidelity.article import Article, find_article
from tests.fidelity.blocks import Block, Formula
from tests.fidelity.dom import Node, parse
from tests.fidelity.endings import without_endings
from tests.fidelity.tex import tex_rules
from tests.fidelity.walk import read_blocks
from tests.fidelity.words import Prose, words

MIN_WORDS = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a caption, in the order of the page."""

    prose: Prose
    caption: bool


@dataclass(frozen=True, slots=True)
class Truth:
    """What stands in a page's article, and around it."""

    headings: tuple[Prose, ...]
    passages: tuple[Passage, ...]
    code: tuple[str, ...]
    rows: tuple[tuple[Prose, ...], ...]
    formulas: tuple[Formula, ...]
    furniture: tuple[str, ...]
    """The words of each block around the article, once, where the article does not hold them too."""
    known_headings: tuple[Prose, ...]
    """Headings of neither: the title, those of bibliographies and the like."""
    titles: tuple[str, ...]
    crossing: tuple[str, ...]
    drawn: int
    root: str
    """The element taken for the article."""


def read_truth(body: bytes, charset: str | None = None) -> Truth:
    """The truth of a page as served; `charset` is what its HTTP header names."""
    page = parse(body, charset)
    article, titles = find_article(page), tuple(_titles(page))
    blocks = list(without_endings(read_blocks(article, tex_rules(page))))
    inside = [block for block in blocks if block.region == "article"]
    cells = [cell for block in inside for cell in block.cells]
    texts = [*(block for block in inside if block.kind != "label"), *cells]
    return Truth(
        tuple(block.prose for block in inside if block.kind == "heading" and not block.prose.is_empty),
        tuple(_passages(inside)),
        tuple(block.code for block in inside if block.code.strip()),
        tuple(row for block in inside if (row := _row(block))),
        tuple(formula for block in texts for formula in block.formulas),
        tuple(_furniture(blocks, titles)),
        tuple(block.prose for block in blocks if block.kind == "heading" and block.region in ("neutral", "outside")),
        titles,
        tuple(text for block in texts for text in block.crossing),
        sum(block.drawn for block in texts),
        _named(article),
    )


def _passages(blocks: list[Block]) -> Iterable[Passage]:
    for block in blocks:
        if block.kind == "caption" and block.prose.count and not block.linked:
            yield Passage(block.prose, True)
        elif block.kind == "paragraph" and block.prose.count >= MIN_WORDS:
            yield Passage(block.prose, False)


def _row(block: Block) -> tuple[Prose, ...]:
    return tuple(cell.prose for cell in block.cells if not cell.prose.is_empty)


def _furniture(blocks: list[Block], titles: tuple[str, ...]) -> list[str]:
    """Once each; what the article or its surroundings hold too cannot tell where an output has it from."""
    parts = [part for block in blocks for part in (block, *block.cells)]
    elsewhere = [_said(part) for part in parts if part.region != "furniture"]
    stream, lines = " ".join(elsewhere), frozenset(elsewhere)
    found = dict.fromkeys(_said(part) for part in parts if part.region == "furniture")
    told = (text for text in found if text.strip() and not any(text in title for title in titles))
    return [text for text in told if text not in lines and not (_is_long(text) and text in stream)]


def _said(block: Block) -> str:
    return words(block.code) if block.kind == "code" else block.prose.words


def _is_long(text: str) -> bool:
    return len(text.split()) > MIN_WORDS


def _titles(page: Node) -> Iterable[str]:
    for node in page.walk():
        if node.tag == "title":
            yield words(node.text())
        elif node.tag == "meta" and node.get("property") == "og:title":
            yield words(node.get("content"))


def _named(article: Article) -> str:
    root = article.root
    return "".join(
        [root.tag, f"#{root.get('id')}" if root.get("id") else "", *(f".{name}" for name in root.classes[:2])]
    )
