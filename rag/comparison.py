"""The two sides of a question that compares."""

import re

MAX_WORDS = 6
_SIDE = r"(?P<{0}>[^,;?!.:]+?)"
_END = r"(?=\s*(?:[,;?!:]|\.(?:\s|$)|$))"
_PATTERNS = [
    re.compile(pattern.format(one=_SIDE.format("one"), other=_SIDE.format("other") + _END), re.IGNORECASE)
    for pattern in (
        r"\bdifferences?(?: is there)?(?: in [\w ]{{1,30}}?)? between {one} (?:and|to|vs\.?|versus) {other}",
        r"\bdifference (?:of )?{one} (?:and|vs\.?|versus|to) {other}",
        r"\b(?:compare|comparing|comparison (?:of|between)) {one} (?:and|with|to|against|vs\.?|versus) {other}",
        r"^(?:(?:what|which) is better[,:]? )?{one} (?:vs\.?|versus) {other}",
        r"\bhow (?:do|does|is|are) {one} (?:differ|different)(?:s|ent)? from {other}",
        r"^{one} (?:compared|as opposed) (?:to|with) {other}",
        r"\b(?:better|prefer)\b[^,;?!:]*?[,:] {one} or {other}",
        r"^{one} (?:or|and) {other}[,:;?].*?\b(?:differences?|differ|better|which (?:one|of)|advantages)\b",
        r"\bwhat(?:['’]s| is| has| was)? (?:changed|new|different|improved) (?:from|between) {one} (?:and|to) {other}",
        r"^{one} (?:and|to|or|vs\.?) (?P<other>[^,;?!.:]+?),? "
        r"what(?:['’]?s| is| has| was)? (?:changed|new|different|the diff)",
    )
]
_ASKING = re.compile(
    r"^(?:(?:so|and|please|what|which|how|why|when|should|is|are|do|does|can|i|you|use|the|an?|better|tell me|explain|"
    r"about)\s+)+",
    re.IGNORECASE,
)
_USUAL = re.compile(
    r"^(?:plain|normal|standard|regular|vanilla|ordinary|usual|basic|original|traditional|conventional)\s+(?=\w)",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s+(?:and|or)\s.*$", re.IGNORECASE)
_BEYOND = re.compile(
    r"\s+(?:in|for|when|on|at|with|during|(?:and )?(?:why|how|when|which|what|who))\b.*$", re.IGNORECASE
)


_VERSION = re.compile(r"(?P<name>.*?[^\W\d_])??(?P<version>[ -]?v?\d[\w.]*)", re.IGNORECASE)
"""What differs in the names of one family: "v2", "50", "3D"."""


def sides_of(text: str) -> tuple[str, ...]:
    """The two things that a question compares; none where it compares nothing.

    >>> sides_of("what is the difference between batch norm and layer norm?"), sides_of("dice vs iou")
    (('batch norm', 'layer norm'), ('dice', 'iou'))
    >>> sides_of("how is a fast net different from normal nets and trees")
    ('fast net', 'nets')
    >>> sides_of("l1 or l2 loss, what is the difference"), sides_of("what is dropout?")
    (('l1', 'l2 loss'), ())
    >>> sides_of("owlnet v1 and v2 what changed"), sides_of("owlnet50 vs 101")
    (('owlnet v1', 'owlnet v2'), ('owlnet50', 'owlnet101'))
    """
    for pattern in _PATTERNS:
        if match := pattern.search(" ".join(text.split())):
            asked = (match["one"], _MORE.sub("", match["other"]))
            sides = tuple(_USUAL.sub("", _ASKING.sub("", _BEYOND.sub("", side)).strip()) for side in asked)
            if all(0 < len(side.split()) <= MAX_WORDS for side in sides):
                return _of_one_family(*sides)
    return ()


def _of_one_family(one: str, other: str) -> tuple[str, str]:
    """Both sides by their whole names, where the second is but a version of the first."""
    first, second = _VERSION.fullmatch(one), _VERSION.fullmatch(other)
    if first and second and first["name"] and not second["name"]:
        between = " " if first["version"][0] == " " else ""
        return one, f"{first['name']}{between}{other}"
    return one, other
