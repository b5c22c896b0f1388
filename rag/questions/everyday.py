"""What the field calls the things that learners name in everyday words: a thesaurus, written for the purpose."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from index.terms import terms, words
from rag.questions.vocabulary import ALSO_CALLED

_APART = {"objective": "objectiv", "objectives": "objectiv"}
"""Stems of words that the stemmer takes for others: a network's objective is no object."""
MAX_BETWEEN = 2
"""Words that may stand between two words of a phrase."""


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """A term of the field that a question says in everyday words."""

    words: tuple[str, ...]
    """Of the question, that say it."""
    term: str


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Everyday phrases, each with the terms of the field that say the same."""

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    """By the stem that begins them: the stems of a phrase and the term."""

    @classmethod
    def of(cls, entries: Mapping[str, Iterable[str]]) -> "Thesaurus":
        """The thesaurus of a mapping from terms to phrases."""
        phrases: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for term, said in entries.items():
            for phrase in said:
                stems = tuple(_stem(word) for word in words(phrase))
                if stems:
                    phrases[stems[0]].append((stems, term))
        return cls(dict(phrases))

    def field_terms(self, asked: Sequence[str]) -> list[FieldTerm]:
        """The terms that words of a question say, in its order, each once; none that it says itself.

        >>> Thesaurus.of({"ensemble": ["average several network"]}).field_terms(["average", "these", "several", "nets"])
        [FieldTerm(words=('average', 'several', 'nets'), term='ensemble')]
        """
        stems = [_stem(word) for word in asked]
        found: dict[str, FieldTerm] = {}
        for start, stem in enumerate(stems):
            for phrase, term in self.phrases.get(stem, ()):
                places = _places(phrase, stems, start)
                if places and not set(terms(term)) <= set(stems):
                    found.setdefault(term, FieldTerm(tuple(asked[place] for place in places), term))
        return list(found.values())


@cache
def thesaurus() -> Thesaurus:
    """The one that comes with Sightline."""
    return Thesaurus.of(yaml.safe_load(files(__package__).joinpath("everyday.yaml").read_text(encoding="utf-8")))


def _stem(word: str) -> str:
    """The stem of a word, or of what it usually stands for: a picture is an image, a net or a model a network."""
    if word in _APART:
        return _APART[word]
    usual = "network" if word in ("model", "models") else ALSO_CALLED.get(word, (word,))[0]
    return (terms(usual) or [usual])[0]


def _places(phrase: Sequence[str], stems: Sequence[str], start: int) -> list[int]:
    """Where the stems of a phrase stand, the first at `start`, the others soon after each; nothing if they do not."""
    places = [start]
    for stem in phrase[1:]:
        near = range(places[-1] + 1, min(len(stems), places[-1] + MAX_BETWEEN + 2))
        place = next((place for place in near if stems[place] == stem), None)
        if place is None:
            return []
        places.append(place)
    return places
