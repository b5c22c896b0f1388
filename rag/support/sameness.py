"""What a statement claims of its own: that things are the same, alike or unlike, that something is not so, or only so.

A source that tells of no sameness, or of a contrast alone, says none of the first; one that calls two things equal
compares them no further; one that denies nothing, in whatever words, seldom says that it is not so; and one that
speaks of any thing does not say "only".
"""

import re

from index.terms import content_terms
from rag.support.numerals import COUNTED
from rag.support.readings import read_plainly
from rag.support.vocabulary import DENIALS


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b|n['’]t\b", re.IGNORECASE)


_SAME = re.compile(
    r"\b(?:(?<!not )the same|unchanged|untouched|stays?|remains?|stayed|remained|constant|identical(?:ly)?|"
    r"(?<!almost )(?<!nearly )(?<!roughly )equal(?:ly)?|alike|"
    r"no difference|as (?:it|they) (?:is|are|was|were))\b",
    re.IGNORECASE,
)
_LIKE = re.compile(r"(?:\A|, )(?:just )?like\b|\b(?:just|exactly) (?:like|as)\b|\bas (?:in|with)\b", re.IGNORECASE)
_SAME_AS = re.compile(r"\b(?:same|identical\w*)\b[^,;.]*\bas in\b", re.IGNORECASE)
"""What likens two cases, which a source may call identical."""
_EQUALS = re.compile(
    r"\b(?:the (?:very )?same|equal(?:ly)?|identical(?:ly)?|equivalent(?:ly)?|as (?:many|much|well|deep|large) as)\b",
    re.IGNORECASE,
)
_UNEQUAL = re.compile(
    rf"\b(?:more|less|fewer|\w{{2,}}er)\b(?= (?:[\w-]+ ){{0,5}}?than\b(?! (?:\d|{'|'.join(COUNTED)})))", re.IGNORECASE
)
_COMPARES = re.compile(r"\b(?:than|differ\w*|more|less|fewer|but|at least)\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|nothing but)\b(?! (?:\d|if|when|after|then)\b)", re.IGNORECASE)
_ANY = re.compile(r"\b(?:any|arbitrary|arbitrarily|whatever|all|both|every)\b", re.IGNORECASE)
_CONTRASTS = re.compile(
    r"\b(?:whereas|while|unlike|differs?|in contrast|but|instead of|as opposed to|opposite (?:of|to)|contrary to)\b",
    re.IGNORECASE,
)
_TOLD_SAME = _any_of(
    r"""same\w* unchanged stay\w* remain\w* constant\w* identi\w+ equ(?:al|iv)\w* alike similar\w* fix\w* ke(?:ep|pt)\w*
    preserv\w* \w*invarian\w* independen\w* untouched maintain\w* shar\w+ both regardless any fr(?:eez|oz)\w* h[oe]ld\w*
    uniform\w* every\w* each all steady still leav\w+ left common\w* as\swell\sas match\w* respectively residual\w*
    always whatever no\smatter copi\w+ copy\w* repeat\w* one not? n[eo]ither never without hardly"""
)
"""What tells of sameness, or denies a change."""
_KEEPS = _any_of(
    r"""same\w* unchanged stay\w* remain\w* constant\w* identi\w+ equ(?:al|iv)\w* fix\w* ke(?:ep|pt)\w* preserv\w* as
    maintain\w* \w*invarian\w* independen\w* not? n[eo]ither never without hardly any regardless fr(?:eez|oz)\w*
    leav\w+"""
)
"""What tells of sameness beside what changes."""
_CHANGES = re.compile(
    r"\b(?:(?:in|de)creas|rais|reduc|lower|enlarg|shrink|grow|expand|halv|doubl|tripl|quadrupl)(?:e?s|ed|ing|e)?\b"
    r"(?P<thing>(?: [\w-]+){1,4})",
    re.IGNORECASE,
)
_DENIES = _any_of(" ".join(sorted(DENIALS)))
_DENIES_FLATLY = _any_of(" ".join(sorted(DENIALS - {"hardly", "scarcely", "rarely", "seldom"})))
"""What says more than that there is little of it."""
_TOLD_DENIED = _any_of(
    r"""only merely just alone ignor\w+ avoid\w* fail\w* cancel\w* remov\w+ empty leav\w+ left drop(?!out)\w*
    \w*independen\w* \w*invarian\w* fix\w* fr(?:eez|oz)\w* identical\w* same lack\w* prevent\w* stop\w*
    skip(?:s|ped|ping) instead rather except\w* exclud\w+ omit\w* discard\w* los[et]\w* away
    out\sof absent missing few\w* little less hard
    difficult\w* too complete\w* optimal best enough suffic\w+ spar(?:e|es|ed|ing) eliminat\w+ vanish\w* disappear\w*
    suppress\w* forbid\w* reject\w* refus\w+ limit\w*
    until unless free devoid cheap\w* contrary myth trivial\w*
    un(?!i|der|til|less)\w{3,} in(?:capab|sensit|visib|valid|depend|feasib|accur|effect|suffic)\w*
    im(?:poss|prac|prob)\w* \w+less non-?(?!lin)\w{3,} block\w* break\w* disables?d? destroy\w* struggl\w* mask\w*
    zero(?:es|ed) profits? harmless indispensable unlike weak\w* poor\w* bad\w* wors\w* constant single clos\w+"""
)
"""What denies something in other words."""
_BOUNDS = re.compile(r"[<>≤≥]|\\[lg]eq?\b")
"""What "not more" may be read from."""


def unfounded_sameness(statement: str, source: str) -> str:
    """The words by which a statement says that something is the same; empty where its source may say so.

    >>> unfounded_sameness("Owls stay as loud by night.", "Owls are louder by night.")
    'stay'
    >>> unfounded_sameness("All owls lay the same number of eggs.", "Each owl lays three eggs.")
    ''
    >>> unfounded_sameness("Each owl leaves the nest unchanged.", "Each owl enlarges the old nest.")
    'unchanged'
    >>> unfounded_sameness("Owls sleep by day, just like ducks.", "Owls sleep by day, whereas ducks sleep by night.")
    ', just like'
    """
    if said := _SAME.search(statement):
        is_told = _TOLD_SAME.search(source) or "=" in source
        is_changed = not (_KEEPS.search(source) or _CHANGES.search(statement))
        if not is_told or (is_changed and _changed(source) & {*content_terms(statement)}):
            return said[0]
    alike = _LIKE.search(_SAME_AS.sub(" ", statement))
    return alike[0] if alike and _CONTRASTS.search(source) and not _LIKE.search(source) else ""


def _changed(source: str) -> set[str]:
    """The stems of what stands behind a verb of change."""
    return {term for found in _CHANGES.finditer(source) for term in content_terms(found["thing"])}


def unfounded_difference(statement: str, source: str) -> str:
    """The words by which a statement tells two things apart that its source calls equal; empty where it does not.

    >>> unfounded_difference("Owls lay fewer eggs than ducks.", "Owls and ducks lay the same number of eggs.")
    'fewer'
    >>> unfounded_difference("Owls lay fewer eggs than ducks.", "In the same nest, owls lay fewer eggs than ducks.")
    ''
    """
    said = _UNEQUAL.search(statement)
    tells = _COMPARES.search(source) or _DENIES.search(f"{source} {statement}")
    return said[0] if said and _EQUALS.search(source) and not tells else ""


def unfounded_limit(statement: str, source: str) -> str:
    """The word by which a statement says of few things what its source says of any; empty where it does not.

    >>> unfounded_limit("Owls eat only mice of one size.", "Owls eat mice of any size.")
    'only'
    """
    said = _ONLY.search(statement)
    return said[0] if said and _ANY.search(source) and not (_ONLY.search(source) or _denies(source)) else ""


def unfounded_denial(statement: str, source: str) -> str:
    """The word by which a statement denies something; empty where its source denies something too, in whatever words.

    >>> unfounded_denial("Owls have no soft wings.", "The wings of owls are soft.")
    'no'
    >>> unfounded_denial("Owls do not sing.", "Owls lack a song.")
    ''
    """
    denies, told = _DENIES_FLATLY.search(read_plainly(statement)), read_plainly(source)
    return denies[0] if denies and not (_denies(told) or _BOUNDS.search(told)) else ""


def both_deny(statement: str, source: str) -> bool:
    """Whether both deny something, in whatever words: what the one denies the other may deny of another thing."""
    return _denies(statement) and _denies(source)


def _denies(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_DENIES, _TOLD_DENIED))
