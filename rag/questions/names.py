"""Names of models, layers, datasets and people: by their capitals in a text, and as a question may type them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

_NAME = re.compile(r"[^\W_]+(?:[-–./'’+][^\W_]+)*\+*")
_FORMULA = re.compile(r"\$[^$]*\$|`[^`]*`|\\[a-zA-Z]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[-*]\s+)[\"“(]*$")
_PLAIN = frozenset("I A An The In On At It If As To We By No So Of And But For With When While Where".split())
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_COUNT = re.compile(r"\d[\d.,]*[kKMBT]")
"""A number with its scale: 25.6M."""
_SIZE = re.compile(r"\d+(?:x\d+)*[a-z]{0,2}")
_COUNTED = re.compile(r"\d+-")
"""What a compound is no name for that begins with a number: "1-IoU", "2-stage"."""
_RAISED = re.compile(r"\w+(?:error|warning|exception)s?")
_SAYS = re.compile(r"\b([^\W_]+)(?:['’]s)? (?:says?|said|claims?|recommends?|suggests?|argues?|writes?|wrote)\b")
TOOLS = frozenset("pytorch keras tensorflow python numpy jax opencv matlab cuda".split())
MIN_LETTERS = 3


def names(text: str) -> list[str]:
    """The names in a text, in order, each once; a capital letter at the start of a sentence makes none.

    >>> names("The authors of DETR compare it with Faster R-CNN on COCO. They use Adam.")
    ['DETR', 'Faster', 'R-CNN', 'COCO', 'Adam']
    """
    plain = _FORMULA.sub(lambda formula: " " * len(formula[0]), text)
    found: dict[str, None] = {}
    for match in _NAME.finditer(plain):
        word = re.sub(r"['’]s?$", "", match[0])
        opens = _SENTENCE_START.search(plain[: match.start()]) is not None
        if _is_name(word, opens=opens):
            found[word] = None
    return list(found)


def _is_name(word: str, *, opens: bool) -> bool:
    if word in _PLAIN or len(word) < 2 or _COUNT.fullmatch(word) or not any(letter.isalpha() for letter in word):
        return False
    inner = any(letter.isupper() for letter in word[1:]) or (word[0].isalpha() and any(map(str.isdigit, word)))
    return inner or (word[0].isupper() and not opens)


def coined(question: str, is_word: Callable[[str], bool]) -> list[str]:
    """What may be a thing's name in a question, as it is typed: compounds, and words that are none of the language.

    Who says something is not what it is about, nor is the error that was raised.

    Args:
        is_word: whether the language has a lower-case word.

    >>> coined("does Grad-CAM weigh a 14x14 map of resnext", {"does", "weigh", "map"}.__contains__)
    ['Grad-CAM', 'resnext']
    """
    speakers = set(_SAYS.findall(question))
    words = [word for word in dict.fromkeys(_WORD.findall(question)) if word not in speakers]
    return [word for word in words if _may_be_name(word, is_word)]


def as_written(name: str, texts: Iterable[str]) -> str:
    """The name as these texts most often write it, where that is with a hyphen: people leave it out.

    >>> as_written("unet", ["A U-Net has skips.", "The U-Net is small."]), as_written("vgg", ["VGG is old."])
    ('U-Net', 'vgg')
    """
    letters = re.compile(rf"(?<![\w-]){'-?'.join(map(re.escape, name))}(?![\w-])", re.IGNORECASE)
    found = Counter(written for text in texts for written in letters.findall(text)).most_common(1)
    return found[0][0] if found and "-" in found[0][0] else name


def is_size(word: str) -> bool:
    """Whether a lower-case word is a size or an amount.

    >>> is_size("10x10"), is_size("50ms"), is_size("vgg16")
    (True, True, False)
    """
    return _SIZE.fullmatch(word) is not None


def _may_be_name(word: str, is_word: Callable[[str], bool]) -> bool:
    folded = word.casefold()
    if "-" in word:
        return not _COUNTED.match(word)
    is_other = is_size(folded) or _RAISED.fullmatch(folded) or folded in TOOLS
    return len(word) >= MIN_LETTERS and not (is_word(folded) or is_other)
