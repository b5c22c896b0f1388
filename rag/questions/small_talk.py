"""What a person says that is no question for the library: a greeting, thanks, "what can you do"."""

import re
from collections.abc import Sequence

_INTERJECTION = r"(?:(?:hi|hello|hey|yo|ok|okay|great|cool|nice|perfect|wow)(?: there| all| again)?[\s,!.]+)*"
_GREETING = r"(hi|hello|hey|yo|hiya|greetings|good (morning|afternoon|evening|day))( there| all| again| sightline)?"
_THANKS = (
    r"(thanks?|thank you|thx|ty|cheers)( a lot| so much| very much| you)?( for (the|your|that|this)( \w+){0,2})?|"
    r"great|cool|nice|perfect|ok(ay)?|got it|(good ?)?bye"
)
_HELP = (
    r"(what (can|do) (you|u) (do|know|cover)|what can i ask( you)?|who (are|made|built|created) you|"
    r"what are you|how old are you|what is sightline|"
    r"are you (an? (ai|llm|bot|robot|chatbot|human|person|language model)|human|real|chatgpt|gpt|claude|gemini)|"
    r"help|how (do|does) (you|sightline) work|how (do|can) i use (you|this))( here| exactly| about)?"
)
_WHAT_IS_THIS = r"(what is this|how (do|does) (this|it) work)( here| exactly| about)?"
_WHAT_WE_DO = (
    "I answer questions from the articles of the reading list, and from short starter notes. Every answer is made "
    "of sentences that stand there, each with a link that lands on it; when the list does not cover a question, I "
    'say so. You can follow up ("and its loss?"), or ask for a formula, a reason or a comparison.'
)
_REPLIES = (
    (
        re.compile(_GREETING, re.IGNORECASE),
        "Hello. Ask me anything about the articles of the reading list: I answer with their own sentences and say "
        "where each stands.",
    ),
    (re.compile(f"{_INTERJECTION}({_THANKS})", re.IGNORECASE), "You are welcome."),
    (re.compile(rf"{_INTERJECTION}({_HELP})(?:[?,]? and ({_HELP}))?", re.IGNORECASE), _WHAT_WE_DO),
)
_OPENING = re.compile(f"{_INTERJECTION}({_WHAT_IS_THIS})", re.IGNORECASE)
"""Asks for help as long as nothing was spoken of that it could mean."""


def small_talk(text: str, history: Sequence[object] = ()) -> str:
    """What to say to words that ask nothing of the library; empty where they do ask.

    Args:
        history: what was said before, if anything: "how does it work?" then asks how that works.

    >>> small_talk("thanks!")
    'You are welcome.'
    >>> small_talk("hi, what is dropout?")
    ''
    """
    said = " ".join(text.split()).strip(" .!?,:)(")
    if not history and _OPENING.fullmatch(said):
        return _WHAT_WE_DO
    return next((reply for pattern, reply in _REPLIES if pattern.fullmatch(said)), "")
