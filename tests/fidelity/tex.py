"""TeX in running text, between delimiters that the page's own scripts would typeset."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.fidelity.dom import Node
from tests.fidelity.words import EDGE

_TYPESETTER = re.compile(r"mathjax|katex|texmath|tex-mml|tex-chtml|jsmath|imgmath", re.IGNORECASE)
_DELIMITERS = re.compile(r"inlineMath|delimiters", re.IGNORECASE)
_DOLLAR = re.compile(r"""(["'`])\$\1""")
_TEX_SIGN = re.compile(r"\\[A-Za-z]|[\^_{}=<>+|]|^\s*[A-Za-z]\s*$|^[\w(,)\-*/. ]{1,12}$")
_SOLID_SIGN = re.compile(r"\\[A-Za-z]|[\^_]")
_ENVIRONMENTS = r"equation|align|alignat|gather|multline|eqnarray|flalign|math|displaymath|CD"
ENVIRONMENT = rf"(?P<environment>\\begin\{{(?P<name>(?:{_ENVIRONMENTS})\*?)\}}.+?\\end\{{(?P=name)\}})"
FORMULA = re.compile(
    r"(?<!\\)\$\$(?P<dollars>(?:\\.|\$(?!\$)|[^$\\])+?)\$\$"
    r"|(?<!\\)\\\[(?P<square>(?:\\[^\]]|[^\\])+?)\\\]"
    r"|(?<!\\)\\\((?P<round>(?:\\[^)]|[^\\])+?)\\\)"
    rf"|{ENVIRONMENT}"
    r"|(?<![\\$])\$(?!\$)(?P<dollar>(?:\\.|[^$\\])+?)\$(?!\$)",
    re.DOTALL,
)
"""Leftmost wins, as in MathJax. `\\[` after a backslash is a line break with a length, `\\]` after one as well."""


def same_tex(tex: str) -> str:
    """A formula for comparison: white space collapsed, without Wikipedia's `{\\displaystyle …}` around all of it.

    >>> same_tex(" a \\n +b "), same_tex("{\\\\displaystyle x_{1}}")
    ('a +b', 'x_{1}')
    """
    one_line = " ".join(tex.split())
    inner = re.fullmatch(r"\{\\(?:display|text)style\b ?(.*)\}", one_line)
    return inner[1].strip() if inner and _balanced(inner[1]) else one_line


def _balanced(tex: str) -> bool:
    depth = 0
    for sign in re.findall(r"(?<!\\)[{}]", tex):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0


@dataclass(frozen=True, slots=True)
class TexRules:
    """Which delimiters a page typesets."""

    backslash: bool
    """Also `$$` and environments."""
    dollar: bool
    sure: bool
    """Whether the page's own script names the single dollar, so that what stands between two need not look like TeX."""

    def accepts(self, found: re.Match[str]) -> bool:
        """Whether a match of `FORMULA` is a formula on this page."""
        if found["dollar"] is None:
            return self.backslash
        inner = found["dollar"].replace(EDGE, "")
        return self.dollar and not _is_amount(inner) and (self.sure or _is_tight(inner, found))


def _is_amount(inner: str) -> bool:
    """`5 and not more than ` between two amounts of dollars, or `5, `."""
    if _SOLID_SIGN.search(inner):
        return False
    return len(re.findall(r"[^\W\d_]{3,}", inner)) >= 3 or bool(
        re.fullmatch(r"\d[\d.,]*[^\w.,].*\s|\d[\d.,]*\s", inner)
    )


def _is_tight(inner: str, found: re.Match[str]) -> bool:
    """Pandoc's rule, and a look of TeX: nothing tells for sure that a single dollar is a delimiter here."""
    after = found.string[found.end() : found.end() + 1]
    return inner == inner.strip() and not after.isdigit() and bool(_TEX_SIGN.search(inner))


@dataclass(frozen=True, slots=True)
class Found:
    """A formula in a text: `text[start:end]` with its delimiters."""

    tex: str
    display: bool
    start: int
    end: int


def find_formulas(text: str, rules: TexRules) -> Iterator[Found]:
    """The formulas that a page typesets in one of its texts.

    >>> sure = TexRules(True, True, True)
    >>> [found.tex for found in find_formulas(r"$5 and more like $x$ or \\(y\\), [\\$]", sure)]
    ['x', 'y']
    """
    cursor = 0
    while found := FORMULA.search(text, cursor):
        accepted = rules.accepts(found)
        if accepted:
            tex = next(part for part in found.group("dollars", "square", "round", "environment", "dollar") if part)
            yield Found(tex, found["round"] is None and found["dollar"] is None, *found.span())
        cursor = found.end() if accepted else found.start() + 1


def tex_rules(page: Node) -> TexRules:
    """What a page typesets: by its scripts, or because its text is plainly TeX."""
    scripts = [node for node in page.walk() if node.tag == "script"]
    loads = any(_TYPESETTER.search(node.get("src") + node.get("type") + node.text()) for node in scripts)
    configured = [node.text() for node in scripts if _DELIMITERS.search(node.text())]
    solid = sum(1 for found in FORMULA.finditer(_typeset_text(page)) if _SOLID_SIGN.search(found[0][1:]))
    named = any(_DOLLAR.search(text) for text in configured)
    return TexRules(loads or solid >= 3, named or (solid >= 3 and not configured), named)


def _typeset_text(page: Node) -> str:
    """Text as MathJax looks through it: no code, no scripts, elements apart."""
    return "\0".join(
        child
        for node in page.walk()
        if node.tag not in ("script", "style", "pre", "code", "textarea", "annotation", "title", "d-math", "dt-math")
        for child in node.children
        if isinstance(child, str)
    )
