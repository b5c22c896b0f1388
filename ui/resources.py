"""What all pages share: the assistant of the current snapshot, the threads that answer, the refresh."""

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from index.encoder import Encoder, load_encoder
from index.errors import ModelError
from index.library import open_library
from rag.answer import Answer
from rag.answerer import Answerer, Quoter, written_or_quoted
from rag.assistant import Assistant
from rag.conversation import Asked
from rag.opening import open_reranker
from rag.searcher import Reranker
from rag.support.check import SupportCheck
from settings import ModelSettings, Settings
from ui.answering import Answering
from ui.conversations import Conversations, Watch
from ui.refresh import Refresh
from ui.session import Session, Submit, Writing

if TYPE_CHECKING:
    from rag.written.model import LanguageModel
    from rag.written.writer import Writer

IN_ADDRESS = "conversation"


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
    return open_reranker(settings)


@st.cache_resource(show_spinner=False)
def shared_answering() -> Answering:
    """The threads that answer the questions of all pages."""
    return Answering()


@st.cache_resource(show_spinner=False)
def shared_refresh() -> Refresh:
    """The one refresh that the pages of this server may start."""
    return Refresh()


def _is_there(model: "LanguageModel") -> bool:
    """Whether a model can be asked: the process that runs a GGUF file may have ended, which it tells when it counts."""
    try:
        model.count_tokens("a")
    except ModelError:
        return False
    return True


@st.cache_resource(max_entries=1, show_spinner=False, validate=_is_there)
def _model(settings: ModelSettings) -> "LanguageModel":
    from rag.written.configured import open_model  # llama-index comes with it

    return open_model(settings)


@st.cache_resource(max_entries=1, show_spinner=False)
def _check(_assistant: Assistant, snapshot: str, settings: Settings) -> SupportCheck:
    from rag.written.configured import support_check

    return support_check(settings, _assistant)


def submitter(assistant: Assistant, settings: Settings) -> Submit:
    """What answers the questions of a page."""
    return partial(shared_answering().submit, partial(_answer, assistant, settings))


def _answer(assistant: Assistant, settings: Settings, asked: Asked, writing: Writing) -> Answer:
    """The written answer where it is wanted, and the quoted one where it cannot be had."""
    who: Answerer = Quoter(assistant)
    if writing.by_model:
        who = written_or_quoted(assistant, partial(_writer, assistant, settings, settings.model))
    return who.answer(asked, writing.show, writing.stop)


def _writer(assistant: Assistant, settings: Settings, model: ModelSettings) -> "Writer":
    from rag.written.writer import Writer  # llama-index comes with it

    check = _check(assistant, assistant.library.snapshot, settings)
    return Writer(assistant, _model(model), check, key=model.key)


@st.cache_resource(show_spinner=False)
def _conversations() -> Conversations:
    return Conversations()


@st.cache_resource(scope="session", show_spinner=False, on_release=Watch.end)
def _watch(_session: Session, token: str) -> Watch:
    """What ends when the page is left."""
    return Watch(_session)


def current_session() -> Session:
    """The conversation that the page's address names; a new one where it names none, or one that is not kept."""
    token = st.query_params.get(IN_ADDRESS, "")
    session: Session | None = st.session_state.get("sightline")
    if session is None or session.token != token:
        new = Session(is_lost=bool(token), known_refreshes=shared_refresh().ended)
        session = _conversations().find(token) or new
        st.session_state["sightline"] = session
        if session.is_lost:
            del st.query_params[IN_ADDRESS]
    return session


def keep_conversation(session: Session) -> None:
    """Puts a conversation into the page's address, and ends what is written for it when the page is left."""
    if session.turns:
        st.query_params[IN_ADDRESS] = _conversations().keep(session)
        _watch(session, session.token)
