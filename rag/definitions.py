"""Sentences that say what a thing is, for questions that ask what it is."""

import re
from functools import lru_cache

MOST_WORDS = 5
"""Of the name of a thing."""
SHORT = 8
"""Letters up to which a name of one word may have hyphens."""
DESCRIBED = 0.5
"""What a sentence is worth that says what a thing does, where one that says what it is is worth 1."""

_WHAT_IS = re.compile(
    r"(?:so )?what(?:'?s| is| are| r| does)(?: meant by)? (?:an? |the )?(?P<name>[^?(]+?)"
    r"(?: mean| stand for)?\s*(?:[?(]|$)|"
    r"(?:define|explain) (?:an? |the )?(?P<thing>[^?(]+?)\s*(?:[?(]|$)|"
    r"how (?:do(?:es)?|is|are) (?:an? |the )?(?P<how>[^?(]+?) works?\b|"
    r"(?P<explained>[^?(]+?),? explain(?:ed)?\W*$",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\s+(?:in|(?:and|&) (?:how|why|what|when|where|which|who|does|is|are|can|should))\b.*$", re.IGNORECASE
)
"""What a question adds to the name of the thing: where it stands, and what else is asked."""
_IS = (
    r"(is|are|was|were|refers? to|means?|denotes?|describes?|can be defined|stands for)\b"
    r"(?: basically| simply| defined as)?"
)
_OPENS = r"(?:(?:in|for) [^,.]{3,40}, |[\w -]{3,40}[–:] )?(?:an? |the |so[, ] )?"
_BETWEEN = r"(?:e?s)?(?: \([^)]*\))?(?:,[^,.]{3,50},| (?:of|at|in|for) [^,.;:]{1,40}?)? "
_WHAT = r" (?:an?|the|one|how|when|where|that|short|simply|used|to|just|nothing)\b"
_ARTICLE = r"(?:an? |the )?"
_DOES = r"(?!is\b|was\b|has (?:been|become)|does\b)(?:[a-z]{2,}(?<!s)s|proposed|introduced) (?!(?:well|better|best|like|out|not|much|really|also)\b)"
"""What a thing does, in the present."""
_APPOSITION = r", (?:which|that) (?:is|are|was|were) (?:defined as |simply |just )?(?:the|an?)\b"


def defined_name(question: str) -> str:
    """The thing that a question asks the meaning of, or empty.

    >>> defined_name("What is a receptive field?"), defined_name("why pool?")
    ('receptive field', '')
    >>> defined_name("what is a stride in a convolution"), defined_name("what is dropout and why does it help")
    ('stride', 'dropout')
    """
    asked = _WHAT_IS.match(question.strip())
    name = _BEYOND.sub("", next(filter(None, asked.groups()))).strip() if asked else ""
    return name if len(name.split()) <= MOST_WORDS else ""


def defines(sentence: str, question: str) -> bool:
    """Whether a sentence opens by saying what the thing is that the question asks for.

    >>> defines("The receptive field of a unit is the region it sees.", "what is a receptive field")
    True
    >>> defines("The intersection over union (IoU) is the share that two regions have in common.", "whats iou")
    True
    >>> defines("Look at the receptive field, which is defined as the size of the region.", "what is a receptive field")
    True
    >>> defines("Today, receptive field computations are needed.", "what is a receptive field")
    False
    """
    return definition_strength(sentence, question) == 1.0


def definition_strength(sentence: str, question: str) -> float:
    """How much a sentence says of what the thing is that the question asks for: 1 where it defines it, 0 where it does
    not, and DESCRIBED where it opens by saying what it does or has.

    >>> definition_strength("U-Net (Ronneberger et al., 2015) joins an encoder and a decoder.", "what is unet")
    0.5
    """
    name = defined_name(question)
    if not name:
        return 0.0
    defining, describing = _shapes(name)
    return 1.0 if defining.search(sentence) else DESCRIBED if describing.match(sentence) else 0.0


def is_titled(title: str, question: str) -> bool:
    """Whether a title or heading is the name of the thing that the question asks for.

    >>> is_titled("U-Net", "what is unet"), is_titled("Batch normalisation (BN)", "define batch normalisation")
    (True, True)
    """
    name = defined_name(question)
    return (
        bool(name)
        and re.fullmatch(rf"[\W\d]*{_ARTICLE}{_spelled(name)}(?:e?s)?(?: \([^)]*\))?\W*", title, re.I) is not None
    )


@lru_cache(maxsize=200)
def _shapes(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What the sentences look like that define a thing, and that say what it does."""
    thing = _spelled(name)
    named = rf"(?:{thing}{_BETWEEN}|[\w /-]{{3,60}} \({thing}\)(?:,[^,.]{{3,50}},)? )"
    called = rf"\b(?:called|known as|referred to as|termed) (?:an? |the )?[\"“'*_]*{thing}\b"
    defining = rf"\A{_OPENS}{named}{_IS}{_WHAT}|\b{thing}[^.;:]{{0,60}}{_APPOSITION}|{called}"
    describing = rf"{_ARTICLE}{thing}(?:e?s)?(?: \([^)]*\))? {_DOES}"
    return re.compile(defining, re.IGNORECASE), re.compile(describing, re.IGNORECASE)


def _spelled(name: str) -> str:
    """A pattern of a name, in the singular and with hyphens or without."""
    *rest, last = name.removesuffix("s").split()
    said = [re.escape(word) for word in rest]
    said.append("-?".join(map(re.escape, last)) if not rest and len(last) <= SHORT else re.escape(last))
    return r"[\s-]+".join(said)
