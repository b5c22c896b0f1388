"""Replies of servers that nearly speak the protocol, as plain events."""

import json
from collections.abc import Iterator
from itertools import repeat
from time import process_time
from typing import Any

import pytest

from rag.written.connection import bounded
from rag.written.events import MOST_BYTES, NoReply, plain_events

DONE = "data: [DONE]\n\n"


def chunk(delta: Any, reason: str | None = None, **more: Any) -> str:
    return event({"choices": [{"index": 0, "delta": delta, "finish_reason": reason, **more}]})


def event(value: Any) -> str:
    return f"data: {json.dumps(value)}\n\n"


HI, STOP = chunk({"content": "Hi"}), chunk({}, "stop")
CALL = chunk({"content": None, "tool_calls": [{"function": {"name": "f", "arguments": "{}"}}]})


def heard(*parts: bytes) -> tuple[str, list[str]]:
    """The text of a body, and the reasons for its end."""
    events = [json.loads(one[6:]) for one in plain_events(iter(parts)) if b"[DONE]" not in one]
    choices = [one["choices"][0] for one in events]
    reasons = [choice["finish_reason"] for choice in choices if choice["finish_reason"]]
    return "".join(choice["delta"]["content"] for choice in choices), reasons


@pytest.mark.parametrize(
    ("body", "reasons"),
    [
        (CALL + STOP, ["tool_calls"]),
        (CALL + STOP + DONE, ["tool_calls"] * 2),
        (CALL + DONE, ["tool_calls"]),
        (CALL + chunk({}, "eos_token"), ["tool_calls"]),
        (CALL + chunk({}, "length"), ["length"]),
        (CALL + chunk({}, "content_filter"), ["content_filter"]),
        (chunk({"function_call": {"name": "f"}}, "stop"), ["tool_calls"]),
        (json.dumps({"choices": [{"message": {"content": None, "tool_calls": [{}]}}]}), ["tool_calls"]),
    ],
)
def test_a_reply_that_calls_a_tool_has_not_ended_by_itself_whatever_its_server_says(
    body: str, reasons: list[str]
) -> None:
    assert heard(body.encode()) == ("", reasons)


