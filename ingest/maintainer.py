"""`sightline ingest report`: what the maintainer of a list should know, as Markdown or JSON."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.library import Library
from index.records import BARRED, CURRENT, FAILED, GONE, UNREADABLE, SourceEntry, Status
from ingest.findings import ListFindings, from_json
from ingest.reading_list import Duplicate
from ingest.urls import canonical_url

_SECTIONS: tuple[tuple[str, frozenset[Status]], ...] = (
    ("Dead links", GONE),
    ("Moved links", frozenset({"moved"})),
    ("Links that readers or robots may not open", BARRED),
    ("Links that failed and may come back", FAILED),
    ("Links without text to read", UNREADABLE),
)
_FINE: frozenset[Status] = CURRENT - {"moved"} | {"kept"}


@dataclass(frozen=True, slots=True)
class ListReport:
    """Of one list: what it says itself, and how its links fared."""

    findings: ListFindings
    entries: tuple[SourceEntry, ...]

    def of(self, statuses: frozenset[Status]) -> list[SourceEntry]:
        """The sources of some statuses, by their line."""
        return sorted((one for one in self.entries if one.state.status in statuses), key=lambda one: one.source.line)


def list_reports(library: Library) -> list[ListReport]:
    """A report for each list; sources of a sub-list are under the list that has them, by its address."""
    entries = [entry for entry in library.entries() if not entry.source.url.startswith("sightline:")]
    findings = from_json(library.findings())
    own = {canonical_url(one.address) for one in findings}
    others = dict.fromkeys(entry.source.list_url for entry in entries if entry.source.list_url not in own)
    findings += [ListFindings(address, address, (), (), ()) for address in others]
    return [
        ListReport(one, tuple(entry for entry in entries if entry.source.list_url == canonical_url(one.address)))
        for one in findings
    ]


def as_markdown(reports: Sequence[ListReport]) -> str:
    """The reports, ready to be pasted into an issue."""
    return "\n\n".join(block for report in reports for block in _blocks(report))


def reports_json(reports: Sequence[ListReport]) -> list[dict[str, Any]]:
    """The same for machines: an object for each list."""
    return [
        {
            "list": report.findings.title,
            "address": report.findings.address,
            "links": [_link_json(entry) for _, statuses in _SECTIONS for entry in report.of(statuses)],
            "duplicates": [
                {"line": one.line, "url": one.target, "first_line": one.first_line}
                for one in report.findings.duplicates
            ],
            "skipped": [
                {"line": one.line, "target": one.target, "reason": one.reason} for one in report.findings.skipped
            ],
            "gaps": [list(gap) for gap in report.findings.gaps],
        }
        for report in reports
    ]


def _link_json(entry: SourceEntry) -> dict[str, Any]:
    source, state = entry.source, entry.state
    return {
        "line": source.line,
        "url": source.url,
        "title": source.title,
        "status": state.status,
        "reason": state.reason,
        "replacement": state.moved_to,
    }


def _blocks(report: ListReport) -> Iterator[str]:
    findings = report.findings
    yield f"# Report on {_plain(findings.title)}"
    good = sum(entry.state.status in _FINE for entry in report.entries)
    yield f"{good} of {len(report.entries)} links are fine. The list: {findings.address}"
    for title, statuses in _SECTIONS:
        yield from _section(title, (_link_line(entry) for entry in report.of(statuses)))
    yield from _section("Duplicate links", (_duplicate_line(one) for one in findings.duplicates))
    yield from _section("Topics without a resource", (f"- {_plain(' > '.join(gap))}" for gap in findings.gaps))
    yield from _section(
        "Links that are not read",
        (f"- line {one.line}: {_address(one.target)} ({_plain(one.reason)})" for one in findings.skipped),
    )


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"## {title} ({len(found)})"
        yield "\n".join(found)


def _link_line(entry: SourceEntry) -> str:
    source, state = entry.source, entry.state
    start = f"- line {source.line}: {_address(source.url)} ({_plain(source.title)})"
    if state.moved_to:
        return f"{start} → replace by {_address(state.moved_to)}"
    return f"{start}: {_plain(state.reason)}"


def _duplicate_line(duplicate: Duplicate) -> str:
    return f"- line {duplicate.line}: {_address(duplicate.target)} stands in line {duplicate.first_line} already"


def _address(url: str) -> str:
    """An address as code, since nothing of a list may act in somebody's issue."""
    return f"`{' '.join(url.split()).replace('`', '%60')}`"


def _plain(text: str) -> str:
    r"""
    >>> _plain("a [b](c) <d> @e *f*")
    'a \\[b\\](c) \\<d\\> \\@e \\*f\\*'
    """
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|@" else sign for sign in " ".join(text.split()))
