"""Which of two things comes first, told the other way round: "A, then B" for "B before A", whatever words say so."""

import re
from collections.abc import Iterator

from index.terms import content_terms
from rag.support.readings import with_names_whole
from rag.support.vocabulary import NEGATIONS

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")
_EITHER = re.compile(r"\bbefore\b.*\bafter\b|\bafter\b.*\bbefore\b", re.IGNORECASE)
"""What may come first or then."""
_BRACKETS = re.compile(r"\([^()]*\)")
NEAR = 6
"""Words that carry meaning by which what comes first and what then are known: those next to the word between them."""
_STEPS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:\A|, )(?:only )?(?:after|once) (?P<first>[^,]+), (?P<then>.+)",
        r"(?:\A|, )before (?P<then>[^,]+), (?P<first>.+)",
        r"(?P<first>.+?),? (?:(?:is |are |was |were )?(?:first )?followed by|after which|prior to|ahead of|"
        r"(?<!as )before(?! (?:and|or)\b)(?! \d)) (?P<then>.+)",
        r"(?P<first>.+?)[,;]? (?:and |but )?(?:only )?(?:then|afterwards|subsequently|later) (?P<then>.+)",
        r"(?P<first>.+?) first,? (?:and|then) (?P<then>.+)",
        r"(?P<first>.+?) (?:until|till|up to) (?:19|20)\d\d,? (?:and|but|then) (?P<then>.+)",
        r"(?P<then>.+?) (?:only )?after(?! (?:all|that|it|them|which)\b)(?! \d) (?P<first>.+)",
    )
)
"""What comes first and what then."""
STRAIGHT_SHARE = 0.5
"""Words that keep their place, for each that changed it, from which the order may be the same after all."""


def in_other_order(statement: str, source: str) -> tuple[str, str] | None:
    """Two words of a statement, of which its source has the second first; None where it has no such order.

    >>> in_other_order("The owl lines its nest before it lays eggs.", "The owl lays its eggs, then lines the nest.")
    ('line', 'egg')
    >>> in_other_order("The owl lays its eggs first, and lines the nest later.", "After the eggs, it is lined.")
    >>> in_other_order("An egg is followed by an owl.", "An owl is followed by an egg.")
    ('egg', 'owl')
    >>> in_other_order("Once the nest is lined, eggs are laid.", "Eggs are laid first, followed by lining the nest.")
    ('line', 'egg')
    """
    for first, then in _steps(statement):
        for earlier, later in _steps(source):
            early, late = first - then, then - first
            swapped = (early & later - earlier), (late & earlier - later)
            kept = len(early & earlier - later) + len(late & later - earlier)
            if all(swapped) and kept <= STRAIGHT_SHARE * sum(map(len, swapped)):
                return min(swapped[0]), min(swapped[1])
    return None


def _steps(text: str) -> Iterator[tuple[set[str], set[str]]]:
    """What comes first and what then, by its stems; nothing of a sentence that denies something."""
    for sentence in _SENTENCE.split(_BRACKETS.sub(" ", with_names_whole(text))):
        if NEGATIONS.isdisjoint(sentence.casefold().split()) and not _EITHER.search(sentence):
            found = (pattern.match(sentence) or pattern.search(sentence) for pattern in _STEPS)
            yield from (
                ({*content_terms(one["first"])[-NEAR:]}, {*content_terms(one["then"])[:NEAR]}) for one in found if one
            )
