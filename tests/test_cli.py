"""The command line: exit codes, errors of one sentence, JSON with exactly the keys promised."""

import json
import re
from collections.abc import Callable
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

import pytest
from test_waiting import Terminal

import cli
from index.encoder import Encoder
from index.library import Library
from index.printable import printable
from index.records import Source
from ingest.archive import PageArchive
from ingest.page import Page
from ingest.plan import Plan

ROOT = Path(__file__).parents[1]
LIST = ROOT / "tests" / "pages" / "list.md"
Run = Callable[..., "Finished"]
ANSWER = {
    "": "id question standalone_question answered mode text statements citations nearest_topics timings_ms library",
    "statements": "text citations support",
    "citations": "number source_id url link title section page quote starred kind chunk_id score figures",
    "timings_ms": "rewrite encode search answer total",
    "library": "snapshot built_at chunks",
}
SOURCE_KEYS = "url title topics starred kind status reason fetched_at words formulas figures chunks"


class Finished:
    """What a command left behind."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def json(self) -> Any:
        return json.loads(self.out)

    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, encoder: Encoder) -> Run:
    """Runs a command in this process, with a library folder of its own as default."""
    monkeypatch.setenv("SIGHTLINE_LIBRARY", str(tmp_path / "library"))

    def command(*arguments: str | Path) -> Finished:
        capsys.readouterr()
        try:
            code = cli.main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Finished(code, captured.out, captured.err)

    return command


def check_one_sentence(finished: Finished, *phrases: str) -> None:
    """The last line of stderr is the error; nothing else was said but the names of stages."""
    assert finished.code == 1
    assert finished.out == ""
    *stages, error = finished.err.strip().splitlines()
    assert all(line.split(":")[0] in ("Fetching", "Reading", "Encoding") for line in stages)
    assert error.startswith("sightline: ")
    assert error.endswith(".")
    for phrase in phrases:
        assert phrase in error


def html(subject: str) -> bytes:
    words = " ".join(f"Sentence {number} says what {subject} does to a feature map." for number in range(300))
    return f"<html><head><title>{subject}</title></head><body><article><p>{words}</p></article></body></html>".encode()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A WARC file of two pages, the second of them cut short; and a list of both."""
    kept = PageArchive(tmp_path / "kept")
    parts = []
    for name in ("one", "two"):
        source = Source(f"https://a.org/{name}", name, "article")
        page = Page(source.url, source.url, "text/html", html(name), "2024-01-01T00:00:00Z")
        kept.keep(source, page)
        parts.append((kept.folder / f"{source.id}.warc.gz").read_bytes())
    (tmp_path / "cut.warc.gz").write_bytes(parts[0] + parts[1][: len(parts[1]) // 2])
    (tmp_path / "list.md").write_text("- [One](https://a.org/one)\n- [Two](https://a.org/two)\n")
    return tmp_path / "cut.warc.gz"


@pytest.mark.parametrize("arguments", [["ask", "What?"], ["search", "What?"], ["status"], ["show", "https://a.org/"]])
@pytest.mark.parametrize("as_json", [True, False])
def test_no_library(run: Run, arguments: list[str], as_json: bool) -> None:
    finished = run(*arguments, *(["--json"] if as_json else []))
    check_one_sentence(finished, "There is no library in", "sightline ingest")


@pytest.mark.parametrize(
    ("content", "phrase"),
    [(None, "cannot be read"), ("", "is empty"), (" \n", "is empty"), ("# Words only", "no link to a resource")],
)
def test_a_list_that_is_none(run: Run, tmp_path: Path, content: str | None, phrase: str) -> None:
    if content is not None:
        (tmp_path / "list.md").write_text(content)
    check_one_sentence(run("ingest", tmp_path / "list.md", "--offline"), "list.md", phrase)
    assert run("status").code == 1


@pytest.mark.parametrize("address", ["http://[", "https://a..invalid/list.md", "http://127.0.0.1/list.md"])
def test_an_address_that_holds_no_list(run: Run, address: str) -> None:
    check_one_sentence(run("ingest", address), address)


def test_a_list_that_cannot_be_read_at_all(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("[x](https://a.org/x)")
    finished = run("ingest", tmp_path / "list.md", "--offline", "--no-notes")
    check_one_sentence(finished, "No page of the list could be read", "--archive")


def test_a_missing_archive(run: Run, tmp_path: Path) -> None:
    check_one_sentence(run("ingest", LIST, "--archive", tmp_path / "gone.warc.gz"), "gone.warc.gz", "does not exist")
    (tmp_path / "text.warc.gz").write_text("This is no WARC file.")
    check_one_sentence(run("ingest", LIST, "--archive", tmp_path / "text.warc.gz"), "text.warc.gz", "WARC")


def test_no_command_lets_a_list_speak_to_the_terminal(run: Run, tmp_path: Path, archive: Path) -> None:
    """Neither to people nor in JSON, where a control character is spelt out."""
    path = tmp_path / "list.md"
    said = "\x1b[31mred\x1b]0;title\x07\x9b2J"
    path.write_text(f"# Birds {said}\n\n- [Gone {said}](https://a.org/gone)\n- [Skipped](javascript:{said})\n")
    for command in (["ingest", path, "--archive", archive, "--offline"], ["ingest", "report"], ["status"]):
        for form in ([], ["--json"]):
            finished = run(*command, *form)
            assert finished.code == 0
            assert "red" in finished.out or command == ["status"]
            assert printable(finished.out) == finished.out
            assert printable(finished.err) == finished.err


def test_a_cut_archive_is_used_as_far_as_it_goes(run: Run, tmp_path: Path, archive: Path) -> None:
    finished = run("ingest", tmp_path / "list.md", "--archive", archive, "--offline", "--no-notes", "--json")
    assert finished.code == 0
    report = finished.json()
    assert [source["status"] for source in report["sources"]] == ["ok", "offline"]
    assert len(report["warnings"]) == 1
    assert "damaged after 1 pages" in report["warnings"][0]
    assert "Traceback" not in finished.err


@pytest.mark.parametrize("place", ["file/library", "file"])
def test_a_library_that_cannot_be_written(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    finished = run("ingest", LIST, "--offline", "--no-notes", "--library", tmp_path / place)
    check_one_sentence(finished, str(tmp_path / place), "--library")


@pytest.mark.parametrize("name", ["archive", "snapshots", "CURRENT", "lock"])
def test_something_in_the_way_inside_the_library(run: Run, tmp_path: Path, name: str) -> None:
    library = tmp_path / "library"
    library.mkdir()
    if name in ("archive", "snapshots"):
        (library / name).write_text("in the way")
    else:
        (library / name / "deeper").mkdir(parents=True)
    check_one_sentence(run("ingest", LIST, "--offline", "--no-notes"), str(library))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["ask"],
        ["ask", ""],
        ["ask", "  "],
        ["ask", "x", "--batch", "file"],
        ["ask", "x", "--nonsense"],
        ["search", "x", "-k", "0"],
        ["search", "x", "-k", "many"],
        ["show"],
        ["chat", "--port", "x"],
        ["ingest", "--archive"],
    ],
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    finished = run(*arguments)
    assert finished.code == 2
    assert finished.out == ""
    assert finished.err.startswith("usage: sightline")
    assert "Traceback" not in finished.err


@pytest.mark.parametrize("command", ["", "ask", "search", "show", "status", "ingest", "chat"])
def test_help(run: Run, command: str) -> None:
    finished = run(*command.split(), "--help")
    assert finished.code == 0
    assert finished.out.startswith("usage: sightline")


@pytest.mark.parametrize(
    "line",
    [
        "not JSON",
        "[1]",
        "[" * 10**5,
        '"text"',
        "null",
        '{"id": "1"}',
        '{"question": 5}',
        '{"question": "x", "history": 5}',
    ],
)
def test_a_batch_file_with_a_bad_line(run: Run, tmp_path: Path, small_library: Library, line: str) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(f'{{"id": "1", "question": "What is a tide?"}}\n\n{line}\n')
    for command in ("ask", "search"):
        finished = run(command, "--batch", batch, "--library", small_library.root)
        check_one_sentence(finished, "Line 3", "batch.jsonl")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_batch_file_that_cannot_be_read(
    run: Run, tmp_path: Path, small_library: Library, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "batch.jsonl").write_bytes(content)
    finished = run("ask", "--batch", tmp_path / "batch.jsonl", "--library", small_library.root)
    check_one_sentence(finished, "batch.jsonl", "cannot be read (it is not UTF-8 text)" if content else "No such file")
    assert finished.err.count("batch.jsonl") == 1, "no reason says it again"


@pytest.mark.parametrize("question", ["", "  ", "\ud800", "?", "\0", "'; DROP TABLE chunks; --", "owl " * 3000])
def test_a_strange_question_in_a_batch(run: Run, tmp_path: Path, small_library: Library, question: str) -> None:
    (tmp_path / "batch.jsonl").write_text(json.dumps({"id": "1", "question": question}))
    finished = run("ask", "--batch", tmp_path / "batch.jsonl", "--library", small_library.root)
    if finished.code:
        check_one_sentence(finished)
    else:
        assert finished.lines()[0]["id"] == "1"


def test_an_answer_has_the_keys_promised(run: Run, small_library: Library) -> None:
    finished = run("ask", "How do owls turn their head?", "--json", "--library", small_library.root)
    assert finished.code == 0
    answer = finished.json()
    assert list(answer) == ANSWER[""].split()
    assert answer["answered"] is True
    assert answer["mode"] == "quotes"
    for part in ("statements", "citations"):
        assert answer[part]
        assert all(list(one) == ANSWER[part].split() for one in answer[part])
    for part in ("timings_ms", "library"):
        assert list(answer[part]) == ANSWER[part].split()
    assert "270 degrees" in answer["citations"][0]["quote"]
    assert answer["library"]["chunks"] == small_library.manifest.chunks


def test_a_refusal_has_the_same_keys(run: Run, small_library: Library) -> None:
    finished = run("ask", "Who won the 1998 football world cup?", "--json", "--library", small_library.root)
    assert finished.code == 0
    answer = finished.json()
    assert list(answer) == ANSWER[""].split()
    assert (answer["answered"], answer["citations"]) == (False, [])


def test_a_batch_is_answered_in_its_order(run: Run, tmp_path: Path, small_library: Library) -> None:
    questions = ["How do owls turn their head?", "What is a neap tide?", "Who won?"]
    (tmp_path / "batch.jsonl").write_text(
        "\ufeff" + "\n\n".join(json.dumps({"id": number, "question": text}) for number, text in enumerate(questions)),
        encoding="utf-8",
    )
    answers = run("ask", "--batch", tmp_path / "batch.jsonl", "--library", small_library.root).lines()
    assert [answer["id"] for answer in answers] == ["0", "1", "2"]
    assert [answer["question"] for answer in answers] == questions
    found = run("search", "--batch", tmp_path / "batch.jsonl", "-k", "1", "--library", small_library.root).lines()
    assert [list(one) for one in found] == [["id", "passages"]] * 3
    assert all(len(one["passages"]) == 1 for one in found)
    assert list(found[0]["passages"][0]) == "chunk_id url title section text score".split()


@pytest.mark.parametrize("command", ["ask", "search"])
def test_who_waits_for_a_batch_at_a_terminal_sees_how_far_it_is(
    run: Run, tmp_path: Path, small_library: Library, command: str
) -> None:
    (tmp_path / "batch.jsonl").write_text('{"question": "What is a neap tide?"}\n{"question": "Who won?"}\n')
    asked = command, "--batch", tmp_path / "batch.jsonl", "--library", small_library.root
    with redirect_stderr(Terminal()) as terminal:
        lines = run(*asked).lines()
    shown = terminal.getvalue()
    assert [line["id"] for line in lines] == ["1", "2"]
    assert list(dict.fromkeys(re.findall(r"Question \d of 2", shown))) == ["Question 1 of 2", "Question 2 of 2"]
    assert shown.split("\r")[-2].isspace(), "nothing is left of it"
    assert run(*asked).err == "", "no terminal, no reader"


def test_the_status_for_machines(run: Run, small_library: Library) -> None:
    finished = run("status", "--json", "--library", small_library.root)
    assert finished.code == 0
    status = finished.json()
    assert [list(source) for source in status["sources"]] == [SOURCE_KEYS.split()] * 2
    assert status["snapshot"] == small_library.snapshot
    assert status["counts"] == {"sources": 2, "documents": 2, "chunks": small_library.manifest.chunks}
    assert status["sources"][1]["topics"] == [["Sea"]]


def test_the_status_for_people(run: Run, small_library: Library) -> None:
    finished = run("status", "--library", small_library.root)
    assert finished.code == 0
    assert "A small list: 2 of 2 sources with text" in finished.out


def test_a_document_is_shown_as_markdown(run: Run, small_library: Library) -> None:
    url = small_library.entries()[0].source.url
    finished = run("show", url, "--library", small_library.root)
    assert finished.code == 0
    assert finished.out.startswith("# How owls see\n")
    shown = run("show", url, "--json", "--library", small_library.root).json()
    assert list(shown) == ["url", "title", "markdown"]
    assert shown["markdown"].strip() == finished.out.strip()


@pytest.mark.parametrize("url", ["https://a.org/unknown", "nonsense", "http://["])
def test_a_source_that_is_not_there_is_not_shown(run: Run, small_library: Library, url: str) -> None:
    check_one_sentence(run("show", url, "--library", small_library.root), url, "sightline status")


def test_the_defaults_of_ingest_are_those_of_a_plan() -> None:
    given, plan = cli.build_parser().parse_args(["ingest"]), Plan(Path())
    assert (given.max_sources, given.max_hosts) == (plan.max_sources, plan.max_hosts)
    assert (given.delay, given.time_limit * 60) == (plan.politeness.delay, plan.politeness.run_seconds)


def test_ingest_if_missing_does_nothing_where_there_is_a_library(run: Run, small_library: Library) -> None:
    finished = run("ingest", "missing.md", "--if-missing", "--library", small_library.root)
    assert (finished.code, finished.out) == (0, "")


def test_ingest_tells_people_how_it_went(run: Run) -> None:
    finished = run("ingest", LIST, "--offline", "--no-notes")
    assert finished.code == 0
    assert "2 sources: 2 ok" in finished.out
    assert "Empty shelf" in finished.out
    assert "Fetching: 2" in finished.err
    assert run("status").code == 0
