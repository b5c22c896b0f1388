"""What a server sends -> the events of the protocol, plain: text of the first choice, and why it ended.

Servers that nearly speak the protocol leave fields out, send several choices, thoughts, parts of other kinds, or all at
once. Of thoughts an event says only that there are some.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

MOST_BYTES = 5_000_000
"""Of a line, of all that comes between two events, and of a body that is no stream of events."""
MIN_REPEATED_CHARACTERS = 40
"""Characters from which a text that was said already is no piece of a reply, but the reply."""
REFUSED = "content_filter"
"""The reason for which a reply ends that is withheld."""
CALLED = "tool_calls"
"""The reason for which a reply ends that waits for what a tool says."""
ENDED = frozenset(
    "stop eos eos_token stop_sequence end end_turn complete completed done finish finished normal".split()
)
"""Reasons that servers give where the model has ended its reply."""
_LINE_END = re.compile(rb"\r\n|\n|\r(?!\Z)")
_FIELD = re.compile(rb"(data|event|id|retry)?:")
_TEXTS = (None, "text", "output_text")
"""What the parts of a content are that a reader is to see; others hold thoughts."""
_THOUGHTS = ("reasoning_content", "reasoning", "thinking")
"""Fields that hold thoughts, by server."""
_CALLS = ("tool_calls", "function_call")
"""Fields that name tools, in the protocol of today and of old."""
_DONE = "[DONE]"
"""The data of an event after which nothing comes."""
_NO_REASONS = ("null", "none")
_MARK = "\ufeff"
"""A byte order mark, which some put before all they send."""


class NoReply(Exception):
    """A server sent something that is no reply; the text says what, for the middle of a sentence."""


class Faltered(NoReply):
    """What another try may mend: a server reported a fault, or sent a reply without a word."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an event adds."""

    text: str = ""
    reason: str = ""
    """Why that is all; empty where more may come."""
    is_thought: bool = False
    """Whether it holds a thought."""
    is_call: bool = False
    """Whether it asks for a tool."""


_OVER = Said(reason=_DONE)
"""Nothing comes after it."""


def plain_events(body: Iterator[bytes]) -> Iterator[bytes]:
    """A body as events of the protocol that hold nothing but text of the first choice, and why it ended.

    >>> sent = [b'data: {"choices": [{"delta": {"content": [{"text": "Hi"}]}}]}', b"\\n\\ndata: [DONE]"]
    >>> [json.loads(event[6:])["choices"][0]["delta"] for event in plain_events(iter(sent)) if b"{" in event]
    [{'content': 'Hi'}, {'content': ''}]

    Raises:
        NoReply: it is none.
    """
    other: list[bytes] = []
    any_event = has_thought = has_call = False
    reason, pieces, size = "stop", list[str](), 0
    for said in _spoken(_fields(body, other)):
        any_event = True
        has_call |= said.is_call
        is_empty = not (size or said.text or has_thought or said.is_thought or has_call)
        if said == _OVER:
            _check_ended(reason, is_empty=is_empty)
            yield _event(Said(reason=_as_called(reason) if has_call else reason))
            yield b"data: [DONE]\n\n"
            return
        if has_call:
            said = replace(said, reason=_as_called(said.reason))
        if reason == REFUSED:
            said = replace(said, reason=REFUSED)  # whatever is said behind it
        reason = said.reason or reason
        if len(said.text) == size > MIN_REPEATED_CHARACTERS and said.text == "".join(pieces):
            said = replace(said, text="")  # the whole reply once more, at its end
        pieces.append(said.text)
        size += len(said.text)
        is_end = bool(said.reason) and not (is_empty and said.reason.casefold() in ENDED)
        if said.text or is_end or (said.is_thought and not has_thought):
            yield _event(said)
        has_thought |= said.is_thought
    if not any_event:
        yield from _whole(b"\n".join(other))
    else:
        _check_ended(reason, is_empty=not (size or has_thought or has_call))


def _check_ended(reason: str, *, is_empty: bool) -> None:
    """Raises Faltered where a reply is over, by itself, that holds nothing."""
    if is_empty and reason.casefold() in ENDED:
        raise Faltered("it sent an empty reply: ask again later, or take another model")


def _spoken(fields: Iterator[tuple[str, str]]) -> Iterator[Said]:
    """What each event adds, and why that ended.

    What cannot be read is passed over before anything was said; later it may be a part of what is said.
    """
    has_said, unread = False, 0
    for name, data in fields:
        if data.strip() == _DONE:
            said = _OVER
        else:
            try:
                event = _parsed(data)
            except NoReply:
                unread += len(data)
                if has_said or unread > MOST_BYTES:
                    raise
                continue
            said = _said(event, is_error=name == "error")
        has_said |= bool(said.text)
        if said.reason and unread and not has_said:
            break
        yield said
    if unread and not has_said:
        raise NoReply("what it sent is no reply")


