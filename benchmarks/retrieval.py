"""What each part of the search adds: the right page among the first passages, by words, by meaning, and fused.

Run: python benchmarks/retrieval.py LIBRARY (a library of the open-web list). Each question counts once; a passage is
right when its page is one of the case's sources.
"""

import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from index.encoder import load_encoder
from index.export import BUNDLED_MODEL
from index.library import Library, open_library
from rag.assistant import Assistant
from rag.followup import stand_alone
from rag.retrieve import question_terms
from settings import read_settings

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"


def urls(library: Library, assistant: Assistant, rows: list[int]) -> list[str]:
    chunks = library.chunks(rows)
    return [assistant.entries[chunks[row].source_id].source.url for row in rows]


def reciprocal_rank(found: list[str], right: list[str]) -> float:
    return next((1 / rank for rank, url in enumerate(found, 1) if url in right), 0.0)


def main() -> None:
    library = open_library(Path(sys.argv[1]))
    encoder = load_encoder(BUNDLED_MODEL, read_settings().cache)
    assistant = Assistant(library, encoder)
    values: list[dict[str, Any]] = [
        case
        for path in sorted(GOLDEN.glob("*.yaml"))
        if path.stem != "floors"
        for case in yaml.safe_load(path.read_bytes())
    ]
    cases = [case for case in values if case.get("answerable", True)]
    asked = [
        (stand_alone(case["question"], [one["question"] for one in case.get("history", [])]), case["sources"])
        for case in cases
    ]
    ways: dict[str, Callable[[str], list[str]]] = {
        "BM25 alone": lambda text: urls(
            library, assistant, [row for row, _ in library.search_lexical(question_terms(text), 10)]
        ),
        "dense alone": lambda text: urls(
            library, assistant, [row for row, _ in library.search_dense(encoder.encode_question(text), 10)]
        ),
        "fused, as shipped": lambda text: [one.entry.source.url for one in assistant.search(text, 10)],
    }
    for name, way in ways.items():
        found = [(way(standalone), right) for standalone, right in asked]
        hits = {k: statistics.mean(any(url in right for url in got[:k]) for got, right in found) for k in (1, 5, 10)}
        mrr = statistics.mean(reciprocal_rank(got, right) for got, right in found)
        shares = ", ".join(f"hit@{k} {share:.3f}" for k, share in hits.items())
        print(f"{name}: {shares}, MRR@10 {mrr:.3f} ({len(found)} cases)")


if __name__ == "__main__":
    main()
