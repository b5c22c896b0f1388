"""Sentences in which an article speaks of itself: what it will come to, where to read on, whom it thanks.

They name what a question asks about and say nothing of it.
"""

import re
from functools import lru_cache

_PIECES = (
    r"(?:(?:short|first|second|third|next|last|previous|following|introductory|blog|own|whole)[ -]?)*"
    r"(?:post|article|section|notebook|tutorial|chapter|lesson|lecture|guide|series|essay|blog)s?\b"
)
_HURRIED = r"(?:now|then|first|also|next|finally|later|only|briefly|quickly|try to|have to|need to|going to)\s+"
_TO_READ = (
    r"(?:see|look|cover|discuss|explain|understand|explore|introduce|review|describe|translate|dive|dig|delve|walk|talk|"
    r"examine|study|turn|focus|revisit|start|begin|jump|skip|return|get (?:to|into|started|going|more)|"
    r"put (?:it|this|everything)|go (?:over|through|into|back)|"
    r"take a (?:\w+ )?(?:look|tour|step|dive)|have a (?:\w+ )?look|learn (?:about|how)|find out)\b"
)
_SIGNPOST = re.compile(
    rf"\b(?:in|of) (?:an?|my|our|another) (?:previous|earlier|last|next|future) {_PIECES}|"
    rf"\b(?:in|of|throughout) (?:this|the) (?:rest of (?:this|the) )?{_PIECES}|"
    rf"\bthe {_PIECES} is (?:structured|organi[sz]ed)\b|"
    r"\bwe(?:['’]ll| will| are going to) be (?:look|cover|discuss|explor|explain|go|div)ing\b|"
    r"\b(?:reach out|follow me|twitter|youtube|newsletter|patreon)\b|"
    r"\bin (?:this|the next|the previous|the last) part\b|\bin part (?:\d|one|two|three|i+)\b|"
    rf"\bthis {_PIECES}|\bthis is an? (?:\w+ )?(?:introduction|overview|tutorial|guide|walkthrough|implementation)\b|"
    rf"\b(?:we|i)(?:['’]ll| will| shall| are going to|['’]m going to|['’]d like to) (?:{_HURRIED})*{_TO_READ}|"
    rf"\blet(?:['’]?s| us) (?:{_HURRIED})*{_TO_READ}|"
    rf"\b(?:we|i) (?:{_HURRIED})?(?:look (?:at|into) (?:the|how|what|why|some|each|both)|discuss|omit|touch on|turn)\b|"
    r"\bhaving (?:looked|seen|discussed|covered|learned|understood)\b|"
    r"\b(?:now that|before) (?:we|you)(?: \w+)? (?:dive|start|begin|get|go|move|understand|know|have seen)\b|"
    r"\bbefore (?:diving|getting|going|we)\b.{0,40}\binto\b|^next, (?:look|understand|consider|learn)\b|"
    r"\bcheck(?:ing)? (?:it |this |them )?out\b|\bclick|\bsubscribe|\bstay tuned|\bfeel free|"
    r"\bhope (?:you|this)\b|\bi (?:\w+ )?hope\b|\bwelcome to\b|\bsit tight\b|\bplease wait\b|\bdraft form\b|"
    r"\btoday['’]s (?:\w+ )?post\b|\b(?:resources|references|links) below\b|\bi found (?:very |most )?useful\b|"
    r"\(v\d+ \w+ \d{4}:|\bsummed up in [^:]*\.$|\bin the video\b|\bwe need to (?:understand|look) [^.]{0,30}\.$|"
    r"\bwe(?:['’]ve| have) (?:(?:so far|now|already|just|successfully) )+(?:\w+ )?"
    r"(?:implemented|built|seen|covered|looked|learned|discussed)\b|"
    r"^(?:\w+ )?(?:implementations?|papers?|code)(?: by\b|: )|^\W*(?:`[^`]+`\W*){2,}$|"
    r"\b(?:further|recommended|suggested) reading|\bthanks\b|\bcredits?:|\btoc\b|\bimage (?:source|credit)|"
    r"\bread (?:more|on\b|th(?:is|e) (?:\w+ )?(?:post|article|blog))|\btable of contents|\blinks? to all|"
    r"\b(?:see|refer to|check|have a look at|take a look at)\b[^.]{0,30}\b(?:post|article|blog|notebook|appendix|repo|"
    r"tutorial|for (?:more )?details)\b|\bfor (?:more|further) (?:details|information)|\bworthy of a\b|"
    r"\bi (?:also |have |['’]?ve )?shared? (?:a|the|my|an)\b|"
    r"\bhere(?:['’]s| is| are) (?:the|a|an|my|some) (?:(?!of\b)[\w-]+ ){0,3}"
    r"(?:code|notebook|repo(?:sitory)?|links?|colab|video|demo)\b|"
    r"\byou (?:may|might) (?:start to |be )?wonder|\bnot hard to (?:understand|see)\b",
    re.IGNORECASE,
)


_MARK = re.compile(r"^(?:[-*•]|\d+[.)])\s+")
_ENDED = re.compile(r"[.?!:;,…|$`]\W*$")
TITLE_WORDS = 3, 14
MEANT = 4
"""Letters from which a word of a title has a capital."""
CAPITALS = 0.7
"""Share of these words that have one."""


@lru_cache(maxsize=20_000)
def is_signpost(text: str) -> bool:
    """Whether a sentence tells of the article it stands in, or is the title of another; it is asked again and again.

    >>> is_signpost("Let's look at how dropout works."), is_signpost("Let's say that a unit is dropped.")
    (True, False)
    >>> is_signpost("Here's the training code."), is_signpost("Here is the loss of the code.")
    (True, False)
    >>> is_signpost("This is a gentle introduction to attention."), is_signpost("Next, we pool the map.")
    (True, False)
    """
    return _is_title(text) or bool(_SIGNPOST.search(text))


def _is_title(text: str) -> bool:
    """Whether a line is a title, as in a list of links: it does not end like a sentence, and its words have capitals.

    >>> _is_title("- Seeing Owls at Night with Convolutional Networks"), _is_title("Seeing owls at night")
    (True, False)
    """
    line = _MARK.sub("", text.strip())
    said = re.findall(r"[^\W\d_][\w'’-]*", line)
    if _ENDED.search(line) or not TITLE_WORDS[0] <= len(said) <= TITLE_WORDS[1]:
        return False
    meant = [word for word in said if len(word) >= MEANT]
    return len(meant) > 1 and sum(word[0].isupper() for word in meant) >= CAPITALS * len(meant)
