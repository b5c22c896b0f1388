"""A real HTTP server on this machine with as many virtual hosts as a test wants, which can misbehave in every way."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread

HTML = "text/html; charset=utf-8"
SELF_SIGNED = Path(__file__).with_name("self_signed.pem")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived and how long it lasted."""

    host: str
    path: str
    headers: Mapping[str, str]
    began: float
    ended: float = 0.0


@dataclass(slots=True)
class Reply:
    """One answer of the server."""

    code: int = 200
    body: bytes = b"body"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": HTML})
    pause: float = 0.0
    """Before the answer."""
    drip: float = 0.0
    """Between the bytes of the body."""
    endless: bool = False
    """The body again and again, without a length."""
    raw: bytes = b""
    """Sent as it is in place of all else; with `drip` byte by byte."""


@dataclass(slots=True)
class Site:
    """What is served: each path, of any host or of one (`host/path`), has its replies in turn, the last for ever."""

    port: int = 0
    replies: dict[str, list[Reply]] = field(default_factory=lambda: {"/robots.txt": [Reply(404)]})
    log: list[Asked] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def at(self, host: str) -> str:
        """The address of a virtual host."""
        return f"http://{host}:{self.port}"

    @property
    def asked(self) -> list[str]:
        return [one.path for one in self.log]

    @property
    def agents(self) -> set[str]:
        return {one.headers["User-Agent"] for one in self.log}

    def add(self, path: str, *replies: Reply) -> str:
        """Sets the replies of a path, or of a path of one host, and returns its address."""
        self.replies[path] = list(replies)
        return self.address + path if path.startswith("/") else f"http://{path.replace('/', f':{self.port}/', 1)}"

    def redirect(self, path: str, to: str, code: int = 302) -> str:
        return self.add(path, Reply(code, b"", {"Location": to}))

    def reply(self, asked: Asked) -> Reply:
        with self.lock:
            self.log.append(asked)
            replies = self.replies.get(asked.host + asked.path) or self.replies.get(asked.path, [Reply(404)])
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
        tag, since = reply.headers.get("ETag"), reply.headers.get("Last-Modified")
        same = tag and asked.headers.get("If-None-Match") == tag
        if same or (since and asked.headers.get("If-Modified-Since") == since):
            return Reply(304, b"", {})
        return reply

    def ended(self) -> list[Asked]:
        """The log when all in it has ended: a reader has its answer before the server knows that it sent it."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with self.lock:
                if all(asked.ended for asked in self.log):
                    return list(self.log)
            time.sleep(0.005)
        raise TimeoutError(f"a request to {self.address} did not end in 10 s")

    def done(self, asked: Asked) -> None:
        with self.lock:
            self.log[self.log.index(asked)] = replace(asked, ended=time.monotonic())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        host = (self.headers["Host"] or "").split(":")[0]
        asked = Asked(host, self.path, dict(self.headers), time.monotonic())
        reply = self.site.reply(asked)
        with suppress(OSError):
            self._answer(reply)
        self.site.done(asked)

    def _answer(self, reply: Reply) -> None:
        self.close_connection = True
        self.site.stop.wait(reply.pause)
        if reply.raw:
            self._send(reply.raw, reply)
            return
        self.send_response(reply.code)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in reply.headers and not reply.endless and reply.code != 304:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self._send(reply.body, reply)

    def _send(self, data: bytes, reply: Reply) -> None:
        if not reply.drip and not reply.endless:
            self.wfile.write(data)
        while (reply.drip or reply.endless) and not self.site.stop.is_set():
            for piece in [data] if not reply.drip else [data[at : at + 1] for at in range(len(data))]:
                self.wfile.write(piece)
                if self.site.stop.wait(reply.drip):
                    return
            if not reply.endless:
                return

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that goes away is what some tests are about."""


@contextmanager
def serve(host: str = "127.0.0.1", *, tls: bool = False) -> Iterator[Site]:
    """A site that is up while the context lasts; `0.0.0.0` makes it answer at 127.0.0.2 and so on as well.

    With `tls` it shows a certificate for `self.test` that it signed itself; its key guards nothing.
    """
    site = Site()
    server = _Server((host, 0), type("Handler", (_Handler,), {"site": site}))
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(SELF_SIGNED)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.stop.set()
        server.shutdown()
        thread.join()
        server.server_close()


def here(host: str, port: int) -> list[str]:
    """A resolver for which every host is this machine."""
    return ["127.0.0.1"]


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
