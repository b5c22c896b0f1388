"""The page of the chat, without a browser, through Streamlit's own test runner."""

import re
import shutil
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button
from test_ui_text import FORBIDDEN, shown_text, tokens_of

from index.encoder import Encoder
from index.errors import SightlineError
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress
from rag.answer import Answer
from rag.conversation import Asked
from rag.filters import Filters
from ui.session import Session, Turn

APP = Path(__file__).parents[1] / "ui" / "app.py"
LIST = "# Shelf\n\n## Birds\n\n- ⭐ [Owls](owls.md)\n- [Gone](https://gone.example/page)\n"
OWLS = r"""# Owls

Owls hunt at night with the help of their asymmetric ears. The facial disc of an owl gathers sound like a dish.

## Hostile words

The zanzibar owl says \<script\>alert("x")\</script\> and \*\*shouts\*\* and \!\[looks\](/a.png) at \
\[a page\](/b) :red\[really\] :smile: and weighs $m = 2$ kilograms.
"""
QUESTION = "How do owls hunt at night?"


@pytest.fixture(scope="session")
def owl_library(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """A library of one page about owls, with hostile words in it."""
    shelf = tmp_path_factory.mktemp("shelf")
    (shelf / "list.md").write_text(LIST, encoding="utf-8")
    (shelf / "owls.md").write_text(OWLS, encoding="utf-8")
    plan = Plan(shelf / "library", (str(shelf / "list.md"),), offline=True, notes=False)
    ingest(plan, encoder, Progress(quiet=True))
    return plan.library


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], AppTest]:
    """Opens the app on a library and runs it once."""

    def run(library: Path) -> AppTest:
        monkeypatch.setenv("SIGHTLINE_LIBRARY", str(library))
        return AppTest.from_file(str(APP), default_timeout=60).run()

    return run


def _shown(app: AppTest) -> str:
    return "\n".join(element.value for element in (*app.markdown, *app.caption, *app.info, *app.error))


def test_without_a_library_the_page_says_what_to_run(open_app: Callable[[Path], AppTest], tmp_path: Path) -> None:
    app = open_app(tmp_path / "none")
    assert not app.exception
    assert "There is no library yet" in [element.value for element in app.subheader]
    assert "sightline ingest" in "\n".join(element.value for element in app.code)
    assert not app.chat_input


