"""Typing mistakes: a word that the library does not know becomes the one it knows that is spelt most like it."""

import re
from difflib import SequenceMatcher

from index.library import Library
from index.terms import content_terms, terms, words

MIN_LETTERS = 5
MIN_LIKENESS = 0.85
"""Ratio of matching letters (Ratcliff and Obershelp) from which a word is a slip of another: one letter in seven."""
MIN_STEM_LIKENESS = 0.8
MAX_TRIED = 5
"""Stems that are tried, and how like the word's stem they must be."""
_WORD = re.compile(rf"[^\W\d_]{{{MIN_LETTERS},}}")


def corrected(question: str, library: Library) -> str:
    """The question with its unknown words put right where the library has a word that is all but the same."""
    unknown = set(content_terms(question)) - library.known_terms(content_terms(question))
    if not unknown:
        return question
    return _WORD.sub(
        lambda match: _known_word(match[0], library) if set(terms(match[0])) <= unknown else match[0], question
    )


def _known_word(word: str, library: Library) -> str:
    """The library's word for a misspelt one, or the word itself."""
    term = terms(word)[0]
    alike = [other for other in library.similar_terms(term) if _likeness(term, other) >= MIN_STEM_LIKENESS]
    alike.sort(key=lambda other: -_likeness(term, other))
    written = {
        known: _likeness(word.casefold(), known)
        for other in alike[:MAX_TRIED]
        if (known := _as_written(other, library))
    }
    best = max(written, key=lambda known: written[known], default=word)
    return best if written.get(best, 0.0) >= MIN_LIKENESS else word


def _likeness(term: str, other: str) -> float:
    return SequenceMatcher(None, term, other, autojunk=False).ratio()


def _as_written(term: str, library: Library) -> str:
    """A whole word of the library with that stem, as it stands in the first text that holds it."""
    for chunk in library.chunks([row for row, _ in library.search_lexical([term], 1)]).values():
        text = " ".join([chunk.title, *chunk.section, chunk.text])
        return next((word for word in words(text) if terms(word) == [term]), "")
    return ""
