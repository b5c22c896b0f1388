"""The text directive that makes a browser land on a sentence: chosen in the page as served, and checked there.

Format: WICG scroll-to-text-fragment, `text=[prefix-,]start[,end][,-suffix]`, each percent-encoded. A browser goes to
the first place of the page that fits, so a directive is good when that place is the sentence's own. Where a sentence
stands is told by the order of the document (`ingest.places`). What a browser would find is told by looking the words
of the terms up among those of the page, whatever stands between them: this finds all that a browser finds, and more,
so what is first here is first there.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from urllib.parse import quote

from index.records import BlockKind, Chunk, Sentence
from ingest.html.searched import JOINER, OBSTACLE
from ingest.places import WORD, Pair, Words, find_places, folded, words_of

WHOLE = 80
"""Characters of a sentence that is named whole; of a longer one the first words are named and the last."""
EDGE = 3
"""Words of a start or an end, at least."""
MOST = 40
"""Words of a start, an end, a prefix or a suffix, at most."""
MANY = 300
"""Places of the same words beyond which none is told from the others."""
NOT_LANDED_ON: frozenset[BlockKind] = frozenset({"formula", "code", "table"})
_OPENING = "([{\"'“‘«„¿¡「『《（"
_CLOSING = ".,;:!?…)]}\"'”’»。，；：！？、）」』》" + JOINER
_JOINS = ".'’‘:·,;"
"""What joins two letters or two digits into one word (UAX 29, MidLetter and MidNum)."""


def with_directives(chunks: Sequence[Chunk], searched: str) -> list[Chunk]:
    """The chunks of a document, each sentence with its directive where one can be had.

    `searched` is the page's text in the lines of `ingest.html.searched`, empty where no browser can be made to land.
    """
    if not searched:
        return list(chunks)
    page = _Page.of(searched)
    words = [
        words_of(chunk.text[sentence.start : sentence.end]) if sentence.kind not in NOT_LANDED_ON else []
        for chunk in chunks
        for sentence in chunk.sentences
    ]
    places = iter(find_places(words, page.words))
    return [replace(chunk, sentences=tuple(_landed(chunk.sentences, places, page))) for chunk in chunks]


def _landed(sentences: Iterable[Sentence], places: Iterator[Pair | None], page: "_Page") -> Iterator[Sentence]:
    for sentence, place in zip(sentences, places, strict=False):
        yield replace(sentence, directive=page.directive(*place)) if place else sentence


def text_directive(start: str, *, prefix: str = "", end: str = "", suffix: str = "") -> str:
    """The directive of terms; `-`, `,` and `&` have a meaning in it and are encoded like what is no letter.

    >>> text_directive("A & b", prefix="so,", end="c-d")
    'text=so%2C-,A%20%26%20b,c%2Dd'
    """
    terms = [prefix and _encoded(prefix) + "-", _encoded(start), _encoded(end), suffix and "-" + _encoded(suffix)]
    return "text=" + ",".join(term for term in terms if term)


def _encoded(term: str) -> str:
    return quote(term.replace(JOINER, ""), safe="").replace("-", "%2D")


@dataclass(frozen=True, slots=True)
class _Page:
    """What a browser searches, as text and as words."""

    text: str
    words: Words
    spans: Sequence[Pair]
    """Of each word, in the text."""
    stretches: Sequence[int]
    """Of each word, the number of the stretch it stands in: no block and no obstacle interrupts one."""

    @classmethod
    def of(cls, text: str) -> "_Page":
        spans = [match.span() for match in WORD.finditer(text)]
        stretches: list[int] = []
        before = number = 0
        for start, end in spans:
            between = text[before:start]
            number += "\n" in between or OBSTACLE in between
            stretches.append(number)
            before = end
        return cls(text, Words.of([folded(text[start:end]) for start, end in spans]), spans, stretches)

    def directive(self, first: int, last: int) -> str:
        """The directive that lands on the words from `first` to `last`; empty where none would."""
        runs = list(self._runs(first, last))
        if not runs:
            return ""
        if len(runs) > 1 and (found := self._range(runs[0][0], runs[-1][1])):
            return found
        longest_first = sorted(runs, key=lambda run: run[0] - run[1])
        return next((found for run in longest_first if (found := self._of_run(*run))), "")

    def _of_run(self, first: int, last: int) -> str:
        is_short = self.spans[last][1] - self.spans[first][0] <= WHOLE
        return (not is_short and self._range(first, last)) or self._whole(first, last)

    def _runs(self, first: int, last: int) -> Iterator[Pair]:
        """The stretches of a sentence, each from a word that a term may begin with to one that it may end with."""
        while first <= last:
            end = first
            while end < last and self.stretches[end + 1] == self.stretches[first]:
                end += 1
            start, stop = first, end
            while start <= stop and self._start(start) is None:
                start += 1
            while stop >= start and self._end(stop) is None:
                stop -= 1
            if start <= stop:
                yield start, stop
            first = end + 1

    def _whole(self, first: int, last: int) -> str:
        """The words as one term, with what stands before or after them where they stand earlier too."""
        rivals = self._rivals(first, last, -1)
        term = self._term(first, last)
        if not rivals:
            return text_directive(term)
        if prefix := self._prefix(first, rivals):
            return text_directive(term, prefix=prefix)
        if suffix := self._suffix(last, [rival + last - first for rival in rivals]):
            return text_directive(term, suffix=suffix)
        return ""

    def _range(self, first: int, last: int) -> str:
        """The first words and the last, as few as tell them from others."""
        start = self._range_start(first, last) if first < last else None
        end = self._range_end(start[0], last) if start else None
        if start is None or end is None:
            return ""
        terms = self._term(first, start[0]), self._term(end[0], last)
        return text_directive(terms[0], prefix=start[1], end=terms[1], suffix=end[1])

    def _range_start(self, first: int, last: int) -> tuple[int, str] | None:
        """The last word of a start, with the prefix that it needs."""
        shortest: tuple[int, list[int]] | None = None
        for stop in self._reach(first, last - 1, 1):
            if self._end(stop) is not None:
                rivals = self._rivals(first, stop, -1)
                if not rivals:
                    return stop, ""
                shortest = shortest or (stop, rivals)
        prefix = self._prefix(first, shortest[1]) if shortest else ""
        return (shortest[0], prefix) if shortest and prefix else None

    def _range_end(self, after: int, last: int) -> tuple[int, str] | None:
        """The first word of an end, with the suffix that it needs: a browser takes the first end after the start."""
        shortest: tuple[int, list[int]] | None = None
        for begin in self._reach(last, after + 1, -1):
            if self._start(begin) is not None:
                rivals = self._rivals(begin, last, after)
                if not rivals:
                    return begin, ""
                shortest = shortest or (begin, rivals)
        suffix = self._suffix(last, [rival + last - shortest[0] for rival in shortest[1]]) if shortest else ""
        return (shortest[0], suffix) if shortest and suffix else None

    def _reach(self, edge: int, limit: int, step: int) -> Iterator[int]:
        """The words up to which a term may reach from the edge of a sentence, the nearest first."""
        word = edge
        for count in range(1, MOST + 1):
            is_last = word == limit or self.stretches[word + step] != self.stretches[edge]
            if count >= EDGE or is_last:
                yield word
            if is_last:
                return
            word += step

    def _rivals(self, first: int, last: int, after: int) -> list[int]:
        """Where the same words stand earlier, but after a place."""
        places = self.words.runs(self.words.words[first : last + 1], after)
        return list(islice(takewhile(lambda place: place < first, places), MANY))

    def _prefix(self, first: int, rivals: Sequence[int]) -> str:
        """What stands right before a word and not before its rivals; empty where nothing does."""
        words, start = self.words.words, self._start(first)
        for count in range(1, min(MOST, first) + 1 if len(rivals) < MANY else 0):
            begin = self._start(first - count)
            before = self.text[begin:start].rstrip() if begin is not None else ""
            if "\n" in before or OBSTACLE in before:
                return ""
            own = words[first - count : first]
            if before and not any(words[max(0, rival - count) : rival] == own for rival in rivals):
                return before
        return ""

    def _suffix(self, last: int, rivals: Sequence[int]) -> str:
        """What stands right after a word and not after its rivals; empty where nothing does."""
        words, end = self.words.words, self._end(last)
        for count in range(1, min(MOST, len(words) - last - 1) + 1 if len(rivals) < MANY else 0):
            stop = self._end(last + count)
            after = self.text[end:stop].lstrip() if stop is not None else ""
            if "\n" in after or OBSTACLE in after:
                return ""
            own = words[last + 1 : last + count + 1]
            if after and not any(words[rival + 1 : rival + count + 1] == own for rival in rivals):
                return after
        return ""

    def _term(self, first: int, last: int) -> str:
        return self.text[self._start(first) : self._end(last)]

    def _start(self, word: int) -> int | None:
        """Where a term that begins with a word may begin: with what opens it (a quote, a bracket) if nothing is left
        out before it; None in the middle of what a browser takes for one word.
        """
        at = start = self.spans[word][0]
        while at and self.text[at - 1] in _OPENING:
            at -= 1
        at = at if at == 0 or self.text[at - 1].isspace() or self.text[at - 1] == OBSTACLE else start
        return at if _is_boundary(self.text, at) else None

    def _end(self, word: int) -> int | None:
        """Where a term that ends with a word may end, with the stop or bracket after it."""
        at = end = self.spans[word][1]
        while self.text[at : at + 1] and self.text[at] in _CLOSING:
            at += 1
        return next((place for place in (at, end) if _is_boundary(self.text, place)), None)


def _is_boundary(text: str, at: int) -> bool:
    """Whether a word may end before a place and another begin there (UAX 29), in doubt not.

    >>> [_is_boundary("so-called a.b 3.5 c.1", at) for at in (2, 3, 11, 15, 19, 20)]
    [True, True, False, False, True, True]
    """
    before, after = text[max(0, at - 3) : at].replace(JOINER, ""), text[at : at + 3].replace(JOINER, "")
    if not before or not after or not (_holds(before[-1]) or _holds(after[0])):
        return True
    if _holds(before[-1]) and _holds(after[0]):
        return False
    if "_" in (before[-1], after[0]):
        return False
    around = before[-1] + after[1:2] if after[0] in _JOINS else before[-2:-1] + after[0] if before[-1] in _JOINS else ""
    return not (len(around) == 2 and (around.isalpha() or around.isdigit()))


def _holds(letter: str) -> bool:
    """Whether a letter may stand within a word, or is a mark on the one before it."""
    return letter.isalnum() or unicodedata.combining(letter) > 0
