"""What was said before a question."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question that was asked before, and what was answered."""

    question: str
    answer: str = ""
    """The statements without their citations; empty where it is not known."""
