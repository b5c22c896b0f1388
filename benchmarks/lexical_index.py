"""SQLite FTS5, tantivy and bm25s over the chunks of a library: time to build and to search, size, agreement.

Run: pip install tantivy bm25s; python benchmarks/lexical_index.py LIBRARY QUESTIONS.jsonl
The same stemmed terms go into each; questions go to the three in turn, so that a slow moment of the machine hits all.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import tantivy

from index import lexical
from index.library import open_library
from index.records import Chunk
from index.terms import content_terms, terms
from rag.batch import read_questions

Search = Callable[[Sequence[str]], list[int]]
ROUNDS = 5


def one_field(chunk: Chunk) -> list[str]:
    return terms(" ".join([chunk.title, *chunk.section, chunk.text]))


def with_fts5(chunks: Sequence[Chunk], folder: Path) -> Search:
    connection = sqlite3.connect(folder / "fts5.sqlite")
    lexical.create(connection, chunks)
    connection.commit()
    return lambda question: [row for row, _ in lexical.search(connection, question, 100)]


def with_tantivy(chunks: Sequence[Chunk], folder: Path) -> Search:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("body", tokenizer_name="whitespace")
    schema.add_integer_field("row", stored=True, indexed=True)
    index = tantivy.Index(schema.build(), path=str(folder))
    writer = index.writer()
    for row, chunk in enumerate(chunks):
        writer.add_document(tantivy.Document(body=" ".join(one_field(chunk)), row=row))
    writer.commit()
    index.reload()

    def search(question: Sequence[str]) -> list[int]:
        searcher = index.searcher()
        query = index.parse_query(" ".join(question), ["body"])
        return [searcher.doc(address)["row"][0] for _, address in searcher.search(query, 100).hits]

    return search


def with_bm25s(chunks: Sequence[Chunk], folder: Path) -> Search:
    retriever = bm25s.BM25()
    retriever.index([one_field(chunk) for chunk in chunks], show_progress=False)
    retriever.save(folder)
    size = min(100, len(chunks))
    return lambda question: [
        int(row) for row in retriever.retrieve([list(question)], k=size, show_progress=False)[0][0]
    ]


def main() -> None:
    chunks = list(open_library(Path(sys.argv[1])).chunks().values())
    questions = [content_terms(one.text) for one in read_questions(Path(sys.argv[2]))]
    made: dict[str, tuple[Search, float, int]] = {}
    for name, make in {"fts5": with_fts5, "tantivy": with_tantivy, "bm25s": with_bm25s}.items():
        folder = Path(tempfile.mkdtemp())
        started = time.perf_counter()
        search = make(chunks, folder)
        built = time.perf_counter() - started
        made[name] = (search, built, sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))
    times: dict[str, list[float]] = {name: [] for name in made}
    found: dict[str, list[list[int]]] = {name: [] for name in made}
    for turn in range(ROUNDS + 1):
        for question in questions:
            for name, (search, _, _) in made.items():
                started = time.perf_counter()
                rows = search(question)
                if turn:
                    times[name].append((time.perf_counter() - started) * 1000)
                if turn == 1:
                    found[name].append(rows[:10])
    print(f"{len(chunks)} chunks, {len(questions)} questions, {ROUNDS} rounds")
    for name, (_, built, size) in made.items():
        shared = [len(set(a) & set(b)) / 10 for a, b in zip(found["fts5"], found[name], strict=True)]
        print(
            f"{name}: built in {built:.2f} s, {size / 1e6:.1f} MB, median {statistics.median(times[name]):.2f} ms, "
            f"p95 {statistics.quantiles(times[name], n=20)[-1]:.2f} ms, "
            f"top ten shared with fts5 {statistics.mean(shared):.2f}"
        )


if __name__ == "__main__":
    main()
