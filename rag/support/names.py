"""Things that a statement names and its source does not: models, datasets and people, and terms of the field."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise

import yaml

from index.terms import is_function_word, terms
from rag.questions.names import names
from rag.support.numerals import COUNTED, UNITS
from rag.support.readings import read_plainly, with_names_whole

LONGEST = 4
"""Words that a name may be written in."""
_KINDS = frozenset(("Fast", "Faster", "Mask", "Cascade"))
"""Words that make another name of the name behind them, also where they open a sentence."""
_DIMENSIONS = re.compile(r"([1-4])d")
_COUNTS = re.compile(rf"^(?:\d+|{'|'.join(COUNTED)})[-–]", re.IGNORECASE)
"""What counts a named thing before it: "an eight-GPU machine"."""
_OF_FORMULA = re.compile(r"[²³ⁿ·]")
"""A sign of what is no name: "k²MN weights"."""
_VERSION = re.compile(r"\b(?P<name>[A-Z][A-Za-z]+)(?:[ -]?[vV]|-)(?P<version>\d+)\b")
_LIKENESS = re.compile(
    r"[-–](?:like|shaped|based|style|type|sized|(?:pre)?trained|only|free|powered|friendly|driven|optimi[sz]ed)$",
    re.IGNORECASE,
)


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
    joined = {"".join(words[start : start + size]) for start in range(len(words)) for size in range(1, LONGEST + 1)}
    meant = [word for word in words if not is_function_word(word)]
    initials = ["".join(word[0] for word in spelled) for spelled in (words, meant)]
    named = names(statement)
    return [other for name in named if (other := _of_another_kind(name, statement, source))] + [
        name
        for name in (_COUNTS.sub("", name) for name in named)
        if not _is_held(name, held, joined, also)
        and name.casefold() not in UNITS
        and not _OF_FORMULA.search(name)
        and not _is_spelled_out(name, initials)
        and not _is_begun(name, statement, joined)
        and not _is_shortened(name, statement, source)
    ]


def _of_another_kind(name: str, statement: str, source: str) -> str:
    """The name with the word before it, where the source has it with another or none: "Fast R-CNN" for "R-CNN"."""
    kinds, others = (
        {
            kind
            for kind in re.findall(rf"\b([A-Z][\w-]*) {re.escape(name)}\b", text)
            if not is_function_word(kind.casefold())
        }
        for text in (statement, source)
    )
    is_other = kinds and others and kinds.isdisjoint(others) and source.count(name) == len(others)
    is_written = any(f"{kind} {name}".casefold() in source.casefold() for kind in kinds)
    is_of_kind = not (is_other or others or is_written) and name in source and not kinds.isdisjoint(_KINDS)
    return f"{min(kinds)} {name}" if is_other or is_of_kind else ""


def other_version(statement: str, source: str) -> str:
    """The first name of a statement with another version than the source has of it; empty where there is none.

    >>> other_version("Owlnet v4 is deep.", "Owlnet v2 is deep."), other_version("Owlnet-18", "Owlnet-18, Owlnet-34")
    ('Owlnet v4', '')
    >>> other_version("Then Fast OWL-Net came.", "OWL-Net is deep."), other_version("Fast OWL-Net", "fast OWL-Net")
    ('Fast OWL-Net', '')
    """
    said, held = _versions(statement), _versions(source)
    kinds = (_of_another_kind(name, statement, source) for name in names(statement))
    versions = (said[one] for one in said if one not in held and any(one[0] == other[0] for other in held))
    return next(filter(None, chain(versions, kinds)), "")


def _versions(text: str) -> dict[tuple[str, str], str]:
    """The names with a version in a text, as written, by the name without it and the version."""
    return {(found["name"].casefold(), found["version"]): found[0] for found in _VERSION.finditer(text)}


def _is_spelled_out(name: str, initials: Sequence[str]) -> bool:
    """Whether an acronym is made of the first letters of words that follow each other, with small words or without."""
    letters = name.removesuffix("s").casefold()
    is_acronym = name[0].isupper() and name.removesuffix("s")[-1].isupper() and len(letters) > 1 and letters.isalpha()
    return is_acronym and any(letters in spelled for spelled in initials)


def _is_shortened(name: str, statement: str, source: str) -> bool:
    """Whether a name of several words has its capitals for a name in the source: Group Norm is GN, Big Transfer BiT."""
    whole = re.search(rf"(?:\b[A-Z]\w*[ -])*\b{re.escape(name)}\b(?:[ -][A-Z]\w*)*", statement)
    parts = re.split(r"[ -]", whole[0]) if whole else []
    capitals = "".join(part if part.isupper() else part[0] for part in parts if part)
    shorter = re.findall(r"\b[A-Z][A-Za-z]*[A-Z]\b", source)
    return len(parts) > 1 and any(capitals == re.sub(r"[a-z]", "", short) for short in shorter)


def _is_begun(name: str, statement: str, joined: set[str]) -> bool:
    """Whether a name and the word behind it are one name in the source: "RoI pooling" is RoIPool."""
    behind = re.search(rf"{re.escape(name)}[\s-]+([^\W\d_]+)", statement)
    begun = f"{name}{terms(behind[1])[0]}".casefold() if behind else ""
    return begun in joined


def _is_held(name: str, held: set[str], joined: set[str], also: Callable[[str], Collection[frozenset[str]]]) -> bool:
    plain = re.sub(r"[\W_]", "", _LIKENESS.sub("", name)).casefold()
    of_family = re.compile(rf"{re.escape(plain.removesuffix('s'))}(?:[a-z]|v?\d\w*)?")
    if plain in joined or any(map(of_family.fullmatch, joined)):
        return True
    if (of := _DIMENSIONS.fullmatch(plain)) and COUNTED[int(of[1])] in held and "dimens" in held:
        return True
    stems = terms(name)
    if stems and all(stem in held for stem in stems):
        return True
    return is_function_word(plain) or any(other <= held for other in also(name.casefold()))


def strange_terms(statement: str, source: str) -> list[str]:
    """The terms of the field that a statement uses and its source says in no way (`terms.yaml`).

    >>> strange_terms("The average pooling halves the map.", "The max-pooling layer halves the map.")
    ['average']
    >>> strange_terms("An average over the map is taken.", "The mean over the map is taken.")
    []
    """
    statement, source = with_names_whole(read_plainly(statement)), with_names_whole(source)
    said, held = _words_of(statement, "_"), {stem for word in _words_of(source, "") for stem in terms(word)}
    return [
        word.replace("_", " ") for words, stems in _terms() if held.isdisjoint(stems) for word in words if word in said
    ]


def _words_of(text: str, joint: str) -> set[str]:
    """The lower-case words of a text, those with a hyphen whole and in parts, and each joined with the next."""
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.casefold())
    pairs = (f"{one}{joint}{other}" for one, other in pairwise(words))
    return {part for word in words for part in (word, *word.split("-"))}.union(pairs)


@cache
def _terms() -> list[tuple[list[str], frozenset[str]]]:
    """The words of each term, and the stems of all words that may mean it."""
    rows = yaml.safe_load(files(__package__).joinpath("terms.yaml").read_text(encoding="utf-8"))
    return [(words.split(), frozenset(terms(f"{words.replace('_', '')} {others}"))) for words, others in rows]
