"""A prepared page -> its runs of text, in reading order: what a browser would set as one paragraph, item or cell."""

import re
from dataclasses import dataclass, field
from typing import Literal

from ingest.html.kept import WORD, Element, KeptParts
from ingest.html.tree import BLOCKS

MAX_DEPTH = 200
"""Elements within one another beyond which what is inside is one run; the parser stops at about the same depth."""
_NUMBER = r"\(\s*(?:[A-Za-z]{0,3}[.:-]?\d[\w.:-]*|[*†‡★]+)\s*\)"
_KEPT = re.compile(rf"(?:{_NUMBER} ?)?{WORD.pattern}(?: ?[.,;])?(?: ?{_NUMBER})?")
"""The word of a kept part; beside it stands at most the number of an equation."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text without a break, in one line, with the words of kept parts in it."""

    text: str
    element: Element
    """The innermost block element around it."""
    kind: Literal["paragraph", "item", "quote"]
    mark: str
    """What stands before the text in Markdown: `> `, `- `, `2. `, indented as deep as the list is nested."""
    linked: int
    """Characters of the text that are links."""

    heading: int = 0
    """Level of the heading that the run is, or 0."""
    is_image: bool = False
    """Whether the run is but an image, with its caption."""

    @property
    def is_kept_block(self) -> bool:
        """Whether the run is but the word of a part that was taken out, or a numbered formula."""
        return _KEPT.fullmatch(self.text) is not None


@dataclass(slots=True)
class _Place:
    """Where in lists and quotes a block stands; an item's mark is used up by its first run."""

    kind: Literal["paragraph", "item", "quote"] = "paragraph"
    indent: str = ""
    mark: str = ""


@dataclass(slots=True)
class _Walk:
    kept: KeptParts
    holds_blocks: set[Element]
    runs: list[Run] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    linked: int = 0
    broken: bool = False
    """Whether the text so far ends in a line break."""

    def block(self, element: Element, place: _Place, depth: int = 0) -> None:
        """Adds the runs of a block element."""
        self.flush(element, place)
        if depth > MAX_DEPTH:
            self._add(" ".join(element.itertext()))
            self.flush(element, place)
            return
        self._add(element.text)
        number = _first_number(element)
        for child in element:
            if not isinstance(child.tag, str):
                pass
            elif child.tag == "br":
                self._break(element, place)
            elif child.tag in BLOCKS or child in self.holds_blocks:
                self.flush(element, place)
                self.block(child, _place(child, element, place, number), depth + 1)
                number += child.tag == "li"
            else:
                self._inline(child, linked=False)
            self._add(child.tail)
        self.flush(element, place)

    def flush(self, element: Element, place: _Place) -> None:
        """Ends the run."""
        text = " ".join("".join(self.text).split())
        if text:
            alone = self.kept.parts[int(match[1])][0] if (match := _KEPT.fullmatch(text)) else ()
            level = max((piece.level for piece in alone), default=0)
            is_image = bool(alone) and all(piece.kind in ("figure", "caption") for piece in alone)
            linked = min(self.linked, len(text))
            self.runs.append(Run(text, element, place.kind, place.indent + place.mark, linked, level, is_image))
            place.mark = " " * len(place.mark) if place.kind == "item" else place.mark
        self.text, self.linked, self.broken = [], 0, False

    def _add(self, text: str | None) -> None:
        if text:
            self.text.append(text)
            self.broken = self.broken and not text.strip()

    def _break(self, element: Element, place: _Place) -> None:
        """One line break is a space, two are a new paragraph."""
        if self.broken:
            self.flush(element, place)
        self.text.append(" ")
        self.broken = True

    def _inline(self, element: Element, *, linked: bool) -> None:
        linked = linked or element.tag == "a"
        quoted = element.tag == "q"
        self._add("“" if quoted else "")
        self._count(element.text, linked=linked)
        for child in element:
            if child.tag == "br":
                self.text.append(" ")
            elif isinstance(child.tag, str):
                self._inline(child, linked=linked)
            self._count(child.tail, linked=linked)
        self._add("”" if quoted else "")

    def _count(self, text: str | None, *, linked: bool) -> None:
        self._add(text)
        if linked and text:
            self.linked += len(" ".join(text.split()))


def text_runs(body: Element, kept: KeptParts) -> list[Run]:
    """The runs of a tree."""
    walk = _Walk(kept, _ancestors_of_blocks(body))
    walk.block(body, _Place())
    return walk.runs


def _ancestors_of_blocks(body: Element) -> set[Element]:
    """The inline elements that hold blocks, and so are no part of a run."""
    holders: set[Element] = set()
    for block in body.iter(*BLOCKS):
        parent = block.getparent()
        while parent is not None and parent not in holders:
            holders.add(parent)
            parent = parent.getparent()
    return holders


def _first_number(element: Element) -> int:
    start = element.get("start") or ""
    return int(start) if element.tag == "ol" and start.isdecimal() else 1


def _place(child: Element, parent: Element, place: _Place, number: int) -> _Place:
    """The place of a child block: deeper in a list or a quote, or the same."""
    if child.tag in ("ul", "ol", "menu"):
        return _Place("paragraph" if place.kind != "quote" else "quote", _indent(place))
    if child.tag == "li":
        mark = f"{number}. " if parent.tag == "ol" else "- "
        return _Place("item", place.indent, mark)
    if child.tag == "blockquote":
        return _Place("quote", _indent(place), "> ")
    return place


def _indent(place: _Place) -> str:
    if place.kind == "quote":
        return place.indent + place.mark
    return place.indent + " " * len(place.mark) if place.kind == "item" else place.indent
