"""The chat in a real browser: asked, answered, a citation opened, at two widths and in both themes.

SIGHTLINE_SCREENSHOTS=<folder> keeps screenshot-desktop.png there, of the library that SIGHTLINE_LIBRARY names; this is
how docs/images/chat.png is made, of the bundled list with the starter notes alone, since those are our own words.
"""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from chat_page import QUESTION, ask, chromium, open_page, running_chat
from playwright.sync_api import Browser, expect
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from index.encoder import Encoder
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress

SCREENSHOTS = os.environ.get("SIGHTLINE_SCREENSHOTS", "")
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
<h2 id="loop">The loop</h2>
<p>The loop of the nest builder adds each twig to the nest of the barn owl, as this Python code of its maker shows:</p>
<pre><code class="language-python">{code}</code></pre>
</article></body></html>""".replace(
    "{code}",
    f"{' ' * 60}for twig in collect_all_twigs_of_the_barn(longest_first=True, ignore_wet=False, as_far_as=12):\n"
    f"{' ' * 64}nest.add(twig)\n",
)

COLOURS_OF_CODE = """block => {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const tokens = rules.flatMap((rule) => rule.selectorText?.match(/\\.token[.\\w-]+/g) ?? []);
  const word = block.querySelector("code").appendChild(document.createElement("span"));
  const colour = (token) => { word.className = token.replaceAll(".", " "); return getComputedStyle(word).color; };
  return Object.fromEntries(tokens.map((token) => [token, colour(token)]));
}"""
"""The colour of each kind of word that Streamlit's own style knows, as it is in a block of code."""


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
    with running_chat(library, opened) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize(
    ("width", "height", "theme"), [(1280, 900, "light"), (1280, 900, "dark"), (390, 844, "light"), (390, 844, "dark")]
)
def test_a_question_is_answered_and_its_citation_opens(
    browser: Browser, server: str, tmp_path: Path, width: int, height: int, theme: Literal["light", "dark"]
) -> None:
    page = open_page(browser, server, width, height, theme)
    foreign: list[str] = []
    page.on("request", lambda request: None if server in request.url else foreign.append(request.url))
    answer = ask(page, QUESTION)
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
    page = open_page(browser, server, 390, 844, "light")
    page.wait_for_timeout(1500)
    assert opened.read_text(encoding="utf-8").split() == [server]
    expect(page.get_by_text("Help agents write better apps")).to_have_count(0)
    expect(page.get_by_role("button", name="Install")).to_have_count(0)
    page.close()


def test_the_chat_is_photographed(browser: Browser, server: str, tmp_path: Path) -> None:
    page = open_page(browser, server, 1280, 1500, "light")
    answer = ask(page, "How do I compute the output size of a convolution?")
    answer.locator('[data-testid="stExpander"] summary').first.click()
    page.mouse.move(1200, 200)
    page.wait_for_timeout(1000)
    photograph = Path(SCREENSHOTS or tmp_path) / "screenshot-desktop.png"
    page.screenshot(path=photograph)
    page.close()
    assert photograph.stat().st_size > 50_000


@pytest.mark.skipif(bool(SCREENSHOTS), reason="the library being photographed holds no hostile page")
def test_hostile_words_stay_words_and_the_link_lands_on_the_sentence(browser: Browser, server: str) -> None:
    page = open_page(browser, server, 1280, 900, "light")
    answer = ask(page, "What does the owl say when it looks at the moon?")
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
    page = open_page(browser, server, 390, 844, "light")
    answer = ask(page, "What does the fence law of the parliament of owls say?")
    expect(answer.locator(".katex-display").first).to_contain_text("(2)")
    expect(answer.locator(".katex-error")).to_have_count(0)
    unknown = answer.locator(".katex-html").get_by_text("\\foo").first
    assert unknown.evaluate("one => getComputedStyle(one).color") != "rgb(204, 0, 0)"
    page.close()


