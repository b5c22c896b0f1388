"""What is said of a model that does not answer: what is wrong, and what to do."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from model_server import ModelServer, Status
from owl_model import HEAD

from rag.written.configured import model_status, where
from rag.written.writer import Writer
from settings import ModelSettings

CERTIFICATE = Path(__file__).with_name("self_signed.pem")


def reason(place: str, name: str = "any", timeout: float = 2) -> str:
    """Why nothing answers there; where no model is named, why there is no list of them."""
    return model_status(ModelSettings(place, name, context=4096, timeout=timeout)).reason


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status(401), "it refused the key (401): set SIGHTLINE_MODEL_KEY"),
        (Status(402), "it wants to be paid (402): look at your account there"),
        (Status(403), "it refused the key (403): set SIGHTLINE_MODEL_KEY"),
        (Status(404), "see whether SIGHTLINE_MODEL_NAME is one of its models, and SIGHTLINE_MODEL its base address"),
        (Status(413), "what it is told is too long for it (413): lower SIGHTLINE_MODEL_CONTEXT"),
        (
            Status(400, body='{"code": "context_length_exceeded"}'),
            "too long for it (400): lower SIGHTLINE_MODEL_CONTEXT",
        ),
        (Status(400, body="the request exceeds the available context size"), "lower SIGHTLINE_MODEL_CONTEXT"),
        (Status(400, body="sk-abc"), "it refused what it was asked (400): look at its log"),
        (Status(400, body="x" * 1_000_000), "it refused what it was asked (400): look at its log"),
        (Status(429, {"Retry-After": "99999999999"}), "asked again in more than a year (429)"),
        (Status(429, {"Retry-After": "7200"}), "asked again in 2 hours (429)"),
        (
            Status(301, {"Location": "https://b.example/v1/chat/completions"}),
            "it sends on to https://b.example/v1 (301)",
        ),
        (Status(302, {"Location": "https://me:sk-abc@b.example/?sk-abc"}), "it sends on to https://b.example/ (302)"),
        (Status(307, {"Location": "https://b.example/](evil)"}), "it sends on to another address (307)"),
        (Status(308), "it sends on to"),
    ],
)
def test_a_status_is_told_with_what_to_do(writer: Writer, server: ModelServer, status: Status, words: str) -> None:
    server.script = lambda messages: status
    answer = writer.ask(HEAD)
    assert words in answer.notice
    assert "sk-abc" not in answer.notice
    assert "sightline models" not in answer.notice, "which says no more"


def test_a_server_that_lists_no_models_is_no_wrong_address(server: ModelServer) -> None:
    server.listing = Status(404)
    told = reason(server.url, name="")
    assert "it does not list its models (404): set SIGHTLINE_MODEL_NAME" in told
    assert "mostly ends with /v1" in told


def test_a_name_that_no_host_has_is_told() -> None:
    assert "no host has its name" in reason("http://models.invalid/v1")


@contextmanager
def listening() -> Iterator[tuple[socket.socket, int]]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server, server.getsockname()[1]


@contextmanager
def secret_server() -> Iterator[int]:
    """One that speaks https with a certificate of its own, and closes."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)

    def accept(server: socket.socket) -> None:
        while True:
            try:
                context.wrap_socket(server.accept()[0], server_side=True).close()
            except ssl.SSLError:
                continue
            except OSError:
                return

    with listening() as (server, port):
        threading.Thread(target=accept, args=(server,), daemon=True).start()
        yield port


def test_a_certificate_that_is_not_trusted_is_told() -> None:
    with secret_server() as port:
        assert "its certificate is not trusted here: set SSL_CERT_FILE" in reason(f"https://localhost:{port}/v1")


def test_a_certificate_of_another_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with secret_server() as port:
        assert "its certificate is of another name" in reason(f"https://127.0.0.1:{port}/v1")


def test_https_where_none_is_spoken_is_told(server: ModelServer) -> None:
    words = "it does not speak https: see whether SIGHTLINE_MODEL has to begin with http://"
    assert words in reason(server.url.replace("http:", "https:"))
    with listening() as (_, port):
        assert words in reason(f"https://127.0.0.1:{port}/v1")
        assert words in reason(f"https://127.0.0.1:{port}/v1", name="")


def test_http_where_https_is_wanted_is_told() -> None:
    with secret_server() as port:
        assert "see whether SIGHTLINE_MODEL has to begin with https://" in reason(f"http://127.0.0.1:{port}/v1")


@pytest.mark.parametrize("place", ["llama3.2", "127.0.0.1:11434/v1", "ftp://a.example/v1"])
def test_where_nothing_can_be_asked_nothing_is_said_to_go_there(place: str) -> None:
    assert where(ModelSettings(place)) == "Nothing is sent, since the model that is set cannot be asked."
