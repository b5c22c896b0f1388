"""Parts of the site named by words: what goes with them, and what only looks like them."""

import pytest
from html_step import body_of, tree_of
from lxml import etree

from ingest.html.headings import keep_headings
from ingest.html.kept import KeptParts
from ingest.html.labels import is_site_label, without_site_parts
from ingest.html.runs import text_runs

LONG = "This paragraph of the article says at some length what owls do at night, and then what they do by day. " * 3
OTHER = "After the box the article goes on about the nests of owls, where they stand and who built them. " * 3


def kept_of(fragment: str) -> list[str]:
    """The texts of the runs that are left, the two long paragraphs by their first word."""
    tree, kept = tree_of(fragment), KeptParts()
    keep_headings(tree, kept)
    runs = without_site_parts(text_runs(body_of(tree), kept), kept)
    return [kept.in_line(run.text) for run in runs]


@pytest.mark.parametrize(
    "text",
    [
        "Comments",
        "3 Comments",
        "Comments (12)",
        "Leave a Reply",
        "Related posts:",
        "Recommended for you",
        "You might also like",
        "You may also be interested in …",
        "Read next",
        "More like this",
        "Advertisement",
        "— Sponsored content —",
        "Newsletter",
        "Subscribe to our weekly newsletter!",
        "Mehr zum Thema",
        "Das könnte dich auch interessieren",
        "Weiterführende Links",
        "À lire aussi",
        "Noticias relacionadas",
        "Leggi anche:",
        "Leia também",
        "Czytaj także",
        "Reklama",
    ],
)
def test_labels(text: str) -> None:
    assert is_site_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Related work",
        "Related networks",
        "Further reading",
        "Comments on the loss",
        "A comment on normalisation",
        "Advertisement detection",
        "The newsletter problem in one sentence",
        "More than one object",
        "Recommended settings",
        "Reading next sentences",
    ],
)
def test_no_labels(text: str) -> None:
    assert not is_site_label(text)


@pytest.mark.parametrize(
    ("box", "left"),
    [
        ("<p>Advertisement</p>", []),
        ("<p>Related posts</p><p><a href='/a'>Of mice</a></p><ul><li><a href='/b'>Of men</a></li></ul>", []),
        ("<p>Related posts</p><p>Nothing is linked here.</p>", ["Nothing is linked here."]),
        ("<h6>Read next</h6><p><a href='/a'>Of mice</a></p>", []),
        ("<div><h6>Read next</h6><p>Of mice, in short.</p></div>", []),
        ("<h2>Related work</h2><p>Of mice, in short.</p>", ["Related work", "Of mice, in short."]),
    ],
)
def test_what_goes_with_a_label(box: str, left: list[str]) -> None:
    assert kept_of(f"<p>{LONG}</p>{box}<p>{OTHER}</p>") == [LONG.strip(), *left, OTHER.strip()]


def test_a_section_ends_at_the_next_heading_of_its_level() -> None:
    page = (
        f"<p>{LONG}</p><h2>2 Comments</h2><h3>Ann</h3><p>So true.</p><h3>Bob</h3><p>No.</p><h2>Nests</h2><p>{OTHER}</p>"
    )
    assert kept_of(page) == [LONG.strip(), "Nests", OTHER.strip()]


def test_what_is_much_of_the_article_stays() -> None:
    page = f"<p>{LONG}</p><h2>Related posts</h2><p>{OTHER}</p>"
    assert kept_of(page) == [LONG.strip(), "Related posts", OTHER.strip()]


@pytest.mark.parametrize(
    "part",
    [
        "<div class='comments-area'><h2>Comments</h2><p>So true.</p></div>",
        "<h2>Comments</h2><ol class='comment-list'><li>So true.</li></ol>",
        "<h2>Responses</h2><div id='comment-12'><p>So true.</p></div>",
        f"<section class='comments'><h2>Comments</h2><p>{OTHER}</p><p>{OTHER}</p></section>",
        "<h2>Comments</h2><p>Ann says:</p><p>So true.</p>",
        "<h2>Comments</h2><h3>Ann</h3><p>3 days ago</p><p>So true.</p><h2>Related posts</h2><p>Of mice.</p>",
        "<h2>Comments</h2><p>Comments are closed.</p>",
        "<h2>Kommentare</h2><p>Ann am 2021-03-04</p><p>So wahr.</p>",
        "<h2>Comments</h2><p><a href='/hn'>On another site</a></p>",
        "<h2>Comments</h2>",
        "<p>Comments</p><div class='comments'></div>",
    ],
)
def test_what_readers_wrote_goes(part: str) -> None:
    assert kept_of(f"<p>{LONG}</p><p>{LONG}</p>{part}") == [LONG.strip(), LONG.strip()]


@pytest.mark.parametrize(
    ("part", "left"),
    [
        ("<h2>Comments</h2><p>A comment says why.</p><h2>Names</h2>", ["Comments", "A comment says why.", "Names"]),
        ("<h2>Comments</h2><p>A comment says why.</p>", ["Comments", "A comment says why."]),
        (
            "<section id='comments'><h2>Comments</h2><p>A comment says why.</p></section>",
            ["Comments", "A comment says why."],
        ),
        (
            "<h2>Responses</h2><h3>Cells</h3><p>They fire.</p><h2>Nests</h2>",
            ["Responses", "Cells", "They fire.", "Nests"],
        ),
        ("<h2>Comments</h2><p>Said on May 3, 2021.</p><h2>Names</h2>", ["Comments", "Said on May 3, 2021.", "Names"]),
        ("<ul><li>Names</li><li>Comments</li><li>Layout</li></ul>", ["Names", "Comments", "Layout"]),
    ],
)
def test_a_section_of_the_article_on_comments_stays(part: str, left: list[str]) -> None:
    page = f"<body class='comments-open'><div class='has-comments'><p>{LONG}</p>{part}</div></body>"
    assert kept_of(page) == [LONG.strip(), *left]


def test_formulas_are_no_labels() -> None:
    tree, kept = tree_of(f"<p>{LONG}</p>"), KeptParts()
    paragraph = etree.SubElement(body_of(tree), "p")
    paragraph.text = kept.word_for(block=False)
    assert len(without_site_parts(text_runs(body_of(tree), kept), kept)) == 2
