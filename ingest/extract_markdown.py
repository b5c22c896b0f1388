"""A Markdown file -> pieces, by a real parser (`ingest.markdown.syntax`).

Words, formulas, code, tables, quotes and footnotes stay; `text` writes what stands in a line, `html_blocks` reads HTML.
Lists keep their nesting, whatever stands in them; every line of a quote is marked. A footnote follows the block that
first refers to it. Badges, logos, comments, lists of links into the page itself and rows of links (as a choice of
languages) are no content.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from markdown_it.tree import SyntaxTreeNode

from index.records import BlockKind
from ingest.assemble import Piece
from ingest.block_text import fenced, table_text
from ingest.formulas import formula_text
from ingest.markdown.html_blocks import html_block_pieces
from ingest.markdown.syntax import parse_markdown
from ingest.markdown.text import (
    footnote_label,
    formula_content,
    github_anchor,
    image_address,
    inline_text,
    is_figure,
    line_text,
)

__all__ = ["github_anchor", "markdown_pieces", "markdown_title", "parse_markdown"]
LONG_FORMULA = 80
"""Characters of a `$$…$$` formula that is shown on its own even where it stands within a line of words."""
_FRONT_TITLE = re.compile(r"^title\s*:\s*(?P<quote>[\"']?)(?P<title>.*?)(?P=quote)\s*$", re.MULTILINE)
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
_OWN_ANCHOR = re.compile(r"\s*\{:?\s*#([\w:.-]+)[^}]*\}\s*$")
_TEMPLATE = re.compile(r"\{[:%][^{}]*\}(\s*\{[:%][^{}]*\})*")
"""A paragraph that speaks to the site's generator: `{: .no_toc}`, `{% include x %}`."""
_FORMULA_LANGUAGES = ("math",)


def markdown_title(tree: SyntaxTreeNode) -> str:
    """The title of the front matter, else the first heading of the first level, in Markdown or HTML; or empty."""
    for node in tree.children[:1]:
        found = _FRONT_TITLE.search(node.content) if node.type == "front_matter" else None
        if found and found["title"]:
            return found["title"]
    return next((piece.text for piece in markdown_pieces(tree, "") if piece.kind == "heading" and piece.level == 1), "")


def markdown_pieces(tree: SyntaxTreeNode, base_url: str) -> list[Piece]:
    """The content in reading order; images with their whole address, headings with the anchor GitHub gives them."""
    reader = _Reader(base_url, _footnotes(tree))
    return list(_with_anchors(reader.blocks(tree.children, "")))


def _footnotes(tree: SyntaxTreeNode) -> dict[str, SyntaxTreeNode]:
    notes = (note for block in tree.children if block.type == "footnote_block" for note in block.children)
    return {footnote_label(note): note for note in notes}


