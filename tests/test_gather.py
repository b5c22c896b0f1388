"""Sources read by host; and what is said where no host is found at all."""

import pytest

from index.records import Source, SourceState
from ingest.connection import NOT_FOUND
from ingest.gather import MANY, told_apart
from ingest.read import Reading


def reading(number: int, state: SourceState) -> Reading:
    return Reading(Source(f"https://h{number}.org/x", "X", "article"), state)


GONE = SourceState("dead", f"the host h.org {NOT_FOUND} (no such name)")


@pytest.mark.parametrize(
    ("states", "away"),
    [
        ([GONE] * MANY, True),
        ([GONE] * (MANY - 1), False),
        ([*[GONE] * MANY, SourceState("ok")], False),
        ([*[GONE] * MANY, SourceState("dead", "the site answered HTTP 404")], False),
        ([], False),
    ],
)
def test_where_no_host_is_found_the_network_is_away(states: list[SourceState], away: bool) -> None:
    readings = [reading(number, state) for number, state in enumerate(states)]
    told = told_apart(readings)
    assert [one.state.status for one in told] == (["error"] * len(states) if away else [one.status for one in states])
    assert all("network" in one.state.reason for one in told) or not away


def test_many_links_to_one_host_that_is_gone_are_dead() -> None:
    readings = [Reading(Source(f"https://a.org/{number}", "X", "article"), GONE) for number in range(9)]
    assert told_apart(readings) == readings
