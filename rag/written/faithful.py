"""Whether a rewrite of a follow-up asks what was asked.

It leans on nothing that was said before, holds what the conversation is about, adds no word or sign that nobody spoke,
and asks, affirms and denies as the follow-up does. It is shown, sent and searched for as it stands, and so it is judged
as it stands, too, not only with its hurried words written out. What is refused costs little: there is our own reading
of the follow-up.
"""

import re
from collections.abc import Iterable, Sequence

from index.terms import content_terms, is_function_word, terms, words
from rag.conversation import Exchange
from rag.questions.comparison import sides_of
from rag.questions.leaning import leans
from rag.questions.names import names
from rag.questions.shorthand import plain
from rag.questions.subject import subject_of
from rag.support.numerals import quantities
from rag.support.vocabulary import DENIALS
from rag.written.prompts import STANDALONE_WORDS

KEPT = 0.6
"""Share of the question's own words that a rewrite must keep."""
OF_TOPIC = 0.5
"""Share of a topic's words above which a rewrite holds it."""
TIMES, MORE = 2, 6
"""Times the words of our own reading, and words besides, up to which a rewrite is one question."""
MAX_REWRITE_CHARACTERS = 300
"""Characters."""
_SIGNS = re.compile(r"""[^\w\s?!.,;:'’‘"“”()/&%+–—-]|\w+(?:\.\w+)+""")
"""What a question needs only to speak of code, formulas, markup, versions or sites."""
_OF_NO_TOPIC = frozenset(content_terms("thing one ones more less also other another example examples details not"))
_NOT = re.compile(
    r"\b(?P<verb>do|does|did|is|are|was|were|ca|wo|could|would|should|have|has|had)n['’]?t\b", re.IGNORECASE
)
_OPENS = re.compile(
    r"^\W*(?:(?:and|but|so|also|then|or|ok|okay|well|please|tell me|do you know|(?:can|could|would|will) you|"
    r"explain|describe)\b[\s,]*)+",
    re.IGNORECASE,
)
_TURNS = re.compile(r"(?:what|how) about\b", re.IGNORECASE)
_YES_OR_NO = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|may|might|must)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:(?P<why>why|how come)|(?P<many>how (?:many|much))|(?P<how>how)|(?P<what>what|which)|(?P<who>who|whom|whose)|"
    r"(?P<when>when)|(?P<where>where))\b",
    re.IGNORECASE,
)
_TELLS_TO = re.compile(r"\W*(?:explain|describe|compare|give|show|list|name|define|tell)\b", re.IGNORECASE)


def is_faithful(rewrite: str, question: str, history: Sequence[Exchange], readings: Sequence[str]) -> bool:
    """Whether a rewrite stands alone and asks what the question asks.

    Args:
        readings: the question as it is understood without a model, the likeliest first.

    >>> before = [Exchange("What is YOLO?", "YOLO is a detector with one stage.")]
    >>> own = ["and its loss? (about YOLO)"]
    >>> is_faithful("What loss does YOLO use?", "and its loss?", before, own)
    True
    >>> [is_faithful(one, "and its loss?", before, own) for one in ("What loss does SSD use?", "What is YOLO?")]
    [False, False]
    """
    new, asked, own = _written_out(rewrite), _written_out(question), [_written_out(one) for one in readings]
    said = [question, *readings, *(f"{one.question} {one.answer}" for one in history)]
    spoken = [*said, *map(_written_out, said)]
    return (
        _is_one_question(new, own)
        and _is_plain(rewrite, said)
        and _adds_nothing(_with_not(rewrite), spoken)
        and not leans(rewrite)
        and _keeps(new, asked)
        and _adds_nothing(new, spoken)
        and _compares_alike(new, asked)
        and _holds_a_topic(new, _topics(asked, own, history))
        and _denials(new) in [_denials(one) for one in own]
        and _asks_alike(new, [asked, *own])
    )


def _written_out(text: str) -> str:
    """A text with its hurried words and its negations as words of their own.

    >>> _written_out("why don't they"), _written_out("wats it")
    ('why do not they', 'what is it')
    """
    return _with_not(plain(text))