def _with_anchors(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Headings with their id: the author's own `{#id}`, else GitHub's, numbered where it was given before."""
    seen: Counter[str] = Counter()
    for piece in pieces:
        if piece.kind == "heading":
            own = _OWN_ANCHOR.search(piece.text)
            text = _OWN_ANCHOR.sub("", piece.text)
            slug = github_anchor(text)
            number = seen[slug]
            seen[slug] += 1
            yield replace(piece, text=text, anchor=own[1] if own else f"{slug}-{number}" if number else slug)
        else:
            yield piece


@dataclass(slots=True)
class _Reader:
    """Blocks of a file one after the other; `prefix` is what each line of a block begins with, as `> ` or spaces."""

    base_url: str
    footnotes: dict[str, SyntaxTreeNode] = field(default_factory=dict)

    def blocks(self, nodes: Iterable[SyntaxTreeNode], prefix: str) -> Iterator[Piece]:
        for is_html, group in groupby(nodes, key=lambda node: node.type == "html_block"):
            if is_html:
                pieces = html_block_pieces("\n".join(node.content for node in group), self.base_url)
                yield from (_prefixed(piece, prefix) for piece in pieces)
                continue
            for node in group:
                yield from self._block(node, prefix)
                yield from self._notes_called_in(node, prefix)

    def _block(self, node: SyntaxTreeNode, prefix: str) -> Iterator[Piece]:
        if node.type == "heading":
            yield from self._images(node)
            yield _prefixed(Piece("heading", _line(node), level=int(node.tag[1])), prefix)
        elif node.type == "paragraph":
            yield from self._paragraph(node, prefix, prefix)
        elif node.type in ("bullet_list", "ordered_list"):
            yield from self._list(node, prefix)
        elif node.type in ("fence", "code_block"):
            yield _prefixed(_code(node), prefix)
        elif node.type in ("math_block", "math_block_label", "amsmath"):
            yield _prefixed(Piece("formula", formula_text(node.content, display=True)), prefix)
        elif node.type == "table":
            yield from self._images(node)
            yield from (_prefixed(piece, prefix) for piece in _table(node))
        elif node.type == "blockquote":
            yield from self.blocks(_without_alert_mark(node), prefix + "> ")

    def _notes_called_in(self, node: SyntaxTreeNode, prefix: str) -> Iterator[Piece]:
        """The footnotes a block refers to first."""
        for part in node.walk():
            note = self.footnotes.pop(footnote_label(part), None) if part.type == "footnote_ref" else None
            if note is not None:
                blocks = [child for child in note.children if child.type != "footnote_anchor"]
                for number, piece in enumerate(list(self.blocks(blocks, prefix))):
                    mark = f"[^{footnote_label(part)}]: " if number == 0 else ""
                    yield replace(piece, text=prefix + mark + piece.text.removeprefix(prefix))

    def _list(self, node: SyntaxTreeNode, prefix: str) -> Iterator[Piece]:
        if _is_table_of_contents(node):
            return
        for number, item in enumerate(node.children, int(node.attrs.get("start", 1))):
            marker = f"{number}. " if node.type == "ordered_list" else "- "
            inner = prefix + " " * len(marker)
            head, rest = item.children[:1], item.children[1:]
            if head and head[0].type in ("paragraph", "heading"):
                yield from self._paragraph(head[0], prefix + marker, inner)
                yield from self._notes_called_in(head[0], inner)
            else:
                rest = item.children
            yield from self.blocks(rest, inner)

    def _paragraph(self, node: SyntaxTreeNode, first: str, prefix: str) -> Iterator[Piece]:
        """A paragraph, split where a display formula stands inside it; `first` begins its first line."""
        yield from self._images(node)
        if _is_row_of_links(node):
            return
        mark = first
        for text, formula in _runs(node):
            if text and not _TEMPLATE.fullmatch(text):
                yield Piece(_text_kind(first), mark + text)
                mark = prefix
            if formula:
                yield _prefixed(Piece("formula", formula), prefix)

    def _images(self, node: SyntaxTreeNode) -> Iterator[Piece]:
        for part in node.walk():
            if part.type == "image" and is_figure(str(part.attrs.get("src", "")), part.content):
                address = image_address(self.base_url, str(part.attrs.get("src", "")))
                yield from [Piece("figure", part.content, url=address)] if address else []
            elif part.type == "html_inline" and part.content.lower().startswith("<img"):
                pieces = html_block_pieces(part.content, self.base_url)
                yield from (piece for piece in pieces if piece.kind == "figure")


def _prefixed(piece: Piece, prefix: str) -> Piece:
    """The piece inside lists and quotes; there a heading is no section, and a formula stays clear of the marks."""
    if not prefix or piece.kind == "figure" or not piece.text:
        return piece
    if piece.kind in ("paragraph", "heading", "item", "caption"):
        return Piece(_text_kind(prefix), prefix + piece.text)
    if piece.kind == "formula" and ">" in prefix:
        return replace(piece, text=prefix + " ".join(piece.text.split()))
    return replace(piece, text="\n".join(prefix + line for line in piece.text.splitlines()))


def _text_kind(prefix: str) -> BlockKind:
    if ">" in prefix:
        return "quote"
    return "item" if prefix else "paragraph"


def _line(node: SyntaxTreeNode) -> str:
    return " ".join(inline_text(node).split())


def _code(node: SyntaxTreeNode) -> Piece:
    language = node.info.split()[0] if node.type == "fence" and node.info.strip() else ""
    code = node.content.rstrip("\n")
    if language in _FORMULA_LANGUAGES:
        return Piece("formula", formula_text(code, display=True))
    return Piece("code", fenced(code, language) if code.strip() else "")


def _table(table: SyntaxTreeNode) -> Iterator[Piece]:
    rows = [
        [_line(cell).replace("|", "\\|") for cell in row.children] for part in table.children for row in part.children
    ]
    if any(any(row) for row in rows):
        yield Piece("table", table_text(rows))


def _without_alert_mark(quote: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    """The blocks of a quote; GitHub's `[!NOTE]` becomes a word of the text."""
    for part in quote.walk():
        if part.type == "text":
            alert = _ALERT.match(part.content)
            if alert and part.token is not None:
                part.token.content = f"{alert[1].capitalize()}: {part.content[alert.end() :]}"
            break
    return quote.children


def _runs(node: SyntaxTreeNode) -> Iterator[tuple[str, str]]:
    """The text of a paragraph up to each display formula in it, with that formula; the last without one."""
    parts = [part for child in node.children for part in (child.children if child.type == "inline" else [child])]
    first = 0
    for number, part in enumerate(parts):
        if part.type == "math_inline_double" and not _is_part_of_line(parts, number):
            yield " ".join(line_text(parts[first:number]).split()), formula_text(formula_content(part), display=True)
            first = number + 1
    yield " ".join(line_text(parts[first:]).split()), ""


def _is_part_of_line(parts: list[SyntaxTreeNode], number: int) -> bool:
    """Whether a `$$…$$` formula stands within a line of words, as kramdown writes formulas in a sentence."""
    content = parts[number].content
    if len(content) > LONG_FORMULA or "\n" in content or "\\\\" in content or "\\begin" in content:
        return False
    around = [*parts[max(0, number - 1) : number], *parts[number + 1 : number + 2]]
    return any(part.type not in ("softbreak", "hardbreak") and re.search(r"\w", inline_text(part)) for part in around)


def _links(node: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    return [part for part in node.walk() if part.type == "link"]


def _is_row_of_links(node: SyntaxTreeNode) -> bool:
    """Whether a paragraph only offers links side by side: `English | 中文`."""
    links = _links(node)
    outside = _line(node)
    for link in links:
        outside = outside.replace(_line(link), "", 1)
    return len(links) > 1 and bool(re.fullmatch(r"[\s\W_]*[|•·/][\s\W_]*", outside))


def _is_table_of_contents(node: SyntaxTreeNode) -> bool:
    """Whether each item of a list is one link into the page itself."""
    links = _links(node)
    items = [part for part in node.walk() if part.type == "list_item"]
    if len(links) < max(2, len(items)) or not all(str(link.attrs.get("href", "")).startswith("#") for link in links):
        return False
    return sum(len(_line(link)) for link in links) >= 0.9 * len(_line(node))
