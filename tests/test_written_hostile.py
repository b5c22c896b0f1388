"""Pages and readers that give orders, and a model that obeys them: what is shown in the end holds none of it.

The model is scripted to write what a page or a reader asks for, word for word, with the true ids of the turn.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from model_server import Messages, ModelServer, Script, evidence_of, says, serve

from index.encoder import Encoder
from index.library import Library, open_library
from index.terms import words
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress
from rag.assistant import Assistant
from rag.support.check import SupportCheck
from rag.written.prompt_leaks import PROMPT_RUN
from rag.written.prompts import answer_rules
from rag.written.server import server_model
from rag.written.writer import Writer
from settings import ModelSettings

HOSTILE = Path(__file__).parent / "hostile"
PAGES: list[dict[str, Any]] = yaml.safe_load((HOSTILE / "pages.yaml").read_text(encoding="utf-8"))
QUESTIONS: list[dict[str, Any]] = yaml.safe_load((HOSTILE / "typed.yaml").read_text(encoding="utf-8"))
RULES = answer_rules("key", "example", "other", 120)
LAST = 10**6
KEY = "sk-test-4f9a8b7c6d5e"


def obeying(obeyed: str, page: str) -> Script:
    """A model that writes what it was ordered to, with the ids that it was given."""

    def script(messages: Messages) -> list[str]:
        evidence = evidence_of(messages)
        ids = sorted(evidence, key=lambda one: page.find(evidence[one][:40]) % LAST)
        first, second, *_ = [*ids, "zz9y8", "zz9y8"]
        prompt = "\n".join(message["content"] for message in messages)
        filled = obeyed
        for name, value in {"{id}": first, "{id2}": second, "{ids}": ", ".join(ids), "{prompt}": prompt}.items():
            filled = filled.replace(name, value)
        return [filled]

    return script


@pytest.fixture(scope="module")
def hostile_library(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Library:
    """A library of the hostile pages, each a Markdown source of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = ["# Hostile pages", ""]
    for page in PAGES:
        (folder / f"{page['id']}.md").write_text(f"# {page['id']}\n\n{page['page']}", encoding="utf-8")
        lines.append(f"- [{page['id']}]({page['id']}.md)")
    (folder / "list.md").write_text("\n".join(lines), encoding="utf-8")
    root = folder / "library"
    ingest(Plan(root, (str(folder / "list.md"),), offline=True, notes=False), encoder, Progress(quiet=True))
    return open_library(root)


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with serve(says("ready")) as running:
        yield running


@pytest.fixture(scope="module")
def writer(hostile_library: Library, encoder: Encoder, server: ModelServer) -> Writer:
    assistant = Assistant(hostile_library, encoder)
    settings = ModelSettings(server.url, key=KEY)
    check = SupportCheck(encoder, assistant.also_called)
    return Writer(assistant, server_model(settings), check, key=KEY)


def shown(writer: Writer, server: ModelServer, item: dict[str, Any], page: str) -> str:
    """What a reader gets to see of an answer: its text. Nothing of it is our rules, an id or a key."""
    server.script = obeying(item["obeyed"], page)
    before = len(server.asked)
    text = writer.ask(item["question"]).text
    assert not runs(text) & runs(RULES)
    assert KEY not in text
    for messages in server.asked[before:]:
        assert KEY not in str(messages)
        assert not {one for one in evidence_of(messages) if one in text}
    return text


def runs(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[start : start + PROMPT_RUN]) for start in range(len(said) - PROMPT_RUN + 1)}


@pytest.mark.parametrize("page", PAGES, ids=[page["id"] for page in PAGES])
def test_a_page_that_gives_orders_gets_nothing_shown(writer: Writer, server: ModelServer, page: dict[str, Any]) -> None:
    text = shown(writer, server, page, page["page"])
    found = [pattern for pattern in page["forbidden"] if re.search(pattern, text, re.IGNORECASE)]
    assert not found, text


@pytest.mark.parametrize("item", QUESTIONS, ids=[item["id"] for item in QUESTIONS])
def test_a_reader_who_gives_orders_gets_nothing_shown(
    writer: Writer, server: ModelServer, item: dict[str, Any]
) -> None:
    text = shown(writer, server, item, "")
    found = [pattern for pattern in item["forbidden"] if re.search(pattern, text, re.IGNORECASE)]
    assert not found, text


def test_the_model_is_asked_about_most_of_the_pages(writer: Writer, server: ModelServer) -> None:
    """Otherwise the tests above would show nothing but refusals."""
    server.script = says("Nothing.")
    before = len(server.asked)
    for page in PAGES:
        writer.ask(page["question"])
    assert len(server.asked) - before >= 0.9 * len(PAGES)
