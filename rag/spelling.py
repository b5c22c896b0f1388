"""Typing mistakes: a word that nobody knows becomes the word of the library that is spelt most like it."""

import re
from collections.abc import Callable

from index.library import Library
from index.terms import content_words, terms

MIN_LETTERS = 6
MIN_LETTERS_OF_TWO_SLIPS = 10
"""Short words that the library does not know are names rather than slips."""
_WORD = re.compile(rf"[^\W\d_]{{{MIN_LETTERS},}}")


def corrected(question: str, library: Library, is_word: Callable[[str], bool]) -> str:
    """The question with its unknown words put right where the library has a word that is all but the same.

    `is_word` tells words of the language, which are none of the library's misspelt ones.
    """
    asked = [word for word in content_words(question) if _WORD.fullmatch(word) and not is_word(word)]
    known = library.known_terms([term for word in asked for term in terms(word)])
    unknown = {word for word in asked if not known.intersection(terms(word))}
    put_right = {word: right for word in unknown if (right := _most_alike(word, library))}
    return _WORD.sub(lambda match: put_right.get(match[0].casefold(), match[0]), question)


def _most_alike(word: str, library: Library) -> str:
    """The library's word that is one slip away, or two where the word is long; empty where none is."""
    slips = 2 if len(word) >= MIN_LETTERS_OF_TWO_SLIPS else 1
    return next(iter(slips_of(word, library, slips)), "")


def slips_of(word: str, library: Library, slips: int = 1) -> list[str]:
    """The words of the library that a word may be a slip of, the likeliest first.

    A slip is a letter too much, too few, another, or two in the wrong order (optimal string alignment).
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    written = library.words_of_length(len(word) - slips, len(word) + slips)
    found = extract(
        word, [other for other in written if other.isalpha()], scorer=OSA.distance, score_cutoff=slips, limit=None
    )
    found.sort(key=lambda one: (one[1], one[0][0] != word[0], -written[one[0]]))
    return [other for other, _, _ in found]
