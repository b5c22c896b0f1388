"""What Sightline itself says in an answer."""

from collections.abc import Sequence

from index.errors import EncoderError, ModelError, NoModelError
from rag.answer import NearTopic
from rag.conversation import MOST_READ

NO_SOURCE_FITS = "No source of the library fits what was chosen: `sightline status --json` lists them all."

VAGUE = 'The question does not say what it is about: name the thing, as in "explain batch normalisation".'

ELSEWHERE = "Nothing on this by whom you asked: this is what other sources say."

NOT_COVERED = "The library does not cover this."

WITHDRAWN = "What is written above is withdrawn, with its numbers."

IN_ENGLISH = "The articles are searched in English: ask again in English."

_SHOWN = 300
"""Characters of a question that are said again."""


def understood(question: str, standalone: str) -> str:
    """How a question was understood, where that is not as it was asked; empty where it is.

    >>> understood("and its loss?", "and the loss of SSD?"), understood("why?", "why?")
    ('Understood as: and the loss of SSD?', '')
    >>> understood("why is it so " * 500, ("why is it so " * 500)[:2000])
    'Only the first 2,000 characters of the question were read.'
    """
    asked = " ".join(question.split())
    if asked == standalone:
        return ""
    if asked.startswith(standalone) and len(standalone) == MOST_READ:
        return f"Only the first {MOST_READ:,} characters of the question were read."
    shown = standalone if len(standalone) <= _SHOWN else standalone[:_SHOWN].rstrip() + " …"
    return f"Understood as: {shown}"


def not_covered(near: Sequence[NearTopic]) -> str:
    """The honest refusal, with the topics that come nearest and what the list has on them.

    >>> print(not_covered([NearTopic("Tracking", ("Judging trackers",))]))
    The library does not cover this. The nearest topic in it:
    - Tracking: Judging trackers
    """
    if not near:
        return "The library does not cover this, nor anything near it."
    label = "The nearest topic in it" if len(near) == 1 else "The nearest topics in it"
    lines = (f"- {topic.name}" + (f": {'; '.join(topic.titles)}" if topic.titles else "") for topic in near)
    return "\n".join([f"{NOT_COVERED} {label}:", *lines])


def partly_covered(missing: Sequence[str], unknown: Sequence[str]) -> str:
    """What an answer lacks; empty where it lacks nothing.

    >>> partly_covered(["how the muon optimizer works?"], [])
    'The library does not cover this part of the question: "how the muon optimizer works".'
    >>> partly_covered([], ["muon"])
    'Nothing in the library mentions "muon".'
    """
    if missing:
        named = " and ".join(f'"{part.strip(" ?.!,")}"' for part in missing)
        parts = "this part" if len(missing) == 1 else "these parts"
        return f"The library does not cover {parts} of the question: {named}."
    if unknown:
        return "Nothing in the library mentions " + " or ".join(f'"{word}"' for word in unknown) + "."
    return ""


def instead(error: ModelError | NoModelError | EncoderError) -> str:
    """Why there are quotes where an answer should have been written."""
    return f"{error} Here are the sources' own words instead."
