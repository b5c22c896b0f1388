"""Whatever is wrong with the folder of a model is one sentence of ours, for each setting that may name one."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from test_reranker import make

from index.encoder import load_encoder
from index.errors import EncoderError
from index.inference import load_inference
from index.model_folder import check_place
from index.reranker import load_reranker
from settings import read_settings

Load = Callable[[str, Path], object]
LOADS: dict[str, Load] = {
    "SIGHTLINE_ENCODER": load_encoder,
    "SIGHTLINE_RERANKER": lambda name, cache: load_reranker(name),
    "SIGHTLINE_NLI": lambda name, cache: load_inference(name),
}
of_all = pytest.mark.parametrize("setting", LOADS)


def said(setting: str, name: str | Path, cache: Path) -> str:
    """The sentence in which a model is refused, without its name and the way out."""
    with pytest.raises(EncoderError) as refused:
        LOADS[setting](str(name), cache)
    text = str(refused.value)
    assert text.startswith(f"The model '{name}' ")
    assert text.endswith(
        f"set {setting} to another folder or hub name of a sentence-transformers model, or leave it unset."
    )
    return text.removeprefix(f"The model '{name}' ").split(":")[0]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    return make(folder, labels=1)


@of_all
@pytest.mark.parametrize("name", ["/nowhere/at/all", "./nowhere", "~/nowhere", "nowhere/at/all"])
def test_a_path_that_leads_nowhere(setting: str, name: str, tmp_path: Path) -> None:
    assert said(setting, name, tmp_path) == "is not there"


@of_all
@pytest.mark.parametrize("name", ["no-such-model", "nobody-here/no-such-model"])
def test_a_name_that_is_no_folder_and_none_of_the_hub(setting: str, name: str, tmp_path: Path) -> None:
    assert said(setting, name, tmp_path).startswith("is no folder here, and under this name no hub gave one")


@of_all
def test_a_file_and_a_folder_of_other_things(setting: str, tmp_path: Path) -> None:
    (tmp_path / "owls.txt").write_text("owls")
    assert said(setting, tmp_path / "owls.txt", tmp_path) == "is a file and not the folder of a model"
    assert said(setting, tmp_path, tmp_path) == "is a folder that holds no model (no config.json)"


@of_all
@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_a_file_that_is_cut_off(setting: str, name: str, model: Path, tmp_path: Path) -> None:
    content = (model / name).read_bytes()
    (model / name).write_bytes(content[: len(content) // 2])
    assert said(setting, model, tmp_path / "cache") == f"has a damaged file ({name})"


@of_all
def test_a_model_whose_weights_are_missing(setting: str, model: Path, tmp_path: Path) -> None:
    (model / "model.safetensors").unlink()
    assert said(setting, model, tmp_path / "cache") == "has no weights (model.safetensors)"


@of_all
@pytest.mark.parametrize("content", [b"", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n"])
def test_weights_in_the_form_of_old_that_were_not_copied(
    setting: str, content: bytes, model: Path, tmp_path: Path
) -> None:
    (model / "model.safetensors").unlink()
    (model / "pytorch_model.bin").write_bytes(content)
    wrong = said(setting, model, tmp_path / "cache")
    assert wrong.startswith("cannot be loaded by sentence-transformers" if content else "has a damaged file (pytorch_")


@of_all
def test_a_model_of_a_kind_that_nobody_knows(setting: str, model: Path, tmp_path: Path) -> None:
    (model / "config.json").write_text('{"model_type": "owl"}')
    assert said(setting, model, tmp_path / "cache") == "cannot be loaded by sentence-transformers (ValueError)"


@of_all
def test_a_path_that_the_system_does_not_take(setting: str, tmp_path: Path) -> None:
    assert said(setting, tmp_path / ("owl" * 100), tmp_path) == "cannot be read (File name too long)"


@of_all
def test_a_folder_that_may_not_be_read(setting: str, model: Path, tmp_path: Path) -> None:
    model.chmod(0)
    try:
        if os.access(model, os.R_OK):  # root may, whatever the mode says, and nothing is refused
            check_place(str(model), setting)
        else:
            assert said(setting, model, tmp_path / "cache") == "cannot be read (Permission denied)"
    finally:
        model.chmod(0o700)


@pytest.mark.parametrize("setting", ["SIGHTLINE_RERANKER", "SIGHTLINE_NLI"])
def test_a_model_that_judges_nothing_is_refused_and_nothing_else_is_said(
    setting: str, model: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Its judgement would be of weights drawn at random."""
    from transformers import BertModel

    BertModel.from_pretrained(model).save_pretrained(model)
    caplog.clear()
    logging.getLogger("transformers").addHandler(caplog.handler)
    with pytest.raises(EncoderError, match=rf"\(BertModel\) is no cross-encoder: set {setting} to one"):
        LOADS[setting](str(model), tmp_path)
    logging.getLogger("transformers").removeHandler(caplog.handler)
    assert caplog.records == []


def test_a_home_folder_is_written_out() -> None:
    settings = read_settings(dict.fromkeys(LOADS, "~/model"))
    assert {settings.encoder, settings.reranker, settings.nli} == {str(Path.home() / "model")}
