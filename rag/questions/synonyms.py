"""What else a question's words may be called: acronyms the library explains, shorthand, words written as one or two."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.aliases import Alias
from index.library import Library
from index.terms import content_words, is_function_word, terms, words
from rag.questions.names import TOOLS
from rag.questions.vocabulary import ALSO_CALLED, SHORTENED

Stems = frozenset[str]
MIN_FIRST, MIN_SECOND = 2, 3
"""Letters of the halves of a word that may be two ("co-teaching")."""
OFTEN = 3
"""Chunks with two words side by side from which what nothing writes in one is these two: "crossentropy"."""
SECOND_HALVES = frozenset("aug augs conv convs init norm off pool up".split())
"""Second halves that end no name: words cut short ("batchnorm"), and what goes with a verb ("warmup")."""
SHORT_PLURAL = 3
"""Letters up to which a word that ends in s is no plural of an acronym: "cls", "fps"."""
_CODE = TOOLS | {"code"}


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The acronyms of a library, for looking up."""

    longs: Mapping[str, Sequence[str]]
    """What an acronym, in lower case, stands for."""
    shorts: Mapping[tuple[str, ...], str]
    """The acronym of a long form, by the stems of its words that carry meaning."""

    @classmethod
    def of(cls, aliases: Iterable[Alias]) -> "Synonyms":
        longs: defaultdict[str, list[str]] = defaultdict(list)
        shorts: dict[tuple[str, ...], str] = {}
        for alias in aliases:
            short = " ".join(words(alias.short))
            if not is_function_word(short):
                longs[short].append(alias.long)
            shorts.setdefault(tuple(terms(" ".join(content_words(alias.long)))), alias.short.casefold())
        return cls(longs, shorts)

    def of_words(self, asked: Sequence[str], library: Library) -> dict[str, list[Stems]]:
        """Of each word that has any, the sets of stems that say the same, none empty; all of a set must be there."""
        found: defaultdict[str, list[Stems]] = defaultdict(list)
        for word in dict.fromkeys(asked):
            others = [*ALSO_CALLED.get(word, ()), *self.of_acronym(word)]
            found[word] += [frozenset(terms(" ".join(content_words(other)))) for other in others]
        for said, stems in (*self._acronyms(asked), *_in_two(asked, library), *_in_one(asked, library)):
            found[said].append(stems)
        return {
            word: list(dict.fromkeys(alike)) for word, others in found.items() if (alike := list(filter(None, others)))
        }

    def of_acronym(self, word: str) -> Sequence[str]:
        """What a lower-case word stands for, or its singular; nothing where it is no acronym.

        >>> Synonyms({"gan": ["generative net"], "cl": ["curriculum loss"]}, {}).of_acronym("gans")
        ['generative net']
        >>> Synonyms({"gan": ["generative net"], "cl": ["curriculum loss"]}, {}).of_acronym("cls")
        ()
        """
        is_plural = word.endswith("s") and len(word) > SHORT_PLURAL
        return self.longs.get(word) or (self.longs.get(word[:-1], ()) if is_plural else ())

    def _acronyms(self, asked: Sequence[str]) -> Iterator[tuple[str, Stems]]:
        """The acronym of every long form in the question, for each of its words."""
        stems = [(terms(word) or [word])[0] for word in asked]
        usual = [
            (terms(ALSO_CALLED[word][0])[0] if word in ALSO_CALLED else stem)
            for word, stem in zip(asked, stems, strict=True)
        ]
        for form in (stems, usual):
            for start in range(len(form)):
                for end in range(start + 2, min(len(form), start + 7) + 1):
                    if short := self.shorts.get(tuple(form[start:end])):
                        yield from ((word, frozenset(terms(short))) for word in asked[start:end])


def _in_two(asked: Sequence[str], library: Library) -> Iterator[tuple[str, Stems]]:
    """Words that the library writes as two: "batchnorm", "batch norm"."""
    for word, two in _halved(asked, library):
        yield word, frozenset(terms(two))


