"""Nobody uses us to reach where he should not: the address that is connected to is judged, whatever the name says."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_server import Reply, Site, serve

from ingest.connection import resolve
from ingest.network import Network
from ingest.page import PageUnavailable
from ingest.plan import Politeness

FAST = Politeness(delay=0, back_off=0.001, attempts=1)
TRICKS = """
http://127.0.0.1/ http://127.0.0.2/ http://127.127.127.127/ http://127.1/ http://127.0.1/ http://0/ http://0.0.0.0/
http://2130706433/ http://017700000001/ http://0x7f000001/ http://0x7f.0x0.0x0.0x1/ http://0177.0.0.1/ http://0x7f.1/
http://00000177.1/ http://127.0x0.0.01/ http://4294967295/ http://2852039166/ http://0xA9FEA9FE/
http://0251.0376.0251.0376/ http://169.254.169.254/latest/meta-data/ http://169.254.43518/ http://169.16689662/
http://425.510.425.510/ http://127.0.0.1./ http://localhost/ http://LOCALHOST/ http://localhost./
http://localhost.localdomain/ http://[::1]/ http://[::]/ http://[0:0:0:0:0:0:0:1]/ http://[0000::1]/
http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[::ffff:a9fe:a9fe]/ http://[0:0:0:0:0:ffff:127.0.0.1]/
http://[::127.0.0.1]/ http://[::7f00:1]/ http://[64:ff9b::127.0.0.1]/ http://[64:ff9b::7f00:1]/
http://[64:ff9b:1::7f00:1]/ http://[2002:7f00:1::]/ http://[2002:a9fe:a9fe::1]/ http://[2001:0:7f00:1::1]/
http://[2001::80ff:fffe]/ http://[fe80::1]/ http://[fe80::1%25eth0]/ http://[fe80::1%25lo]/ http://[::1%25lo]/
http://[fd00:ec2::254]/ http://[fc00::1]/ http://[fec0::1]/ http://[ff02::1]/ http://[::ffff:0:127.0.0.1]/
http://①②⑦.⓪.⓪.①/ http://１２７.０.０.１/ http://127。0。0。1/ http://127．0．0．1/ http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/ http://ｌｏｃａｌｈｏｓｔ/
http://loc%61lhost/ http://127%2e0%2e0%2e1/ http://localhost%00.a.org/ http://localhost%23.a.org/
http://a.org@127.0.0.1/ http://a.org:80@127.0.0.1/ http://127.0.0.1\\@a.org/ http://a.org\\@127.0.0.1/
http://a.org&@127.0.0.1/ http://a.org#@127.0.0.1/../ http://127.0.0.1%2f@a.org/ http://%31%32%37.0.0.1/
http:\\\\127.0.0.1/ http:/127.0.0.1/ http:127.0.0.1/ http:///127.0.0.1/ http:////127.0.0.1/ ///127.0.0.1/
http://10.0.0.1/ http://172.16.0.1/ http://172.31.255.255/ http://192.168.0.1/ http://100.64.0.1/
http://100.100.100.200/ http://192.0.0.192/ http://168.63.129.16/ http://198.18.0.1/ http://224.0.0.1/
http://239.255.255.250/ http://255.255.255.255/ http://240.0.0.1/ http://192.88.99.1/ http://metadata.google.internal/
file:///etc/passwd ftp://127.0.0.1/ gopher://127.0.0.1:6379/_x dict://127.0.0.1:11211/stat ldap://127.0.0.1/
jar:http://127.0.0.1!/ netdoc:///etc/passwd data:text/plain,x unix:///var/run/docker.sock sftp://127.0.0.1/
""".split()
NAMES = {
    "private.test": ["127.0.0.1"],
    "intranet.test": ["10.1.2.3"],
    "mixed.test": ["93.184.216.34", "127.0.0.1"],
    "mapped.test": ["::ffff:127.0.0.1"],
    "six.test": ["::1"],
    "metadata.test": ["169.254.169.254"],
    "zero.test": ["0.0.0.0"],
    "link.test": ["fe80::1%eth0"],
    "empty.test": [],
}


@pytest.fixture
def site() -> Iterator[Site]:
    with serve("0.0.0.0") as running:
        yield running


class Resolver:
    """A name server whose answers change from one question to the next; notes what it was asked."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def find(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def only_one(address: str) -> bool:
    """A judge for whom the public web is one address of this machine."""
    return address == "127.0.0.1"


def failure(web: Network, url: str) -> PageUnavailable:
    with pytest.raises(PageUnavailable) as caught:
        web.get(url)
    return caught.value


