"""Names that the field has coined, in a question: "CBAM", "bytetrack", "Grad-CAM", "LeNet-5"."""

import re
from collections.abc import Callable

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SIZE = re.compile(r"\d+(?:x\d+)*[a-z]{0,2}")
_TOOLS = frozenset("pytorch keras tensorflow python numpy jax opencv matlab cuda".split())
MIN_LETTERS = 3


def coined(question: str, is_word: Callable[[str], bool]) -> list[str]:
    """What may be a name in a question: compounds, and words that are none of the language; as they are typed.

    Args:
        is_word: whether the language has a lower-case word.

    >>> coined("does Grad-CAM weigh a 14x14 map of resnext", {"does", "weigh", "map"}.__contains__)
    ['Grad-CAM', 'resnext']
    """
    return [word for word in dict.fromkeys(_WORD.findall(question)) if _may_be_name(word, is_word)]


def _may_be_name(word: str, is_word: Callable[[str], bool]) -> bool:
    folded = word.casefold()
    if "-" in word:
        return True
    return len(word) >= MIN_LETTERS and not (is_word(folded) or _SIZE.fullmatch(folded) or folded in _TOOLS)


def is_written_as_name(word: str, text: str) -> bool:
    """Whether a text writes a word with a capital inside, or with one where no sentence begins.

    >>> is_written_as_name("bytetrack", "We ran ByteTrack."), is_written_as_name("kalman", "It is a Kalman filter.")
    (True, True)
    >>> is_written_as_name("pre-trained", "Pre-trained nets."), is_written_as_name("halve", "Halve it, or halve that.")
    (False, False)
    """
    if text.isupper():
        return False
    for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
        opens = not re.search(r"[\w,(] $", text[: match.start()])
        if any(map(str.isupper, match[0][1:])) or ("-" not in word and match[0][0].isupper() and not opens):
            return True
    return False
