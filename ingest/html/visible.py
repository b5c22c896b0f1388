"""All that a reader of a page could see: what sentences are looked for in."""

import re
from collections.abc import Iterator

from ingest.html.kept import Element
from ingest.html.tree import BLOCKS

UNSEEN_LETTERS = "\xad\u200b\u200c\u200e\u200f\u2060\ufeff"
"""Of no width and no meaning of their own: where words may break, must not break, or turn their direction.

The joiner of emoji (U+200D) is none of them, since it changes what is seen.
"""
_UNSEEN_LETTER = re.compile(f"[{UNSEEN_LETTERS}]")
_UNSEEN = ("script", "style", "template", "noscript", "head", "title")


def visible_text(tree: Element) -> str:
    """The text of a page in one line."""
    return " ".join(without_unseen_letters("".join(_parts(tree))).split())


def without_unseen_letters(text: str) -> str:
    r"""The text as it looks.

    >>> without_unseen_letters("of a frequency \u2060f\u2060 and hy\xadphens")
    'of a frequency f and hyphens'
    """
    return _UNSEEN_LETTER.sub("", text)


def _parts(element: Element) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in _UNSEEN:
        yield element.text or ""
        for child in element:
            yield from _parts(child)
            yield child.tail or ""
        if element.tag in BLOCKS or element.tag == "br":
            yield " "
