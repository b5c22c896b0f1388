"""What a source says of one thing in one clause and of another in the next, and a statement of the wrong one."""

import re
from collections.abc import Sequence

from index.terms import content_terms
from rag.support.readings import with_names_whole
from rag.support.vocabulary import DENIALS

_GOING_ON = (
    "(?:is|are|has|have|does|do|can|will|needs?|requires?|gives?|takes?|uses?|makes?|costs?|lets?|keeps?|leaves?|adds?|"
    "also|not|still|only|often|usually|then|with|without|for|in|to|at)"
)
"""What stands behind a "but" that goes on with the same thing."""
CONTRAST = re.compile(
    rf"[,;]?\s+(?:whereas|while(?! (?:still )?\w{{2,}}ing\b)|but(?! (?:(?:it|they|this|these) )?{_GOING_ON}\b)|"
    r"unlike|in contrast to|as opposed to)\s+|;\s+(?![^(]*\))",
    re.IGNORECASE,
)
_NOT_BUT = re.compile(r"\b(?P<denied>(?:not|never|no|rarely)\b[^,;:.]*),?\s+but\s+", re.IGNORECASE)
"""What goes on with the same thing: "owls do not run but fly"."""
_COMPARES = re.compile(
    rf"\b(?:than|both|instead|rather|compared|replac\w+|swap\w*|{'|'.join(sorted(DENIALS))})\b|n['’]t\b", re.IGNORECASE
)
_BESIDE = re.compile(
    r"(?:[,(—–]\s*(?:and |but )?not|\brather than|\binstead of)\s+"
    r"(?:(?:by|from|in|of|on|to|with|for|at|because of|due to|the|an?)\s+)*(?P<denied>(?:[^,.;:()\d]|\.(?=\d))+)",
    re.IGNORECASE,
)
_UNLIKE = r"(?:unlike|in contrast to|as opposed to)"
_ASIDE = re.compile(rf", {_UNLIKE} [^,;.]+,(?! wh)")
"""What is said in passing of another thing."""
_OWN_ASIDE = re.compile(rf"(?:\A|, ){_UNLIKE} [^,;.]+(?:,\s*|\.?\Z)", re.IGNORECASE)
_APART = tuple(
    re.compile(rf"(?:\A|[.;]\s+){pattern}(?P<said>[^;.]+)", re.IGNORECASE)
    for pattern in (
        r"(?P<other>[^,;.]+?) differs? from (?P<thing>[^,;.]+), (?:where|which|whose|in which|who)",
        rf"(?P<thing>[^,;.]+?),? {_UNLIKE} (?P<other>[^,;.]+),(?! wh)",
        rf"{_UNLIKE} (?P<other>[^,;.]+), (?P<thing>\S+)",
    )
)
"""Two things told apart, and what is said of the one."""
MOST_DENIED = 4
"""Words that carry meaning of what is denied beside what is said."""
SUBJECT = 2
"""First words of a statement that tell what it is about."""
REPEATED = 0.8
"""Share of its words that its source has, from which a statement repeats it."""
SAID = 2
"""Words that only the other clause has, from which it is the one that the statement repeats."""


def said_of_another(statement: str, source: str) -> tuple[str, str] | None:
    """The thing a statement speaks of, and a word that its source says only of another; None where there is none.

    >>> said_of_another("Owls have soft feathers.", "Owls have large eyes, whereas ducks have soft feathers.")
    ('owl', 'feather')
    >>> said_of_another("Owls fly by night.", "Unlike crows, owls do not run by day, but fly by night in the woods.")
    >>> said_of_another("Ducks have soft feathers.", "Owls have large eyes, whereas ducks have soft feathers.")
    """
    statement, source = with_names_whole(statement), _ASIDE.sub(" ", with_names_whole(source))
    clauses = [content_terms(clause) for clause in CONTRAST.split(_NOT_BUT.sub(r"\g<denied> and ", source))]
    if len(clauses) < 2:
        return None
    parts = (content_terms(part) for part in CONTRAST.split(statement) if not _COMPARES.search(part))
    return next((found for part in parts if (found := _crossed(part, clauses))), None)


