"""`Retry-After`: for how long a host, or a model's server, wants to be left alone."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MOST_SECONDS = 1e9
"""About thirty years; a longer wait is read as this."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
"""RFC 9110 has whole seconds; some servers send parts of them."""


def seconds_of(retry_after: str, now: datetime) -> float | None:
    """The seconds that a `Retry-After` asks for, by number or date (RFC 9110); None where it says nothing.

    A date without a zone is taken for UTC, which is all that the standard allows.

    >>> now = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    >>> [seconds_of(value, now) for value in ("120", "Mon, 06 May 2024 07:09:09 GMT", "soon", "")]
    [120.0, 60.0, None, None]
    """
    value = retry_after.strip()
    if _NUMBER.fullmatch(value):
        return min(float(value), MOST_SECONDS)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
