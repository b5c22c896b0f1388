"""The refresh that the chat starts: one at a time, in a process of its own, where the chat is."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from threading import Barrier

import pytest

from ingest.progress import Progress
from settings import Settings, read_settings
from ui.refresh import Refresh

VISITORS = 8


@pytest.fixture
def refresh() -> Iterator[Refresh]:
    one = Refresh()
    yield one
    if one.process is not None:
        one.process.kill()
        one.process.wait()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(read_settings(), library=tmp_path / "library")


@pytest.fixture
def empty_list(tmp_path: Path) -> Path:
    (tmp_path / "list.md").write_text("# Empty\n", encoding="utf-8")
    return tmp_path / "list.md"


def ended(refresh: Refresh) -> Refresh:
    assert refresh.process is not None
    refresh.process.wait(timeout=60)
    return refresh


def test_it_runs_beside_the_page_and_says_how_it_went(refresh: Refresh, settings: Settings, empty_list: Path) -> None:
    refresh.start(settings, empty_list.as_uri())
    assert refresh.running
    assert ended(refresh).failed
    assert str(empty_list) in refresh.last_line


def test_it_runs_where_the_chat_does_and_is_our_code(
    refresh: Refresh, settings: Settings, empty_list: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings may be relative paths, and files there may be called like ours."""
    for name in ("cli.py", "ingest.py", "json.py"):
        (tmp_path / name).write_text("raise SystemExit('no file of Sightline')")
    (tmp_path / "key").write_text("secret")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIGHTLINE_MODEL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("SIGHTLINE_MODEL_KEY_FILE", "key")
    refresh.start(settings, empty_list.as_uri())
    assert "has no link" in ended(refresh).last_line


def test_visitors_who_start_it_at_once_start_one(refresh: Refresh, settings: Settings, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless.md")  # a list that is never read to its end
    together = Barrier(VISITORS)

    def start() -> int:
        together.wait(timeout=60)
        refresh.start(settings, (tmp_path / "endless.md").as_uri())
        assert refresh.process is not None
        return refresh.process.pid

    with ThreadPoolExecutor(VISITORS) as visitors:
        started = [visitors.submit(start) for _ in range(VISITORS)]
    assert len({one.result() for one in started}) == 1


def test_nothing_it_printed_is_left(
    refresh: Refresh, settings: Settings, empty_list: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    refresh.start(settings, empty_list.as_uri())
    assert ended(refresh).last_line
    assert list((tmp_path / "temporary").iterdir()) == []


def test_it_tells_how_far_it_is() -> None:
    assert Refresh().progress is None
    line = '{"stage": "Fetching", "done": 3, "total": 4, "seconds_left": null, "hosts": ["a.org"], "label": "Owls"}'
    refresh = printed(f"[1, 2]\n{line}\nLibrary published\n")
    assert refresh.progress is not None
    assert (refresh.progress.share, refresh.progress.text) == (0.75, "Fetching: 3 of 4 · a.org")
    assert refresh.last_line == "Library published"


def test_it_understands_what_ingest_says(capfd: pytest.CaptureFixture[str]) -> None:
    with Progress("json").stage("Fetching", 4) as stage:
        stage.busy("a.org")
        stage.busy("b.org")
        stage.advance("Owls", host="a.org")
        progress = printed(capfd.readouterr().err).progress
    assert progress is not None
    assert (progress.stage, progress.share, progress.hosts) == ("Fetching", 0.25, ("b.org",))


def printed(text: str) -> Refresh:
    """A refresh that has printed a text."""
    log = TemporaryFile()  # noqa: SIM115  # the refresh closes it
    log.write(text.encode())
    log.flush()
    return Refresh(log=log)
