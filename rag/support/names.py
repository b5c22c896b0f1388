"""Things called by name: models, layers, datasets and people that a statement names and its source does not."""

import re
from collections.abc import Callable, Collection

from index.terms import is_function_word, terms

_NAME = re.compile(r"[^\W_]+(?:[-–./'’+][^\W_]+)*\+*")
_FORMULA = re.compile(r"\$[^$]*\$|`[^`]*`|\\[a-zA-Z]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[-*]\s+)[\"“(]*$")
_LIKENESS = re.compile(r"[-–](?:like|shaped|based|style|type|sized)$", re.IGNORECASE)
_PLAIN = frozenset("I A An The In On At It If As To We By No So Of And But For With When While Where".split())


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
    if word in _PLAIN or len(word) < 2 or not any(letter.isalpha() for letter in word):
        return False
    inner = any(letter.isupper() for letter in word[1:]) or (word[0].isalpha() and any(map(str.isdigit, word)))
    return inner or (word[0].isupper() and not opens)


def strange_names(statement: str, source: str, also: Callable[[str], Collection[frozenset[str]]]) -> list[str]:
    """The names of a statement that its source does not speak of, under no name that it is known by.

    Args:
        also: from a lower-case word to sets of stems that say the same.

    >>> strange_names("ResNet-50 is deeper than VGG.", "VGG-16 has sixteen layers, RN50 fifty.", lambda word: [])
    ['ResNet-50']
    """
    words = [word.casefold() for word in re.findall(r"[^\W_]+", source)]
    held = set(terms(source)) | set(words)
    joined, initials = "".join(words), "".join(word[0] for word in words if not is_function_word(word))
    return [
        name
        for name in names(statement)
        if not _is_held(name, held, joined, also) and not _is_spelled_out(name, initials)
    ]


def _is_spelled_out(name: str, initials: str) -> bool:
    """Whether an acronym is made of the first letters of words that follow each other in the source."""
    letters = name.removesuffix("s").casefold()
    return name[:-1].isupper() and len(letters) > 1 and letters.isalpha() and letters in initials


def _is_held(name: str, held: set[str], joined: str, also: Callable[[str], Collection[frozenset[str]]]) -> bool:
    plain = re.sub(r"[\W_]", "", _LIKENESS.sub("", name)).casefold()
    if plain in joined or plain.removesuffix("s") in joined:
        return True
    stems = terms(name)
    if stems and all(stem in held for stem in stems):
        return True
    return is_function_word(plain) or any(other <= held for other in also(name.casefold()))
