"""The models that a server lists: asked for within the time-out, and left when the reader stops."""

import threading
import time

import pytest
from model_server import ModelServer, Silence, Status
from owl_model import HEAD, writer_of, writing

from index.errors import ModelError, NoModelError
from rag.answerer import WriterOrQuoter
from rag.assistant import Assistant
from rag.written.server import CONTEXT, ServerModel, server_model
from settings import ModelSettings

BUSY = Status(503, {"Retry-After": "20"})


def test_a_name_that_a_server_gives_is_short_and_never_the_key(server: ModelServer) -> None:
    key = "sk-ours-98765"
    server.models = [{"id": key}]
    assert key not in server_model(ModelSettings(server.url, key=key)).name
    server.models = [{"id": "m" * 1_000_000}, {"id": "n" * 1_000_000}, {"id": key}]
    with pytest.raises(ModelError, match="has 3 models") as told:
        server_model(ModelSettings(server.url, key=key))
    assert len(str(told.value)) < 500
    assert key not in str(told.value)


@pytest.mark.parametrize("said", [True, -1, 1e308, "4096", None])
def test_a_context_that_is_no_number_of_tokens_is_none(server: ModelServer, said: object) -> None:
    server.models = [{"id": "m", "max_model_len": said}]
    assert server_model(ModelSettings(server.url)).context == CONTEXT


@pytest.mark.parametrize("listing", [BUSY, Silence(20)], ids=["busy", "silent"])
@pytest.mark.parametrize("name", ["", "mine"])
def test_who_stops_while_the_models_are_asked_for_is_answered_at_once(
    owls: Assistant, server: ModelServer, listing: Status | Silence, name: str
) -> None:
    server.listing = listing
    server.script = writing("An owl turns its head.")
    writer = writer_of(owls, ServerModel(ModelSettings(server.url, name, timeout=60)))
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    started = time.monotonic()
    answer = WriterOrQuoter(writer, owls).ask(HEAD, stop=stop)
    if name and listing is BUSY:
        return  # a server that lists none is asked at once
    assert time.monotonic() - started < 3
    assert (answer.mode, answer.notice) == ("quotes", "The answer was stopped.")
    assert server.asked == []


def test_no_thread_is_left_that_waits_for_a_busy_server(server: ModelServer) -> None:
    server.listing = BUSY
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    assert not ServerModel(ModelSettings(server.url)).get_ready(stop)
    time.sleep(0.5)
    assert not [thread for thread in threading.enumerate() if thread.name == "model"]


def test_a_server_that_was_stopped_is_asked_again_for_the_next_question(owls: Assistant, server: ModelServer) -> None:
    model, stop = ServerModel(ModelSettings(server.url)), threading.Event()
    stop.set()
    assert not model.get_ready(stop)
    server.script = writing("An owl turns its head by up to 270 degrees [{turns}].")
    assert writer_of(owls, model).ask(HEAD).mode == "written"


def test_a_pause_that_is_longer_than_the_time_out_is_not_waited_for(server: ModelServer) -> None:
    server.listing = BUSY
    with pytest.raises(NoModelError, match="wants to be asked again in 20 seconds"):
        ServerModel(ModelSettings(server.url, timeout=3)).get_ready(threading.Event())
    assert len(server.paths) == 1


def test_a_list_that_fails_is_not_asked_for_with_each_of_many_questions(server: ModelServer) -> None:
    server.listing, model = Status(500), ServerModel(ModelSettings(server.url))
    for _ in range(3):
        started = time.monotonic()
        with pytest.raises(NoModelError, match="answered with status 500"):
            model.get_ready(threading.Event())
    assert time.monotonic() - started < 0.5
    assert len(server.paths) == 3, "the first time, and twice again"
    server.listing = None
    time.sleep(2)
    assert model.get_ready(threading.Event()), "as long as it took to fail"


def test_silence_is_borne_no_longer_than_the_time_out(server: ModelServer) -> None:
    server.listing = Silence(20)
    started = time.monotonic()
    with pytest.raises(ModelError):
        server_model(ModelSettings(server.url, timeout=1))
    assert time.monotonic() - started < 2


def test_a_server_that_is_busy_for_a_while_is_asked_again(server: ModelServer) -> None:
    server.listing = Status(503, {"Retry-After": "1"})
    threading.Timer(0.5, lambda: setattr(server, "listing", None)).start()
    assert server_model(ModelSettings(server.url, timeout=5)).name == f"scripted at {server.url}"
