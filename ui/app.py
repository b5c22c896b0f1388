"""The page: which view is drawn when. `ui/server.py` starts it."""

import streamlit as st

from index.errors import EncoderError, LibraryError
from index.snapshot import current_id
from settings import Settings, read_settings
from ui import chat, no_library, page, sources
from ui.resources import current_session, keep_conversation, load_assistant, shared_refresh, submitter


def render_page(settings: Settings) -> None:
    """The chat, or what to do where there is no library, or one that cannot be opened."""
    try:
        if snapshot := current_id(settings.library):
            render_library(settings, snapshot)
        else:
            no_library.render(current_session(), settings, shared_refresh())
    except (LibraryError, EncoderError) as error:
        no_library.render_unopened(error, current_session(), settings, shared_refresh())


def render_library(settings: Settings, snapshot: str) -> None:
    """The chat beside its library; what can be seen before the library is loaded is drawn first."""
    session, conversation = current_session(), st.container()
    chat.render_input(session)
    with chat.start_shown(session), conversation, st.spinner("Opening the library …"):
        assistant = load_assistant(settings, snapshot)
    sources.render(assistant, session, shared_refresh(), settings)
    session.send(submitter(assistant, settings))
    keep_conversation(session)
    with conversation:
        chat.render_conversation(session, assistant.library)


if __name__ == "__main__":
    page.render_frame()
    with chat.errors_shown():
        render_page(read_settings())
