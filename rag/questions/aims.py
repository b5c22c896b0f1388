"""What kind of answer a question wants: a formula, a reason, steps, code."""

import re
from typing import Literal

from rag.questions.names import TOOLS
from rag.questions.origins import Origin

Aim = Literal["formula", "reason", "steps", "comparison", "code", "listing"] | Origin
_ASKED: tuple[tuple[Aim, str], ...] = (
    (
        "formula",
        r"\b(formulas?|equations?|objectives?|update rules?|how (many|much|big|large|long|deep|wide|high|far)|"
        r"so (many|few)|comput\w+|calculat\w+|(size|number) of|what (is|are) the (value|size|number)|"
        r"(what|which) (value|number))\b",
    ),
    (
        "reason",
        r"\b(why|reasons?|what for|purpose|how come|the (point|use|benefit|gain|advantage)s?|benefits?|"
        r"advantages?|good for|needs?)\b",
    ),
    ("steps", r"\bhow\b(?! (many|much|big|large|long|deep))|\bsteps\b|\bprocedure\b"),
    ("code", rf"\b(code|implement\w*|snippet|{'|'.join(sorted(TOOLS))})\b"),
    (
        "listing",  # of the code itself
        r"\b(code|snippet)s?\b|\bimplementations?\b|"
        r"\bhow (?:do|to|would|can|could|should)\b.*\b(?:implement|code|program)\b|"
        rf"^(?!(?:is|are|does|do|can|should|why|what|when|which)\b).{{3,40}}\bin (?:{'|'.join(sorted(TOOLS))})\W*$",
    ),
)
_AIMS = [(aim, re.compile(pattern, re.IGNORECASE)) for aim, pattern in _ASKED]
_FORMULA = re.compile(r"\b(?:formulas?|equations?)\b", re.IGNORECASE)


def aims_of(text: str) -> frozenset[Aim]:
    """What a question asks for in so many words; what it compares, defines or asks the origin of is told elsewhere.

    >>> sorted(aims_of("why is dropout used")), sorted(aims_of("how do I code dropout in pytorch"))
    (['reason'], ['code', 'listing', 'steps'])
    """
    return frozenset(aim for aim, pattern in _AIMS if pattern.search(text))


def words_for_a_formula(text: str) -> frozenset[str]:
    """The words, in lower case, by which a question asks for a formula: who answers shows one, and need not say them.

    >>> sorted(words_for_a_formula("Formula of IoU?")), sorted(words_for_a_formula("how do I calculate IoU"))
    (['formula'], [])
    """
    return frozenset(word.casefold() for word in _FORMULA.findall(text))
