"""robots.txt: whose rules hold, and what happens where there are none."""

from contextlib import nullcontext

import pytest

from ingest.page import PageUnavailable
from ingest.robots import Robots

RULES = """
User-agent: Sightline
Disallow: /no-sightline
Allow: /no-sightline/but-this

User-agent: *
Disallow: /
"""


class Hosts:
    """robots.txt by its address; noted when asked."""

    def __init__(self, files: dict[str, str | PageUnavailable]) -> None:
        self.files = files
        self.asked: list[str] = []

    def read(self, url: str) -> str:
        self.asked.append(url)
        found = self.files[url]
        if isinstance(found, PageUnavailable):
            raise found
        return found


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        (RULES, "/x", True),
        (RULES, "/no-sightline", False),
        (RULES, "/no-sightline/but-this", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: OtherBot\nDisallow: /", "/x", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?y", True),
        ("", "/x", True),
        ("<html>not rules at all</html>", "/x", True),
    ],
)
def test_rules(rules: str, path: str, allowed: bool) -> None:
    robots = Robots(Hosts({"https://a.org/robots.txt": rules}).read, "Sightline")
    if allowed:
        robots.check("https://a.org" + path)
        return
    with pytest.raises(PageUnavailable) as caught:
        robots.check("https://a.org" + path)
    assert caught.value.status == "refused"


GROUPS = [
    # What names us, whole and in any case (RFC 9309, 2.2.1)
    ("user-agent: Sightline\ndisallow: /", "/x", False),
    ("USER-AGENT: SIGHTLINE\nDISALLOW: /", "/x", False),
    ("user-agent: sightline/1.0\ndisallow: /", "/x", False),
    ("user-agent: Sightline Bot\ndisallow: /", "/x", False),
    ("user-agent: sight\ndisallow: /", "/x", True),
    ("user-agent: line\ndisallow: /", "/x", True),
    ("user-agent: sightline-images\ndisallow: /", "/x", True),
    ("user-agent: not-sightline\ndisallow: /", "/x", True),
    ("user-agent:\ndisallow: /", "/x", True),
    ("user-agent: * (everyone)\ndisallow: /", "/x", False),
    # Whose group holds
    ("user-agent: *\ndisallow: /\nuser-agent: sightline\nallow: /", "/x", True),
    ("user-agent: sightline\nallow: /\nuser-agent: *\ndisallow: /", "/x", True),
    ("user-agent: *\ndisallow: /\nuser-agent: sightline\ndisallow: /other", "/x", True),
    (
        "user-agent: sightline\ndisallow: /a\n\nuser-agent: b\nallow: /\n\nuser-agent: sightline\ndisallow: /x",
        "/x",
        False,
    ),
    ("user-agent: *\ndisallow: /a\n\nuser-agent: *\ndisallow: /x", "/x", False),
    ("user-agent: a\nuser-agent: sightline\nuser-agent: b\ndisallow: /", "/x", False),
    ("user-agent: sightline\n\nuser-agent: b\ndisallow: /", "/x", False),
    ("user-agent: sightline\nsitemap: https://a.org/s\nuser-agent: b\ndisallow: /", "/x", False),
    ("user-agent: sightline\nunknown: words\nuser-agent: b\ndisallow: /", "/x", False),
    ("user-agent: sightline\ncrawl-delay: 3\nuser-agent: b\ndisallow: /", "/x", False),
    ("disallow: /\nuser-agent: b\nallow: /", "/x", True),
    # Which rule holds: the longest, and of two as long the one that allows (2.2.2)
    ("user-agent: *\ndisallow: /x/page\nallow: /x/page", "/x/page", True),
    ("user-agent: *\nallow: /x/\ndisallow: /x/page.html", "/x/page.html", False),
    ("user-agent: *\ndisallow: /x/\nallow: /x/page.html", "/x/page.html", True),
    ("user-agent: *\ndisallow: /x\nallow: /", "/x", False),
    ("user-agent: *\ndisallow:", "/x", True),
    ("user-agent: *\ndisallow: /\nallow:", "/x", False),
    ("user-agent: *\ndisallow: /X", "/x", True),
    ("user-agent: *\ndisallow: /", "/robots.txt", True),
    ("user-agent: *\nallow: /\ndisallow: /x?a=", "/x?a=1", False),
    # Signs (2.2.3)
    ("user-agent: *\ndisallow: /a*c", "/abc/d", False),
    ("user-agent: *\ndisallow: /*.gif$", "/x.gif", False),
    ("user-agent: *\ndisallow: /*.gif$", "/x.gif?y", True),
    ("user-agent: *\ndisallow: /x$", "/x/y", True),
    ("user-agent: *\ndisallow: /x$y", "/x$y", False),
    ("user-agent: *\ndisallow: *", "/x", False),
    ("user-agent: *\ndisallow: /foo/bar/\u30c4", "/foo/bar/%E3%83%84", False),
    ("user-agent: *\ndisallow: /foo/bar/%E3%83%84", "/foo/bar/\u30c4", False),
    ("user-agent: *\ndisallow: /foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", False),
    ("user-agent: *\ndisallow: /%62%61%7A", "/baz", False),
    ("user-agent: *\ndisallow: /a%2fb", "/a/b", True),
    # Lines
    ("user-agent: *\rdisallow: /x\r", "/x", False),
    ("user-agent: *\r\ndisallow: /x\r\n", "/x", False),
    ("\ufeffuser-agent: *\ndisallow: /x", "/x", False),
    ("  user-agent : *  # all\n  disallow : /x  # this\n", "/x", False),
    ("user-agent: *\n# disallow: /x", "/x", True),
    ("user-agent: *\ndisallow: /a\u2028disallow: /x", "/x", True),
    ("user-agent: *\ndissallow: /x", "/x", False),
    ("user-agent *\ndisallow /x", "/x", False),
]


