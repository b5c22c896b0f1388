"""The noun of a question: what it is about, without the words that ask."""

import re

from index.phrases import Phrases, any_of
from rag.questions.shorthand import plain
from rag.questions.vocabulary import ASPECTS

CIRCUMSTANCE = r"(?:at|in|on|with|without|for|during|under|before|after|when|if)\b(?!-)"
"""What opens words that say where or when something else holds."""
TURNS_TO = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|then)[, ]+)*(?:what|how) about "
    rf"(?P<topic>(?!its?\b|their\b|the\b|{CIRCUMSTANCE})[^?]+?)\W*$",
    re.IGNORECASE,
)
OPENINGS: Phrases = (
    (r"please|(can|could) (you|someone|somebody|anyone|anybody)|(give|show) me", "could you explain dropout"),
    (r"tell me( more)? about|explain( to me)?|describe|define", "tell me more about dropout"),
    (r"what( is| are| was| were| does| do)?|meant by", "what does dropout drop"),
    (
        r"who ((is|are|was|were) behind|(first )?(came up with|made|built|wrote|found|[a-z]+ed))",
        "who came up with dropout",
    ),
    (r"who (is|are)", "who are the authors of SSD"),
    (r"how (does|do|is|are|can|to|did)( (i|we|you|one))?", "how do we pool"),
    (r"why (does|do|is|are|did)", "why is dropout slow"),
    (r"when (does|do|is|are|to)", "when to pool"),
    (r"(how (many|much)|which) \w+ (does|do|did|is|are|was|were|has|have)", "how many layers has VGG"),
    (r"how [a-z]{3,6} (is|are|was|were)", "how deep is VGG"),
    (r"which", "which pooling helps"),
    (r"it (true|possible|better|necessary|ok|okay|fine|worth|enough|common) (that|to|if)", "it better to pool"),
    (r"is|are|was|were|does|do|did|can|could|should|would|will", "would dropout help"),
    (r"i|we|you", "we pool"),
    (r"and|but|so|how about", "so dropout"),
    (r"the|an?", "the stride"),
)
"""What a question opens with before its noun, one after the other."""
_OPENING = any_of(OPENINGS, start="^", end=r"\b\s*")
_ENDS = re.compile(
    r"\s+((works?|do|does|means?|stands? for|is|are|has|have|uses?|needs?|about|helps?|needed|used)|"
    r"(better|worse|good|bad|useful|important|helpful|different|necessary|slow|fast|hard)\b.*)$",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"(?:[\s,]+(?:(?:to|for) (?:me|a beginner)|please|pls|briefly|simply|quickly|"
    r"in (?:simple terms|plain english|short|one sentence|a nutshell)))+$",
    re.IGNORECASE,
)
_DOES = re.compile(r"\s+(?:works?|do|does)(?=\s+(?:at|in|during|for|on|with)\b)", re.IGNORECASE)
_SIDE_OF = re.compile(
    rf"(?:(?:pytorch|python|keras|tensorflow) )?(?:{'|'.join(sorted(ASPECTS))}|authors?|code|cons|equations?|formulas?|"
    r"idea|loss(?:es)?|paper|pros(?: and cons)?|purpose) (?:of|for|behind) (?:an? |the )?(?=\w)",
    re.IGNORECASE,
)
"""What asks for a side of the thing that is named behind it: "formula of batch norm"."""


def subject_of(question: str) -> str:
    """The noun of a question: what is left without its question words.

    >>> subject_of("What's the focal loss?"), subject_of("how does dropout work at test time")
    ('focal loss', 'dropout at test time')
    >>> subject_of("explain batch norm to me, please"), subject_of("what's the formula of batch norm?")
    ('batch norm', 'batch norm')
    """
    if turned := TURNS_TO.match(question.strip()):
        return turned["topic"].strip()
    topic = _POLITE.sub("", plain(question).strip().rstrip("?!. "))
    while (shorter := _OPENING.sub("", topic, count=1)) != topic:
        topic = shorter
    return _ENDS.sub("", _DOES.sub("", _SIDE_OF.sub("", topic.strip(), count=1)))