def _halved(asked: Sequence[str], library: Library) -> Iterator[tuple[str, str]]:
    """Each word that the library writes as two, with these two: ("batchnorm", "batch norm")."""
    halves = [
        (word, word[:cut], word[cut:])
        for word in dict.fromkeys(asked)
        if word.isalpha() and word.isascii()
        for cut in range(MIN_FIRST, len(word) - 1)
        if len(word) - cut >= MIN_SECOND or word[cut:] in SECOND_HALVES
    ]
    known = library.known_words({half for _, one, other in halves for half in (one, *_called(other))})
    for word, one, other in halves:
        if one in known and any(
            last in known and library.holds_phrase(terms(f"{one} {last}")) for last in _called(other)
        ):
            yield word, f"{one} {SHORTENED.get(other, other) if other in SECOND_HALVES else other}"


def _called(last: str) -> tuple[str, ...]:
    """The second half of a word, and what it is short for: "norm"."""
    if last not in SECOND_HALVES:
        return (last,)
    return (last, *ALSO_CALLED.get(last, ()), *((SHORTENED[last],) if last in SHORTENED else ()))


def written_out(text: str, synonyms: Synonyms) -> str:
    """A text with words that are cut short written out, but for what the library has as an acronym.

    >>> written_out("lr of the CLF, a pre-val step", Synonyms({"clf": ["clear light field"]}, {}))
    'learning rate of the CLF, a pre-val step'
    """
    short = (word for word in words(text) if word in SHORTENED and not synonyms.of_acronym(word))
    for word in dict.fromkeys(short):
        text = _put(text, word, SHORTENED[word])
    return text


def in_two_words(text: str, library: Library, is_word: Callable[[str], bool]) -> str:
    """A text with the words in two that the library writes so more often than in one, if the language has none such.

    What one chunk at most writes in one may be a slip there, or another word: a "rollout" is not to "roll out". The
    second may be called otherwise: a "layernorm" is a "layer norm" where "layer normalization" is what is written, also
    where nothing writes it in one.
    """
    asked = [word for word in content_words(text) if not is_word(word)]
    for word, two in _halved(asked, library):
        first, last = two.split()
        in_one = library.chunks_with(terms(word))
        in_two = max(library.chunks_with(terms(f"{first} {other}")) for other in (last, *ALSO_CALLED.get(last, ())))
        is_usual = in_one == 0 and (in_two >= OFTEN or word.removeprefix(first) in SECOND_HALVES)
        if in_two > in_one and (in_one > 1 or is_usual):
            text = _put(text, word, two)
    return text


def _put(text: str, word: str, other: str) -> str:
    """A text with another word, or several, in the place of one that stands alone."""
    return re.sub(rf"(?<![\w-]){word}(?![\w-])", other, text, flags=re.IGNORECASE)


def _in_one(asked: Sequence[str], library: Library) -> Iterator[tuple[str, Stems]]:
    """Two words that the library writes as one: "auto encoder", "autoencoder"."""
    joined = {one + other: (one, other) for one, other in pairwise(asked)}
    for word in library.known_words(joined):
        for part in joined[word]:
            yield part, frozenset(terms(word))


def spelled_out(text: str, synonyms: Synonyms) -> str:
    """A question with what its acronyms stand for behind each, where they are at least half of what it says.

    That code is asked for, and in which language, does not count.

    >>> spelled_out("what is NMS", Synonyms({"nms": ["non-maximum suppression"]}, {}))
    'what is NMS (non-maximum suppression)'
    """
    said = [word for word in dict.fromkeys(content_words(text)) if word not in _CODE]
    longs = {word: found[0] for word in said if (found := synonyms.of_acronym(word))}
    if 2 * len(longs) < len(said):
        return text
    for word, long in longs.items():
        if not set(words(long)) <= set(words(text)):
            text = _after_first(text, word, long)
    return text


def _after_first(text: str, word: str, long: str) -> str:
    return re.sub(
        rf"(?<!\w){re.escape(word)}(?!\w)", lambda match: f"{match[0]} ({long})", text, count=1, flags=re.IGNORECASE
    )
