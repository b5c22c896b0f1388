"""A statement as it was written -> a statement whose citations hold, or one that is marked as unsupported."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.inference import Support
from index.terms import content_terms, words
from rag.support.check import SURELY_DOUBTED, SupportCheck, Verdict, share_of_words
from rag.support.repetition import repeats
from rag.support.vocabulary import DENIALS
from rag.written.evidence import Evidence

CANDIDATES = 4
"""Sentences tried in the place of a citation that did not hold, those with the most words in common."""
MOST_CITED = 4
ADDED = 0.15
"""Share of a statement's words that a further citation must say."""
MISSED = 0.1
"""Share of a statement's words that its other citations must not leave out where one of them is not kept."""
OF_A_CLAIM = 2
"""Words that carry meaning from which a title claims what a sentence may say."""
_CODE_WORD = re.compile(r"\w+")
CODE_SHARE, OF_CODE = 0.85, 2
"""Of the words of a piece of code that a source must hold, and how many of them are no single letter or number."""


@dataclass(frozen=True, slots=True)
class CheckedCitations:
    """What is left of a statement's citations."""

    support: Support
    cited: tuple[Evidence, ...]


def _adds(text: str, others: str, statement: str) -> bool:
    """Whether a sentence says words of a statement that others leave out."""
    return share_of_words(statement, f"{others} {text}") >= share_of_words(statement, others) + ADDED


def _leave_out_little(some: Sequence[Evidence], of: Sequence[Evidence], statement: str) -> bool:
    """Whether some of the sentences say nearly all words of a statement that all of them say."""
    said, whole = (share_of_words(statement, " ".join(one.text for one in ones)) for ones in (some, of))
    return said > whole - MISSED


class CitationChecker:
    """Checks the statements of one turn against what the model was shown."""

    def __init__(self, check: SupportCheck, evidence: Sequence[Evidence]) -> None:
        self._check, self._evidence = check, evidence
        self._by_id = {one.id: one for one in evidence}

    def named(self, ids: Sequence[str]) -> list[Evidence]:
        """What these ids stand for, each once."""
        return [self._by_id[one] for one in dict.fromkeys(ids) if one in self._by_id]

    def checked(self, statement: str, ids: Sequence[str], sources: Collection[str] = ()) -> CheckedCitations:
        """The statement's own citations as far as they hold; where none does, a sentence that passes the same check.

        Args:
            sources: those that such a sentence surely comes from, where not from any.
        """
        named = self.named(ids)
        if exact := [one for one in self._evidence if repeats(statement, one.text)]:
            cited = [one for one in exact if one in named]
            return CheckedCitations("supported", tuple(cited or exact[:1]))
        cited = sorted(named, key=lambda one: -share_of_words(statement, one.text))[:MOST_CITED]
        verdict = self._verdict(statement, cited)
        if verdict.support == "supported":
            return CheckedCitations("supported", self._needed(statement, cited))
        if better := self._better(statement, cited):
            return CheckedCitations("supported" if not sources or better.source in sources else "partly", (better,))
        if verdict.support == "partly":
            holding = [one for one in cited if self._verdict(statement, [one]).support != "unsupported"]
            return CheckedCitations("partly", tuple(holding or cited))
        holding = [one for one in cited if self._verdict(statement, [one]).support == "partly"]
        return CheckedCitations("partly", tuple(holding)) if holding else CheckedCitations("unsupported", ())

    def support(self, statement: str, cited: Sequence[Evidence]) -> Support:
        """How these sentences support a statement, and no others in their place."""
        return self._verdict(statement, cited).support

    def lead(self, lead: str, ids: Sequence[str] = ()) -> CheckedCitations:
        """What leads to statements, but claims something, or cites: only a sentence with all its words supports it.

        A single word that carries meaning makes no claim that a sentence with it says.

        Args:
            ids: where it cites, the only sentences that may support it.
        """
        if len(content_terms(lead)) < OF_A_CLAIM and not ids:
            return CheckedCitations("unsupported", ())
        found = self.checked(lead, ids)
        denials = DENIALS.intersection(words(lead))
        cited = tuple(
            one
            for one in found.cited
            if share_of_words(lead, one.text) == 1 and denials <= {*words(one.text)} and (not ids or one.id in ids)
        )
        return CheckedCitations(found.support, cited) if cited else CheckedCitations("unsupported", ())

    def code(self, code: str) -> CheckedCitations:
        """Code is supported where one source holds nearly all of it."""
        said = _CODE_WORD.findall(code)
        if sum(len(word) > 1 and not word.isdigit() for word in said) < OF_CODE:
            return CheckedCitations("unsupported", ())  # any source has an x and a 1
        for one in self._evidence:
            held = set(_CODE_WORD.findall(one.text))
            if said and sum(word in held for word in said) >= CODE_SHARE * len(said):
                return CheckedCitations("supported", (one,))
        return CheckedCitations("unsupported", ())

    def _verdict(self, statement: str, cited: Sequence[Evidence]) -> Verdict:
        context = " ".join(one.context for one in cited)
        return self._check.verdict(statement, [one.text for one in cited], context)

    def _needed(self, statement: str, cited: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """Of citations that together support a statement, those that do so alone, or else all that are needed."""
        alone = [one for one in cited if self._verdict(statement, [one]).support == "supported"]
        if alone:
            together = " ".join(one.text for one in alone)
            more = [one for one in cited if one not in alone and _adds(one.text, together, statement)]
            return (*alone, *more)
        kept = list(cited)
        for one in cited:
            rest = [other for other in kept if other is not one]
            if (
                rest
                and _leave_out_little(rest, kept, statement)
                and self._verdict(statement, rest).support == "supported"
            ):
                kept = rest
        return tuple(kept)

    def _better(self, statement: str, cited: Sequence[Evidence]) -> Evidence | None:
        """The sentence that supports a statement best; None where none does, or where a nearer one says otherwise.

        Whatever is said of the same things in few words contradicts nothing, so that it must not outvote the sentence
        that the statement nearly repeats, nor the one that it cites.
        """
        shares = {one.id: share_of_words(statement, one.text) for one in (*self._evidence, *cited)}
        likely = sorted(self._evidence, key=lambda one: -shares[one.id])[:CANDIDATES]
        verdicts = [(self._verdict(statement, [one]), one) for one in (*likely, *cited)]
        denied = max((shares[one.id] for verdict, one in verdicts if verdict.support == "unsupported"), default=0.0)
        bar = denied if denied >= SURELY_DOUBTED else 0.0
        own = max((verdict.strength for verdict, _ in verdicts[len(likely) :]), default=0.0)
        good = [
            (verdict.strength, place)
            for place, (verdict, one) in enumerate(verdicts[: len(likely)])
            if verdict.support == "supported" and verdict.strength >= own and shares[one.id] >= bar
        ]
        return likely[max(good)[1]] if good else None
