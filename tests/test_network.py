"""The network, against a real server on this machine: what each answer means, and where it ends."""

from dataclasses import replace

import pytest
from small_network import ALLOW_ALL, FAST, failure
from web_server import HTML, Reply, Site

from index.errors import SightlineError
from index.records import Status
from ingest import network
from ingest.network import Network, user_agent
from ingest.page import MAX_REDIRECTS, Page


def test_a_page_comes_as_it_was_served(site: Site, web: Network) -> None:
    body = "naïve\r\n".encode("latin-1")
    url = site.add("/x", Reply(200, body, {"Content-Type": "text/html; charset=latin-1", "ETag": '"7"'}))
    page = web.get(url)
    assert (page.url, page.final_url, page.body, page.moved_to) == (url, url, body, "")
    assert (page.media_type, page.charset) == ("text/html", "latin-1")
    assert dict(page.headers)["etag"] == '"7"'
    assert page.fetched_at.endswith("+00:00")


def test_we_say_who_we_are_and_whom_to_write_to(site: Site) -> None:
    web = Network(FAST, contact="mailto:me@a.org", allow_private=True)
    web.get(site.add("/x", Reply()))
    (agent,) = site.agents
    assert agent.startswith("Sightline/")
    assert "mailto:me@a.org" in agent


@pytest.mark.parametrize("contact", ["me\r\nX-Evil: 1", "mé@a.org", "(me)", "a\\b", "\0"])
def test_a_contact_that_is_no_header_is_refused_with_a_sentence(contact: str) -> None:
    with pytest.raises(SightlineError, match="SIGHTLINE_CONTACT"):
        user_agent(contact)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (404, "dead"),
        (410, "dead"),
        (401, "blocked"),
        (402, "blocked"),
        (403, "blocked"),
        (429, "blocked"),
        (451, "blocked"),
        (400, "error"),
        (418, "error"),
        (500, "error"),
        (503, "error"),
        (204, "error"),
        (206, "error"),
        (304, "error"),
    ],
)
def test_what_an_answer_means(site: Site, web: Network, code: int, status: Status) -> None:
    failed = failure(web, site.add("/x", Reply(code, b"")))
    assert failed.status == status
    assert str(code) in failed.reason


def test_a_server_error_that_passes_is_tried_again(site: Site, web: Network) -> None:
    url = site.add("/x", Reply(500), Reply(503), Reply(200, b"at last"))
    assert web.get(url).body == b"at last"
    assert site.asked.count("/x") == 3


def test_a_server_error_that_stays_is_given_up(site: Site, web: Network) -> None:
    assert failure(web, site.add("/x", Reply(500))).status == "error"
    assert site.asked.count("/x") == FAST.attempts


def test_a_plain_no_is_not_asked_twice(site: Site, web: Network) -> None:
    failure(web, site.add("/x", Reply(403)))
    assert site.asked.count("/x") == 1


def test_a_body_cut_short_is_tried_again(site: Site, web: Network) -> None:
    url = site.add("/x", Reply(200, b"half", {"Content-Length": "100"}), Reply(200, b"whole"))
    assert web.get(url).body == b"whole"


def test_a_body_longer_than_it_says_ends_where_it_says(site: Site, web: Network) -> None:
    assert web.get(site.add("/x", Reply(200, b"all of it", {"Content-Length": "3"}))).body == b"all"


# Redirects


def test_redirects_are_followed(site: Site, web: Network) -> None:
    site.add("/there", Reply(200, b"there"))
    site.redirect("/b/two", "../there", 303)
    url = site.redirect("/one", "/b/two", 307)
    page = web.get(url)
    assert (page.body, page.url, page.final_url, page.moved_to) == (b"there", url, site.address + "/there", "")


@pytest.mark.parametrize(("code", "moved"), [(301, True), (308, True), (302, False), (303, False), (307, False)])
def test_only_a_permanent_redirect_moves_a_source(site: Site, web: Network, code: int, moved: bool) -> None:
    new = site.add("/new", Reply())
    page = web.get(site.redirect("/old", "/new", code))
    assert page.moved_to == (new if moved else "")
    assert page.final_url == new


