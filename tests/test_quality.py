"""The whole way on the real snapshot: golden questions answered word for word from the right pages, or refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from index.encoder import Encoder
from index.library import Library
from ingest.archive import open_archives
from rag.assistant import Answer, Assistant

GOLDEN = Path(__file__).parent / "golden"
HALVES = ("development", "held_back")


@dataclass(frozen=True, slots=True)
class Case:
    """A golden question: what must be in the answer and which pages may be cited, or that it must be refused."""

    id: str
    question: str
    history: tuple[str, ...]
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    answerable: bool
    half: str


def read_cases(half: str) -> list[Case]:
    values: list[dict[str, Any]] = yaml.safe_load((GOLDEN / f"{half}.yaml").read_text(encoding="utf-8"))
    return [
        Case(
            one["id"],
            one["question"],
            tuple(turn["question"] for turn in one.get("history", [])),
            tuple(one.get("facts", [])),
            tuple(one.get("sources", [])),
            one.get("answerable", True),
            half,
        )
        for one in values
    ]


@pytest.fixture(scope="module")
def assistant(open_web: Library, encoder: Encoder) -> Assistant:
    return Assistant(open_web, encoder)


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> list[tuple[Case, Answer]]:
    return [(case, assistant.ask(case.question, case.history)) for half in HALVES for case in read_cases(half)]


def scores(answers: Sequence[tuple[Case, Answer]], assistant: Assistant) -> dict[str, float]:
    """Mean over the cases of what each key names; a page is right when the case lists it."""
    covered = [(case, answer) for case, answer in answers if case.answerable]
    uncovered = [answer for case, answer in answers if not case.answerable]
    facts = [[bool(re.search(fact, said(answer), re.I | re.S)) for fact in case.facts] for case, answer in covered]
    cited = [[citation.url in case.sources for citation in answer.citations] for case, answer in covered]
    found_pages = [
        (case, [passage.entry.source.url for passage in assistant.search(answer.standalone_question, 5)])
        for case, answer in covered
    ]
    return {
        "hit_at_5": mean([any(url in case.sources for url in urls) for case, urls in found_pages]),
        "facts": mean([sum(found) / len(found) for found in facts]),
        "all_facts": mean([all(found) for found in facts]),
        "right_page": mean([any(right) for right in cited]),
        "right_page_first": mean([right[:1] == [True] for right in cited]),
        "answered": mean([answer.answered for _, answer in covered]),
        "refused": mean([not answer.answered for answer in uncovered]),
    }


def said(answer: Answer) -> str:
    return " ".join(statement.text for statement in answer.statements)


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


@pytest.mark.parametrize("half", HALVES)
def test_scores_hold_their_floors(answers: list[tuple[Case, Answer]], assistant: Assistant, half: str) -> None:
    floors = yaml.safe_load((GOLDEN / "floors.yaml").read_text(encoding="utf-8"))
    cases = b"".join((GOLDEN / f"{name}.yaml").read_bytes() for name in HALVES)
    assert sha256(cases).hexdigest() == floors["digest"], "the cases changed: measure the floors anew"
    asked = [(case, answer) for case, answer in answers if case.half == half]
    found = scores(asked, assistant)
    print(half, {name: round(score, 3) for name, score in found.items()})
    short = {name: (found[name], floor) for name, floor in floors[half].items() if found[name] < floor}
    assert not short, f"(found, floor) of what fell: {short}"


def test_questions_of_ten_sections_are_answered_from_a_page_that_answers(
    answers: list[tuple[Case, Answer]], open_web: Library
) -> None:
    sections = {entry.source.url: entry.source.topics[0][0] for entry in open_web.entries() if entry.source.topics}
    right = {
        sections[citation.url]
        for case, answer in answers
        for citation in answer.citations
        if citation.url in case.sources
    }
    assert len(right) >= 10


def test_every_quote_is_stored_text_of_at_most_250_words(answers: list[tuple[Case, Answer]], open_web: Library) -> None:
    for case, answer in answers:
        assert len(said(answer).split()) <= 250, case.id
        for citation in answer.citations:
            document = open_web.document(citation.source_id)
            assert document is not None
            assert citation.quote in document.text, case.id
            assert f"[{citation.number}]" in answer.text


def test_every_quote_stands_in_the_page_as_served(
    answers: list[tuple[Case, Answer]], open_web: Library, shared: Path
) -> None:
    archives = open_archives([shared / "web"])
    pages: dict[str, str] = {}
    missing = []
    quotes = [(case, one) for case, answer in answers for one in answer.citations if one.kind == "article"]
    for case, citation in quotes:
        if citation.url not in pages:
            page = archives.get(citation.url)
            assert page is not None
            pages[citation.url] = letters(page_text(page.body))
        missing += [(case.id, run) for run in prose_runs(citation.quote) if letters(run) not in pages[citation.url]]
    assert len(quotes) > 100
    assert not missing


def prose_runs(quote: str) -> list[str]:
    """The parts of a quote between formulas, list markers and rendered symbols: what a reader would search for."""
    without_formulas = re.split(
        r"\$\$.+?\$\$|\$[^$]+\$|^\s*(?:[-*]|\d+\.)\s|^> ", quote, flags=re.DOTALL | re.MULTILINE
    )
    return [
        run
        for part in without_formulas
        for run in re.split(r"\n\n|[^\x00-\x7f“”‘’–—é]+", part)
        if len(letters(run)) > 20
    ]


def letters(text: str) -> str:
    return re.sub(r"[^a-z]+", "", text.lower())


def page_text(body: bytes) -> str:
    """Everything written on a page, without the extractor's help."""
    tree = html.fromstring(body)
    for element in tree.xpath("//script[not(contains(@type,'math/tex'))]|//style|//annotation"):
        element.drop_tree()
    return str(tree.text_content())
