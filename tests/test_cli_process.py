"""The command line as a process of its own: what it loads, and a reader of its output that goes away."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from index.library import Library

ROOT = Path(__file__).parents[1]
HEAVY = "torch sentence_transformers transformers llama_index streamlit trafilatura".split()


@pytest.mark.parametrize(
    "arguments", [["ask", "What is a neap tide?"], ["search", "tide"], ["status"]], ids=lambda value: value[0]
)
def test_asking_loads_nothing_heavy(small_library: Library, arguments: list[str]) -> None:
    program = (
        "import sys, cli\n"
        "code = cli.main(sys.argv[1:])\n"
        f"print(code, sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program, *arguments, "--library", str(small_library.root)],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=True,
    )
    assert finished.stderr.splitlines()[-1] == "0 []"
    assert finished.stdout


def ask(library: Library, *options: str, shell: str) -> subprocess.CompletedProcess[bytes]:
    """A question on the command line, with its output sent elsewhere by a shell."""
    command = [sys.executable, "cli.py", "ask", "What is a neap tide?", "--library", str(library.root), *options]
    return subprocess.run(shlex.join(command) + shell, cwd=ROOT, shell=True, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("encoding", "as_json", "shown"),
    [
        ("utf-8", False, "für 😀 ?’"),
        ("latin-1", False, "für ? ??"),
        ("ascii", False, "f?r ? ??"),
        ("utf-8", True, "für 😀 \\udcff’"),
        ("latin-1", True, r"für \ud83d\ude00 \udcff\u2019"),
        ("ascii", True, r"f\u00fcr \ud83d\ude00 \udcff\u2019"),
    ],
)
def test_what_an_encoding_does_not_hold_is_replaced_or_spelt_out_in_json(
    encoding: str, as_json: bool, shown: str
) -> None:
    program = f"from index.output import ready_output; ready_output(as_json={as_json}); print('für 😀 \\udcff’')"
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )
    assert told.stdout.decode(encoding).rstrip() == shown


@pytest.mark.parametrize("options", [(), ("--json",)])
@pytest.mark.parametrize(
    ("shell", "words"),
    [
        (" >/dev/full", "nothing more can be written (No space left on device): make room, or write elsewhere."),
        (" >&-", "Standard output is closed, so that nothing can be shown: leave it open, or name a file."),
    ],
    ids=["full", "closed"],
)
def test_output_that_takes_nothing_is_one_sentence(
    small_library: Library, options: tuple[str, ...], shell: str, words: str
) -> None:
    told = ask(small_library, *options, shell=shell)
    assert (told.returncode, told.stderr.decode()) == (1, f"sightline: {words}\n")


def test_a_reader_that_goes_away_is_no_error(small_library: Library) -> None:
    """As in `sightline status --json | head -1`."""
    program = f"{sys.executable} -c 'import cli, sys; sys.exit(cli.main(sys.argv[1:]))' status --library"
    finished = subprocess.run(
        f"{program} {small_library.root} | true", cwd=ROOT, shell=True, text=True, capture_output=True, check=False
    )
    assert "Traceback" not in finished.stderr
