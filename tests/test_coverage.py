"""Evidence grows with what the passages and the best excerpt say; the nearest topics are named with their sources."""

import math
from dataclasses import replace

import pytest
from passages import chunk_of, entry_of, passage_of, prose

from rag.answer import NearTopic
from rag.citations import Excerpt
from rag.coverage.evidence import NO_EVIDENCE, CoverageEvidence, weigh_evidence
from rag.coverage.nearest import nearest_topics
from rag.questions.question import Question, Term
from rag.retrieve import Passage

TERMS = (
    Term(word="owl", stem="owl", rarity=4.0, weight=2.0, is_known=True),
    Term(word="hunt", stem="hunt", rarity=3.0, weight=3.0, is_known=True),
)
QUESTION = Question(
    text="do owls hunt", encoded_text="do owls hunt", terms=TERMS, searched=("owl", "hunt"), aims=frozenset()
)


def excerpt(score: float) -> Excerpt:
    return Excerpt(passage_of(*prose("An owl.")), 0, 0, score)


def near(*entries: Passage) -> tuple[NearTopic, ...]:
    return nearest_topics(entries)


def of_topic(topic: str, url: str = "https://a.org/x") -> Passage:
    return replace(passage_of(*prose("x"), cosine=0.5), entry=entry_of(url, topics=(topic,)))


def test_evidence_is_of_the_first_passages_and_the_best_excerpt() -> None:
    passages = [
        replace(passage_of(*prose("An owl.")), lexical=10.0, cosine=0.4),
        replace(passage_of(*prose("An owl hunts.")), lexical=12.0, cosine=0.6),
    ]
    found = weigh_evidence(QUESTION, passages, [excerpt(0.7), excerpt(0.5)], 3000)
    assert found == CoverageEvidence(
        said=1.0,
        quoted=2.0 / 5.0,
        nearness=0.6,
        lexical=math.log1p(10.0 / 5.0),
        length=math.log(3),
        size=math.log(3000),
    )


def test_a_question_that_no_excerpt_answers_has_less_evidence() -> None:
    passages = [passage_of(*prose("An owl hunts."))]
    assert (
        weigh_evidence(QUESTION, passages, [], 80).total < weigh_evidence(QUESTION, passages, [excerpt(0.7)], 80).total
    )


def test_without_anything_there_is_no_evidence() -> None:
    nothing = replace(QUESTION, terms=())
    assert weigh_evidence(nothing, [passage_of(*prose("An owl."))], [], 80) == NO_EVIDENCE
    assert weigh_evidence(QUESTION, [], [], 80) == NO_EVIDENCE
    assert NO_EVIDENCE.total < 0


@pytest.mark.parametrize("name", ["said", "quoted", "nearness", "lexical", "length"])
def test_more_of_anything_speaks_for_an_answer(name: str) -> None:
    some = CoverageEvidence(said=0.4, quoted=0.3, nearness=0.5, lexical=2.0, length=1.0, size=5.0)
    assert replace(some, **{name: 3.0}).total > some.total


def test_the_same_says_more_in_a_small_library_but_no_more_in_a_tiny_one() -> None:
    passages = [passage_of(*prose("An owl hunts."))]
    large, small, tiny, least = (weigh_evidence(QUESTION, passages, [], chunks).total for chunks in (3000, 300, 80, 3))
    assert large < small < tiny == least


def test_nearest_topics_are_named_once_in_order_with_what_the_list_has() -> None:
    found = near(
        of_topic("Tracking"), of_topic("Detection", "https://a.org/d"), of_topic("Tracking", "https://a.org/t")
    )
    assert found == (NearTopic("Tracking", ("x", "t")), NearTopic("Detection", ("d",)))


def test_a_question_of_another_field_has_no_nearest_topics() -> None:
    assert near(replace(of_topic("Tracking"), cosine=0.2), replace(of_topic("Detection"), cosine=0.25)) == ()


def test_where_only_notes_are_near_their_titles_are_named() -> None:
    titled, entry = chunk_of(*prose("x"), title="Pooling"), entry_of(kind="note", topics=("Notes",))
    note = replace(of_topic("Notes"), chunk=titled, entry=entry)
    assert near(note) == (NearTopic("Pooling", ()),)
    assert near() == ()
