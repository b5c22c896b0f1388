"""A Markdown file -> pieces, by a real parser: badges and blocks of HTML go; formulas, code and tables stay."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ingest.assemble import Piece
from ingest.formulas import formula_text

_BADGE = re.compile(r"shields\.io|badge|/workflows/|travis-ci|codecov|circleci|awesome\.re", re.IGNORECASE)


def parse_markdown(text: str) -> SyntaxTreeNode:
    """The syntax tree of a Markdown text, with tables and formulas."""
    parser = (
        MarkdownIt("commonmark")
        .enable("table")
        .use(dollarmath_plugin, double_inline=True, allow_space=False, allow_digits=False)
        .use(front_matter_plugin)
    )
    return SyntaxTreeNode(parser.parse(text))


def markdown_title(tree: SyntaxTreeNode) -> str:
    """The first heading of the first level, or empty."""
    return next((_text(node) for node in tree.children if node.type == "heading" and node.tag == "h1"), "")


def markdown_pieces(tree: SyntaxTreeNode, base_url: str) -> list[Piece]:
    """The content in reading order; images relative to the file's address."""
    return [piece for node in tree.children for piece in _pieces(node, base_url)]


def github_anchor(heading: str) -> str:
    """The id that GitHub gives a heading.

    >>> github_anchor("What is a CNN? (short)")
    'what-is-a-cnn-short'
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _pieces(node: SyntaxTreeNode, base_url: str) -> Iterator[Piece]:
    if node.type == "heading":
        yield from _images(node, base_url)
        yield Piece("heading", _text(node), level=int(node.tag[1]), anchor=github_anchor(_text(node)))
    elif node.type == "paragraph":
        yield from _images(node, base_url)
        yield from _paragraph(node, "paragraph", "")
    elif node.type in ("bullet_list", "ordered_list"):
        yield from _list(node, base_url, depth=0)
    elif node.type in ("fence", "code_block"):
        language = node.info.split()[0] if node.type == "fence" and node.info.strip() else ""
        code = node.content.rstrip("\n")
        fence = "````" if "```" in code else "```"
        yield Piece("code", f"{fence}{language}\n{code}\n{fence}")
    elif node.type in ("math_block", "math_block_label"):
        yield Piece("formula", formula_text(node.content, display=True))
    elif node.type == "table":
        yield from _images(node, base_url)
        yield from _table(node)
    elif node.type == "blockquote":
        for child in node.children:
            for piece in _pieces(child, base_url):
                yield Piece("quote", "> " + piece.text) if piece.kind == "paragraph" else piece


def _paragraph(node: SyntaxTreeNode, kind: str, marker: str) -> Iterator[Piece]:
    """A paragraph, split where a display formula stands inside it."""
    halves: list[str] = [""]
    formulas: list[str] = []
    for part in _inline_parts(node):
        if part.type == "math_inline_double":
            formulas.append(formula_text(part.content, display=True))
            halves.append("")
        else:
            halves[-1] += _text(part)
    for number, half in enumerate(halves):
        if half.strip():
            yield Piece("item" if kind == "item" else "paragraph", marker + " ".join(half.split()))
            marker = ""
        if number < len(formulas):
            yield Piece("formula", formulas[number])


def _inline_parts(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for child in node.children:
        if child.type == "inline":
            yield from child.children
        else:
            yield child


def _list(node: SyntaxTreeNode, base_url: str, *, depth: int) -> Iterator[Piece]:
    for number, item in enumerate(node.children, 1):
        marker = "  " * depth + (f"{number}. " if node.type == "ordered_list" else "- ")
        for child in item.children:
            if child.type == "paragraph":
                yield from _images(child, base_url)
                yield from _paragraph(child, "item", marker)
                marker = "  " * (depth + 1)
            elif child.type in ("bullet_list", "ordered_list"):
                yield from _list(child, base_url, depth=depth + 1)
            else:
                yield from _pieces(child, base_url)


def _table(table: SyntaxTreeNode) -> Iterator[Piece]:
    rows = [
        [_text(cell).replace("|", "\\|") for cell in row.children] for part in table.children for row in part.children
    ]
    if any(any(row) for row in rows):
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        yield Piece("table", "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]))


def _images(node: SyntaxTreeNode, base_url: str) -> Iterator[Piece]:
    for image in node.walk():
        source = str(image.attrs.get("src", "")) if image.type == "image" else ""
        if source and not _BADGE.search(source):
            yield Piece("figure", image.content, url=urljoin(base_url, source))


def _text(node: SyntaxTreeNode) -> str:
    """Plain text of an inline node: no emphasis, no links, no images, formulas and code kept."""
    if node.type == "text":
        return node.content
    if node.type == "code_inline":
        return f"`{node.content}`"
    if node.type in ("math_inline", "math_inline_double"):
        return formula_text(node.content, display=False)
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type in ("image", "html_inline"):
        return ""
    return "".join(_text(child) for child in node.children)
