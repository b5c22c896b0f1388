"""The conversations that the server keeps while it runs, so that a page finds its own again when it is loaded anew."""

import secrets
import threading
from dataclasses import dataclass

from ui.session import Session

KEPT = 100
GRACE = 15.0
"""Seconds within which a page that is loaded anew is there again."""


class Conversations:
    """Conversations by the token in the address of their page, which nobody else can guess or choose.

    >>> conversations, session = Conversations(), Session()
    >>> conversations.find("guessed") is None, conversations.find(conversations.keep(session)) is session
    (True, True)
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept, self._sessions = kept, dict[str, Session]()

    def find(self, token: str) -> Session | None:
        """The conversation of a token, where it is kept."""
        return self._sessions.get(token)

    def keep(self, session: Session) -> str:
        """The token under which a conversation is found from now on; the oldest of too many is given up."""
        session.token = session.token or secrets.token_urlsafe(16)
        self._sessions.pop(session.token, None)
        self._sessions[session.token] = session
        for oldest in list(self._sessions)[: -self._kept]:
            self._sessions.pop(oldest, None)
        return session.token


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """A page that shows a conversation. When the last one is gone, what is being written for it is stopped."""

    session: Session
    grace: float = GRACE

    def __post_init__(self) -> None:
        self.session.watched_by.add(self)

    def end(self) -> None:
        """The page was left, or is being loaded anew."""
        self.session.watched_by.discard(self)
        timer = threading.Timer(self.grace, self._stop_if_left)
        timer.daemon = True
        timer.start()

    def _stop_if_left(self) -> None:
        if not self.session.watched_by:
            self.session.stop()
