"""Sums of money: questions that ask for one, and texts that tell one."""

import re

_ASKED = re.compile(
    r"\bhow (?:much|many) (?:\w+ ){0,6}?(?:money|dollars?|euros?|usd)\b|"
    r"\b(?:cost|price)s? (?:\w+ ){0,3}?in (?:dollars?|euros?|usd)\b|"
    r"\bhow much (?:is|are|was|were|does|do|did|has|have|had|will|would) (?:\w+ ){1,8}?(?:paid|earn(?:s|ed)?)\b|"
    r"\b(?:how much|what) did (?:[\w-]+ ){1,8}?cost\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"[€£]\s?\d|(?<!\$)\$\d[\d,.]*\s?(?:[kKMB]\b|(?:thousand|million|billion)\b|[a-z]|[.,;)]|$)(?![^$\n]*\$)|"
    r"\d\s?(?:[kKMB]|thousand|million|billion)?\s?(?:dollars?|euros?|cents?|USD|EUR)\b"
)
"""With a sign that opens no formula, or in words."""


def asks_for_money(question: str) -> bool:
    """Whether a question asks for a sum of money.

    >>> asks_for_money("how much money did the nest cost"), asks_for_money("what does it cost in dollars?")
    (True, True)
    >>> asks_for_money("how much were the carvers paid?"), asks_for_money("what did the owls cost")
    (True, True)
    >>> asks_for_money("what does a convolution cost"), asks_for_money("is it worth the money")
    (False, False)
    >>> asks_for_money("how much attention is paid to each owl?")
    False
    """
    return _ASKED.search(question) is not None


def tells_money(text: str) -> bool:
    """Whether a text tells a sum of money.

    >>> tells_money("It took $4.6M to train."), tells_money("It took 600,000 dollars."), tells_money("For $3$ maps.")
    (True, True, False)
    """
    return _TOLD.search(text) is not None
