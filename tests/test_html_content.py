"""Whole small pages: what stands among the paragraphs of an article on the left, what of it is read on the right."""

import json

import pytest
from html_step import URL, body_of, tree_of
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ingest.extract_html import html_pieces
from ingest.html.content import article_runs, tokens
from ingest.html.kept import KeptParts
from ingest.html.runs import text_runs
from ingest.page import Page

FIRST = "The opening paragraph of this article says at some length what it is about, so that it counts as one."
SECOND = "The second paragraph goes on about the same matter, and has as many words as the first one, or nearly so."
THIRD = "The third paragraph sums the article up with just about as many words as the other two of them had."


def texts_of(markup: str) -> list[str]:
    """The texts of the document, each kind with the Markdown that it stands in."""
    page = Page(URL, URL, "text/html", markup.encode(), "2024-01-01T00:00:00Z")
    tree = etree.HTML(markup)
    return [piece.text for piece in html_pieces(tree, page)[0] if piece.kind != "figure"]


def site(content: str) -> str:
    """A page with all that a site puts around its content."""
    return (
        "<html><head><title>T</title></head><body><header class='site-header'><a href='/'>A blog</a>"
        "<nav><ul><li><a href='/a'>Archive</a></li><li><a href='/b'>About</a></li></ul></nav></header>"
        f"<main>{content}</main><aside class='sidebar'><h3>Recent posts</h3><ul><li><a href='/c'>Another post</a></li>"
        "</ul></aside><footer>© A person. All rights reserved.</footer></body></html>"
    )


def between(inner: str) -> list[str]:
    """What is read between the second and the third paragraph of an article."""
    texts = texts_of(site(f"<article><p>{FIRST}</p><p>{SECOND}</p>{inner}<p>{THIRD}</p></article>"))
    assert texts[:2] == [FIRST, SECOND]
    assert texts[-1] == THIRD
    return texts[2:-1]


TAKEN = [
    ("<p>\\(a + b = c\\)</p>", ["$a + b = c$"]),
    ("<p>$$a + b = c$$</p>", ["$$\na + b = c\n$$"]),
    ("<div>\\[a + b = c\\]</div>", ["$$\na + b = c\n$$"]),
    ("<p>Let <math><mi>x</mi></math> be.</p>", ["Let $x$ be."]),
    ("<p>So it is.</p>", ["So it is."]),
    ("<p>Why?</p>", ["Why?"]),
    ("<p>for all of them:</p>", ["for all of them:"]),
    ("<ul><li>One</li><li>Two</li></ul>", ["- One", "- Two"]),
    ("<ol start='3'><li>One</li><li>Two</li></ol>", ["3. One", "4. Two"]),
    ("<ul><li>One<ul><li>Inner</li></ul></li></ul>", ["- One", "  - Inner"]),
    ("<ul><li>Where \\(x\\) is</li><li>$$y = z$$</li></ul>", ["- Where $x$ is", "$$\ny = z\n$$"]),
    ("<ul><li><p>One:</p><pre>a = 1</pre></li></ul>", ["- One:", "```\na = 1\n```"]),
    ("<ul><li><a href='/x'>A paper</a> that explains it well, for all who read on.</li></ul>",
     ["- A paper that explains it well, for all who read on."]),
    ("<pre>a = 1</pre>", ["```\na = 1\n```"]),
    ("<div class='cell'><div class='input_area'><pre>a = 1</pre></div></div>", ["```\na = 1\n```"]),
    ("<div class='cell'><div class='inner'><p>A word on the cell, in a whole sentence of its own.</p></div></div>",
     ["A word on the cell, in a whole sentence of its own."]),
    ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
     ["| A | B |\n| --- | --- |\n| 1 | 2 |"]),
    ("<blockquote><p>A word of somebody else.</p></blockquote>", ["> A word of somebody else."]),
    ("<blockquote><ul><li>One</li></ul></blockquote>", ["> - One"]),
    ("<h2>Part</h2><p>Words of the part.</p>", ["Part", "Words of the part."]),
    ("<h2>Part</h2><h3>Inner</h3><p>Words of the part.</p>", ["Part", "Inner", "Words of the part."]),
    ("<h2>Part</h2><pre>a = 1</pre>", ["Part", "```\na = 1\n```"]),
    ("<dl><dt>Term</dt><dd>What it means, in a few words.</dd></dl>", ["Term", "What it means, in a few words."]),
    ("<div class='note'><p>Mind the gap between them.</p></div>", ["Mind the gap between them."]),
    ("<div class='theorem'><p>Theorem 1. All is well.</p></div>", ["Theorem 1. All is well."]),
    ("<details><summary>More</summary><p>A longer word on the same matter stands here.</p></details>",
     ["More", "A longer word on the same matter stands here."]),
    ("<p>exam\xadple</p>", ["example"]),
    ("<figure><img src='/a.png'><figcaption>Said of it.</figcaption></figure>", ["Said of it."]),
    ("<p>One.<br><br>Two is longer than one.</p>", ["One.", "Two is longer than one."]),
    ("<p>A word<sup><a href='#fn1'>1</a></sup> on it all.</p>", ["A word1 on it all."]),
]  # fmt: skip
NOT_TAKEN = [
    "<nav><a href='/x'>One</a> <a href='/y'>Two</a></nav>",
    "<div class='related-posts'><h3>Related posts</h3><ul><li><a href='/x'>A post on this and that</a></li></ul></div>",
    "<div class='newsletter'><h3>Newsletter</h3><p>Subscribe to our newsletter to get all of it each week.</p></div>",
    "<div class='share-buttons'><a href='/x'>Tweet</a><a href='/y'>Share</a></div>",
    "<div class='author-box'><p>Ann Person writes about nets and about all that is like them for this site.</p></div>",
    "<div class='cookie-notice'><p>We use cookies to make this site better for you and all who read it.</p></div>",
    "<div class='breadcrumbs'><a href='/'>Home</a> / <a href='/x'>Nets</a></div>",
    "<div class='tags'><a href='/x'>nets</a> <a href='/y'>layers</a></div>",
    "<p><a href='/x'>Read also: the ten best posts on nets that we have</a></p>",
    "<ul class='pagination'><li><a href='/1'>1</a></li><li><a href='/2'>2</a></li></ul>",
    "<form><label>Your mail</label><input type='email'><button>Go</button></form>",
    "<div style='display:none'><p>A hidden paragraph of some words.</p></div>",
    "<button>Copy the link</button>",
]


