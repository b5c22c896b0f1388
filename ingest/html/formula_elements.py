"""Step: formulas that have an element of their own, of whatever tool drew them, become their TeX, once."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import html
from lxml.etree import ParserError

from ingest.assemble import Piece
from ingest.formulas import bare_tex, formula_text, is_prose, looks_like_tex
from ingest.html.katex import tex_of_katex
from ingest.html.kept import Element, KeptParts, replace_by_text
from ingest.html.mathml import tex_of_mathml
from ingest.html.tree import attached, classes, one_line

_TEX_ATTRIBUTES = ("data-tex", "data-latex", "data-katex", "data-formula", "data-math", "data-expr", "data-equation")
_DRAWN = frozenset(
    """katex katex-display mwe-math-element MathJax MathJax_Display MathJax_SVG MathJax_SVG_Display MathJax_CHTML
    mjx-chtml MathJax_MathML MathJax_PlainSource MathJax_PHTML ztext-math js-display-math js-inline-math""".split()
)
"""Classes of the outermost element that KaTeX, MathJax 2, MediaWiki, Zhihu or GitHub puts around a drawn formula."""
_DISPLAY = re.compile(r"\b(katex-display|MathJax\w*_Display|mwe-math-fallback-image-display|js-display-math|display)\b")
_FORMULA_IMAGE = re.compile(r"\b(mwe-math\S*|tex|latex|math|equation|ee_?img|formula)\b", re.IGNORECASE)
_FORMULA_SOURCE = re.compile(
    r"codecogs\.com|latex\.php|/math/render/|/imgmath|chart\.(apis\.)?google\w*\.com.*cht=tx|mimetex|/_images/math/|zhihu\.com/equation"
)
_QUOTED_TEX = re.compile(r"^\$.+\$$|^\\[(\[].+\\[)\]]$", re.DOTALL)
GLYPHS_ONLY = "formulas on this page are drawn without their TeX: only their letters are kept"


def keep_formula_elements(tree: Element, kept: KeptParts) -> None:
    """Formulas of MathJax, KaTeX, MathML, LaTeXML, Distill and pandoc, and images of TeX."""
    _join_equation_tables(tree, kept)
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or not attached(element, tree):
            continue
        if _is_duplicate(element):
            replace_by_text(element, "")
            continue
        found = _tex_of(element)
        if found is not None and found[0].strip():
            tex, display = found
            kept.replace(element, Piece("formula", formula_text(bare_tex(tex), display=display)), block=display)
        elif _is_drawn(element):
            _keep_letters(element, kept)


def _is_duplicate(element: Element) -> bool:
    """What MathJax 2 draws or previews beside the script that holds the TeX."""
    css = classes(element)
    if "MathJax_Preview" in css:
        return True
    if not (css & _DRAWN) or not any(name.startswith(("MathJax", "mjx-chtml")) for name in css):
        return False
    script = element.getnext()
    return script is not None and script.tag == "script" and (script.get("type") or "").startswith("math/")


def _is_drawn(element: Element) -> bool:
    return bool(classes(element) & _DRAWN) or element.tag in ("mjx-container", "math")


def _tex_of(element: Element) -> tuple[str, bool] | None:
    """TeX of a formula's element and whether it stands alone; None where the element is no formula or has no TeX."""
    tag, css = str(element.tag), classes(element)
    if tag == "script":
        return _of_script(element)
    if tag in ("d-math", "dt-math", "tex-math", "math-renderer"):
        return "".join(element.itertext()), element.get("block") is not None or "js-display-math" in css
    if tag == "img":
        tex = _of_image(element)
        return (tex, _stands_alone(element)) if tex else None
    attribute = next((value for name in _TEX_ATTRIBUTES if (value := element.get(name))), None)
    if attribute:
        return (attribute, _is_display(element)) if looks_like_tex(bare_tex(attribute)) or css & _DRAWN else None
    if _is_drawn(element):
        annotated = _annotation(element)
        return None if annotated is None else (annotated, _is_display(element))
    if tag in ("span", "div") and "math" in css and css & {"inline", "display"} and not len(element):
        return _of_pandoc(element, display="display" in css)
    return None


def _of_script(script: Element) -> tuple[str, bool] | None:
    kind, text = script.get("type") or "", "".join(script.itertext())
    if kind.startswith("math/tex"):
        return text, "mode=display" in kind.replace(" ", "")
    if kind.startswith("math/mml"):
        try:
            math = html.fromstring(text)
        except ParserError:
            return None
        return _annotation(math) or "", math.get("display") == "block"
    return None


