"""A statement that repeats its source nearly word for word, but for a word that changes what it says.

The two are laid beside each other word by word. Where most words are the same, a number in the place of another number,
a word in the place of its opposite, a name in the place of another name, and a negation that only one of them has, are
no chance.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from index.terms import content_terms, is_function_word, terms
from rag.support.numerals import COUNTED, value_of
from rag.support.readings import read_in_order
from rag.support.vocabulary import DENIALS, NEGATIONS, akin, excluding, negated

MIN_SHARE_IN_ORDER = 0.7
"""Share of a statement's words that stand in its source in the same order, from which it repeats the source."""
SHORT = 3
"""Words that may be left out between two that follow each other in the statement."""
UNLIKE, UNLIKE_THINGS = 0.3, 0.4
"""Likeness of words in each other's place below which they say something else; of things, told by their article."""
MOST_REPLACED, MOST_CHANGES = 4, 4
"""Words in each other's place up to which this is told, and stretches that differ: where a sentence is worded anew from
end to end, what stands in the place of a word may answer to another; things still tell."""
_DENYING = DENIALS | {"only"}
_SAID_OTHERWISE = frozenset(terms("solely strictly exclusively merely just prevents forbids prohibits"))
"""What says the same as "only" or as "cannot"."""
_ARTICLES = frozenset(("a", "an", "the"))
_OF_GRAMMAR = frozenset("because since although whereas away off out down instead".split())
_CONNECTING = frozenset(
    "because since although though while whereas when after before unlike like given each every here".split()
)
"""What may open a sentence and is no name."""
_OF_ANY_DEED = frozenset(
    terms(
        "give get make made take reach yield show plot produce provide bring have use do become remain go serve act "
        "turn come mean meant intend seek aim output"
    )
)
"""Verbs that tell little: what stands for one of them may say the same."""
_SIGNS = frozenset("<>≤≥=≠≈+-−×*/")
_BRACKETS = re.compile(r"\s*\([^()]*[a-z]{3}[^()]*\)")
_OF_STYLE = re.compile(
    r"\b(?:i\.e\.|e\.g\.|et al\b\.?|cf\.|viz\.),?|['’]s\b|\bout (?=of\b)|\((?-i:[A-Z]{2,}s?)\)", re.IGNORECASE
)
"""What changes nothing that is said: "i.e." for "hence", the owl's eyes for the eyes of the owl, an acronym given."""
_GIVEN = re.compile(r"\(([A-Z]{2,}s?)\)")
"""An acronym in brackets, behind what it is short for."""
_WORD = re.compile(
    r"(?:(?<![\w)\]}])[-−])?\d+(?:[.,]\d+)*(?:e[-+−]?\d+)?|[^\W\d_]+(?:['’-][^\W\d_]+)*[\d+]*(?:[-.]\d+)*|"
    r"%|[<>≤≥=≠≈+−×*/-]"
)


@dataclass(frozen=True, slots=True)
class _Change:
    """Words of the statement in the place of words of the source; either may be none."""

    said: Sequence[str]
    held: Sequence[str]
    opens: bool
    """Whether they are the first words of the statement."""
    names_thing: bool
    """Whether an article stands before them."""
    next: str
    """The word that follows them; empty where none does."""

    @property
    def is_of_one(self) -> bool:
        """Whether one word stands for one other."""
        return len(self.said) == len(self.held) == 1


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
    >>> changed_word("Hide the eggs left in the nest.", "OWL looks at the eggs left in the nest and hides them.")
    ''
    """
    said, held = _words(statement), _words(_without_asides(source, statement))
    common = {_key(word) for word in held if word.islower()}
    said[:1] = [word.casefold() if _key(word) in common else word for word in said[:1]]  # "Hide the eggs" names nobody
    lower_said, lower_held = [_key(word) for word in said], [_key(word) for word in held]
    matcher = SequenceMatcher(None, lower_held, lower_said, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    if not said or same < MIN_SHARE_IN_ORDER * len(said):
        return ""
    changes = [
        _Change(
            said[third:fourth],
            held[first:second],
            opens=third == 0,
            names_thing=third > 0 and said[third - 1].casefold() in _ARTICLES,
            next=said[fourth] if fourth < len(said) else "",
        )
        for kind, first, second, third, fourth in matcher.get_opcodes()
        if kind != "equal"
    ]
    if exchange := _exchange(changes) or ("et al" not in statement and _other_subject(said, held, matcher)):
        return exchange
    elsewhere = set(lower_said), set(lower_held)
    given = frozenset(_GIVEN.findall(source))
    changes = [replace(one, said=[word for word in one.said if word not in given]) for one in changes]
    for change in changes:
        is_told = change.names_thing or len(changes) <= MOST_CHANGES
        if what := next(_what_counts(change, *elsewhere, likeness if is_told else all_alike), ""):
            return what
    return ""


def _exchange(changes: Sequence[_Change]) -> str:
    """Two words each in the other's place; empty where there are none."""
    pairs = [
        (one, other)
        for change in changes
        for one in map(_key, filter(_may_be_thing, change.said))
        for other in map(_key, filter(_may_be_thing, change.held))
        if one != other and _is_number(one) == _is_number(other)
    ]
    return next((f"{one} and {other} are exchanged" for one, other in pairs if (other, one) in pairs), "")


def _may_be_thing(word: str) -> bool:
    """Whether a word is no small word, and nothing that was done."""
    return not (is_function_word(word.casefold()) or word.endswith("ed"))