@pytest.mark.parametrize(("first", "second", "moved"), [(301, 302, "/new"), (302, 301, ""), (308, 301, "/today")])
def test_a_chain_moves_a_source_as_far_as_it_is_permanent(
    site: Site, web: Network, first: int, second: int, moved: str
) -> None:
    site.add("/today", Reply())
    site.redirect("/new", "/today", second)
    page = web.get(site.redirect("/old", "/new", first))
    assert page.moved_to == (site.address + moved if moved else "")
    assert page.final_url == site.address + "/today"


@pytest.mark.parametrize(("hops", "follows"), [(MAX_REDIRECTS, True), (MAX_REDIRECTS + 1, False)])
def test_there_is_an_end_to_redirects(site: Site, web: Network, hops: int, follows: bool) -> None:
    site.add(f"/{hops}", Reply())
    for hop in range(hops):
        site.redirect(f"/{hop}", f"/{hop + 1}")
    if follows:
        assert web.get(site.address + "/0").final_url.endswith(f"/{hops}")
    else:
        assert "redirects" in failure(web, site.address + "/0").reason


def test_redirects_in_a_circle_end(site: Site, web: Network) -> None:
    site.redirect("/b", "/a")
    assert "redirects" in failure(web, site.redirect("/a", "/b")).reason
    assert len(site.asked) == 1 + MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    ("location", "status"),
    [
        ("file:///etc/passwd", "refused"),
        ("ftp://127.0.0.1/x", "refused"),
        ("gopher://127.0.0.1/_x", "refused"),
        ("javascript:alert(1)", "refused"),
        ("data:text/html,x", "refused"),
        ("http://user:password@127.0.0.1/", "refused"),
        ("//user@127.0.0.1/", "refused"),
        ("http://[", "dead"),
        ("http://a\x01b/", "error"),
        ("/" + "x" * network.MAX_URL, "error"),
    ],
)
def test_a_redirect_out_of_the_web_is_not_followed(site: Site, web: Network, location: str, status: Status) -> None:
    assert failure(web, site.redirect("/x", location)).status == status
    assert site.asked == ["/robots.txt", "/x"]


def test_robots_are_asked_at_every_hop(site: Site, web: Network) -> None:
    site.add("b.test/robots.txt", Reply(200, b"User-agent: *\nDisallow: /there"))
    site.redirect("/x", site.at("b.test") + "/there")
    assert failure(web, site.address + "/x").status == "refused"
    assert "/there" not in site.asked


def test_cookies_are_kept_on_the_way_through_one_host_and_nowhere_else(site: Site, web: Network) -> None:
    site.add("a.test/1", Reply(302, b"", {"Location": "/2", "Set-Cookie": "secret=1"}))
    site.redirect("a.test/2", site.at("b.test") + "/3")
    site.redirect("b.test/3", site.at("a.test") + "/4")
    site.add("a.test/4", Reply())
    web.get(site.at("a.test") + "/1")
    web.get(site.at("a.test") + "/4")
    cookies = {(one.host, one.path): one.headers.get("Cookie") for one in site.log if one.path != "/robots.txt"}
    assert cookies == {
        ("a.test", "/1"): None,
        ("a.test", "/2"): "secret=1",
        ("b.test", "/3"): None,
        ("a.test", "/4"): None,
    }


# What is asked for only where it changed


def stored(page: Page, **headers: str) -> Page:
    return replace(page, headers=tuple(headers.items()), body=b"kept")


@pytest.mark.parametrize(
    ("kept", "sent"),
    [
        ({"etag": '"7"', "last-modified": "Mon, 06 May 2024 07:08:09 GMT"}, {"If-None-Match": '"7"'}),
        ({"last-modified": "Mon, 06 May 2024 07:08:09 GMT"}, {"If-Modified-Since": "Mon, 06 May 2024 07:08:09 GMT"}),
        ({}, {}),
    ],
)
def test_the_archived_response_says_what_is_asked(
    site: Site, web: Network, kept: dict[str, str], sent: dict[str, str]
) -> None:
    both = {"ETag": '"7"', "Last-Modified": "Mon, 06 May 2024 07:08:09 GMT", "Content-Type": HTML}
    url = site.add("/x", Reply(200, b"new", both))
    before = stored(web.get(url), **kept)
    page = web.get(url, before)
    asked = site.log[-1].headers
    assert {name: asked[name] for name in ("If-None-Match", "If-Modified-Since") if name in asked} == sent
    assert page.body == (b"kept" if sent else b"new")


