"""A follow-up question made to stand alone, without a model: it borrows the topic of the questions before."""

import re
from collections.abc import Callable, Sequence

from index.phrases import Phrases, any_of
from index.terms import content_words, is_function_word, words
from rag.questions.formula import formula_in
from rag.questions.names import TOOLS, names
from rag.questions.shorthand import plain
from rag.questions.vocabulary import ASPECTS, WRITTEN_OUT

_PRONOUN = re.compile(r"\b(it|they|them|(this|that) (one|thing|method|model|network))\b(?!['’])", re.IGNORECASE)
_EXPLETIVE = re.compile(
    r"\b(is|was|does|would|makes?) it ((true|possible|better|necessary|ok|okay|fine|worth|enough|common) "
    r"(to|that|if|when|\w+ing)|matter|take|mean that|make sense)\b|\bmakes? it\b|\bit (rain|snow)\w*|"
    r"\bit (is|was)\b.*\b(to|that)\b",
    re.IGNORECASE,
)
_CIRCUMSTANCE = r"(?:at|in|on|with|without|for|during|under|before|after|when|if)\b(?!-)"
"""What opens words that say where or when something else holds."""
_REFERS = re.compile(
    rf"\b(what|how) about {_CIRCUMSTANCE}|"
    r"\b(it|its|they|their|theirs|them|this|these|those|that (one|thing|method|model|network|case)|"
    r"(is|was|are|does|do|did|like|of|for|about|with|than|to|why|how|use|in|write|implement|code|compute|build) that|"
    r"the (former|latter)|"
    r"the (\w+ ){1,3}ones?(?![ -](stage|hot|shot))|the same|(what|how|why) (\w+ ){0,2}then)\b|"
    r"\b(that|there|(?<!stage )one)\s*\?*$",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"^(and|but|so|also|then|or|ok(ay)?|what about|how about|compared? (with|to)|(can|could) you|(give|show|tell) me|"
    r"in contrast|any|another)\b",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"(?:(?:ok(?:ay)?|so|yes|yeah|right|cool|i see|got it|hm+)[, ]+)*(?:and|but)\b[, ]*(?!(?:what|how) about\b)",
    re.IGNORECASE,
)
_TURNS_TO = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|then)[, ]+)*(?:what|how) about "
    rf"(?P<topic>(?!its?\b|their\b|the\b|{_CIRCUMSTANCE})[^?]+?)\W*$",
    re.IGNORECASE,
)
_ADDS_NAME = re.compile(
    r"^(?:(?:and|or)(?: (?:the same )?for)?|(?:the )?same for) "
    r"(?P<topic>(?!its?\b|their\b|the\b)(?:[\w+-]+ ?){1,3})\W*$",
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
_DEFINES = re.compile(
    r"(so )?(what (is|are)|define|describe|explain|who is|tell me about)( an?)? (?!the\b)[^?]+\??$",
    re.IGNORECASE,
)
_ASKING = (
    r"(?:what|how|why|when|where|which|who|does|do|did|is|are|can|could|should|will|would|give|show|explain|compare)\b"
)
_BETWEEN = re.compile(
    rf"(?:\?+\s+(?:and\s+|but\s+|also\s+)?(?={_ASKING})|,?\s+(?:and|but)(?: also)?,?\s+(?={_ASKING}))", re.IGNORECASE
)
_AUXILIARY = re.compile(r"(is|are|was|were|does|do|did|can|could|should|would|will)\W*", re.IGNORECASE)
MIN_WORDS = 3
"""Of a clause that is a question."""
NAME_WORDS = 5
"""Up to which a topic can stand for "it"; a longer one is half a question."""
SHORT = 2
"""Words of its own up to which a question may be a part of another."""
_OF_ANYTHING = ASPECTS | frozenset(
    """accuracy architecture author authors backbone code con cons cost costs dataset deep detail details difference
    differences equation equations fast formula formulas idea implementation inference input invented layer layers
    less long loss losses main many more name number output paper parameter parameters pro problem problems proposed
    pros purpose reason reasons result results short shortly simple simpler size sizes slow speed step steps trained
    training value values version versions why year""".split()
)
"""Words that ask for a part of something and do not say of what."""
_SIDE_OF = re.compile(
    rf"(?:(?:pytorch|python|keras|tensorflow) )?(?:{'|'.join(sorted(ASPECTS))}|authors?|code|cons|equations?|formulas?|"
    r"idea|loss(?:es)?|paper|pros(?: and cons)?|purpose) (?:of|for|behind) (?:an? |the )?(?=\w)",
    re.IGNORECASE,
)
"""What asks for a side of the thing that is named behind it: "formula of batch norm"."""


def ways_to_stand_alone(
    question: str, history: Sequence[str], is_everyday: Callable[[str], bool] = str.isdigit
) -> tuple[str, ...]:
    """The question as it may be meant, the likeliest first: with the topic of the conversation, as it is, or either.

    Args:
        history: the questions asked before, oldest first.
        is_everyday: whether people use a lower-case word in any talk, so that it names no topic, as no number does.

    >>> ways_to_stand_alone("and its loss?", ["what is YOLO?"])
    ('and its loss? (about YOLO)',)
    >>> ways_to_stand_alone("compare it to SSD", ["what is YOLO?"])
    ('compare YOLO to SSD',)
    >>> ways_to_stand_alone("What is dropout?", ["what is YOLO?"])
    ('What is dropout?',)
    >>> ways_to_stand_alone("and which anchors match?", ["what is YOLO?"])
    ('and which anchors match? (about YOLO)', 'and which anchors match?')
    >>> ways_to_stand_alone("how many anchors?", ["what is YOLO?"])
    ('how many anchors?', 'how many anchors? (about YOLO)')
    >>> ways_to_stand_alone("what about small objects?", ["what is YOLO?"])
    ('what is small objects?', 'what about small objects? (about YOLO)')
    """
    topic = _topic(history) if history else ""
    if not topic:
        return (question,)
    if turned := _turned(question, history[-1], topic, is_everyday):
        return (turned,) if _is_of_a_kind(question, history[-1], topic) else (turned, with_topic(question, topic))
    if leans(question):
        return (with_topic(question, topic),)
    if not _may_go_on(question):
        return (question,)
    ways = (question, with_topic(question, topic))
    says_no_topic = not names(question) and all(word.isdigit() or is_everyday(word) for word in _own_words(question))
    return ways[::-1] if says_no_topic or _adds(question) else ways


def resumed(question: str, history: Sequence[str]) -> str:
    """A question that seems to stand alone, with the topic of the conversation after all: "do i keep that head?".

    Empty where it can only be meant as it stands.

    >>> resumed("do i keep that head for detection?", ["what is SimCLR?"])
    'do i keep that head for detection? (about SimCLR)'
    >>> resumed("what is a transformer?", ["what is SimCLR?"])
    ''
    """
    topic = _topic(history) if history else ""
    return with_topic(question, topic) if topic and not _defines(question.strip()) else ""


def _adds(question: str) -> bool:
    """Whether a question opens as what adds to the one before, and names nothing of its own."""
    added = _ADDS.match(question.strip())
    return added is not None and not names(question) and not _defines(question.strip()[added.end() :])


def with_topic(question: str, topic: str) -> str:
    """A question that leans on a topic, with the topic in it.

    >>> with_topic("which of them costs more?", "map bigger with stride or with dilation")
    'which of them costs more? (about map bigger with stride or with dilation)'
    >>> with_topic("how is it trained?", "focal loss"), with_topic("why?", "dropout")
    ('how is focal loss trained?', 'why? (about dropout)')
    """
    is_name = len(topic.split()) <= NAME_WORDS
    if is_name and _PRONOUN.search(question) and not _EXPLETIVE.search(question):
        return _PRONOUN.sub(lambda _: topic, question.strip(), count=1)
    return f"{question.strip()} (about {topic})"


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
    """
    first, *_ = (*clauses(question), "")
    said = first if len(first.split()) >= MIN_WORDS else question
    return not _own_words(question) or _REFERS.search(_EXPLETIVE.sub("", said)) is not None


def may_lean(question: str) -> bool:
    """Whether a question has to be, or could be, understood by what was said before.

    >>> may_lean("why?"), may_lean("how many anchors?"), may_lean("What is dropout?")
    (True, True, False)
    """
    return leans(question) or _may_go_on(question)


def _may_go_on(question: str) -> bool:
    """Whether it may be about something said before: it goes on, or is too short to tell."""
    asked = question.strip()
    return bool(_CONTINUES.match(asked)) or (len(_own_words(question)) <= SHORT and not _defines(asked))


def _defines(question: str) -> bool:
    """Whether it asks what a thing is that it names itself: "the loss" may be the loss of what was spoken of."""
    return _DEFINES.match(plain(question)) is not None


def _own_words(question: str) -> list[str]:
    """Its words that say what it is about, as the signs of a formula do."""
    return [*(word for word in content_words(question) if word not in _OF_ANYTHING), *formula_in(question)]


def subject_of(question: str) -> str:
    """The noun of a question: what is left without its question words.

    >>> subject_of("What's the focal loss?"), subject_of("how does dropout work at test time")
    ('focal loss', 'dropout at test time')
    >>> subject_of("explain batch norm to me, please"), subject_of("what's the formula of batch norm?")
    ('batch norm', 'batch norm')
    """
    if turned := _TURNS_TO.match(question.strip()):
        return turned["topic"].strip()
    topic = _POLITE.sub("", plain(question).strip().rstrip("?!. "))
    while (shorter := _OPENING.sub("", topic, count=1)) != topic:
        topic = shorter
    return _ENDS.sub("", _DOES.sub("", _SIDE_OF.sub("", topic.strip(), count=1)))


def _topic(history: Sequence[str]) -> str:
    """What the last question that stood alone, or turned to something else, was about."""
    for earlier in reversed(history):
        if not leans(earlier) or _TURNS_TO.match(earlier.strip()):
            return subject_of(earlier)
    return subject_of(history[0])


def _is_of_a_kind(question: str, before: str, topic: str) -> bool:
    """Whether what a question turns to is surely something else and no side of the topic.

    So it is where it has a name, or more was asked of the topic than what it is, does or how it works.

    >>> [_is_of_a_kind(f"what about {one}?", "what is YOLO?", "YOLO") for one in ("SSD", "small objects")]
    [True, False]
    >>> _is_of_a_kind("what about dropout?", "what is the formula of batch norm?", "batch norm")
    True
    """
    return bool(names(question)) or not set(content_words(topic)).issuperset(content_words(before))


def _turned(question: str, before: str, topic: str, is_everyday: Callable[[str], bool]) -> str:
    """ "What about SSD?", "and SSD?" is the question before, of something else; empty where it cannot be put so.

    A name takes the place of the only name, whatever the question is about.

    >>> _turned("what about ResNet?", "is batch norm needed in VGG?", "batch norm needed in VGG", str.isdigit)
    'is batch norm needed in ResNet?'
    >>> _turned("and alexnet?", "how many layers does vgg have?", "vgg", str.isdigit)
    'how many layers does alexnet have?'
    """
    turn = _TURNS_TO.match(question.strip()) or _ADDS_NAME.match(question.strip())
    if turn is None or leans(before) or (turn.re is _ADDS_NAME and not _is_name(turn["topic"], is_everyday)):
        return ""
    other, named = turn["topic"].strip(), names(before)
    one = named[0] if names(other) and len(named) == 1 else topic
    if before.casefold().count(one.casefold()) != 1:
        return ""
    start = before.casefold().index(one.casefold())
    left, right = before[:start], before[start + len(one) :]
    return "" if _AUXILIARY.fullmatch(f"{left}{right}".strip()) else f"{left}{other}{right}"


def _is_name(topic: str, is_everyday: Callable[[str], bool]) -> bool:
    """Whether a few words name a thing, and no part of another ("and the loss?") or the tool to make it with."""
    own = [word for word in words(topic) if word not in _OF_ANYTHING and not word.isdigit()]
    meant = [word for word in own if word not in WRITTEN_OUT]
    return bool(own) and not any(word in TOOLS or is_function_word(word) or is_everyday(word) for word in meant)