def _other_subject(said: Sequence[str], held: Sequence[str], matcher: "SequenceMatcher[str]") -> str:
    """The name of which a source says what the statement says of another that it names too; empty where there is none.

    >>> changed_word("Owls use 7 trees in winter.", "Unlike Owls (of old), Crows use 7 trees in winter.")
    'the sentence says it of Crows'
    """
    block = matcher.find_longest_match()
    if not block.a or not block.b or block.size < MIN_SHARE_IN_ORDER * len(said):
        return ""
    subject, other = said[block.b - 1], held[block.a - 1]
    are_names = all(_is_name(one, opens=False) and one.casefold() not in _CONNECTING for one in (subject, other))
    is_other = _key(subject) != _key(other) and other not in said and subject in held
    return f"the sentence says it of {other}" if are_names and is_other else ""


def _without_asides(source: str, statement: str) -> str:
    """A source without the brackets of which a statement says nothing: "NaN (not a number)"."""
    said = set(content_terms(statement))
    return _BRACKETS.sub(lambda match: " " if said.isdisjoint(content_terms(match[0])) else match[0], source)


def _words(text: str) -> list[str]:
    plain = read_in_order(_OF_STYLE.sub(" ", text)).replace("²", "^2").replace("³", "^3")
    return _WORD.findall(plain.replace("n't", " not").replace("n’t", " not").replace("can not", "cannot"))


def _key(word: str) -> str:
    if (value := value_of(word)) is not None:
        return str(value)
    return word.casefold() if _is_number(word) else " ".join(terms(word)) or word.casefold()


def _what_counts(
    change: _Change, all_said: set[str], all_held: set[str], likeness: Callable[[str, str], float]
) -> Iterator[str]:
    """What of a change is no matter of style."""
    new = [word for word in change.said if _key(word) not in all_held]
    gone = [word for word in change.held if _key(word) not in all_said]
    for word in change.said:
        if "-" in word and all(part.casefold() in all_held for part in word.split("-")):
            continue  # it is said in two words: "B0 of EfficientNet"
        others = change.held if _is_number(word) or word not in new or change.is_of_one else gone
        for other in others:
            is_moved = not _is_number(word) and word not in new and other not in gone
            if not is_moved and _is_exchange(word, other, opens=change.opens):
                yield f"{word} stands for {other}"
    one, other = _phrase(new, gone), _phrase(gone, new)
    is_short = max(len(change.said), len(change.held)) <= MOST_REPLACED
    has_name = any(_is_name(word, opens=change.opens) for word in new)  # a name may have other names
    least = UNLIKE_THINGS if change.names_thing else UNLIKE
    is_spelled_out = _initials(one) == other.casefold() or _initials(other) == one.casefold()
    if one and other and is_short and not (has_name or is_spelled_out) and likeness(one, other) < least:
        yield f"{one} stands for {other}"
    following = [*change.said, change.next][1:]
    added = [
        word
        for word, after in zip(change.said, following, strict=True)
        if word.casefold() in (DENIALS if _counts(after) else _DENYING) and not _has_akin(word, change.held)
    ]
    dropped = [word for word in change.held if word.casefold() in DENIALS]  # without its "only" it says less
    is_denied = any(word in NEGATIONS or word in _SAID_OTHERWISE or negated(word) for word in all_held - all_said)
    if len(change.held) <= SHORT and added and not dropped and not is_denied:
        yield f"{added[0]} was added"
    is_next = bool(dropped) and change.held[-1] == dropped[-1]
    if len(change.held) <= SHORT and is_next and not added and change.said == []:
        yield f"{dropped[0]} was left out"


def _initials(phrase: str) -> str:
    return "".join(word[0] for word in phrase.casefold().split())


def _phrase(words: Sequence[str], others: Sequence[str]) -> str:
    """The words that mean something, but for those that have a word akin among the others."""
    meant = (word for word in words if not (is_function_word(word.casefold()) or word.casefold() in _OF_GRAMMAR))
    meant = (word for word in meant if _OF_ANY_DEED.isdisjoint(terms(word)))
    phrase = " ".join(word for word in meant if not _has_akin(word, others))
    return phrase if any(map(str.isalpha, phrase)) else ""


def _has_akin(word: str, others: Sequence[str]) -> bool:
    return any(akin(word.casefold(), other.casefold()) for other in others)


def _is_exchange(word: str, other: str, *, opens: bool) -> bool:
    """Whether a word in the place of another says something else: a number, an opposite, a name."""
    if _is_number(word) or _is_number(other):
        return _is_number(word) and _is_number(other) and _key(word) != _key(other)
    if word.casefold().replace("-", "") == other.casefold().replace("-", ""):
        return False
    if word in _SIGNS or other in _SIGNS:
        return word in _SIGNS and other in _SIGNS
    if excluding(word.casefold(), other.casefold()):
        return True
    if _key(word) == _key(other) or is_function_word(word.casefold()) or is_function_word(other.casefold()):
        return False
    is_opening = word[0].isupper() and word.casefold() not in _CONNECTING
    return _is_name(other, opens=opens) and (_is_name(word, opens=opens) or is_opening)


def _counts(word: str) -> bool:
    """Whether a word is a number: "only two" are two."""
    return bool(word) and (_is_number(word) or word.casefold() in COUNTED[2:])


def _is_number(word: str) -> bool:
    return word[-1].isdigit() and word.lstrip("-−")[0].isdigit()


def _is_name(word: str, *, opens: bool) -> bool:
    """A capital inside a word makes a name; one at its beginning only where no sentence begins."""
    return any(letter.isupper() for letter in word[1:]) or (word[0].isupper() and not opens)
