"""robots.txt (RFC 9309), asked once per host."""

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from ingest.page import PageUnavailable


class Robots:
    """Remembers each host's rules; for one caller at a time per host.

    `read` gets the address of a robots.txt and returns its text, or raises PageUnavailable.
    """

    def __init__(self, read: Callable[[str], str], user_agent: str) -> None:
        self._read = read
        self._user_agent = user_agent
        self._rules: dict[str, Protego | PageUnavailable] = {}

    def check(self, url: str) -> None:
        """Returns when the host allows the address.

        Raises:
            PageUnavailable: it does not, or its rules cannot be had because the server fails.
        """
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._rules:
            self._rules[host] = self._load(host)
        rules = self._rules[host]
        if isinstance(rules, PageUnavailable):
            raise rules
        if not rules.can_fetch(url, self._user_agent):
            raise PageUnavailable("refused", "robots.txt of the site does not allow it: save the page from a browser")

    def _load(self, host: str) -> Protego | PageUnavailable:
        try:
            return Protego.parse(self._read(f"{host}/robots.txt"))
        except PageUnavailable as failure:
            return Protego.parse("") if failure.status in ("dead", "blocked") and failure.answered else failure
