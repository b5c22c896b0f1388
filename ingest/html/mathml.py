r"""Presentation MathML -> TeX, for pages that carry no TeX of their formulas.

Written here because the packages that do it (mathml-to-latex 1.0.0, mathml2latex 0.2.12) lose matrices and write
brackets as `\left(\right.`. Elements are those of MathML Core, chapter 3.
"""

import re
from collections.abc import Callable

from ingest.html.kept import Element
from ingest.html.math_symbols import ACCENTS, FUNCTIONS, escaped, spelled

_VARIANTS = {
    "bold": "mathbf",
    "double-struck": "mathbb",
    "script": "mathcal",
    "fraktur": "mathfrak",
    "monospace": "mathtt",
    "sans-serif": "mathsf",
    "normal": "mathrm",
    "bold-italic": "boldsymbol",
}
_LIMITS = frozenset("∑∏∐⋃⋂⨁⨂⨀⋁⋀")
_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064\u200b\u200c\ufeff")
_MATRICES = {
    ("[", "]"): "bmatrix",
    ("(", ")"): "pmatrix",
    ("|", "|"): "vmatrix",
    ("∥", "∥"): "Vmatrix",
    ("{", ""): "cases",
}


def tex_of_mathml(math: Element) -> str:
    r"""The TeX of a `<math>` element; empty where it draws nothing.

    >>> from lxml import html
    >>> tex_of_mathml(html.fromstring("<math><mfrac><mi>α</mi><msup><mi>x</mi><mn>2</mn></msup></mfrac></math>"))
    '\\frac{\\alpha}{x^{2}}'
    """
    return _tidy(_row(math))


def _row(element: Element) -> str:
    """The children of an element in a row; a matrix between two fences takes them as its own."""
    children = [child for child in element if isinstance(child.tag, str)]
    inner = [child for child in children if _name(child) != "mspace"]
    if len(inner) in (2, 3) and _name(inner[1]) == "mtable" and _name(inner[0]) == "mo":
        fences = (_text(inner[0]), _text(inner[2]) if len(inner) == 3 else "")
        if fences in _MATRICES:
            return _table(inner[1], _MATRICES[fences])
    return " ".join(filter(None, map(_tex, children)))


def _tex(element: Element) -> str:
    name = _name(element)
    if name in _LEAVES:
        return _LEAVES[name](element)
    children = [child for child in element if isinstance(child.tag, str)]
    if name in _SCHEMES and len(children) >= _SCHEMES[name][0]:
        count, scheme = _SCHEMES[name]
        return scheme(children[:count])
    if name == "mtable":
        return _table(element, "matrix")
    if name == "mfenced":
        return _fenced(element, children)
    if name in ("annotation", "annotation-xml", "mphantom", "mspace", "none", "mprescripts"):
        return ""
    row = _row(element)
    return rf"\sqrt{{{row}}}" if name == "msqrt" else row


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).translate(_INVISIBLE).split())


def _identifier(element: Element) -> str:
    text, variant = _text(element), _VARIANTS.get(element.get("mathvariant") or "")
    if text in FUNCTIONS:
        return "\\" + text
    if len(text) > 1 and text.isascii() and text.isalpha():
        return rf"\{variant or 'mathrm'}{{{text}}}"
    tex = spelled(text)
    return rf"\{variant}{{{tex}}}" if variant and variant != "mathrm" and tex else tex


def _operator(element: Element) -> str:
    text = _text(element)
    return "\\" + text if text in FUNCTIONS else spelled(text)


def _words(element: Element) -> str:
    text = "".join(element.itertext()).translate(_INVISIBLE)
    return rf"\text{{{' '.join(escaped(text).split(' '))}}}" if text.strip() else ""


_LEAVES: dict[str, Callable[[Element], str]] = {
    "mi": _identifier,
    "mo": _operator,
    "mn": lambda element: escaped(_text(element)),
    "mtext": _words,
    "ms": _words,
}


def _base(element: Element) -> str:
    """What a script hangs on: a group where it is more than one symbol."""
    tex = _tex(element)
    return tex if re.fullmatch(r"\\?[^\s{}^_]?|\\[A-Za-z]+(\{[^{}]*\})?|\w+", tex) else f"{{{tex}}}"


def _scripts(base: Element, below: Element | None, above: Element | None) -> str:
    subscript = f"_{{{_tex(below)}}}" if below is not None and _tex(below) else ""
    superscript = ""
    if above is not None and (raised := _tex(above)):
        superscript = "'" * _text(above).count("′") if set(_text(above)) == {"′"} else f"^{{{raised}}}"
    return _base(base) + subscript + superscript


def _over(base: Element, above: Element) -> str:
    accent = ACCENTS.get(_text(above))
    if accent:
        return rf"\{accent}{{{_tex(base)}}}"
    return _scripts(base, None, above) if _text(base) in _LIMITS else rf"\overset{{{_tex(above)}}}{{{_tex(base)}}}"


def _under(base: Element, below: Element) -> str:
    if _text(below) in ("_", "̲", "¯"):
        return rf"\underline{{{_tex(base)}}}"
    takes_limits = _text(base) in _LIMITS or _tex(base).lstrip("\\") in FUNCTIONS
    return _scripts(base, below, None) if takes_limits else rf"\underset{{{_tex(below)}}}{{{_tex(base)}}}"


_SCHEMES: dict[str, tuple[int, Callable[[list[Element]], str]]] = {
    "mfrac": (2, lambda parts: rf"\frac{{{_tex(parts[0])}}}{{{_tex(parts[1])}}}"),
    "mroot": (2, lambda parts: rf"\sqrt[{_tex(parts[1])}]{{{_tex(parts[0])}}}"),
    "msup": (2, lambda parts: _scripts(parts[0], None, parts[1])),
    "msub": (2, lambda parts: _scripts(parts[0], parts[1], None)),
    "msubsup": (3, lambda parts: _scripts(parts[0], parts[1], parts[2])),
    "munderover": (3, lambda parts: _scripts(parts[0], parts[1], parts[2])),
    "mover": (2, lambda parts: _over(parts[0], parts[1])),
    "munder": (2, lambda parts: _under(parts[0], parts[1])),
    "semantics": (1, lambda parts: _tex(parts[0])),
}


def _table(table: Element, environment: str) -> str:
    rows = [
        " & ".join(_row(cell) for cell in row if _name(cell) == "mtd")
        for row in table
        if _name(row) in ("mtr", "mlabeledtr")
    ]
    return rf"\begin{{{environment}}} " + r" \\ ".join(rows) + rf" \end{{{environment}}}"


def _fenced(element: Element, children: list[Element]) -> str:
    opening, closing = element.get("open", "("), element.get("close", ")")
    separator = (element.get("separators", ",").strip() or " ")[0]
    return spelled(opening) + f"{separator} ".join(map(_tex, children)) + spelled(closing)


def _tidy(tex: str) -> str:
    return re.sub(r"\s+", " ", tex).strip()
