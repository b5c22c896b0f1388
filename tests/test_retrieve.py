"""Fusion by rank, the share of each source, and the search over a real small library."""

from dataclasses import replace

import pytest

from index.encoder import Encoder
from index.library import Library
from index.records import Chunk, Source, SourceEntry, SourceState
from rag.assistant import Assistant
from rag.retrieve import SHARE, Passage, _share_out, _without_duplicates, question_terms, reciprocal_rank_fusion


def passage(row: int, source: str, text: str = "", score: float = 1.0) -> Passage:
    chunk = Chunk(f"c{row}", source, "Title", (), "", None, 0, len(text), text or f"text {row}", ())
    return Passage(row, chunk, SourceEntry(Source("u", "t", "article"), SourceState("ok")), score, 0.0, 0.0)


def test_fusion_prefers_what_both_rankings_hold() -> None:
    scores = reciprocal_rank_fusion([[1, 2, 3], [3, 4]])
    assert max(scores, key=lambda row: scores[row]) == 3
    assert scores[1] == pytest.approx(1 / 61)
    assert scores[3] == pytest.approx(1 / 63 + 1 / 61)


def test_no_source_takes_more_than_its_share_before_the_others() -> None:
    crowd = [passage(row, "a") for row in range(SHARE + 2)] + [passage(99, "b")]
    rows = [one.row for one in _share_out(crowd)]
    assert rows.index(99) == SHARE
    assert sorted(rows) == sorted(one.row for one in crowd)


def test_the_same_text_is_kept_once() -> None:
    found = _without_duplicates(
        [passage(1, "a", "same  words"), passage(2, "b", "same words"), passage(3, "b", "other")]
    )
    assert [one.row for one in found] == [1, 3]


def test_a_question_of_function_words_is_still_searched() -> None:
    assert question_terms("what is it?")
    assert question_terms("What is the receptive field?") == ["recept", "field"]


def test_search_finds_the_right_page_by_words_and_by_meaning(small_library: Library, encoder: Encoder) -> None:
    assistant = Assistant(small_library, encoder)
    by_words = assistant.search("owl pupil diameter", 3)
    by_meaning = assistant.search("nocturnal raptor eyesight", 3)
    assert by_words[0].chunk.title == by_meaning[0].chunk.title == "How owls see"
    assert len(assistant.search("owl", 1)) == 1


def test_scores_fall_and_the_order_is_the_same_every_time(small_library: Library, encoder: Encoder) -> None:
    assistant = Assistant(small_library, encoder)
    first, again = assistant.search("tide", 10), assistant.search("tide", 10)
    assert [one.chunk.id for one in first] == [one.chunk.id for one in again]
    assert [one.score for one in first] == sorted((one.score for one in first), reverse=True)


def test_a_starred_source_wins_a_tie(small_library: Library, encoder: Encoder) -> None:
    entries = Assistant(small_library, encoder).entries
    starred = next(entry for entry in entries.values() if entry.source.starred)
    plain = replace(starred, source=replace(starred.source, starred=False))
    from rag.retrieve import _weight

    assert _weight(starred) > _weight(plain) > _weight(replace(plain, state=replace(plain.state, kind="note")))
