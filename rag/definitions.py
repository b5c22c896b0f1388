"""Sentences that say what a thing is, for questions that ask what it is."""

import re
from functools import lru_cache

from index.records import Chunk
from rag.excerpts.windows import sentence_at
from rag.questions.vocabulary import ALSO_CALLED

MOST_WORDS = 5
"""Of the name of a thing."""
SHORT = 8
"""Letters up to which a name of one word may have hyphens."""
LEAD, OPENING = 0.5, 2
"""What it adds that one of so many sentences opens the text under a title."""
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
_WHAT = (
    r" (?:(?:an?|the|one|how|when|where|that|short|simply|used (?:to|in|for|when)|to|just|nothing)\b|\$|"
    r"[a-z-]+s (?:of|that|which|whose|with)\b)"
)
_ARTICLE = r"(?:an? |the )?"
_KIND = r"(?: (?:loss|function|layer|block|model|network|classifier|algorithm|method|score|metric))?"
_DOES = (
    r"(?:first |also |then |\w+ly )?(?!is\b|was\b|has (?:been|become)|does\b)(?:[a-z]{2,}(?<!s)s|proposed|introduced) "
    r"(?!(?:well|better|best|like|out|not|much|really|also)\b)"
)
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


def definition_strength(sentence: str, question: str) -> float:
    """How much a sentence says of what the thing is that the question asks for: 1 where it defines it, 0 where it does
    not, and DESCRIBED where it opens by saying what it does or has.

    >>> definition_strength("The receptive field of a unit is the region it sees.", "what is a receptive field")
    1.0
    >>> definition_strength("The intersection over union (IoU) is the share that regions have in common.", "whats iou")
    1.0
    >>> definition_strength("See the receptive field, which is defined as the size of it.", "what is a receptive field")
    1.0
    >>> definition_strength("U-Net (Ronneberger et al., 2015) joins an encoder and a decoder.", "what is unet")
    0.5
    >>> definition_strength("Today, receptive field computations are needed.", "what is a receptive field")
    0.0
    """
    name = defined_name(question)
    if not name:
        return 0.0
    naming, defining, describing = _shapes(name)
    if not naming.search(sentence):
        return 0.0
    return 1.0 if defining.search(sentence) else DESCRIBED if describing.search(sentence) else 0.0


def definition_worth(chunk: Chunk, place: int, question: str) -> float:
    """The strength of a sentence of a chunk, and LEAD more where it opens what is titled like the thing."""
    strength = definition_strength(sentence_at(chunk, place), question)
    title = chunk.section[-1] if chunk.section else chunk.title
    return strength + LEAD if strength and place < OPENING and is_titled(title, question) else strength


def is_titled(title: str, question: str) -> bool:
    """Whether a title or heading is the name of the thing that the question asks for.

    >>> is_titled("U-Net", "what is unet"), is_titled("Batch normalisation (BN)", "define batch normalisation")
    (True, True)
    """
    name = defined_name(question)
    titled = rf"[\W\d]*{_ARTICLE}{_spelled(name)}(?:e?s)?(?: \([^)]*\))?\W*" if name else ""
    return bool(name) and re.fullmatch(titled, title, re.IGNORECASE) is not None


@lru_cache(maxsize=200)
def _shapes(name: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What the sentences look like that name a thing, that define it, and that say what it does."""
    thing = _spelled(name)
    named = rf"(?:{thing}{_KIND}{_BETWEEN}|[\w /-]{{3,60}} \({thing}\)(?:,[^,.]{{3,50}},)? )"
    called = rf"\b(?:called|known as|referred to as|termed) (?:an? |the )?[\"“'*_]*(?:[\w -]{{3,60}} \()?{thing}\b"
    defining = rf"\A{_OPENS}{named}{_IS}{_WHAT}|\b{thing}(?:e?s)?\b[^.;:]{{0,60}}{_APPOSITION}|{called}"
    subject = rf"(?:{thing}(?:e?s)?{_KIND}|[\w /-]{{3,60}} \({thing}\)){_BETWEEN}"
    describing = rf"(?:\A|, whereas ){_ARTICLE}{subject}{_DOES}|\b{thing}, which [a-z]{{2,}}(?<!s)s "
    naming, *others = (re.compile(shape, re.IGNORECASE) for shape in (thing, defining, describing))
    return naming, others[0], others[1]


def _spelled(name: str) -> str:
    """A pattern of a name, in the singular, by what its words are also called, and with hyphens or without."""
    *rest, last = (name.removesuffix("s") or name).split()
    said = [_called(word) for word in rest]
    is_short = not rest and len(last) <= SHORT and last.isalnum() and last.casefold() not in ALSO_CALLED
    said.append("-?".join(last) if is_short else _called(last))
    return r"[\s-]*".join(said)


def _called(word: str) -> str:
    names = (word, *ALSO_CALLED.get(word.casefold(), ()))
    return rf"(?:{'|'.join(re.sub('i[sz](?=ation|e|ing)', 'i[sz]', re.escape(name)) for name in names)})"
