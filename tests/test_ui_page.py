"""The page of the chat around its answers, in a real browser: loaded anew, scrolled, heard, filtered, right to left."""

from collections.abc import Iterator

import pytest
from chat_page import QUESTION, ask, chromium, open_page, running_chat
from playwright.sync_api import Browser, expect

from index.encoder import Encoder
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress
from ui.page import SCROLL


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[str]:
    """A chat over the starter notes and a list of one page that cannot be had."""
    shelf = tmp_path_factory.mktemp("shelf")
    (shelf / "list.md").write_text("# Shelf\n\n## Birds\n\n- ⭐ [Owls](https://owls.example/)\n", encoding="utf-8")
    plan = Plan(shelf / "library", (str(shelf / "list.md"),), offline=True)
    ingest(plan, encoder, Progress(quiet=True))
    with running_chat(plan.library, shelf / "opened") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def test_a_page_that_is_loaded_anew_keeps_its_conversation_and_nobody_else_has_it(
    browser: Browser, server: str
) -> None:
    page = open_page(browser, server, 1280, 900, "light")
    assert page.url.rstrip("/") == server
    ask(page, QUESTION)
    page.reload()
    expect(page.get_by_test_id("stChatMessage")).to_have_count(2, timeout=20_000)
    other = open_page(browser, server, 1280, 900, "light")
    expect(other.get_by_text("For example")).to_be_visible(timeout=20_000)
    expect(other.get_by_test_id("stChatMessage")).to_have_count(0)
    other.close()
    page.go_back()
    expect(page.get_by_text("For example")).to_be_visible(timeout=20_000)
    page.close()


def test_an_answer_that_is_there_moves_nobody_who_scrolled_since_asking(browser: Browser, server: str) -> None:
    page = open_page(browser, server, 1280, 400, "light")
    ask(page, QUESTION)
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
    page = open_page(browser, server, 1280, 900, "light")
    ask(page, QUESTION)
    said = page.locator("#sightline-said[role=status]")
    expect(said).to_have_text("Question 1 is answered.")
    said.evaluate(
        "one => { one.said = []; new MutationObserver(() => one.said.push(one.textContent)).observe("
        "one, {childList: true}); }"
    )
    ask(page, "What does non-maximum suppression do?")
    expect(said).to_have_text("Question 2 is answered.")
    assert said.evaluate("one => one.said.at(-1)") == "Question 2 is answered."
    assert (said.bounding_box() or {"height": 0})["height"] < 100
    page.close()


def test_the_panel_of_filters_stays_open_while_it_is_used(browser: Browser, server: str) -> None:
    page = open_page(browser, server, 1280, 900, "light")
    panel = page.get_by_test_id("stExpander").filter(has_text="Ask only some sources")
    panel.locator("summary").click()
    page.wait_for_timeout(1000)  # what opens moves
    starred, toggle = panel.get_by_test_id("stCheckbox").locator("label"), panel.locator("input[type=checkbox]")
    for is_on in (True, False):
        starred.click()
        expect(page.get_by_text("Asked only of")).to_have_count(int(is_on), timeout=20_000)
        expect(starred).to_be_visible()
        expect(toggle).to_be_checked(checked=is_on)
    page.close()


def test_a_question_from_right_to_left_is_set_so(browser: Browser, server: str) -> None:
    page = open_page(browser, server, 390, 844, "light")
    field = page.get_by_placeholder("Ask about computer vision")
    field.fill("מה זה dropout?")
    field.press("Enter")
    asked = page.get_by_test_id("stChatMessage").first.locator("p")
    assert asked.evaluate("one => getComputedStyle(one).unicodeBidi") == "plaintext"
    page.close()


def test_streamlits_own_stop_is_hidden(browser: Browser, server: str) -> None:
    """It would end the page's script and not the answer."""
    page = open_page(browser, server, 1280, 900, "light")
    page.evaluate("""() => {
      const status = document.createElement("div");
      status.dataset.testid = "stStatusWidget";
      status.textContent = "Stop";
      document.body.append(status);
    }""")
    expect(page.locator('body > [data-testid="stStatusWidget"]')).to_be_hidden()
    page.close()
