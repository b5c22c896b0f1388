"""Model servers that are busy, break off, lie or are not there."""

import json
import threading
import time
from collections.abc import Sequence

import pytest
from model_server import Cut, End, Event, Messages, ModelServer, Pause, Raw, Script, Silence, Status, id_of
from owl_model import HEAD, TURNS, writer_of, writing

from index.errors import ModelError
from rag.assistant import Assistant
from rag.written.events import MOST_BYTES
from rag.written.server import server_model
from rag.written.stream_thread import StreamThread, never
from rag.written.writer import Writer
from settings import ModelSettings


def in_turn(*scripts: Script | Status) -> Script:
    """A model that does one thing after the other, and the last for ever."""
    left = list(scripts)

    def script(messages: Messages) -> Status | Sequence[Event]:
        now = left.pop(0) if len(left) > 1 else left[0]
        return now if isinstance(now, Status) else now(messages)

    return script


@pytest.mark.parametrize("status", [Status(429, {"Retry-After": "0"}), Status(503), Status(500)])
def test_a_busy_server_is_asked_again(writer: Writer, server: ModelServer, status: Status) -> None:
    server.script = in_turn(status, writing("An owl turns its head by up to 270 degrees [{turns}]."))
    assert writer.ask(HEAD).mode == "written"
    assert len(server.asked) == 2


def test_the_pause_that_a_server_asks_for_is_kept(writer: Writer, server: ModelServer) -> None:
    times: list[float] = []
    after = writing("An owl turns its head by up to 270 degrees [{turns}].")

    def timed(messages: Messages) -> Sequence[Event]:
        times.append(time.monotonic())
        events = after(messages)
        assert not isinstance(events, Status)
        return events

    def busy(messages: Messages) -> Status:
        times.append(time.monotonic())
        return Status(429, {"Retry-After": "1"})

    server.script = in_turn(busy, timed)
    writer.ask(HEAD)
    assert times[1] - times[0] >= 1.0


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (lambda messages: Status(429, {"Retry-After": "0"}), "asked too often"),
        (lambda messages: Status(500), "status 500"),
        (lambda messages: Status(401, body='{"error": {"message": "Incorrect key sk-abc"}}'), "refused the key"),
        (lambda messages: Status(404), "does not know the model"),
        (lambda messages: [Raw(b"data: {this is no json\n\n")], "did not answer"),
        (lambda messages: [Silence(4), "late"], "said nothing for"),
        (lambda messages: [Cut()], "broke off"),
    ],
)
def test_a_model_that_does_not_answer_gives_way_to_quotes(
    writer: Writer, server: ModelServer, script: Script, words: str
) -> None:
    server.script = script
    answer = writer.ask(HEAD)
    assert (answer.mode, answer.answered) == ("quotes", True)
    assert words in answer.notice
    assert "sk-abc" not in answer.text
    assert TURNS in answer.text


SAID = "An owl turns its head by up to 270 degrees [{turns}]."
THINKING = Raw(b'data: {"choices": [{"index": 0, "delta": {"reasoning_content": "hm"}, "finish_reason": null}]}\n\n')
EMPTY = Raw(b'data: {"choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": null}]}\n\n')


@pytest.mark.parametrize(
    "events",
    [[Cut()], [EMPTY, Cut()], [End("stop")], [Raw(b'data: {"error": {"message": "overloaded"}}\n\n')]],
    ids=["cut", "cut behind an event", "empty", "a fault in an event"],
)
def test_a_server_that_falters_before_its_first_word_is_asked_again(
    writer: Writer, server: ModelServer, events: list[Event]
) -> None:
    server.script = in_turn(lambda messages: events, lambda messages: events, writing(SAID))
    answer = writer.ask(HEAD)
    assert (answer.mode, answer.notice) == ("written", "")
    assert len(server.asked) == 3


def test_a_server_that_falters_behind_its_first_word_is_not_asked_again(writer: Writer, server: ModelServer) -> None:
    server.script = writing(SAID, Cut())
    assert "cut off" in writer.ask(HEAD).notice
    assert len(server.asked) == 1


@pytest.mark.parametrize("alive", [[Pause(3)], [THINKING, Silence(1)] * 3, [EMPTY, Silence(1)] * 3])
def test_a_server_that_shows_that_it_lives_is_waited_for(
    writer: Writer, server: ModelServer, alive: list[Event]
) -> None:
    told = writing(SAID)

    def later(messages: Messages) -> Sequence[Event]:
        events = told(messages)
        assert not isinstance(events, Status)
        return [*alive, *events]

    server.script = later
    answer = writer.ask(HEAD)
    assert (answer.mode, answer.notice) == ("written", "")


