"""The chat in a real browser: asked, answered, a citation opened, at two widths and in both themes.

SIGHTLINE_SCREENSHOTS=<folder> keeps screenshot-desktop.png there, of the library that SIGHTLINE_LIBRARY names; this is
how docs/images/chat.png is made, of the bundled list with the starter notes alone, since those are our own words.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from index.encoder import Encoder
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress
from settings import read_settings
from ui.page import SCROLL

ROOT = Path(__file__).parents[1]
SCREENSHOTS = os.environ.get("SIGHTLINE_SCREENSHOTS", "")
QUESTION = "What is a receptive field?"
OPTIONS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
ADDRESS = "https://owls.example/eyes"
PAGE = """<html><head><title>Owls' eyes</title></head><body><article><h1>Owls' eyes</h1>
<h2 id="field">The field</h2>
<p>The receptive field of a cell in an owl's eye is the patch of the image that can change the answer of the cell.</p>
<h2 id="law">The law</h2>
<p>The parliament of owls passed the fence law of 1823, by which the number of fence posts for each owl is
<script type="math/tex">n_\\max \\leq \\mbox{posts_there} \\foo</script>, and which reads in full:</p>
<script type="math/tex; mode=display">\\begin{eqnarray} n & = & 2 \\label{eq:law} \\tag{1} \\\\ m & = & 3 \\tag{2}
\\end{eqnarray}</script>
<h2 id="voice">The voice</h2>
<p>The owl says &lt;img src=x onerror=alert(1)&gt; and **loud** and ![looks](/a.png) and [a page](/b) and :smile: when
it looks at the moon over the barn in a clear night of a cold winter.</p>
<p>Owls turn their heads because their eyes cannot move, and they see well where there is hardly any light at all.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """The starter notes and one page of hostile words, or the library to be photographed."""
    if SCREENSHOTS and os.environ.get("SIGHTLINE_LIBRARY"):
        return Path(os.environ["SIGHTLINE_LIBRARY"])
    shelf = tmp_path_factory.mktemp("shelf")
    (shelf / "list.md").write_text(f"# Shelf\n\n## Birds\n\n- ⭐ [Owls]({ADDRESS})\n", encoding="utf-8")
    with (shelf / "owls.warc.gz").open("wb") as file:
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer = WARCWriter(file, gzip=True)
        record = writer.create_warc_record(ADDRESS, "response", payload=BytesIO(PAGE.encode()), http_headers=headers)
        writer.write_record(record)
    plan = Plan(shelf / "library", (str(shelf / "list.md"),), (shelf / "owls.warc.gz",), offline=True)
    ingest(plan, encoder, Progress(quiet=True))
    return shelf / "library"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the user's browser, a script, notes the addresses it is told to open."""
    return tmp_path_factory.mktemp("browser") / "opened"


@pytest.fixture(scope="module")
def server(library: Path, opened: Path) -> Iterator[str]:
    """The address of a running chat, started as by `make chat` on a developer's machine, ended with Ctrl-C."""
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"needs a browser: none of {', '.join(names)} is installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield chromium
        chromium.close()


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


def _open(browser: Browser, server: str, width: int, height: int, theme: Literal["light", "dark"]) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.emulate_media(color_scheme=theme)
    page.goto(server)
    expect(page.get_by_text("Every statement comes with a link")).to_be_visible(timeout=15_000)
    return page


def _ask(page: Page, question: str) -> Locator:
    """The answer's message."""
    field = page.get_by_placeholder("Ask about computer vision")
    field.fill(question)
    field.press("Enter")
    answer = page.locator('[data-testid="stChatMessage"]').last
    expect(answer.locator('[data-testid="stExpander"]').first).to_be_visible(timeout=20_000)
    page.wait_for_timeout(1500)
    return answer


