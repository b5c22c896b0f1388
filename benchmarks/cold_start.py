"""From nothing to the first answer: `sightline ask` beside the usual parts, whole processes in turn.

Run: python benchmarks/cold_start.py LIBRARY. The usual parts are sentence-transformers, FAISS and llama-index-core's
nodes: they load the same encoder and the same vectors and retrieve five passages for one question, without an answer.
"""

import os
import statistics
import subprocess
import sys
import time

QUESTION = "What is a receptive field?"
ROUNDS = 5
OURS = "import sys, cli; sys.exit(cli.main(['ask', sys.argv[2], '--library', sys.argv[1]]))"
PEER = """
import sys
from pathlib import Path
import faiss
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import TextNode
from sentence_transformers import SentenceTransformer
from index.export import bundled_model_folder
from index.library import open_library
library = open_library(Path(sys.argv[1]))
nodes = [TextNode(id_=chunk.id, text=chunk.text) for chunk in library.chunks().values()]
model = SentenceTransformer(str(bundled_model_folder()), device="cpu")
index = faiss.IndexFlatIP(384)
index.add(library.vectors.vectors())
_, rows = index.search(model.encode([sys.argv[2]], normalize_embeddings=True), 5)
print([nodes[row].node_id for row in rows[0]])
"""


def run(program: str, library: str) -> tuple[float, float]:
    """Seconds and peak megabytes of one process."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", program, library, QUESTION], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the process ended with status {status}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main() -> None:
    library = sys.argv[1]
    pairs = [(run(OURS, library), run(PEER, library)) for _ in range(ROUNDS + 1)][1:]
    for name, unit, column in (("seconds", "s", 0), ("memory", "MB", 1)):
        ours, peers = [pair[0][column] for pair in pairs], [pair[1][column] for pair in pairs]
        ratio = statistics.median(our / peer for our, peer in zip(ours, peers, strict=True))
        print(f"{name}, {unit}: {statistics.median(ours):.2f} to {statistics.median(peers):.2f}, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
