"""What is in a library and how it came there, for people and for machines."""

from collections import Counter
from typing import Any

from index.library import Library
from index.records import CURRENT, UNASKED, SourceEntry


def status_json(library: Library) -> dict[str, Any]:
    """The library as `status --json` prints it."""
    manifest = library.manifest
    return {
        "library": str(library.root),
        "snapshot": library.snapshot,
        "built_at": manifest.built_at,
        "list": manifest.list_title,
        "list_address": manifest.list_address,
        "encoder": {
            "name": manifest.encoder.name,
            "weights_sha256": manifest.encoder.weights_sha256,
            "dimension": manifest.encoder.dimension,
        },
        "counts": {"sources": manifest.sources, "documents": manifest.documents, "chunks": manifest.chunks},
        "sources": [entry_json(entry) for entry in library.entries()],
    }


def status_text(library: Library) -> str:
    """A line per source that has a problem, or is there as an older copy, under the counts."""
    manifest, entries = library.manifest, library.entries()
    counts = Counter(entry.state.status for entry in entries)
    lines = [
        f"{manifest.list_title}: {manifest.documents} of {manifest.sources} sources with text, "
        f"{manifest.chunks} passages",
        f"built {manifest.built_at} in {library.root} (snapshot {library.snapshot}, encoder {manifest.encoder.name})",
        ", ".join(f"{count} {status}" for status, count in counts.most_common()),
    ]
    return "\n".join(
        lines
        + [
            f"{entry.state.status}: {entry.source.url} ({entry.state.reason})"
            for entry in entries
            if not entry.state.chunks or entry.state.status not in CURRENT | UNASKED
        ]
    )


def entry_json(entry: SourceEntry) -> dict[str, Any]:
    """One source as `status --json` and `ingest --json` print it."""
    source, state = entry.source, entry.state
    return {
        "url": source.url,
        "title": source.title,
        "topics": [list(topic) for topic in source.topics],
        "starred": source.starred,
        "kind": state.kind,
        "status": state.status,
        "reason": state.reason,
        "fetched_at": state.fetched_at,
        "words": state.words,
        "formulas": state.formulas,
        "figures": state.figures,
        "chunks": state.chunks,
    }
