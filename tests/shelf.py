"""A list on a real server, and refreshes of its library."""

from pathlib import Path

from web_server import HTML, Reply, Site, here

from index.encoder import Encoder
from index.library import Library, open_library
from index.records import Document, SourceEntry, Status
from ingest.network import Limits, Network
from ingest.pipeline import ingest
from ingest.plan import Plan, Politeness
from ingest.progress import Progress
from ingest.report import Report

FAST = Politeness(delay=0, back_off=0.001)
SMALL = Limits(max_bytes=500_000, page_seconds=3, connect_seconds=1, slow_seconds=1)


def article(name: str, **headers: str) -> Reply:
    words = " ".join(f"Sentence {number} of {name} says something about pooling layers." for number in range(12))
    body = f"<html><head><title>About {name}</title></head><body><article><p>{words}</p></article></body></html>"
    return Reply(200, body.encode(), {"Content-Type": HTML} | headers)


class Shelf:
    """A library, its list of links, and the web it is filled from."""

    def __init__(self, site: Site, folder: Path, encoder: Encoder) -> None:
        self.site, self.root, self.encoder = site, folder / "library", encoder
        self.path = folder / "list.md"

    def list(self, *links: str) -> None:
        lines = [f"- [{link.rsplit('/')[-1]}]({link})" for link in links]
        self.path.write_text("# List\n\n## Layers\n\n" + "\n".join(lines), encoding="utf-8")

    def run(self, **changes: object) -> Report:
        self.site.log.clear()
        plan = Plan(self.root, (str(self.path),), notes=False, **changes)  # type: ignore[arg-type]  # values of a mapping
        network = Network(FAST, SMALL, allow_private=True, find=here)
        return ingest(plan, self.encoder, Progress(quiet=True), network)

    @property
    def library(self) -> Library:
        return open_library(self.root)

    def documents(self) -> dict[str, Document | None]:
        library = self.library
        return {entry.source.title: library.document(entry.source.id) for entry in library.entries()}

    def entry(self, title: str) -> SourceEntry:
        return next(one for one in self.library.entries() if one.source.title == title)


def statuses(report: Report) -> list[Status]:
    return [entry.state.status for entry in report.entries]


def pages_asked(site: Site) -> list[str]:
    return sorted(path for path in site.asked if path != "/robots.txt")
