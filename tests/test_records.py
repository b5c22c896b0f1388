"""The nouns: ids come from content, records cannot be changed, and chunks are encoded under their headings."""

from dataclasses import FrozenInstanceError, replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import records
from index.records import Chunk, Source, SourceState, Status, content_id

CHUNK = Chunk("id", "source", "Owls", ("Owls", "Light"), "light", None, 0, 5, "Rods.", ())


@given(st.lists(st.text(alphabet="ab\x1e", max_size=3), max_size=3), st.lists(st.text(alphabet="ab\x1e", max_size=3)))
def test_different_parts_have_different_ids(one: list[str], other: list[str]) -> None:
    same = "\x1f".join(one) == "\x1f".join(other)
    assert (content_id(*one) == content_id(*other)) is same


def test_an_id_is_sixteen_hexadecimal_digits() -> None:
    assert len(content_id("a")) == 16
    assert int(content_id("a"), 16) >= 0


def test_every_status_is_of_one_sort() -> None:
    sorts = [records.CURRENT, records.UNASKED, records.GONE, records.BARRED, records.FAILED, records.UNREADABLE]
    assert sorted(status for one in sorts for status in one) == sorted(get_args(Status))


@pytest.mark.parametrize(
    ("status", "fetched_at", "is_older"),
    [("ok", "2024-01-01", False), ("moved", "2024-01-01", False), ("kept", "2024-01-01", True), ("dead", "", False)],
)
def test_an_older_copy_is_one_that_was_not_read_anew(status: Status, fetched_at: str, is_older: bool) -> None:
    assert SourceState(status, fetched_at=fetched_at).is_older_copy is is_older


def test_a_sources_id_is_made_of_its_address_alone() -> None:
    source = Source("https://a.org/x", "One", "article")
    assert source.id == replace(source, title="Two", starred=True, line=9).id
    assert source.id != replace(source, url="https://a.org/y").id


def test_a_chunk_is_encoded_under_its_title_and_headings_without_repeating_the_title() -> None:
    assert CHUNK.encoder_text == "Owls > Light\nRods."


def test_records_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        CHUNK.text = "Cones."  # type: ignore[misc]  # frozen, which is tested
