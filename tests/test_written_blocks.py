"""Code in a written answer, and what is set beside a sentence."""

import pytest
from markdown_it import MarkdownIt
from model_server import End, ModelServer
from owl_model import HEAD, writing

from rag.written.writer import Writer

TOLD = "An owl turns its head by up to 270 degrees [{turns}]"


@pytest.mark.parametrize(
    "beside", [": `turn(270)`", ", like `owl.Head(3, 270)`", " (see `owl.Head`)", ". `owls never turn`"]
)
def test_code_that_no_source_knows_takes_no_sentence_with_it(writer: Writer, server: ModelServer, beside: str) -> None:
    server.script = writing(f"{TOLD}{beside}.")
    answer = writer.ask(HEAD)
    assert answer.text == "An owl turns its head by up to 270 degrees. [1]"


def test_a_second_sentence_in_lower_case_does_not_ride_on_the_first(writer: Writer, server: ModelServer) -> None:
    server.script = writing(f"{TOLD}. the moon is made of green cheese.")
    answer = writer.ask(HEAD)
    assert [one.support for one in answer.statements] == ["supported", "unsupported"]


def test_the_language_of_code_is_none_of_it(writer: Writer, server: ModelServer) -> None:
    told = f"{TOLD}:\n\n```python\nowl turns head up to 270 degrees\n```\nIts eyes are tubes [{{tubes}}]."
    server.script = writing(told)
    _, code, after = writer.ask(HEAD).statements
    assert code.support == "supported"
    assert after.joint == "\n\n", "what follows a fence on the next line is a paragraph"


@pytest.mark.parametrize("code", ["x = 1", "270", "a[1] = an"])
def test_code_of_letters_and_numbers_that_any_source_has_is_not_supported(
    writer: Writer, server: ModelServer, code: str
) -> None:
    server.script = writing(f"{TOLD}:\n\n```\n{code}\n```\nAn owl turns its head by up to 270 degrees [{{turns}}].")
    statements = {one.text.strip("`\n"): one for one in writer.ask(HEAD).statements}
    assert (statements[code].support, statements[code].citations) == ("unsupported", ())


@pytest.mark.parametrize(
    "beside",
    [
        "Visit www.owls.example or owls[.]example for more.",
        "Call +1 (800) 555-0199 now!",
        "Mail me@owls.example about it.",
        '```html\n<iframe src="https://owls.example"></iframe>\n```',
        "(Source: Owls of the north (2nd edition))",
    ],
)
def test_what_leads_away_or_holds_nothing_is_left_out(writer: Writer, server: ModelServer, beside: str) -> None:
    """What was left of it without its address stood there, marked."""
    server.script = writing(f"An owl turns its head by up to 270 degrees [{{turns}}].\n\n{beside}")
    assert writer.ask(HEAD).text == "An owl turns its head by up to 270 degrees. [1]"


def test_numbers_of_another_list_behind_words_take_no_statement_with_them(writer: Writer, server: ModelServer) -> None:
    """The second of two was taken for an index of the word before them."""
    server.script = writing("An owl turns its head by up to 270 degrees[1][2].")
    assert writer.ask(HEAD).text == "An owl turns its head by up to 270 degrees. [1]"


def test_half_a_sentence_gets_no_citation(writer: Writer, server: ModelServer) -> None:
    server.script = writing(f"{TOLD}. Its eyes are tubes rather", End("length"))
    answer = writer.ask(HEAD)
    assert answer.said == "An owl turns its head by up to 270 degrees. [1]"


@pytest.mark.parametrize(
    "block",
    [
        "```python\nowl turns head up to 270 degrees\n```",
        "```\nthe moon = made_of(cheese)\n```",
    ],
    ids=["cited", "of no source"],
)
def test_the_marks_of_code_stand_below_it(writer: Writer, server: ModelServer, block: str) -> None:
    server.script = writing(f"{TOLD}:\n\n{block}\n\nIts eyes are tubes rather than balls [{{tubes}}].")
    answer = writer.ask(HEAD)
    _, shown, after = answer.statements
    marks = "[1]" if shown.citations else "(no source says this)"
    assert f"\n\n{shown.text}\n\n{marks}\n\n{after.text}" in answer.said
    blocks = MarkdownIt().parse(answer.said)
    assert marks in [one.content for one in blocks if one.type == "inline"], "they are a paragraph of their own"
    assert [one.content for one in blocks if one.type == "fence"] in ([], [shown.text.split("\n", 1)[1][:-3]])


@pytest.mark.parametrize("label", ["markdown", "md", "text", ""])
def test_an_answer_between_the_fences_of_code_is_none(writer: Writer, server: ModelServer, label: str) -> None:
    """It was shown as code that no source has, without its citations."""
    server.script = writing(f"```{label}\n{TOLD}.\n\n- Its eyes are tubes rather than balls [{{tubes}}].\n```")
    answer = writer.ask(HEAD)
    told, eyes = "An owl turns its head by up to 270 degrees. [1]", "- Its eyes are tubes rather than balls. [2]"
    assert answer.text == f"{told}\n\n{eyes}"
