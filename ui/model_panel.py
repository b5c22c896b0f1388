"""Who answers: the sources in their own words, or the configured model; and where questions then go."""

import streamlit as st

from rag.written.configured import where
from settings import ModelSettings
from ui.session import Session
from ui.source_markdown import inline


def render(session: Session, model: ModelSettings) -> None:
    """The choice, where a model is configured."""
    if not model:
        session.written = False
        return
    st.session_state.setdefault("written", session.written)
    written = st.radio(
        "Answers",
        [True, False],
        key="written",
        format_func=lambda written: "Written by the model, checked" if written else "Quoted from the sources",
        horizontal=False,
    )
    session.written = bool(written)
    st.caption(inline(where(model) if session.written else "Nothing leaves this machine."))
