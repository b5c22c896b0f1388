"""What a statement is about, where it does not say so itself: the title above it, or the subject of the one before it.

"AlexNet:" above an item, and "AlexNet has five layers." before a sentence with "it", say whose result follows. A
sentence of a source that gives the result to another thing does not support that.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, product

from index.library import Library
from index.terms import content_terms, is_function_word, terms, words
from rag.questions.comparison import sides_of
from rag.questions.frames import defined_name
from rag.questions.names import names
from rag.questions.vocabulary import WRITTEN_OUT

NEAR_START = 4
"""Words in which a sentence names what it is about."""
PAIR = 2
"""Words of a name that tells its thing by their order: a batch normalisation layer is no layer normalisation."""
NEAR_BY = 3
"""Words that the second may be behind the first: "batch and layer normalisation"."""
LONGEST_NAME = 3
"""Words of what a title may name that no library knows."""
WORD = re.compile(r"[^\W_]+(?:[-–./'’+][^\W_]+)*\+*")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENING = re.compile(
    r"\W*(?:unlike|while|whereas|although|though|as|compared (?:to|with)|in contrast to|in|on|at|after|before|by|for|"
    r"with|like|since|when|during|from)\b[^,]{1,80},\s*",
    re.IGNORECASE,
)
"""What a sentence may say before it comes to what it is about."""
_BESIDE = frozenset("in on at for with by from to of against than and or over under using via like unlike".split())
_WITHOUT_SUBJECT = re.compile(
    r"\W*(?:(?:can|could|may|must|should|will|is|are|was|were|has|have|had|does|do|did|cannot|also|not|"
    r"won|made|took|led|beat|gave|let|got|came|ran|cut|held|kept|became|grew|fell|saw|found|built|brought|went|lost|began)\b|"
    r"\w+(?:[^\Wsu]s|ed|ing)\b(?! (?:can|could|may|must|should|will|is|are|was|were|has|have|had|does|do|did|get)\b))",
    re.IGNORECASE,
)
"""What opens with the verb: "prevents it", "must be so", "used by many", but not "units are dropped"."""
_OTHER_NAME = re.compile(r"(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)")
_LEANS = re.compile(
    r"\W*(?:(?P<thing>(?:it|its|he|she)\b|(?:this|that|the) (?:model|network|architecture|method|one)\b)|"
    r"(?P<several>(?:they|their|them|these|those|both|such)\b)|(?P<matter>(?:this|that)\b))",
    re.IGNORECASE,
)


_NUMBER_ALONE = re.compile(
    r"\W*(?:[^:.;!?\d]{1,40}:\s+)?"
    r"(?:there (?:are|is|were|was)\s+|the\s[^.,;:\d]{1,60}?\s(?:is|are|was|were|equals|reaches)\s+)?"
    r"(?:(?:about|around|roughly|approximately|nearly|almost|over|exactly|only|some|up to)\s+)*[~≈$]?\d",
    re.IGNORECASE,
)
"""What tells a number, and not whose it is: "138 million", "The error is 7.3 percent"."""


def leans_on(text: str) -> str:
    """What a statement opens with a word for, that was said before: a thing, several, a matter, or nothing.

    >>> [leans_on(one) for one in ("It has none.", "This model has none.", "They have none.", "This is why.", "Owls.")]
    ['thing', 'thing', 'several', 'matter', '']
    """
    found = _LEANS.match(text)
    return (found.lastgroup or "") if found else ""


def things_of(titles: Iterable[str], acronyms: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """The things that a library knows by name: by the stems of each name, all the names of its thing.

    Args:
        titles: of what it has; "Random forest (RF)" says both names of one thing.
        acronyms: each with what it stands for.

    >>> things_of(["Random forest (RF)", "Owls"], [])["random forest"] == {"Random forest", "RF"}
    True
    """
    known: defaultdict[str, set[str]] = defaultdict(set)
    both = [match.group("name", "other") if (match := _OTHER_NAME.fullmatch(one)) else (one,) for one in titles]
    for called in (*both, *acronyms):
        for name in called:
            known[_stems(name)].update(called)
    return {name: frozenset(others) for name, others in known.items() if name}


def things_in(library: Library) -> dict[str, frozenset[str]]:
    """The things that a library has an article on, or an acronym for."""
    return things_of(
        (entry.source.title for entry in library.entries()), ((one.short, one.long) for one in library.aliases())
    )


class Subjects:
    """Knows what a question, and what a library, calls by name.

    >>> subjects = Subjects("How does ZF Net differ from batch norm?")
    >>> subjects.of("Unlike AlexNet, the ZF Net uses 7x7 filters."), subjects.of("Batch norm has two weights.")
    ('ZF Net', 'batch norm')
    >>> subjects.of("Training took six days.")
    ''
    """

    def __init__(self, question: str, known: Mapping[str, frozenset[str]] | None = None) -> None:
        self._question = question
        self._things = [one for one in (*sides_of(question), defined_name(question)) if one]
        self._names = frozenset(word for name in names(question) for word in words(name))
        self._asked = frozenset(content_terms(question))
        self._known = known or {}

    def are_names(self, said: Sequence[str]) -> bool:
        """Whether lower-case words are names of the question's, or a part of what it asks about."""
        if not said:
            return False
        phrase = f" {' '.join(said)} "
        return self._names.issuperset(said) or any(phrase in f" {' '.join(words(one))} " for one in self._things)

    def knows(self, thing: str) -> bool:
        """Whether it is surely the name of a thing: the question's, the library's, or by how it is written.

        >>> subjects = Subjects("What is ZF Net?", things_of(["Weight decay"], []))
        >>> [subjects.knows(one) for one in ("ZF Net", "Weight Decay", "AlexNet", "Early stopping", "Training")]
        [True, True, True, False, False]
        """
        return self.are_names(words(thing)) or _stems(thing) in self._known or all(map(names, thing.split()))

    @property
    def asked(self) -> str:
        """The one thing that the question asks of; empty where it names several.

        >>> [Subjects(one).asked for one in ("How old is the ZF Net?", "Is VGG older than ResNet?", "What is dropout?")]
        ['ZF Net', '', 'dropout']
        """
        named = set(names(self._question))
        runs = [list(run) for is_name, run in groupby(WORD.findall(self._question), named.__contains__) if is_name]
        if len(runs) == 1 and len(runs[0]) <= LONGEST_NAME:
            return " ".join(runs[0])
        return self._things[0] if len(self._things) == 1 and not runs else ""

    def may_be_another(self, thing: str) -> bool:
        """Whether a title's words may name a thing that the question does not ask of: known, or of several words.

        A word alone that nobody knows ("Speed", "Training") is a side of what is asked about.
        """
        said = thing.split()
        is_name = 1 < len(said) <= LONGEST_NAME and not any(is_function_word(one.casefold()) for one in said)
        return self.knows(thing) or (is_name and self._asked.isdisjoint(content_terms(thing)))

    def is_side(self, thing: str, statement: str) -> bool:
        """Whether what stands under a title speaks of something itself, so that the title may name but a side of it."""
        if self.are_names(words(thing)):
            return False
        first = content_terms(" ".join(WORD.findall(statement)[:NEAR_START]))
        has_subject = not (self.knows(thing) or _WITHOUT_SUBJECT.match(statement))
        return has_subject or not self._asked.isdisjoint(first)

    def of(self, statement: str) -> str:
        """The name, or the thing of the question, that a statement begins with; empty where it begins with none."""
        statement = re.sub(r"[`*_]", "", statement)
        opening = _OPENING.match(statement)
        rest = re.sub(r"^\W*(?:(?:the|an?)\s+)?", "", statement[opening.end() :] if opening else statement, flags=re.I)
        for thing in self._things:
            if rest.casefold().startswith(thing.casefold()):
                return thing
        return " ".join(_leading_name(rest))

    def is_strange(self, titles: Iterable[str], said: str) -> bool:
        """Whether a title of a column or row is the name of a thing that the library knows, and that was not said.

        >>> subjects = Subjects("What is ZF Net?", things_of(["Weight decay", "Random forest (RF)"], []))
        >>> titles = ["Thing", "Use", "Random forest", "**Weight decay**"]
        >>> [subjects.is_strange(titles, one) for one in ("An RF and a weight decay.", "Weights and random trees.")]
        [False, True]
        >>> batch_norm = Subjects("How are they normalised?", things_of(["Batch norm", "Batch normalisation (BN)"], []))
        >>> batch_norm.is_strange(["Batch norm"], "Batch normalization uses the batch.")
        False
        """
        return any(_stems(one) in self._known and not self._is_named(one, said) for one in titles)

    def speaks_of_another(self, sentence: str, context: str, statement: str, subject: str) -> bool:
        """Whether a sentence of a source names another thing and not the subject.

        What stands about it may name the subject instead, but not where the question asks of both things. What a title
        names that the question does not ask of must be named in one of the two.
        """
        if is_said(subject, sentence):
            return False
        is_of_title = not (leans_on(statement) and any(map(names, subject.split())))
        if is_of_title and not self.are_names(words(subject)):
            return not self._is_named(subject, f"{sentence} {context}")
        others = [one for one in self._things if is_said(one, sentence)]
        if is_said(subject, context):
            others = others if any(is_said(one, subject) for one in self._things) else []
        else:
            others = [*others, *_named_first(sentence), *self._known_first(sentence)]
        return any(not is_said(one, f"{statement} {subject}") for one in others)

    def _known_first(self, sentence: str) -> list[str]:
        """What the library knows by name that a sentence names in its first words, but as a place or a means.

        >>> Subjects("", things_of(["Weight decay"], []))._known_first("Here weight decay is used.")
        ['weight decay']
        """
        said = WORD.findall(sentence)
        runs = (
            " ".join(said[start : start + size])
            for start in range(min(NEAR_START, len(said)))
            for size in range(1, LONGEST_NAME + 1)
            if not start or said[start - 1].casefold() not in _BESIDE
        )
        return [run for run in runs if _stems(run) in self._known]

    def _is_named(self, thing: str, said: str) -> bool:
        """Whether a text names a thing, by any name that it is known by."""
        held = _terms(said)
        return any(_stand_in(_terms(one), held) for one in self._known.get(_stems(thing), frozenset([thing])))


