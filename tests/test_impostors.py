"""Pages that answer 200 and are not what was asked for; and honest pages that speak of the same things."""

import pytest

from index.records import Status
from ingest.impostors import SEARCHED, require_itself
from ingest.page import Page, PageUnavailable

WORDS = " ".join(f"Sentence {number} of the article says what it is about." for number in range(60))
NAVIGATION = "<nav>Home About Blog Contact</nav>" + "<p>Some words of the site that stand on every page.</p>" * 5
GONE = [
    "<title>404 Not Found</title>",
    "<title>Page not found – My site</title>",
    "<title>Blog</title><h1>Oops! That page can’t be found.</h1>",
    "<title>My site</title><h1>404</h1>",
    "<title>Error 404 (Not Found)!!1</title>",
    "<title>Seite nicht gefunden</title>",
    "<title>Page introuvable</title>",
    "<title>お探しのページが見つかりません</title>",
    "<title>页面不存在</title>",
    "<title>x</title><p>Sorry, the page you are looking for no longer exists.</p>",
    "<title>x</title><p>This post has been removed by its author.</p>",
    "<title>a.org</title><p>The domain a.org is for sale. Buy this domain.</p>",
    "<title>a.org</title><script src='//sedoparking.example/x.js'></script>",
]
BLOCKED = [
    "<title>Just a moment...</title>",
    "<title>Attention Required! | Cloudflare</title>",
    "<title>Access denied</title>",
    "<title>Robot Check</title>",
    "<title>Are you a robot?</title>",
    "<title>x</title><script src='https://hcaptcha.com/1/api.js'></script>",
    "<title>x</title><div class='g-recaptcha'></div>",
    "<title>x</title><script>window._cf_chl_opt={}</script>",
    "<title>Pardon Our Interruption</title>",
    "<title>Sign in</title>",
    "<h1>Log in to continue</h1>",
]


def page(markup: str, url: str = "https://a.org/blog/x", final_url: str = "", kind: str = "text/html") -> Page:
    return Page(url, final_url or url, kind, markup.encode(), "2024-01-01T00:00:00Z")


def status(one: Page) -> Status | None:
    try:
        require_itself(one)
    except PageUnavailable as failure:
        return failure.status
    return None


@pytest.mark.parametrize("markup", GONE)
def test_a_page_that_says_it_is_not_found(markup: str) -> None:
    assert status(page(markup + NAVIGATION)) == "soft 404"


@pytest.mark.parametrize("markup", BLOCKED)
def test_a_page_that_wants_to_know_who_reads_it(markup: str) -> None:
    assert status(page(markup + NAVIGATION)) == "blocked"


@pytest.mark.parametrize("markup", GONE + BLOCKED)
def test_an_article_is_itself_whatever_it_speaks_of(markup: str) -> None:
    assert status(page(f"{markup}<article>{WORDS}</article>")) is None


@pytest.mark.parametrize(
    "opening",
    ["我在网上找不到一个好的解释。", "よい説明はどこにも見つかりませんでした。", "<div class='g-recaptcha'></div>"],
)
@pytest.mark.parametrize(
    "sentence", ["池化层保留每个窗口里最大的数值，其余的都丢掉。", "畳み込み層は小さな窓で画像を見ています。"]
)
def test_an_article_without_spaces_is_long_too(opening: str, sentence: str) -> None:
    assert status(page(f"<title>x</title><article>{opening}{sentence * 100}</article>")) is None
    assert status(page(f"<title>x</title><article>{opening}{sentence}</article>")) is not None


def test_a_choice_of_languages_makes_no_article() -> None:
    assert status(page(f"<title>Page not found</title>{NAVIGATION * 2}<p>中文 日本語 한국어</p>")) == "soft 404"


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<title>A short note</title><p>Owls find what others have not found.</p>",
        "<title>How to design a 4040 chip</title><p>Short.</p>",
        "<title>Signing in the deaf community</title><p>Short.</p>",
        "<title>My domain</title><p>The frequency domain is not for sale.</p>",
        "<title>News</title><p>Owls were seen again today in the old tower.</p>" * 10
        + "<div class='g-recaptcha'></div>",
    ],
)
def test_a_short_page_may_be_itself(markup: str) -> None:
    assert status(page(markup)) is None


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "undefined", "unicode_escape", "zlib", "a\0b", "no-such", "x" * 500]
)
def test_a_charset_that_is_none_costs_nothing(charset: str) -> None:
    assert (
        status(page("<title>Page not found</title>" + "a-" * 100_000, kind=f"text/html; charset={charset}")) is not None
    )


def test_only_pages_are_judged() -> None:
    assert status(page("404 not found", kind="text/markdown")) is None
    assert status(page("%PDF-1.4 404 not found", kind="application/pdf")) is None


@pytest.mark.parametrize(
    ("url", "final_url", "expected"),
    [
        ("https://a.org/blog/x", "https://a.org/", "soft 404"),
        ("http://www.a.org/2016/notes", "https://a.org/index.html", "soft 404"),
        ("https://a.org/blog/x", "https://a.org/blog/", None),
        ("https://a.org/blog/x", "https://b.org/", None),
        ("https://a.org/blog", "https://a.org/", None),
        ("https://a.org/blog/x", "https://a.org/?p=7", None),
        ("https://a.org/", "https://a.org/", None),
    ],
)
def test_a_deep_link_sent_to_the_front_page_is_gone(url: str, final_url: str, expected: Status | None) -> None:
    assert status(page(f"<title>x</title><article>{WORDS}</article>", url, final_url)) == expected


@pytest.mark.parametrize(
    "piece", ["<script", "<title", "<title>", "<", "</s", "domain ", "page ", "verify ", "<script></s", "\0", "<h1 a='"]
)
def test_markup_made_to_take_long_does_not(piece: str) -> None:
    status(page(piece * (SEARCHED // len(piece))))
