"""Written answers on the wire: a scripted model behind a real server, and the failures that others are known for."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from model_server import Cut, End, Event, Messages, ModelServer, Pause, Status, evidence_of, id_of
from owl_model import HEAD, TUBES, TURNS, quotes, writer_of, writing
from passages import entry_of, library_of, prose
from said_llm import llm_of

from index.encoder import Encoder
from index.errors import ModelError
from rag.answer import Answer
from rag.assistant import Assistant
from rag.conversation import Exchange
from rag.written.model import LlamaIndexModel, estimated_tokens
from rag.written.server import server_model
from rag.written.wording import CUT, DECLINED, MOSTLY_UNSUPPORTED, NOTHING_USABLE, STOPPED
from rag.written.writer import Writer
from settings import ModelSettings


def test_statements_carry_the_sentences_that_say_them(writer: Writer, server: ModelServer) -> None:
    server.script = writing("Owls turn their heads by up to 270 degrees [{turns}]. Their eyes are tubes [{tubes}].")
    answer = writer.ask(HEAD)
    assert (answer.mode, answer.answered) == ("written", True)
    assert answer.text == "Owls turn their heads by up to 270 degrees. [1] Their eyes are tubes. [2]"
    (turns,), (tubes,) = quotes(answer)
    assert TURNS in turns
    assert TUBES in tubes
    assert all(citation.quote in evidence_of(server.asked[-1]).values() for citation in answer.citations)


def test_the_right_answer_with_the_wrong_sentence_behind_it_gets_the_right_one(
    writer: Writer, server: ModelServer
) -> None:
    server.script = writing("An owl turns its head by up to 270 degrees [{pupil}].")
    (cited,) = quotes(writer.ask(HEAD))
    assert [TURNS in quote for quote in cited] == [True]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("An owl turns its head by up to 180 degrees [{turns}].", "number"),
        ("An owl cannot turn its head by 270 degrees [{turns}].", "negation"),
        ("A hawk of the Alps called Bubo turns its head by up to 270 degrees [{turns}].", "name"),
        ("Owls were brought to Europe by sailors from the islands [{tubes}].", "cited only so that there is one"),
    ],
)
def test_a_statement_that_no_sentence_says_is_marked(writer: Writer, server: ModelServer, said: str, why: str) -> None:
    server.script = writing(
        f"An owl's eyes are tubes, not balls [{{tubes}}]. {said} A pupil opens to 13 mm [{{pupil}}]."
    )
    answer = writer.ask(HEAD)
    assert [statement.support for statement in answer.statements] == ["supported", "unsupported", "supported"], why
    assert answer.statements[1].citations == ()
    assert "(no source says this)" in answer.text


def test_a_pronoun_for_what_no_source_says_is_not_sure(writer: Writer, server: ModelServer) -> None:
    """A small model was seen to say a false thing of one part, and then a true thing of "it"."""
    server.script = writing(
        "An owl's eyes are tubes, not balls [{tubes}]. A hawk of the Alps called Bubo flies by night [{tubes}]. "
        "It turns its head by up to 270 degrees [{turns}]."
    )
    assert [one.support for one in writer.ask(HEAD).statements] == ["supported", "unsupported", "partly"]


def test_where_most_is_unsupported_the_sources_speak_for_themselves(writer: Writer, server: ModelServer) -> None:
    server.script = writing("Owls eat 40 mice an hour [{turns}]. Owls swim to Peru every May [{tubes}].")
    answer = writer.ask(HEAD)
    assert (answer.mode, answer.answered) == ("quotes", True)
    assert answer.notice == MOSTLY_UNSUPPORTED
    assert TURNS in answer.text


def test_only_what_is_used_is_a_source(writer: Writer, server: ModelServer) -> None:
    server.script = writing(
        "An owl turns its head by up to 270 degrees [{turns}].\n\nSources:\n- [{tubes}]\n- [{pupil}]"
    )
    answer = writer.ask(HEAD)
    assert len(evidence_of(server.asked[-1])) > 3
    assert [TURNS in citation.quote for citation in answer.citations] == [True]
    assert "Sources" not in answer.text


def test_numbers_of_the_models_own_are_no_citations(writer: Writer, server: ModelServer) -> None:
    server.script = writing("An owl turns its head by up to 270 degrees [1][99]. Its eyes are tubes [{tubes}] [2].")
    answer = writer.ask(HEAD)
    assert [statement.citations for statement in answer.statements] == [(1,), (2,)]  # found by the check
    assert "99" not in answer.text


def test_the_ids_of_one_turn_mean_nothing_in_the_next(writer: Writer, server: ModelServer) -> None:
    server.script = writing("An owl turns its head by up to 270 degrees [{turns}].")
    writer.ask(HEAD)
    old = evidence_of(server.asked[-1])
    server.script = lambda messages: [f"Owls sing in the rain [{next(iter(old))}]. Owls dance too [{list(old)[1]}]."]
    answer = writer.ask(HEAD)
    assert not set(old) & set(evidence_of(server.asked[-1]))
    assert answer.mode == "quotes"


def test_code_and_words_in_brackets_are_no_citations(writer: Writer, server: ModelServer) -> None:
    told = "An owl turns its head by up to 270 degrees [{turns}]. Its eyes are tubes [{tubes}]. "
    server.script = writing(told + "An owl [Bubo] looks at the value $x[1]$ [{turns}].")
    answer = writer.ask(HEAD)
    assert [statement.citations for statement in answer.statements] == [(1,), (2,), ()]
    assert "[Bubo]" in answer.text
    assert "$x[1]$" in answer.text


def test_what_the_library_does_not_cover_is_never_sent(writer: Writer, server: ModelServer) -> None:
    answer = writer.ask("Who won the football world cup of 1998?")
    assert not answer.answered
    assert server.asked == []


def test_greetings_are_not_sent(writer: Writer, server: ModelServer) -> None:
    assert writer.ask("thanks!").text == "You are welcome."
    assert server.asked == []


def test_a_model_that_finds_no_answer_gives_way_to_quotes(writer: Writer, server: ModelServer) -> None:
    for said in ("NOT_IN_SOURCES", r"NOT\_IN\_SOURCES", "The sources do not contain information about that."):
        server.script = writing(said)
        answer = writer.ask(HEAD)
        assert (answer.mode, answer.notice) == ("quotes", DECLINED)


@pytest.mark.parametrize("said", ["   \n", "![](http://a.example/x.png)", "<think>hm"])
def test_a_model_that_writes_nothing_gives_way_to_quotes(writer: Writer, server: ModelServer, said: str) -> None:
    server.script = writing(said)
    answer = writer.ask(HEAD)
    assert (answer.mode, answer.notice) == ("quotes", NOTHING_USABLE)


def test_a_model_that_plays_the_reader_as_well_is_not_listened_to(writer: Writer, server: ModelServer) -> None:
    server.script = writing(
        "Owls turn their heads by up to 270 degrees [{turns}].\n\nHuman: And their eyes?\n\nTubes [{tubes}]."
    )
    assert writer.ask(HEAD).text == "Owls turn their heads by up to 270 degrees. [1]"


def test_a_model_that_repeats_itself_is_stopped(writer: Writer, server: ModelServer) -> None:
    again = "An owl turns its head by up to 270 degrees [{turns}]. "
    server.script = writing(again * 6, Pause(20))
    answer = writer.ask(HEAD)
    assert (len(answer.statements), answer.notice) == (1, CUT)
    assert server.left.wait(5)


def test_what_was_said_before_is_not_said_again_without_its_stop(writer: Writer, server: ModelServer) -> None:
    said = "An owl turns its head by up to 270 degrees"
    server.script = writing(f"{said} [{{turns}}].\n\n- {said} [{{turns}}]\n")
    answer = writer.ask(HEAD)
    assert (answer.text, answer.notice) == (f"{said}. [1]", "")


WAYS = (
    "Indeed, So, Now, Then, Here, Thus, Still, Well, Again, Also, Hence, Truly, Surely, Clearly, Really, Simply".split(
        ", "
    )
)
MANY = " ".join(
    f"{way} an owl {slow} turns its head by up to 270 degrees [{{turns}}]."
    for way in WAYS
    for slow in ("often", "also")
)


@pytest.mark.parametrize("end", ["stop", "length"])
@pytest.mark.parametrize(
    "text",
    [MANY, "An owl turns its head by up to 270 degrees [{turns}]. It also " + "and also " * 500 + "turns. Never."],
    ids=["many statements", "a long sentence"],
)
def test_what_is_longer_than_an_answer_is_cut_and_marked(
    writer: Writer, server: ModelServer, text: str, end: str
) -> None:
    server.script = writing(text, End(end))
    answer = writer.ask(HEAD)
    assert answer.mode == "written"
    assert answer.notice == CUT
    assert "Never" not in answer.text


def test_statements_are_shown_as_they_come_each_checked(writer: Writer, server: ModelServer) -> None:
    server.script = writing(
        "An owl turns its head by up to 270 degrees [{turns}]. Its eyes are tubes rather than balls [{tubes}]. "
        "The pupil of an owl opens to 13 mm [{pupil}]."
    )
    seen: list[Answer] = []
    answer = writer.ask(HEAD, watch=seen.append)
    assert [len(one.statements) for one in seen] == [1, 2, 3]
    assert all(one.statements == answer.statements[: len(one.statements)] for one in seen)
    assert answer.text.startswith(seen[0].said)


def test_a_reader_who_stops_keeps_what_came(writer: Writer, server: ModelServer) -> None:
    first = "An owl turns its head by up to 270 degrees [{turns}]. Its eyes are tubes rather than balls [{tubes}]. "
    server.script = writing(first, Pause(20), "More.")
    stop = threading.Event()
    answer = writer.ask(HEAD, watch=lambda answer: stop.set(), stop=stop)
    assert len(answer.statements) >= 1
    assert answer.notice == STOPPED
    assert server.left.wait(5), "the server is not left to write for nobody"


@pytest.mark.parametrize("end", [Cut(), End(None, is_told=False), End("content_filter")])
def test_a_reply_that_breaks_off_is_kept_and_marked(writer: Writer, server: ModelServer, end: Event) -> None:
    server.script = writing("An owl turns its head by up to 270 degrees [{turns}]. Its eyes are tubes rather th", end)
    answer = writer.ask(HEAD)
    assert TURNS in quotes(answer)[0][0]
    assert answer.notice == CUT


def test_a_reader_may_stop_what_comes_all_at_once(writer: Writer, server: ModelServer) -> None:
    more = ", ".join(f"feather {number}" for number in range(100))
    told = writing(f"Owls turn their heads by up to 270 degrees [{{turns}}]. They have {more}. Never.")

    def at_once(messages: Messages) -> Sequence[Event]:
        events = told(messages)
        assert not isinstance(events, Status)
        return ["".join(event for event in events if isinstance(event, str))]

    server.script = at_once
    stop = threading.Event()
    answer = writer.ask(HEAD, watch=lambda answer: stop.set(), stop=stop)
    assert answer.notice == STOPPED
    assert "Never" not in answer.text


def test_who_has_stopped_already_asks_no_model(writer: Writer, server: ModelServer) -> None:
    stop = threading.Event()
    stop.set()
    answer = writer.ask(HEAD, stop=stop)
    assert (answer.mode, answer.notice) == ("quotes", STOPPED)
    assert server.asked == []


def test_a_reply_at_its_limit_is_marked(writer: Writer, server: ModelServer) -> None:
    server.script = writing("An owl turns its head by up to 270 degrees [{turns}].", End("length"))
    assert writer.ask(HEAD).notice == CUT


def test_the_prompt_fits_into_the_context(owls: Assistant, server: ModelServer) -> None:
    server.script = writing("NOT_IN_SOURCES")
    sizes = []
    for context in (900, 1200, 2000):
        model = server_model(ModelSettings(server.url, context=context))
        history = [Exchange("What is an owl? " * 9, "A bird. " * 60)] * 5
        writer_of(owls, model).ask(HEAD, history)
        sizes.append(sum(estimated_tokens(message["content"]) for message in server.asked[-1]))
        assert sizes[-1] + context // 4 <= context
    assert sizes == sorted(sizes)


def test_where_no_sentence_fits_the_sources_speak_for_themselves(owls: Assistant, server: ModelServer) -> None:
    answer = writer_of(owls, server_model(ModelSettings(server.url, context=300))).ask(HEAD)
    assert answer.mode == "quotes"
    assert "SIGHTLINE_MODEL_CONTEXT" in answer.notice
    assert server.asked == []


def test_a_page_cannot_end_its_own_block(writer: Writer, server: ModelServer) -> None:
    server.script = writing("NOT_IN_SOURCES")
    writer.ask(HEAD)
    (told,) = {message["content"] for message in server.asked[-1] if message["role"] == "user"}
    key = told.splitlines()[0].removeprefix("<<<sources ").removesuffix(">>>")
    assert told.count(key) == 2
    writer.ask(HEAD)
    assert key not in server.asked[-1][-1]["content"]


def test_a_tokenizer_that_is_gone_gives_way_to_quotes(owls: Assistant, server: ModelServer) -> None:
    def gone(text: str) -> int:
        raise ModelError("The local model's process has ended: ask again to start it anew.")

    model = replace(server_model(ModelSettings(server.url)), counter=gone)
    answer = writer_of(owls, model).ask(HEAD)
    assert (answer.mode, answer.answered) == ("quotes", True)
    assert "process has ended" in answer.notice


def test_any_llm_of_llamaindex_can_write(owls: Assistant) -> None:
    def speak(prompt: str) -> Iterator[str]:
        key = id_of([{"content": prompt}], TURNS)
        yield from ("An owl turns its head ", f"by up to 270 degrees [{key}].")

    answer = writer_of(owls, LlamaIndexModel.of(llm_of(speak), "owl", context=4096)).ask(HEAD)
    assert answer.text == "An owl turns its head by up to 270 degrees. [1]"


@pytest.mark.parametrize("is_named", [True, False])
def test_only_failures_of_the_model_give_way_to_quotes(owls: Assistant, is_named: bool) -> None:
    def break_down(prompt: str) -> Iterator[str]:
        raise ZeroDivisionError

    failures = (ZeroDivisionError,) if is_named else ()
    writer = writer_of(owls, LlamaIndexModel.of(llm_of(break_down), "broken", context=4096, failures=failures))
    if is_named:
        assert "The model broken did not answer: ZeroDivisionError" in writer.ask(HEAD).notice
    else:
        with pytest.raises(ZeroDivisionError):
            writer.ask(HEAD)


def test_a_site_that_its_source_names_stands_in_a_statement(
    tmp_path: Path, encoder: Encoder, server: ModelServer
) -> None:
    """The name was taken out for an address, and the rest shown as supported."""
    kept, heads = "The owl archive is kept on Owls.example since 2015.", "Owls turn their heads by night."
    library = library_of(tmp_path, encoder, [(entry_of("https://a.org/owls"), [prose(kept, heads)])])
    server.script = lambda messages: [f"The owl archive is kept on Owls.example [{id_of(messages, 'since 2015')}]."]
    answer = writer_of(Assistant(library, encoder), server_model(ModelSettings(server.url))).ask(
        "What is the owl archive?"
    )
    assert answer.text == "The owl archive is kept on Owls.example. [1]"


def test_two_questions_at_once_do_not_mix(writer: Writer, server: ModelServer) -> None:
    server.script = writing("An owl turns its head by up to 270 degrees [{turns}].")
    answers: list[Answer] = []
    threads = [threading.Thread(target=lambda: answers.append(writer.ask(HEAD))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [TURNS in quotes(answer)[0][0] for answer in answers] == [True] * 4


@pytest.mark.parametrize(
    "offer",
    [
        "Let me know if you would like more details about the eyes!",
        "If you need anything else about owls, just ask.",
        "Would you like to know more about the pupils of owls?",
        "I hope this helps with your question about owls.",
        "Please feel free to ask about the eyes.",
    ],
)
def test_what_is_only_said_to_the_reader_is_no_statement(writer: Writer, server: ModelServer, offer: str) -> None:
    server.script = writing(f"An owl turns its head by up to 270 degrees [{{turns}}]. {offer}")
    assert len(writer.ask(HEAD).statements) == 1
