"""`sightline ingest` and what belongs to it: refreshes the library and says how it went."""

from dataclasses import dataclass
from pathlib import Path

from index.encoder import load_encoder
from index.library import open_library
from index.printable import printable, printable_json
from index.snapshot import current_id
from ingest.plan import Plan
from ingest.progress import Form, Progress
from settings import Settings


@dataclass(frozen=True, slots=True)
class Output:
    """How to tell it."""

    as_json: bool = False
    if_missing: bool = False
    """Do nothing where there is a library already."""
    progress: Form = "auto"


def run(settings: Settings, plan: Plan, output: Output) -> None:
    """Builds and publishes the library of a plan.

    Raises:
        SightlineError: nothing could be done; the library is as it was.
    """
    from ingest.pipeline import ingest
    from ingest.report import print_report, report_json

    if output.if_missing and current_id(plan.library):
        return
    encoder = load_encoder(settings.encoder, settings.cache)
    report = ingest(plan, encoder, Progress(output.progress))
    if output.as_json:
        print(printable_json(report_json(report), indent=2))
    else:
        print_report(report)


def run_add(settings: Settings, url: str, path: Path, *, as_json: bool) -> None:
    """Makes a saved page the page of a source.

    Raises:
        SightlineError: it cannot be; the library is as it was.
    """
    from index.status import entry_json
    from ingest.add import add

    entry = add(settings.library, url, path, load_encoder(settings.encoder, settings.cache))
    if as_json:
        print(printable_json(entry_json(entry), indent=2))
    else:
        print(printable(f"{entry.source.url} is read from {path} now ({entry.state.words} words)."))


def run_report(settings: Settings, *, as_json: bool) -> None:
    """Prints what the maintainers of the library's lists should know.

    Raises:
        SightlineError: there is no library.
    """
    from ingest.maintainer import as_markdown, list_reports, reports_json

    reports = list_reports(open_library(settings.library))
    print(printable_json(reports_json(reports), indent=2) if as_json else printable(as_markdown(reports)))


def run_prune(settings: Settings, *, as_json: bool) -> None:
    """Removes kept pages of sources that are in the list no more.

    Raises:
        SightlineError: there is no library, or another process is writing to it.
    """
    from ingest.prune import prune

    pruned = prune(settings.library)
    if as_json:
        print(printable_json({"pages": pruned.pages, "bytes": pruned.bytes}))
    else:
        print(f"{pruned.pages} kept pages removed, {pruned.bytes / 1e6:.1f} MB.")
