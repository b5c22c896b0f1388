"""The sides of a question that compares."""

import re

from index.phrases import Phrases

MAX_WORDS, MAX_SIDES = 6, 4
_ONE = r"(?P<one>[^,;?!.:]+?)"
_ONES = r"(?P<one>[^;?!.:]+?),?"
"""One or several, with commas between."""
_LAST = r"(?P<other>[^,;?!.:]+?)"
_OTHER = rf"{_LAST}(?=\s*(?:[,;?!:]|\.(?:\s|$)|$))"
"""The side that what is compared ends with."""
_THAN = r"(?:compared (?:to|with)|relative to|over|from|since|than|vs\.?|versus)"
CHANGES: Phrases = (
    (
        rf"\bwhat (?:did|does|has|have) {_ONE} (?:change|improve|add|do (?:differently|better))d?(?: \w+){{0,3}}? "
        rf"{_THAN} {_OTHER}",
        "what did owls change about flight compared to crows",
    ),
    (
        rf"\bwhat(?:['’]?s| is| has| was)? (?:changed|new|different|improved|better) (?:in|with|about) {_ONE} "
        rf"{_THAN} {_OTHER}",
        "what is new in owls over crows",
    ),
)
"""How a question asks what is new in the first of two things."""
COMPARISONS: Phrases = (
    *CHANGES,
    (
        rf"\bdifferences?(?: is there)?(?: in [\w ]{{1,30}}?)? between {_ONES} (?:and|to|vs\.?|versus) {_OTHER}",
        "difference in size between owls and crows",
    ),
    (rf"\bdifference (?:of )?{_ONE} (?:and|vs\.?|versus|to) {_OTHER}", "difference of owls to crows"),
    (
        rf"\b(?:compare|comparing|comparison (?:of|between)) {_ONES} (?:and|with|to|against|vs\.?|versus) {_OTHER}",
        "compare owls against crows",
    ),
    (rf"^(?:(?:what|which) is better[,:]? )?{_ONE} (?:vs\.?|versus) {_OTHER}", "owls vs. crows"),
    (rf"\bhow (?:do|does|is|are) {_ONE} (?:differ|different)(?:s|ent)? from {_OTHER}", "how do owls differ from crows"),
    (
        rf"^(?!(?:why|how|does|do|can|is|are)\b){_ONE} (?:compared|as opposed) (?:to|with) {_OTHER}",
        "owls as opposed to crows",
    ),
    (rf"\b(?:better|prefer)\b[^,;?!:]*?[,:] {_ONE} or {_OTHER}", "who hears better, owls or crows"),
    (
        rf"^{_ONE} (?:or|and) {_OTHER}[,:;?].*?\b(?:differences?|differ|better|which (?:one|of)|advantages)\b",
        "owls or crows, which of them are birds of prey",
    ),
    (
        rf"^(?!(?:why|how|does|do|can|is|are|should|what|which|when|if|i|my)\b){_ONE} or {_LAST}(?= (?:for|on)\b)",
        "owls or crows for a small garden",
    ),
    (
        r"\bwhat(?:['’]s| is| has| was)? (?:changed|new|different|improved) "
        rf"(?:from|between) {_ONE} (?:and|to) {_OTHER}",
        "what has changed from owls to crows",
    ),
    (
        rf"^{_ONE} (?:and|to|or|vs\.?) {_LAST},? what(?:['’]?s| is| has| was)? (?:changed|new|different|the diff)",
        "owls and crows what is different",
    ),
)
"""How a question compares; of several that it matches, the first that has sides is meant."""
_CHANGED = [re.compile(pattern, re.IGNORECASE) for pattern, _ in CHANGES]
_COMPARES = [re.compile(pattern, re.IGNORECASE) for pattern, _ in COMPARISONS]
_ASKING = re.compile(
    r"^(?:(?:so|and|please|what|which|how|why|when|should|is|are|do|does|can|i|you|use|the|an?|better|tell me|explain|"
    r"about)\s+)+",
    re.IGNORECASE,
)
_USUAL = re.compile(
    r"^(?:plain|normal|standard|regular|vanilla|ordinary|usual|basic|original|traditional|conventional)\s+(?=\w)",
    re.IGNORECASE,
)
_ASPECT = re.compile(
    r"^(?:advantages?|benefits?|pros|points?|use|purpose|speed|accuracy|performance|costs?) of (?:the |an? )?",
    re.IGNORECASE,
)
_BASED = re.compile(
    r"[\s-]based(?: (?:ones?|methods?|approach(?:es)?|models?|networks?|nets?|detectors?))?$", re.IGNORECASE
)
_NEXT = re.compile(r"\s+(?:vs\.?|versus)\s+|\s*,\s*(?:vs\.?\s+)?", re.IGNORECASE)
"""What stands between the sides, where there are more than two."""
_MORE = re.compile(r"\s+(?:and|or)\s.*$", re.IGNORECASE)
_BEYOND = re.compile(
    r"\s+(?:in|for|when|on|at|with|during|(?:and )?(?:why|how|when|which|what|who))\b.*$", re.IGNORECASE
)
_CASE = re.compile(r"(?<=[.;:?!])\s+(?=\S)|,\s+(?=(?:should i|do i|is it)\b)")
"""Where a case ends and what is asked of it begins."""
_CHOICE = re.compile(r"(?:[^\W\d_][^\s,.;:?!]* ){1,8}or (?:[^\W\d_][^\s,.;:?!]* ?){1,5}\W*")
"""Of words that begin with letters: a number is chosen for what stands before it."""
_VERSION = re.compile(r"(?P<name>.*?[^\W\d_])??(?P<version>[ -]?v?\d[\w.]*)", re.IGNORECASE)
"""What differs in the names of one family: "v2", "50", "3D"."""


