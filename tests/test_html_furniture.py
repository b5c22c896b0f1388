"""Names that sites give to what is no part of an article, and names that look like them."""

import pytest
from lxml import etree

from ingest.html.furniture import is_furniture, is_site_box, is_text_box
from ingest.html.kept import Element


def element_of(markup: str) -> Element:
    return etree.fromstring(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<nav/>",
        "<footer/>",
        "<div role='navigation'/>",
        "<div role='complementary'/>",
        "<div class='nav'/>",
        "<div class='main-menu'/>",
        "<div class='breadcrumb'/>",
        "<div class='site_sidebar'/>",
        "<div class='post-meta'/>",
        "<div class='related'/>",
        "<div class='newsletter-signup'/>",
        "<div class='share-buttons'/>",
        "<div class='author-bio'/>",
        "<div class='comments'/>",
        "<div class='widget'/>",
        "<div class='toc'/>",
        "<div class='wrap cookie'/>",
        "<div id='sidebar'/>",
        "<div id='comments'/>",
    ],
)
def test_furniture(markup: str) -> None:
    assert is_furniture(element_of(markup))


@pytest.mark.parametrize(
    "markup",
    [
        "<div/>",
        "<p class='text'/>",
        "<div class='content'/>",
        "<div class='shared-weights'/>",
        "<div class='navigate'/>",
        "<div class='commentary'/>",
        "<section id='related-packages'/>",
        "<section id='sharing-weights'/>",
        "<section id='search-in-trees'/>",
        "<div role='main'/>",
    ],
)
def test_no_furniture(markup: str) -> None:
    assert not is_furniture(element_of(markup))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div class='related-posts'/>", True),
        ("<div class='relatedPosts'/>", True),
        ("<div class='newsletter-box'/>", True),
        ("<div class='author-box'/>", True),
        ("<div class='cookie-banner'/>", True),
        ("<div class='sharedaddy'/>", True),
        ("<div class='related'/>", False),
        ("<div class='menu'/>", False),
        ("<section id='newsletter'/>", False),
        ("<div/>", False),
    ],
)
def test_site_boxes(markup: str, expected: bool) -> None:
    assert is_site_box(element_of(markup)) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<details/>", True),
        ("<summary/>", True),
        ("<div class='theorem'/>", True),
        ("<div class='admonition note'/>", True),
        ("<div class='callout-tip'/>", True),
        ("<div class='table-of'/>", True),
        ("<div class='notebook'/>", False),
        ("<div class='footnote'/>", False),
        ("<div/>", False),
    ],
)
def test_text_boxes(markup: str, expected: bool) -> None:
    assert is_text_box(element_of(markup)) == expected
