"""The walk over a page: its tree -> headings, paragraphs, captions, code and table rows, each with its region.

A run of inline content between two block boundaries is one block, whatever tags are around it; so text that stands in
bare `div`s is read like text in `p`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tests.fidelity.article import Article
from tests.fidelity.blocks import Block, Formula, Place, joined
from tests.fidelity.carriers import Carried, carried
from tests.fidelity.code import code_text, is_code
from tests.fidelity.dom import Node
from tests.fidelity.names import is_hidden
from tests.fidelity.places import is_in, is_mark, is_menu_link, is_note, place_in
from tests.fidelity.runs import Run
from tests.fidelity.tables import data_rows
from tests.fidelity.tex import TexRules, same_tex
from tests.fidelity.words import BACKSLASH, DOLLAR, EDGE

_ICON = re.compile("[\ue000-\uf8ff]")
"""Private-use characters: icon fonts, and our own marks."""


@dataclass(slots=True)
class Walk:
    """Collects the blocks of a page."""

    article: Article
    rules: TexRules
    blocks: list[Block] = field(default_factory=list)
    run: Run = field(default_factory=Run)

    def visit(self, node: Node, place: Place) -> None:
        """Adds an element and all below it."""
        formula = carried(node)
        if formula:
            self.formula(formula)
        elif is_hidden(node):
            return
        elif is_note(node):
            self.run.mask(node.text(), None)
            self.run.notes.append(node)
        elif is_mark(node):
            self.run.mask("0", None)
        elif node.blocky or is_code(node) or is_menu_link(node, place):
            self.block(node, place)
        else:
            self.inline(node, place)

    def formula(self, carried: Carried) -> None:
        known = Formula(same_tex(carried.tex), carried.display) if carried.tex.strip() else None
        self.run.mask(carried.tex or carried.drawn, known)
        self.run.drawn += known is None

    def inline(self, node: Node, place: Place) -> None:
        edge = "\n" if node.tag == "br" else EDGE
        self.run.pieces.append(edge)
        self.children(node, place)
        self.run.pieces.append(edge)

    def children(self, node: Node, place: Place) -> None:
        for child in node.children:
            if isinstance(child, Node):
                self.visit(child, place)
            else:
                self.text(child, node)

    def text(self, text: str, parent: Node) -> None:
        """Adds text; in inline code, nothing begins a formula."""
        bare = _ICON.sub("", text)
        if re.search(r"\w", bare) and not is_in(parent, "a"):
            self.run.linked = False
        if is_in(parent, "code", "kbd", "samp", "tt"):
            bare = bare.replace("$", DOLLAR).replace("\\", BACKSLASH)
        self.run.pieces.append(bare)

    def block(self, node: Node, place: Place) -> None:
        """Adds a block element: the run before it ends, and so does the run in it."""
        self.flush(place)
        inner = place_in(node, replace(place, region=self.article.region(node, place.region)))
        if inner.kind == "caption":
            self.blocks.append(self.whole(node, inner))
        elif is_code(node):
            self.blocks.append(Block(replace(inner, kind="code"), code=code_text(node)))
        elif node.tag == "table" and (rows := data_rows(node)):
            self.table(node, rows, inner)
        else:
            self.children(node, inner)
            self.flush(inner)

    def table(self, node: Node, rows: Iterable[list[Node]], place: Place) -> None:
        """A data table: its caption, then a block a row."""
        for caption in (child for child in node.elements if child.tag == "caption"):
            self.visit(caption, place)
        for row in rows:
            cells = tuple(self.whole(cell, place) for cell in row)
            self.blocks.append(Block(replace(place, kind="row"), cells=cells))

    def whole(self, node: Node, place: Place) -> Block:
        """All that stands in a cell or caption, as one block."""
        inner = Walk(self.article, self.rules)
        inner.children(node, place)
        inner.flush(place)
        return inner.blocks[0] if len(inner.blocks) == 1 else joined(inner.blocks, place)

    def flush(self, place: Place) -> None:
        """Ends the run: makes it a block of the place it stands in, and its footnotes blocks after it."""
        run, self.run = self.run, Run()
        block = run.block(place, self.rules)
        self.blocks += [block] if block else []
        for note in run.notes:
            self.children(note, Place(place.region, note=True))
            self.flush(Place(place.region, note=True))


def read_blocks(article: Article, rules: TexRules) -> list[Block]:
    """The blocks of a page in document order."""
    walk = Walk(article, rules)
    walk.visit(article.body, Place("article" if article.root is article.body else "outside"))
    return walk.blocks
