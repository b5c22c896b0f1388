"""The button that refreshes the library, and how the refresh goes."""

import streamlit as st

from settings import Settings
from ui.refresh import Refresh
from ui.session import Session
from ui.source_markdown import inline

LOOK_AGAIN = 1.0


def render(refresh: Refresh, settings: Settings, list_address: str, label: str) -> None:
    """The button; it rests while a refresh is running."""
    st.button(
        label,
        icon=":material/sync:",
        disabled=refresh.running,
        width="stretch",
        on_click=refresh.start,
        args=(settings, list_address),
        help="Reads the list and its pages again, in a process of its own; you can go on asking.",
    )


def render_state(refresh: Refresh, session: Session) -> None:
    """What the refresh says last; while it runs, it is looked at every second. A success is told until a question."""
    if refresh.running:
        _watch(refresh)
    elif refresh.failed:
        st.error(f"The refresh failed: {inline(refresh.last_line)}", icon=":material/error:")
    elif session.has_news(refresh.ended):
        st.success(f"Refreshed. {inline(refresh.last_line)}", icon=":material/check:")


@st.fragment(run_every=LOOK_AGAIN)
def _watch(refresh: Refresh) -> None:
    if not refresh.running:
        st.rerun()
    progress = refresh.progress
    if progress is None:
        st.info("Refreshing …", icon=":material/sync:")
    else:
        st.progress(progress.share, text=inline(progress.text))
