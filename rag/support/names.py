"""Things called by name: models, layers, datasets and people that a statement names and its source does not."""

import re
from collections.abc import Callable, Collection, Sequence

from index.terms import is_function_word, terms
from rag.questions.names import names

_LIKENESS = re.compile(r"[-–](?:like|shaped|based|style|type|sized)$", re.IGNORECASE)


def strange_names(statement: str, source: str, also: Callable[[str], Collection[frozenset[str]]]) -> list[str]:
    """The names of a statement that its source does not speak of, under no name that it is known by.

    Args:
        also: from a lower-case word to sets of stems that say the same.

    >>> strange_names("ResNet-50 is deeper than VGG.", "VGG-16 has sixteen layers, RN50 fifty.", lambda word: [])
    ['ResNet-50']
    >>> strange_names("The IoU and the RoI are large.", "The intersection over union is large.", lambda word: [])
    ['RoI']
    """
    words = [word.casefold() for word in re.findall(r"[^\W_]+", source)]
    held = set(terms(source)) | set(words)
    joined = "".join(words)
    meant = [word for word in words if not is_function_word(word)]
    initials = ["".join(word[0] for word in spelled) for spelled in (words, meant)]
    return [
        name
        for name in names(statement)
        if not _is_held(name, held, joined, also) and not _is_spelled_out(name, initials)
    ]


def _is_spelled_out(name: str, initials: Sequence[str]) -> bool:
    """Whether an acronym is made of the first letters of words that follow each other, with small words or without."""
    letters = name.removesuffix("s").casefold()
    is_acronym = name[0].isupper() and name.removesuffix("s")[-1].isupper() and len(letters) > 1 and letters.isalpha()
    return is_acronym and any(letters in spelled for spelled in initials)


def _is_held(name: str, held: set[str], joined: str, also: Callable[[str], Collection[frozenset[str]]]) -> bool:
    plain = re.sub(r"[\W_]", "", _LIKENESS.sub("", name)).casefold()
    if plain in joined or plain.removesuffix("s") in joined:
        return True
    stems = terms(name)
    if stems and all(stem in held for stem in stems):
        return True
    return is_function_word(plain) or any(other <= held for other in also(name.casefold()))
