"""One citation of an answer: the quote in its context, and the way to the source."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from index.library import Library
from index.markdown import as_markdown
from rag.citations import Citation
from ui.answer_markdown import card_facts, card_title, figure_markdown, first_words, open_label, without_title
from ui.context import end_of, start_of
from ui.source_markdown import inline, link_target, source_markdown

Read = Callable[[Citation], None]
Show = Callable[[Citation, Library], None]
Decorator = Callable[[Show], Show]


def render(citation: Citation, read: Read, key: str, *, is_told: bool) -> None:
    """The card; `key` tells it from all others on the page, `read` opens a whole note.

    Where the answer does not hold the quote but tells it (`is_told`), the card's line begins it.
    """
    with st.expander(card_title(citation) + (first_words(citation.quote) if is_told else "")):
        st.caption(card_facts(citation))
        _context(end_of(citation.before), f"before-{key}")
        with st.container(key=f"quote-{key}"):
            st.markdown(source_markdown(citation.quote), anchors=False)
        _context(start_of(citation.after), f"after-{key}")
        for figure in citation.figures:
            st.caption(figure_markdown(figure))
        _way_to_source(citation, read, key)


def render_note(citation: Citation, library: Library, close: Callable[[], None]) -> None:
    """The whole note of a citation over the page; `close` is called when the reader closes it."""
    decorate: Decorator = st.dialog(inline(citation.title), width="medium", on_dismiss=close)
    decorate(_note)(citation, library)


def _context(text: str, key: str) -> None:
    if text:
        with st.container(key=f"context-{key}"):
            st.markdown(source_markdown(text), anchors=False)


def _way_to_source(citation: Citation, read: Read, key: str) -> None:
    if target := link_target(citation.link):
        st.link_button(open_label(citation), target, icon=":material/open_in_new:", help="Opens in a new tab")
    else:
        icon = ":material/article:"
        st.button("Read the whole note", key=f"note-{key}", icon=icon, on_click=read, args=(citation,))


def _note(citation: Citation, library: Library) -> None:
    document = library.document(citation.source_id)
    if document is None:
        st.info("The library was refreshed since, and this note is no longer in it.")
        return
    st.caption(card_facts(replace(citation, section=())))
    st.markdown(source_markdown(without_title(as_markdown(document), document.title)), anchors=False)
