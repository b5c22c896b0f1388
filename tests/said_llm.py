"""A model of LlamaIndex's own kind that says what the test tells it to."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llama_index.core.llms import LLM


def llm_of(speak: Callable[[str], Iterable[str]]) -> "LLM":
    """An LLM that streams the pieces that `speak` makes of a prompt."""
    from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata

    class Saying(CustomLLM):
        @property
        def metadata(self) -> LLMMetadata:
            return LLMMetadata(context_window=4096)

        def complete(self, prompt: str, formatted: bool = False, **options: object) -> CompletionResponse:
            raise NotImplementedError  # Sightline streams

        def stream_complete(  # type: ignore[override]  # the signature is LlamaIndex's, simplified
            self, prompt: str, formatted: bool = False, **options: object
        ) -> Iterator[CompletionResponse]:
            for piece in speak(prompt):
                yield CompletionResponse(text="", delta=piece)

    return Saying()
