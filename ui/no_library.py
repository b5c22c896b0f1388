"""The page where there is no library, or one that cannot be opened."""

import shlex
from pathlib import Path

import streamlit as st

from index.errors import EncoderError, LibraryError
from index.snapshot import current_id, lists_of, read_manifest
from settings import Settings
from ui import chat, refresh_panel
from ui.refresh import Refresh
from ui.session import Session
from ui.wording import KEPT, KEPT_UNTIL_SET


def render(session: Session, settings: Settings, refresh: Refresh) -> None:
    """What to do where nothing was ingested yet."""
    st.subheader("There is no library yet", anchor=False)
    st.markdown("Sightline looked here:")
    st.code(str(settings.library), language=None)
    st.markdown("Build it from the bundled reading list: run this, or let this page do it.")
    _ways_to_build(session, settings, refresh, "")


def render_unopened(error: LibraryError | EncoderError, session: Session, settings: Settings, refresh: Refresh) -> None:
    """Why the library cannot be opened, the questions that wait for it, and what to do."""
    chat.render_error(error)
    if isinstance(error, EncoderError):  # the library is well
        chat.render_waiting(session, KEPT_UNTIL_SET)
        _look_again()
    else:
        chat.render_waiting(session, KEPT)
        _ways_to_mend(session, settings, refresh)


def _ways_to_mend(session: Session, settings: Settings, refresh: Refresh) -> None:
    address = _list_address(settings.library)
    if address is None:
        st.markdown("Make it anew from the list that it was built from; without LIST it is the bundled one.")
        st.code(f"{_command(settings, '')} [LIST]", language="sh")
        _look_again()
    else:
        st.markdown("Make it anew: run this, or let this page do it.")
        _ways_to_build(session, settings, refresh, address)


def _ways_to_build(session: Session, settings: Settings, refresh: Refresh, address: str) -> None:
    st.code(_command(settings, address), language="sh")
    refresh_panel.render(refresh, settings, address, "Build it now")
    _look_again()
    refresh_panel.render_state(refresh, session)


def _command(settings: Settings, address: str) -> str:
    return shlex.join(["sightline", "ingest", "--library", str(settings.library), *lists_of(address)])


def _look_again() -> None:
    st.button("Look again", icon=":material/refresh:", width="stretch")


def _list_address(library: Path) -> str | None:
    """The list that a library was built from, where it still tells."""
    try:
        return read_manifest(library / "snapshots" / (current_id(library) or "")).list_address
    except LibraryError:
        return None
