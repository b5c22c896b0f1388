"""Evidence grows with what the passages hold, and falls with words the library does not know."""

from index.records import Chunk, Source, SourceEntry, SourceState
from rag.coverage import MIN_EVIDENCE, nearest_topics, weigh_evidence
from rag.retrieve import Passage


def passage(text: str, cosine: float, topic: str = "Detection") -> Passage:
    entry = SourceEntry(Source("https://a.org", "t", "article", (("List", topic),)), SourceState("ok"))
    return Passage(0, Chunk("c", "s", "", (), "", None, 0, len(text), text, ()), entry, 1.0, cosine, 0.0)


def test_full_evidence_is_one_and_none_is_nought() -> None:
    weights = {"owl": 2.0, "head": 1.0}
    assert weigh_evidence([passage("an owl turns its head", 0.9)] * 3, weights, frozenset(weights)).total == 1.0
    assert weigh_evidence([], weights, frozenset()).total == 0.0


def test_unknown_words_lower_the_evidence() -> None:
    weights = {"owl": 1.0, "blockchain": 3.0}
    passages = [passage("an owl", 0.5)] * 3
    assert weigh_evidence(passages, weights, frozenset({"owl"})).total < MIN_EVIDENCE
    assert (
        weigh_evidence(passages, weights, frozenset({"owl"})).total
        < weigh_evidence(passages, weights, frozenset(weights)).total
    )


def test_nearest_topics_are_named_once_in_order() -> None:
    found = [passage("a", 0.1, "Tracking"), passage("b", 0.1, "Detection"), passage("c", 0.1, "Tracking")]
    assert nearest_topics(found) == ["Tracking", "Detection"]


def test_where_only_notes_are_near_their_titles_are_named() -> None:
    entry = SourceEntry(Source("sightline:notes/x", "t", "note", (("Starter notes",),)), SourceState("ok", kind="note"))
    chunk = Chunk("c", "s", "Pooling", (), "", None, 0, 1, "a", ())
    assert nearest_topics([Passage(0, chunk, entry, 1.0, 0.1, 0.0)]) == ["Pooling"]