def test_a_server_that_only_lives_is_given_up_all_the_same(owls: Assistant, server: ModelServer) -> None:
    server.script = lambda messages: [Pause(600)]
    answer = writer_of(owls, server_model(ModelSettings(server.url, timeout=0.3))).ask(HEAD)
    assert "was not done after 1.5 seconds" in answer.notice


def test_a_server_that_stays_on_the_line_is_done(writer: Writer, server: ModelServer) -> None:
    server.script = writing(SAID, End("stop"), Silence(600))
    answer = writer.ask(HEAD)
    assert (answer.mode, answer.notice) == ("written", "")


def test_a_server_that_says_that_it_is_done_and_stays_is_left(writer: Writer, server: ModelServer) -> None:
    server.script = writing(SAID, End("stop", is_told=False), Silence(600))
    answer = writer.ask(HEAD)
    assert (answer.mode, answer.notice) == ("written", "")


def test_what_breaks_because_a_server_that_is_done_is_hung_up_on_is_no_fault_of_its_reply() -> None:
    is_hung_up = threading.Event()

    def ask(stream: StreamThread[str]) -> None:
        stream.opened(abort, never)
        stream.put("Hi")
        stream.note_done()
        is_hung_up.wait(60)
        raise OSError("the connection is gone")

    def abort() -> None:
        is_hung_up.set()
        stream.thread.join()

    stream = StreamThread("The model", 60.0, ask)
    assert list(stream.pieces(threading.Event())) == ["Hi"]


def test_a_server_that_says_with_every_piece_that_it_is_done_is_heard_to_its_end(
    writer: Writer, server: ModelServer
) -> None:
    told = writing(f"{SAID} The eyes of an owl are tubes rather than balls [{{tubes}}].")

    def done_at_once(messages: Messages) -> Sequence[Event]:
        pieces = told(messages)
        assert isinstance(pieces, Sequence)
        choices = [{"index": 0, "delta": {"content": piece}, "finish_reason": "stop"} for piece in pieces]
        return [Raw(f"data: {json.dumps({'choices': [choice]})}\n\n".encode()) for choice in choices]

    server.script = done_at_once
    answer = writer.ask(HEAD)
    assert (len(answer.statements), answer.notice) == (2, "")


@pytest.mark.parametrize(
    ("said", "end", "words"),
    [
        ("An owl turns its", End("length"), "was cut off before it held anything"),
        ("An owl turns its", End(None, is_told=False), "was cut off before it held anything"),
        ("", End("content_filter"), "would not answer this"),
        ("", End("SAFETY"), "would not answer this"),
        ("", End("stop"), "sent an empty reply"),
        ("\n", End("stop"), "wrote nothing that could be checked"),
        ("", End("tool_calls"), "asked for a tool instead of answering"),
        ("", End("function_call"), "asked for a tool instead of answering"),
    ],
)
def test_what_became_of_a_reply_that_holds_nothing_is_told(
    writer: Writer, server: ModelServer, said: str, end: End, words: str
) -> None:
    server.script = lambda messages: [said, end]
    answer = writer.ask(HEAD)
    assert answer.mode == "quotes"
    assert words in answer.notice


@pytest.mark.parametrize("said", ["", "\n", "<think>An owl. I should search.</think>"])
def test_a_tool_that_is_asked_for_is_told_of_also_where_the_server_says_that_the_reply_is_done(
    writer: Writer, server: ModelServer, said: str
) -> None:
    call = {"index": 0, "id": "1", "type": "function", "function": {"name": "search", "arguments": "{}"}}
    choice = {"index": 0, "delta": {"content": None, "tool_calls": [call]}, "finish_reason": None}
    server.script = lambda messages: [said, Raw(f"data: {json.dumps({'choices': [choice]})}\n\n".encode()), End("stop")]
    answer = writer.ask(HEAD)
    assert answer.mode == "quotes"
    assert "asked for a tool instead of answering" in answer.notice


def test_a_server_that_is_busy_for_longer_than_we_wait_is_said_to_be(writer: Writer, server: ModelServer) -> None:
    server.script = lambda messages: Status(429, {"Retry-After": "30"})
    assert "it is busy and wants to be asked again in 30 seconds (429)" in writer.ask(HEAD).notice
    assert len(server.asked) == 1


