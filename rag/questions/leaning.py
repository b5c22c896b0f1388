"""Whether a question says by itself what it is about, or leans on what was said before it."""

import re

from index.terms import content_words, is_function_word, words
from rag.questions.formula import formula_in
from rag.questions.names import names
from rag.questions.shorthand import THING_FIRST, plain
from rag.questions.subject import CIRCUMSTANCE
from rag.questions.vocabulary import ASPECTS

OF_ANYTHING = ASPECTS | frozenset(
    """accuracy architecture author authors backbone code con cons cost costs dataset deep detail details difference
    differences equation equations fast formula formulas idea implementation inference input invented layer layers
    less long loss losses main many more name number output paper parameter parameters pro problem problems proposed
    pros purpose reason reasons result results short shortly simple simpler size sizes slow speed step steps trained
    training value values version versions why year""".split()
)
"""Words that ask for a part of something and do not say of what."""
EXPLETIVE = re.compile(
    r"\b(is|was|does|would|makes?) it ((true|possible|better|necessary|ok|okay|fine|worth|enough|common) "
    r"(to|that|if|when|\w+ing)|matter|take|mean that|make sense)\b|\bmakes? it\b|\bit (rain|snow)\w*|"
    r"\bit (is|was)\b.*\b(to|that)\b",
    re.IGNORECASE,
)
_REFERS = re.compile(
    rf"\b(what|how) about {CIRCUMSTANCE}|"
    r"\b(it|its|they|their|theirs|them|this|these|those|that (one|thing|method|model|network|case)|"
    r"(is|was|are|does|do|did|like|of|for|about|with|than|to|why|how|use|in|write|implement|code|compute|build) that|"
    r"(me|(is|was|are|does|do|did)n['’]?t) that|"
    r"the (former|latter)|"
    r"the (\w+ ){1,3}ones?(?![ -](stage|hot|shot))|which one|the same|(what|how|why) (\w+ ){0,2}then)\b|"
    r"\b(that|there|(?<!stage )one)\s*\?*$",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"^(and|but|so|also|then|or|ok(ay)?|what about|how about|compared? (with|to)|(can|could) you|(give|show|tell) me|"
    r"in contrast|any|another)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"(so )?(what (is|are)|define|describe|explain|who is|tell me about)( an?)? (?!the\b)[^?]+\??$",
    re.IGNORECASE,
)
ASKING = (
    r"(?:what|how|why|when|where|which|who|does|do|did|is|are|can|could|should|will|would|give|show|explain|compare)\b"
)
_OPENED = re.compile(
    r"(?:(?:ok(?:ay)?|alright|right|cool|great|nice|thanks|so|then|now)\b[,.! ]+)+(?:(?:and|but|then|so)\b[, ]+)*",
    re.IGNORECASE,
)
"""What takes leave of what was said before."""
_EXPLAINS = re.compile(
    r"(?:tell me about|describe|explain) (?:this|that|these|those) "
    rf"(?!(?:{'|'.join(sorted(OF_ANYTHING))}|one|thing)\b)\w{{3,}}",
    re.IGNORECASE,
)
"""Names a thing though it points to it."""
_OF_WHAT_IS_NAMED = re.compile(r"\b(?:its|their|theirs)\b", re.IGNORECASE)
"""Behind a name, of what it names: "how does DETR match its predictions?"."""
_THING_FIRST = re.compile(THING_FIRST[0], re.IGNORECASE)
_THEN = re.compile(r"[, ]+then\W*$", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"(?:\?+\s+(?:and\s+|but\s+|also\s+)?(?={ASKING})|,?\s+(?:and|but)(?: also)?,?\s+(?={ASKING}))", re.IGNORECASE
)
MIN_WORDS = 3
"""Of a clause that is a question."""
SHORT = 2
"""Words of its own up to which a question may be a part of another."""


def clauses(question: str) -> list[str]:
    """The questions in a question, as they stand.

    >>> clauses("what is YOLO and why is it fast?")
    ['what is YOLO', 'why is it fast?']
    """
    return [part.strip() for part in _BETWEEN.split(question) if part.strip()]


def leans(question: str) -> bool:
    """Whether a question says not by itself what it is about; its second clause may lean on its first.

    >>> leans("why?"), leans("give me the formula"), leans("why does batch norm help?")
    (True, True, False)
    >>> leans("who made YOLO and why is it fast?"), leans("who made it and why is YOLO fast?")
    (False, True)
    >>> leans("is it better than Adam?"), leans("is it better to use Adam?"), leans("what happens then with Adam?")
    (True, False, True)
    >>> leans("ok and what is dropout then?"), leans("what happens then?")
    (False, True)
    >>> leans("and deformable DETR, how does it sample?"), leans("how does DETR match its predictions?")
    (False, False)
    """
    if _takes_leave(question) or _names_first(question) or _EXPLAINS.match(question.strip()):
        return False
    first, *_ = (*clauses(question), "")
    said = first if len(first.split()) >= MIN_WORDS else question
    owner = _OF_WHAT_IS_NAMED.search(said)
    if owner and names(said[: owner.start()]):
        said = said[: owner.start()] + said[owner.end() :]
    return not own_words(question) or _REFERS.search(EXPLETIVE.sub("", said)) is not None


def may_lean(question: str) -> bool:
    """Whether a question has to be, or could be, understood by what was said before.

    >>> may_lean("why?"), may_lean("how many anchors?"), may_lean("What is dropout?")
    (True, True, False)
    """
    return leans(question) or may_go_on(question)


def may_go_on(question: str) -> bool:
    """Whether it may be about something said before: it goes on, or is too short to tell and names nothing.

    >>> may_go_on("and on COCO?"), may_go_on("how many anchors?"), may_go_on("What is the GAN objective?")
    (True, True, False)
    """
    asked = question.strip()
    if _takes_leave(asked):
        return False
    is_short = len(own_words(question)) <= SHORT and not defines(asked) and not names(asked)
    return bool(_CONTINUES.match(asked)) or is_short


def _takes_leave(question: str) -> bool:
    """Whether it asks what something else is, after an "ok" to what was said: "ok then, what is a U-Net"."""
    asked = question.strip()
    bare = _THEN.sub("", _OPENED.sub("", asked, count=1))
    return bare != asked and defines(bare) and not _REFERS.search(bare) and bool(own_words(bare))


def _names_first(question: str) -> bool:
    """Whether it names in front the thing that it then speaks of as "it"."""
    named = _THING_FIRST.match(question.strip())
    return named is not None and not any(map(is_function_word, words(named[1])))


def defines(question: str) -> bool:
    """Whether it asks what a thing is that it names itself: "the loss" may be the loss of what was spoken of."""
    return _DEFINES.match(plain(question)) is not None


def own_words(question: str) -> list[str]:
    """Its words that say what it is about, as the signs of a formula do."""
    return [*(word for word in content_words(question) if word not in OF_ANYTHING), *formula_in(question)]
