"""What becomes of a statement's citations: kept, replaced by a sentence that holds, from where one may come."""

from dataclasses import replace

import pytest
from passages import passage_of, prose

from index.encoder import Encoder
from rag.citations import Excerpt
from rag.support.check import SupportCheck
from rag.written.checked import Checker
from rag.written.evidence import Evidence

STATEMENT = "It turns its head by up to 270 degrees."


def evidence_of(identifier: str, source: str, text: str) -> Evidence:
    passage = passage_of(*prose(text))
    passage = replace(passage, chunk=replace(passage.chunk, source_id=source))
    return Evidence(identifier, Excerpt(passage, 0, 0, 1.0), "")


@pytest.fixture(scope="module")
def checker(encoder: Encoder) -> Checker:
    evidence = [
        evidence_of("one", "owls", "An owl turns its head by up to 270 degrees."),
        evidence_of("two", "hawks", "A hawk has a beak of horn."),
    ]
    return Checker(SupportCheck(encoder), evidence)


def test_a_citation_that_does_not_hold_is_replaced_by_one_that_does(checker: Checker) -> None:
    (found,) = checker.checked(STATEMENT, ["two"]).cited
    assert found.id == "one"


def test_a_sentence_from_elsewhere_is_not_sure(checker: Checker) -> None:
    """A statement about "it" is about what the statement before it cites."""
    assert checker.checked(STATEMENT, ["two"], sources={"hawks"}).support == "partly"
    assert checker.checked(STATEMENT, [], sources={"owls"}).support == "supported"
    assert checker.checked(STATEMENT, ["one"], sources={"hawks"}).support == "supported"  # its own citation stands