def test_pauses_that_a_server_asks_for_are_no_silence(owls: Assistant, server: ModelServer) -> None:
    busy = Status(503, {"Retry-After": "1"})
    server.script = in_turn(busy, busy, writing(SAID))
    model = server_model(ModelSettings(server.url, timeout=1.5))
    assert writer_of(owls, model).ask(HEAD).mode == "written"


def test_a_reply_that_is_sent_all_at_once_is_read(writer: Writer, server: ModelServer) -> None:
    def at_once(messages: Messages) -> Status:
        said = SAID.replace("{turns}", id_of(messages, TURNS))
        return Status(200, body=json.dumps({"choices": [{"message": {"content": said}, "finish_reason": "stop"}]}))

    server.script = at_once
    answer = writer.ask(HEAD)
    assert (answer.mode, answer.notice) == ("written", "")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<html>Please log in.</html>", "what it sent is no reply"),
        ("", "it sent an empty reply"),
        ('{"error": {"message": "sk-abc"}}', "its server reported an error"),
    ],
)
def test_a_success_that_is_no_reply_is_told(writer: Writer, server: ModelServer, body: str, words: str) -> None:
    server.script = lambda messages: Status(200, body=body)
    answer = writer.ask(HEAD)
    assert words in answer.notice
    assert "sk-abc" not in answer.notice


def test_what_cannot_be_unpacked_is_told_in_a_sentence(writer: Writer, server: ModelServer) -> None:
    server.script = lambda messages: Status(200, {"Content-Encoding": "gzip"}, "no gzip")
    assert "what it sent cannot be unpacked" in writer.ask(HEAD).notice


def test_what_is_packed_twice_is_not_unpacked(writer: Writer, server: ModelServer) -> None:
    """Each time by a thousand, it would fill the memory in one step."""
    server.script = lambda messages: Status(200, {"Content-Encoding": "gzip, gzip"}, "no gzip")
    assert "what it sent cannot be unpacked" in writer.ask(HEAD).notice
    assert server.headers[-1]["Accept-Encoding"] == "gzip, deflate"


def test_no_connection_is_kept_when_a_reply_has_ended(server: ModelServer) -> None:
    with server_model(ModelSettings(server.url)).open_session() as session:
        client = session.llm._get_client()  # type: ignore[attr-defined]  # of this kind of LLM only
        assert not client.is_closed()
    assert client.is_closed()


def test_a_server_that_is_not_there_is_named(owls: Assistant, server: ModelServer) -> None:
    gone = server_model(ModelSettings("http://127.0.0.1:9/v1", "any", context=4096, timeout=2))
    answer = writer_of(owls, gone).ask(HEAD)
    assert "any at http://127.0.0.1:9/v1" in answer.notice
    assert "nothing listens at its address" in answer.notice


def test_the_only_model_of_a_server_need_not_be_named(server: ModelServer) -> None:
    assert server_model(ModelSettings(server.url)).name == f"scripted at {server.url}"
    server.models.append({"id": "other", "object": "model", "max_model_len": 32768})
    with pytest.raises(ModelError, match=r"has 2 models \(scripted, other\): choose one with SIGHTLINE_MODEL_NAME"):
        server_model(ModelSettings(server.url))
    assert server_model(ModelSettings(server.url, "other")).context == 32768


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        ([{"id": None}, {"object": "model"}], "has 0 models"),
        ([{"id": "small\x1b[31m\nfake"}, {"id": "large"}], r"has 2 models \(small\[31mfake, large\)"),
    ],
)
def test_models_that_cannot_be_asked_are_not_named(
    server: ModelServer, listed: list[dict[str, object]], words: str
) -> None:
    server.models = listed
    with pytest.raises(ModelError, match=words):
        server_model(ModelSettings(server.url))


def test_a_server_that_does_not_list_its_models_is_taken_at_our_word(server: ModelServer) -> None:
    server.listing = Silence(600)
    model = server_model(ModelSettings(server.url, "mine", timeout=0.5))
    assert model.name == f"mine at {server.url}"
    assert len(server.paths) == 1, "it is not asked again"


@pytest.mark.parametrize("body", ["<html>Please log in.</html>", "[" * 100_000, "[" * 2000 + "]" * 2000, '{"data": 3}'])
def test_a_list_that_is_none_is_told(server: ModelServer, body: str) -> None:
    server.listing = Status(200, body=body)
    with pytest.raises(ModelError, match="sent no list of its models"):
        server_model(ModelSettings(server.url))


def test_a_list_that_does_not_end_is_told(server: ModelServer) -> None:
    server.listing = Status(200, body=" " * (MOST_BYTES + 1))
    with pytest.raises(ModelError, match="what it sends does not end"):
        server_model(ModelSettings(server.url))
