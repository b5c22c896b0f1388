r"""TeX of the sources -> TeX that KaTeX, which draws the formulas of the page, accepts.

KaTeX knows fewer commands than LaTeX and MathJax do. What it refuses in spite of this is shown as code (`ui/page.py`).
"""

import re

_ARGUMENT = r"\s*\{(?:[^{}]|\{[^{}]*\})*\}"
_DROPPED = re.compile(rf"\\label{_ARGUMENT}")
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_REFERENCE = re.compile(r"\\(?:eq)?ref\s*\{([^{}$\n]*)\}")
_ALIKE = {
    "mbox": r"\text", "textsc": r"\text", "mathbbm": r"\mathbb", "mathds": r"\mathbb", "nicefrac": r"\tfrac",
    "ensuremath": "", "boldmath": "", "normalfont": "", "xspace": "",
}  # fmt: skip
"""Commands that KaTeX does not know, and what means the same, or nearly."""
_UNKNOWN = re.compile(rf"\\({'|'.join(_ALIKE)})(?![a-zA-Z])")
_MULTLINE = re.compile(r"\\(begin|end)\{multline\*?\}")
_TEXT = re.compile(r"\\(?:text|textrm|textbf|textit|mbox|hbox)\s*\{[^{}$]*\}")
_BARE_SCRIPT = re.compile(
    r"([_^])\s*(\\(?:arg|dim|exp|gcd|inf|ker|lim|log|ln|max|min|sup|det|sum|prod|int)(?![a-zA-Z])"
    r"|\\(?:tilde|hat|bar|vec|dot|ddot|check|breve|acute|grave|mathring|sqrt|operatorname|widetilde|widehat"
    rf"|overline|underline)(?:{_ARGUMENT}|\s*[a-zA-Z0-9](?![a-zA-Z])|\s+[a-zA-Z0-9]))"
)
_EQNARRAY = re.compile(r"\\(begin|end)\{eqnarray\*?\}")
_OF_DISPLAYS = re.compile(r"\\(begin|end)\{(align|alignat|gather|equation|split)\*?\}")
_WITHIN = {
    "align": "aligned", "alignat": "alignedat", "gather": "gathered", "equation": "gathered", "split": "aligned",
}  # fmt: skip
"""What stands within a formula instead of an environment that is a display of its own."""


def for_katex(tex: str, *, display: bool) -> str:
    r"""A formula as KaTeX accepts it; `display`: one on lines of its own.

    >>> for_katex(r"\tau_\max > \mbox{num_a} \label{eq:t}", display=False)
    '\\tau_{\\max} > \\text{num\\_a}'
    >>> for_katex(r"\begin{align} a &= b \tag{1} \end{align}", display=False)
    '\\begin{aligned} a &= b \\qquad\\text{(1)} \\end{aligned}'
    >>> for_katex(r"\begin{eqnarray} a & = & b \tag{1} \end{eqnarray}", display=True)
    '\\begin{darray}{rcl} a & = & b \\qquad\\text{(1)} \\end{darray}'
    """
    tex = _TEXT.sub(lambda text: re.sub(r"(?<!\\)_", r"\\_", text[0]), _DROPPED.sub("", tex))
    tex = _UNKNOWN.sub(lambda command: _ALIKE[command[1]], readable_references(tex))
    tex = _MULTLINE.sub(r"\\\1{gather*}", _BARE_SCRIPT.sub(r"\1{\2}", tex))
    if not display:
        tex = _OF_DISPLAYS.sub(lambda mark: f"\\{mark[1]}{{{_WITHIN[mark[2]]}}}", tex)
    if not display or _EQNARRAY.search(tex):
        tex = _TAG.sub(r"\\qquad\\text{(\1)}", tex)
    return _EQNARRAY.sub(_darray, tex).strip()


def readable_references(text: str) -> str:
    r"""Text with the names of the formulas that it refers to in parentheses, where a number would stand.

    >>> readable_references(r"as in \eqref{eq:field} and \ref{b}")
    'as in (eq:field) and (b)'
    """
    return _REFERENCE.sub(r"(\1)", text)


def _darray(mark: re.Match[str]) -> str:
    return r"\begin{darray}{rcl}" if mark[1] == "begin" else r"\end{darray}"
