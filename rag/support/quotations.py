"""What a source only quotes it does not say: a sentence that is told to be written somewhere, or that somebody said."""

import re

from index.terms import content_terms

_QUOTATION = re.compile(
    r"[\"“„«][^\"“”„«»]*[\"“”»]|(?<![\w'’])['‘](?=\w)[^'‘’]*(?:\w['’]\w[^'‘’]*)*['’](?!\w)|「[^「」]*」"
)
OF_A_SENTENCE = 3
"""Words from which what stands in quotation marks may be a sentence, and is no mere name."""
HELD = 0.8
"""Share of a statement's words that a quotation has, from which it is the quotation's."""


def unquoted(text: str) -> str:
    """A text without the sentences that it quotes; as it is where it is nothing else.

    >>> unquoted('The page wants "owls are fish" below the "dying owl" problem.'), unquoted("It's an owl's egg.")
    ('The page wants  below the "dying owl" problem.', "It's an owl's egg.")
    """
    told = _QUOTATION.sub(lambda found: "" if len(found[0].split()) >= OF_A_SENTENCE else found[0], text)
    return told if content_terms(told) else text


def only_quoted(claim: str, source: str) -> bool:
    """Whether a source has the words of a statement in quotation marks alone, where it does not quote them itself.

    >>> source = 'Replies close with "owls are fish".'
    >>> only_quoted("Owls are fish.", source), only_quoted('It says "owls are fish".', source)
    (True, False)
    >>> only_quoted("Owls hoot.", 'Owls hoot at dusk, as the "owls hoot" song says.')
    False
    """
    told = unquoted(source)
    if told == source or unquoted(claim) != claim:
        return False
    said, held, whole = set(content_terms(claim)), set(content_terms(told)), set(content_terms(source))
    quoted = len(said & whole) - len(said & held)
    return quoted > 0 and len(said & whole) >= HELD * len(said) and len(said & held) < HELD * len(said)
