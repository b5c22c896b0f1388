"""What an answer is: cited statements, or an honest "the list does not cover this"."""

import re
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
_BLOCK_AT_END = re.compile(r"(?:\A|\n)[ \t]*(?:\|.*\||```+|~~~+|\$\$(?:.*\$\$)?)\s*\Z|\n[ \t]*\|.*\Z")
"""The last row of a table, the fence behind a block of code, or the end of a formula on lines of its own."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A part of an answer with the numbers of its citations and how they support it."""

    text: str
    citations: tuple[int, ...]
    support: Support = "supported"
    joint: str = "\n\n"
    """What stands before it in the text of the answer: a space, a new line, the mark of a list, cells of a table."""
    after: str = ""
    """What stands behind its marks: the rest of its row, where it is the cell of a table."""

    @property
    def ends_block(self) -> bool:
        """Whether only a blank line parts it from what follows."""
        return self.after != "" or ends_block(self.text)


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
        return "".join(one.joint + _marked(one) + one.after for one in self.statements).strip()


def ends_block(text: str) -> bool:
    r"""Whether a text ends with a table, code or a formula that only a blank line parts from what follows.

    >>> [ends_block(one) for one in ("| a |\n|---|\n| b", "```\nx = 1\n```", "$$\nx = 1\n$$", "$$x = 1$$")]
    [True, True, True, True]
    >>> [ends_block(one) for one in ("It is so.", "It is `x = 1`", "It is $$x = 1$$", "It is |x|", "")]
    [False, False, False, False, False]
    """
    return _BLOCK_AT_END.search(text) is not None


def _marked(statement: Statement) -> str:
    r"""A statement with its marks behind it, or below it where they would be taken for a cell or for code.

    >>> _marked(Statement("It is old.", (1, 2))), _marked(Statement("```\nx = 1\n```", (), "unsupported"))
    ('It is old. [1] [2]', '```\nx = 1\n```\n\n(no source says this)')
    """
    marks = " ".join([*(f"[{number}]" for number in statement.citations), REMARKS[statement.support]]).rstrip()
    if not marks:
        return statement.text
    return statement.text + ("\n\n" if ends_block(statement.text) else " ") + marks
