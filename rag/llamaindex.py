"""Sightline's search as a LlamaIndex retriever, for any LlamaIndex query engine."""

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from rag.assistant import Assistant
from rag.retrieve import Passage


class SightlineRetriever(BaseRetriever):
    """Hands out our passages as nodes; a node's id is the chunk's, its metadata say where it stands."""

    def __init__(self, assistant: Assistant, limit: int = 8) -> None:
        super().__init__()
        self._assistant = assistant
        self._limit = limit

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [_node(passage) for passage in self._assistant.search(query_bundle.query_str, self._limit)]


def _node(passage: Passage) -> NodeWithScore:
    chunk = passage.chunk
    metadata = {
        "url": passage.entry.source.url,
        "title": chunk.title,
        "section": " > ".join(chunk.section),
        "page": chunk.page,
    }
    node = TextNode(
        id_=chunk.id, text=chunk.text, metadata=metadata, start_char_idx=chunk.start, end_char_idx=chunk.end
    )
    return NodeWithScore(node=node, score=passage.score)
