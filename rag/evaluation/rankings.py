"""Ways of searching a corpus, each from a question to documents, best first: ours, and what it is measured against."""

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec

from index.encoder import Encoder
from index.library import Library
from index.terms import content_words, terms
from rag.assistant import Assistant
from rag.evaluation.beir import RetrievalSet
from rag.evaluation.corpus import source_of

DOCUMENTS = 100
"""Documents of a ranking."""
CHUNKS = 1000
"""Chunks looked at for them: of a long document several are found."""
Ranking = Callable[[str], list[str]]
"""From a question to the ids of documents, the best first."""


def sightline_ranking(retrieval_set: RetrievalSet, library: Library, encoder: Encoder) -> Ranking:
    """The search that answers questions; a document's rank is that of its best chunk, or of the one it repeats."""
    assistant = Assistant(library, encoder)
    names = _names(retrieval_set)

    def rank(question: str) -> list[str]:
        found = assistant.search(question, CHUNKS)
        return _distinct(names[one.chunk.source_id] for best in found for one in (best, *best.twins))

    return rank


def baselines(retrieval_set: RetrievalSet, library: Library, encoder: Encoder) -> dict[str, Ranking]:
    """The two halves of our search alone and, where it is installed, LlamaIndex as it comes."""
    names = _names(retrieval_set)
    documents = [names[chunk.source_id] for chunk in library.chunks().values()]

    def bm25(question: str) -> list[str]:
        return _distinct(documents[row] for row, _ in library.search_lexical(_stems(question), CHUNKS))

    def dense(question: str) -> list[str]:
        found = library.search_dense(encoder.encode_question(question), CHUNKS)
        return _distinct(documents[row] for row, _ in found)

    ways: dict[str, Ranking] = {"BM25 alone": bm25, "dense alone": dense}
    if find_spec("llama_index") and find_spec("llama_index.core"):
        from rag.evaluation.llamaindex_baseline import llamaindex_ranking

        ways["plain LlamaIndex"] = llamaindex_ranking(retrieval_set.documents, encoder, DOCUMENTS)
    return ways


def _stems(question: str) -> list[str]:
    """The stems of a question's words, as often as it says them."""
    return [stem for word in content_words(question) for stem in terms(word)] or terms(question)


def _names(retrieval_set: RetrievalSet) -> Mapping[str, str]:
    """Ids of the corpus by the ids of the library's sources."""
    return {source_of(document).id: document.id for document in retrieval_set.documents}


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))[:DOCUMENTS]
