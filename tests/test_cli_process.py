"""The command line as a process of its own: what it loads, and a reader of its output that goes away."""

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


def test_a_reader_that_goes_away_is_no_error(small_library: Library) -> None:
    """As in `sightline status --json | head -1`."""
    program = f"{sys.executable} -c 'import cli, sys; sys.exit(cli.main(sys.argv[1:]))' status --library"
    finished = subprocess.run(
        f"{program} {small_library.root} | true", cwd=ROOT, shell=True, text=True, capture_output=True, check=False
    )
    assert "Traceback" not in finished.stderr
