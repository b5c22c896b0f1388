"""Which sources the next question is asked of."""

from collections.abc import Iterable
from functools import partial
from typing import get_args

import streamlit as st

from index.records import Kind, SourceEntry
from rag.filters import Filters
from ui.session import Session
from ui.source_list import NO_TOPIC, in_topics
from ui.source_markdown import inline
from ui.wording import KINDS, filters_in_words, gone_in_words


def render(session: Session, entries: Iterable[SourceEntry]) -> None:
    """The choice of topics and kinds, and whether only what the curator starred."""
    listed = list(entries)
    topics = [topic for topic, _ in in_topics(listed) if topic != NO_TOPIC]
    kinds = [kind for kind in get_args(Kind) if any(entry.state.kind == kind for entry in listed)]
    session.keep_to(topics, kinds)
    _show(session.filters)
    choose = partial(_choose, session)
    with st.expander("Ask only some sources"):
        st.multiselect("Topics", topics, key="topics", placeholder="all", on_change=choose)
        st.multiselect("Kinds", kinds, key="kinds", format_func=KINDS.__getitem__, placeholder="all", on_change=choose)
        st.toggle("Starred by the curator", key="starred", on_change=choose)
    if session.filters:
        st.caption(f":material/filter_alt: Asked only of {inline(filters_in_words(session.filters))}")
    if session.gone:
        st.info(inline(gone_in_words(session.gone, session.filters)), icon=":material/filter_alt_off:")


def _show(filters: Filters) -> None:
    """Has the fields show what is chosen, whoever chose it."""
    values = {"topics": list(filters.headings), "kinds": list(filters.kinds), "starred": filters.starred}
    for key, value in values.items():
        if st.session_state.get(key) != value:
            st.session_state[key] = value


def _choose(session: Session) -> None:
    """Chooses what the fields show."""
    state = st.session_state
    session.choose(Filters(headings=tuple(state.topics), kinds=tuple(state.kinds), starred=state.starred))
