"""Untrusted work is done in processes that may hang, crash or grow, and nothing but that work is lost."""

import operator
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from index.encoder import Encoder
from index.records import Source
from ingest.extracted import Extracted, Unread
from ingest.page import Page
from ingest.parse import cut, parse_page, parse_untrusted_list
from ingest.worker import WorkerFailed, Workers


def test_a_call_gives_what_the_function_returns() -> None:
    with Workers(2) as workers, ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda number: workers.call(abs, number), range(-20, 0))) == list(range(20, 0, -1))


def test_what_hangs_is_ended_and_the_next_call_is_answered() -> None:
    with Workers(1, seconds=0.5) as workers:
        with pytest.raises(WorkerFailed, match=r"within"):
            workers.call(time.sleep, 600)
        assert workers.call(abs, -1) == 1


@pytest.mark.parametrize("end", [os.abort, os._exit])
def test_what_crashes_is_told_and_the_next_call_is_answered(end: object) -> None:
    with Workers(1) as workers:
        with pytest.raises(WorkerFailed, match="crashed"):
            workers.call(end, 7) if end is os._exit else workers.call(end)  # type: ignore[arg-type]  # ends that are no functions of one argument
        assert workers.call(abs, -1) == 1


def test_what_wants_all_the_memory_does_not_get_it() -> None:
    with Workers(1) as workers:
        with pytest.raises(WorkerFailed, match="MemoryError"):
            workers.call(bytes, 64 * 1024**3)
        assert workers.call(abs, -1) == 1


def test_pages_are_read_where_the_system_limits_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS, whose part the module `resource` of a worker plays here."""
    (tmp_path / "resource.py").write_text(
        "RLIMIT_AS = 5\nRLIM_INFINITY = -1\n\n"
        "def getrlimit(which):\n    return (-1, -1)\n\n"
        "def setrlimit(which, limits):\n    raise ValueError('current limit exceeds maximum limit')\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))  # where workers look first, too
    with Workers(1) as workers:
        assert workers.call(abs, -1) == 1


def test_an_error_nobody_thought_of_is_told_by_its_name() -> None:
    with Workers(1) as workers:
        with pytest.raises(WorkerFailed, match="KeyError"):
            workers.call(operator.getitem, {}, "no such key")
        assert workers.call(abs, -1) == 1


class Harmful:
    """Makes a folder where it is unpickled."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (self.folder,)


def test_what_a_worker_sends_is_not_run(tmp_path: Path) -> None:
    with Workers(1) as workers, suppress(WorkerFailed):
        workers.call(Harmful, str(tmp_path / "harm"))
    assert not (tmp_path / "harm").exists()


def lying() -> int:
    return "no number"  # type: ignore[return-value]  # as what took a worker over might


def test_what_a_worker_sends_is_of_the_type_it_should_be() -> None:
    with Workers(1) as workers:
        with pytest.raises(WorkerFailed, match="no result"):
            workers.call(lying)
        assert workers.call(abs, -1) == 1


@pytest.mark.parametrize("content_type", ["text/html", "text/markdown"])
def test_what_is_parsed_arrives_as_it_is(encoder: Encoder, content_type: str) -> None:
    source = Source("https://a.org/x", "X", "article")
    body = f"<h1>卷积 and $x^2$</h1><p>{WORDS}</p><figure><img src=a.png><figcaption>An owl.</figcaption></figure>"
    page = Page(source.url, source.url, content_type, body.encode(), "2024-01-01T00:00:00Z")
    found = parse_page(page, source)
    assert isinstance(found, Extracted)
    with Workers(1) as workers:
        assert workers.call(parse_page, page, source) == found
        document, chunks = workers.call(cut, found, source, "X", encoder.counter)
    expected, expected_chunks = cut(found, source, "X", encoder.counter)
    assert (document, list(chunks)) == (expected, list(expected_chunks))