def _with_not(text: str) -> str:
    return _NOT.sub(lambda match: {"ca": "can", "wo": "will"}.get(match["verb"], match["verb"]) + " not", text)


def _is_one_question(new: str, own: Sequence[str]) -> bool:
    said = new.strip()
    asks = said.endswith("?") or bool(_kind(said)) or _TELLS_TO.match(said) is not None
    most = min(STANDALONE_WORDS, TIMES * max(len(words(one)) for one in own) + MORE)
    return asks and "?" not in said[:-1] and "://" not in said and 0 < len(words(said)) <= most


def _is_plain(rewrite: str, said: Sequence[str]) -> bool:
    """Whether it is a line to be shown: short, of letters that are seen, without markup or address that nobody wrote.

    >>> rewrites = "Is a<b?", "<b>Is a?", "Is a?\\x1b[2J", "Is [a](b)?", "Is a.it b?", "Is a? " * 60
    >>> [_is_plain(one, ["Is a<b, it?"]) for one in rewrites]
    [True, False, False, False, False, False]
    """
    known = {sign for text in said for sign in _SIGNS.findall(text)}
    is_short = len(rewrite) <= MAX_REWRITE_CHARACTERS and len(words(rewrite)) <= STANDALONE_WORDS
    return is_short and rewrite.isprintable() and known.issuperset(_SIGNS.findall(rewrite))


def _keeps(new: str, asked: str) -> bool:
    """Whether all that was named is still there, and most of what was asked."""
    named = " ".join([*names(asked), *(one.said for one in quantities(asked) if not one.is_word)])
    kept = set(content_terms(new))
    own = [term for term in content_terms(asked) if term not in _OF_NO_TOPIC]
    return set(words(named)) <= set(words(new)) and sum(term in kept for term in own) >= KEPT * len(own)


def _compares_alike(new: str, asked: str) -> bool:
    """Whether what something is compared with is still that, where both compare.

    >>> asked = "is it faster than a hawk?"
    >>> [_compares_alike(one, asked) for one in ("Is an owl faster than a hawk?", "Is a hawk faster than an owl?")]
    [True, False]
    """
    compared, before = (set(content_terms(one.rpartition(" than ")[2])) for one in (new, asked))
    return not (" than " in new and " than " in asked) or before <= compared


def _adds_nothing(new: str, spoken: Iterable[str]) -> bool:
    """Whether every word that carries meaning was spoken, in this form or another."""
    known = {term for text in spoken for term in terms(text)} | {"s"}
    return all(is_function_word(word) or known.issuperset(terms(word)) for word in words(new))


def _topics(asked: str, own: Sequence[str], history: Sequence[Exchange]) -> list[set[str]]:
    """What the follow-up may be about, as words: what our own readings add to it, else what was asked before."""
    added = [set(content_terms(one)) - set(content_terms(asked)) for one in own]
    sides = sides_of(history[-1].question) if history else ()
    return [
        *(filter(None, added) if any(added) else (set(content_terms(subject_of(one.question))) for one in history)),
        *(set(content_terms(side)) for side in sides),
    ]


def _holds_a_topic(new: str, topics: Iterable[set[str]]) -> bool:
    held = set(content_terms(new))
    return any(len(topic & held) > OF_TOPIC * len(topic) for topic in topics)


def _denials(text: str) -> int:
    return sum(word in DENIALS for word in words(text))


def _asks_alike(new: str, asked: Iterable[str]) -> bool:
    kinds = {_kind(one) for one in asked} - {""}
    return not kinds or _kind(new) in kinds


def _kind(question: str) -> str:
    """What a question asks for, by its question word; empty where that does not show.

    >>> [_kind(one) for one in ("and why do they help?", "does it help", "can you tell me who did", "what about it?")]
    ['why', 'yes or no', 'who', '']
    """
    rest = _OPENS.sub("", question.strip())
    if _TURNS.match(rest):
        return ""
    if _YES_OR_NO.match(rest):
        return "yes or no"
    asked = _ASKS.search(rest)
    return (asked.lastgroup or "") if asked else ""
