"""What Sightline itself says in an answer."""

from collections.abc import Sequence


def not_covered(topics: Sequence[str]) -> str:
    """The honest refusal, with the topics that come nearest.

    >>> not_covered(["Tracking"])
    'The reading list does not cover this. The nearest topic in it: Tracking.'
    """
    if not topics:
        return "The reading list does not cover this."
    label = "The nearest topic in it" if len(topics) == 1 else "The nearest topics in it"
    return f"The reading list does not cover this. {label}: {', '.join(topics)}."
