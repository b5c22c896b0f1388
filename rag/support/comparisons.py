"""A statement that compares two things, of which its source gives the numbers: "A has fewer eggs than B"."""

import re
from collections.abc import Iterator

from index.terms import content_terms
from rag.support.numerals import COUNTED, Quantity, quantities
from rag.support.vocabulary import NEGATIONS, senses_of

NEAR = 60
"""Letters between a thing and its number."""
_COMPARISON = re.compile(
    r"(?P<one>[^,;:.]*?\b)(?P<how>more|less|fewer|(?:high|low|larg|small|bigg|great|short|long|deep)er)\b"
    rf"(?P<what>[^,;:.]*?)\bthan (?!\d|doubl|tripl|(?:{'|'.join(COUNTED)})\b)(?P<other>[^,;:]*)",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"(?P<one>[^,;:.]*)\b(?P<how>more|less|fewer|(?!(?:oth|rath|numb|lay|wheth|eith|und|ov|aft|lat)er\b)\w{2,}er)\b"
    r"[^,;:.]*?\bthan (?P<other>[^,;:.]*)",
    re.IGNORECASE,
)
_OF_SIZE = ("increase", "large")
"""The pairs of opposites that say which number is the larger one."""


def outnumbered(statement: str, source: str) -> str:
    """The word by which a statement compares two things the other way round than their numbers; empty where none is.

    >>> outnumbered("Owls lay more eggs than ducks.", "Owls lay 3 eggs, whereas ducks lay 12.")
    'more'
    >>> outnumbered("Owls lay fewer eggs than ducks.", "Owls lay 3 eggs, whereas ducks lay 12.")
    ''
    """
    found = _COMPARISON.search(statement)
    if found is None or not NEGATIONS.isdisjoint(statement.casefold().split()):
        return ""
    one, other = (set(content_terms(found[side])) for side in ("one", "other"))
    counted = {quantity.value for quantity in quantities(statement)}
    numbers = [(place, number) for place, number in _placed(source) if number.value not in counted]
    first, second = (_nearest(things, source, numbers) for things in (one - other, other - one))
    if first is None or second is None or first.unit != second.unit or first.value == second.value:
        return ""
    sides = [side for pair, side in senses_of(found["how"].casefold()) if pair in _OF_SIZE]
    return found["how"] if sides and (sides[0] > 0) != (first.value > second.value) else ""


def turned(statement: str, source: str) -> str:
    """The second side of a comparison that the source has the other way round; empty where it is not turned.

    >>> turned("Owls hear mice more often than ducks.", "Ducks hear mice more often than owls.")
    'ducks'
    >>> turned("Ducks hear mice less often than owls.", "Owls hear mice more often than ducks.")
    ''
    """
    said, held = _THAN.search(statement), _THAN.search(source)
    if said is None or held is None or not NEGATIONS.isdisjoint(f"{statement} {source}".casefold().split()):
        return ""
    if _way(said["how"]) != _way(held["how"]):
        return ""
    (one, other), (first, second) = (
        [set(content_terms(found[side])) for side in ("one", "other")] for found in (said, held)
    )
    is_turned = other and second and other <= first - second and second <= one - other
    return said["other"].strip() if is_turned else ""


def _way(comparative: str) -> object:
    """The way in which a word compares."""
    return senses_of(comparative.casefold()) or comparative.casefold()


def _placed(text: str) -> Iterator[tuple[int, Quantity]]:
    """The numbers of a text with their places."""
    place = 0
    for quantity in quantities(text):
        place = max(place, text.find(quantity.said, place))
        yield place, quantity


def _nearest(things: set[str], text: str, numbers: list[tuple[int, Quantity]]) -> Quantity | None:
    """The number that stands nearest to one of these things; None where none is near."""
    places = [word.start() for word in re.finditer(r"[\w-]+", text) if things & {*content_terms(word[0])}]
    ranked = sorted((abs(place - at), at) for place in places for at, _ in numbers)
    if not ranked or ranked[0][0] > NEAR:
        return None
    return dict(numbers)[ranked[0][1]]