def _named_first(sentence: str) -> list[str]:
    """What a sentence names in its first words, but as a place or a means."""
    said = [_POSSESSIVE.sub("", word) for word in WORD.findall(sentence)][:NEAR_START]
    named = set(names(sentence))
    return [
        word
        for before, word in zip(["", *said], said, strict=False)
        if word in named and before.casefold() not in _BESIDE
    ]


def _leading_name(text: str) -> list[str]:
    """The words of the name that a text begins with; none where it begins with another word."""
    named = names(text)
    found: list[str] = []
    for word in WORD.findall(text):
        bare = _POSSESSIVE.sub("", word)
        if not (bare[0].isupper() or bare in named) or (not found and is_function_word(bare.casefold())):
            break
        found.append(bare)
        if bare != word:
            break
    return found if any(one in named for one in found) else []


def _terms(text: str) -> list[str]:
    """The search terms of a text whose names are written out.

    >>> _terms("Batch norm") == _terms("batch normalisation")
    True
    """
    return terms(" ".join(WRITTEN_OUT.get(word, word) for word in words(text)))


def _stems(name: str) -> str:
    return " ".join(_terms(name))


def is_said(thing: str, text: str) -> bool:
    """Whether a text holds a thing's name, written together or apart, or all its words.

    >>> is_said("Layer norm", "a batch normalisation layer"), is_said("batch norm", "batch and layer normalisation")
    (False, True)
    """
    letters = "".join(words(thing))
    return letters in "".join(words(text)) or _stand_in(_terms(thing), _terms(text))


