"""What the tags, roles, classes and ids of a page say about the parts around its article.

Class names are read as words (`postMeta-box`: post, meta, box), so that one list of words serves the themes of all
sites, in the languages that the pages at hand are in.
"""

import re
from functools import cache

from tests.fidelity.dom import HEADING_TAGS, Node

_FURNITURE = frozenset(
    "nav navbar navigation menu sidebar sidenav breadcrumb breadcrumbs footer masthead related recommended "
    "recommendations comments comment disqus respond share sharing sharedaddy social cookie cookies consent gdpr "
    "newsletter subscribe signup promo promotion advert advertisement advertising ads sponsored pagination pager "
    "relatedposts outbrain taboola popup modal paywall skiplinks skip addthis sharebar kommentare leserkommentare "
    "commentaires comentarios commentlist commentform printfooter mainnav".split()
)
_AROUND = frozenset(
    "widget widgets banner ad tags tagcloud categories bio profile author login search topbar toolbar".split()
)
_TOC = frozenset("toc tableofcontents".split())
_NEUTRAL = frozenset(
    "references reflist bibliography citations csl byline dateline postmeta meta metadata timestamp date prompt "
    "editsection navbox catlinks mbox ambox authors publishdate tags tagcloud categories signature userinfo "
    "flair".split()
)
_NEUTRAL_TAGS = frozenset(
    "d-byline dt-byline d-front-matter dt-appendix d-appendix d-citation-list dt-bibliography d-bibliography "
    "d-footnote-list address hgroup".split()
)
_HIDDEN_TAGS = frozenset(
    "head script style template noscript svg iframe canvas video audio object embed button select input textarea "
    "option datalist map progress meter label link meta title".split()
)
_HIDDEN_CLASSES = frozenset(
    "sr-only visually-hidden screen-reader-text headerlink anchorjs-link header-anchor section-link anchor-link "
    "mw-editsection MathJax_Preview MathJax MathJax_Display MathJax_SVG MathJax_SVG_Display MathJax_CHTML mjx-chtml "
    "copy-button clipboard-button noprint heading-link anchor-section mw-jump-link".split()
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@cache
def _parts(name: str) -> frozenset[str]:
    """The words of a class or id: `postMeta-box` -> post, meta, box, postmeta…, so that one list serves all styles."""
    pieces = re.findall(r"[A-Za-z][a-z]*|[A-Z]+", name)
    joined = "".join(pieces).lower()
    return frozenset([joined, *(piece.lower() for piece in pieces)])


def name_parts(node: Node) -> frozenset[str]:
    """The words of an element's id and classes; not of an id made from its heading, which tells what it is about."""
    names = [*node.classes, "" if _is_slug(node) else node.get("id")]
    return frozenset().union(*(_parts(name) for name in names))


def _is_slug(node: Node) -> bool:
    """Whether an id was made from a heading: `related-work` of a section on related work."""
    heading = (
        node if node.tag in HEADING_TAGS else next((one for one in node.elements if one.tag in HEADING_TAGS), None)
    )
    if heading is None or not node.get("id"):
        return False
    slug, said = (re.sub(r"[\W\d_]+", "", text).lower() for text in (node.get("id"), heading.text()))
    return bool(slug) and said.startswith(slug[:12])


def is_hidden(node: Node) -> bool:
    """Whether a reader does not see the element, or sees a control and no text."""
    return (
        node.tag in _HIDDEN_TAGS
        or "hidden" in node.attributes
        or bool(_HIDDEN_STYLE.search(node.get("style")))
        or not _HIDDEN_CLASSES.isdisjoint(node.classes)
    )


def says_furniture(node: Node, *, outside: bool) -> bool:
    """Whether an element says it is furniture; `outside` the article more words tell than inside."""
    if not node.blocky:
        return False
    if node.tag in ("nav", "footer", "form", "dialog") or (node.tag in ("aside", "menu") and outside):
        return not (node.tag == "footer" and node.parent is not None and node.parent.tag == "blockquote")
    if node.tag == "header" and outside:
        return True
    if node.get("role") in ("navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"):
        return outside or node.get("role") != "complementary"
    names = name_parts(node)
    return not names.isdisjoint(_FURNITURE) or (outside and not names.isdisjoint(_AROUND)) or _is_author_box(names)


def is_title_header(node: Node) -> bool:
    """Whether an element holds the title, with byline, date and what else belongs to it."""
    return node.tag in ("header", "d-title") and any(one.tag in ("h1", "h2") for one in node.walk())


def _is_author_box(names: frozenset[str]) -> bool:
    return "authorbox" in names or ("author" in names and not names.isdisjoint(("box", "bio", "about", "card", "info")))


def is_neutral(node: Node) -> bool:
    """Whether an element of the article is one that a document may have or leave out."""
    if not node.blocky:
        return False
    if node.tag in _NEUTRAL_TAGS or (node.tag == "header" and node.parent is not None):
        return True
    return node.get("role") == "doc-bibliography" or not name_parts(node).isdisjoint(_NEUTRAL)


def is_toc(node: Node) -> bool:
    """Whether an element is a table of contents: it says so, or lists links into its page and nothing else."""
    if not node.blocky:
        return False
    if node.get("role") == "doc-toc" or not name_parts(node).isdisjoint(_TOC):
        return True
    if node.tag not in ("ul", "ol", "nav"):
        return False
    links = [one for one in node.walk() if one.tag == "a"]
    inner = sum(len(one.text().split()) for one in links if one.get("href").startswith("#"))
    return len(links) >= 3 and inner >= 0.9 * len(node.text().split())
