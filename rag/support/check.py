"""Whether sentences of a source say what a statement claims: supported, partly, or not.

What a statement gets wrong is looked for first: a number the source does not have, a thing it does not name, what it
denies, two things exchanged. Only a statement with nothing of the kind is weighed, by how near the two come in meaning
and in words. `docs/support.md` has the measured precision and recall.
"""

import math
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from index.encoder import Encoder, Vectors
from index.inference import Support
from index.terms import content_terms
from rag.questions.names import names
from rag.support.additions import foreign_addition
from rag.support.alignment import exchanged_in_meaning
from rag.support.assignments import given_to_another
from rag.support.association import associated_otherwise, other_sort
from rag.support.clauses import denied_beside, said_of_another, said_of_the_unlike
from rag.support.comparisons import outnumbered, turned
from rag.support.crossing import crossed
from rag.support.differences import changed_word
from rag.support.formulas import plain, strange_formula
from rag.support.frames import denying_frame
from rag.support.names import other_version, strange_names, strange_terms
from rag.support.numerals import quantities
from rag.support.order import exchanged, is_turned_round
from rag.support.polarity import flips, flips_of_a_thing
from rag.support.quantities import (
    computed_quantities,
    doubtful_quantities,
    missing_decade,
    missing_quantities,
    with_sizes_of,
)
from rag.support.quotations import only_quoted
from rag.support.repetition import conditioned_before, denied_before, repeats
from rag.support.sameness import (
    both_deny,
    unfounded_denial,
    unfounded_difference,
    unfounded_limit,
    unfounded_sameness,
)
from rag.support.steps import in_other_order
from rag.support.vocabulary import is_of_opposites
from rag.support.voices import done_by_the_other

SURELY_DOUBTED, SURELY_FLIPPED = 0.65, 0.7
"""Share of a statement's words that its source has from which an opposite, or an exchange, is no accident; and from
which what one denies is none where the other denies something too."""
SURELY_OPPOSED, SURELY_THE_SAME, SURELY_DENIED, SURELY_STRANGE = 0.65, 0.55, 0.6, 0.5
"""Strength of support from which a word of a pair of opposites, or what is said of another thing, is no accident, and
from which "the same", a "not" and a term that the source lacks are none."""
OF_ONE_KIND, ALIKE, SURELY_EXCHANGED = 0.19, 0.4, 0.9
"""Cosine of two things, if they are no names, from which one may stand in the other's place, and from which it easily
does; and strength of support from which things less alike stand there by no accident."""
SUPPORTED_FROM_STRENGTH, UNSUPPORTED_BELOW_STRENGTH = 0.5, 0.14
"""Strength of support from which a statement is supported, and below which it is not."""
WORDS_SHARE = 0.5
"""Of the strength: the rest is meaning."""
FROM_A_PART, ALONE = 4, 0.2
"""Words of a clause that is looked at by itself, and the strength below which it stands alone."""
_CLAUSE = re.compile(
    r"[;:]\s+|,\s+(?:but|which|so|since)\s+|,?\s+(?:and|although|though|whereas|while|because|if|unless)\s+"
)
FEW_WORDS = 3
"""Words that carry meaning of a claim that says one thing of its subject."""
_WHOLLY = re.compile(
    r"\b(?:always|never|every|everywhere|best|worst|useless|perfect(?:ly)?|impossible|guarantee[sd]?|certainly)\b",
    re.IGNORECASE,
)
"""Words that claim more than a source says that lacks them."""
_EXCEPTS = re.compile(r"\b(?:unless|except\w*|if|only|without|not|until|otherwise)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|each|any|every|none|entire|whole|throughout)\b", re.IGNORECASE)
"""Words that claim as much as "every"."""
_LIMITS = re.compile(r"\b(?:only|half|some|most|many|few|partly|parts? of|often|sometimes|usually)\b", re.IGNORECASE)
"""Words by which a source says something of a part."""
_UNFINISHED = re.compile(
    r"\b(?:(?:(?<!as it )(?<!as they )(?:is|are|was)|the|an?|and|or|since)\W*|"
    r"(?:as|by|in|of|to|with|for|from|at)[^\w.?!]*)$",
    re.IGNORECASE,
)
"""What a sentence ends with that was cut off."""
_TELLS = re.compile(r"[.!:]\W*\s")
"""The end of a sentence or clause that tells something, before a question."""


