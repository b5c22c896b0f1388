"""A statement that repeats its source word for word and sign for sign, and one that its source only doubts."""

import re
from difflib import SequenceMatcher

from index.phrases import Phrases
from rag.support.quotations import unquoted
from rag.support.vocabulary import DENIALS

MIN_SHARE_IN_A_ROW = 0.8
"""Share of a statement's words that stand in a row in its source, from which it is a part of that."""
_EMPHASIS = re.compile(r"\*\*|__|`|(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])")
_BLOCK_MARK = re.compile(r"^\s*(?:[-*+>#]+|\d+[.)])\s+", re.MULTILINE)
_SPACING = re.compile(r"\\(?:left|right|displaystyle|big|Big|quad|[,;! ])|[${}]")
_IN_WORD = re.compile(r"(?<=[^\W\d_])(?<!\de)[-\u2010\u2011](?=\w)")
"""A hyphen that joins words or makes a name: no sign, and some leave it out."""
_MINUS = re.compile(r"\u2212|(?<=\d)\u2013(?=\d)")
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:e[-+]?\d+)?|\\[a-z]+|[^\W\d_]+(?:['’][^\W\d_]+)*|[<>≤≥=≠≈≪≫±×÷+\-*/^%~∈∉]", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.?!:;])\s+|\n+")
DENYING: Phrases = (
    (
        rf"(?:{'|'.join(sorted(DENIALS))}|\w+n['’]t|little)(?: \w+){{0,3}}? "
        r"(?:clear|true|case|certain|guarantee[sd]?|evidence|reason|proof|means?|imply|implies|know|known|sure|right|"
        r"correct|necessarily)",
        "it isn't yet clear that owls hear",
    ),
    (r"unclear|unlikely|uncertain|doubt\w*", "some doubted that owls hear"),
    (r"wrong(?:ly)?|false(?:ly)?|myth|misconceptions?|mistake|fallacy", "it is a myth that owls hear"),
    (r"tempting", "it is tempting to say that owls hear"),
    (r"(?:would|might|could|may) (?:\w+ )?(?:think|expect|believe|hope|assume|argue|say)", "you may well think so"),
    (r"(?:thought|believed|hoped|claims?|claimed|pretend)(?= that\b)", "they once believed that owls hear"),
)
"""What a source says, in lower case, before what it denies or doubts."""
_DENIES = re.compile(rf"\b(?:{'|'.join(pattern for pattern, _ in DENYING)})\b")
_CONDITIONS = re.compile(r"\b(?:if|unless|whether|suppose|imagine|assume|assuming)\b")


def repeats(statement: str, source: str) -> bool:
    """Whether one or more whole sentences of a source, or clauses between colons, are the statement word for word.

    >>> repeats("The *stride* is 1e-4!", "It differs. The stride is 1e-4."), repeats("A-B is 2%.", "A-B is 26.2%.")
    (True, False)
    >>> repeats("It is $n + 1$ wide", "It is $n - 1$ wide"), repeats("It flies.", "It is not clear that it flies.")
    (False, False)
    """
    source = source if unquoted(statement) != statement else unquoted(source)
    said, pieces = tuple(_signs(statement)), _SENTENCE_END.split(source)
    asks = statement.rstrip().endswith("?")
    return bool(said) and any(
        _begins(said, pieces[place:], asks=asks) and not _opens_with_doubt(pieces[:place])
        for place in range(len(pieces))
    )


def _begins(said: tuple[str, ...], pieces: list[str], *, asks: bool) -> bool:
    """Whether some of these pieces, from the first on, are what is said, and none but asks it."""
    held: tuple[str, ...] = ()
    for piece in pieces:
        if piece.endswith("?") and not asks:
            return False
        held += (signs := tuple(_signs(piece)))
        if len(held) >= len(said):
            return held == said and bool(signs)
    return False


def _opens_with_doubt(pieces: list[str]) -> bool:
    """Whether what leads to the next piece, with a colon or a semicolon, denies it or makes it hold in some cases."""
    places = range(len(pieces), 0, -1)
    start = next((place for place in places if not pieces[place - 1].endswith((":", ";"))), 0)
    lead = " ".join(_signs(" ".join(pieces[start:])))
    return bool(_DENIES.search(lead) or _CONDITIONS.search(lead))


def _signs(text: str) -> list[str]:
    """The words, numbers and signs of a text, without what only sets them."""
    plain = _SPACING.sub(" ", _EMPHASIS.sub("", _BLOCK_MARK.sub("", text)))
    return [one.casefold() for one in _TOKEN.findall(_IN_WORD.sub(" ", _MINUS.sub("-", plain)))]


def denied_before(statement: str, source: str) -> str:
    """What a source says before the words of a statement to deny or doubt them; empty where it does not.

    >>> denied_before("Owls can see red.", "It is not clear that owls can see red.")
    'not clear'
    >>> denied_before("It is unclear whether owls see red.", "It is unclear whether owls see red at night.")
    ''
    """
    return _opening(_DENIES, statement, source)


def conditioned_before(statement: str, source: str) -> str:
    """The word by which a source says the words of a statement of some cases only; empty where it says them of all.

    >>> conditioned_before("Owls can see red.", "If it is not dark, owls can see red.")
    'if'
    """
    return _opening(_CONDITIONS, statement, source)


def _opening(pattern: re.Pattern[str], statement: str, source: str) -> str:
    """What of a pattern stands in a sentence before the words that the statement takes from it, and is left out."""
    said = _signs(statement)
    for sentence in re.split(r"(?<=[.?!])\s+|\n+", source):
        held = _signs(sentence)
        block = SequenceMatcher(None, held, said, autojunk=False).find_longest_match()
        found = pattern.search(" ".join(held[: block.a]))
        if found and block.size >= MIN_SHARE_IN_A_ROW * len(said) and not pattern.search(" ".join(said[: block.b])):
            return found[0]
    return ""
