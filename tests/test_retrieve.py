"""Fusion by rank, the share of each source, twins, both sides of a comparison, and the search over small libraries."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from passages import Part, entry_of, library_of, prose

from index.encoder import Encoder
from index.library import Library
from index.records import SourceEntry
from rag.assistant import Assistant
from rag.retrieve import NAMED_RANK, RANK_CONSTANT, SHARE, _weight, reciprocal_rank_fusion

OWLS, GULLS, COPY = entry_of("https://a.org/owls"), entry_of("https://b.org/gulls"), entry_of("https://c.org/copy")
HUNT = "Owls hunt at night in old barns, and they hear a mouse under the snow from far away."
Pages = Sequence[tuple[SourceEntry, Sequence[Sequence[Part]]]]


def assistant_of(root: Path, encoder: Encoder, pages: Pages) -> Assistant:
    return Assistant(library_of(root, encoder, pages), encoder)


def urls(assistant: Assistant, question: str) -> list[str]:
    return [passage.entry.source.url for passage in assistant.search(question)]


def test_fusion_prefers_what_both_rankings_hold() -> None:
    scores = reciprocal_rank_fusion([[1, 2, 3], [3, 4]])
    assert max(scores, key=lambda row: scores[row]) == 3
    assert scores[1] == pytest.approx(1 / (RANK_CONSTANT + 1))
    assert scores[3] == pytest.approx(1 / (RANK_CONSTANT + 3) + 1 / (RANK_CONSTANT + 1))


def test_no_source_takes_more_than_its_share_before_the_others(tmp_path: Path, encoder: Encoder) -> None:
    crowd = [prose(f"Owl number {number} hunts at night in barn {number}.") for number in range(SHARE + 3)]
    pages = [(OWLS, crowd), (GULLS, [prose("Gulls sleep.")])]
    found = urls(assistant_of(tmp_path, encoder, pages), "owl hunts at night")
    assert found.index(GULLS.source.url) == SHARE
    assert len(found) == SHARE + 4


def test_nearly_the_same_text_of_two_sources_is_found_once_with_both(tmp_path: Path, encoder: Encoder) -> None:
    other = HUNT.replace("from far away", "from afar")
    pages = [(OWLS, [prose(HUNT)]), (COPY, [prose(other)]), (GULLS, [prose("Gulls hunt by day at sea.")])]
    found = assistant_of(tmp_path, encoder, pages).search("when do owls hunt?")
    assert [one.entry.source.url for one in found] == [OWLS.source.url, GULLS.source.url]
    assert [twin.entry.source.url for twin in found[0].twins] == [COPY.source.url]
    assert found[0].twins[0].chunk.text == other


def test_a_source_is_no_twin_of_itself(tmp_path: Path, encoder: Encoder) -> None:
    pages = [(OWLS, [prose(HUNT), prose("Owls sleep by day."), prose(HUNT + " Yes.")])]
    found = assistant_of(tmp_path, encoder, pages).search("when do owls hunt?")
    assert len(found) == 2
    assert not any(one.twins for one in found)


def test_a_curated_source_ranks_before_a_note_that_says_the_same(tmp_path: Path, encoder: Encoder) -> None:
    note = entry_of("sightline:notes/owls", kind="note")
    pages = [(note, [prose("The owl hunts at night.")]), (OWLS, [prose("An owl hunts at night.")])]
    assert urls(assistant_of(tmp_path, encoder, pages), "owl hunts at night") == [OWLS.source.url, note.source.url]


def test_a_comparison_finds_both_sides(tmp_path: Path, encoder: Encoder) -> None:
    crowd = [
        (
            entry_of(f"https://o.org/{number}"),
            [prose(f"The barn owl of page {number}: at sea an eagle differs in speed.")],
        )
        for number in range(8)
    ]
    assistant = assistant_of(tmp_path, encoder, [*crowd, (GULLS, [prose("Fish are food. " * 9 + "A sea eagle eats.")])])
    assert GULLS.source.url not in urls(assistant, "speed of a barn owl and a sea eagle")[: NAMED_RANK + 1]
    assert urls(assistant, "difference in speed between barn owl and sea eagle")[NAMED_RANK] == GULLS.source.url


def test_what_alone_speaks_of_a_named_thing_is_found_among_much_that_says_the_other_words(
    tmp_path: Path, encoder: Encoder
) -> None:
    crowd = [
        (entry_of(f"https://o.org/{number}"), [prose(f"The owls of barn {number} have a slow and noisy downside.")])
        for number in range(40)
    ]
    rare = "Fish are food, and ships are slow. " * 9 + "One counts them with zubrik, which takes much paper."
    assistant = assistant_of(tmp_path, encoder, [*crowd, (GULLS, [prose(rare)])])
    assert GULLS.source.url not in urls(assistant, "slow and noisy downside of owls")[: NAMED_RANK + 1]
    assert urls(assistant, "is the slow and noisy downside of owls that of zubrik?")[NAMED_RANK] == GULLS.source.url


def test_what_says_what_a_thing_is_comes_first_where_that_is_asked(tmp_path: Path, encoder: Encoder) -> None:
    talk = [prose(f"Pellet, pellet, pellet: the owl pellet of barn {number}.") for number in range(SHARE)]
    other = prose("Of an owl much is left, and a pellet is a ball of the bones and the fur that it coughs up.")
    pages = [(OWLS, talk), (GULLS, [other])]
    assistant = assistant_of(tmp_path, encoder, pages)
    assert urls(assistant, "pellet owl barn")[0] == OWLS.source.url
    assert urls(assistant, "what is a pellet")[0] == OWLS.source.url  # "a pellet" is no subject there
    plain = prose("A pellet is a ball of the bones and the fur that some birds cough up hours after they have eaten.")
    said = assistant_of(tmp_path / "said", encoder, [(OWLS, talk), (GULLS, [plain])])
    assert urls(said, "what is a pellet")[0] == GULLS.source.url


def test_search_finds_the_right_page_by_words_and_by_meaning(small_library: Library, encoder: Encoder) -> None:
    assistant = Assistant(small_library, encoder)
    by_words = assistant.search("owl pupil diameter", 3)
    by_meaning = assistant.search("nocturnal raptor eyesight", 3)
    assert by_words[0].chunk.title == by_meaning[0].chunk.title == "How owls see"
    assert len(assistant.search("owl", 1)) == 1
    slip = assistant.search("owl pupill diametre", 3)
    assert [one.chunk.id for one in slip] == [one.chunk.id for one in by_words], "slips are put right as in an answer"


def test_scores_fall_and_the_order_is_the_same_every_time(small_library: Library, encoder: Encoder) -> None:
    assistant = Assistant(small_library, encoder)
    first, again = assistant.search("tide", 10), assistant.search("tide", 10)
    assert [one.chunk.id for one in first] == [one.chunk.id for one in again]
    assert [one.score for one in first] == sorted((one.score for one in first), reverse=True)


def test_a_question_of_function_words_is_still_searched(small_library: Library, encoder: Encoder) -> None:
    assert Assistant(small_library, encoder).search("what is it?")


def test_a_starred_source_wins_a_tie() -> None:
    starred = entry_of(starred=True)
    plain = replace(starred, source=replace(starred.source, starred=False))
    assert _weight(starred) > _weight(plain) > _weight(entry_of(kind="note"))


def test_scores_fall_where_a_definition_was_moved_up(tmp_path: Path, encoder: Encoder) -> None:
    talk = prose("A pellet, a pellet, and one more pellet: owls and their pellet.")
    plain = prose(
        "Long before dawn, below the old oak behind a barn, lies what owls leave.", "A pellet is a ball of fur."
    )
    assistant = assistant_of(tmp_path, encoder, [(OWLS, [talk]), (GULLS, [plain])])
    scores = [one.score for one in assistant.search("what is a pellet")]
    assert scores == sorted(scores, reverse=True)