@pytest.mark.parametrize(
    ("body", "said", "reasons"),
    [
        (HI + STOP + DONE, "Hi", ["stop", "stop"]),
        (HI + DONE, "Hi", ["stop"]),
        (HI, "Hi", []),
        (HI + chunk({}, "content_filter"), "Hi", ["content_filter"]),
        (HI + chunk({}, "length") + DONE, "Hi", ["length", "length"]),
        (HI + chunk({"refusal": "No."}) + STOP + DONE, "Hi", ["content_filter"] * 3),
        (chunk({"content": "H"}, "stop") + chunk({"content": "i"}, "stop") + DONE, "Hi", ["stop"] * 3),
        ("\ufeff" + HI + STOP, "Hi", ["stop"]),
        ("\ufeff" + json.dumps({"choices": [{"message": {"content": "Hi"}}]}), "Hi", ["stop"]),
        (event({"choices": [{"index": 0, "text": "Hi"}]}) + DONE, "Hi", ["stop"]),
        (HI + chunk(None, "length"), "Hi", ["length"]),
        (HI + event({"choices": [{"index": 0, "finish_reason": "stop"}]}), "Hi", ["stop"]),
        (chunk({"content": "H"}, "") + chunk({"content": "i"}, ""), "Hi", []),
        (chunk({"role": "assistant", "content": None}) + HI, "Hi", []),
        (chunk({"reasoning_content": "hm"}) + chunk({"reasoning": "hm"}) + HI, "Hi", []),
        (chunk({"tool_calls": [{"function": {"name": "f"}}]}) + HI, "Hi", []),
        (chunk({"content": [{"type": "text", "text": "H"}, {"type": "text", "text": "i"}, 3]}), "Hi", []),
        (chunk({"content": [{"type": "thinking", "text": "hm"}, {"type": "output_text", "text": "Hi"}]}), "Hi", []),
        (chunk({"content": [{"type": "reasoning", "text": "hm"}, {"text": "Hi"}]}), "Hi", []),
        (chunk({"content": {"text": "Ho"}}) + HI, "Hi", []),
        (chunk({"content": "H"}, "null") + chunk({"content": "i"}, "None") + STOP, "Hi", ["stop"]),
        (
            HI + event({"choices": None}) + event({"choices": []}) + event({"type": "ping"}) + event(3) + STOP,
            "Hi",
            ["stop"],
        ),
        (HI + chunk({"content": "Other"}, index=1) + STOP, "Hi", ["stop"]),
        (": waiting\n\n:\n\n" + HI + ": waiting\n\n", "Hi", []),
        ("event: message\nid: 3\nretry: 100\n" + HI, "Hi", []),
        (HI.replace("data: ", "data:") + "data:[DONE]", "Hi", ["stop"]),
        (HI.replace("\n", "\r\n") + STOP.replace("\n", "\r"), "Hi", ["stop"]),
        ('data: {"choices": [{"delta":\ndata: {"content": "Hi"}}]}\n\n', "Hi", []),
        (HI.rstrip(), "Hi", []),
        ("data: {oops\n\n" + HI + STOP + DONE, "Hi", ["stop", "stop"]),
        (HI + STOP + "data: ", "Hi", ["stop"]),
        ("data: <html>\n\ndata: loading\n\n" + HI, "Hi", []),
        ("data:\n\n" + HI + "data:\n\ndata: \n\n" + STOP, "Hi", ["stop"]),
        ((HI + STOP + DONE).replace("\n\n", "\n"), "Hi", ["stop", "stop"]),
        ((HI + STOP + DONE).replace("\n\n", "\r\n"), "Hi", ["stop", "stop"]),
        ("".join(f"event: message\nid: 1\n{one}" for one in (HI, STOP)).replace("\n\n", "\n"), "Hi", ["stop"]),
        (HI.replace("\n\n", "\n") + HI + STOP.replace("\n\n", "\n") + DONE, "HiHi", ["stop", "stop"]),
        (json.dumps({"choices": [{"message": {"content": "Hi"}}]}, indent=2), "Hi", ["stop"]),
        (json.dumps({"choices": [{"message": {"content": "Hi"}, "finish_reason": "length"}]}), "Hi", ["length"]),
    ],
)
def test_what_is_said_is_found(body: str, said: str, reasons: list[str]) -> None:
    assert heard(body.encode()) == (said, reasons)
    assert heard(*(bytes([byte]) for byte in body.encode())) == (said, reasons), "wherever it is cut"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("", "empty"),
        (" \n\n", "empty"),
        (": waiting\n\n", "empty"),
        ("<html>Log in: here</html>", "no reply"),
        ('{"object": "list"}', "no reply"),
        ("[" * 100_000, "no reply"),
        ("no reply\n" * 1_000_000, "no reply"),
        (HI + "data: {oops\n\n", "no reply"),
        (HI.replace("\n\n", "\n") + "data: {oops\n\n", "no reply"),
        ("data: {oops\n\n", "no reply"),
        ("data: {oops\n\n" + STOP + DONE, "no reply"),
        ("data:\n\ndata:\n\n", "empty"),
        (DONE, "empty"),
        (STOP + DONE, "empty"),
        (chunk({"role": "assistant", "content": ""}), "empty"),
        (chunk({"tool_calls": [], "function_call": None}, "stop"), "empty"),
        (json.dumps({"choices": [{"message": {"content": ""}, "finish_reason": "stop"}]}), "empty"),
        ((HI + 'event: error\ndata: {"message": "sk-abc"}\n\n').replace("\n\n", "\n"), "reported an error"),
        (event({"error": {"message": "sk-abc"}}), "reported an error"),
        (event({"object": "error", "message": "sk-abc"}) + DONE, "reported an error"),
        (HI + event({"object": "error", "message": "sk-abc"}) + DONE, "reported an error"),
        (HI + 'event: error\ndata: {"message": "sk-abc"}\n\n', "reported an error"),
    ],
)
def test_what_is_no_reply_is_told_without_its_words(body: str, why: str) -> None:
    with pytest.raises(NoReply, match=why) as raised:
        heard(body.encode())
    assert "sk-abc" not in str(raised.value)