def _of_pandoc(element: Element, *, display: bool) -> tuple[str, bool] | None:
    """`<span class="math inline">x^2</span>`, for KaTeX to draw; with delimiters it is text like any other."""
    tex = element.text or ""
    return None if not tex.strip() or re.match(r"\s*(\\[(\[]|\$)", tex) else (tex, display)


def _of_image(image: Element) -> str:
    alt, source = (image.get("alt") or "").strip(), image.get("src") or ""
    is_formula = bool(_FORMULA_IMAGE.search(image.get("class") or "") or _FORMULA_SOURCE.search(source))
    if alt and (is_formula or _QUOTED_TEX.match(alt)) and not is_prose(bare_tex(alt)):
        return alt if is_formula or looks_like_tex(bare_tex(alt)) else ""
    return _of_address(source) if _FORMULA_SOURCE.search(source) else ""


def _of_address(source: str) -> str:
    """The TeX that an image service was asked to draw."""
    parts = urlsplit(source)
    if "codecogs" in parts.netloc:
        return re.sub(r"^(\\(dpi|bg|fn|large|small|inline)\w*(\{[^}]*\})?\s*)+", "", unquote(parts.query).strip())
    query = parse_qs(parts.query)
    return next((query[name][0] for name in ("chl", "latex", "tex", "formula") if name in query), "")


def _annotation(element: Element) -> str | None:
    """The TeX that stands in a drawn formula beside its glyphs, or that its MathML or its boxes are turned into."""
    for annotation in element.iter("annotation"):
        if "tex" in (annotation.get("encoding") or "").lower():
            return "".join(annotation.itertext())
    for math in element.iter("math"):
        if math.get("alttext"):
            return math.get("alttext")
    for part in element.iter("img"):
        if tex := _of_image(part):
            return tex
    if (drawn := next(element.iter("math"), None)) is not None:
        return tex_of_mathml(drawn) or None
    boxes = next((part for part in element.iter("span") if "katex-html" in classes(part)), None)
    return (tex_of_katex(boxes) or None) if boxes is not None else None


def _is_display(element: Element) -> bool:
    return (
        _DISPLAY.search(element.get("class") or "") is not None
        or element.get("display") in ("block", "true")
        or any(
            math.get("display") == "block" or "mode: display" in (math.get("mode") or "")
            for math in element.iter("math")
        )
        or any("display" in (image.get("class") or "") for image in element.iter("img"))
    )


def _stands_alone(image: Element) -> bool:
    """An image of a formula is a display formula when its paragraph holds nothing else, or its class says so."""
    if "display" in (image.get("class") or ""):
        return True
    parent = image.getparent()
    while parent is not None and parent.tag in ("a", "span", "center", "em", "strong", "noscript"):
        parent = parent.getparent()
    alone = parent is not None and parent.tag in ("p", "div", "dd") and not one_line(parent).strip("()0123456789. ")
    return alone and sum(1 for _ in parent.iter("img")) == 1 if parent is not None else False


def _keep_letters(element: Element, kept: KeptParts) -> None:
    """A formula drawn without its TeX: its letters are better than a hole in the sentence."""
    drawn = next((part for part in element.iter("span") if "katex-html" in classes(part)), element)
    letters = one_line(drawn)
    kept.warnings.add(GLYPHS_ONLY)
    kept.replace(element, Piece("paragraph", letters), block=False) if letters else replace_by_text(element, "")


def _join_equation_tables(tree: Element, kept: KeptParts) -> None:
    """LaTeXML sets an equation as a table, a cell for each side of an alignment: one display formula."""
    for table in list(tree.iter("table", "div")):
        css = classes(table)
        if not css & {"ltx_equation", "ltx_equationgroup", "ltx_eqn_table"} or not attached(table, tree):
            continue
        rows = [[_annotation(math) or "" for math in row.iter("math")] for row in table.iter("tr")]
        lines = [" ".join(filter(None, row)) for row in rows]
        lines = [line for line in lines if line]
        if lines:
            tex = lines[0] if len(lines) == 1 else r"\begin{aligned} " + " \\\\\n".join(lines) + r" \end{aligned}"
            kept.replace(table, Piece("formula", formula_text(tex, display=True)), block=True)
