"""Whether sentences support a statement: the check by words that citation scores use in place of an NLI model."""

import re

from index.terms import content_terms

HELD = 0.6
"""Share of a statement's terms that the sentences must hold."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def supports(statement: str, sentences: str) -> bool:
    """Whether every number of a statement stands in the sentences and enough of its terms do.

    It sees neither a negation nor who did what to whom: read it as "may well come from there".

    >>> supports("YOLO divides the image into 49 cells.", "The image is divided by YOLO into 7×7 = 49 cells.")
    True
    >>> supports("YOLO divides the image into 64 cells.", "The image is divided by YOLO into 7×7 = 49 cells.")
    False
    >>> supports("Owls hunt at night.", "The image is divided by YOLO into 7×7 = 49 cells.")
    False
    """
    if not numbers(statement) <= numbers(sentences):
        return False
    said, held = content_terms(statement), set(content_terms(sentences))
    return sum(term in held for term in said) >= HELD * len(said) if said else statement.strip() in sentences


def numbers(text: str) -> set[str]:
    """The numbers of a text, thousands without their commas.

    >>> sorted(numbers("1,200 images, 0.5 and 3×3."))
    ['0.5', '1200', '3']
    """
    return {re.sub(r",(?=\d{3}\b)", "", number) for number in _NUMBER.findall(text)}
