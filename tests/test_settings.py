"""Settings: read from the environment, and a sentence where one is wrong."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli import main
from index.errors import ModelError, SightlineError
from rag.written.configured import open_model
from settings import MODEL_TIMEOUT, ModelSettings, Settings, names_library, path_of, read_settings

DOCUMENTED = (Path(__file__).parents[1] / "docs" / "settings.md").read_text(encoding="utf-8")
NOBODY = "~no-such-user-here/x"


def test_they_come_from_the_environment() -> None:
    environment = {"SIGHTLINE_LIBRARY": "~/lib", "SIGHTLINE_ENCODER": "", "SIGHTLINE_CACHE": "/c"}
    settings = read_settings(environment)
    assert settings.library == Path.home() / "lib"
    assert settings.encoder == "all-MiniLM-L6-v2"
    assert settings.cache == Path("/c")
    assert (settings.model.context, settings.model.timeout) == (0, MODEL_TIMEOUT)


words = st.text("abc-/.:", max_size=9)
numbers = st.integers(1, 10**6)


@given(words, words, words, numbers, numbers, st.booleans())
def test_they_can_be_read_again(folder: str, name: str, place: str, context: int, timeout: int, is_set: bool) -> None:
    model = ModelSettings(place, name, "sk-secret", context, timeout / 7) if is_set else ModelSettings(key="sk-secret")
    paths = Path("/") / folder, Path(folder)
    settings = Settings(paths[0], name or "encoder", name, paths[1], contact=place, model=model, nli=name)
    environment = settings.environment()
    assert read_settings(environment | {"SIGHTLINE_MODEL_KEY": "sk-secret"}) == settings
    assert "sk-secret" not in environment.values()


def test_none_is_left_out_of_them() -> None:
    ours = {name for name in re.findall(r"`(SIGHTLINE_\w+)` \|", DOCUMENTED) if "_KEY" not in name}
    assert read_settings({}).environment().keys() == ours


def test_the_library_is_named_or_left_where_it_is() -> None:
    assert names_library({"SIGHTLINE_LIBRARY": "/l"})
    assert not names_library({"SIGHTLINE_LIBRARY": ""})


def test_a_key_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("sk-secret\n", encoding="utf-8")
    settings = read_settings({"SIGHTLINE_MODEL": "http://a.example/v1", "SIGHTLINE_MODEL_KEY_FILE": str(path)})
    assert settings.model.key == "sk-secret"
    assert "sk-secret" not in repr(settings)


def test_a_mark_before_the_key_is_none_of_it(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("sk-secret\r\n", encoding="utf-8-sig")
    assert read_settings({"SIGHTLINE_MODEL": "x", "SIGHTLINE_MODEL_KEY_FILE": str(path)}).model.key == "sk-secret"


@pytest.mark.parametrize("text", ["sk-one\nsk-two", "sk-ключ", "sk\0"])
def test_a_key_file_that_holds_more_than_a_key_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "key"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        ModelError, match=r"key file .*key holds more than a line, or characters that no key has"
    ) as told:
        read_settings({"SIGHTLINE_MODEL": "x", "SIGHTLINE_MODEL_KEY_FILE": str(path)})
    assert "sk" not in str(told.value).replace(str(path), "").replace("SIGHTLINE", "")


def test_a_key_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"key file .* cannot be read"):
        read_settings({"SIGHTLINE_MODEL": "x", "SIGHTLINE_MODEL_KEY_FILE": str(tmp_path / "none")})


@pytest.mark.parametrize("name", ["SIGHTLINE_MODEL_CONTEXT", "SIGHTLINE_MODEL_TIMEOUT"])
@pytest.mark.parametrize("text", ["big", "-5", "0", "nan", "inf", "1e12"])
def test_a_number_that_cannot_be_is_named(name: str, text: str) -> None:
    with pytest.raises(ModelError, match=f"{name} is '{text}', which is not a number above 0: "):
        read_settings({name: text})


@pytest.mark.parametrize("name", ["SIGHTLINE_LIBRARY", "SIGHTLINE_CACHE"])
def test_the_home_folder_of_nobody_is_named(name: str) -> None:
    with pytest.raises(SightlineError, match=f"The path {NOBODY} begins with the home folder of a user"):
        read_settings({name: NOBODY})


@pytest.mark.parametrize("ending", ["", ".gguf"])
def test_a_model_in_the_home_folder_of_nobody_is_named(ending: str) -> None:
    with pytest.raises(SightlineError, match="home folder of a user"):
        open_model(ModelSettings(NOBODY + ending))


def test_the_command_line_knows_home_folders_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--library", "~/no-such-library-here"]) == 1
    assert f"There is no library in {path_of('~/no-such-library-here')}: " in capsys.readouterr().err
    assert main(["status", "--library", NOBODY]) == 1
    assert main(["ingest", "--offline", NOBODY, "--library", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("sightline: The path ~no-such-user-here/x begins with") == 2