@pytest.mark.parametrize(("inner", "expected"), TAKEN)
def test_what_stands_between_found_paragraphs_is_taken(inner: str, expected: list[str]) -> None:
    assert between(inner) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (
            "<div class='math notranslate' id='eq'><span class='eqno'>(3.1.1)<a class='headerlink' href='#eq'>¶</a>"
            "</span>\\[a + b = c\\]</div>",
            ["(3.1.1)", "$$\na + b = c\n$$"],
        ),
        ("<div>$$a + b = c$$ (1)</div>", ["$$\na + b = c\n$$", "(1)"]),
    ],
)
def test_a_numbered_formula_between_paragraphs_is_taken(formula: str, expected: list[str]) -> None:
    inner = f"{formula}<p>where c is what comes out of it.</p><p>{THIRD}</p><p>{FIRST} {SECOND}</p>"
    texts = between(f"{inner}<p>{THIRD} {SECOND}</p><h2>On</h2>")
    assert texts[: len(expected)] == expected


@pytest.mark.parametrize("inner", NOT_TAKEN)
def test_what_belongs_to_the_site_is_not(inner: str) -> None:
    assert between(inner) == []


@pytest.mark.parametrize(
    "after",
    [
        "<section id='comments'><h2>2 comments</h2><div class='comment'><p>I like it a lot, thank you for it.</p></div>"
        "</section>",
        "<div class='related'><h2>More to read</h2><p><a href='/x'>A post on something else</a></p></div>",
        "<h2>See also</h2>",
        "<footer><p>Posted in <a href='/x'>Nets</a></p></footer>",
        "<p><a href='/x'>← An older post</a> <a href='/y'>A newer post →</a></p>",
        "<div class='post-nav'><a href='/x'>An older post</a></div>",
    ],
)
def test_what_comes_after_an_article_is_not_taken(after: str) -> None:
    assert texts_of(site(f"<article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>{after}")) == [
        FIRST, SECOND, THIRD
    ]  # fmt: skip


RELATED = "<div class='related-posts'><ul><li><a href='/x'>A post on this and that</a></li></ul></div>"


