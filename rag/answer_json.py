"""The output contract of `ask --json` and `search --json`."""

from collections.abc import Sequence
from typing import Any

from index.library import Library
from rag.answer import Answer
from rag.citations import Citation
from rag.retrieve import Passage


def answer_json(answer: Answer, library: Library, question_id: str = "") -> dict[str, Any]:
    """One answer as an object."""
    return {
        "id": question_id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "answered": answer.answered,
        "mode": answer.mode,
        "text": answer.text,
        "statements": [
            {"text": statement.text, "citations": list(statement.citations), "support": statement.support}
            for statement in answer.statements
        ],
        "citations": [_citation_json(citation) for citation in answer.citations],
        "nearest_topics": list(answer.nearest_topics),
        "timings_ms": dict(answer.timings_ms),
        "library": {
            "snapshot": library.snapshot,
            "built_at": library.manifest.built_at,
            "chunks": library.manifest.chunks,
        },
    }


def _citation_json(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "source_id": citation.source_id,
        "url": citation.url,
        "link": citation.link,
        "title": citation.title,
        "section": list(citation.section),
        "page": citation.page,
        "quote": citation.quote,
        "starred": citation.starred,
        "kind": citation.kind,
        "chunk_id": citation.chunk_id,
        "score": citation.score,
        "figures": [{"url": figure.url, "caption": figure.caption} for figure in citation.figures],
    }


def passages_json(passages: Sequence[Passage], question_id: str = "") -> dict[str, Any]:
    """The ranked passages of one question as an object."""
    return {
        "id": question_id,
        "passages": [
            {
                "chunk_id": passage.chunk.id,
                "url": passage.entry.source.url,
                "title": passage.chunk.title,
                "section": list(passage.chunk.section),
                "text": passage.chunk.text,
                "score": round(passage.score, 6),
            }
            for passage in passages
        ],
    }