def _whole(body: bytes) -> Iterator[bytes]:
    """A reply that was sent all at once, though events were asked for."""
    if not body.strip():
        raise Faltered("it sent an empty reply")
    said = _said(_parsed(body.decode("utf-8", "replace").removeprefix(_MARK)), is_error=False)
    if said == Said():
        raise NoReply("what it sent is no reply")
    reason = said.reason or "stop"
    _check_ended(reason, is_empty=not (said.text or said.is_thought or said.is_call))
    yield _event(replace(said, reason=_as_called(reason) if said.is_call else reason))


def _fields(body: Iterator[bytes], other: list[bytes]) -> Iterator[tuple[str, str]]:
    """The events' names and data (https://html.spec.whatwg.org/multipage/server-sent-events.html).

    An event ends at an empty line, and, for servers that leave it out, where the next begins and its own line is whole.

    Args:
        other: gets the lines that are of no event, as long as there was none.
    """
    data: list[str] = []
    name, size = "", 0
    for number, line in enumerate(_lines(body)):
        line = line if number else line.removeprefix(_MARK.encode())
        starts = line.startswith((b"data:", b"event:"))
        if data and (not line or (starts and len(data) == 1 and _is_whole(data[0]))):
            if any(map(str.strip, data)):
                yield name, "\n".join(data)
            name, data, size = "", [], 0
            other.clear()
        size += len(line) + 1
        if size > MOST_BYTES:
            raise NoReply("what it sent is no reply")
        if not _FIELD.match(line):
            other.append(line)
            continue
        field, _, value = line.decode("utf-8", "replace").partition(":")
        if field == "data":
            data.append(value.removeprefix(" "))
            if data == [_DONE]:
                break
        elif field == "event":
            name = value.strip()
    if any(map(str.strip, data)):
        yield name, "\n".join(data)


def _is_whole(data: str) -> bool:
    """Whether data is an object by itself, to which nothing can be added."""
    if not data.startswith("{"):
        return False
    with suppress(NoReply):
        _parsed(data)
        return True
    return False


def _lines(body: Iterator[bytes]) -> Iterator[bytes]:
    rest = bytearray()
    for part in body:
        is_open = not (rest.endswith(b"\r") or b"\n" in part or b"\r" in part)
        rest += part
        if not is_open:
            *lines, last = _LINE_END.split(bytes(rest))
            yield from lines
            rest = bytearray(last)
        if len(rest) > MOST_BYTES:
            raise NoReply("what it sent is no reply")
    yield bytes(rest.rstrip(b"\r"))


def _parsed(data: str) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NoReply("what it sent is no reply") from error


def _as_called(reason: str) -> str:
    """Why a reply with a call ended: some servers say that it is done, as if it were an answer.

    >>> _as_called("stop"), _as_called("length")
    ('tool_calls', 'length')
    """
    return CALLED if reason.casefold() in ENDED else reason


def _said(event: Any, *, is_error: bool) -> Said:
    """What an event adds to the first choice, and why that ended; nothing where it is about something else."""
    if is_error or (isinstance(event, Mapping) and (event.get("error") or event.get("object") == "error")):
        raise Faltered("its server reported an error: look at its log, or ask again later")
    choices = event.get("choices") if isinstance(event, Mapping) else None
    for choice in choices if isinstance(choices, list) else ():
        if isinstance(choice, Mapping) and choice.get("index") in (0, "0", None):
            return _said_by(choice)
    return Said()


def _said_by(choice: Mapping[str, Any]) -> Said:
    """What a choice adds; servers of old have its text in `text`, and a refusal stands in a field of its own."""
    spoken = choice.get("message") if choice.get("delta") is None else choice["delta"]
    spoken = spoken if isinstance(spoken, Mapping) else {"content": choice.get("text")}
    content, reason = spoken.get("content"), choice.get("finish_reason")
    if spoken.get("refusal"):
        reason = REFUSED
    return Said(
        _text(content),
        reason if isinstance(reason, str) and reason.casefold() not in _NO_REASONS else "",
        any(spoken.get(name) for name in _THOUGHTS)
        or (bool(content) and isinstance(content, list) and not _text(content)),
        any(spoken.get(name) for name in _CALLS),
    )


def _text(content: Any) -> str:
    """The text of a content: as it is, or of those of its parts that are for the reader.

    >>> _text([{"type": "thinking", "text": "Hm."}, {"type": "text", "text": "Hi"}])
    'Hi'
    """
    if isinstance(content, list):
        parts = (part.get("text") for part in content if isinstance(part, Mapping) and part.get("type") in _TEXTS)
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _event(said: Said) -> bytes:
    delta = {"content": said.text, **({_THOUGHTS[0]: "…"} if said.is_thought else {})}
    choice = {"index": 0, "delta": delta, "finish_reason": said.reason or None}
    event = {"id": "", "object": "chat.completion.chunk", "created": 0, "model": "", "choices": [choice]}
    return b"data: " + json.dumps(event).encode() + b"\n\n"
