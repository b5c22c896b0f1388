"""What a run found out about the lists themselves, kept with the library for their maintainers."""

import json
from dataclasses import asdict, dataclass

from ingest.load_list import LoadedLists
from ingest.reading_list import Duplicate, SkippedLink, Topic


@dataclass(frozen=True, slots=True)
class ListFindings:
    """Of one list: what its links and headings tell without fetching anything."""

    address: str
    title: str
    gaps: tuple[Topic, ...]
    duplicates: tuple[Duplicate, ...]
    skipped: tuple[SkippedLink, ...]


def findings_of(lists: LoadedLists) -> list[ListFindings]:
    """What is to be said of each list."""
    return [ListFindings(one.address, one.title, one.gaps, one.duplicates, one.skipped) for one in lists.lists]


def to_json(findings: list[ListFindings]) -> str:
    """As the library keeps it."""
    return json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=1)


def from_json(text: str) -> list[ListFindings]:
    """What `to_json` wrote; nothing for a library that keeps none."""
    return [
        ListFindings(
            one["address"],
            one["title"],
            tuple(tuple(gap) for gap in one["gaps"]),
            tuple(Duplicate(**duplicate) for duplicate in one["duplicates"]),
            tuple(SkippedLink(**link) for link in one["skipped"]),
        )
        for one in (json.loads(text) if text else [])
    ]
