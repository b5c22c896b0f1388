"""Questions that the steps ask of a page's tree."""

from collections.abc import Iterator

from ingest.html.kept import Element

BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td
    tfoot th thead tr ul""".split()
)
"""Elements that a browser sets on lines of their own."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def attached(element: Element, tree: Element) -> bool:
    """Whether an earlier replacement has not already taken the element out."""
    top = element
    while (parent := top.getparent()) is not None:
        top = parent
    return top is tree.getroottree().getroot()


def classes(element: Element) -> set[str]:
    """The class names of an element."""
    return set((element.get("class") or "").split())


def one_line(element: Element) -> str:
    """All text of an element in one line."""
    return " ".join("".join(element.itertext()).split())


def line_before(element: Element) -> str:
    """The text right before an element within its parent, as far as its line goes."""
    return "".join(reversed(list(_backwards(element))))


def _backwards(element: Element) -> Iterator[str]:
    previous = element.getprevious()
    while previous is not None:
        yield previous.tail or ""
        if previous.tag in BLOCKS or previous.tag == "br":
            return
        yield "".join(previous.itertext()) if isinstance(previous.tag, str) else ""
        previous = previous.getprevious()
    parent = element.getparent()
    yield (parent.text if parent is not None else "") or ""
