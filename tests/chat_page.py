"""A running chat and a real browser that looks at it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from settings import read_settings

ROOT = Path(__file__).parents[1]
QUESTION = "What is a receptive field?"
OPTIONS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@contextmanager
def running_chat(library: Path, opened: Path) -> Iterator[str]:
    """The address of a running chat, started as by `make chat` on a developer's machine, ended with Ctrl-C.

    Args:
        opened: where the user's browser, a script, notes the addresses it is told to open.
    """
    script, home = opened.with_name("browser.sh"), opened.with_name("home")
    script.write_text(f'#!/bin/sh\necho "$1" >> {opened}\n', encoding="utf-8")
    script.chmod(0o755)
    (home / ".claude").mkdir(parents=True)
    ours = {"BROWSER": str(script), "HOME": str(home), "SIGHTLINE_CACHE": str(read_settings().cache)}
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "import sys, cli; sys.exit(cli.main())", "chat"]
    process = subprocess.Popen(
        [*command, "--port", str(port), "--library", str(library)],
        cwd=ROOT,
        env=os.environ | ours,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait_until_healthy(f"http://localhost:{port}", process)
        yield f"http://localhost:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=20)
    assert "Traceback" not in output


@contextmanager
def chromium() -> Iterator[Browser]:
    """Whatever Chromium is installed; the test is skipped where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"needs a browser: none of {', '.join(names)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()


def open_page(browser: Browser, server: str, width: int, height: int, theme: Literal["light", "dark"]) -> Page:
    """The chat, as big as the window, in pixels."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.emulate_media(color_scheme=theme)
    page.goto(server)
    expect(page.get_by_text("Every statement comes with a link")).to_be_visible(timeout=15_000)
    return page


def ask(page: Page, question: str) -> Locator:
    """The answer's message."""
    field = page.get_by_placeholder("Ask about computer vision")
    field.fill(question)
    field.press("Enter")
    answer = page.locator('[data-testid="stChatMessage"]').last
    expect(answer.locator('[data-testid="stExpander"]').first).to_be_visible(timeout=20_000)
    page.wait_for_timeout(1500)
    return answer


def _wait_until_healthy(address: str, process: "subprocess.Popen[str]") -> None:
    for _ in range(200):
        if process.poll() is not None:
            pytest.fail(f"the chat ended: {process.communicate()[0]}")
        try:
            if urlopen(f"{address}/_stcore/health", timeout=1).status == 200:
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail("the chat did not answer within 20 s")
