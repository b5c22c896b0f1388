"""Formulas of a statement that its source does not have, and texts without what only sets them."""

import re

from rag.support.numerals import with_plain_numbers

_FORMULA = re.compile(r"\$\$?[^$]+\$\$?")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]+)\}\s*\{([^{}]+)\}")
"""One without others in it."""
_MARKUP = re.compile(rf"(?P<formula>{_FORMULA.pattern})|[*`|]+|(?<![^\W_])_+|_+(?![^\W_])|^[#>]+", re.MULTILINE)


def strange_formula(claim: str, source: str) -> str:
    """The first formula of a claim that the source does not hold; a single letter or number is none.

    >>> strange_formula("It is $n + p$ wide.", "Its width is $ n+2p $.")
    '$n + p$'
    >>> strange_formula("It is $n+2p$ wide, for $n$ columns.", r"Its width is $\\left( n + 2p \\right)$.")
    ''
    >>> strange_formula(r"It has a scale $\\gamma$.", "It has a scale gamma.")
    ''
    """
    held = _tex(source)
    spelt = set(re.findall(r"[a-z]+", source.casefold()))
    formulas = (formula for formula in _FORMULA.findall(claim) if len(_tex(formula)) > 2)
    return next(
        (one for one in formulas if _tex(one) not in held and _tex(one).strip("\\").casefold() not in spelt), ""
    )


def _tex(text: str) -> str:
    """The signs of a formula that mean something; prose may have it without its marks."""
    plain = re.sub(r"\\(?:c?dot|times)\b|[×·]", "", _FRACTION.sub(r"\1/\2", text)).replace("−", "-")
    plain = re.sub(r"\\(?:mid|vert)\b", "|", plain)
    return re.sub(
        r"\\(?:left|right|displaystyle|,|;|!|quad|mathrm|text|mathbf|boldsymbol|mathit|big|Big)|[\s${}()\[\]_]",
        "",
        plain,
    )


def plain(text: str) -> str:
    """A text on one line, without what only sets it; formulas are left as they are.

    >>> plain("**Pooling** | has `no` weights"), plain("The *sum* of $a_1 * b_1$")
    ('Pooling has no weights', 'The sum of $a_1 * b_1$')
    """
    return " ".join(_MARKUP.sub(lambda match: match["formula"] or " ", with_plain_numbers(text)).split())
