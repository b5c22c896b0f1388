"""What all pages share: the assistant of the current snapshot, the workers that answer, the refresh."""

from concurrent.futures import ThreadPoolExecutor

import streamlit as st

from index.encoder import Encoder, load_encoder
from index.library import open_library
from rag.assistant import Assistant
from rag.command import reranker_of
from rag.searcher import Reranker
from settings import Settings
from ui.refresh import Refresh
from ui.session import Session, Submit


@st.cache_resource(max_entries=1, show_spinner=False)
def load_assistant(settings: Settings, snapshot: str) -> Assistant:
    """The assistant of a snapshot: a new one when another is published.

    Raises:
        SightlineError: the library is damaged, or was made with another encoder.
    """
    return Assistant(open_library(settings.library), _encoder(settings), _reranker(settings))


@st.cache_resource(max_entries=1, show_spinner=False)
def _encoder(settings: Settings) -> Encoder:
    return load_encoder(settings.encoder, settings.cache)


@st.cache_resource(max_entries=1, show_spinner=False)
def _reranker(settings: Settings) -> Reranker | None:
    return reranker_of(settings)


@st.cache_resource(show_spinner=False)
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=4, thread_name_prefix="answer")


@st.cache_resource(show_spinner=False)
def shared_refresh() -> Refresh:
    """The one refresh that the pages of this server may start."""
    return Refresh()


def submitter(assistant: Assistant) -> Submit:
    """Answers in a worker, so that a click, which stops the page's script, does not lose the answer."""
    return lambda question, history, filters: _workers().submit(assistant.ask, question, history, filters)


def current_session() -> Session:
    """The state of this visitor."""
    session: Session = st.session_state.setdefault("sightline", Session())
    return session
