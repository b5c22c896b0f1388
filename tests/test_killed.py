"""A run that is killed at any moment, and a reader beside it: the real command, against a real server."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pytest
from web_server import Reply, Site, serve

from index.encoder import Encoder
from index.errors import LibraryError
from index.library import open_library
from index.snapshot import current_id
from ingest.resume import MARK

ROOT = Path(__file__).parents[1]
KILLS = 30
HOSTS = ("127.0.0.1", "127.0.0.2")
INGEST = "import sys, cli; sys.exit(cli.main(['ingest', *sys.argv[1:]]))"


@pytest.fixture
def site() -> Iterator[Site]:
    with serve("0.0.0.0") as running:
        yield running


def article(name: str) -> Reply:
    words = " ".join(f"Sentence {number} says what {name} does to the feature map of a layer." for number in range(6))
    body = f"<html><head><title>About {name}</title></head><body><article><p>{words}</p></article></body></html>"
    return Reply(200, body.encode())


def start(root: Path, reading_list: Path, *options: str, before: Sequence[str] = ()) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*before, sys.executable, "-c", INGEST, str(reading_list), "--library", str(root), *COMMON, *options],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"HF_HUB_OFFLINE": "1"},
    )


COMMON = ("--allow-private", "--delay", "0", "--no-notes", "--progress", "none")


def finish(process: "subprocess.Popen[str]") -> str:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


def kill(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def write_list(path: Path, links: Sequence[str]) -> Path:
    path.write_text("# List\n\n" + "\n".join(f"- [Link {number}]({link})" for number, link in enumerate(links)))
    return path


@dataclass(slots=True)
class Reading:
    """Opens the library again and again, as every question does, and reads all of it."""

    root: Path
    stop: Event = field(default_factory=Event)
    seen: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                library = open_library(self.root)
                chunks = library.chunks()
                assert len(chunks) == library.manifest.chunks == len(library.vectors)
                assert all(library.document(chunk.source_id) is not None for chunk in chunks.values())
                self.seen.add(library.snapshot)
                library.connection.close()
            except (LibraryError, AssertionError) as error:
                self.failures.append(repr(error))
            self.stop.wait(0.005)


@contextmanager
def reading(root: Path) -> Iterator[Reading]:
    reader = Reading(root)
    thread = Thread(target=reader.run)
    thread.start()
    try:
        yield reader
    finally:
        reader.stop.set()
        thread.join()


def test_whenever_a_run_is_killed_readers_see_a_whole_library(site: Site, tmp_path: Path, encoder: Encoder) -> None:
    """Half of the kills come at any moment, half while a snapshot is being written or published."""
    root, chance = tmp_path / "library", random.Random(6)
    links = [f"{site.at(host)}/{name}" for host in HOSTS for name in ("owls", "tides")]
    reading_list = write_list(tmp_path / "list.md", links)
    for link in links:
        site.add("/" + link.rsplit("/", 1)[-1], article("the first"))
    began = time.monotonic()
    finish(start(root, reading_list))
    lasts = time.monotonic() - began
    with reading(root) as reader:
        for number in range(KILLS):
            for name in ("owls", "tides"):
                site.add(f"/{name}", article(f"{name} of round {number}"))
            process = start(root, reading_list)
            if number % 2:
                _wait_for(process, root / "snapshots" / ".building")
                time.sleep(chance.uniform(0, 0.12))
            else:
                time.sleep(chance.uniform(0, lasts))
            kill(process)
            assert current_id(root)
        finish(start(root, reading_list, "--force"))
    assert reader.failures == []
    assert len(reader.seen) >= 2
    assert not list((root / "archive").glob("*.part"))
    assert not (root / MARK).exists()
    texts = " ".join(chunk.text for chunk in open_library(root).chunks().values())
    assert f"owls of round {KILLS - 1}" in texts


def _wait_for(process: "subprocess.Popen[str]", path: Path) -> None:
    while process.poll() is None and not path.exists():
        time.sleep(0.002)


def test_the_run_after_a_killed_one_fetches_only_what_is_missing(site: Site, tmp_path: Path, encoder: Encoder) -> None:
    root = tmp_path / "library"
    links = [site.add(f"/{number}", article(f"page {number}")) for number in range(6)]
    site.add("/5", Reply(pause=60))
    process = start(root, write_list(tmp_path / "list.md", links))
    deadline = time.monotonic() + 60
    while "/5" not in site.asked and time.monotonic() < deadline:
        time.sleep(0.01)
    kill(process)
    assert current_id(root) is None
    assert len(list((root / "archive").glob("*.warc.gz"))) == 5

    site.log.clear()
    site.add("/5", article("page 5"))
    finish(start(root, tmp_path / "list.md"))
    assert site.asked == ["/robots.txt", "/5"]
    assert len(open_library(root).entries()) == 6

    site.log.clear()
    finish(start(root, tmp_path / "list.md"))
    assert sorted(site.asked) == ["/0", "/1", "/2", "/3", "/4", "/5", "/robots.txt"]


def test_a_full_disk_is_told_and_leaves_the_library(site: Site, tmp_path: Path, encoder: Encoder) -> None:
    """No file of the run may grow: the system refuses each write as it does on a full disk."""
    root = tmp_path / "library"
    reading_list = write_list(tmp_path / "list.md", [site.add("/owls", article("owls"))])
    finish(start(root, reading_list))
    before = open_library(root)
    site.add("/owls", article("owls, renewed"))
    for kilobytes in (0, 1, 20, 60):
        process = start(root, reading_list, before=("sh", "-c", f'ulimit -f {kilobytes}; exec "$@"', "sh"))
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out) == (1, ""), (kilobytes, err)
        assert err.startswith("sightline: ")
        assert err.count("\n") == 1, err
        assert open_library(root).chunks() == before.chunks()
