"""How long a server wants to be left alone, in every form that `Retry-After` has."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.retry_after import MOST_SECONDS, seconds_of
from rag.written.connection import pause_of

NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Tokyo"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where the machine stands."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("20", 20),
        (" 20 ", 20),
        ("0.5", 0.5),
        ("1" + "0" * 400, MOST_SECONDS),
        ("-5", None),
        ("nan", None),
        ("inf", None),
        ("1e3", None),
        ("٣", None),
        ("Mon, 06 May 2024 07:07:09 GMT", 0),
        ("Monday, 06-May-24 07:08:39 GMT", 30),
        ("Mon, 01 Jan 0001 00:00:00 +1200", 0),
        ("Mon, 01 Jan 0001 00:00:00 -0000", 0),
    ],
)
def test_numbers_and_dates_are_read(said: str, seconds: float | None) -> None:
    assert seconds_of(said, NOW) == seconds


@pytest.mark.parametrize("offset", ["-1200", "-0000"])
def test_a_date_at_the_end_of_the_calendar_is_far_off(offset: str) -> None:
    assert (seconds_of(f"Fri, 31 Dec 9999 23:59:59 {offset}", NOW) or 0) > MOST_SECONDS


@pytest.mark.usefixtures("zone")
def test_a_date_without_a_zone_is_of_utc_wherever_the_machine_stands() -> None:
    assert seconds_of("Mon, 06 May 2024 07:08:39", NOW) == 30
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True).removesuffix(" GMT")
    assert 0 < pause_of({"retry-after": soon}) <= 30


@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{1,5} \d\d:\d\d(:\d\d)?( [+-]\d{4})?"))
def test_whatever_is_sent_is_a_wait_or_none(said: str) -> None:
    seconds = seconds_of(said, NOW)
    assert seconds is None or seconds >= 0
