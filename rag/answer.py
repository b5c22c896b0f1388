"""What an answer is: cited statements, or an honest "the list does not cover this"."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rag.citations import Citation


@dataclass(frozen=True, slots=True)
class Statement:
    """A part of an answer with the numbers of its citations and how they support it."""

    text: str
    citations: tuple[int, ...]
    support: Literal["supported", "partly", "unsupported"] = "supported"


@dataclass(frozen=True, slots=True)
class NearTopic:
    """A topic of the list, with what the list has on it."""

    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Cited statements, or a refusal with the nearest topics."""

    question: str
    standalone_question: str
    answered: bool
    mode: Literal["quotes", "written"]
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    near: tuple[NearTopic, ...]
    timings_ms: Mapping[str, float]
    notice: str = ""
    """What we say beside the statements: what is not covered; a refusal in full."""

    @property
    def nearest_topics(self) -> tuple[str, ...]:
        """The names of the topics nearest to a question that is not covered."""
        return tuple(topic.name for topic in self.near)

    @property
    def text(self) -> str:
        """The whole answer with its citation numbers, and the notice."""
        said = [
            " ".join([statement.text, *(f"[{number}]" for number in statement.citations)])
            for statement in self.statements
        ]
        return "\n\n".join([*said, *filter(None, [self.notice])])
