"""The sidebar: what is in the library, how old it is, and how to refresh it."""

from datetime import UTC, datetime

import streamlit as st

from index.library import Library
from index.records import SourceEntry
from rag.assistant import Assistant
from settings import Settings
from ui import filter_panel, model_panel, refresh_panel
from ui.refresh import Refresh
from ui.session import Session
from ui.source_list import in_topics, matching, remarks, source_line
from ui.source_markdown import inline
from ui.wording import age, count


def render(assistant: Assistant, session: Session, refresh: Refresh, settings: Settings) -> None:
    """The whole sidebar."""
    with st.sidebar:
        _render_library(assistant.library)
        with st.container(gap="xsmall"):
            st.button(
                "New conversation",
                key="new",
                icon=":material/add_comment:",
                on_click=session.start_over,
                width="stretch",
            )
            refresh_panel.render(refresh, settings, assistant.library.manifest.list_address, "Refresh library")
        refresh_panel.render_state(refresh, session)
        model_panel.render(session, settings.model)
        filter_panel.render(session, assistant.entries.values())
        _render_sources(list(assistant.entries.values()))


def _render_library(library: Library) -> None:
    manifest = library.manifest
    st.subheader(inline(manifest.list_title), anchor=False)
    sizes = f"{count(manifest.sources, 'source')} · {count(manifest.chunks, 'passage')}"
    built = f"built {age(manifest.built_at, datetime.now(UTC))}"
    st.caption(f"{sizes} · {built}", help=f"Built {manifest.built_at}, snapshot {library.snapshot}")


@st.fragment
def _render_sources(entries: list[SourceEntry]) -> None:
    wanted = st.text_input("Find a source", placeholder="title, topic or address", key="find")
    found = matching(entries, wanted)
    for remark in remarks(entries):
        st.caption(remark)
    if not found:
        st.caption("No source of the list matches.")
    with st.container(gap="xxsmall"):
        for topic, group in in_topics(found):
            with st.expander(f"{inline(topic)} :gray[({len(group)})]", expanded=bool(wanted)):
                st.markdown("\n".join(map(source_line, group)))
