"""A question that asks several things, taken apart: one of them may be covered and another not."""

from rag.questions.followup import with_topic
from rag.questions.leaning import MIN_WORDS, clauses, leans
from rag.questions.subject import subject_of


def parts_of(question: str) -> tuple[str, ...]:
    """The questions that a question is made of, each standing alone; itself where it asks one thing.

    >>> parts_of("what is an anchor box, and how does the muon optimizer work?")
    ('what is an anchor box', 'how does the muon optimizer work?')
    >>> parts_of("what is YOLO and why is it fast?")
    ('what is YOLO', 'why is YOLO fast?')
    >>> parts_of("what is dropout?")
    ('what is dropout?',)
    """
    parts = clauses(question)
    if len(parts) < 2 or any(len(part.split()) < MIN_WORDS for part in parts) or leans(parts[0]):
        return (question,)
    topic = subject_of(parts[0])
    return (parts[0], *(with_topic(part, topic) if topic and leans(part) else part for part in parts[1:]))
