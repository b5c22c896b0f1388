"""Words broken at the end of a line, put together as the document itself writes them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_FIRST_HALF = re.compile(r"([^\W_]+(?:[-‐][^\W_]+)*)[-‐]$")
_SECOND_HALF = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*")

_HYPHENS = ("-", "‐")

Vocabulary = Counter[str]


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """The words of the lines in lower case, without the halves of broken ones as far as can be told.

    >>> sorted(vocabulary(["A well-known convo-", "lution of words"]))
    ['a', 'lution', 'of', 'well-known', 'words']
    """
    words: Counter[str] = Counter()
    for text in texts:
        whole = _FIRST_HALF.sub("", text) if text.endswith(_HYPHENS) else text
        words.update(_WORD.findall(whole.lower()))
    return words


def join_lines(lines: Sequence[str], words: Vocabulary) -> str:
    """The text of the lines, broken words whole.

    >>> join_lines(["A convo-", "lution"], Counter())
    'A convolution'
    """
    text = ""
    for line in lines:
        text = join_broken(text, line, words)
    return text


def join_broken(text: str, more: str, words: Vocabulary) -> str:
    """A text with what follows on the next line.

    The hyphen goes when the document knows the whole word or does not know the compound.

    >>> join_broken("is well-", "known", Counter({"well-known": 2}))
    'is well-known'
    >>> join_broken("is state-of-", "the-art in COVID-", Counter())
    'is state-of-the-art in COVID-'
    >>> join_broken("COVID-", "19 is", Counter()), join_broken("one", "two", Counter())
    ('COVID-19 is', 'one two')
    """
    if not text or not more:
        return text or more
    if not text.endswith(_HYPHENS):
        return f"{text} {more}"
    first, second = _FIRST_HALF.search(text.rsplit(maxsplit=1)[-1]), _SECOND_HALF.match(more)
    if first is None or second is None:
        return f"{text} {more}"
    if "://" in text.rsplit(maxsplit=1)[-1]:
        return text + more
    return (text[:-1] if _is_one_word(first[1], second[0], words) else text) + more


def _is_one_word(first: str, second: str, words: Vocabulary) -> bool:
    whole, compound = (first + second).lower(), f"{first}-{second}".lower()
    if words[whole] != words[compound]:
        return words[whole] > words[compound]
    return second[0].islower() and "-" not in first + second and first[-1].isalpha()
