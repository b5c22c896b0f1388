"""The frames that questions put a thing in: what it is, how it works, the idea behind it, or its bare name."""

import re

from index.phrases import Phrases
from index.scripts import CJK
from index.terms import content_words, words
from rag.questions.vocabulary import ASPECTS

MOST_WORDS = 3
"""Most words of a topic that a question asks for and nothing else."""
MOST_NAME_WORDS = 5
"""Most words of the name of a thing whose meaning is asked."""
_ARTICLE = r"(?:an? |the )?"
_PLEASE = r"(?:please |can you |could you )?"
_EXPLAIN = r"(?:define|explain|describe|introduce|summari[sz]e|teach me|tell me about|walk me through|break down)"
_OF = (
    rf"(?:{'|'.join(sorted(ASPECTS))}|ideas?|use cases?|concept|definition|history|"
    "(?:objective|loss)(?: functions?)?)"
)
DEFINING: Phrases = (
    (
        rf"(?:so |and |in one sentence,? )?what(?:['’]?s| is| are| r)(?: meant by)? {_ARTICLE}%s",
        "what is meant by a stride",
    ),
    (rf"what (?:does|do) {_ARTICLE}%s (?:mean|stand for|do)", "what does the stride do"),
    (rf"{_PLEASE}{_EXPLAIN} (?:about |what (?:is|are) )?{_ARTICLE}%s", "can you explain what is a stride"),
    (rf"how (?:does|do|is|are) {_ARTICLE}%s works?", "how does a stride work"),
    (
        rf"(?:what do (?:people|you|they) mean by|i (?:dont|don['’]t|do not) (?:get|understand)) {_ARTICLE}%s",
        "i don't get the stride",
    ),
    (rf"(?:the )?(?:meaning|definition) of {_ARTICLE}%s", "definition of stride"),
)
"""Frames that ask what a thing is or does; the thing stands at %s."""
SURVEYING: Phrases = (
    (
        rf"(?:what(?:['’]?s| is| are) |give me |show me )?{_ARTICLE}(?:\w+ ){{0,2}}{_OF}(?: and {_OF})? "
        rf"(?:of|behind|for|on|about|to) {_ARTICLE}%s",
        "what is the main idea behind the stride",
    ),
    (
        rf"how (?:is|are|does|do) {_ARTICLE}%s (?:implemented|done|defined|used|computed|calculated)",
        "how is the stride defined",
    ),
    (
        rf"(?:when|why) (?:to|(?:do|should|would) (?:i|we|you|people)) (?:use|need|care about) {_ARTICLE}%s",
        "why should i care about the stride",
    ),
    (rf"is {_ARTICLE}%s still used", "is a stride still used"),
    (
        r"%s (?:explained|explain|example|tutorial|basics|intuition|overview|in simple terms|in plain english)",
        "stride in simple terms",
    ),
)
"""Frames that ask for a side of a thing, and leave open which words an answer has."""
_TOPIC = r"(?P<topic>[\w+.’'-]++(?:[ /][\w+.’'-]++){0,3}?)"
_END = (
    r"(?: (?:mean|stand for|do|exactly|used for|good for|all about|about|briefly|simply|quickly|please|to me|for me|"
    r"in (?:simple terms|plain english|short|one sentence|a nutshell)))*"
)
_NAME = r"(?P<name>[^?(]+?)"
_NAME_END = r"(?: mean| stand for| used for| good for)?\s*(?:[?(]|$)"
_ASKS_MORE = re.compile(r"/|\b(?:formulas?|equations?|codes?|steps?|examples?|explain\w*|compar\w+)\b", re.IGNORECASE)
"""What is asked of a thing where one of these stands beside it."""
_JUDGING = frozenset("acceptable decent good ideal reasonable sane sensible typical usual".split())
_BEYOND = re.compile(
    r"\s+(?:in|(?:and|&) (?:how|why|what|when|where|which|who|does|is|are|can|should))\b.*$", re.IGNORECASE
)
"""What a question adds to the name of the thing: where it stands, and what else is asked."""


_NAMED = [
    re.compile(frame % _NAME + (_NAME_END if frame.endswith("%s") else r"\b"), re.IGNORECASE) for frame, _ in DEFINING
]
_ASKED = [re.compile(frame % _TOPIC + _END, re.IGNORECASE) for frame, _ in (*DEFINING, *SURVEYING)]


def defined_name(question: str) -> str:
    """The thing that a question asks the meaning of, or empty.

    >>> defined_name("What is a receptive field?"), defined_name("why pool?")
    ('receptive field', '')
    >>> defined_name("what is a stride in a convolution"), defined_name("what is dropout and why does it help")
    ('stride', 'dropout')
    >>> defined_name("what are GPUs used for?")
    'GPUs'
    """
    asked = question.strip()
    for pattern in _NAMED:
        if match := pattern.match(asked):
            name = _BEYOND.sub("", match["name"]).strip()
            return name if len(name.split()) <= MOST_NAME_WORDS else ""
    return ""


def topic_of(question: str) -> str:
    """The topic that a question asks for and nothing else; empty where it asks for more, or in a script without spaces.

    >>> topic_of("what is batch normalization?"), topic_of("intuition behind the hinge loss")
    ('batch normalization', 'hinge loss')
    >>> topic_of("why is dropout used at all"), topic_of("what is the loss of a GAN made of"), topic_of("a good stride")
    ('', '', '')
    """
    asked = " ".join(question.split()).strip(" ?!.")
    matches = (pattern.fullmatch(asked) for pattern in _ASKED)
    return next((match["topic"] for match in matches if match and _is_topic(match["topic"])), "")


def as_question(text: str) -> str:
    """A topic that is typed alone as the question what it is; other text as it is.

    >>> as_question("u-net"), as_question("what u-net"), as_question("receptive field formula"), as_question("why pool")
    ('what is u-net', 'what is u-net', 'receptive field formula', 'why pool')
    >>> as_question("define dropout"), as_question("autoencoder")
    ('define dropout', 'what is autoencoder')
    """
    typed = "" if topic_of(text) else _bare(text)
    return f"what is {typed}" if typed else text


def _bare(text: str) -> str:
    """The topic that is typed alone."""
    typed = re.sub(r"^(?:what|about) ", "", text.strip(" ?!."), flags=re.IGNORECASE)
    return typed if _is_topic(typed) and not _ASKS_MORE.search(typed) else ""


def _is_topic(text: str) -> bool:
    """Whether it has a few words, which all carry meaning; what is good of a thing is no topic."""
    said = words(text)
    is_short = 0 < len(said) <= MOST_WORDS and said == content_words(text)
    return is_short and said[0] not in _JUDGING and not CJK.search(text)
