"""Conversations that outlive a page: found by their token alone, and stopped when nobody looks at them any more."""

from concurrent.futures import Future

from rag.conversation import Asked
from ui.conversations import Conversations, Watch
from ui.session import Session, Turn, Writing


def _being_written() -> Session:
    return Session([Turn(Asked("How do owls hunt?"), Future(), Writing(by_model=True))])


def _is_stopped(session: Session, within: float) -> bool:
    return session.turns[0].writing.stop.wait(within)


def test_what_is_written_for_a_page_that_was_left_is_stopped() -> None:
    session = _being_written()
    Watch(session, grace=0.01).end()
    assert _is_stopped(session, within=20)


def test_a_page_that_is_loaded_anew_finds_its_answer_still_growing() -> None:
    session = _being_written()
    first = Watch(session, grace=0.2)
    first.end()
    second = Watch(session, grace=0.01)
    assert not _is_stopped(session, within=0.6)
    second.end()
    assert _is_stopped(session, within=20)


def test_of_two_pages_the_last_one_counts() -> None:
    session = _being_written()
    one, other = Watch(session, grace=0.01), Watch(session, grace=0.01)
    one.end()
    assert not _is_stopped(session, within=0.3)
    other.end()
    assert _is_stopped(session, within=20)


def test_tokens_cannot_be_guessed_and_stay_the_same() -> None:
    conversations, sessions = Conversations(), [Session(), Session()]
    tokens = [conversations.keep(session) for session in sessions]
    assert len(set(tokens)) == 2
    assert min(map(len, tokens)) >= 20
    assert [conversations.keep(session) for session in sessions] == tokens
    assert [conversations.find(token) for token in tokens] == sessions
    assert conversations.find("") is None


def test_too_many_conversations_give_up_the_one_not_seen_longest() -> None:
    conversations, sessions = Conversations(kept=2), [Session(), Session(), Session()]
    first, second = (conversations.keep(session) for session in sessions[:2])
    conversations.keep(sessions[0])
    third = conversations.keep(sessions[2])
    assert [conversations.find(token) is not None for token in (first, second, third)] == [True, False, True]
