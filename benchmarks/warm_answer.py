"""A question asked of a program that is running: our search and our whole quoted answer beside LlamaIndex's retrieval.

Run: python benchmarks/warm_answer.py LIBRARY QUESTIONS.yaml [--rounds N]

LlamaIndex is as it comes: `VectorStoreIndex` over the same chunks with sentence-transformers and the same weights, its
own store, the two nearest nodes and no answer. The two take turns, question by question; medians are printed.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from llama_index.core import VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.schema import TextNode
from sentence_transformers import SentenceTransformer

from index.encoder import load_encoder
from index.export import BUNDLED_MODEL, bundled_model_folder
from index.library import open_library
from rag.assistant import Assistant
from rag.evaluation.cases import read_cases
from settings import read_settings


class TorchEmbedding(BaseEmbedding):
    """sentence-transformers behind LlamaIndex's interface, as its own package for it does."""

    model: Any

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(value) for value in self.model.encode(text, show_progress_bar=False)]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


def milliseconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    library = open_library(options.library)
    assistant = Assistant(library, load_encoder(BUNDLED_MODEL, read_settings().cache))
    vectors = library.vectors.vectors()
    nodes = [
        TextNode(id_=chunk.id, text=chunk.text, embedding=vectors[row].tolist())
        for row, chunk in library.chunks().items()
    ]
    model = SentenceTransformer(str(bundled_model_folder()), device="cpu")
    retriever = VectorStoreIndex(nodes, embed_model=TorchEmbedding(model=model)).as_retriever(similarity_top_k=2)
    questions = [case.question for case in read_cases(options.questions) if case.answerable]
    ways: dict[str, Callable[[str], object]] = {
        "our search": lambda question: assistant.search(question, 10),
        "our quoted answer": assistant.ask,
        "LlamaIndex's retrieve": retriever.retrieve,
    }
    for question in questions[:5]:  # warm-up
        for way in ways.values():
            way(question)
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(options.rounds):
        for question in questions:
            for name, way in ways.items():
                taken[name].append(milliseconds(lambda way=way, question=question: way(question)))  # type: ignore[misc]  # a lambda with defaults
    medians = {name: statistics.median(times) for name, times in taken.items()}
    base = medians["LlamaIndex's retrieve"]
    for name, median in medians.items():
        quantiles = statistics.quantiles(taken[name], n=20)
        print(
            f"{name}: median {median:.1f} ms, p95 {quantiles[-1]:.1f} ms, {median / base:.2f} of LlamaIndex's retrieve"
        )
    print(f"{len(questions)} questions, {options.rounds} rounds, {len(nodes)} chunks")


if __name__ == "__main__":
    main()