@pytest.mark.parametrize(
    "thought",
    [
        {"content": "", "reasoning_content": "hm"},
        {"reasoning": "hm"},
        {"content": [{"type": "thinking", "thinking": [{"text": "hm"}]}]},
    ],
)
def test_of_thoughts_it_is_told_once_that_there_are_some(thought: Any) -> None:
    events = b"".join(plain_events(iter([((chunk(thought) * 3) + HI + DONE).encode()])))
    assert events.count(b"reasoning_content") == 1
    assert b"hm" not in events


LINE, LINES = b"z" * 100_000, (b"data: " + b"y" * 990 + b"\n") * 100


@pytest.mark.parametrize(
    ("begins", "goes_on"),
    [
        (b"", LINE),
        (b"data: ", LINE),
        (b"", b"data: " + LINE + b"\n\n"),
        (HI.encode() + b"data: ", LINE),
        (b"", LINES),
        (b"", b": waiting\n" * 10_000),
    ],
)
def test_what_does_not_end_is_given_up_soon(begins: bytes, goes_on: bytes) -> None:
    sent: list[bytes] = []

    def endless() -> Iterator[bytes]:
        yield begins
        while True:
            sent.append(goes_on)
            yield goes_on

    started = process_time()
    with pytest.raises(NoReply, match="no reply"):
        list(plain_events(endless()))
    assert sum(map(len, sent)) < MOST_BYTES + 10 * len(goes_on)
    assert process_time() - started < 3


def test_a_long_line_in_small_pieces_is_read_in_linear_time() -> None:
    body = chunk({"content": "word " * 500_000}).encode()
    started = process_time()
    said, _ = heard(*(body[start : start + 50] for start in range(0, len(body), 50)))
    assert len(said) == 2_500_000
    assert process_time() - started < 3


def test_nothing_is_waited_for_where_a_server_stays_on_the_line() -> None:
    def staying() -> Iterator[bytes]:
        yield (HI + DONE).replace("\n\n", "\n").encode()
        pytest.fail("it is over")

    assert b'"Hi"' in b"".join(plain_events(staying()))


def test_what_stands_before_and_between_events_is_forgotten() -> None:
    said, _ = heard(*[b"waiting\n" * 100_000 + HI.encode()] * 20)
    assert said == "Hi" * 20


@pytest.mark.parametrize(("part", "seconds"), [(LINE, 60.0), (b"", -1.0)])
def test_a_body_is_bounded_in_size_and_time(part: bytes, seconds: float) -> None:
    with pytest.raises(NoReply, match="does not end"):
        list(bounded(repeat(part), seconds))
    assert list(bounded(iter([b"a", b"b"]), 60.0)) == [b"a", b"b"]


def test_bytes_that_are_no_text_cost_their_letters_alone() -> None:
    assert heard(HI.encode().replace(b"i", b"\xff", 1) + HI.encode()) == ("Hi", [])


@pytest.mark.parametrize("last", [{"delta": {}, "message": {"content": "{whole}"}}, {"delta": {"content": "{whole}"}}])
def test_a_reply_that_is_told_once_more_at_its_end_is_said_once(last: dict[str, Any]) -> None:
    pieces = ["An owl turns its head ", "by up to 270 degrees, ", "which is ", "a lot."]
    end = json.loads(json.dumps(last).replace("{whole}", "".join(pieces)))
    body = "".join(chunk({"content": piece}) for piece in pieces) + event({"choices": [{"index": 0, **end}]}) + DONE
    assert heard(body.encode())[0] == "".join(pieces)


def test_a_choice_whose_number_is_told_as_text_is_read() -> None:
    assert heard(event({"choices": [{"index": "0", "delta": {"content": "Hi"}}]}).encode())[0] == "Hi"