def sides_of(text: str) -> tuple[str, ...]:
    """The things that a question compares; none where it compares nothing.

    >>> sides_of("what is the difference between batch norm and layer norm?"), sides_of("dice vs iou vs focal")
    (('batch norm', 'layer norm'), ('dice', 'iou', 'focal'))
    >>> sides_of("how is a fast net different from normal nets and trees")
    ('fast net', 'nets')
    >>> sides_of("l1 or l2 loss, what is the difference"), sides_of("what is dropout?")
    (('l1', 'l2 loss'), ())
    >>> sides_of("owlnet v1 and v2 what changed"), sides_of("owlnet50 vs 101")
    (('owlnet v1', 'owlnet v2'), ('owlnet50', 'owlnet101'))
    >>> sides_of("crow based vs owl-based nets")
    ('crow', 'owl')
    """
    for pattern in _COMPARES:
        if match := pattern.search(" ".join(text.split())):
            asked = [*_NEXT.split(match["one"]), *(_MORE.sub("", side) for side in _NEXT.split(match["other"]))]
            sides = list(dict.fromkeys(_side(side) for side in asked))
            if 1 < len(sides) <= len(asked) <= MAX_SIDES and all(0 < len(side.split()) <= MAX_WORDS for side in sides):
                return (sides[0], *(_of_one_family(sides[0], side) for side in sides[1:]))
    return ()


def asks_what_changed(text: str) -> bool:
    """Whether a question asks what is new in the first of its sides, so that the second alone is no answer.

    >>> asks_what_changed("what did YOLOv3 change compared to v2"), asks_what_changed("YOLOv3 vs v2")
    (True, False)
    """
    return any(pattern.search(text) for pattern in _CHANGED)


def choice_of(text: str) -> str:
    """The choice or comparison that a question ends with, behind the case that it is for; empty where there is none.

    >>> choice_of("500 pictures of cats. finetune everything or only the head?"), choice_of("is it deep or wide?")
    ('finetune everything or only the head?', '')
    >>> choice_of("ids swap when people cross. sort vs deepsort?")
    'sort vs deepsort?'
    """
    case, _, last = _CASE.sub("\n", " ".join(text.split())).rpartition("\n")
    return last if case and (_CHOICE.fullmatch(last) or sides_of(last)) else ""


def _side(text: str) -> str:
    """A side without the words that ask, and without what is asked of it."""
    name = _BASED.sub("", _ASPECT.sub("", _ASKING.sub("", _BEYOND.sub("", text)).strip()))
    return _USUAL.sub("", name)


def _of_one_family(one: str, other: str) -> str:
    """Another side by its whole name, where it is but a version of the first."""
    first, second = _VERSION.fullmatch(one), _VERSION.fullmatch(other)
    if first and second and first["name"] and not second["name"]:
        between = " " if first["version"][0] == " " else ""
        return f"{first['name']}{between}{other}"
    return other
