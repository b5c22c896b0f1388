r"""How formulas are written in text, and how we write them: `$…$` in a sentence, `$$…$$` on its own."""

import re

_ENVIRONMENTS = "equation|align|aligned|alignat|eqnarray|gather|gathered|multline|split|displaymath|math"
INLINE_FORMULA = re.compile(
    rf"""(?<!\\)\$\$(?P<display>(?:\\.|[^$\\]|\$(?!\$))+?)\$\$
    |\\\[(?P<bracket>.+?)\\\]
    |\\\((?P<paren>.+?)\\\)
    |(?P<environment>\\begin\{{(?P<name>{_ENVIRONMENTS})(?P<star>\*?)\}}.+?\\end\{{(?P=name)(?P=star)\}})
    |(?<![\\$\w])\$(?P<inline>(?=[^\s$])(?:\\.|[^$\n\\]|\n(?!\s*\n))*?(?<=[^\s]))\$(?![\d$])
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMAND = re.compile(r"\\[a-zA-Z]+|[\^_]\S")
_PROSE = re.compile(r"(?<![\\{\w])[a-z]{3,}[,;]?\s+[a-z]{2,}(?![\w}])")
_TEXT_MODE = re.compile(r"\\(?:text|mathrm|mbox|operatorname|textbf|textit|mathbf|begin|end|label|tag)\w*\s*\{[^}]*\}")
_SYMBOLS = re.compile(
    r"[A-Za-zΑ-ω]'?|[\dA-Za-zΑ-ω\s.,:;|/!'+*<>=()\[\]{}×·≤≥±−-]*[+*<>=(|/×≤≥±−][\dA-Za-zΑ-ω\s.,:;|!'+*<>=()\[\]{}−-]*"
)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n\s*")
"""To the end of its line; in one line it would hide the rest of the formula."""
_CDATA = re.compile(r"^\s*%?\s*<!\[CDATA\[(.*?)%?\s*\]\]>\s*$", re.DOTALL)


def formula_text(tex: str, *, display: bool) -> str:
    r"""A formula as Markdown.

    >>> formula_text(" a_1  + b ", display=False)
    '$a_1 + b$'
    >>> formula_text("a%\n_1", display=False)
    '$a_1$'
    >>> formula_text("x", display=True)
    '$$\nx\n$$'
    """
    if display:
        lines = [line.strip() for line in tex.strip().splitlines() if line.strip()]
        return "$$\n" + "\n".join(lines) + "\n$$"
    return "$" + " ".join(_COMMENT.sub("", tex).split()) + "$"


def bare_tex(tex: str) -> str:
    r"""TeX without the delimiters, CDATA marks or MediaWiki's style wrapper that a page puts around it.

    >>> bare_tex(r"{\displaystyle x^2}"), bare_tex(r"\[ x \]"), bare_tex("% <![CDATA[ x < y %]]>")
    ('x^2', 'x', 'x < y')
    """
    tex = (wrapped[1] if (wrapped := _CDATA.match(tex)) else tex).strip()
    for opening, closing in (("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$")):
        if tex.startswith(opening) and tex.endswith(closing) and len(tex) > len(opening) + len(closing):
            tex = tex[len(opening) : -len(closing)].strip()
    styled = re.fullmatch(r"\{\\(?:display|text)style\s+(.*)\}", tex, re.DOTALL)
    return styled[1].strip() if styled and _balanced(styled[1]) else tex


def is_prose(tex: str) -> bool:
    r"""Whether what stands between two dollars is a run of words, as in "$5 a piece and then 3$".

    >>> is_prose("5 for the small and 10"), is_prose(r"x \text{ if it is so}"), is_prose("a b")
    (True, False, False)
    """
    return bool(_PROSE.search(_TEXT_MODE.sub(" ", tex)))


def looks_like_tex(tex: str) -> bool:
    r"""Whether text between dollars is TeX although the page loads nothing that would typeset it.

    >>> looks_like_tex(r"\alpha"), looks_like_tex("x"), looks_like_tex("n = 3"), looks_like_tex("PATH:")
    (True, True, True, False)
    """
    return bool(_COMMAND.search(tex) or _SYMBOLS.fullmatch(tex)) and not is_prose(tex)


def _balanced(tex: str) -> bool:
    depth = 0
    for character in re.sub(r"\\.", "", tex):
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
