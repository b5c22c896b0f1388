"""HTML -> a small tree with parents, parsed as browsers do.

html5lib and not selectolax or html.parser: it implements the tree construction of the HTML standard in Python, shares
no C code with lxml, and takes 11 s for the 161 pages of ../shared/web (19 MB), a fraction of what scoring them takes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import html5lib

BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table caption tbody td "
    "tfoot th thead tr ul d-article dt-article d-title d-byline dt-byline d-abstract d-figure d-appendix dt-appendix "
    "d-front-matter d-footnote-list d-citation-list dt-bibliography".split()
)
HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True, eq=False)
class Node:
    """An element; text stands between the elements among its children."""

    tag: str
    attributes: dict[str, str]
    parent: "Node | None" = field(default=None, repr=False)
    children: "list[Node | str]" = field(default_factory=list, repr=False)
    blocky: bool = False
    """Whether the element is a block or holds one."""

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def elements(self) -> "list[Node]":
        return [child for child in self.children if isinstance(child, Node)]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def walk(self) -> "Iterator[Node]":
        """The element and all below it, in document order."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending += reversed(node.elements)

    def above(self) -> "Iterator[Node]":
        """The elements around it, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def text(self) -> str:
        """All text below, joined as it stands.

        >>> parse(b"<p>a<b>b</b> c").text()
        'ab c'
        """
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parse(body: bytes, charset: str | None = None) -> Node:
    """The root element of a page; `charset` is what the HTTP header names."""
    tree = html5lib.parse(_decoded(body, charset), treebuilder="etree", namespaceHTMLElements=False)
    return _built(tree, None)


_META = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def _decoded(body: bytes, charset: str | None) -> str:
    """By the first of header, meta and UTF-8 that fits, so that wrongly labelled pages are read as meant.

    Where none fits: UTF-8 with a few letters unknown, or windows-1252 where most of them would be.

    >>> _decoded("Müßiggänger".encode() + "ß".encode("latin-1"), None), _decoded("ß".encode("latin-1"), "utf-8")
    ('Müßiggänger�', 'ß')
    """
    found = _META.search(body[:4096])
    for name in (charset, found and found[1].decode("ascii"), "utf-8"):
        try:
            return body.decode("utf-8-sig" if name == "utf-8" else name or "ascii")
        except (UnicodeDecodeError, LookupError):
            continue
    text = body.decode("utf-8", "replace")
    unknown, known = text.count("\ufffd"), len(re.findall("[^\0-\x7f\ufffd]", text))
    return text if known > unknown else body.decode("windows-1252", "replace")


def _built(element: Any, parent: Node | None) -> Node:
    tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "#comment"
    node = Node(tag, {str(name): value for name, value in element.attrib.items()}, parent)
    if tag != "#comment" and element.text:
        node.children.append(element.text)
    for child in element:
        built = _built(child, node)
        if built.tag != "#comment":
            node.children.append(built)
        if child.tail:
            node.children.append(child.tail)
    node.blocky = tag in BLOCK_TAGS or any(child.blocky for child in node.elements)
    return node
