"""Evidence grows with the excerpts and the words that are said; the nearest topics are named with their sources."""

from dataclasses import replace

import pytest
from passages import chunk_of, entry_of, passage_of, prose

from rag.answer import NearTopic
from rag.citations import Excerpt
from rag.coverage import Evidence, nearest_topics, weigh_evidence
from rag.question import Question, Term
from rag.quotes import MAX_DISTANCE
from rag.retrieve import Passage

TERMS = (Term("owl", "owl", 4.0, 2.0, is_known=True), Term("hunt", "hunt", 3.0, 3.0, is_known=True))
QUESTION = Question("do owls hunt", "do owls hunt", TERMS, ("owl", "hunt"), frozenset())


def excerpt(score: float) -> Excerpt:
    return Excerpt(passage_of(*prose("An owl.")), 0, 0, score)


def near(*entries: Passage) -> tuple[NearTopic, ...]:
    return nearest_topics(entries)


def of_topic(topic: str, url: str = "https://a.org/x") -> Passage:
    return Passage(0, chunk_of(*prose("x")), entry_of(url, topics=(topic,)), 1.0, 0.0, 0.0)


def test_evidence_is_of_the_best_two_excerpts_and_the_first_passage() -> None:
    passages = [passage_of(*prose("An owl.")), passage_of(*prose("An owl hunts."))]
    found = weigh_evidence(QUESTION, passages, [excerpt(0.7), excerpt(0.5), excerpt(0.1)])
    assert found == Evidence(best=0.7, second=0.5, rare_words=4.0 / 5.0)


def test_one_excerpt_alone_is_no_reason_to_refuse() -> None:
    assert weigh_evidence(QUESTION, [], [excerpt(0.7)]).second == pytest.approx(0.7 - MAX_DISTANCE)


def test_without_anything_there_is_no_evidence() -> None:
    nothing = replace(QUESTION, terms=())
    assert weigh_evidence(nothing, [passage_of(*prose("An owl."))], []) == Evidence(0.0, 0.0, 0.0)
    assert weigh_evidence(QUESTION, [], []).total < 0


@pytest.mark.parametrize("name", ["best", "second", "rare_words"])
def test_more_of_anything_speaks_for_an_answer(name: str) -> None:
    some = Evidence(0.4, 0.3, 1.0)
    assert replace(some, **{name: 2.0}).total > some.total


def test_nearest_topics_are_named_once_in_order_with_what_the_list_has() -> None:
    found = near(
        of_topic("Tracking"), of_topic("Detection", "https://a.org/d"), of_topic("Tracking", "https://a.org/t")
    )
    assert found == (NearTopic("Tracking", ("x", "t")), NearTopic("Detection", ("d",)))


def test_where_only_notes_are_near_their_titles_are_named() -> None:
    note = Passage(0, chunk_of(*prose("x"), title="Pooling"), entry_of(kind="note", topics=("Notes",)), 1.0, 0.1, 0.0)
    assert near(note) == (NearTopic("Pooling", ()),)
    assert near() == ()
