"""A formula that is typed in a question, and whether a text has it: "y = F(x) + x" is "$y = \\mathcal{F}(x) + x$"."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

MIN_TOKENS, MIN_OPERANDS = 5, 3
"""Of what is surely a formula."""
MOST_TOKENS = 80
"""Of a formula that is looked for."""
MIN_SHARE = 0.75
"""Of a formula's tokens that a text has in order, to have the formula."""
MIN_RUN = 2
"""Tokens side by side from which they count."""
SPREAD = 1.5
"""Times its length over which a formula may be spread in a text: what it adds are indices and names."""
_MATH = re.compile(r"[=+*/^_\\]|\w\(|^[-\u2212]|^\((?!\w{3})|^.$|^\d+(?:\.\d+)?\)*$")
"""A piece between blanks that may be of a formula."""
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_GROUP = re.compile(r"(?<!frac)(?<!\})\{([^{}]*)\}")
_CODE = re.compile(r"[^\W\d_]\.[^\W\d_]")
"""A name with a dot in it: `nn.ReLU(inplace=True)` is a call in code."""
_CALL = re.compile(r"\w\(|\)\(|\^")
_STYLE = re.compile(r"\\(?:left|right|mathrm|mathbf|mathcal|mathit|text|operatorname|boldsymbol|bigl?|bigr?|hat|,|;|!)")
_TOKEN = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[=+/-]")
_OPERATORS = frozenset("=+/-")
_SPAN = re.compile(r"\$\$.+?\$\$|\$[^$]+\$", re.DOTALL)
_RELATION = re.compile(
    r"[=\u2248\u221d\u2190]|\\(?:approx|propto|triangleq|equiv|sim|leftarrow|gets|coloneqq)(?![a-z])|\\(?:min|max)_"
)
_TYPED_RELATION = re.compile(r"[\w)\]] [=\u2248\u221d\u2190] \S")
"""As PDFs, code and many authors have it: with spaces around, which `lr=0.1` in a call has not."""


def formula_in(question: str) -> tuple[str, ...]:
    """The tokens of the longest formula in a question; none where it has none.

    >>> formula_in("explain y = F(x) + x please")
    ('y', '=', 'f', 'x', '+', 'x')
    >>> formula_in("resnet-50 vs vit-b/16 w/ SGD + momentum"), formula_in("is a 3x3 + 1x1 conv good and/or bad")
    ((), ())
    """
    runs: list[list[str]] = [[]]
    for piece in question.split():
        if _MATH.search(piece):
            runs[-1].append(piece)
        elif runs[-1]:
            runs.append([])
    return max(map(_formula, (" ".join(run) for run in runs)), key=len)


def _formula(text: str) -> tuple[str, ...]:
    """The tokens of a text that is a formula; none where it is another text with signs: "vit-b/16"."""
    tokens = _tokens(text)
    operands = [token for token in tokens if token not in _OPERATORS]
    has_sign = (not {"=", "+"}.isdisjoint(tokens) or _CALL.search(text)) and not _CODE.search(text)
    has_letter = any(len(token) <= MIN_RUN and token.isalpha() and token != "x" for token in operands)
    is_long_enough = MIN_TOKENS <= len(tokens) <= MOST_TOKENS and len(operands) >= MIN_OPERANDS
    return tuple(tokens) if is_long_enough and has_sign and has_letter else ()


def has_formula(text: str, formula: Sequence[str]) -> bool:
    """Whether a sentence has a formula, in TeX or typed.

    >>> has_formula(r"$\\mathrm{norm}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V$", formula_in("norm(QK^T/sqrt(d))V"))
    True
    >>> has_formula("Call that H(x) = F(x) + x.", formula_in("y = F(x) + x"))
    True
    >>> has_formula("The loss is $y = x + 1$.", formula_in("y = F(x) + x"))
    False
    """
    if not formula:
        return False
    held = _tokens(text)
    if len(set(formula) & set(held)) < MIN_SHARE * len(set(formula)):
        return False
    blocks = SequenceMatcher(None, held, list(formula), autojunk=False).get_matching_blocks()
    runs = [block for block in blocks if block.size >= MIN_RUN]
    found = sum(block.size for block in runs)
    spread = runs[-1].a + runs[-1].size - runs[0].a if runs else 0
    return found >= MIN_SHARE * len(formula) and spread <= SPREAD * len(formula) + MIN_RUN


def shows_formula(text: str) -> bool:
    """Whether a sentence shows a formula, and not a variable alone.

    >>> shows_formula("It is $y = x + 1$."), shows_formula("The step $h$ is small."), shows_formula("So $3\\times 3$.")
    (True, False, False)
    >>> shows_formula("Area = w h"), shows_formula("Call it with lr=0.1.")
    (True, False)
    """
    return _TYPED_RELATION.search(text) is not None or any(_RELATION.search(span) for span in _SPAN.findall(text))


def _tokens(text: str) -> list[str]:
    """The letters, numbers and signs of a text: without brackets, styles and signs for a product."""
    plain = _STYLE.sub("", text)
    while (shorter := _GROUP.sub(r"(\1)", _FRACTION.sub(r"(\1)/(\2)", plain))) != plain:
        plain = shorter
    plain = plain.replace("\\top", " t ").replace("\u2212", "-").replace("\\cdot", " ").replace("\\times", " ")
    return _TOKEN.findall(plain.replace("\\", " ").casefold())
