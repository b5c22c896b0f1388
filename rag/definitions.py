"""Sentences that say what a thing is."""

import re
from functools import lru_cache

from index.records import Chunk
from rag.questions.vocabulary import ALSO_CALLED

SHORT = 8
"""Letters up to which a name of one word may have hyphens."""
LEAD, OPENING = 0.5, 2
"""What it adds that one of so many sentences opens the text under a title."""
DESCRIBED = 0.5
"""What a sentence is worth that says what a thing does, where one that says what it is is worth 1."""

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
_KIND = r"(?: (?:loss|function|layer|block|model|network|classifier|algorithm|method|scheme|score|metric))?"
_DOES = (
    r"(?:first |also |then |\w+ly )?(?!is\b|was\b|has (?:been|become)|does\b)(?:[a-z]{2,}(?<!s)s|proposed|introduced) "
    r"(?!(?:well|better|best|like|out|not|much|really|also)\b)"
)
"""What a thing does, in the present."""
_CLAUSE = r"(?:\A|; |, (?:and|but|whereas|while) )"
"""Where a subject stands: "a dead unit stays at 0; leaky ReLU avoids …"."""
_SEVERAL_WORDS = r"(?:[a-z][\w’'-]*,? ){3}"
"""What stands behind a thing in a glossary, where a table has a value."""
_APPOSITION = r", (?:which|that) (?:is|are|was|were) (?:defined as |simply |just )?(?:the|an?)\b"


def definition_strength(sentence: str, name: str) -> float:
    """How much a sentence says of what a thing is.

    1 where it defines it, DESCRIBED where it opens by saying what it does or has, 0 where it does neither or where the
    name is blank.

    >>> definition_strength("The receptive field of a unit is the region it sees.", "receptive field")
    1.0
    >>> definition_strength("Entropies are the numbers that say how little is known.", "entropy")
    1.0
    >>> definition_strength("The intersection over union (IoU) is the share that regions have in common.", "iou")
    1.0
    >>> definition_strength("See the receptive field, which is defined as the size of it.", "receptive field")
    1.0
    >>> definition_strength("U-Net (Ronneberger et al., 2015) joins an encoder and a decoder.", "unet")
    0.5
    >>> definition_strength("Sobel operator: To find edges, it weighs the next pixels more.", "sobel operator")
    0.5
    >>> definition_strength("Today, receptive field computations are needed.", "receptive field")
    0.0
    """
    if not name.strip():
        return 0.0
    naming, defining, describing = _shapes(name)
    if not naming.search(sentence):
        return 0.0
    return 1.0 if defining.search(sentence) else DESCRIBED if describing.search(sentence) else 0.0


def definition_worths(chunk: Chunk, name: str) -> list[float]:
    """The strength of each sentence of a chunk, and LEAD more where it opens what is titled like the thing."""
    strengths = [definition_strength(text, name) for text in chunk.sentence_texts]
    is_lead = is_titled(chunk.section[-1] if chunk.section else chunk.title, name)
    return [
        strength + LEAD if strength and is_lead and place < OPENING else strength
        for place, strength in enumerate(strengths)
    ]


def is_titled(title: str, name: str) -> bool:
    """Whether a title or heading is the name of a thing.

    >>> is_titled("U-Net", "unet"), is_titled("Batch normalisation (BN)", "batch normalisation"), is_titled("U-Net", "")
    (True, True, False)
    """
    titled = rf"[\W\d]*{_ARTICLE}{_spelled(name)}(?:e?s)?(?: \([^)]*\))?\W*" if name.strip() else ""
    return bool(titled) and re.fullmatch(titled, title, re.IGNORECASE) is not None


@lru_cache(maxsize=200)
def _shapes(name: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What the sentences look like that name a thing, that define it, and that say what it does."""
    thing = _spelled(name)
    named = rf"(?:{thing}{_KIND}{_BETWEEN}|[\w /-]{{3,60}} \({thing}\)(?:,[^,.]{{3,50}},)? )"
    called = rf"\b(?:called|known as|referred to as|termed) (?:an? |the )?[\"“'*_]*(?:[\w -]{{3,60}} \()?{thing}\b"
    defining = rf"\A{_OPENS}{named}{_IS}{_WHAT}|\b{thing}(?:e?s)?\b[^.;:]{{0,60}}{_APPOSITION}|{called}"
    subject = rf"(?:{thing}(?:e?s)?{_KIND}|[\w /-]{{3,60}} \({thing}\)){_BETWEEN}"
    entry = rf"\A{_ARTICLE}{thing}(?:e?s)?(?: \([^)]*\))? ?[:–] {_SEVERAL_WORDS}"
    describing = rf"{_CLAUSE}{_ARTICLE}{subject}{_DOES}|\b{thing}, which [a-z]{{2,}}(?<!s)s |{entry}"
    naming, *others = (re.compile(shape, re.IGNORECASE) for shape in (thing, defining, describing))
    return naming, others[0], others[1]


def _spelled(name: str) -> str:
    """A pattern of a name, in the singular, by what its words are also called, and with hyphens or without."""
    *rest, last = (name.removesuffix("s").strip() or name).split()
    said = [_called(word) for word in rest]
    is_short = not rest and len(last) <= SHORT and last.isalnum() and last.casefold() not in ALSO_CALLED
    said.append(_in_any_number("-?".join(last) if is_short else _called(last)))
    return r"[\s-]*".join(said)


def _called(word: str) -> str:
    names = (word, *ALSO_CALLED.get(word.casefold(), ()))
    return rf"(?:{'|'.join(re.sub('i[sz](?=ation|e|ing)', 'i[sz]', re.escape(name)) for name in names)})"


def _in_any_number(last: str) -> str:
    """The last word of a name, whose plural may be of another spelling ("entropies"); an "s" may follow."""
    return re.sub(r"(?:y|i(?:-\?)?e)(\)?)$", r"(?:y|ie)\1", last)
