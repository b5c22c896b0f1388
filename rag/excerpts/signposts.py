"""Sentences in which an article speaks of itself: what it will come to, where to read on, whom it thanks.

They name what a question asks about and say nothing of it.
"""

import re
from functools import lru_cache

from index.phrases import Phrases, any_of

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
SIGNPOSTS: Phrases = (
    # the article itself, and its parts
    (
        rf"(?:in|of|to|for) (?:an?|my|our|another) (?:previous|earlier|later|last|next|future) {_PIECES}",
        "Owls were the topic of an earlier post.",
    ),
    (
        rf"(?:in|of|throughout) (?:this|the) (?:rest of (?:this|the) )?{_PIECES}",
        "The rest of the article is about their wings.",
    ),
    (rf"this {_PIECES}", "This short tutorial is about owls."),
    (rf"the {_PIECES} is (?:structured|organi[sz]ed)\b", "The guide is organised by species."),
    (r"today['’]s (?:\w+ )?post\b", "Today's long post is about owls."),
    (
        r"in (?:(?:this|the next|the previous|the last) part|part (?:\d|one|two|three|i+))\b",
        "In part two, owls hunt.",
    ),
    (
        r"this is an? (?:\w+ )?(?:introduction|overview|tutorial|guide|walkthrough|implementation)\b",
        "This is a gentle introduction to owls.",
    ),
    (r"draft form\b", "These notes are still in draft form."),
    (r"(?<=\()v\d+ \w+ \d{4}:", "Owls of the north (v2 June 2021: new maps)"),
    (r"toc\b|table of contents", "Table of contents"),
    (r"^(?:\d+\. )?how (?:to|do|does|is|are) [^.:,?!]*\.$", "2. How to tell owls apart."),
    # what it will come to
    (
        rf"(?:we|i)(?:['’]ll| will| shall| are going to|['’]m going to|['’]d like to) (?:{_HURRIED})*{_TO_READ}",
        "We will first look at the eyes of an owl.",
    ),
    (
        r"we(?:['’]ll| will| are going to) be (?:look|cover|discuss|explor|explain|go|div)ing\b",
        "We'll be covering the wings of an owl.",
    ),
    (rf"let(?:['’]?s| us) (?:{_HURRIED})*{_TO_READ}", "Let's now take a closer look at owls."),
    (
        rf"(?:we|i) (?:{_HURRIED})?"
        r"(?:look (?:at|into) (?:the|how|what|why|some|each|both)|discuss|omit|touch on|turn)\b",
        "I only touch on the nests of owls.",
    ),
    (r"we need to (?:understand|look) [^.]{0,30}\.$", "For that we need to understand owls."),
    (r"^next, (?:look|understand|consider|learn)\b", "Next, consider the feathers of an owl."),
    (
        r"(?:now that|before) (?:we|you)(?: \w+)? (?:dive|start|begin|get|go|move|understand|know|have seen)\b",
        "Now that you know owls, their prey is next.",
    ),
    (r"before (?:diving|getting|going|we)\b.{0,40}\binto\b", "Before going deeper into the dark, a word on light."),
    (r"summed up in [^:]*\.$", "All of it is summed up in the figure."),
    # what it came to
    (r"having (?:looked|seen|discussed|covered|learned|understood)\b", "Having seen the nest, the eggs come next."),
    (
        r"we(?:['’]ve| have) (?:(?:so far|now|already|just|successfully) )+(?:\w+ )?"
        r"(?:implemented|built|seen|covered|looked|learned|discussed)\b",
        "We have now briefly covered the beak.",
    ),
    # where to read on, and what to look at
    (
        r"(?:see|refer to|check|have a look at|take a look at)\b[^.]{0,30}"
        r"\b(?:post|article|blog|notebook|appendix|repo|tutorial|for (?:more )?details)\b",
        "See the appendix.",
    ),
    (r"please (?:refer to|see|check)\b", "Please refer to the guide for the care of owls."),
    (r"for (?:more|further) (?:details|information)", "Ask a keeper for further details."),
    (r"read (?:more|on\b|th(?:is|e) (?:\w+ )?(?:post|article|blog))", "Read on to meet the owl."),
    (r"(?:further|recommended|suggested) reading", "Further reading on owls"),
    (r"(?:resources|references|links) below\b", "The links below are all about owls."),
    (r"links? to all", "A page with links to all owls"),
    (r"i found (?:very |most )?useful\b", "A book on owls that I found very useful"),
    (r"worthy of a\b", "The ears are worthy of a book."),
    (r"check(?:ing)? (?:it |this |them )?out\b", "Check out the owls of the north."),
    (r"i (?:also |have |['’]?ve )?shared? (?:a|the|my|an)\b", "I also share my pictures of owls."),
    (
        r"here(?:['’]s| is| are) (?:the|a|an|my|some) (?:(?!of\b)[\w-]+ ){0,3}"
        r"(?:code|notebook|repo(?:sitory)?|links?|colab|video|demo)\b",
        "Here's the training code.",
    ),
    (r"^(?:\w+ )?(?:implementations?|papers?|code)(?: by\b|: )", "Original paper: Owls of the North"),
    (r"in the video\b", "The owl in the video turns its head."),
    # what it says to its readers
    (r"(?:reach out|follow me|twitter|youtube|newsletter|patreon)\b", "Follow me for more owls."),
    (r"click|subscribe", "Click on an owl to hear it."),
    (r"stay tuned|sit tight\b|please wait\b", "Stay tuned for more owls."),
    (r"feel free", "Feel free to copy these owls."),
    (r"welcome to\b", "Welcome to the world of owls."),
    (r"hope (?:you|this)\b|i (?:\w+ )?hope\b", "I really hope that owls are clear now."),
    (r"you (?:may|might) (?:start to |be )?wonder", "You might wonder why they blink."),
    (r"not hard to (?:understand|see)\b", "It is not hard to see why they blink."),
    # whom it thanks
    (r"thanks\b", "Many thanks to the keepers of the owls."),
    (r"credits?:|image (?:source|credit)", "Image source: the archive of a zoo."),
)
"""Phrases by which a sentence tells of its article."""
_SIGNPOST = any_of(SIGNPOSTS)
_OF_NAMES = re.compile(r"\W*(?:`[^`]+`\W*){2,}")
"""A line of names of code and nothing else."""


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
    return _is_title(text) or bool(_SIGNPOST.search(text) or _OF_NAMES.fullmatch(text))


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
