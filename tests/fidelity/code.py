"""Code blocks: which elements are, and their text without what themes add."""

import re

from tests.fidelity.dom import Node

_NUMBERS = frozenset(
    "lineno linenos linenumber line-number lnt ln gutter rouge-gutter hljs-ln-numbers hljs-ln-n linenodiv "
    "line-numbers-rows code-copy lang-label copy-code-button code-copy-button".split()
)
_NEVER_CODE = ("button", "style", "script")


def is_code(node: Node) -> bool:
    """Whether an element is a code block as a whole."""
    if node.tag == "pre":
        return True
    return node.tag in ("d-code", "dt-code") and ("block" in node.attributes or "\n" in node.text().strip())


def code_text(node: Node) -> str:
    """The code as a reader would copy it: no line numbers, no buttons; empty where it holds nothing else.

    >>> from tests.fidelity.dom import parse
    >>> code_text(parse(b"<pre><span class=lineno>1</span>a = 1  <br>  b</pre>"))
    'a = 1\\n  b'
    """
    gutter = any(one.tag in ("td", "div") and not _NUMBERS.isdisjoint(one.classes) for one in node.above())
    return "" if gutter or (re.fullmatch(r"[\d\s]*", node.text()) and _in_cell(node)) else same_code(_read(node))


def same_code(text: str) -> str:
    """Code for comparison: trailing white space, blank lines around it and no-break spaces aside."""
    lines = [line.rstrip() for line in re.sub("[\u200b\ufeff\r]", "", text).replace("\u00a0", " ").split("\n")]
    return "\n".join(lines).strip("\n")


def _read(node: Node) -> str:
    if node.tag == "br":
        return "\n"
    if node.tag in _NEVER_CODE or (node.tag != "pre" and not _NUMBERS.isdisjoint(node.classes)):
        return ""
    if node.tag == "table":
        return "\n".join(_read(row).strip("\n") for row in node.walk() if row.tag == "tr")
    return "".join(child if isinstance(child, str) else _read(child) for child in node.children)


def _in_cell(node: Node) -> bool:
    return any(one.tag in ("td", "th") for one in node.above())