def _stand_in(said: Sequence[str], held: Sequence[str]) -> bool:
    """Whether all words of a name are there; those of two near each other, in order or with an "of" between them."""
    if len(said) != PAIR:
        return set(said) <= set(held)
    places = [[place for place, term in enumerate(held) if term == one] for one in said]
    return any(
        0 < second - first <= NEAR_BY or (0 < first - second <= NEAR_BY and "of" in held[second:first])
        for first, second in product(*places)
    )


def shares_words(sentence: str, before: str, statement: str) -> bool:
    """Whether a sentence of a source speaks of something that was said before, besides what the statement says."""
    others = set(content_terms(before)) - set(content_terms(statement))
    return not others.isdisjoint(content_terms(sentence))


class Discourse:
    """What is being spoken of, as a reader sees it: under which title, and by the statement before.

    >>> told = Discourse(Subjects("How does ZF Net differ from AlexNet?"))
    >>> told.opens("ZF Net", "ZF Net:")
    >>> told.subject_of("uses small filters", is_item=True), told.subject_of("AlexNet is older", is_item=True)
    ('ZF Net', '')
    >>> told.says("AlexNet is older", is_item=True)
    >>> told.subject_of("It has five layers", is_item=True)
    'AlexNet'
    """

    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects
        self._title, self._subject = "", subjects.asked
        self._is_list = self._is_title = False
        self.before = ""
        """What was said last."""
        self.is_broken = False
        """Whether something was left out since, which "it" may stand for."""

    def opens(self, title: str, text: str) -> None:
        """A title, or what leads to a list; one that names nothing stands under the title right above it."""
        if title or not self._is_title:
            self._title, self._subject = title, title or self._subjects.asked
        self._is_title = True
        self.before, self._is_list, self.is_broken = text, False, False

    def subject_of(self, text: str, *, is_item: bool) -> str:
        """What a statement is about that does not say so itself; empty where it does, or where that is not known."""
        leaning = leans_on(text)
        if leaning:
            return "" if leaning == "several" else self._subject
        if not self._title and _NUMBER_ALONE.match(text) and not names(text):
            return self._subjects.asked
        if self._subjects.of(text) or (self._is_list and not is_item) or self._subjects.is_side(self._title, text):
            return ""
        return self._title

    def says(self, text: str, *, is_item: bool) -> None:
        """A statement that is shown."""
        subject = self.subject_of(text, is_item=is_item)
        if self._is_list and not is_item:
            self._title = ""
        self._subject = self._subjects.of(text) or subject
        self.before, self._is_list, self.is_broken = text, is_item, False
        self._is_title = False
