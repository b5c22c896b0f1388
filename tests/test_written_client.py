"""Where a question and a key may go, and what goes with them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from model_server import ModelServer, Status, serve
from owl_model import HEAD, writer_of, writing

from index.errors import ModelError
from rag.assistant import Assistant
from rag.support.check import SupportCheck
from rag.written.client import is_near
from rag.written.configured import model_status, where
from rag.written.server import server_model
from rag.written.writer import Writer
from settings import ModelSettings

SAID = "An owl turns its head by up to 270 degrees [{turns}]."
PROXIES = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


def test_a_redirect_is_not_followed(writer: Writer, server: ModelServer) -> None:
    with serve(writing("Owls.")) as elsewhere:
        server.script = lambda messages: Status(307, {"Location": f"{elsewhere.url}/chat/completions"})
        answer = writer.ask(HEAD)
        assert elsewhere.paths == []
    assert f"it sends on to {elsewhere.url} (307), where nothing is sent: set SIGHTLINE_MODEL to that" in answer.notice


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """What all variables of the environment name as the proxy; it answers as if it were the server."""
    with serve(writing(SAID)) as running:
        for name in PROXIES:
            monkeypatch.setenv(name, running.address)
        yield running


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "127.1", "2130706433", "[::ffff:127.0.0.1]"])
def test_no_proxy_is_asked_for_a_server_nearby(
    owls: Assistant, server: ModelServer, proxy: ModelServer, host: str
) -> None:
    server.script = writing(SAID)
    place = server.url.replace("127.0.0.1", host)
    assert writer_of(owls, server_model(ModelSettings(place, key="sk-ours"))).ask(HEAD).mode == "written"
    assert proxy.paths == []


def test_the_proxy_is_asked_for_a_server_far_away(owls: Assistant, proxy: ModelServer) -> None:
    assert writer_of(owls, server_model(ModelSettings("http://models.invalid/v1"))).ask(HEAD).mode == "written"
    assert proxy.paths == ["http://models.invalid/v1/models", "http://models.invalid/v1/chat/completions"]


def test_no_proxy_reads_the_key(proxy: ModelServer) -> None:
    with pytest.raises(ModelError, match="did not answer"):
        server_model(ModelSettings("http://models.invalid/v1", key="sk-ours", timeout=2))
    assert proxy.paths == []


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("localhost", True),
        ("localhost.", True),
        ("my.localhost", True),
        ("ollama", True),
        ("host.docker.internal", True),
        ("ollama.lan", True),
        ("OLLAMA.LAN", True),
        ("ollama。lan", True),
        ("box.home.arpa", True),
        ("box.home.arpa.", True),
        ("printer.local", True),
        ("localhost.localdomain", True),
        ("10.1.2.3", True),
        ("172.16.0.1", True),
        ("192.168.1.5", True),
        ("169.254.1.1", True),
        ("100.101.102.103", True),
        ("0.0.0.0", True),
        ("127.1", True),
        ("0x7f.1", True),
        ("2130706433", True),
        ("[::1]", True),
        ("[fe80::1]", True),
        ("[fd00::1]", True),
        ("[::ffff:10.1.2.3]", True),
        ("8.8.8.8", False),
        ("134744072", False),
        ("172.32.0.1", False),
        ("100.128.0.1", False),
        ("[2606:4700::1]", False),
        ("[::ffff:8.8.8.8]", False),
        ("models.example", False),
        ("local.example", False),
        ("notlocal.example", False),
        ("home.arpa.example", False),
        ("myhome.arpa", False),
        ("127.0.0.1.example", False),
    ],
)
def test_what_is_near_is_known_by_its_name_or_number(host: str, near: bool) -> None:
    assert is_near(f"http://{host}:8000/v1") == near


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTP_PROXY", "socks5://127.0.0.1:9"),
        ("ALL_PROXY", "garbage://me:secret@x"),
        ("HTTPS_PROXY", "http://me:secret@[::1"),
        ("SSL_CERT_FILE", "/nonexistent"),
    ],
)
def test_an_environment_that_leads_nowhere_is_told(
    owls: Assistant, server: ModelServer, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    far = ModelSettings("https://models.invalid/v1", "any", key="sk-ours", timeout=2)
    reason = model_status(far).reason
    assert "A proxy or certificates that the environment names cannot be used" in reason
    assert "secret" not in reason
    assert "cannot be used" in writer_of(owls, server_model(far)).ask(HEAD).notice
    server.script = writing(SAID)
    assert writer_of(owls, server_model(ModelSettings(server.url))).ask(HEAD).mode == "written", "it needs none"


def test_nothing_of_other_programs_is_sent(
    owls: Assistant, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-others")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "sk-others")
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-others")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "others")
    headers = "Authorization: Bearer sk-others\nX-Secret: others\nHost: others\nX-Broken: \u2603"
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", headers)
    server.script = writing(SAID)
    answer = writer_of(owls, server_model(ModelSettings(server.url, key="sk-ours"))).ask(HEAD)
    assert answer.mode == "written"
    assert [sent["Authorization"] for sent in server.headers] == ["Bearer sk-ours"] * 2, "the list of models, a reply"
    assert "others" not in json.dumps(server.headers)


def test_no_log_of_other_programs_holds_the_question(server: ModelServer) -> None:
    script = (
        "from rag.written.configured import model_status; from settings import ModelSettings\n"
        f"print(model_status(ModelSettings({server.url!r})).answers)"
    )
    server.script = writing("Yes.")
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "OPENAI_LOG": "debug"},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"
    assert server.asked[0][-1]["content"] not in done.stderr
    assert "messages" not in done.stderr
    assert "HTTP Request" not in done.stderr


def test_the_key_is_sent_and_nothing_else_knows_it(owls: Assistant, server: ModelServer) -> None:
    settings = ModelSettings(server.url, key="sk-ours-1234")
    server.script = writing(f"{SAID} The key is sk-ours-1234.")
    check = SupportCheck(owls.encoder, owls.also_called)
    answer = Writer(owls, server_model(settings), check, key=settings.key).ask(HEAD)
    assert server.headers[-1]["Authorization"] == "Bearer sk-ours-1234"
    assert "sk-ours" not in answer.text + json.dumps(server.asked) + repr(settings)


@pytest.mark.parametrize("key", ["sk-ключ", "sk-a\nb"])
def test_a_key_that_cannot_be_one_is_told(server: ModelServer, key: str) -> None:
    with pytest.raises(ModelError, match="SIGHTLINE_MODEL_KEY holds characters that no key has"):
        server_model(ModelSettings(server.url, key=key))


def test_what_no_file_can_be_called_is_no_file() -> None:
    assert "neither an address nor a GGUF file" in model_status(ModelSettings("x" * 5000)).reason


@pytest.mark.parametrize(
    "place",
    [
        "nowhere",
        "ftp://a.example/",
        "http://",
        "http://me:secret@a.example/v1",
        "http://me:secret@[::1/v1",
        "http://me:se@cr?et@a.example/v1",
        "http://a.example/v1?api_key=secret",
        "http://a.example/v1#secret",
        "a.example/v1?api_key=secret",
        "me:secret@a.example/v1",
        "http://me:secret@a.example/model.gguf",
        "http://a.example/model.gguf",
        "http://localhost:abc/v1",
        "http://127.0.0.1:99999/v1",
        "http://[::1",
        "http://xn--a/v1",
        "http://127.0.0.1/\udcff",
    ],
)
def test_an_address_that_is_none_is_refused(place: str) -> None:
    with pytest.raises(ModelError, match="SIGHTLINE_MODEL") as raised:
        server_model(ModelSettings(place))
    settings = ModelSettings(place)
    shown = f"{raised.value} {where(settings)} {model_status(settings)}"
    assert not [secret for secret in ("secret", "se@", "cr?et", "et@") if secret in shown]
