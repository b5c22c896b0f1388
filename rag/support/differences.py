"""A statement that repeats its source nearly word for word, but for a word that changes what it says.

The two are laid beside each other word by word. Where most words are the same, a number in the place of another number,
a word in the place of its opposite, a name in the place of another name, and a negation that only one of them has, are
no chance.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.terms import is_function_word, terms
from rag.support.polarity import pair_of

SAME = 0.7
"""Share of a statement's words that stand in its source in the same order, from which it repeats the source."""
SHORT = 3
"""Words that may be left out between two that follow each other in the statement."""
UNLIKE = 0.4
"""Likeness of words in each other's place below which they say something else."""
MOST_REPLACED = 4
"""Words in each other's place up to which this is told."""
DENYING = frozenset("not no never cannot without neither nor none hardly only".split())
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*[\d+]*(?:[-.]\d+)*|%")


@dataclass(frozen=True, slots=True)
class _Change:
    """Words of the statement in the place of words of the source; either may be none."""

    said: Sequence[str]
    held: Sequence[str]
    opens: bool
    """Whether they are the first words of the statement."""


def all_alike(one: str, other: str) -> float:
    """For a comparison that does not know what words mean."""
    return 1.0


def changed_word(statement: str, source: str, likeness: Callable[[str, str], float] = all_alike) -> str:
    """What was changed, in a few words; empty where the statement is no near repetition, or nothing that counts was.

    Args:
        likeness: of two phrases, 1 for the same meaning.

    >>> changed_word("The stem has a stride of 4.", "The stem of it has a stride of 2.")
    '4 stands for 2'
    >>> changed_word("Pooling never has weights.", "Pooling has weights.")
    'never was added'
    >>> changed_word("VGG is deeper than ResNet.", "GoogLeNet is deeper than ResNet.")
    'VGG stands for GoogLeNet'
    >>> changed_word("Pooling has weights.", "Average pooling has learned weights.")
    ''
    """
    said, held = _words(statement), _words(source)
    lower_said, lower_held = [_key(word) for word in said], [_key(word) for word in held]
    matcher = SequenceMatcher(None, lower_held, lower_said, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    if not said or same < SAME * len(said):
        return ""
    changes = (
        _Change(said[third:fourth], held[first:second], third == 0)
        for kind, first, second, third, fourth in matcher.get_opcodes()
        if kind != "equal"
    )
    elsewhere = set(lower_said), set(lower_held)
    return next((what for change in changes for what in _what_counts(change, *elsewhere, likeness)), "")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("n't", " not").replace("n’t", " not").replace("can not", "cannot"))


def _key(word: str) -> str:
    return word.casefold() if word.isdigit() else " ".join(terms(word)) or word.casefold()


def _what_counts(
    change: _Change, all_said: set[str], all_held: set[str], likeness: Callable[[str, str], float]
) -> Iterator[str]:
    """What of a change is no matter of style."""
    new = [word for word in change.said if _key(word) not in all_held]
    gone = [word for word in change.held if _key(word) not in all_said]
    for word in change.said:
        others = change.held if word[0].isdigit() or word not in new else gone
        for other in others:
            if _is_exchange(word, other, opens=change.opens):
                yield f"{word} stands for {other}"
    one, other = (" ".join(word for word in words if not is_function_word(word.casefold())) for words in (new, gone))
    is_short = max(len(change.said), len(change.held)) <= MOST_REPLACED
    has_name = any(_is_name(word, opens=change.opens) for word in new)  # a name may have other names
    if one and other and is_short and not has_name and likeness(one, other) < UNLIKE:
        yield f"{one} stands for {other}"
    added = [word for word in change.said if word.casefold() in DENYING]
    dropped = [word for word in change.held if word.casefold() in DENYING]
    if len(change.held) <= SHORT and added and not dropped:
        yield f"{added[0]} was added"
    if len(change.held) <= SHORT and dropped and not added and change.said == []:
        yield f"{dropped[0]} was left out"


def _is_exchange(word: str, other: str, *, opens: bool) -> bool:
    """Whether a word in the place of another says something else: a number, an opposite, a name."""
    if word.casefold() == other.casefold():
        return False
    if word[0].isdigit() or other[0].isdigit():
        return word[0].isdigit() and other[0].isdigit() and word != other
    pair, opposite = pair_of(word.casefold()), pair_of(other.casefold())
    if pair and opposite:
        return pair[0] == opposite[0] and pair[1] != opposite[1]
    if _key(word) == _key(other) or is_function_word(word.casefold()) or is_function_word(other.casefold()):
        return False
    return _is_name(other, opens=opens) and (_is_name(word, opens=opens) or word[0].isupper())


def _is_name(word: str, *, opens: bool) -> bool:
    """A capital inside a word makes a name; one at its beginning only where no sentence begins."""
    return any(letter.isupper() for letter in word[1:]) or (word[0].isupper() and not opens)
