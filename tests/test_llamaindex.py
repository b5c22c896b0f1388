"""Our search inside a stock LlamaIndex query engine."""

from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import get_response_synthesizer

from index.encoder import Encoder
from index.library import Library
from rag.assistant import Assistant
from rag.llamaindex import SightlineRetriever


def test_the_retriever_hands_out_our_passages(small_library: Library, encoder: Encoder) -> None:
    assistant = Assistant(small_library, encoder)
    nodes = SightlineRetriever(assistant, 3).retrieve("How far can an owl turn its head?")
    passages = assistant.search("How far can an owl turn its head?", 3)
    assert [(node.node_id, node.text, node.score) for node in nodes] == [
        (one.chunk.id, one.chunk.text, one.score) for one in passages
    ]
    assert nodes[0].metadata["title"] == "How owls see"


def test_a_stock_query_engine_answers_from_it(small_library: Library, encoder: Encoder) -> None:
    synthesizer = get_response_synthesizer(llm=MockLLM())
    engine = RetrieverQueryEngine(SightlineRetriever(Assistant(small_library, encoder), 2), synthesizer)
    response = engine.query("How far can an owl turn its head?")
    assert len(response.source_nodes) == 2
    assert "270 degrees" in str(response)  # the mock model repeats its prompt, which holds the passage
