"""What an answer is: cited statements, or an honest "the list does not cover this"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.inference import Support
from rag.citations import Citation

REMARKS: Mapping[Support, str] = {
    "supported": "",
    "partly": "(not surely what its source says)",
    "unsupported": "(no source says this)",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A part of an answer with the numbers of its citations and how they support it."""

    text: str
    citations: tuple[int, ...]
    support: Support = "supported"
    joint: str = "\n\n"
    """What stands before it in the text of the answer: a space, a new line, the mark of a list."""


@dataclass(frozen=True, slots=True)
class NearTopic:
    """A topic of the list, with what the list has on it."""

    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Cited statements, or a refusal with the nearest topics."""

    question: str
    standalone_question: str
    answered: bool
    mode: Literal["quotes", "written"]
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    near: tuple[NearTopic, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    notice: str = ""
    """What we say beside the statements: what is not covered; a refusal in full."""

    @classmethod
    def remark(cls, question: str, reply: str, timings_ms: Mapping[str, float]) -> "Answer":
        """What we say ourselves to words that ask nothing of the library."""
        said = (Statement(reply, ()),)
        return cls(
            question=question,
            standalone_question=question,
            answered=True,
            mode="quotes",
            statements=said,
            timings_ms=timings_ms,
        )

    @classmethod
    def refused(cls, question: str, standalone: str, notice: str, near: tuple[NearTopic, ...] = ()) -> "Answer":
        """A refusal, which `notice` says in full."""
        return cls(
            question=question,
            standalone_question=standalone,
            answered=False,
            mode="quotes",
            near=near,
            notice=notice,
        )

    @property
    def nearest_topics(self) -> tuple[str, ...]:
        """The names of the topics nearest to a question that is not covered."""
        return tuple(topic.name for topic in self.near)

    @property
    def text(self) -> str:
        """The whole answer with its citation numbers, what no source says marked as such, and the notice."""
        return "\n\n".join(filter(None, [self.said, self.notice]))

    @property
    def said(self) -> str:
        """The statements alone, as in `text`."""
        said = (statement.joint + " ".join([statement.text, *_marks(statement)]) for statement in self.statements)
        return "".join(said).strip()


def _marks(statement: Statement) -> list[str]:
    """The numbers of its citations, and what is to be said of its support."""
    return [*(f"[{number}]" for number in statement.citations), *filter(None, [REMARKS[statement.support]])]
