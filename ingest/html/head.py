"""What a page says of itself: its title and its description."""

import re

from ingest.html.kept import Element
from ingest.html.tree import one_line

_SITE_SUFFIX = re.compile(r"\s+[|·–—-]\s+[^|·–—-]{2,40}$")


def html_title(tree: Element) -> str:
    """What the page calls itself: og:title, else its only h1, else its title without the site's name."""
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:title" and (meta.get("content") or "").strip():
            return " ".join((meta.get("content") or "").split())
    headings = [one_line(heading) for heading in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0].rstrip("#¶ ")
    title = next((one_line(element) for element in tree.iter("title")), "")
    return _SITE_SUFFIX.sub("", title)


def html_description(tree: Element) -> str:
    """The page's own description of itself, or empty."""
    for meta in tree.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in ("description", "og:description"):
            return " ".join((meta.get("content") or "").split())
    return ""