def test_a_page_that_changed_is_had_anew(site: Site, web: Network) -> None:
    url = site.add("/x", Reply(200, b"new", {"Content-Type": HTML, "ETag": '"8"'}))
    assert web.get(url, stored(web.get(url), etag='"7"')).body == b"new"


def test_a_tag_is_sent_only_to_the_address_that_gave_it(site: Site, web: Network) -> None:
    site.add("/there", Reply(200, b"there", {"ETag": '"7"'}))
    url = site.redirect("/x", "/there", 301)
    page = web.get(url, stored(web.get(url), etag='"7"'))
    assert (page.body, page.moved_to) == (b"kept", site.address + "/there")
    assert [one.path for one in site.log if "If-None-Match" in one.headers] == ["/there"]


def test_what_a_person_saved_is_no_answer_of_the_site(site: Site, web: Network) -> None:
    url = site.add("/x", Reply(200, b"new", {"ETag": '"7"'}))
    by_hand = replace(stored(web.get(url), etag='"7"'), origin="person")
    assert web.get(url, by_hand).body == b"new"


@pytest.mark.parametrize("tag", ['"naïve"', '"a\x01b"', '"✓"'])
def test_a_tag_that_is_no_header_is_not_sent(site: Site, web: Network, tag: str) -> None:
    url = site.add("/x", Reply(200, b"new"))
    assert web.get(url, stored(web.get(url), etag=tag)).body == b"new"


# robots.txt


def test_a_page_that_robots_may_not_read_is_not_asked_for(site: Site, web: Network) -> None:
    site.add("/robots.txt", Reply(200, b"User-agent: *\nDisallow: /private\n"))
    allowed, refused = site.add("/x", Reply()), site.add("/private/x", Reply())
    assert web.get(allowed).body == b"body"
    failed = failure(web, refused)
    assert failed.status == "refused"
    assert "robots.txt" in failed.reason
    assert "/private/x" not in site.asked


def test_rules_that_begin_with_a_byte_order_mark_hold(site: Site, web: Network) -> None:
    site.add("/robots.txt", Reply(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n"))
    assert failure(web, site.add("/x", Reply())).status == "refused"


def test_robots_are_asked_once_per_host(site: Site, web: Network) -> None:
    site.add("/robots.txt", Reply(200, ALLOW_ALL.encode()))
    for path in ("/1", "/2", "/3"):
        web.get(site.add(path, Reply()))
    assert site.asked == ["/robots.txt", "/1", "/2", "/3"]


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 418, 451, 204])
def test_a_host_without_rules_allows_everything(site: Site, web: Network, code: int) -> None:
    site.add("/robots.txt", Reply(code, b""))
    assert web.get(site.add("/x", Reply())).body == b"body"


@pytest.mark.parametrize("code", [500, 502, 503, 504, 429])
def test_a_host_whose_rules_cannot_be_had_is_left_alone(site: Site, web: Network, code: int) -> None:
    site.add("/robots.txt", Reply(code))
    failed = failure(web, site.add("/x", Reply()))
    assert failed.status == "error"
    assert "robots.txt" in failed.reason
    assert "/x" not in site.asked


def test_redirected_rules_hold_for_the_host_that_was_asked(site: Site, web: Network) -> None:
    site.add("/rules", Reply(200, b"User-agent: *\nDisallow: /\n"))
    site.redirect("/robots.txt", "/rules", 301)
    assert failure(web, site.add("/x", Reply())).status == "refused"


def test_rules_that_redirect_for_ever_are_none(site: Site, web: Network) -> None:
    site.redirect("/robots.txt", "/robots.txt")
    assert web.get(site.add("/x", Reply())).body == b"body"


def test_of_endless_rules_the_beginning_holds(site: Site, web: Network) -> None:
    rules = b"User-agent: *\nDisallow: /private\n" + b"# padding\n" * 1000
    site.add("/robots.txt", Reply(200, rules, endless=True))
    assert failure(web, site.add("/private", Reply())).status == "refused"
    assert web.get(site.add("/x", Reply())).body == b"body"