def test_lists_and_reasons_arrive_as_they_are() -> None:
    empty = Page("https://a.org/x", "https://a.org/x", "text/html", b"", "2024-01-01T00:00:00Z")
    source = Source(empty.url, "X", "article")
    text = "# L\n\nBy hand.\n\n## A\n\n- ⭐ [x](https://a.org/x) good\n- [x](https://a.org/x)\n- [y](data:y)\n\n## B\n"
    with Workers(1) as workers:
        for one in (text, "nothing"):
            expected = parse_untrusted_list(one, "https://a.org/list.md")
            assert workers.call(parse_untrusted_list, one, "https://a.org/list.md") == expected
        assert workers.call(parse_page, empty, source) == parse_page(empty, source)


def test_workers_end_with_a_parent_that_is_killed() -> None:
    program = (
        "import os, sys, time\n"
        "from ingest.worker import Workers\n"
        "workers = Workers(1)\n"
        "print(workers.call(os.getpid), flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while Path(f"/proc/{worker}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{worker}").exists()


WORDS = " ".join(f"Sentence {number} of the page says what a layer does." for number in range(20))
NEST = 20_000
MALFORMED = {
    "elements deep": "<div>" * NEST + WORDS,
    "lists deep": "<ul><li>" * NEST + WORDS,
    "tables deep": "<table><tr><td>" * 20_000 + WORDS,
    "emphasis deep": "<b><i>" * NEST + WORDS,
    "math deep": "<math>" + "<mrow>" * NEST + "x" + WORDS,
    "quotes deep": "<blockquote>" * NEST + WORDS,
    "attributes without end": "<p " + "a=b " * 200_000 + ">" + WORDS,
    "one attribute without end": "<p title='" + "x" * 1_000_000,
    "a comment without end": "<!-- " + WORDS * 100,
    "a script without end": "<script>" + WORDS * 100,
    "entities": "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><p>&b;" + WORDS,
    "a file as entity": "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x; " + WORDS,
    "entities without end": "&amp" * NEST + WORDS,
    "nulls": "\0" * 1000 + "<p>" + WORDS,
    "lone ends": "</p></div></body></html>" * 20_000 + WORDS,
    "nothing": "",
    "only brackets": "<" * NEST,
    "many headings": "<h1>x</h1>" * 20_000 + f"<p>{WORDS}</p>",
    "many links": "<a href='#x'>x</a>" * 20_000 + f"<p>{WORDS}</p>",
    "formulas open": "\\(" * NEST + WORDS,
    "dollars": "$" * NEST + WORDS,
}


@pytest.mark.parametrize("name", MALFORMED)
@pytest.mark.parametrize("content_type", ["text/html", "text/markdown"])
def test_no_markup_takes_the_run_with_it(name: str, content_type: str) -> None:
    page = Page("https://a.org/x", "https://a.org/x", content_type, MALFORMED[name].encode(), "2024-01-01T00:00:00Z")
    with Workers(1, seconds=5) as workers:
        try:
            found = workers.call(parse_page, page, Source(page.url, "X", "article"))
        except WorkerFailed:
            return
    assert isinstance(found, Unread) or "root:" not in found.document.text


LISTS = {
    "bullets deep": "".join("  " * depth + "- x\n" for depth in range(1000)) + "[x](https://a.org/x)",
    "quotes deep": ">" * NEST + "[x](https://a.org/x)",
    "brackets deep": "[" * NEST + "x](https://a.org/x)",
    "stars": "*a_ " * NEST,
    "references": "[a]: https://a.org/x\n" * 20_000 + "[a]",
    "backticks": "`a``b" * 20_000,
    "autolinks": "<https://a.org/" * 20_000,
}


@pytest.mark.parametrize("name", LISTS)
def test_no_list_takes_the_run_with_it(name: str) -> None:
    with Workers(1, seconds=5) as workers:
        with suppress(WorkerFailed):
            workers.call(parse_untrusted_list, LISTS[name], "https://a.org/list.md")
        assert workers.call(abs, -1) == 1
