"""Typing mistakes: a word that nobody knows becomes the word of the library that is spelt most like it."""

import re
from collections.abc import Callable
from itertools import pairwise

from index.library import Library
from index.terms import american, content_words, terms
from rag.questions.vocabulary import ACRONYMS

MIN_LETTERS = 3
MIN_LETTERS_OF_ANY_SLIP = 6
"""Shorter words that the library does not know are names, unless a common word was typed in a hurry."""
MIN_LETTERS_OF_TWO_SLIPS = 10
MIN_LETTERS_OF_PHRASE = 4
COMMON = 0.01
"""Share of the library's chunks that hold a common word."""
MISPRINT, MISPRINTED = 50, 3
"""How many times more chunks hold a word than the misprint of it that stands in the library too, in so many at most."""
_VOWEL = re.compile(r"[aeiouy]+|(.)(?=\1)")
_WORD = re.compile(rf"[^\W\d_]{{{MIN_LETTERS},}}")


def corrected(question: str, library: Library, is_word: Callable[[str], bool]) -> str:
    """The question with its unknown words put right where the library has a word that is all but the same.

    `is_word` tells words of the language, which are none of the library's misspelt ones.
    """
    names = {name.casefold() for name in _WORD.findall(question) if not (name[1:].islower() or name.isupper())}
    named = names | ACRONYMS
    asked = [
        word for word in content_words(question) if _WORD.fullmatch(word) and not is_word(word) and word not in named
    ]
    known = library.known_terms([term for word in asked for term in terms(word)])
    found = {
        word: (_of_same_stem(word, library) or _misprint(word, library))
        if known.intersection(terms(word))
        else _most_alike(word, library)
        for word in asked
    }
    put_right = {word: right for word, right in found.items() if right} | _of_phrases(question, library, is_word)
    return _WORD.sub(lambda match: put_right.get(match[0].casefold(), match[0]), question)


def _of_phrases(question: str, library: Library, is_word: Callable[[str], bool]) -> dict[str, str]:
    """Words of the language that stand for another, which the words beside them give away: "bach norm"."""
    asked = content_words(question)
    strange = [
        word
        for word in asked
        if len(word) >= MIN_LETTERS_OF_PHRASE and is_word(word) and not library.known_terms(terms(word))
    ]
    beside = {word: [pair for pair in pairwise(asked) if word in pair] for word in strange}
    found: dict[str, str] = {}
    for word, pairs in beside.items():
        for other in slips_of(word, library, min_chunks=max(1, round(COMMON * library.manifest.chunks))):
            meant = [[other if one == word else one for one in pair] for pair in pairs]
            if any(library.holds_phrase(terms(" ".join(pair))) for pair in meant):
                found.setdefault(word, other)
    return found


def _most_alike(word: str, library: Library) -> str:
    """The library's word that is one slip away, or two where the word is long; empty where none is.

    A name is spelt most like other names ("RegNet", "ResNet"), so that only a hurried slip makes it one of them.
    """
    if len(word) < MIN_LETTERS_OF_ANY_SLIP:
        common = slips_of(word, library, min_chunks=max(1, round(COMMON * library.manifest.chunks)))
        return next((other for other in common if is_hurried(word, other)), "")
    found = slips_of(word, library, 2 if len(word) >= MIN_LETTERS_OF_TWO_SLIPS else 1)
    found = found or [other for other in slips_of(word, library, 2) if sorted(other) == sorted(word)]
    right = next(iter(found), "")
    is_slip = not _is_name(right, library) or (is_hurried(word, right) and word[-1] == right[-1])
    return right if is_slip else ""


def _of_same_stem(word: str, library: Library) -> str:
    """The word of a library that a long word which it has not is a form of: "overfiting"."""
    if len(word) < MIN_LETTERS_OF_ANY_SLIP or library.known_words([word, american(word)]):
        return ""
    alike = (other for other in slips_of(word, library) if terms(other) == terms(word))
    return next((other for other in alike if american(other) != american(word)), "")


def _misprint(word: str, library: Library) -> str:
    """The word that a word of the library, or another form of it, is but a misprint of; empty where it is none."""
    if len(word) < MIN_LETTERS_OF_ANY_SLIP:
        return ""
    chunks = len(library.search_lexical(terms(word), MISPRINTED + 1))
    if chunks > MISPRINTED:
        return ""
    common = slips_of(word, library, min_chunks=chunks * MISPRINT)
    return next((other for other in common if is_hurried(word, other) or _is_vowel_slip(word, other)), "")


def _is_vowel_slip(word: str, other: str) -> bool:
    """Whether two long words differ in a vowel alone: "backpropogation"."""
    return len(word) == len(other) >= MIN_LETTERS_OF_TWO_SLIPS and _consonants(word) == _consonants(other)


def _is_name(word: str, library: Library) -> bool:
    """Whether the library writes a word with a capital behind its first letter, where it says it most."""
    rows = [row for row, _ in library.search_lexical(terms(word), 1)]
    written = (found for chunk in library.chunks(rows).values() for found in _WORD.findall(chunk.text))
    return any(found.casefold() == word and not found[1:].islower() for found in written)


def is_hurried(typed: str, meant: str) -> bool:
    """Whether two letters of a word changed places, one behind the first was left out, or one was typed twice.

    >>> is_hurried("waht", "what"), is_hurried("wich", "which"), is_hurried("layyer", "layer")
    (True, True, True)
    >>> is_hurried("hwat", "heat"), is_hurried("win", "swin"), is_hurried("nerf", "nerve")
    (False, False, False)
    """
    if len(typed) == len(meant):
        return sorted(typed) == sorted(meant)
    longer, shorter = sorted((typed, meant), key=len, reverse=True)
    left_out = len(typed) < len(meant)
    return longer[0] == shorter[0] and any(
        longer[:place] + longer[place + 1 :] == shorter and (left_out or longer[place] == longer[place - 1])
        for place in range(1, len(longer))
    )


def slips_of(word: str, library: Library, slips: int = 1, min_chunks: int = 1) -> list[str]:
    """The words of the library that a word may be a slip of, the likeliest first.

    A slip is a letter too much, too few, another, or two in the wrong order (optimal string alignment). The first
    letter is hardly ever mistaken ("kmeans" is no slip of "means"), but may be the second.

    Args:
        min_chunks: how many chunks must hold a word.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    beginnings = {word[0], word[1] + word[0]}
    written = library.words_of_length(len(word) - slips, len(word) + slips, beginnings)
    common = [other for other, chunks in written.items() if chunks >= min_chunks and other.isalpha()]
    found = extract(word, common, scorer=OSA.distance, score_cutoff=slips, limit=None)
    found.sort(key=lambda one: (one[1], _consonants(one[0]) != _consonants(word), -written[one[0]]))
    return [other for other, _, _ in found]


def _consonants(word: str) -> str:
    """A word without its vowels, of which more are mistaken than of the rest: "devide" is "divide" and not "device"."""
    return word[0] + _VOWEL.sub("", word[1:])
