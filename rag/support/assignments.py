"""Which number is given to which name, and numbers given to each other's: "α is 2 and β is 3" for "α = 3 and β = 2"."""

import re
from collections import defaultdict

from index.terms import terms

_GREEK = re.compile(r"\\(alpha|beta|gamma|delta|epsilon|eta|theta|lambda|mu|sigma|tau|phi)\b")
_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η", "theta": "θ", "lambda": "λ",
    "mu": "μ", "sigma": "σ", "tau": "τ", "phi": "φ",
}  # fmt: skip
_NUMBER = r"\d+(?:[.,]\d+)*(?:e-?\d+)?(?![\w×^])"
_GIVEN = re.compile(
    rf"(?P<name>[^\W\d_]+(?:_\w+)?)\s*(?:[=≈]|\b(?:is|are|was|were|of)\b)\s*"
    rf"(?:(?:about|often|usually|typically|between|around|roughly|from|set to)\s+)*"
    rf"(?P<number>{_NUMBER})(?:\s*(?:to|and|[-–])\s*(?P<to>{_NUMBER}))?"
)


def given_to_another(statement: str, source: str) -> tuple[str, str] | None:
    """A number of a statement with the name it gives it to, where its source gives it only to another name.

    The source must give that name other numbers, and the statement the other name as well.

    >>> given_to_another("α is 2, and the temperature is often 3.", "The temperature is 2, and $\\\\alpha = 3$.")
    ('2', 'α')
    >>> given_to_another("With a temperature of 2, α is 3.", "The temperature is 2, and $\\\\alpha = 3$.")
    """
    said, held = _given(statement), _given(source)
    for name, numbers in said.items():
        others = {number for other, given in held.items() if other != name and other in said for number in given}
        if held[name] and held[name].isdisjoint(numbers) and (swapped := numbers & others):
            return min(swapped), name
    return None


def _given(text: str) -> defaultdict[str, set[str]]:
    """The numbers that a text gives to each name, a symbol or a stem."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for match in _GIVEN.finditer(_GREEK.sub(lambda letter: _LETTERS[letter[1]], text).replace("$", "")):
        name = match["name"] if len(match["name"]) == 1 else "".join(terms(match["name"])) or match["name"]
        found[name].update(number for number in (match["number"], match["to"]) if number)
    return found