class Inference(Protocol):
    """A model for natural language inference."""

    def entailment(self, source: str, statement: str) -> Support:
        """Whether the source entails the statement."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a check."""

    support: Support
    strength: float
    """From 0 to 1; only for choosing among sentences."""
    reason: str = ""
    """What is wrong, in a few words."""


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What a statement may get wrong, in a few words."""

    reason: str
    sure_from: float = math.inf
    """Strength of support from which it is no accident, whatever the share of words."""
    sure_from_share: float = SURELY_DOUBTED


def no_other_names(word: str) -> Collection[frozenset[str]]:
    """For a check that knows no acronyms."""
    return ()


class SupportCheck:
    """Checks statements against sentences. Cheap to make; it remembers the vectors of the sentences it saw."""

    def __init__(
        self,
        encoder: Encoder,
        also: Callable[[str], Collection[frozenset[str]]] = no_other_names,
        inference: Inference | None = None,
    ) -> None:
        self.encoder = encoder
        self._also, self._inference = also, inference
        self._vector = lru_cache(maxsize=4096)(lambda text: encoder.encode([text])[0])

    def verdict(self, statement: str, sources: Sequence[str], context: str = "") -> Verdict:
        """Whether the sources, taken together, say what the statement claims.

        Args:
            context: what stands about the sources, the title and headings: names and terms may come from there, and
                what is said in passing; no claim.
        """
        claim, source = plain(statement), plain(" ".join(sources))
        if not sources or not claim:
            return Verdict("unsupported", 0.0, "nothing is cited")
        if any(repeats(statement, one) for one in sources):
            return Verdict("supported", 1.0)
        share = share_of_words(claim, source)
        strength = WORDS_SHARE * share + (1 - WORDS_SHARE) * self._nearness(claim, source)
        if wrong := self._wrong(claim, source, context):
            return Verdict("unsupported", strength, wrong)
        if self._inference is not None:
            return Verdict(self._inference.entailment(source, claim), strength)
        if strength < UNSUPPORTED_BELOW_STRENGTH:
            return Verdict("unsupported", strength, "the sentence speaks of something else")
        doubt = _doubt(claim, source, context, self._nearness)
        if doubt and (share >= doubt.sure_from_share or strength >= doubt.sure_from):
            return Verdict("unsupported", strength, doubt.reason)
        if only_quoted(claim, source):
            return Verdict("partly", strength, "the sentence only quotes it")
        unsure = (
            doubt.reason
            if doubt
            else _unsure(claim, with_sizes_of(context, source)) or _mere_news(claim, f"{source} {context}")
        )
        if strength < SUPPORTED_FROM_STRENGTH or unsure or not self._says_each_part(claim, source):
            return Verdict("partly", strength, unsure or "the sentence says but a part")
        if aside := foreign_addition(claim, source, context, self._nearness):
            return Verdict("partly", strength, f"the sentence does not say {aside!r}")
        return Verdict("supported", strength)

    def _wrong(self, claim: str, source: str, context: str) -> str:
        """What the statement surely gets wrong, in a few words; empty where nothing was found."""
        if source.endswith("?") and not (claim.endswith("?") or _TELLS.search(source)):
            return "the sentence only asks it"
        if formula := strange_formula(claim, source):
            return f"the sentence has no {formula}"
        if change := changed_word(claim, source, self._nearness):
            return change
        if missing := missing_quantities(claim, with_sizes_of(context, source)):
            return f"the sentence has no {missing[0].said}"
        if decade := missing_decade(claim, source):
            return f"the sentence has no {decade}"
        if frame := denying_frame(claim, source):
            return f"the sentence does not say {frame!r}"
        if strange := strange_names(claim, f"{source} {context}", self._also):
            return f"the sentence does not speak of {strange[0]}"
        if version := other_version(claim, source):
            return f"the sentence does not speak of {version}"
        if pair := exchanged_in_meaning(claim, source, self._nearness):
            return f"the sentence says it of {pair[0]} and {pair[1]} the other way round"
        return ""

    def _says_each_part(self, claim: str, source: str) -> bool:
        """Whether no clause of a statement stands quite alone."""
        parts = [part for part in _CLAUSE.split(claim) if part and len(part.split()) >= FROM_A_PART]
        if len(parts) < 2:
            return True
        strengths = [
            WORDS_SHARE * share_of_words(part, source) + (1 - WORDS_SHARE) * self._nearness(part, source)
            for part in parts
        ]
        return min(strengths) >= ALONE

    def _nearness(self, claim: str, source: str) -> float:
        """Cosine of the claim and the whole source, from 0 to 1."""
        vectors: list[Vectors] = [self._vector(claim), self._vector(source)]
        return float(np.clip(vectors[0] @ vectors[1], 0.0, 1.0))


def _doubt(claim: str, source: str, context: str, likeness: Callable[[str, str], float]) -> _Doubt | None:
    """What a statement may get wrong: an opposite, two things exchanged. Other words may say the same after all."""
    of_another = said_of_another(claim, source) or said_of_the_unlike(claim, source) or crossed(claim, source)
    if flipped := flips(claim, source, is_turned=is_turned_round(claim, source)) or flips_of_a_thing(claim, source):
        reason = f"the sentence says the opposite ({flipped[0]})"
        if all(map(is_of_opposites, flipped)):
            return _Doubt(reason, SURELY_OPPOSED)
        return _Doubt(reason, math.inf, SURELY_FLIPPED) if both_deny(claim, source) else _Doubt(reason, SURELY_DENIED)
    sure_from = SURELY_OPPOSED if of_another else math.inf
    if denial := denied_before(claim, source):
        return _Doubt(f"the sentence says it behind {denial!r}", sure_from)
    if pair := exchanged(claim, source):
        named = {*pair} & {*names(claim)}
        reason = f"{pair[0]} and {pair[1]} are exchanged"
        alike = ALIKE if len(named) == 2 else 0.0 if named else likeness(*pair)
        if alike >= ALIKE:
            return _Doubt(reason, sure_from)
        return _Doubt(reason, SURELY_EXCHANGED if alike >= OF_ONE_KIND else math.inf, math.inf)
    if side := turned(claim, source):
        return _Doubt(f"the sentence compares {side!r} the other way round", SURELY_OPPOSED)
    if steps := in_other_order(claim, source):
        return _Doubt(f"the sentence has {steps[1]} before {steps[0]}", SURELY_OPPOSED)
    if given := given_to_another(claim, source):
        return _Doubt(f"the sentence does not give {given[0]} to {given[1]}", SURELY_OPPOSED)
    if deed := done_by_the_other(claim, source):
        return _Doubt(f"in the sentence {deed[1]} does it to {deed[0]}", SURELY_OPPOSED)
    if of_another:
        return _Doubt(f"the sentence says {of_another[1]} of another than {of_another[0]}", SURELY_OPPOSED)
    if pair := associated_otherwise(claim, source):
        return _Doubt(f"the sentence has {pair[0]} and {pair[1]} crosswise", SURELY_EXCHANGED, math.inf)
    for unfounded in (unfounded_sameness, unfounded_difference, unfounded_limit):
        if said := unfounded(claim, source):
            return _Doubt(f"the sentence does not say {said!r}", SURELY_THE_SAME)
    if word := outnumbered(claim, source):
        return _Doubt(f"the sentence's numbers do not say {word!r}", SURELY_OPPOSED)
    if denial := unfounded_denial(claim, source):
        return _Doubt(f"the sentence denies nothing ({denial})", SURELY_DENIED)
    if computed := computed_quantities(claim, source):
        return _Doubt(f"the sentence has no {computed[0].said}")
    if strange := strange_terms(claim, f"{source} {context}"):
        return _Doubt(f"the sentence does not speak of {strange[0]}", SURELY_STRANGE if context else math.inf)
    if sorts := other_sort(claim, source):
        return _Doubt(f"the sentence has {sorts[1]} for {sorts[0]}", SURELY_OPPOSED)
    return None


def _unsure(claim: str, source: str) -> str:
    """What of a statement cannot be told from its source, in a few words."""
    if counted := doubtful_quantities(claim, source):
        return f"the sentence has no {counted[0].said}"
    if "unless" in claim.casefold() and not _EXCEPTS.search(source):
        return "the sentence excepts nothing"
    if _UNFINISHED.search(claim):
        return "it is no whole sentence"
    if denial := denied_beside(claim, source):
        return f"the sentence denies it of {denial!r}"
    if condition := conditioned_before(claim, source):
        return f"the sentence says it behind {condition!r}"
    if _LIMITS.search(source) and (of_all := _ALL.search(claim)) and not _ALL.search(source):
        return f"the sentence does not say {of_all[0]}"
    wholly = [one for one in _WHOLLY.findall(claim) if one.casefold() != "every" or not _ALL.search(source)]
    return f"the sentence does not say {wholly[0]}" if wholly and not _WHOLLY.search(source) else ""


def _mere_news(claim: str, told: str) -> str:
    """What a claim of few words says besides its subject, where nothing told says it: "owls are fish"."""
    said, held = content_terms(claim), set(content_terms(told))
    new = [term for term in said if term not in held]
    is_news = new and len(said) <= FEW_WORDS and 2 * len(new) >= len(said) and not quantities(claim)
    return f"the sentence does not say {new[-1]!r}" if is_news else ""


def share_of_words(claim: str, source: str) -> float:
    """Share of a claim's words that carry meaning that a source says, from 0 to 1.

    >>> share_of_words("Pooling halves the map.", "The map is halved by pooling.")
    1.0
    """
    said, held = content_terms(claim), set(content_terms(source))
    return sum(term in held for term in said) / len(said) if said else 0.0
