"""The conversation: questions, answers and their citations."""

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import contextmanager

import streamlit as st

from index.errors import SightlineError
from index.library import Library
from rag.answer import Answer
from rag.filters import NO_FILTERS, Filters
from rag.wording import understood
from ui import citation_card, page
from ui.answer_markdown import answer_markdown, near_topic_line, statement_markdown
from ui.session import Session, Turn
from ui.source_markdown import inline, source_markdown
from ui.wording import ANSWERED, ANSWERING, EXAMPLES, LOST, READING, WRITING, filters_in_words, refusal

PATIENCE = 2.0
"""Seconds the page waits for quotes, which come at once, when all else is drawn."""
LOOK_AGAIN = 0.5
"""Seconds until it looks again for an answer that is on its way."""


def render_input(session: Session) -> None:
    """The field for questions."""
    if question := st.chat_input("Ask about computer vision"):
        session.pose(question)


@contextmanager
def start_shown(session: Session) -> Iterator[None]:
    """Shows who has not begun where to begin; not where what comes next fails, so that nothing can be answered."""
    start = st.empty()
    if session.is_new:
        with start.container():
            _render_start(session)
    try:
        yield
    except SightlineError:
        start.empty()
        raise


def render_conversation(session: Session, library: Library) -> None:
    """All turns, the newest last."""
    awaited = [turn.answer for turn in session.turns if not (turn.writing.by_model or turn.answer.done())]
    for number, turn in enumerate(session.turns):
        with st.container(key=f"question-{number}"):
            _render_question(turn.asked.question)
        with st.chat_message("assistant", avatar=":material/visibility:"):
            if turn.asked.filters:
                st.caption(f"Asked only of {inline(filters_in_words(turn.asked.filters))}")
            _render_turn(turn, session, number)
    if session.turns:
        last, is_answered = len(session.turns), session.turns[-1].answer.done()
        page.scroll_to_question(last - 1, answered=is_answered)
        page.announce((ANSWERED if is_answered else ANSWERING).format(last))
    if session.note:
        citation_card.render_note(session.note, library, session.close_note)
    if awaited and wait(awaited, PATIENCE, FIRST_COMPLETED).done:
        st.rerun()


def render_waiting(session: Session, until: str) -> None:
    """The questions that nobody can answer yet, and until when they are kept."""
    for question in session.waiting:
        _render_question(question)
    if session.waiting:
        st.caption(until)


def render_error(error: SightlineError) -> None:
    """One of our errors as its sentence."""
    st.error(inline(str(error)), icon=":material/error:")


@contextmanager
def errors_shown() -> Iterator[None]:
    """Shows one of our errors in the place of what raises it."""
    try:
        yield
    except SightlineError as error:
        render_error(error)


def _render_start(session: Session) -> None:
    if session.is_lost:
        st.info(LOST, icon=":material/history:")
    with st.container(key="examples"):
        st.caption("For example")
        for example in EXAMPLES:
            st.button(example, on_click=session.pose, args=(example,), key=f"example-{example}")


def _render_question(question: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.markdown(source_markdown(question), anchors=False)


def _render_turn(turn: Turn, session: Session, number: int) -> None:
    if not turn.answer.done():
        _look_again(turn)
        return
    with errors_shown():
        _render_answer(turn.answer.result(), turn.asked.filters, session, number)


@st.fragment(run_every=LOOK_AGAIN)
def _look_again(turn: Turn) -> None:
    """What is written so far, and a way to stop it; the page is drawn anew as soon as the answer is there."""
    if turn.answer.done():
        st.rerun()
    so_far, stop = turn.writing.so_far, turn.writing.stop
    awaited = WRITING if turn.writing.by_model else READING
    st.markdown(f"{answer_markdown(so_far)} :gray[…]" if so_far else f":gray[{awaited}]", anchors=False)
    if turn.writing.by_model:
        st.button(
            "Stopping …" if stop.is_set() else "Stop",
            key=f"stop-{id(turn)}",
            icon=":material/stop_circle:",
            disabled=stop.is_set(),
            on_click=stop.set,
        )


def _render_answer(answer: Answer, filters: Filters, session: Session, number: int) -> None:
    if said := understood(answer.question, answer.standalone_question):
        st.caption(inline(said))
    if not answer.answered:
        _render_refusal(answer, filters, session, number)
        return
    if answer.notice:
        st.info(inline(answer.notice), icon=":material/info:")
    if answer.mode == "written":
        st.markdown(answer_markdown(answer), anchors=False)
    else:
        for position, statement in enumerate(answer.statements):
            kind = "statement" if statement.citations else "remark"  # our own words look like nobody's
            with st.container(key=f"{kind}-{number}-{position}"):
                st.markdown(statement_markdown(statement, answer.citations), anchors=False)
    with st.container(key=f"citations-{number}", gap="xsmall"):
        for citation in answer.citations:
            key = f"{number}-{citation.number}"
            citation_card.render(citation, session.read_note, key, is_told=answer.mode == "written")


def _render_refusal(answer: Answer, filters: Filters, session: Session, number: int) -> None:
    st.info(inline(refusal(answer, filters)), icon=":material/search_off:")
    if filters:
        st.button("Ask all sources", key=f"all-{number}", on_click=_ask_all, args=(session, answer.question))
    if answer.near:
        st.markdown("What comes nearest:\n\n" + "\n".join(map(near_topic_line, answer.near)))


def _ask_all(session: Session, question: str) -> None:
    session.choose(NO_FILTERS)
    session.pose(question)
