"""robots.txt (RFC 9309), asked once per origin.

Protego judges; before that the file is read as section 2.2 of the RFC says it, where Protego is more or less generous.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import urlsplit

from protego import Protego

from ingest.page import PageUnavailable

PRODUCT = "Sightline"
_LINE_END = re.compile(r"\r\n|\r|\n")
_AGENT = re.compile(r"\s*user[- ]?agent\s*(?::|\s)\s*(.*)", re.IGNORECASE)
_RULE = re.compile(r"\s*(allow|disallow|dissallow|dissalow|disalow|diasllow|disallaw)\s*[:\s]", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+")


@dataclass(slots=True)
class _Rules:
    """What is known of one origin; its lock makes the second caller wait for the first."""

    lock: Lock = field(default_factory=Lock)
    known: Protego | PageUnavailable | None = None
    crawl_delay: float | None = None


class Robots:
    """Remembers each origin's rules; safe to use from several threads.

    `read` gets the address of a robots.txt and returns its text, empty where there is none, or raises PageUnavailable.
    """

    def __init__(self, read: Callable[[str], str], product: str = PRODUCT) -> None:
        self._read = read
        self._product = product
        self._origins: defaultdict[str, _Rules] = defaultdict(_Rules)
        self._lock = Lock()

    def check(self, url: str) -> float | None:
        """Returns when the origin allows the address, with the pause it asks for between two requests.

        Raises:
            PageUnavailable: it does not allow it, or its rules cannot be had because the server fails.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            rules = self._origins[origin]
        with rules.lock:
            if rules.known is None:
                self._load(origin, rules)
        if isinstance(rules.known, PageUnavailable):
            raise rules.known
        if rules.known is not None and not rules.known.can_fetch(url, self._product):
            raise PageUnavailable("refused", "robots.txt of the site does not allow it")
        return rules.crawl_delay

    def _load(self, origin: str, rules: _Rules) -> None:
        try:
            text = self._read(f"{origin}/robots.txt")
        except PageUnavailable as failure:
            rules.known = failure
            return
        rules.known = Protego.parse(as_the_rfc_reads(text, self._product))
        rules.crawl_delay = Protego.parse(text).crawl_delay(self._product)


def as_the_rfc_reads(text: str, product: str) -> str:
    r"""The lines that make the groups of a robots.txt, each user agent named exactly or not at all.

    Only product tokens of letters, `_` and `-` are compared, whole and in any case; what is no rule does not end a
    group.

    >>> as_the_rfc_reads("\ufeffUser-Agent: sightline/2\rSitemap: x\nuser-agent: sight\nDisallow: /x # y", "Sightline")
    'user-agent: sightline\nuser-agent: sightline-other\nDisallow: /x '
    """
    lines = []
    for line in _LINE_END.split(text.removeprefix("\ufeff").removeprefix("ï»¿")):
        said = " ".join(line.split("#")[0].splitlines())
        if agent := _AGENT.fullmatch(said):
            lines.append(f"user-agent: {_token(agent[1], product.lower())}")
        elif _RULE.match(said):
            lines.append(said)
    return "\n".join(lines)


def _token(value: str, product: str) -> str:
    if re.match(r"\*(\s|$)", value):
        return "*"
    token = _TOKEN.match(value)
    return product if token and token[0].lower() == product else f"{product}-other"
