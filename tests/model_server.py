"""A scripted model on the wire: a real HTTP server on loopback that speaks the OpenAI protocol and does as told."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from rag.written.ids import ID

Messages = list[dict[str, str]]
_LINE = re.compile(rf"^\[({ID})\] (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Status:
    """An answer that is none."""

    code: int
    headers: dict[str, str] = field(default_factory=dict)
    body: str = '{"error": {"message": "no"}}'


@dataclass(frozen=True)
class Pause:
    """Words do not come, but the server shows that it lives."""

    seconds: float


@dataclass(frozen=True)
class Silence:
    """Nothing comes at all."""

    seconds: float


@dataclass(frozen=True)
class Cut:
    """The connection breaks."""


@dataclass(frozen=True)
class Raw:
    """Bytes on the stream as they are."""

    data: bytes


@dataclass(frozen=True)
class End:
    """The last events: why the model stopped, and that nothing more comes."""

    reason: str | None = "stop"
    is_told: bool = True
    """Whether it says that nothing more comes."""


Event = str | Pause | Silence | Cut | Raw | End
Script = Callable[[Messages], Status | Sequence[Event]]


@dataclass
class ModelServer:
    """What was asked of it, and where it is."""

    script: Script
    models: list[dict[str, Any]] = field(default_factory=lambda: [{"id": "scripted", "object": "model"}])
    listing: Status | Silence | None = None
    """What it does where it should list its models."""
    asked: list[Messages] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    """All that it was told with the messages."""
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    """Set when a client went away in the middle of a reply."""
    address: str = ""

    @property
    def url(self) -> str:
        return f"{self.address}/v1"


def evidence_of(messages: Messages) -> dict[str, str]:
    """Ids and sentences of the last message."""
    return dict(_LINE.findall(messages[-1]["content"]))


def id_of(messages: Messages, words: str) -> str:
    """The id of the first sentence with these words."""
    return next(key for key, text in evidence_of(messages).items() if words in text)


def says(*events: Event) -> Script:
    """A model that always says the same."""
    return lambda messages: events


@contextmanager
def serve(script: Script, **options: Any) -> Iterator[ModelServer]:
    """A running server."""
    server = ModelServer(script, **options)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            server.paths.append(self.path)
            server.headers.append(dict(self.headers.items()))
            match server.listing:
                case Silence(seconds):
                    time.sleep(seconds)
                case Status(code, headers, body):
                    self._send(code, headers, body)
                case None:
                    self._send(200, {}, json.dumps({"object": "list", "data": server.models}))

        def do_POST(self) -> None:
            server.paths.append(self.path)
            server.headers.append(dict(self.headers.items()))
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append(body["messages"])
            server.bodies.append(body)
            told = server.script(body["messages"])
            if isinstance(told, Status):
                self._send(told.code, told.headers, told.body)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            try:
                self.end_headers()
                self._stream(told)
            except (BrokenPipeError, ConnectionResetError):
                server.left.set()
                self.close_connection = True

        def _stream(self, events: Sequence[Event]) -> None:
            for event in [*events, *([] if any(isinstance(one, End | Cut) for one in events) else [End()])]:
                match event:
                    case Pause(seconds):
                        for _ in range(max(1, int(seconds / 0.05))):
                            time.sleep(0.05)
                            self._chunk(b": waiting\n\n")
                    case Silence(seconds):
                        time.sleep(seconds)
                    case Cut():
                        self.close_connection = True
                        self.wfile.flush()
                        self.connection.close()
                        return
                    case Raw(data):
                        self._chunk(data)
                    case End(reason, is_told):
                        self._event({}, reason)
                        if is_told:
                            self._chunk(b"data: [DONE]\n\n")
                    case str():
                        self._event({"content": event}, None)
            self.wfile.write(b"0\r\n\r\n")

        def _event(self, delta: dict[str, str], reason: str | None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": reason}
            value = {
                "id": "x",
                "object": "chat.completion.chunk",
                "created": 0,
                "model": "scripted",
                "choices": [choice],
            }
            self._chunk(b"data: " + json.dumps(value).encode() + b"\n\n")

        def _chunk(self, data: bytes) -> None:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

        def _send(self, code: int, headers: dict[str, str], body: str) -> None:
            self.send_response(code)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    server.address = f"http://127.0.0.1:{http.server_address[1]}"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
