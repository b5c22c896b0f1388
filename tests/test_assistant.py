"""Answers from a small library of our own pages: quotes, citations, refusal, follow-ups, the output contract."""

import json
import time
from pathlib import Path

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from index.library import Library
from rag.answer_json import answer_json, passages_json
from rag.assistant import Assistant
from rag.filters import Filters
from rag.searcher import Searcher
from rag.wording import NO_SOURCE_FITS


@pytest.fixture(scope="module")
def assistant(small_library: Library, encoder: Encoder) -> Assistant:
    return Assistant(small_library, encoder)


def test_an_answer_quotes_stored_text_and_numbers_its_citations(assistant: Assistant) -> None:
    answer = assistant.ask("How far can an owl turn its head?")
    assert answer.answered
    assert "270 degrees" in answer.citations[0].quote
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    for statement, citation in zip(answer.statements, answer.citations, strict=True):
        document = assistant.library.document(citation.source_id)
        assert document is not None
        assert statement.text == citation.quote
        assert citation.before + citation.quote + citation.after in document.text
    assert answer.text.endswith(f"[{len(answer.citations)}]")


def test_a_formula_is_quoted_whole(assistant: Assistant) -> None:
    answer = assistant.ask("how does the light an owl gathers grow with the diameter of its pupil?")
    assert "$$\nA = \\pi \\frac{d^2}{4}\n$$" in answer.text


def test_excerpts_neither_overlap_nor_repeat(assistant: Assistant) -> None:
    quotes = [citation.quote for citation in assistant.ask("What is a tide?").citations]
    assert len(quotes) == len(set(quotes))
    assert not any(one != other and one in other for one in quotes for other in quotes)


def test_what_the_list_does_not_cover_is_refused_without_citations(assistant: Assistant) -> None:
    answer = assistant.ask("How do I renew my passport in Lisbon?")
    assert not answer.answered
    assert answer.citations == answer.statements == ()
    assert answer.nearest_topics == ()
    assert answer.text == "The library does not cover this, nor anything near it."


def test_sections_that_are_no_content_are_never_quoted(assistant: Assistant) -> None:
    answer = assistant.ask("owls: is nothing here content?")
    assert "Nothing here is content" not in answer.text


def test_a_follow_up_borrows_the_topic_and_says_so(assistant: Assistant) -> None:
    answer = assistant.ask("and how far can it turn its head?", ["What is an owl?"])
    assert answer.standalone_question == "and how far can owl turn its head?"
    assert "270 degrees" in answer.text


def test_a_question_of_another_field_borrows_no_topic(assistant: Assistant) -> None:
    answer = assistant.ask("what is the price of milk", ["What is an owl?"])
    assert (answer.answered, answer.standalone_question) == (False, "what is the price of milk")
    assert answer.nearest_topics == ()


@pytest.mark.parametrize("question", ["What is the capital of France?", "weather in Berlin"])
def test_a_question_of_another_field_is_not_answered_by_the_topic_of_the_conversation(
    library: Library, encoder: Encoder, question: str
) -> None:
    for topic in ("Soft-NMS", "non-maximum suppression", "mixup", "dropout"):
        answer = Assistant(library, encoder).ask(question, [f"What is {topic}?"])
        assert (answer.answered, answer.standalone_question) == (False, question), topic


def test_what_stands_in_two_sources_is_quoted_once_and_cited_twice(tmp_path: Path, encoder: Encoder) -> None:
    text = "A xylem is the tissue that carries water from the roots of a plant up through its stem to its leaves."
    pages = [
        (entry_of("https://a.org/one"), [prose(text)]),
        (entry_of("https://b.org/two"), [prose(text.replace("to its leaves", "to the leaves"))]),
    ]
    answer = Assistant(library_of(tmp_path, encoder, pages), encoder).ask("what is a xylem?")
    assert [statement.citations for statement in answer.statements] == [(1, 2)]
    assert [citation.url for citation in answer.citations] == ["https://a.org/one", "https://b.org/two"]
    assert [citation.quote[-15:] for citation in answer.citations] == [" to its leaves.", " to the leaves."]
    assert answer.text == f"{text} [1] [2]"


