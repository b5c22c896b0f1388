"""What becomes of a statement's citations: kept, replaced by a sentence that holds, from where one may come."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from passages import passage_of, prose

from index.encoder import Encoder
from index.inference import Support
from rag.citations import Excerpt
from rag.support.check import SupportCheck, Verdict
from rag.written.citation_check import CitationChecker
from rag.written.evidence import Evidence

STATEMENT = "It turns its head by up to 270 degrees."


def evidence_of(identifier: str, source: str, text: str) -> Evidence:
    passage = passage_of(*prose(text))
    passage = replace(passage, chunk=replace(passage.chunk, source_id=source))
    return Evidence(identifier, Excerpt(passage, 0, 0, 1.0), "")


@pytest.fixture(scope="module")
def checker(encoder: Encoder) -> CitationChecker:
    evidence = [
        evidence_of("one", "owls", "An owl turns its head by up to 270 degrees."),
        evidence_of("two", "hawks", "A hawk has a beak of horn."),
    ]
    return CitationChecker(SupportCheck(encoder), evidence)


def test_a_citation_that_does_not_hold_is_replaced_by_one_that_does(checker: CitationChecker) -> None:
    (found,) = checker.checked(STATEMENT, ["two"]).cited
    assert found.id == "one"


def test_a_sentence_from_elsewhere_is_not_sure(checker: CitationChecker) -> None:
    """A statement about "it" is about what the statement before it cites."""
    assert checker.checked(STATEMENT, ["two"], sources={"hawks"}).support == "partly"
    assert checker.checked(STATEMENT, [], sources={"owls"}).support == "supported"
    assert checker.checked(STATEMENT, ["one"], sources={"hawks"}).support == "supported"  # its own citation stands


class Ruled(SupportCheck):
    """A check whose verdicts on single sentences are given, by a word of the sentence."""

    def __init__(self, encoder: Encoder, verdicts: dict[str, Verdict]) -> None:
        super().__init__(encoder)
        self._verdicts = verdicts

    def verdict(self, statement: str, sources: Sequence[str], context: str = "") -> Verdict:
        return next(verdict for word, verdict in self._verdicts.items() if word in " ".join(sources))


@pytest.mark.parametrize(
    ("own", "others", "cited", "support"),
    [
        (Verdict("partly", 0.8), 0.6, "own", "partly"),
        (Verdict("partly", 0.5), 0.6, "other", "supported"),
        (Verdict("unsupported", 0.8), 0.6, "", "unsupported"),
        (Verdict("unsupported", 0.5), 0.6, "other", "supported"),
    ],
)
def test_a_sentence_farther_off_takes_no_citations_place(
    encoder: Encoder, own: Verdict, others: float, cited: str, support: Support
) -> None:
    evidence = [evidence_of("own", "owls", "Owls turn it."), evidence_of("other", "owls", "Hawks turn their heads.")]
    check = Ruled(encoder, {"Owls": own, "Hawks": Verdict("supported", others)})
    found = CitationChecker(check, evidence).checked("Their heads are turned.", ["own"])
    assert ("".join(one.id for one in found.cited), found.support) == (cited, support)


def test_a_citation_that_alone_says_a_part_is_kept_where_the_others_would_do(encoder: Encoder) -> None:
    """Of a statement with three parts the sentences of two were enough, and the third had no source to be seen."""
    said = ["Owls hear mice in deep snow.", "Owls fly without a sound.", "Owls swallow prey."]
    evidence = [evidence_of(str(place), "owls", text) for place, text in enumerate(said)]
    check = Ruled(encoder, {"snow. Owls fly": Verdict("supported", 0.8), "Owls": Verdict("partly", 0.5)})
    statement = "Owls hear mice in deep snow, fly without a sound and swallow prey."
    found = CitationChecker(check, evidence).checked(statement, ["0", "1", "2"])
    assert {one.id for one in found.cited} == {"0", "1", "2"}
