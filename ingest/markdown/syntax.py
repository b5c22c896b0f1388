r"""A Markdown text -> its syntax tree: CommonMark with tables, footnotes, front matter and formulas.

Formulas are `$…$` and `$$…$$`, GitHub's ``$`…`$``, bare `\begin{align}` and `\\(…\\)`, `\\[…\\]`: with a single
backslash these are escaped brackets in Markdown, as in `\[[paper](…)\]`, and no formula.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

_BRACKETED = re.compile(r"\\\\\((?P<inline>[^\n]+?)\\\\\)|\\\\\[(?P<display>.+?)\\\\\]", re.DOTALL)


def parse_markdown(text: str) -> SyntaxTreeNode:
    """The syntax tree of a Markdown text."""
    parser = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .use(dollarmath_plugin, double_inline=True, allow_space=False, allow_digits=False)
        .use(amsmath_plugin)
        .use(footnote_plugin, inline=False)
        .use(front_matter_plugin)
    )
    parser.inline.ruler.before("escape", "bracketed_formula", _bracketed_formula)
    return SyntaxTreeNode(parser.parse(text))


def _bracketed_formula(state: StateInline, silent: bool) -> bool:
    match = _BRACKETED.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "\\" else None
    if match is None:
        return False
    if not silent:
        token = state.push("math_inline" if match["inline"] else "math_inline_double", "math", 0)
        token.content = match["inline"] or match["display"]
    state.pos = match.end()
    return True
