"""Opens what the settings name: the library with its encoder, and a reranker."""

from index.encoder import load_encoder
from index.library import open_library
from rag.assistant import Assistant
from rag.searcher import Reranker
from settings import Settings


def open_assistant(settings: Settings) -> Assistant:
    """The assistant of the settings' library.

    Raises:
        SightlineError: there is no library, it is damaged, or it was made with another encoder.
    """
    library = open_library(settings.library)
    return Assistant(library, load_encoder(settings.encoder, settings.cache), open_reranker(settings))


def open_reranker(settings: Settings) -> Reranker | None:
    """The reranker of the settings, if they name one.

    Raises:
        EncoderError: it cannot be loaded.
    """
    if not settings.reranker:
        return None
    from index.reranker import load_reranker  # torch comes with it

    return load_reranker(settings.reranker)