def with_port(url: str, port: int) -> str:
    """The address with the port of our server, where it has a host to put it at."""
    scheme, slashes, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{host}:{port}{slash}{path}" if slashes and host and "#" not in host else url


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_reaches_this_machine(site: Site, trick: str) -> None:
    site.replies["/"] = [Reply()]
    for url in (trick, with_port(trick, site.port)):
        assert failure(Network(FAST, find=known_names), url).status in ("refused", "dead", "error")
    assert site.log == []


def known_names(host: str, port: int) -> list[str]:
    """The system's resolver, for numbers and names that need no name server."""
    if host.lower() in ("a.org", "metadata.google.internal"):
        return ["127.0.0.1"]
    return resolve(host, port)


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_is_reached_through_a_redirect(site: Site, trick: str) -> None:
    web = Network(FAST, find=one_good_name, judge=lambda address: address == "127.0.0.5")
    location = with_port(trick, site.port).encode("utf-8").decode("latin-1")
    failure(web, site.redirect("good.test/x", location))
    assert {one.host for one in site.log} == {"good.test"}


def one_good_name(host: str, port: int) -> list[str]:
    return ["127.0.0.5"] if host == "good.test" else known_names(host, port)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_to_a_private_address_is_refused(site: Site, name: str) -> None:
    failed = failure(Network(FAST, find=lambda host, port: NAMES[host]), site.at(name))
    assert failed.status == ("refused" if NAMES[name] else "dead")
    assert site.log == []


def test_a_name_that_leads_elsewhere_after_the_check_leads_nowhere(site: Site) -> None:
    """DNS rebinding: every connection is made to the address that was judged for it."""
    site.add("/robots.txt", Reply(404))
    site.redirect("/x", "/y")
    names = Resolver(["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"])
    failed = failure(Network(FAST, find=names.find, judge=only_one), site.at("rebind.test") + "/x")
    assert failed.status == "refused"
    assert names.asked == ["rebind.test"] * 3
    assert site.asked == ["/robots.txt", "/x"]


def test_a_name_is_resolved_once_for_a_connection(site: Site) -> None:
    names = Resolver(["127.0.0.1"])
    Network(FAST, find=names.find, judge=only_one).get(site.add("once.test/x", Reply()))
    assert names.asked == ["once.test"] * len(site.log) == ["once.test"] * 2


def test_the_next_address_is_tried_where_the_first_does_not_answer(site: Site) -> None:
    web = Network(FAST, find=lambda host, port: ["127.0.0.9" if port == 1 else "::1", "127.0.0.1"], allow_private=True)
    assert web.get(site.add("two.test/x", Reply())).body == b"body"


@pytest.mark.parametrize("target", ["http://127.0.0.2:{}/y", "http://private.test:{}/y", "//127.0.0.3:{}/y"])
def test_every_hop_is_judged(site: Site, target: str) -> None:
    web = Network(FAST, find=lambda host, port: ["127.0.0.1"] if host == "good.test" else ["127.0.0.2"], judge=only_one)
    failed = failure(web, site.redirect("good.test/x", target.format(site.port), 301))
    assert failed.status == "refused"
    assert "/y" not in site.asked


def test_private_addresses_are_asked_only_with_leave(site: Site) -> None:
    url = site.add("/x", Reply())
    assert "--allow-private" in failure(Network(FAST), url).reason
    assert site.log == []
    assert Network(FAST, allow_private=True).get(url).body == b"body"


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"])
def test_no_proxy_of_the_environment_comes_between(site: Site, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, site.address)
    failure(Network(FAST), site.add("/x", Reply()))
    assert site.log == []


def test_no_password_file_is_read(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = base64.b64encode(b"me:secret").decode()
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    Network(FAST, allow_private=True).get(site.add("/x", Reply()))
    assert not any(secret in value for one in site.log for value in one.headers.values())


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a.org/x", "http://user:pw@127.0.0.1/x", "data:,x", "/x", "", "http://", "http://["],
)
def test_only_the_plain_web_is_fetched(url: str, private: bool) -> None:
    assert failure(Network(FAST, allow_private=private), url).status in ("refused", "dead")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:port/x",
        "http://[::1/x",
        "http://127.0.0.1:99999999/x",
        "http://a..invalid/x",
        f"http://{'a' * 64}.invalid/x",
        "http://-.invalid/x",
        "http:///x",
        "http://a.org/" + "x" * 9000,
        "http://no-such-host.invalid/x",
    ],
)
def test_an_address_that_is_none_is_told(url: str) -> None:
    assert failure(Network(FAST), url).status in ("dead", "error")
