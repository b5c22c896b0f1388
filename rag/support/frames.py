"""What a statement says about what it says: that it is false, disputed, or an error of others.

"It is a myth that owls hear" has all words of "owls hear". What a source says about its own words, `repetition` knows.
"""

import re

from index.phrases import Phrases, any_of
from rag.support.polarity import flips

_NO = r"(?:no|little|hardly any|scant)"
_NOBODY = r"(?:nobody|no one|no study|no studies|hardly anyone|few(?: (?:people|studies|authors|researchers))?)"
_FALSE = r"(?:false|untrue|wrong|incorrect|inaccurate|outdated|disputed|debatable|doubtful|questionable|nonsense)"
_ERROR = r"(?:myth|misconception|fallacy|rumou?r|misunderstanding|(?<=a )legend)"
_CLAIM = r"(?:(?:the|any) (?:\w+ )?(?:claim|idea|view|notion|assumption|hypothesis|belief|conclusion|suggestion)s? )?"
FRAMES: Phrases = (
    (rf"{_FALSE} (?:\w+ ){{0,2}}?(?:that|whether|to (?:say|claim|think|believe))\b", "It is false that owls hear."),
    (r"not (?:true|so|the case|right|correct)(?: that\b|[.,;)]|$)", "It is not the case that owls hear."),
    (rf"(?:this|that|which|it) (?:is|was|proved|turned out to be) (?:\w+ )?{_FALSE}\b", "Owls hear, which is wrong."),
    (rf"{_ERROR}s?\b(?! (?:of|about))", "It is a myth that owls hear."),
    (
        r"(?:disput|refut|retract|disprov|debunk|contradict|den(?:y|ie)|doubt|reject)\w* "
        rf"{_CLAIM}(?:that|whether)\b",
        "Some dispute that owls hear.",
    ),
    (r"(?:retracted|refuted|disproved|debunked|withdrawn)[.,;)]", "Owls hear (a claim since retracted)."),
    (
        r"(?:wrongly|falsely|mistakenly|erroneously|incorrectly) "
        r"(?:claim|say|said|believe|assume|think|thought|state|hold|held)\w*",
        "Some falsely claim that owls hear.",
    ),
    (r"fail(?:s|ed)? to (?:confirm|show|prove|find|reproduce|replicate|support)\b", "Studies failed to confirm this."),
    (rf"{_NO} (?:evidence|proof)\b", "There is little evidence that owls hear."),
    (
        rf"{_NOBODY} (?:\w+ )?"
        r"(?:show[ns]?|prov(?:e[sdn]?|ing)|believ\w+|thinks?|claim\w*|demonstrat\w+|found|confirm\w*)\b",
        "Nobody has shown that owls hear.",
    ),
    (
        r"(?:once|formerly|long|previously) (?:believed|thought|assumed|held|claimed)\b",
        "Owls were once believed to hear.",
    ),
    (r"or so it (?:was|is|has been) \w+", "Owls hear, or so it was thought."),
)
"""Phrases by which a statement says that something is not so, or not sure."""
_FRAME = any_of(FRAMES)
_DOUBT = re.compile(
    r"\b(?:fail(?:s|ed)? to|wrong\w*|false\w*|incorrect\w*|doubt\w*|mistak\w*|in error|contrary|not clear|"
    r"un(?:clear|likely|true|known|certain))\b",
    re.IGNORECASE,
)
"""What a source may deny or doubt something with."""


def denying_frame(statement: str, source: str) -> str:
    """The words by which a statement says that something is not so, where its source denies nothing; else empty.

    >>> denying_frame("It is a myth that owls hear.", "Owls hear."), denying_frame("Owls hear.", "Owls hear.")
    ('myth', '')
    >>> denying_frame("It is wrong to say that owls are deaf.", "Owls are not deaf.")
    ''
    """
    found = _FRAME.search(statement)
    if not found or _DOUBT.search(source) or _FRAME.search(source):
        return ""
    rest = f"{statement[: found.start()]} {statement[found.end() :]}"
    return "" if flips(rest, source) else found[0].strip(" .,;)")
