"""Leaks of the prompt: the ids of the turn, the words that part one thing from another, the rules.

What a model was told and must not tell is found in the open, glued to other letters, in full width, spelt out with
signs between its letters, backwards, and in the codes that people know.
"""

import re
from codecs import encode
from collections.abc import Collection, Sequence

from index.lookalikes import folded
from index.terms import content_terms, words
from rag.written.addresses import is_address
from rag.written.citation_marks import CLOSE, OPEN
from rag.written.ids import ID
from rag.written.secret import Parts, Secret, spellings, spelt_aloud

PROMPT_RUN = 6
"""Words in a row that a statement may not share with the rules a model was given."""
RETOLD = 4
"""Words of the rules from which a statement retells them, where they are half of what it says."""
SPELLED = 10
"""Letters in a row, likewise, where they are spelt out."""
_ID_IN_RULES = re.compile(rf"(?<!\w){ID}(?!\w)")
_WORD = re.compile(r"(?<![a-z0-9_\ue002])[a-z0-9_]+")
_SPELLED_OUT = re.compile(r"(?<!\w)(?:\w[ .\-_]{1,3}){9,}\w(?!\w)")
_NEVER = re.compile(r"(?!)")


class PromptLeaks:
    """Finds what the model of one turn was told."""

    def __init__(self, ids: Collection[str], rules: str, key: str) -> None:
        self._runs = _runs(_said(rules))
        self._letters = _squeezed(rules)
        self._told = frozenset(term for term in content_terms(rules) if term.isalpha())
        ids = [*ids, *_ID_IN_RULES.findall(rules)]
        either_way = [
            re.escape(way) for one in (*ids, *(encode(one, "rot13") for one in ids)) for way in (one, one[::-1])
        ]
        self._glued = re.compile("|".join(either_way)) if ids else _NEVER
        self._spelled = _spelled(ids) if ids else _NEVER
        self._coded = Parts(coded for one in ids for coded in spellings(one) if len(coded) > len(one))
        self._ids = ids
        self._secret = Secret(key)

    def removed(self, text: str, instead: str) -> str:
        """The text without ids, the key, and rules that are spelt out."""
        text = self._secret.removed(text, instead)
        text = _SPELLED_OUT.sub(lambda run: instead if self._tells(run[0]) else run[0], text)
        seen = folded(text)
        spans = [word.span() for word in _WORD.finditer(seen) if self._glued.search(word[0])]
        spans += [found.span() for found in self._spelled.finditer(seen)]
        spans += self._coded.places(text)
        kept, last = [], 0
        for start, end in sorted(spans):
            if end > last:
                kept += [text[last:start], instead]
                last = end
        return "".join([*kept, text[last:]])

    def is_spelt(self, text: str) -> bool:
        """Whether a text spells the key, also in letters that are set apart, or an id aloud."""
        aloud = spelt_aloud(text)
        return self._secret.is_set_apart_in(text) or any(one in aloud or one in aloud[::-1] for one in self._ids)

    def is_repeated(self, text: str) -> bool:
        """Whether a text says several words in a row of the rules, also with another word between every two."""
        said = _said(text)
        ways = (said, _said(text[::-1]), said[::2], said[1::2])
        return not all(self._runs.isdisjoint(_runs(way)) for way in ways)

    def is_retold(self, text: str) -> bool:
        """Whether what a text says is the rules in other words."""
        said = frozenset(content_terms(text))
        return len(said & self._told) >= max(RETOLD, len(said) / 2)

    def _tells(self, run: str) -> bool:
        """Whether letters that are spelt out are the rules', or an address."""
        letters = _squeezed(run)
        starts = range(len(letters) - SPELLED + 1)
        parts = [part[start : start + SPELLED] for part in (letters, letters[::-1]) for start in starts]
        return any(part in self._letters for part in parts) or is_address(re.sub(r"[ _-]", "", run))


def _spelled(ids: Sequence[str]) -> re.Pattern[str]:
    """Matches an id with signs between its letters, of which each may stand twice, but no citation and none over one.

    >>> pattern = _spelled(["t9x22"])
    >>> told = ("It is t-9-x-22.", "\ue002t9x22\ue003; (2) it", "t9 \ue002k3m4n\ue003 x22")
    >>> [bool(pattern.search(one)) for one in told]
    [True, False, False]
    """
    between = rf"(?:_|[^\w{OPEN}{CLOSE}]){{0,8}}"
    ways = (between.join(f"{letter}{{1,2}}" for letter in way) for one in ids for way in (one, one[::-1]))
    return re.compile(rf"(?<![^\W_])(?<!{OPEN})(?:{'|'.join(ways)})(?![^\W_])(?!{CLOSE})")


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _said(text: str) -> list[str]:
    return [word for word in words(text) if not word.isdigit()]


def _runs(said: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(said[start : start + PROMPT_RUN]) for start in range(len(said) - PROMPT_RUN + 1))
