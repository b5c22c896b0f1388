"""Values of a thing: questions that ask for one ("vgg top 5 error", "how many layers has VGG"), and what tells it."""

import re
from collections.abc import Sequence

from index.terms import terms, words
from rag.coverage.mentions import stems_of_headings
from rag.questions.question import Question, Thing
from rag.questions.shorthand import plain
from rag.retrieve import Passage

LONGEST = 5
"""Words that carry meaning of a question that asks for a value and nothing else."""
_WEIGHTS = r"\b(?:param|weight)"
_SPEED = r"\b(?:fps|second|real[- ]time|ms|milliseconds?|speed|fast\w*)\b"
_DURATION = r"\b(?:day|week|hour|month|minute)s?\b"
_COUNTS = {
    r"(?:trainable |total )?param(?:eter)?s": _WEIGHTS,
    r"(?:conv(?:olution(?:al)?)? )?layers": r"\blayer|\bdeep\b",
    r"epochs": r"\bepochs?\b",
    r"days|weeks|(?:gpu[- ])?hours": _DURATION,
    r"gb|gigabytes|mb|megabytes": r"\b(?:[gm]b|bytes?|gigabytes?|megabytes?)\b",
    r"gpus": r"\b(?:gpu|graphics)",
    r"fps|frames per second": _SPEED,
}
"""Of which it is asked how many, and what tells it beside a number."""
_AMOUNTS = {
    r"(?:initial |default )?learning rate": r"\blearning rates?\b",
    r"batch size": r"\bbatch(?:es)? (?:size|of)\b",
    r"fps|speed|frame rate": _SPEED,
    r"top[- ]?[15](?: error(?: rate)?| accuracy)?|error rate|(?:test |validation )?accuracy": r"\b(?:error|accura)|%",
    r"param(?:eter)? (?:count|number)|number of param(?:eter)?s": _WEIGHTS,
}
"""Of which it is asked what they are."""
_DEGREES = {r"fast": _SPEED, r"long": rf"{_DURATION}|\bepochs?\b"}
"""Of which it is asked how."""
_COUNT, _AMOUNT, _DEGREE = ("|".join(values) for values in (_COUNTS, _AMOUNTS, _DEGREES))
_QUESTION = re.compile(
    rf"how many ({_COUNT})\b|how ({_DEGREE}) (?:is|are|was|did|does)\b|"
    rf"(?:what|which)(?: is| are|'s)? (?:the |an? )?({_AMOUNT})\b|({_AMOUNT}) (?:of|for)\b|"
    rf"(?!(?:how|what|which|why|is|are|does|do|can)\b)(?:[\w+.-]+ ){{1,3}}?({_AMOUNT})\W*$",
    re.IGNORECASE,
)
_TOLD = [
    (re.compile(asked, re.IGNORECASE), re.compile(told, re.IGNORECASE))
    for asked, told in (_COUNTS | _AMOUNTS | _DEGREES).items()
]
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|half|doubles?|twice|zero)\b|"
    r"\bno (?=(?:\w+ ){0,2}(?:param|weight|layer))",
    re.IGNORECASE,
)
_NO_VALUE = re.compile(r"[^\W\d_]+-?\d[\w.]*(?<!\.)|^\d+[.)]\s|\b(?:19|20)\d\d\b")
"""Numbers of models, of the items of a list, and years."""
_OWN_NUMBER = re.compile(r"v?\d+")


def value_asked(question: Question) -> re.Pattern[str] | None:
    """What tells the value that a short question asks for of the one thing that it names; None where it asks none."""
    if len(_named(question)) != 1 or len(question.terms) > LONGEST or question.sides:
        return None
    found = _QUESTION.match(plain(question.text).strip())
    said = next(filter(None, found.groups()), "") if found else ""
    return next((told for asked, told in _TOLD if asked.fullmatch(said)), None)


def tells_value(question: Question, told: re.Pattern[str], passage: Passage, text: str) -> bool:
    """Whether a sentence of a passage, on the thing that is named by it or its headings, has such a value of it.

    The number of a model is its own: what is said of another does not tell of "ResNet 101".
    """
    own = {word for word in words(question.text) if _OWN_NUMBER.fullmatch(word)} - _counts(question.text)
    name, said = _named(question)[0], terms(text)
    is_of_it = name.is_in(said) or name.is_in(stems_of_headings(passage.chunk))
    return is_of_it and own <= set(words(text)) and bool(told.search(text) and _NUMBER.search(_NO_VALUE.sub(" ", text)))


def _named(question: Question) -> Sequence[Thing]:
    """The things that a question names, but for what it asks of them."""
    return [name for name in question.names if not any(asked.fullmatch(name.name) for asked, _ in _TOLD)]


def _counts(text: str) -> set[str]:
    """Numbers that tell which error is meant: "top 5"."""
    return set(re.findall(r"\btop[- ]?(\d)\b", text, re.IGNORECASE))
