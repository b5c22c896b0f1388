"""Which sources the next question is asked of."""

from collections.abc import Iterable
from typing import get_args

import streamlit as st

from index.records import Kind, SourceEntry
from rag.filters import Filters
from ui.session import Session
from ui.source_list import NO_TOPIC, in_topics
from ui.wording import KINDS


def render(session: Session, entries: Iterable[SourceEntry]) -> None:
    """The choice of topics and kinds, and whether only what the curator starred."""
    listed = list(entries)
    topics = [topic for topic, _ in in_topics(listed) if topic != NO_TOPIC]
    kinds = [kind for kind in get_args(Kind) if any(entry.state.kind == kind for entry in listed)]
    st.session_state.setdefault("topics", [topic for topic in session.filters.headings if topic in topics])
    st.session_state.setdefault("kinds", [kind for kind in session.filters.kinds if kind in kinds])
    st.session_state.setdefault("starred", session.filters.starred)
    with st.expander("Ask only some sources", expanded=bool(session.filters)):
        chosen = st.multiselect("Topics", topics, key="topics", placeholder="all")
        of_kind = st.multiselect("Kinds", kinds, key="kinds", format_func=KINDS.__getitem__, placeholder="all")
        starred = st.toggle("Starred by the curator", key="starred")
    session.filters = Filters(headings=tuple(chosen), kinds=tuple(of_kind), starred=starred)


def clear() -> None:
    """Chooses all sources again."""
    st.session_state.update(topics=[], kinds=[], starred=False)
