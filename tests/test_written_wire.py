"""Replies of servers that nearly speak the protocol, as plain events."""

import json
from typing import Any

import pytest

from rag.written.wire import NoReply, plain_events

DONE = "data: [DONE]\n\n"


def chunk(delta: Any, reason: str | None = None, **more: Any) -> str:
    return event({"choices": [{"index": 0, "delta": delta, "finish_reason": reason, **more}]})


def event(value: Any) -> str:
    return f"data: {json.dumps(value)}\n\n"


HI, STOP = chunk({"content": "Hi"}), chunk({}, "stop")


def heard(*parts: bytes) -> tuple[str, list[str]]:
    """The text of a body, and the reasons for its end."""
    events = [json.loads(one[6:]) for one in plain_events(iter(parts)) if b"[DONE]" not in one]
    choices = [one["choices"][0] for one in events]
    reasons = [choice["finish_reason"] for choice in choices if choice["finish_reason"]]
    return "".join(choice["delta"]["content"] for choice in choices), reasons


@pytest.mark.parametrize(
    ("body", "said", "reasons"),
    [
        (HI + STOP + DONE, "Hi", ["stop", "stop"]),
        (HI + DONE, "Hi", ["stop"]),
        (HI, "Hi", []),
        (HI + chunk({}, "content_filter"), "Hi", ["content_filter"]),
        (HI + chunk(None, "length"), "Hi", ["length"]),
        (HI + event({"choices": [{"index": 0, "finish_reason": "stop"}]}), "Hi", ["stop"]),
        (chunk({"content": "H"}, "") + chunk({"content": "i"}, ""), "Hi", []),
        (chunk({"role": "assistant", "content": None}) + HI, "Hi", []),
        (chunk({"reasoning_content": "hm"}) + chunk({"reasoning": "hm"}) + HI, "Hi", []),
        (chunk({"tool_calls": [{"function": {"name": "f"}}]}) + HI, "Hi", []),
        (chunk({"content": [{"type": "text", "text": "H"}, {"type": "text", "text": "i"}, 3]}), "Hi", []),
        (chunk({"content": {"text": "Ho"}}) + HI, "Hi", []),
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
        (event({"error": {"message": "sk-abc"}}), "reported an error"),
        (HI + 'event: error\ndata: {"message": "sk-abc"}\n\n', "reported an error"),
    ],
)
def test_what_is_no_reply_is_told_without_its_words(body: str, why: str) -> None:
    with pytest.raises(NoReply, match=why) as raised:
        heard(body.encode())
    assert "sk-abc" not in str(raised.value)


def test_bytes_that_are_no_text_cost_their_letters_alone() -> None:
    assert heard(HI.encode().replace(b"i", b"\xff", 1) + HI.encode()) == ("Hi", [])