@pytest.mark.parametrize(("rules", "path", "allowed"), GROUPS)
def test_the_rules_of_the_rfc(rules: str, path: str, allowed: bool) -> None:
    robots = Robots(Hosts({"https://a.org/robots.txt": rules}).read)
    with nullcontext() if allowed else pytest.raises(PageUnavailable, match=r"robots\.txt"):
        robots.check("https://a.org" + path)


def test_the_pause_that_a_group_asks_for() -> None:
    rules = "user-agent: other\ncrawl-delay: 9\n\nuser-agent: sightline\ncrawl-delay: 2.5\ndisallow: /y"
    assert Robots(Hosts({"https://a.org/robots.txt": rules}).read).check("https://a.org/x") == 2.5
    assert Robots(Hosts({"https://a.org/robots.txt": ""}).read).check("https://a.org/x") is None


def test_rules_made_to_take_long_do_not() -> None:
    rules = "user-agent: *\n" + ("disallow: /" + "*a" * 4000 + "b\n") * 60
    Robots(Hosts({"https://a.org/robots.txt": rules}).read).check("https://a.org/" + "a" * 8000)


def test_every_host_has_its_own_rules_asked_once() -> None:
    hosts = Hosts({"https://a.org/robots.txt": "User-agent: *\nDisallow: /", "http://a.org:8080/robots.txt": ""})
    robots = Robots(hosts.read, "Sightline")
    for _ in range(3):
        robots.check("http://a.org:8080/x")
        with pytest.raises(PageUnavailable):
            robots.check("https://a.org/x")
    assert sorted(hosts.asked) == sorted(hosts.files)


def test_a_server_that_fails_is_not_asked_again() -> None:
    problem = PageUnavailable("error", "why")
    hosts = Hosts({"https://a.org/robots.txt": problem})
    robots = Robots(hosts.read, "Sightline")
    for _ in range(2):
        with pytest.raises(PageUnavailable) as caught:
            robots.check("https://a.org/x")
        assert caught.value is problem
    assert len(hosts.asked) == 1
