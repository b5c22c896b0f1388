"""What the chat itself says."""

from datetime import UTC, datetime

from index.records import Kind
from rag.answer import Answer
from rag.filters import Filters
from rag.wording import NOT_COVERED, not_covered

TITLE = "Sightline"
PROMISE = "Ask the reading list. Every statement comes with a link to the sentence that says it."
EXAMPLES = (
    "What is a receptive field?",
    "How do I compute the output size of a convolution?",
    "Why do skip connections help?",
    "What does non-maximum suppression do?",
    "What is the difference between batch and group normalisation?",
)
ANSWERING, ANSWERED = "Question {} is being answered.", "Question {} is answered."
"""Said to who hears the page."""
READING, WRITING = "Reading the library …", "Reading the library and asking the model …"
"""In the place of an answer that is on its way."""
KEPT = "Kept, and asked as soon as the library can be opened."
KEPT_UNTIL_SET = (
    "Kept, and asked as soon as the model can be loaded. Where the chat has to be started anew for that, copy it first."
)
LOST = "The conversation that was here is gone: the chat was started anew since."
KINDS: dict[Kind, str] = {
    "article": "Article",
    "pdf": "PDF",
    "repository": "Code repository",
    "markdown": "Markdown page",
    "note": "Starter note",
    "video": "Video",
    "course": "Course",
}
_UNITS = (("year", 365 * 86400), ("month", 30 * 86400), ("day", 86400), ("hour", 3600), ("minute", 60))


def filters_in_words(filters: Filters) -> str:
    """Which sources a question was asked of.

    >>> filters_in_words(Filters(headings=("Segmentation",), kinds=("pdf",), starred=True))
    'starred sources · Segmentation · PDF'
    """
    parts = ["starred sources"] if filters.starred else []
    parts += [" or ".join(filters.headings + filters.topics), " or ".join(KINDS[kind] for kind in filters.kinds)]
    return " · ".join([*filter(None, parts), *filters.sources])


def gone_in_words(gone: Filters, left: Filters) -> str:
    """What was chosen and is not in the library any more, and which sources are asked now.

    >>> gone_in_words(Filters(headings=("Birds",)), Filters())
    'The library no longer has what you had chosen: Birds. Asked now: all sources.'
    """
    asked = filters_in_words(left) or "all sources"
    return f"The library no longer has what you had chosen: {filters_in_words(gone)}. Asked now: {asked}."


def refusal(answer: Answer, filters: Filters) -> str:
    """Why a question is not answered, without the topics that come nearest.

    >>> from rag.answer import NearTopic
    >>> near = (NearTopic("Tracking", ()),)
    >>> refused = Answer.refused("Why?", "Why?", not_covered(near), near=near)
    >>> refusal(refused, Filters()), refusal(refused, Filters(starred=True))
    ('The library does not cover this.', 'The sources you chose do not cover this.')
    """
    if answer.notice != not_covered(answer.near):
        return answer.notice
    if filters:
        return "The sources you chose do not cover this."
    return NOT_COVERED if answer.near else answer.notice


def age(moment: str, now: datetime) -> str:
    """How long ago an ISO 8601 moment was.

    >>> now = datetime(2026, 1, 4, 12, tzinfo=UTC)
    >>> age("2026-01-01T12:00:00+00:00", now), age("2026-01-04T10:59:00Z", now), age("2026-01-04T12:00:00Z", now)
    ('3 days ago', '1 hour ago', 'just now')
    """
    seconds = (now - _parse(moment)).total_seconds()
    for unit, length in _UNITS:
        if count := int(seconds // length) if seconds > 0 else 0:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def day(moment: str) -> str:
    """The date of an ISO 8601 moment.

    >>> day("2025-11-03T12:00:00Z"), day("")
    ('3 Nov 2025', '')
    """
    return f"{_parse(moment).day} {_parse(moment):%b %Y}" if moment else ""


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "source"), count(2839, "passage")
    ('1 source', '2,839 passages')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _parse(moment: str) -> datetime:
    parsed = datetime.fromisoformat(moment)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
