"""A careful reader: one request at a time and a pause for each host, several hosts at once, waiting when asked to."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from threading import Event

import pytest
from web_server import Asked, Reply, Site, here

from ingest.network import Network
from ingest.page import Page, PageUnavailable
from ingest.plan import Politeness
from ingest.politeness import Hosts


def network(politeness: Politeness) -> Network:
    return Network(politeness, allow_private=True, find=here)


def get_all(web: Network, urls: list[str]) -> list[Page | PageUnavailable]:
    def get(url: str) -> Page | PageUnavailable:
        try:
            return web.get(url)
        except PageUnavailable as failure:
            return failure

    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(get, urls))


def of_host(site: Site, host: str) -> list[Asked]:
    return sorted((one for one in site.ended() if one.host == host), key=lambda one: one.began)


def test_a_host_gets_one_request_at_a_time_and_a_pause(site: Site) -> None:
    site.replies |= {f"/{number}": [Reply(pause=0.02)] for number in range(5)}
    get_all(network(Politeness(delay=0.1)), [f"{site.at('a.test')}/{number}" for number in range(5)])
    asked = of_host(site, "a.test")
    assert len(asked) == 6
    assert all(after.began - before.ended >= 0.09 for before, after in pairwise(asked))


def test_several_hosts_are_asked_at_once(site: Site) -> None:
    """Each host answers only when it was asked together with another."""
    hosts = [f"{letter}.test" for letter in "abcd"]
    site.replies["/x"] = [Reply(pause=0.5)]
    get_all(network(Politeness(delay=0)), [f"{site.at(host)}/x" for host in hosts])
    pages = [one for one in site.ended() if one.path == "/x"]
    assert max(one.began for one in pages) < min(one.ended for one in pages)


def test_a_redirect_to_another_host_waits_its_turn_there(site: Site) -> None:
    site.replies["/x"] = [Reply(pause=0.2)]
    site.redirect("a.test/y", site.at("b.test") + "/x")
    get_all(network(Politeness(delay=0.1)), [site.at("b.test") + "/x", site.at("a.test") + "/y"])
    asked = of_host(site, "b.test")
    assert [one.path for one in asked].count("/x") == 2
    assert all(after.began >= before.ended for before, after in pairwise(asked))


def test_the_crawl_delay_of_robots_holds(site: Site) -> None:
    site.add("/robots.txt", Reply(200, b"User-agent: *\nCrawl-delay: 0.3\n"))
    site.replies |= {"/1": [Reply()], "/2": [Reply()]}
    web = network(Politeness(delay=0))
    web.get(site.address + "/1")
    web.get(site.address + "/2")
    first, second = (one for one in site.ended() if one.path != "/robots.txt")
    assert second.began - first.ended >= 0.29


@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize("as_date", [True, False])
def test_a_wait_that_is_asked_for_is_minded(site: Site, code: int, as_date: bool) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    busy = Reply(code, b"", {"Retry-After": moment if as_date else "1"})
    url = site.add("/x", busy, Reply(200, b"now"))
    assert network(Politeness(delay=0, back_off=0.001)).get(url).body == b"now"
    first, second = (one for one in site.ended() if one.path == "/x")
    assert second.began - first.ended >= (0 if as_date else 0.99)


def test_a_host_that_wants_to_be_left_alone_is(site: Site) -> None:
    url = site.add("/x", Reply(429, b"", {"Retry-After": "7200"}))
    other = site.add("/y", Reply())
    web = network(Politeness(delay=0, patience=60))
    assert [one.status for one in get_all(web, [url]) if isinstance(one, PageUnavailable)] == ["blocked"]
    (left,) = get_all(web, [other])
    assert isinstance(left, PageUnavailable)
    assert "2 hours" in left.reason
    assert "/y" not in site.asked


@pytest.mark.parametrize("value", ["soon", "-1", "1e9", "", "99999999999999999999"])
def test_a_wait_that_is_none_does_not_hang(site: Site, value: str) -> None:
    url = site.add("/x", Reply(429, b"", {"Retry-After": value}))
    (failure,) = get_all(network(Politeness(delay=0)), [url])
    assert isinstance(failure, PageUnavailable)
    assert failure.status == "blocked"


class Noting(Event):
    """A clock that does not make anybody wait: it notes for how long they would."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout)
        return False


def test_pauses_between_attempts_grow_and_differ() -> None:
    clock = Noting()
    hosts = Hosts(Politeness(back_off=1), clock)
    for _ in range(2):
        for attempt in (1, 2, 3):
            hosts.back_off(attempt)
    assert len(clock.waits) == 6
    for number, wait in enumerate(clock.waits):
        assert wait is not None
        assert 0.5 <= wait / 2 ** (number % 3) <= 1.5
    assert clock.waits[:3] != clock.waits[3:]


def test_when_its_time_is_over_the_run_asks_nothing_more(site: Site) -> None:
    web = network(Politeness(delay=0.5, run_seconds=0.4))
    results = get_all(web, [site.add("/1", Reply()), site.add("/2", Reply())])
    over = [one for one in results if isinstance(one, PageUnavailable)]
    assert over
    assert all(one.status == "error" and "the time for this run was over" in one.reason for one in over)


def test_a_run_that_is_stopped_does_not_wait(site: Site) -> None:
    stop = Event()
    web = Network(Politeness(delay=60), allow_private=True, find=here, stop=stop)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(web.get, site.add("/x", Reply()))
        while not site.log or not site.log[0].ended:
            time.sleep(0.01)
        stop.set()
        with pytest.raises(PageUnavailable, match="stopped"):
            waiting.result(timeout=20)
