"""The report of a run, for people and for machines."""

import json
import re

import pytest

from index.printable import printable
from index.records import Source, SourceEntry, SourceState
from ingest.reading_list import SkippedLink
from ingest.report import Report, print_report, report_json

ENTRIES = (
    SourceEntry(
        Source("https://a.org/ok", "A [bold] page", "article", (("Topic",),), starred=True),
        SourceState("ok", "", "article", "2024-01-01T00:00:00+00:00", "https://a.org/ok", 900, 3, 2, 7),
    ),
    SourceEntry(Source("https://a.org/dead", "Gone", "pdf"), SourceState("dead", "HTTP 404", "pdf")),
    SourceEntry(Source("sightline:notes/x", "X", "note", (("Starter notes",),)), SourceState("ok", chunks=2)),
)
KEYS = "list snapshot published seconds pages_extracted chunks_embedded sources gaps skipped warnings"
REPORT = Report(
    "My list",
    ENTRIES,
    (("Topic", "Empty [shelf]"),),
    (SkippedLink(7, "javascript:alert(1)", "the scheme javascript: is not fetched"),),
    ("The archive a.warc.gz is damaged after 3 pages.",),
    "0123456789abcdef",
    12.345,
)


def test_the_report_for_machines() -> None:
    found = json.loads(json.dumps(report_json(REPORT)))
    assert list(found) == KEYS.split()
    assert found["sources"][0] == {
        "url": "https://a.org/ok",
        "title": "A [bold] page",
        "topics": [["Topic"]],
        "starred": True,
        "kind": "article",
        "status": "ok",
        "reason": "",
        "fetched_at": "2024-01-01T00:00:00+00:00",
        "words": 900,
        "formulas": 3,
        "figures": 2,
        "chunks": 7,
    }
    assert found["gaps"] == [["Topic", "Empty [shelf]"]]
    assert found["skipped"] == [
        {"line": 7, "target": "javascript:alert(1)", "reason": "the scheme javascript: is not fetched"}
    ]
    assert found["warnings"] == list(REPORT.warnings)


def test_the_report_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    print_report(REPORT)
    shown = re.sub(r"\s+", " ", capsys.readouterr().out)
    for phrase in (
        "My list",
        "A [bold] page",
        "HTTP 404",
        "2 sources: 1 ok, 1 dead; 1 notes.",
        "no resource under Topic > Empty [shelf]",
        "line 7: javascript:alert(1)",
        "damaged after 3 pages",
        "9 passages in 12 s (snapshot 0123456789abcdef)",
    ):
        assert phrase in shown, phrase
    assert "sightline:notes" not in shown


def test_what_a_list_says_moves_no_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    said = "\x1b[31mred\x1b]0;title\x07"
    entry = SourceEntry(Source("https://a.org/x", said, "article"), SourceState("dead", said))
    print_report(Report(said, (entry,), ((said,),), (SkippedLink(1, said, said),), (said,), "0123", 1.0))
    shown = capsys.readouterr().out
    assert shown.count("red") == 7
    assert printable(shown) == shown
