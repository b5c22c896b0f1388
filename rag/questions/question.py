"""A question as it is searched for: its words with their weights and other names, and the kind of answer it wants."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from index.terms import terms
from rag.questions.aims import Aim
from rag.questions.origins import ORIGINS, Origin, leans_back, tells
from rag.questions.synonyms import Stems

_VERSION = re.compile(r"(?:version )?v?\d[\d.]*")
EVERYDAY_SHARE = 0.25
"""Of the weight of a word that people use in any talk: it tells less of what is asked than a rare word of the field."""
RARE = 4.5
"""Inverse document frequency (one chunk in ninety) from which a word is searched for by its other names too, and above
which it weighs no more: a word of a long story that no article says would outweigh all that the articles do say."""
TITLE_WORDS = 4
"""Up to which what stands before a sentence is its title."""
MIN_SHARE_OF_WEIGHT = 0.6
"""Of a question's weight in words, which a sentence says that speaks of the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of a question that carries meaning, as it is searched for."""

    word: str
    """As it is asked, in lower case."""
    stem: str
    rarity: float
    """Inverse document frequency."""
    weight: float
    """The same, but at most RARE, and less for an everyday word."""
    is_known: bool
    """Whether the library has the word, or another name of it."""
    others: tuple[Stems, ...] = ()
    """Stems that together say the same."""

    def is_in(self, stems: AbstractSet[str]) -> bool:
        """Whether a text with these stems says the word."""
        return self.stem in stems or any(other <= stems for other in self.others)

    def count_in(self, counts: Mapping[str, int]) -> int:
        """How often a text with these stems says the word, by the one of its names that is said most."""
        others = (min(counts.get(stem, 0) for stem in other) for other in self.others)
        return max([counts.get(self.stem, 0), *others])


@dataclass(frozen=True, slots=True)
class Thing:
    """What a question names: its topic, or a side of a comparison."""

    name: str
    terms: tuple[Term, ...]
    """Its words that carry meaning."""
    ways: tuple[frozenset[str], ...]
    """Of each of its words, in order, the stems that say it."""

    def is_in(self, stems: Sequence[str]) -> bool:
        """Whether a text speaks of it: its words stand side by side, or another name of it is there."""
        return self.count_in(stems) > 0

    def count_in(self, stems: Sequence[str]) -> int:
        """How often a text says its words side by side; once where it has but another name of it."""
        held = set(stems)
        found = 0
        if not any(way.isdisjoint(held) for way in self.ways):
            places = range(len(stems) - len(self.ways) + 1)
            found = sum(all(stems[place + step] in way for step, way in enumerate(self.ways)) for place in places)
        others = set.intersection(*(set(term.others) for term in self.terms))
        return found or int(any(other <= held for other in others))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that stands alone."""

    text: str
    encoded_text: str
    """With hurried words written out, acronyms spelled out, and the field's terms for everyday words."""
    terms: tuple[Term, ...]
    searched: tuple[str, ...]
    """Stems for the lexical search, as often as the question says them."""
    aims: frozenset[Aim]
    sides: tuple[Thing, ...] = ()
    """Of a comparison."""
    asks_what_changed: bool = False
    """Whether it asks what is new in the first of its sides."""
    defined: str = ""
    """The name of the thing whose meaning it asks, whatever else it asks of it; empty where it asks none."""
    topic: Thing | None = None
    """Where it asks for a topic and nothing else."""
    names: tuple[Thing, ...] = ()
    """That the field may have coined, and that the library has."""
    unknown_models: tuple[str, ...] = ()
    """Models with a letter or version of their own that the library does not have, though it has the name."""
    asked_of: frozenset[str] = frozenset()
    """Ids of the sources whose author or site it asks; none where it asks all."""
    formula: tuple[str, ...] = ()
    """The tokens of a formula that is typed in it."""
    is_vague: bool = False
    """Whether no word of it says what it is about: "explain it"; a formula alone may."""

    def is_known(self, side: Thing) -> bool:
        """Whether a side of a comparison may be known: it is no unknown model, nor a version of one ("v1")."""
        name = side.name.casefold()
        return not (_VERSION.fullmatch(name) or any(model in name for model in self.unknown_models))

    def share_in(self, stems: AbstractSet[str]) -> float:
        """Share of the question's weight in words that a text with these stems says, from 0 to 1."""
        total = self.weight
        return sum(term.weight for term in self.terms if term.is_in(stems)) / total if total else 0.0

    @property
    def origins(self) -> frozenset[Origin]:
        """What it asks of something's origin: who, when."""
        return frozenset(origin for origin in ORIGINS if origin in self.aims)

    def is_told_by(self, text: str, before: str = "", after: str = "") -> bool:
        """Whether a sentence names a person or a year that the question asks for, and speaks of the same.

        Args:
            before: the sentence before it, which names the thing where it is a title: "AdaNet. It was made by Ada."
            after: the sentence behind it, which may name the thing: "It was a network by Ada. Named AdaNet, it …"
        """
        speaks = f"{text} {after}" if leans_back(after) else text
        speaks = f"{before} {speaks}" if len(before.split()) <= TITLE_WORDS else speaks
        return (
            any(tells(origin, text) for origin in self.origins)
            and self.share_in(frozenset(terms(speaks))) >= MIN_SHARE_OF_WEIGHT
        )

    @property
    def is_everyday(self) -> bool:
        """Whether none of its words weighs more than one may that people use in any talk."""
        return all(term.weight <= EVERYDAY_SHARE * RARE for term in self.terms)

    @property
    def weight(self) -> float:
        """Of all its words."""
        return sum(term.weight for term in self.terms)

    @property
    def stems(self) -> frozenset[str]:
        """All stems that any of its words may be said by."""
        return frozenset(stem for term in self.terms for stem in {term.stem}.union(*term.others))
