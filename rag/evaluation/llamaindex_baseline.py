"""LlamaIndex as it comes: its VectorStoreIndex, its splitter and its in-memory store, with our encoder as embedding."""

from collections.abc import Callable, Sequence

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.embeddings import BaseEmbedding

from index.encoder import Encoder
from rag.evaluation.beir import BeirDocument


class EncoderEmbedding(BaseEmbedding):
    """Our encoder as an embedding of LlamaIndex."""

    _encoder: Encoder = PrivateAttr()

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(model_name=encoder.description.name, embed_batch_size=512)
        self._encoder = encoder

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self._encoder.encode_question(query)[0]]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in vector] for vector in self._encoder.encode(texts)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def llamaindex_ranking(documents: Sequence[BeirDocument], encoder: Encoder, limit: int) -> Callable[[str], list[str]]:
    """Indexes the documents, title before text; a ranking is its retriever's with `similarity_top_k=limit`."""
    texts = [Document(id_=one.id, text=text) for one in documents if (text := f"{one.title}\n{one.text}".strip())]
    index = VectorStoreIndex.from_documents(texts, embed_model=EncoderEmbedding(encoder))
    retriever = index.as_retriever(similarity_top_k=limit)

    def rank(question: str) -> list[str]:
        found = (found.node.ref_doc_id for found in retriever.retrieve(question))
        return list(dict.fromkeys(name for name in found if name))

    return rank
