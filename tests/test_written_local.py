"""A real small model through llama.cpp: it writes too badly to be believed, which is what is shown here."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from index.encoder import Encoder
from index.errors import ModelError
from index.library import Library
from rag.answer import Answer
from rag.assistant import Assistant
from rag.conversation import Exchange
from rag.support.check import SupportCheck
from rag.written.configured import model_status
from rag.written.local import local_model
from rag.written.model import LlamaIndexModel, Message
from rag.written.writer import Writer
from settings import ModelSettings

CONTEXT = 1024


@pytest.fixture(scope="module")
def model(gguf: Path) -> LlamaIndexModel:
    return local_model(ModelSettings(str(gguf), context=CONTEXT))


@pytest.fixture(scope="module")
def writer(small_library: Library, encoder: Encoder, model: LlamaIndexModel) -> Writer:
    assistant = Assistant(small_library, encoder)
    return Writer(assistant, model, SupportCheck(encoder, assistant.also_called))


def said(model: LlamaIndexModel, text: str, limit: int = 24) -> tuple[list[str], str]:
    reply = model.reply([Message("user", text)], limit, threading.Event())
    return list(reply), reply.end


def test_it_streams_and_tells_how_it_ended(model: LlamaIndexModel) -> None:
    pieces, end = said(model, "Count from one to a hundred.", limit=12)
    assert len(pieces) > 3
    assert "".join(pieces).strip()
    assert end == "length"


def test_tokens_are_counted_by_its_own_tokenizer(model: LlamaIndexModel) -> None:
    assert model.count_tokens("hello world foo") == 3
    assert model.context == CONTEXT


def test_it_stops_when_it_is_told_to(model: LlamaIndexModel) -> None:
    stop = threading.Event()
    reply = model.reply([Message("user", "Write a very long story about a whale.")], 500, stop)
    for number, _ in enumerate(reply):
        if number == 3:
            stop.set()
    assert reply.end == "stopped"


@pytest.mark.parametrize("question", ["How far can an owl turn its head?", "Why are there spring tides?"])
def test_a_bad_model_says_nothing_unsupported_unmarked(writer: Writer, question: str) -> None:
    answer = writer.ask(question)
    assert answer.answered
    quotes = {citation.number: citation.quote for citation in answer.citations}
    check = SupportCheck(writer.check.encoder)
    for statement in answer.statements:
        if answer.mode == "written" and statement.support == "supported":
            assert statement.citations
            cited = [quotes[number] for number in statement.citations]
            assert check.verdict(statement.text, cited, "How owls see Tides").support != "unsupported"
        elif answer.mode == "written" and statement.support == "unsupported":
            assert statement.citations == ()
            assert f"{statement.text} (no source says this)" in answer.text


def test_what_was_said_before_fits_into_its_context(writer: Writer) -> None:
    history = [Exchange("What is an owl?", "An owl is a bird of prey that hunts in the dark. " * 40)] * 4
    assert writer.ask("Are the eyes of an owl tubes?", history).answered


def test_two_questions_at_once(writer: Writer) -> None:
    answers: dict[str, Answer] = {}

    def ask(question: str) -> None:
        answers[question] = writer.ask(question)

    questions = ("Are the eyes of an owl tubes?", "Why are there spring tides?")
    threads = [threading.Thread(target=ask, args=(question,)) for question in questions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert {question: answer.question for question, answer in answers.items()} == {one: one for one in questions}
    assert all(answer.answered for answer in answers.values())


def test_its_state_can_be_asked(gguf: Path) -> None:
    status = model_status(ModelSettings(str(gguf), context=CONTEXT))
    assert (status.answers, status.context, status.reason) == (True, CONTEXT, "")
    assert status.name == f"{gguf.name} on this machine"


def test_nobody_without_its_key_is_answered(model: LlamaIndexModel) -> None:
    import httpx

    with model.open_session() as session:
        address = str(session.llm.api_base)  # type: ignore[attr-defined]  # of this kind of LLM only
    asked = httpx.post(f"{address}/chat/completions", json={"messages": [{"role": "user", "content": "Hi"}]})
    assert asked.status_code == 401
    assert address.startswith("http://127.0.0.1:")


def test_it_ends_with_the_process_that_started_it_however_that_ends(gguf: Path) -> None:
    script = (
        "import sys, time; from rag.written.local import local_model; from settings import ModelSettings\n"
        f"model = local_model(ModelSettings({str(gguf)!r}, context=512))\n"
        "print(model.counter.__self__.process.pid, flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]
    )
    assert process.stdout is not None
    child = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and _is_running(child):
        time.sleep(0.1)
    assert not _is_running(child)


def _is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").split(")")[-1].split()[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"GGUF" + bytes(100), "cannot run"), (b"no model", "is no GGUF model"), (None, "cannot be read")],
)
def test_a_file_that_is_no_model_is_named(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "bad.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=words):
        local_model(ModelSettings(str(path)))


def test_a_file_that_is_never_ready_is_given_up(gguf: Path) -> None:
    with pytest.raises(ModelError, match=r"not ready after 0\.001 seconds: raise SIGHTLINE_MODEL_TIMEOUT"):
        local_model(ModelSettings(str(gguf), context=CONTEXT, timeout=0.001))
