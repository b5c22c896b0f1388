"""The process that serves the chat: its port, and what it loads before its first content."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import SightlineError
from settings import read_settings
from ui.server import serve

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(("port", "problem"), [(0, "not a port"), (70000, "not a port")])
def test_a_port_that_cannot_be_is_refused(port: int, problem: str) -> None:
    with pytest.raises(SightlineError, match=problem):
        serve(read_settings(), port=port, headless=True)


def test_a_port_in_use_is_refused_in_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            SightlineError, match=rf"Port {port} cannot be had \(Address already in use\): choose another"
        ):
            serve(read_settings(), port=port, headless=True)


def test_the_page_imports_nothing_heavy_before_its_first_content() -> None:
    code = (
        "import sys, runpy; runpy.run_path('ui/app.py', run_name='page')\n"
        "print([m for m in ('faiss', 'onnxruntime', 'tokenizers', 'torch', 'sentence_transformers', 'llama_index', "
        "'trafilatura') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
