"""Titles and lead-ins, which only lead to the statements below them: they claim nothing, and need no check."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from index.terms import content_terms, terms, words
from rag.written.subjects import WORD, Subjects

LEAD_WORDS, TITLE_WORDS = 12, 3
_ANNOUNCING = frozenset(
    """several various some main key major important other following way ways reason reasons step steps example examples
    type types kind kinds part parts component components stage stages property properties difference differences
    similarity similarities point points feature features method methods approach approaches option options problem
    problems issue issues effect effects benefit benefits advantage advantages disadvantage disadvantages drawback
    drawbacks limitation limitations pros cons application applications summary overview conclusion comparison answer
    differ differs""".split()
)
"""Words that say what kind of thing follows, and nothing of what it is."""
_ANY_WAY = frozenset(content_terms(" ".join([*_ANNOUNCING, "include two three four five six seven"])))
"""Their stems, with how many."""
_JOINING = frozenset("the a an of and or between in for from to its their vs versus with by".split())
_OPENS = re.compile(
    r"\W*(?:here['’]s|(?:here|there|these|those|below|the following) (?:is|are))\b|\W*(?:in|to) (?:short|summary)\b",
    re.I,
)
_ENDS = re.compile(r"\b(?:is|are|include|includes)(?: as follows| the following| these)?\W*$", re.I)
_COMPARING = frozenset("difference differences differ differs similarity similarities comparison".split())


class Leads:
    """Knows what a question and the headings above its evidence call by name.

    >>> leads = Leads("Does ResNet beat DenseNet?", Subjects("Does ResNet beat DenseNet?"), ["Skip connections"])
    >>> [leads.claims_nothing(one) for one in ("Key differences between ResNet and DenseNet:", "Skip Connections")]
    [True, True]
    >>> [leads.claims_nothing(one) for one in ("ResNet beats DenseNet:", "ResNet is a type of DenseNet:", "No:")]
    [False, False, False]
    """

    def __init__(self, question: str, subjects: Subjects, headings: Iterable[str]) -> None:
        self._subjects = subjects
        self._headings = [words(one) for one in dict.fromkeys(headings) if not one.rstrip().endswith("?")]
        self._known = frozenset(terms(" ".join([question, *(" ".join(one) for one in self._headings)])))

    def claims_nothing(self, text: str) -> bool:
        """Whether it is a title, or announces a list: it names things, says what kind of thing follows, and no more."""
        kinds = _runs(_ENDS.sub("", _OPENS.sub("", text)))
        named = [place for place, (kind, _) in enumerate(kinds) if kind == "named"]
        apart = all(any(kind == "joining" for kind, _ in kinds[one:other]) for one, other in pairwise(named))
        return bool(kinds) and apart and all(self._is_thing(words(kinds[place][1])) for place in named)

    def subject(self, text: str) -> str:
        """The one thing that a title names, which what stands below it is about; empty where there is none.

        >>> leads = Leads("How does ZF Net differ from AlexNet?", Subjects("How does ZF Net differ from AlexNet?"), [])
        >>> [leads.subject(one) for one in ("AlexNet:", "Key points of ZF Net", "Differences from AlexNet:", "Summary")]
        ['AlexNet', 'ZF Net', '', '']
        """
        named = [run for kind, run in _runs(text) if kind == "named"]
        compares = not _COMPARING.isdisjoint(words(text))
        return named[0] if len(named) == 1 and not compares and self._subjects.are_names(words(named[0])) else ""

    def is_of_the_question(self, text: str) -> bool:
        """Whether it is a claim that leads in no more than the question's and the headings' own words.

        Where no source says it, what stands below is understood without it.
        """
        said = content_terms(text)
        announces = any(term in _ANY_WAY for term in said)
        is_short = len(text.split()) <= (LEAD_WORDS if announces else TITLE_WORDS)
        return is_short and all(term in self._known or term in _ANY_WAY for term in said)

    def _is_thing(self, run: Sequence[str]) -> bool:
        return self._subjects.are_names(run) or any(_holds(heading, run) for heading in self._headings)


def _runs(text: str) -> list[tuple[str, str]]:
    """The words by kind, in order: those that announce, those that only join, and what is named."""
    return [(kind, " ".join(run)) for kind, run in groupby(WORD.findall(text), _kind)]


def _kind(word: str) -> str:
    if word.casefold() in _JOINING:
        return "joining"
    return "announcing" if word.casefold() in _ANNOUNCING else "named"


def _holds(heading: Sequence[str], run: Sequence[str]) -> bool:
    return any(list(run) == list(heading[start : start + len(run)]) for start in range(len(heading)))
