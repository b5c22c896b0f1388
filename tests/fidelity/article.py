"""Where the article of a page is, and what stands around and inside it that is none of it.

The rules are of the kind a reader of the page would give: an element that says it is the article (Distill's tags,
`itemprop=articleBody`, the content classes of the usual themes, `article`, `main`) and holds most of the page's running
text; else the smallest element that holds most of it.
"""

import re
from dataclasses import dataclass
from typing import Literal

from tests.fidelity.dom import HEADING_TAGS, Node
from tests.fidelity.names import is_hidden, is_neutral, is_title_header, is_toc, name_parts, says_furniture

Region = Literal["outside", "article", "neutral", "furniture"]

_CONTENT = (
    "entry-content post-content article-content articlecontent article-body articlebody article__body post-body "
    "article__content post__content page__content story-body story-content mw-parser-output ltx_document markdown-body "
    "e-content post-text content-body blog-content post_content articlebodycontent s-prose"
).split()
_RUNNING = frozenset("p pre li dd blockquote td".split())
MAJORITY = 0.5


@dataclass(frozen=True, slots=True)
class Article:
    """The root element of a page's article, and the marks of the elements in and around it."""

    root: Node
    holders: frozenset[Node]
    """The root and the elements around it."""
    body: Node
    mass: int

    def region(self, node: Node, around: Region) -> Region:
        """Where an element belongs, given where the element around it does."""
        if node is self.root:
            return "article"
        if node in self.holders:
            return around
        if is_toc(node) or (around == "outside" and is_title_header(node)):
            return "neutral"
        if around == "furniture" or self._is_furniture(node, around):
            return "furniture"
        return "neutral" if around == "article" and is_neutral(node) else around

    def _is_furniture(self, node: Node, around: Region) -> bool:
        if not says_furniture(node, outside=around == "outside"):
            return False
        return around == "outside" or running_words(node) <= 0.3 * self.mass


def running_words(node: Node) -> int:
    """Words of running text below an element, outside of links: in paragraphs and the like, or many in a row elsewhere.

    >>> from tests.fidelity.dom import parse
    >>> running_words(parse(b"<p>one two <a>three</a></p><nav><ul><li>four</ul></nav><div>five</div>"))
    2
    """
    return _running(node, inside=False)


def _running(node: Node, *, inside: bool) -> int:
    if is_hidden(node) or node.tag in ("a", "nav", "footer", "aside") or (node.tag == "body") < _names_comments(node):
        return 0
    inside = inside or node.tag in _RUNNING
    own = sum(_length(child) for child in node.children if isinstance(child, str))
    return (own if inside or own >= 10 else 0) + sum(_running(child, inside=inside) for child in node.elements)


def _length(text: str) -> int:
    return max(len(text.split()), len(re.findall("[\u3040-\u9fff]", text)) // 2)


def _names_comments(node: Node) -> bool:
    names = ("comments", "disqus", "related", "commentlist", "kommentare", "leserkommentare")
    return node.blocky and ("widget" in node.classes or not name_parts(node).isdisjoint(names))


def find_article(page: Node) -> Article:
    """The article of a page; its body where nothing stands out."""
    body = next((node for node in page.walk() if node.tag == "body"), page)
    total = running_words(body)
    root = _said(body, total) or _smallest(body, total)
    return Article(root, frozenset([root, *root.above()]), body, running_words(root))


def _said(body: Node, total: int) -> Node | None:
    """The element that says it is the article and holds the majority, by the most telling sign."""
    shown = [node for node in body.walk() if node.blocky and node is not body]
    signs = [
        [node for node in shown if node.tag in ("d-article", "dt-article")],
        [node for node in shown if "articleBody" in node.get("itemprop")],
        [node for node in shown if any(name.lower() in _CONTENT for name in (*node.classes, node.get("id")))],
        [node for node in shown if node.tag == "article"],
        [node for node in shown if node.tag == "main" or node.get("role") == "main"],
    ]
    for found in signs:
        best = max(found, key=running_words, default=None)
        if best is not None and running_words(best) > MAJORITY * total:
            return best
    return None


def _smallest(body: Node, total: int) -> Node:
    node = body
    while True:
        best = max(node.elements, key=running_words, default=None)
        if best is None or best.tag in (*_RUNNING, "ul", "ol", "dl", "table", *HEADING_TAGS):
            return node
        if running_words(best) < max(1, 0.8 * total):
            return node
        node = best
