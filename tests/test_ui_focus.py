"""Where the keyboard is after a button that goes away was pressed, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chat_page import chromium, open_page, running_chat
from model_server import Pause, serve
from owl_model import HEAD, writing
from playwright.sync_api import Browser, Page, expect

from index.library import Library
from ui.wording import EXAMPLES

SAID = "Owls turn their heads by up to 270 degrees [{turns}]. And more is to come"


@pytest.fixture(scope="module")
def chat(small_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A chat with a model that does not come to an end."""
    opened: Path = tmp_path_factory.mktemp("browser") / "opened"
    with serve(writing(SAID, Pause(600))) as model, pytest.MonkeyPatch.context() as environment:
        environment.setenv("SIGHTLINE_MODEL", model.url)
        with running_chat(small_library.root, opened) as address:
            yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def field_of(page: Page) -> tuple[str, str]:
    """Which element has the focus, and what it says where it is empty."""
    tag, hint = page.evaluate("[document.activeElement.tagName, document.activeElement.placeholder ?? '']")
    return tag, hint


def test_after_an_example_and_after_stop_the_keyboard_is_in_the_field_for_questions(
    browser: Browser, chat: str
) -> None:
    page = open_page(browser, chat, 1280, 900, "light")
    page.wait_for_function("window.sightlineKeepsFocus")  # which is a moment after the first words
    page.get_by_role("button", name=EXAMPLES[0]).press("Enter")
    expect(page.get_by_text("Question 1 is answered.")).to_be_attached(timeout=20_000)
    expect(page.get_by_text("For example")).to_have_count(0)
    assert field_of(page) == ("TEXTAREA", "Ask about computer vision")
    page.keyboard.type(HEAD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop", exact=True).press(" ")
    expect(page.get_by_text("Question 2 is answered.")).to_be_attached(timeout=20_000)
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    assert field_of(page) == ("TEXTAREA", "Ask about computer vision")
    assert page.get_by_placeholder("Ask about computer vision").input_value() == ""
    page.close()


def test_a_finger_on_an_example_does_not_open_the_keyboard_of_a_telephone(browser: Browser, chat: str) -> None:
    page = open_page(browser, chat, 390, 844, "light")
    page.wait_for_function("window.sightlineKeepsFocus")
    page.get_by_role("button", name=EXAMPLES[0]).click()
    expect(page.get_by_text("Question 1 is answered.")).to_be_attached(timeout=20_000)
    expect(page.get_by_text("For example")).to_have_count(0)
    assert field_of(page)[0] != "TEXTAREA"
    page.close()