def said_of_the_unlike(statement: str, source: str) -> tuple[str, str] | None:
    """The thing a statement begins with and a word that its source says of the thing unlike it; None where it does not.

    >>> said_of_the_unlike("Crows hide their eggs.", "Owls, unlike crows, hide their eggs.")
    ('crow', 'egg')
    >>> said_of_the_unlike("Crows do not hide their eggs.", "Owls, unlike crows, hide their eggs.")
    >>> said_of_the_unlike("Owls hide their eggs, unlike crows.", "Unlike crows, owls hide their eggs.")
    >>> said_of_the_unlike("Unlike owls, crows hide their eggs.", "Unlike crows, owls hide their eggs.")
    ('crow', 'egg')
    >>> said_of_the_unlike("Unlike owls, crows never hide their eggs.", "Unlike crows, owls hide their eggs.")
    >>> said_of_the_unlike("Owls hide their eggs, unlike crows.", "Owls differ from crows, which hide their eggs.")
    ('owl', 'egg')
    """
    main = _OWN_ASIDE.sub(" ", with_names_whole(statement)).strip()
    said = content_terms(main)
    if not said or (_COMPARES.search(main) and not _COMPARES.search(source)):
        return None
    for match in (match for pattern in _APART for match in pattern.finditer(with_names_whole(source))):
        thing, other, told = (set(content_terms(match[name])) for name in ("thing", "other", "said"))
        both = [term for term in said if term in told - thing - other]
        is_denied_alike = main == with_names_whole(statement) or _denies(main) == _denies(match["said"])
        if said[0] in other - thing and len(both) >= SAID and len(both) >= len(told) / 2 and is_denied_alike:
            return said[0], both[-1]
    return None


def _denies(text: str) -> bool:
    return not DENIALS.isdisjoint(text.casefold().split()) or "n't" in text


def denied_beside(statement: str, source: str) -> str:
    """What a source denies beside what it says ("A, not B"), where a statement says it of that; empty where not.

    >>> denied_beside("Crows built the nest.", "The nest was built by owls, not by crows.")
    'crows'
    >>> denied_beside("Owls built it rather than crows.", "The nest was built by owls, not by crows.")
    ''
    """
    said = set(content_terms(statement))
    if _COMPARES.search(statement) or "unlike" in statement.casefold():
        return ""
    found = (match["denied"].strip() for match in _BESIDE.finditer(source))
    return next(
        (one for one in found if 0 < len(terms := set(content_terms(one))) <= MOST_DENIED and terms <= said), ""
    )


def _crossed(said: Sequence[str], clauses: Sequence[Sequence[str]]) -> tuple[str, str] | None:
    """The thing that a part of a statement speaks of, and a word that only another's clause says; None without one.

    Args:
        said: stems of the part.
        clauses: stems of each clause of the source.
    """
    held = {term for clause in clauses for term in clause}
    if len(said) < SUBJECT + 1 or sum(term in held for term in said) < REPEATED * len(said):
        return None
    for place, clause in enumerate(clauses):
        others = {term for other in (*clauses[:place], *clauses[place + 1 :]) for term in other}
        subject = [term for term in said[:SUBJECT] if term in clause and term not in others]
        own = [term for term in said if term in clause and term not in others and term not in subject]
        if subject and not own:
            foreign = _most_of_one(said, clauses, place)
            if len(foreign) >= SAID:
                return subject[0], foreign[-1]
    return None


def _most_of_one(said: Sequence[str], clauses: Sequence[Sequence[str]], place: int) -> list[str]:
    """The statement's words that only one other clause has, of the clause that has the most."""
    found: list[str] = []
    for other, clause in enumerate(clauses):
        elsewhere = [term for one, terms in enumerate(clauses) if one != other for term in terms]
        only = [term for term in said if term in clause and term not in elsewhere]
        if other != place and len(only) > len(found):
            found = only
    return found
