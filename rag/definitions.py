"""Sentences that say what a thing is, for questions that ask what it is."""

import re

_WHAT_IS = re.compile(
    r"(?:so )?what(?:'?s| is| are| r| does)(?: meant by)? (?:an? |the )?(?P<name>[^?(]+?)"
    r"(?: mean| stand for)?\s*(?:[?(]|$)|"
    r"(?:define|explain) (?:an? |the )?(?P<thing>[^?(]+?)\s*(?:[?(]|$)",
    re.IGNORECASE,
)
_IS = (
    r"(is|are|was|were|refers? to|means?|denotes?|describes?|can be defined|stands for)\b"
    r"(?: basically| simply| defined as)?"
)
_OPENS = r"(?:(?:in|for) [^,.]{3,40}, |[\w -]{3,40}[–:] )?(?:an? |the |so[, ] )?"
_BETWEEN = r"\w{0,2}(?: \([^)]*\))?(?:,[^,.]{3,50},| (?:of|at|in|for) [^,.;:]{1,40}?)? "
_WHAT = r" (?:an?|the|one|how|when|where|that|short|simply|used|to|just|nothing)\b"
_APPOSITION = r", (?:which|that) (?:is|are|was|were) (?:defined as |simply |just )?(?:the|an?)\b"


def defined_name(question: str) -> str:
    """The thing that a question asks the meaning of, or empty.

    >>> defined_name("What is a receptive field?"), defined_name("why pool?")
    ('receptive field', '')
    """
    asked = _WHAT_IS.match(question.strip())
    return (asked["name"] or asked["thing"]).strip() if asked else ""


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
    name = defined_name(question)
    if not name or len(name.split()) > 5:
        return False
    thing = re.escape(name.removesuffix("s")).replace(r"\ ", r"[\s-]+")
    named = rf"(?:{thing}{_BETWEEN}|[\w /-]{{3,60}} \({thing}\)(?:,[^,.]{{3,50}},)? )"
    is_subject = re.match(f"{_OPENS}{named}{_IS}{_WHAT}", sentence, re.IGNORECASE)
    return bool(is_subject or re.search(rf"\b{thing}[^.;:]{{0,60}}{_APPOSITION}", sentence, re.IGNORECASE))