@pytest.mark.parametrize(
    ("width", "height", "theme"), [(1280, 900, "light"), (1280, 900, "dark"), (390, 844, "light"), (390, 844, "dark")]
)
def test_a_question_is_answered_and_its_citation_opens(
    browser: Browser, server: str, tmp_path: Path, width: int, height: int, theme: Literal["light", "dark"]
) -> None:
    page = _open(browser, server, width, height, theme)
    foreign: list[str] = []
    page.on("request", lambda request: None if server in request.url else foreign.append(request.url))
    answer = _ask(page, QUESTION)
    asked = page.get_by_test_id("stChatMessage").get_by_text(QUESTION, exact=True)  # a button offered it, too
    expect(asked).to_be_in_viewport()
    expect(answer.locator(".katex").first).to_be_attached()
    page.screenshot(path=tmp_path / f"answer-{width}-{theme}.png")
    page.mouse.move(width - 100, 400)
    page.mouse.wheel(0, 5000)
    expect(answer.locator('[data-testid="stExpander"]').last).to_be_in_viewport()
    expect(page.locator('[data-testid="stHeader"]')).to_be_in_viewport()
    card = answer.locator('[data-testid="stExpander"]').first
    card.locator("summary").click()
    expect(card.locator('[class*="st-key-quote-"]')).to_be_visible()
    page.wait_for_timeout(500)
    page.screenshot(path=tmp_path / f"card-{width}-{theme}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not [url for url in foreign if not url.startswith(("data:", "blob:", "ws://localhost"))]
    page.close()


def test_the_page_is_opened_and_nothing_of_others_lies_over_it(browser: Browser, server: str, opened: Path) -> None:
    page = _open(browser, server, 390, 844, "light")
    page.wait_for_timeout(1500)
    assert opened.read_text(encoding="utf-8").split() == [server]
    expect(page.get_by_text("Help agents write better apps")).to_have_count(0)
    expect(page.get_by_role("button", name="Install")).to_have_count(0)
    page.close()


def test_the_chat_is_photographed(browser: Browser, server: str, tmp_path: Path) -> None:
    page = _open(browser, server, 1280, 1500, "light")
    answer = _ask(page, "How do I compute the output size of a convolution?")
    answer.locator('[data-testid="stExpander"] summary').first.click()
    page.mouse.move(1200, 200)
    page.wait_for_timeout(1000)
    photograph = Path(SCREENSHOTS or tmp_path) / "screenshot-desktop.png"
    page.screenshot(path=photograph)
    page.close()
    assert photograph.stat().st_size > 50_000


@pytest.mark.skipif(bool(SCREENSHOTS), reason="the library being photographed holds no hostile page")
def test_hostile_words_stay_words_and_the_link_lands_on_the_sentence(browser: Browser, server: str) -> None:
    page = _open(browser, server, 1280, 900, "light")
    answer = _ask(page, "What does the owl say when it looks at the moon?")
    said = answer.locator('[class*="st-key-statement-"]').filter(has_text="onerror").first
    expect(said).to_contain_text("**loud** and ![looks](/a.png) and [a page](/b)")
    assert said.locator("img, em, strong").count() == 0
    assert said.get_by_role("link").count() == 1
    number = said.get_by_role("link")
    card = answer.locator('[data-testid="stExpander"]').filter(has_text=number.inner_text()).first
    card.locator("summary").click()
    button = card.get_by_role("link", name="Open the source at this sentence")
    for found in (number, button):
        href = found.get_attribute("href") or ""
        assert href.startswith(f"{ADDRESS}#voice:~:text=The%20owl%20says")
        assert found.get_attribute("target") == "_blank"
    expect(card.locator('[class*="st-key-quote-"]')).to_contain_text("onerror=alert(1)>")
    page.close()


@pytest.mark.skipif(bool(SCREENSHOTS), reason="the library being photographed holds no page of owls")
def test_what_katex_refuses_is_said_otherwise_or_shown_as_code(browser: Browser, server: str) -> None:
    page = _open(browser, server, 390, 844, "light")
    answer = _ask(page, "What does the fence law of the parliament of owls say?")
    expect(answer.locator(".katex-display").first).to_contain_text("(2)")
    expect(answer.locator(".katex-error")).to_have_count(0)
    unknown = answer.locator(".katex-html").get_by_text("\\foo").first
    assert unknown.evaluate("one => getComputedStyle(one).color") != "rgb(204, 0, 0)"
    page.close()


def test_a_page_that_is_loaded_anew_keeps_its_conversation_and_nobody_else_has_it(
    browser: Browser, server: str
) -> None:
    page = _open(browser, server, 1280, 900, "light")
    assert page.url.rstrip("/") == server
    _ask(page, QUESTION)
    page.reload()
    expect(page.get_by_test_id("stChatMessage")).to_have_count(2, timeout=20_000)
    other = _open(browser, server, 1280, 900, "light")
    expect(other.get_by_text("For example")).to_be_visible(timeout=20_000)
    expect(other.get_by_test_id("stChatMessage")).to_have_count(0)
    other.close()
    page.go_back()
    expect(page.get_by_text("For example")).to_be_visible(timeout=20_000)
    page.close()


def test_an_answer_that_is_there_moves_nobody_who_scrolled_since_asking(browser: Browser, server: str) -> None:
    page = _open(browser, server, 1280, 400, "light")
    _ask(page, QUESTION)
    question, script = page.locator(".st-key-question-0"), SCROLL.removeprefix("<script>").removesuffix("</script>")

    def scroll(*, answered: bool) -> float:
        """Where the question then is."""
        page.evaluate(script % (0, str(answered).lower()))
        page.wait_for_timeout(800)
        return question.evaluate("one => one.getBoundingClientRect().top")

    at_top = scroll(answered=False)
    assert scroll(answered=True) == at_top
    page.mouse.move(640, 200)
    page.mouse.wheel(0, 150)
    page.wait_for_timeout(300)
    moved = question.evaluate("one => one.getBoundingClientRect().top")
    assert moved < at_top
    assert scroll(answered=True) == moved
    assert scroll(answered=False) == at_top, "a new question is brought to the top"
    page.close()


def test_who_hears_the_page_is_told_that_a_question_is_answered(browser: Browser, server: str) -> None:
    page = _open(browser, server, 1280, 900, "light")
    _ask(page, QUESTION)
    said = page.locator("#sightline-said[role=status]")
    expect(said).to_have_text("Question 1 is answered.")
    said.evaluate(
        "one => { one.said = []; new MutationObserver(() => one.said.push(one.textContent)).observe("
        "one, {childList: true}); }"
    )
    _ask(page, "What does non-maximum suppression do?")
    expect(said).to_have_text("Question 2 is answered.")
    assert said.evaluate("one => one.said.at(-1)") == "Question 2 is answered."
    assert (said.bounding_box() or {"height": 0})["height"] < 100
    page.close()


def test_the_panel_of_filters_stays_open_while_it_is_used(browser: Browser, server: str) -> None:
    page = _open(browser, server, 1280, 900, "light")
    panel = page.get_by_test_id("stExpander").filter(has_text="Ask only some sources")
    panel.locator("summary").click()
    starred, toggle = panel.get_by_test_id("stCheckbox").locator("label"), panel.locator("input[type=checkbox]")
    for count in (1, 0):
        for _ in range(3):  # a click may fall on what is drawn anew at that moment
            if toggle.is_checked() != bool(count):
                starred.click()
                page.wait_for_timeout(500)
        expect(page.get_by_text("Asked only of")).to_have_count(count, timeout=20_000)
        expect(starred).to_be_visible()
    page.close()


def test_a_question_from_right_to_left_is_set_so(browser: Browser, server: str) -> None:
    page = _open(browser, server, 390, 844, "light")
    field = page.get_by_placeholder("Ask about computer vision")
    field.fill("מה זה dropout?")
    field.press("Enter")
    asked = page.get_by_test_id("stChatMessage").first.locator("p")
    assert asked.evaluate("one => getComputedStyle(one).unicodeBidi") == "plaintext"
    page.close()


def test_streamlits_own_stop_is_hidden(browser: Browser, server: str) -> None:
    """It would end the page's script and not the answer."""
    page = _open(browser, server, 1280, 900, "light")
    page.evaluate("""() => {
      const status = document.createElement("div");
      status.dataset.testid = "stStatusWidget";
      status.textContent = "Stop";
      document.body.append(status);
    }""")
    expect(page.locator('body > [data-testid="stStatusWidget"]')).to_be_hidden()
    page.close()


@pytest.mark.skipif(bool(SCREENSHOTS), reason="looks for a starter note")
def test_the_number_of_a_note_opens_its_card(browser: Browser, server: str) -> None:
    page = _open(browser, server, 390, 844, "light")
    answer = _ask(page, "What does non-maximum suppression do?")
    number = answer.locator('a[href^="#citation-"]').first
    assert number.get_attribute("title")
    number.click()
    expect(answer.locator("details[open] [class*='st-key-quote-']")).to_be_in_viewport()
    page.close()


@pytest.mark.skipif(bool(SCREENSHOTS), reason="looks for a starter note")
def test_a_note_is_read_in_the_app_and_the_page_does_not_jump(browser: Browser, server: str) -> None:
    page = _open(browser, server, 1280, 900, "light")
    answer = _ask(page, "What does non-maximum suppression do?")
    card = answer.locator('[data-testid="stExpander"]').filter(has_text="Non-maximum suppression").first
    card.locator("summary").click()
    read = card.get_by_role("button", name="Read the whole note")
    page.wait_for_timeout(700)
    read.evaluate("button => button.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)
    before = read.bounding_box()
    read.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Soft-NMS")).to_be_attached()
    dialog.get_by_role("button", name="Close").click()
    page.wait_for_timeout(1500)
    after = read.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 50
    page.close()
