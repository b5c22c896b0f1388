"""Nothing that a terminal obeys gets to it, whoever wrote it; what is taken back while it is written is told anew."""

import unicodedata
from dataclasses import replace
from typing import Literal

import pytest

from rag.answer import Answer, Statement
from rag.citations import Citation
from rag.printer import Printer
from rag.wording import WITHDRAWN

EVIL = "\x1b[31mred\x1b]0;title\x07 \x9b2Jand\r \x08plain\x85\n"


def answer(*statements: str, notice: str = "", title: str = "Owls") -> Answer:
    url = "https://a.example/owls"
    cited = Citation(
        number=1,
        source_id="s",
        url=url,
        link=url + EVIL,
        title=title,
        section=(title,),
        page=None,
        quote="q",
        before="",
        after="",
        starred=False,
        kind="article",
        chunk_id="c",
        score=1.0,
        fetched_at="",
    )
    said = tuple(Statement(text, (1,), "supported", " ") for text in statements)
    return Answer(
        question="Why?",
        standalone_question=f"Why, {title}?",
        answered=True,
        mode="written",
        statements=said,
        citations=(cited,),
        notice=notice,
    )


@pytest.mark.parametrize("grows", [True, False])
def test_no_control_character_is_printed(capsys: pytest.CaptureFixture[str], grows: bool) -> None:
    evil = answer(f"Owls are {EVIL}.", notice=EVIL, title=EVIL)
    printer = Printer(is_on=grows)
    printer.show(evil)
    printer.finish(evil)
    printed = capsys.readouterr().out
    assert [one for one in printed if unicodedata.category(one) == "Cc" and one != "\n"] == []
    assert "red and plain" in printed


def test_an_answer_that_takes_back_what_it_said_is_told_anew(capsys: pytest.CaptureFixture[str]) -> None:
    printer = Printer()
    printer.show(answer("Owls may be fish, let me think."))
    printer.show(answer("Owls are birds."))
    printer.finish(answer("Owls are birds.", "They fly."))
    withdrawn = f"Owls may be fish, let me think. [1]\n\n{WITHDRAWN}\n\nOwls are birds. [1] They fly. [1]\n"
    assert withdrawn in capsys.readouterr().out


def test_an_answer_that_is_taken_back_whole_is_told_anew_once(capsys: pytest.CaptureFixture[str]) -> None:
    printer = Printer()
    printer.show(answer("Owls may be fish, let me think."))
    printer.show(answer())
    printer.show(answer("Owls are birds."))
    printer.finish(answer("Owls are birds."))
    printed = capsys.readouterr().out
    assert (printed.count("Understood"), printed.count(WITHDRAWN), printed.count("Owls are birds.")) == (1, 1, 1)


def test_quotes_behind_what_was_taken_back_withdraw_it_no_second_time(capsys: pytest.CaptureFixture[str]) -> None:
    printer = Printer()
    printer.show(answer("Owls may be fish, let me think."))
    printer.show(answer())
    printer.finish(replace(answer("Owls are birds."), mode="quotes"))
    assert capsys.readouterr().out.count(WITHDRAWN) == 1


def test_what_was_written_is_withdrawn_before_the_quotes_that_take_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printer = Printer()
    printer.show(answer("Owls are fish."))
    printer.finish(replace(answer("Owls are birds.", notice="The model erred."), mode="quotes"))
    printed = capsys.readouterr().out
    assert f"Owls are fish. [1]\n\n{WITHDRAWN} The model erred.\n\nOwls are birds. [1]\n\n[1] Owls" in printed


@pytest.mark.parametrize(("mode", "grows"), [("written", True), ("written", False), ("quotes", False)])
def test_what_stays_is_not_said_to_be_withdrawn(
    capsys: pytest.CaptureFixture[str], mode: Literal["written", "quotes"], grows: bool
) -> None:
    printer = Printer(is_on=grows)
    printer.show(answer("Owls are birds."))
    printer.finish(replace(answer("Owls are birds.", "They fly."), mode=mode))
    assert WITHDRAWN not in capsys.readouterr().out


def test_the_marks_of_a_table_are_printed_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    table, printer = "| Owl | Turns |\n|---|---|\n| Barn | 270 |", Printer()
    printer.show(answer(table))
    printer.finish(answer(table))
    assert f"{table}\n\n[1]\n" in capsys.readouterr().out
