r"""Where a page hides its TeX, and how we write it: `$…$` in a sentence, `$$…$$` on its own."""

import re

from ingest.kept import Element

INLINE_FORMULA = re.compile(
    r"""\$\$(?P<display>.+?)\$\$
    |\\\[(?P<bracket>.+?)\\\]
    |\\\((?P<paren>.+?)\\\)
    |(?P<environment>\\begin\{(?P<name>equation|align|aligned|eqnarray|gather|multline)\*?\}.+?\\end\{(?P=name)\*?\})
    |(?<![\\$\w])\$(?P<inline>(?=[^\s$])(?:[^$\n]|\n(?!\n))*?(?<=[^\s\\]))\$(?![\d$])
    """,
    re.VERBOSE | re.DOTALL,
)
_TEX_ALT = re.compile(r"\\[a-zA-Z]+|\^|_\{")
_FORMULA_IMAGE = re.compile(r"\b(mwe-math|tex|latex|math|equation)\b", re.IGNORECASE)
_RENDERED = re.compile(r"\b(MathJax(_\w+)?|mjx-chtml|MathJax_Preview|mjx-container)\b")


def formula_text(tex: str, *, display: bool) -> str:
    r"""A formula as Markdown.

    >>> formula_text(" a_1  + b ", display=False)
    '$a_1 + b$'
    >>> formula_text("x", display=True)
    '$$\nx\n$$'
    """
    if display:
        lines = [line.strip() for line in tex.strip().splitlines() if line.strip()]
        return "$$\n" + "\n".join(lines) + "\n$$"
    return "$" + " ".join(tex.split()) + "$"


def tex_of(element: Element) -> tuple[str, bool] | None:
    """TeX of a formula's element and whether it stands alone; ("", …) for rendered glyphs to drop; None otherwise."""
    tag, css = element.tag, element.get("class") or ""
    if tag == "script":
        return "".join(element.itertext()), "mode=display" in (element.get("type") or "")
    if tag in ("d-math", "dt-math"):
        return "".join(element.itertext()), element.get("block") is not None
    if tag == "img":
        return _tex_of_image(element, css)
    if tag == "math" or "katex" in css.split() or "katex-display" in css.split() or tag == "mjx-container":
        return _tex_of_rendered(element, css)
    if tag in ("span", "div") and _RENDERED.search(css):
        return ("", False) if _annotation(element) is None else _tex_of_rendered(element, css)
    return None


def _tex_of_image(image: Element, css: str) -> tuple[str, bool] | None:
    alt, source = image.get("alt") or "", image.get("src") or ""
    is_formula = (
        _FORMULA_IMAGE.search(css) or "codecogs.com" in source or "latex.php" in source or "/math/render/" in source
    )
    if alt and is_formula and (_TEX_ALT.search(alt) or "math" in css):
        return re.sub(r"^\{\\displaystyle (.*)\}$", r"\1", alt.strip(), flags=re.DOTALL), "display" in css
    return None


def _tex_of_rendered(element: Element, css: str) -> tuple[str, bool] | None:
    tex = _annotation(element)
    if tex is None:
        return None
    display = (
        "katex-display" in css
        or element.get("display") in ("block", "true")
        or element.find(".//math[@display='block']") is not None
    )
    return tex, display


def _annotation(element: Element) -> str | None:
    for annotation in element.iter("annotation"):
        if "tex" in (annotation.get("encoding") or ""):
            return "".join(annotation.itertext())
    for math in element.iter("math"):
        if math.get("alttext"):
            return math.get("alttext")
    return None
