"""How much of a conversation a model is told."""

from model_server import ModelServer
from owl_model import writer_of, writing

from rag.assistant import Assistant
from rag.conversation import Exchange
from rag.written.model import estimated_tokens
from rag.written.server import server_model
from rag.written.writer import HISTORY_TOKENS
from settings import ModelSettings


def test_it_is_no_more_for_a_server_that_says_that_it_can_read_more(owls: Assistant, server: ModelServer) -> None:
    server.script = writing("An owl turns its head by up to 270 degrees [{turns}].")
    server.models = [{"id": "large", "max_model_len": 10**12}]
    history = [Exchange(f"What is bird {number}?", "A bird. " * 50) for number in range(100)]
    writer_of(owls, server_model(ModelSettings(server.url))).ask("Are the eyes of an owl tubes?", history)
    before = server.asked[-1][1:-1]
    assert before[-2]["content"] == "What is bird 99?"
    assert sum(estimated_tokens(message["content"]) for message in before) <= HISTORY_TOKENS
