"""How a run went: a line per source for people, JSON for machines."""

import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from index.printable import printable
from index.records import CURRENT, UNASKED, SourceEntry
from index.status import entry_json
from ingest.notes import NOTES_TOPIC
from ingest.reading_list import SkippedLink, Topic

_STYLES = dict.fromkeys(CURRENT, "green") | dict.fromkeys(UNASKED, "yellow")
"""The other statuses are red."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a run went."""

    list_title: str
    entries: tuple[SourceEntry, ...]
    gaps: tuple[Topic, ...]
    skipped: tuple[SkippedLink, ...]
    warnings: tuple[str, ...]
    snapshot: str
    seconds: float
    extracted: int = 0
    """Pages that were read anew."""
    encoded: int = 0
    """Chunks whose vectors were made anew."""
    is_new: bool = True
    """Whether a snapshot was published; where nothing changed, none is."""


def print_report(report: Report) -> None:
    """The table of sources, then what the list's maintainer should know."""
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 200)
    listed = [entry for entry in report.entries if NOTES_TOPIC not in entry.source.topics]
    notes = [entry for entry in report.entries if NOTES_TOPIC in entry.source.topics]
    console.print(_table(report.list_title, listed))
    counts = Counter(entry.state.status for entry in listed)
    console.print(
        f"{len(listed)} sources: "
        + ", ".join(f"{count} {status}" for status, count in counts.most_common())
        + f"; {len(notes)} notes."
    )
    for gap in report.gaps:
        console.print(f"[yellow]gap[/] no resource under {_shown(' > '.join(gap))}")
    for link in report.skipped:
        console.print(f"[yellow]skipped[/] line {link.line}: {_shown(link.target)} ({_shown(link.reason)})")
    for warning in report.warnings:
        console.print(f"[red]warning[/] {_shown(warning)}")
    if listed and not any(entry.state.chunks for entry in listed):
        console.print(
            "[yellow]No page of the list could be had:[/] run `sightline ingest` again with the network there."
        )
    chunks = sum(entry.state.chunks for entry in report.entries)
    console.print(f"{report.extracted} pages read anew, {report.encoded} passages encoded.")
    done = "Library published" if report.is_new else "Nothing changed: the library stays as it was,"
    console.print(f"{done} with {chunks} passages in {report.seconds:.0f} s (snapshot {report.snapshot}).")


def _table(title: str, entries: list[SourceEntry]) -> Table:
    table = Table(title=_shown(title), title_justify="left")
    for column in ("status", "kind", "source", "passages", "why"):
        table.add_column(column, justify="right" if column == "passages" else "left", overflow="fold")
    for entry in entries:
        status = entry.state.status
        style = _STYLES.get(status, "red")
        why = _shown(entry.state.reason)
        table.add_row(
            f"[{style}]{status}[/]", entry.state.kind, _shown(entry.source.title), str(entry.state.chunks), why
        )
    return table


def _shown(text: str) -> str:
    r"""Text of a list or a site as rich may have it: it neither moves the cursor nor styles what follows.

    >>> _shown("\x1b[31mred\x07 and [bold]")
    'red and \\[bold]'
    """
    return escape(printable(text))


def report_json(report: Report) -> dict[str, Any]:
    """The same for machines."""
    return {
        "list": report.list_title,
        "snapshot": report.snapshot,
        "published": report.is_new,
        "seconds": round(report.seconds, 2),
        "pages_extracted": report.extracted,
        "chunks_embedded": report.encoded,
        "sources": [entry_json(entry) for entry in report.entries],
        "gaps": [list(gap) for gap in report.gaps],
        "skipped": [{"line": link.line, "target": link.target, "reason": link.reason} for link in report.skipped],
        "warnings": list(report.warnings),
    }