@pytest.mark.parametrize(
    "heading",
    [
        f"<h2>More</h2>{RELATED}<h2>Full</h2>",
        f"<h3>More</h3>{RELATED}<h2>Full</h2>",
    ],
)
def test_a_heading_of_which_all_is_left_out_goes(heading: str) -> None:
    texts = texts_of(site(f"<article><p>{FIRST}</p><p>{SECOND}</p>{heading}<p>{THIRD}</p></article>"))
    assert texts == [FIRST, SECOND, "Full", THIRD]


def test_a_notebook_is_read_cell_by_cell() -> None:
    cells = "".join(
        f"<div class='cell'><div class='text_cell'><p>{text}</p></div></div>"
        f"<div class='cell code'><div class='input_area'><pre>x = {place}</pre></div></div>"
        for place, text in enumerate((FIRST, SECOND, THIRD))
    )
    assert texts_of(site(f"<div id='notebook'>{cells}</div>")) == [
        FIRST, "```\nx = 0\n```", SECOND, "```\nx = 1\n```", THIRD, "```\nx = 2\n```"
    ]  # fmt: skip


def test_footnotes_are_read_at_the_end() -> None:
    call = '<sup id="fnref1"><a href="#fn1">1</a></sup>'
    notes = '<div class="footnotes"><hr><ol><li id="fn1"><p>A note. <a href="#fnref1">↩</a></p></li></ol></div>'
    article = f"<article><p>{FIRST}</p><p>{SECOND}{call}</p><p>{THIRD}</p>{notes}</article>"
    assert texts_of(site(article)) == [FIRST, f"{SECOND}[^1]", THIRD, "[^1]: A note."]


def test_a_footnote_is_read_where_it_stands_when_what_calls_it_is_read() -> None:
    called = "<sup><a href='#fn-9-1'>1</a></sup>"
    notes = "<ol><li id='fn-9-1'>A book.</li><li id='fn-9-2'>Another.</li></ol>"
    box = "<aside class='sidebar'><p>An aside<sup><a href='#fn-9-2'>2</a></sup></p></aside>"
    texts = texts_of(site(f"<article><p>{FIRST}</p><p>{SECOND}{called}</p>{box}</article><div>{notes}</div>"))
    assert texts == [FIRST, SECOND + "[^1]", "[^1]: A book."]


def test_a_text_that_stands_only_in_the_data_of_a_page_is_read() -> None:
    data = json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", "articleBody": f"{FIRST} {SECOND} {THIRD}"}
    )
    script = f'<script type="application/ld+json">{data}</script>'
    markup = f"<html><head><title>T</title>{script}</head><body><div id='app'><p>Loading</p></div></body></html>"
    assert FIRST in " ".join(texts_of(markup))


def test_nothing_found_is_nothing_read() -> None:
    runs = text_runs(body_of(tree_of(f"<p>{FIRST}</p>")), KeptParts())
    assert article_runs(runs, None) == []
    assert article_runs(runs, etree.fromstring("<body><p>Other words than those of the page</p></body>")) == []
    assert article_runs([], None) == []


def test_what_is_found_is_read_as_it_stands_in_the_page() -> None:
    runs = text_runs(body_of(tree_of(f"<div><p>{FIRST}</p><ol><li>Short</li></ol><p>{SECOND}</p></div>")), KeptParts())
    found = etree.fromstring(f"<body><p>{FIRST}</p><p>{SECOND}</p></body>")
    assert [run.mark + run.text for run in article_runs(runs, found)] == [FIRST, "1. Short", SECOND]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One, Two-three", ["one", "two", "three"]),
        ("卷积网络", ["卷", "积", "网", "络"]),
        ("x_1 = 2", ["x_1", "2"]),
        ("…", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


PARTS = st.lists(st.sampled_from([FIRST, SECOND, THIRD, "Short", "<b>bold</b>", "<ul><li>x</li></ul>", ""]), max_size=8)


@given(PARTS, st.integers(0, 8))
def test_runs_are_taken_in_their_order(parts: list[str], cut: int) -> None:
    runs = text_runs(body_of(tree_of("".join(f"<div><p>{part}</p></div>" for part in parts))), KeptParts())
    found = etree.Element("body")
    for part in parts[:cut]:
        etree.SubElement(found, "p").text = part
    taken = article_runs(runs, found)
    assert taken == [run for run in runs if run in taken]
