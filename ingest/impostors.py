"""Pages that answer 200 and are not what was asked for: a check for robots, a login, "not found", a domain for sale.

Judged before a page is kept, so that none of them takes the place of a good copy. Only short pages are suspected: an
article about captchas is an article. Every search here takes time in proportion to the page, whatever it holds.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from index.scripts import word_count
from ingest.charset import markup_of
from ingest.page import Page, PageUnavailable

SEARCHED = 200_000
"""Bytes of a page that are looked at."""
SHORT = 250
"""Words of a page that may be an impostor."""
ALMOST_NOTHING = 80
"""Words of a page that may be nothing but a form."""
_TITLES = re.compile(r"<(title|h1|h2)\b[^<>]{0,300}>([^<]{0,300})", re.IGNORECASE)
_HIDDEN = re.compile("<s(cript|tyle)")
_TAG = re.compile(r"<[^<>]{0,5000}>")
_CHECK_MARKS = (
    "cf_chl_opt",
    "cf-challenge",
    "_incapsula_resource",
    "px-captcha",
    "captcha-delivery.com",
    "awswafcookiedomainlist",
    "ddos-guard",
)
_FORM_MARKS = ("g-recaptcha", "h-captcha", "hcaptcha.com/1/api.js", "cf-turnstile")
"""Which a form for comments may have too, below an article."""
_CHECK = re.compile(
    r"just a moment|attention required|are you (a )?(robot|human)|robot check|security (check|verification)|"
    r"(verify|confirm|checking)( that)? (you are|you're|if you are|your browser)|human verification|bot verification|"
    r"pardon our interruption|access (is )?denied|one more step|unusual traffic|captcha|enable javascript and cookies",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"(please )?(log|sign) ?in( to .{1,40}| required| \W .{1,40})?|authentication required", re.IGNORECASE
)
_GONE = re.compile(
    r"\b(error )?404\b|\b410 gone\b|(page|file|post|article|site|resource|content|document|url)\b.{0,30}"
    r"(not found|(not|n.t|no longer) (be )?(found|exist|available)|is missing|has been (removed|deleted))|"
    r"^\W*not found\W*$|nothing (was |could be )?found|nicht gefunden|introuvable|no (se ha )?encontrad[ao]|"
    r"non trovata|não encontrada|не найден|見つかりません|找不到|未找到|页面不存在|頁面不存在|찾을 수 없",
    re.IGNORECASE,
)
_FOR_SALE = re.compile(
    r"domain( name)?( \S{1,80})? (is|may be) (available )?for sale|buy this domain|domain (has )?expired|"
    r"parked (free|domain|page)|sedoparking|parkingcrew",
    re.IGNORECASE,
)
_FRONT = re.compile(r"/?((index|home|default|main)(\.\w{1,5})?/?)?", re.IGNORECASE)


def require_itself(page: Page) -> None:
    """Returns when the page is not known to stand for another one.

    Raises:
        PageUnavailable: "blocked" or "soft 404", with what it is instead.
    """
    if "html" not in page.media_type and not page.body[:300].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return
    found_text = markup_of(replace(page, body=page.body[:SEARCHED]))
    markup = found_text if isinstance(found_text, str) else found_text.decode("utf-8", "replace")
    text = " ".join(_visible(markup))
    if word_count(text) < SHORT and (found := _instead(markup, text)):
        raise found
    if _is_sent_home(page):
        raise PageUnavailable("soft 404", "the site sends on to its front page instead of the page")


def _instead(markup: str, text: str) -> PageUnavailable | None:
    """What a short page is instead; None where it may be itself."""
    titles = [" ".join(match[2].split()) for match in _TITLES.finditer(markup)][:6]
    marks = _CHECK_MARKS if word_count(text) > ALMOST_NOTHING else (*_CHECK_MARKS, *_FORM_MARKS)
    if any(_CHECK.search(title) for title in titles) or any(mark in markup.lower() for mark in marks):
        return PageUnavailable("blocked", "the site shows a check for robots (captcha) instead of the page")
    if any(_GONE.search(title) for title in titles) or _GONE.search(text[:600]):
        return PageUnavailable("soft 404", "the site says that the page is not found, although it answers HTTP 200")
    if _FOR_SALE.search(text[:3000]) or _FOR_SALE.search(markup[:20_000]):
        return PageUnavailable("soft 404", "the domain is for sale or parked")
    if any(_LOGIN.fullmatch(title) for title in titles):
        return PageUnavailable("blocked", "the site asks to log in instead of showing the page")
    return None


def _is_sent_home(page: Page) -> bool:
    """Whether a deep address was redirected to the front page of the same site."""
    asked, got = urlsplit(page.url), urlsplit(page.final_url)
    if asked.netloc.lower().removeprefix("www.") != got.netloc.lower().removeprefix("www."):
        return False
    deep = len([part for part in asked.path.split("/") if part]) >= 2
    return deep and not got.query and bool(_FRONT.fullmatch(got.path)) and not _FRONT.fullmatch(asked.path)


def _visible(markup: str) -> Iterator[str]:
    """The text of a page outside of tags, scripts and styles."""
    lower, at = markup.lower(), 0
    while hidden := _HIDDEN.search(lower, at):
        yield _TAG.sub(" ", markup[at : hidden.start()])
        end = lower.find("</s", hidden.end())
        at = lower.find(">", end) + 1 if end >= 0 else 0
        if not at:
            return
    yield _TAG.sub(" ", markup[at:])
