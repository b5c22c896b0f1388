"""The page: which view is drawn when. `ui/server.py` starts it."""

import streamlit as st

from index.errors import SightlineError
from index.snapshot import current_id
from settings import Settings, read_settings
from ui import chat, page, sources
from ui.resources import current_session, load_assistant, shared_refresh, submitter


def main() -> None:
    page.render_frame()
    try:
        settings = read_settings()
        snapshot = current_id(settings.library)
        if snapshot is None:
            page.render_no_library(settings, shared_refresh())
        else:
            render_library(settings, snapshot)
    except SightlineError as error:
        chat.render_error(error)


def render_library(settings: Settings, snapshot: str) -> None:
    """The chat beside its library; what can be seen before the library is loaded is drawn first."""
    session, conversation = current_session(), st.container()
    chat.render_input(session)
    with conversation, st.spinner("Opening the library …"):
        assistant = load_assistant(settings, snapshot)
    sources.render(assistant, session, shared_refresh(), settings)
    session.send(submitter(assistant, settings))
    with conversation:
        chat.render_conversation(session, assistant.library)


if __name__ == "__main__":
    main()
