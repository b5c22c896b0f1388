"""The Internet Archive's copy of a page that is gone: the bytes as the site once served them.

The address `…/web/<moment>id_/<address>` gives them raw (Wayback Machine API); `2id_` leads to the newest.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from ingest.page import Page, PageUnavailable

WAYBACK = "https://web.archive.org/web/"
_MOMENT = re.compile(re.escape(WAYBACK) + r"(\d{14})id_/")


def archived_copy(url: str, get: Callable[[str], Page]) -> Page:
    """The newest copy; its final address is where a browser finds it in the Internet Archive.

    Raises:
        PageUnavailable: there is none.
    """
    raw = get(f"{WAYBACK}2id_/{url}")
    moment = _MOMENT.match(raw.final_url)
    if moment is None:
        raise PageUnavailable("dead", "the Internet Archive has no copy of it")
    when = datetime.strptime(moment[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return replace(
        raw,
        url=url,
        final_url=raw.final_url.replace(f"{moment[1]}id_/", f"{moment[1]}/", 1),
        fetched_at=when.isoformat(timespec="seconds"),
        moved_to="",
        origin="wayback",
    )
