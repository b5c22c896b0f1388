"""robots.txt: whose rules hold, and what happens where there are none."""

import pytest

from index.records import Status
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


def test_every_host_has_its_own_rules_asked_once() -> None:
    hosts = Hosts({"https://a.org/robots.txt": "User-agent: *\nDisallow: /", "http://a.org:8080/robots.txt": ""})
    robots = Robots(hosts.read, "Sightline")
    for _ in range(3):
        robots.check("http://a.org:8080/x")
        with pytest.raises(PageUnavailable):
            robots.check("https://a.org/x")
    assert sorted(hosts.asked) == sorted(hosts.files)


@pytest.mark.parametrize(
    ("status", "answered", "allowed"),
    [
        ("dead", True, True),
        ("blocked", True, True),
        ("dead", False, False),
        ("error", True, False),
        ("error", False, False),
    ],
)
def test_no_rules_allow_everything_unless_the_server_fails(status: Status, answered: bool, allowed: bool) -> None:
    problem = PageUnavailable(status, "why", answered=answered)
    hosts = Hosts({"https://a.org/robots.txt": problem})
    robots = Robots(hosts.read, "Sightline")
    for _ in range(2):
        if allowed:
            robots.check("https://a.org/x")
        else:
            with pytest.raises(PageUnavailable) as caught:
                robots.check("https://a.org/x")
            assert caught.value is problem
    assert len(hosts.asked) == 1
