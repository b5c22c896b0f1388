"""The chat with a setting that is wrong: what was asked is kept, and the error says what to set."""

from pathlib import Path

import pytest
from owl_model import HEAD
from streamlit.testing.v1 import AppTest

from index.library import Library
from ui.server import APP


@pytest.mark.parametrize("setting", ["SIGHTLINE_ENCODER", "SIGHTLINE_RERANKER"])
def test_questions_are_kept_until_the_model_that_is_set_can_be_loaded(
    small_library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("SIGHTLINE_LIBRARY", str(small_library.root))
    with monkeypatch.context() as wrong:
        wrong.setenv(setting, str(tmp_path / "none"))
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        app.chat_input[0].set_value(HEAD).run()
        assert setting.replace("_", "\\_") in app.error[0].value
        assert ". " not in app.error[0].value, "one sentence"
        assert [message.markdown[0].value for message in app.chat_message] == [HEAD]
        assert app.caption[-1].value.startswith("Kept, and asked as soon as the model can be loaded.")
        assert [button.label for button in app.button] == ["Look again"]
    app.run()
    assert not app.error
    assert [message.name for message in app.chat_message] == ["user", "assistant"]
    assert "up to 270 degrees" in "\n".join(element.value for element in app.chat_message[1].markdown)
