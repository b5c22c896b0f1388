"""Questions that ask for a topic and nothing else: what it is, how it works, the idea behind it."""

import re

from index.terms import content_words, words
from rag.excerpts.windows import CJK
from rag.questions.vocabulary import ASPECTS

MOST_WORDS = 3
_ARTICLE = r"(?:an? |the )?"
_X = r"(?P<topic>[\w+.’'-]+(?:[ /-][\w+.’'-]+){0,3}?)"
_END = (
    r"(?: (?:mean|stand for|do|exactly|used for|good for|all about|about|briefly|simply|quickly|please|to me|for me|"
    r"in (?:simple terms|plain english|short|one sentence|a nutshell)))*"
)
_OF = rf"(?:{'|'.join(sorted(ASPECTS))}|ideas?|use cases?|concept|definition|meaning|history)"
_ASKS_MORE = ("formula", "equation", "code", "step", "example", "explain", "compar", "/")
"""What is asked of a topic where one of these stands beside it."""
_ASKED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:so |and |in one sentence,? )?what(?:['’]?s| is| are| r) (?:meant by )?{_ARTICLE}{_X}{_END}",
        rf"what (?:does|do) {_ARTICLE}{_X} (?:mean|stand for|do){_END}",
        rf"(?:please |can you |could you )?(?:define|explain|describe|introduce|summari[sz]e|teach me|tell me about|"
        rf"walk me through|break down) (?:about |what (?:is|are) )?{_ARTICLE}{_X}{_END}",
        rf"(?:what(?:['’]?s| is| are) |give me |show me )?{_ARTICLE}(?:\w+ ){{0,2}}{_OF}(?: and {_OF})? "
        rf"(?:of|behind|for|on|about|to) {_ARTICLE}{_X}{_END}",
        rf"how (?:does|do|is|are) {_ARTICLE}{_X} (?:works?|implemented|done|defined|used)",
        rf"(?:when|why) (?:to|(?:do|should|would) (?:i|we|you|people)) (?:use|need|care about) {_ARTICLE}{_X}",
        rf"(?:what do (?:people|you|they) mean by|i (?:dont|don['’]t|do not) (?:get|understand)) {_ARTICLE}{_X}",
        rf"is {_ARTICLE}{_X} still used",
        rf"{_X} (?:explained|explain|example|tutorial|basics|intuition|overview|in simple terms|in plain english)",
        r"(?P<topic>[\w+-]+)",
    )
]


def topic_of(question: str) -> str:
    """The topic that a question asks for and nothing else; empty where it asks for more, or in a script without spaces.

    >>> topic_of("what is batch normalization?"), topic_of("intuition behind the hinge loss")
    ('batch normalization', 'hinge loss')
    >>> topic_of("why is dropout used at all"), topic_of("what is the loss of a GAN made of")
    ('', '')
    """
    asked = " ".join(question.split()).strip(" ?!.")
    for pattern in _ASKED:
        if match := pattern.fullmatch(asked):
            said = words(match["topic"])
            if len(said) <= MOST_WORDS and said == content_words(match["topic"]) and not CJK.search(asked):
                return match["topic"]
    return ""


def as_question(text: str) -> str:
    """A topic that is typed alone as the question what it is; other text as it is.

    >>> as_question("u-net"), as_question("what u-net"), as_question("receptive field formula"), as_question("why pool")
    ('what is u-net', 'what is u-net', 'receptive field formula', 'why pool')
    """
    typed = re.sub(r"^(?:what(?: do(?:es)?)?|about) ", "", text.strip(" ?!."), flags=re.IGNORECASE)
    said = words(typed)
    is_alone = 0 < len(said) <= MOST_WORDS and said == content_words(typed) and not CJK.search(typed)
    return f"what is {typed}" if is_alone and not any(map(typed.casefold().count, _ASKS_MORE)) else text
