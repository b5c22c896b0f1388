"""One step of the HTML extraction run on its own: a fragment of a page in, what the step leaves of it out."""

from lxml import etree
from trafilatura.utils import load_html

from ingest.assemble import Piece
from ingest.html.kept import Element, KeptParts
from ingest.html.steps import Step
from ingest.html.visible import visible_text

URL = "https://a.org/blog/post.html"
KATEX = (
    '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>x</mi></mrow>'
    '<annotation encoding="application/x-tex">x^2</annotation></semantics></math></span>'
    '<span class="katex-html" aria-hidden="true"><span>x</span><span>2</span></span></span>'
)
"""A formula as KaTeX draws it, with its TeX."""


def tree_of(fragment: str, head: str = "") -> Element:
    """A page with nothing but the fragment in its body."""
    tree: Element = load_html(f"<html><head>{head}</head><body>{fragment}</body></html>")
    return tree


def body_of(tree: Element) -> Element:
    body = tree.find("body")
    assert body is not None
    return body


def run_step(step: Step, fragment: str, head: str = "") -> tuple[Element, KeptParts]:
    """The body after the step, and what the step took out of it."""
    tree, kept = tree_of(fragment, head), KeptParts()
    step(tree, kept)
    return body_of(tree), kept


def pieces_after(step: Step, fragment: str, head: str = "") -> list[Piece]:
    """The text of the page with the kept parts put back, cut at blocks that were kept."""
    body, kept = run_step(step, fragment, head)
    return kept.restore(visible_text(body), Piece("paragraph"))


def text_after(step: Step, fragment: str, head: str = "") -> str:
    """The same as one text, an empty line between pieces."""
    return "\n\n".join(piece.text for piece in pieces_after(step, fragment, head))


def pairs_after(step: Step, fragment: str, head: str = "") -> list[tuple[str, str]]:
    """The same as kinds and texts."""
    return [(piece.kind, piece.text) for piece in pieces_after(step, fragment, head)]


def markup_after(step: Step, fragment: str, head: str = "") -> str:
    """The markup that the step leaves in the body."""
    body, _ = run_step(step, fragment, head)
    markup = etree.tostring(body, encoding="unicode", method="html", with_tail=False)
    return markup.removeprefix("<body>").removesuffix("</body>").strip()
