"""The conversation: questions, answers and their citations."""

from concurrent.futures import wait

import streamlit as st

from index.errors import SightlineError
from index.library import Library
from rag.answer import Answer
from ui import citation_card, page
from ui.answer_markdown import answer_markdown, near_topic_line, statement_markdown
from ui.session import Session, Turn
from ui.source_markdown import inline
from ui.wording import EXAMPLES, filters_in_words

PATIENCE = 2.0
"""Seconds the page waits for an answer before it turns to looking again and again."""
LOOK_AGAIN = 0.5


def render_input(session: Session) -> None:
    """The field for questions, and examples for who does not know where to begin."""
    if question := st.chat_input("Ask about computer vision"):
        session.pose(question)
    if session.is_new:
        _render_examples(session)


def render_conversation(session: Session, library: Library) -> None:
    """All turns, the newest last."""
    for number, turn in enumerate(session.turns):
        with st.container(key=f"question-{number}"), st.chat_message("user", avatar=":material/person:"):
            st.markdown(inline(turn.question))
        with st.chat_message("assistant", avatar=":material/visibility:"):
            if turn.filters:
                st.caption(f"Asked only of {inline(filters_in_words(turn.filters))}")
            _render_turn(turn, library, number)
    if session.turns:
        page.scroll_to_question(len(session.turns) - 1, answered=session.turns[-1].answer.done())


def render_error(error: SightlineError) -> None:
    """One of our errors as its sentence."""
    st.error(inline(str(error)), icon=":material/error:")


def _render_examples(session: Session) -> None:
    with st.container(key="examples"):
        st.caption("For example")
        for example in EXAMPLES:
            st.button(example, on_click=session.pose, args=(example,), key=f"example-{example}")


def _render_turn(turn: Turn, library: Library, number: int) -> None:
    if not turn.answer.done():
        with st.spinner("Reading the library …"):
            wait([turn.answer], timeout=PATIENCE)
    if not turn.answer.done():
        _look_again(turn)
        return
    try:
        _render_answer(turn.answer.result(), library, number)
    except SightlineError as error:
        render_error(error)


@st.fragment(run_every=LOOK_AGAIN)
def _look_again(turn: Turn) -> None:
    """Draws the page anew as soon as the answer is there."""
    if turn.answer.done():
        st.rerun()
    so_far = turn.writing.so_far
    if so_far is None:
        st.markdown(":gray[Still reading the library …]")
        return
    st.markdown(answer_markdown(so_far) + " :gray[…]")
    st.button("Stop", key=f"stop-{id(turn)}", icon=":material/stop_circle:", on_click=turn.writing.stop.set)


def _render_answer(answer: Answer, library: Library, number: int) -> None:
    if answer.standalone_question != answer.question:
        st.caption(f"Understood as: {inline(answer.standalone_question)}")
    if not answer.answered:
        _render_refusal(answer)
        return
    if answer.notice:
        st.info(inline(answer.notice), icon=":material/info:")
    if answer.mode == "written":
        st.markdown(answer_markdown(answer), anchors=False)
    else:
        for position, statement in enumerate(answer.statements):
            with st.container(key=f"statement-{number}-{position}"):
                st.markdown(statement_markdown(statement, answer.citations), anchors=False)
    with st.container(key=f"citations-{number}", gap="xsmall"):
        for citation in answer.citations:
            citation_card.render(citation, library, f"{number}-{citation.number}")


def _render_refusal(answer: Answer) -> None:
    st.info("The library does not cover this, so there is nothing to quote.", icon=":material/search_off:")
    if answer.near:
        st.markdown("What comes nearest:\n\n" + "\n".join(map(near_topic_line, answer.near)))
