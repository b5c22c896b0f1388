"""What a statement adds to what its source says, and is foreign to it: "…, by magic", "(this is deprecated)"."""

import re
from collections.abc import Callable

from index.terms import content_terms

OF_AN_ASIDE, UNLIKE, FOREIGN = 2, 0.35, 0.15
"""Words that carry meaning from which something set apart is looked at, the cosine below which it is news, and the one
below which it is, of whatever length, behind the beginning or with a "by", "with" or the like."""
OF_SPEAKING = frozenset(
    content_terms(
        "above according article author begin beginning call case certain describe end even example explain find found "
        "general idea key know known large larger mean note other paper point practice provided put reason response "
        "result same say said see sentence short show side simple simply situation small smaller source state term "
        "text thing time turn typical way well whole word"
    )
)
"""What only speaks of the saying: "according to the article", "in other words"."""
_APART = re.compile(
    r"[;:.!]\s+|,\s+|\s+[–—-]\s+|\s*[()]\s*|\s+(?=more \w+ than\b)|"
    r"\s+(?:and|although|though|whereas|while|because|if|unless|so that|which|that)\s+"
)
_ADDED = re.compile(
    r"(?:.*\b|\A)(?P<said>(?:after|against|as|at|because of|by|due to|during|for|from|in|into|on|thanks to|through|"
    r"under|until|using|via|with|with the help of|without)\s+"
    r"(?!(?:its|their|one['’]s|his|her) own\b|\w*(?:self|selves)\b|(?:an)?other\b|each\b|one\b)"
    r"[^,;:()]+?)(?:[.!]?\Z|(?=,))",
    re.IGNORECASE,
)
"""What is added at the end of a clause: "by hand"."""
_WHOLE_ASIDE = re.compile(r"[(]([^()]*\b(?:is|are|was|were|has|have|can|may|must|needs?|not)\b[^()]*)[)]")


def foreign_addition(statement: str, source: str, context: str, nearness: Callable[[str, str], float]) -> str:
    """Words apart in a statement, or added to it, that neither its source nor its headings have; empty where none are.

    Args:
        nearness: cosine of two texts.

    >>> foreign_addition("Owls hunt at night by magic.", "Owls hunt at night.", "Owls", lambda one, other: 0.0)
    'by magic'
    >>> foreign_addition("Owls hunt mice, at night.", "At night owls hunt mice.", "Owls", lambda one, other: 0.0)
    ''
    """
    held = OF_SPEAKING.union(content_terms(f"{source} {context}"))
    whole = {*_WHOLE_ASIDE.findall(statement)}
    apart = _APART.split(statement)
    parts = [(part, 1 if part in whole else OF_AN_ASIDE, UNLIKE) for part in apart if part != statement]
    parts += [(part, 1, FOREIGN) for part in (*apart[1:], *_ADDED.findall(statement))]
    for part, least, unlike in parts:
        said = [term for term in content_terms(part) if term not in OF_SPEAKING]
        if len(said) >= least and held.isdisjoint(said) and nearness(part, source) < unlike:
            return part
    return ""