def test_a_question_that_may_follow_is_read_as_the_library_covers_it(assistant: Assistant) -> None:
    alone = assistant.ask("what is a tide?", ["What is an owl?"])
    assert alone.standalone_question == "what is a tide?"
    either = assistant.ask("usual height?", ["What is a tide?"])
    assert either.standalone_question == "usual height? (about tide)"


def test_a_greeting_is_answered_without_citations_and_is_no_topic(assistant: Assistant) -> None:
    answer = assistant.ask("hello!")
    assert answer.answered
    assert answer.citations == ()
    assert answer.text == answer.statements[0].text
    assert assistant.ask("why?", ["thanks"]).standalone_question == "why?"


@pytest.mark.parametrize("question", ["?", "🦉", "a" * 5000, 'NEAR("x" OR *) -"', "\x00 owl", "什么是猫头鹰"])
def test_no_question_breaks_it(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.answered == bool(answer.citations)


def test_the_json_of_an_answer_is_the_contract(assistant: Assistant) -> None:
    value = json.loads(json.dumps(answer_json(assistant.ask("What is a tide?"), assistant.library, "q1")))
    assert (
        list(value)
        == (
            "id question standalone_question answered mode text statements citations nearest_topics timings_ms library"
        ).split()
    )
    assert list(value["citations"][0]) == (
        "number source_id url link title section page quote starred kind chunk_id score figures".split()
    )
    assert list(value["timings_ms"]) == ["rewrite", "encode", "search", "answer", "total"]
    assert value["id"] == "q1"
    assert value["mode"] == "quotes"
    assert value["statements"][0].keys() == {"text", "citations", "support"}
    assert value["library"]["chunks"] == assistant.library.manifest.chunks


def test_the_json_of_a_search_is_the_contract(assistant: Assistant) -> None:
    value = passages_json(assistant.search("tide", 2), "q2")
    assert value["id"] == "q2"
    assert [list(one) for one in value["passages"]] == [["chunk_id", "url", "title", "section", "text", "score"]] * 2


def test_a_question_that_no_reading_of_makes_covered_is_refused_as_it_was_asked(assistant: Assistant) -> None:
    question = "what does a gearbox weigh"
    answer = assistant.ask(question, ["How far can an owl turn its head and what are tides made of?"])
    assert not answer.answered
    assert answer.standalone_question == question


def test_of_a_very_long_question_the_beginning_is_read(assistant: Assistant) -> None:
    question = "What is an owl? " + "I saw one in the barn and it looked at me. " * 2000
    answer = assistant.ask(question)
    assert answer.question == question
    assert len(answer.standalone_question) <= 2000


def test_where_no_source_fits_what_was_chosen_that_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("What is an owl?", filters=Filters(topics=("no such topic",)))
    assert not answer.answered
    assert answer.text == NO_SOURCE_FITS


def test_a_question_that_names_nothing_is_asked_back(assistant: Assistant) -> None:
    answer = assistant.ask("explain it")
    assert (answer.answered, answer.citations, answer.nearest_topics) == (False, (), ())
    assert "does not say what it is about" in answer.notice
    assert assistant.ask("explain it", ["What is an owl?"]).answered


@pytest.mark.parametrize("question", ["qu'est-ce que la pêche aux moules ?", "Was ist Luftverkehr?", "Что такое рыба?"])
def test_a_question_in_a_language_that_is_not_searched_is_told_so(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.answered
    assert answer.notice == "The articles are searched in English: ask again in English."


def test_the_time_of_understanding_a_long_conversation_is_counted(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_right = Searcher.put_right

    def slowly(searcher: Searcher, earlier: str) -> str:
        time.sleep(0.05)
        return put_right(searcher, earlier)

    monkeypatch.setattr(Searcher, "put_right", slowly)
    assert assistant.ask("why?", ["What is a tide?"]).timings_ms["rewrite"] >= 50