@pytest.mark.skipif(bool(SCREENSHOTS), reason="the library being photographed holds no page of owls")
def test_code_begins_in_sight_and_its_long_lines_scroll_in_their_own_block(browser: Browser, server: str) -> None:
    page = open_page(browser, server, 390, 844, "light")
    answer = ask(page, "Show me the code of the loop of the nest builder")
    block = answer.locator("[class*='st-key-statement-'] pre").first
    block.scroll_into_view_if_needed()
    places = "one => [one.scrollLeft, one.scrollWidth - one.clientWidth, one.getBoundingClientRect().right]"
    scrolled, hidden, right = block.evaluate(places)
    assert (scrolled, right <= 390) == (0, True)
    assert 0 < hidden < 600, "the width of the line that is out of sight, and not of its indentation"
    first = block.get_by_text("for", exact=True).bounding_box()
    second = block.get_by_text("nest").first.bounding_box()
    assert first is not None
    assert second is not None
    assert 0 < first["x"] <= second["x"] < 200
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_on_a_telephone_the_sidebar_lies_over_the_page(browser: Browser, server: str) -> None:
    page = open_page(browser, server, 390, 844, "light")
    promise = page.get_by_text("Every statement comes with a link")
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_role("button", name="New conversation")).to_be_in_viewport()
    page.wait_for_timeout(700)
    box = promise.bounding_box()
    assert box is not None
    assert box["width"] > 300
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_small_words_stand_out_from_their_ground(
    browser: Browser, server: str, theme: Literal["light", "dark"]
) -> None:
    page = open_page(browser, server, 1280, 900, theme)
    is_styled = "() => [...document.querySelectorAll('style')].some(one => one.textContent.includes('st-key-'))"
    page.wait_for_function(is_styled)  # which is a moment after the first words
    expect(page.get_by_role("button", name="New conversation")).to_be_visible(timeout=15_000)  # nothing is drawn anew
    small = page.get_by_test_id("stCaptionContainer").filter(has_text="Every statement comes with a link")
    style = "one => [getComputedStyle(one).color, getComputedStyle(one).opacity]"
    color, opacity = small.evaluate(style)
    ground = page.get_by_test_id("stApp").evaluate("one => getComputedStyle(one).backgroundColor")
    seen = [
        float(opacity) * over + (1 - float(opacity)) * under
        for over, under in zip(_levels(color), _levels(ground), strict=True)
    ]
    assert _contrast(seen, _levels(ground)) >= 4.5, "WCAG 2.2, 1.4.3"
    page.close()


@pytest.mark.skipif(bool(SCREENSHOTS), reason="the library being photographed holds no page of owls")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_of_code_stands_out_from_its_ground(
    browser: Browser, server: str, theme: Literal["light", "dark"]
) -> None:
    page = open_page(browser, server, 1280, 900, theme)
    answer = ask(page, "Show me the code of the loop of the nest builder")
    block = answer.locator("[class*='st-key-statement-'] pre").first
    expect(block.locator(".token.keyword").first).to_be_visible()
    ground = block.evaluate("one => getComputedStyle(one).backgroundColor")
    colours: dict[str, str] = block.evaluate(COLOURS_OF_CODE)
    assert ground.startswith("rgb("), "nothing shines through it"
    assert {".token.comment", ".token.keyword", ".token.string", ".token.number"} <= set(colours)
    contrasts = {token: _contrast(_levels(colour), _levels(ground)) for token, colour in colours.items()}
    assert {token: contrast for token, contrast in contrasts.items() if contrast < 4.5} == {}, "WCAG 2.2, 1.4.3"
    page.close()


def _contrast(one: list[float], other: list[float]) -> float:
    """Contrast ratio by WCAG 2.2."""
    dark, light = sorted([_luminance(one), _luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def _levels(color: str) -> list[float]:
    return [float(level) for level in re.findall(r"[\d.]+", color)[:3]]


def _luminance(levels: list[float]) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (x / 255 for x in levels)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_our_own_words_are_not_marked_as_quotes(browser: Browser, server: str) -> None:
    page = open_page(browser, server, 1280, 900, "light")
    field = page.get_by_placeholder("Ask about computer vision")
    field.fill("Hello!")
    field.press("Enter")
    said = page.get_by_text("Ask me anything about the articles")
    expect(said).to_be_visible()
    assert said.evaluate("one => getComputedStyle(one.closest('[class*=st-key-remark-]')).borderLeftWidth") == "0px"
    page.close()


@pytest.mark.skipif(bool(SCREENSHOTS), reason="looks for a starter note")
def test_the_number_of_a_note_opens_its_card(browser: Browser, server: str) -> None:
    page = open_page(browser, server, 390, 844, "light")
    answer = ask(page, "What does non-maximum suppression do?")
    number = answer.locator('a[href^="#citation-"]').first
    assert number.get_attribute("title")
    number.click()
    expect(answer.locator("details[open] [class*='st-key-quote-']")).to_be_in_viewport()
    page.close()


@pytest.mark.skipif(bool(SCREENSHOTS), reason="looks for a starter note")
def test_a_note_is_read_in_the_app_and_the_page_does_not_jump(browser: Browser, server: str) -> None:
    page = open_page(browser, server, 1280, 900, "light")
    answer = ask(page, "What does non-maximum suppression do?")
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
