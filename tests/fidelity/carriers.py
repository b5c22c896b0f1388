"""Elements that carry a formula: MathJax scripts, KaTeX and MathJax output, MathML, TeX images, Distill, LaTeXML."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from tests.fidelity.dom import Node

_CDATA = re.compile(r"^\s*%?\s*<!\[CDATA\[|%?\s*\]\]>\s*$")
_IMAGE_CLASSES = frozenset(
    ("latex", "tex", "math", "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display")
)
_IMAGE_HOSTS = re.compile(r"latex\.codecogs|cht=tx|latex\.php|/render/math|/math/render/|equation\.png|mimetex|mathtex")
_LOOKS_TEX = re.compile(r"\\[A-Za-z]{2,}|[\^_]\{|^\$.+\$$|^\\[\[(]")
_DELIMITED = re.compile(r"^\s*(?:\$\$(.+)\$\$|\\\[(.+)\\\]|\\\((.+)\\\)|\$(.+)\$)\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Carried:
    """The formula of an element; without TeX it is only drawn."""

    tex: str
    display: bool
    drawn: str
    """The text of its glyphs."""


def carried(node: Node) -> Carried | None:
    """The formula that an element as a whole stands for, or None."""
    classes = node.classes
    if node.tag == "script":
        return _script(node)
    if node.tag in ("d-math", "dt-math"):
        return Carried(node.text(), "block" in node.attributes, node.text())
    if "katex-display" in classes or "katex" in classes:
        return Carried(_annotation(node), "katex-display" in classes, _glyphs(node))
    if node.tag == "mjx-container":
        return Carried(_annotation(node), node.get("display") == "true" or "MJXc-display" in classes, _glyphs(node))
    if "mwe-math-element" in classes or node.tag == "math":
        return _mathml(node)
    if node.tag == "img":
        return _image(node)
    if "math" in classes and node.tag in ("span", "div") and not node.elements:
        return _bare(node)
    return None


def _script(node: Node) -> Carried | None:
    kind = node.get("type").lower()
    if not kind.startswith("math/tex"):
        return None
    tex = _CDATA.sub("", _CDATA.sub("", node.text().strip()))
    return Carried(tex, "mode=display" in kind.replace(" ", ""), tex)


def _annotation(node: Node) -> str:
    for one in node.walk():
        if one.tag == "annotation" and "tex" in one.get("encoding").lower():
            return one.text()
        if one.get("data-latex") and one.tag in ("mjx-math", "mjx-container"):
            return one.get("data-latex")
    return next((one.get("alttext") for one in node.walk() if one.tag == "math" and one.get("alttext")), "")


def _mathml(node: Node) -> Carried:
    display = "mwe-math-element-block" in node.classes or any(
        one.get("display") == "block"
        or one.get("mode") == "display"
        or "mwe-math-fallback-image-display" in one.classes
        for one in node.walk()
    )
    image = next((one.get("alt") for one in node.walk() if one.tag == "img"), "")
    return Carried(_annotation(node) or image, display, _glyphs(node))


def _image(node: Node) -> Carried | None:
    alt, address = node.get("alt").strip(), unquote(node.get("src") or node.get("data-src"))
    said = not _IMAGE_CLASSES.isdisjoint(node.classes) or bool(_IMAGE_HOSTS.search(address))
    if not alt or not (said or (_LOOKS_TEX.search(alt) and len(alt) < 600)):
        return None
    inner = _DELIMITED.match(alt)
    tex = next(part for part in inner.groups() if part) if inner else alt
    return Carried(tex, bool(inner and (inner[1] or inner[2])) or "mwe-math-fallback-image-display" in node.classes, "")


def _bare(node: Node) -> Carried | None:
    """Pandoc's spans, where a script is to typeset their text as it is."""
    text = node.text().strip()
    if not text or "$" in text or re.search(r"\\[(\[]", text) or {"inline", "display"}.isdisjoint(node.classes):
        return None
    return Carried(text, "display" in node.classes, text)


def _glyphs(node: Node) -> str:
    return " ".join(
        child if isinstance(child, str) else _glyphs(child)
        for child in node.children
        if isinstance(child, str) or child.tag != "annotation"
    )
