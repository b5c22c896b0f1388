"""Step: superscripts and subscripts in prose, which would otherwise run into the number before them (10-5)."""

import re

from ingest.html.kept import Element, KeptParts, replace_by_text

_ABOVE = str.maketrans("0123456789+-−–=()nijxTkm", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱʲˣᵀᵏᵐ")
_BELOW = str.maketrans("0123456789+-−–=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_RAISABLE = re.compile(r"[+\-−–]?(\d+|[nijxTkm])([+\-−–](\d+|[nijkm]))?|[+\-−–]")
_LOWERABLE = re.compile(r"[\d+\-−–=()aehijklmnoprstuvx]{1,3}|\d+")
_AFTER = re.compile(r"[\w)\]}]$")


_PLAIN = {raised: plain for table in (_ABOVE, _BELOW) for plain, raised in reversed(table.items())}
"""The first of the characters that share a raised form: a hyphen for every minus."""


def lowered(text: str) -> str:
    """A text as the page has it, its exponents and indices as plain characters.

    >>> lowered("10⁻⁵ of xₜ")
    '10-5 of xt'
    """
    return text.translate(_PLAIN)


def keep_raised(tree: Element, kept: KeptParts) -> None:
    """Exponents and indices become Unicode's raised and lowered characters; ordinals (1st) and words stay."""
    for part in list(tree.iter("sup", "sub")):
        text = (part.text or "").strip()
        if len(part) or not _AFTER.search(_before(part)):
            continue
        if part.tag == "sup" and _RAISABLE.fullmatch(text):
            replace_by_text(part, text.translate(_ABOVE))
        elif part.tag == "sub" and _LOWERABLE.fullmatch(text):
            replace_by_text(part, text.translate(_BELOW))


def _before(part: Element) -> str:
    """The text right before an element, in its parent or at the end of the sibling before it."""
    previous = part.getprevious()
    parent = part.getparent()
    if previous is None:
        return (parent.text if parent is not None else "") or ""
    return previous.tail or "".join(previous.itertext())