def test_a_damaged_library_is_one_sentence(open_app: Callable[[Path], AppTest], tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("0123456789abcdef")
    app = open_app(tmp_path)
    assert not app.exception
    assert "sightline ingest" in app.error[0].value
    assert f"sightline ingest --library {tmp_path} [LIST]" in app.code[0].value, "nobody knows any more of what list"


def test_what_cannot_be_answered_is_not_offered(
    open_app: Callable[[Path], AppTest], owl_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(owl_library, tmp_path / "library")
    next((tmp_path / "library").rglob("vectors.faiss")).write_bytes(b"damaged")
    damaged = open_app(tmp_path / "library")
    monkeypatch.setenv("SIGHTLINE_RERANKER", str(tmp_path / "none"))
    without_model = open_app(owl_library)
    for app, words in ((damaged, "is damaged"), (without_model, "is not there")):
        assert words in app.error[0].value
        assert not [button for button in app.button if (button.key or "").startswith("example-")]
        assert "For example" not in [caption.value for caption in app.caption]


def test_questions_to_a_damaged_library_are_kept_until_it_is_mended(
    open_app: Callable[[Path], AppTest], owl_library: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    shutil.copytree(owl_library, library)
    (vectors,) = library.glob("snapshots/*/vectors.faiss")
    vectors.write_bytes(b"x")
    app = open_app(library)
    for question in (QUESTION, "What is a facial disc?"):
        app.chat_input[0].set_value(question).run()
    assert "is damaged" in app.error[0].value
    assert [message.markdown[0].value for message in app.chat_message] == [QUESTION, "What is a facial disc?"]
    assert app.code[0].value == f"sightline ingest --library {library} {owl_library.parent / 'list.md'}"
    assert {"Build it now", "Look again"} <= {button.label for button in app.button}
    shutil.copy(next(owl_library.glob("snapshots/*/vectors.faiss")), vectors)
    app.run()
    assert "asymmetric ears" in _shown(app)
    assert len(app.chat_message) == 4


def test_a_question_gets_quotes_with_cards_and_stays(open_app: Callable[[Path], AppTest], owl_library: Path) -> None:
    app = open_app(owl_library)
    app.chat_input[0].set_value(QUESTION).run()
    assert not app.exception
    assert [message.name for message in app.chat_message] == ["user", "assistant"]
    assert "asymmetric ears. " in _shown(app)
    assert "\\[1\\]** ★ Owls" in app.chat_message[1].expander[0].label
    assert "as of" in app.chat_message[1].expander[0].caption[0].value
    app.run()
    assert "asymmetric ears" in _shown(app)
    app.button(key="new").click().run()
    assert not app.chat_message


def test_an_answer_that_takes_long_is_shown_when_it_is_there(
    owl_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGHTLINE_LIBRARY", str(owl_library))
    monkeypatch.setattr("ui.chat.PATIENCE", 0.01)
    slow: Future[Answer] = Future()
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.session_state["sightline"] = Session([Turn(Asked(QUESTION), slow)])
    assert "Reading the library" in _shown(app.run())
    slow.set_result(replace(Answer.remark(QUESTION, "At *night*.", {}), standalone_question="Owls?"))
    shown = _shown(app.run())
    assert "Reading the library" not in shown
    assert "At \\*night\\*." in shown
    assert "Understood as: Owls?" in shown


def test_an_error_of_ours_while_answering_is_its_sentence(owl_library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGHTLINE_LIBRARY", str(owl_library))
    failed: Future[Answer] = Future()
    failed.set_exception(SightlineError("The model at x does not answer: start it."))
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.session_state["sightline"] = Session([Turn(Asked(QUESTION), failed)])
    app.run()
    assert not app.exception
    assert app.error[0].value == "The model at x does not answer: start it."


def test_a_question_not_covered_is_refused_calmly(open_app: Callable[[Path], AppTest], owl_library: Path) -> None:
    app = open_app(owl_library)
    app.chat_input[0].set_value("Which owls live in the zoo of Lisbon, and what does a ticket cost?").run()
    assert app.info[0].value == "The library does not cover this."
    assert "Birds" in _shown(app)
    assert not app.chat_message[1].expander


def test_a_question_of_another_field_has_nothing_near(open_app: Callable[[Path], AppTest], owl_library: Path) -> None:
    app = open_app(owl_library)
    app.chat_input[0].set_value("Which mortgage rate applies in Lisbon?").run()
    assert app.info[0].value == "The library does not cover this, nor anything near it."
    assert "What comes nearest" not in _shown(app)


def test_a_refusal_gives_its_own_reason(open_app: Callable[[Path], AppTest], owl_library: Path) -> None:
    app = open_app(owl_library)
    app.chat_input[0].set_value("explain it").run()
    assert app.info[0].value.startswith("The question does not say what it is about")


def test_a_refusal_of_some_sources_is_not_one_of_all(open_app: Callable[[Path], AppTest], owl_library: Path) -> None:
    app = open_app(owl_library)
    app.sidebar.multiselect[1].set_value(["Article"]).run()
    app.chat_input[0].set_value(QUESTION).run()
    assert app.info[0].value == "The sources you chose do not cover this."
    next(button for button in app.button if button.label == "Ask all sources").click().run()
    assert app.session_state["sightline"].turns[-1].asked.filters == Filters()
    assert app.sidebar.multiselect[1].value == []
    assert "asymmetric ears" in _shown(app)


def test_a_question_is_shown_as_it_was_typed(open_app: Callable[[Path], AppTest], owl_library: Path) -> None:
    app = open_app(owl_library)
    code = "```python\nimport owls\nowls.hunt()\n```"
    app.chat_input[0].set_value(f"How do owls hunt here?\n\n{code}\n\n<b>now</b>").run()
    assert app.chat_message[0].markdown[0].value == f"How do owls hunt here?\n\n{code}\n\n\\<b\\>now\\</b\\>"


def test_a_note_stays_open_until_it_is_closed(open_app: Callable[[Path], AppTest], owl_library: Path) -> None:
    app = open_app(owl_library)
    app.chat_input[0].set_value(QUESTION).run()
    app.button(key="note-0-1").click().run()
    for _ in range(2):
        assert app.session_state["sightline"].note is not None
        assert "The facial disc of an owl gathers sound like a dish." in app.run().markdown[-1].value
    app.session_state["sightline"].close_note()
    assert "## Hostile words" not in app.run().markdown[-1].value


def test_a_page_that_is_loaded_anew_finds_its_conversation(
    open_app: Callable[[Path], AppTest], owl_library: Path
) -> None:
    app = open_app(owl_library)
    assert not app.query_params, "nothing was asked yet"
    app.chat_input[0].set_value(QUESTION).run()
    token = str(app.query_params["conversation"])
    for known, found in ((token, [QUESTION]), ("guessed", []), ("", [])):
        again = AppTest.from_file(str(APP), default_timeout=60)
        again.query_params["conversation"] = known
        again.run()
        assert [turn.asked.question for turn in again.session_state["sightline"].turns] == found
        assert again.session_state["sightline"].is_lost == (known == "guessed")
    assert again.session_state["sightline"].token == ""


def test_hostile_words_of_a_source_are_only_words(open_app: Callable[[Path], AppTest], owl_library: Path) -> None:
    app = open_app(owl_library)
    app.chat_input[0].set_value("What does the zanzibar owl weigh?").run()
    shown = [element for element in app.chat_message[1].markdown if "zanzibar" in element.value]
    assert shown
    for element in shown:
        assert not element.allow_html
        markdown = element.value.removesuffix(' [\\[1\\]](<#citation-1> "Owls")')
        assert FORBIDDEN.isdisjoint(token.type for token in tokens_of(markdown)), markdown
        assert all(words in "".join(shown_text(markdown)) for words in ("<script>", "**shouts**", "![looks]"))
        assert "$m = 2$" in element.value


def test_an_example_asks(open_app: Callable[[Path], AppTest], owl_library: Path) -> None:
    app = open_app(owl_library)
    example = next(button for button in app.button if button.label == "What is a receptive field?")
    example.click().run()
    assert app.chat_message[0].markdown[0].value == "What is a receptive field?"
    assert "What is a receptive field?" not in [button.label for button in app.button]


def test_the_sidebar_says_what_is_there(open_app: Callable[[Path], AppTest], owl_library: Path) -> None:
    app = open_app(owl_library)
    assert app.sidebar.subheader[0].value == "Shelf"
    assert re.fullmatch(r"\d sources · \d passages · built just now", app.sidebar.caption[0].value)
    birds = next(element.value for element in app.sidebar.markdown if "Gone" in element.value)
    assert ":material/warning:" in birds
    app.sidebar.text_input[0].set_value("owls").run()
    assert "Gone" not in "\n".join(element.value for element in app.sidebar.markdown)


def test_a_chosen_topic_is_a_whole_heading(open_app: Callable[[Path], AppTest], owl_library: Path) -> None:
    app = open_app(owl_library)
    app.sidebar.multiselect[0].set_value(["Birds"]).run()
    assert app.session_state["sightline"].filters == Filters(headings=("Birds",))
    app.chat_input[0].set_value(QUESTION).run()
    assert "Asked only of Birds" in [caption.value for caption in app.chat_message[-1].caption]


def test_a_new_conversation_starts_without_the_filters_of_the_last(
    open_app: Callable[[Path], AppTest], owl_library: Path
) -> None:
    app = open_app(owl_library)
    app.sidebar.multiselect[0].set_value(["Birds"]).run()
    app.sidebar.toggle[0].set_value(True).run()
    assert ":material/filter_alt: Asked only of starred sources · Birds" in [one.value for one in app.sidebar.caption]
    app.chat_input[0].set_value(QUESTION).run()
    app.button(key="new").click().run()
    assert (app.sidebar.multiselect[0].value, app.sidebar.toggle[0].value) == ([], False)
    app.chat_input[0].set_value(QUESTION).run()
    assert app.session_state["sightline"].turns[-1].asked.filters == Filters()


def test_a_page_shows_the_filters_of_the_conversation_it_turns_to(
    open_app: Callable[[Path], AppTest], owl_library: Path
) -> None:
    app = open_app(owl_library)
    app.sidebar.multiselect[0].set_value(["Birds"]).run()
    app.chat_input[0].set_value(QUESTION).run()
    token = app.query_params["conversation"]
    del app.query_params["conversation"]
    assert app.run().sidebar.multiselect[0].value == []
    app.query_params["conversation"] = token
    assert app.run().sidebar.multiselect[0].value == ["Birds"]


def test_what_came_of_a_refresh_is_told_until_the_next_question(
    open_app: Callable[[Path], AppTest], tmp_path: Path, encoder: Encoder
) -> None:
    (tmp_path / "list.md").write_text("# Shelf\n\n## Birds\n\n- [Owls](owls.md)\n", encoding="utf-8")
    (tmp_path / "owls.md").write_text(OWLS, encoding="utf-8")
    plan = Plan(tmp_path / "library", (str(tmp_path / "list.md"),), offline=True, notes=False)
    ingest(plan, encoder, Progress(quiet=True))
    app = open_app(plan.library)
    for _ in range(2):
        assert not app.sidebar.success
        _button(app, "Refresh library").click().run()
        wait_until(lambda: not _button(app.run(), "Refresh library").disabled)
        assert app.run().sidebar.success[0].value.startswith("Refreshed.")
        assert not open_app(plan.library).sidebar.success, "it is no news to who comes later"
        app.chat_input[0].set_value(QUESTION).run()
    _button(app, "New conversation").click().run()
    assert not app.sidebar.success


def _button(app: AppTest, label: str) -> Button:
    return next(button for button in app.button if button.label == label)


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail("it was not so within a minute")


def test_a_new_snapshot_is_noticed(open_app: Callable[[Path], AppTest], tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    (tmp_path / "owls.md").write_text(OWLS, encoding="utf-8")
    plan = Plan(tmp_path / "library", (str(tmp_path / "list.md"),), offline=True, notes=False)
    ingest(plan, encoder, Progress(quiet=True))
    app = open_app(plan.library)
    app.sidebar.multiselect[0].set_value(["Birds"]).run()
    newer = LIST.replace("Shelf", "Newer shelf").replace("Birds", "Birds of prey")
    (tmp_path / "list.md").write_text(newer, encoding="utf-8")
    (tmp_path / "owls.md").write_text(OWLS + "\nOwls also read.\n", encoding="utf-8")
    ingest(plan, encoder, Progress(quiet=True))
    assert app.run().sidebar.subheader[0].value == "Newer shelf"
    gone = "The library no longer has what you had chosen: Birds. Asked now: all sources."
    assert [one.value for one in app.run().sidebar.info] == [gone], "it is said until something is chosen"
    app.sidebar.multiselect[0].set_value(["Birds of prey"]).run()
    assert not app.sidebar.info
