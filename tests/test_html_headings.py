"""Headings: the page on the left; text, level and the id a browser can jump to on the right."""

import pytest
from html_step import URL, pairs_after, pieces_after, tree_of
from hypothesis import given
from hypothesis import strategies as st

from ingest.html.headings import keep_headings
from ingest.html.steps import prepare

LONG = "A heading that a page sets large although it is " + "a very " * 12 + "long sentence"
FOUND = [
    ("<h1>Pooling</h1>", "Pooling", 1, ""),
    ("<h6>Pooling</h6>", "Pooling", 6, ""),
    ("<h2>\n Two\n words </h2>", "Two words", 2, ""),
    ("<h2>Of <i>max</i> <b>pooling</b></h2>", "Of max pooling", 2, ""),
    ("<h2><a href='/x'>Pooling</a></h2>", "Pooling", 2, ""),
    ("<div role='heading' aria-level='3'>Pooling</div>", "Pooling", 3, ""),
    ("<div role='heading'>Pooling</div>", "Pooling", 2, ""),
    ("<div role='heading' aria-level='9'>Pooling</div>", "Pooling", 6, ""),
    ("<h2></h2><p>Pooling</p>", "Pooling", 2, ""),
    ("<h2><p>Pooling</p></h2>", "Pooling", 2, ""),
    # ids
    ("<h2 id='p'>Pooling</h2>", "Pooling", 2, "p"),
    ("<h2><a name='p'></a>Pooling</h2>", "Pooling", 2, "p"),
    ("<h2><span id='p'>Pooling</span></h2>", "Pooling", 2, "p"),
    ("<h2 id='p'><a id='q'></a>Pooling</h2>", "Pooling", 2, "p"),
    ("<a name='p'></a><h2>Pooling</h2>", "Pooling", 2, "p"),
    ("<a id='p'></a>\n<h2>Pooling</h2>", "Pooling", 2, "p"),
    ("<a id='p'>Words</a><h2>Pooling</h2>", "Pooling", 2, ""),
    ("<section id='p'><h2>Pooling</h2><p>x</p></section>", "Pooling", 2, "p"),
    ("<div id='p'>\n<h2>Pooling</h2></div>", "Pooling", 2, "p"),
    ("<section id='p'><p>x</p><h2>Pooling</h2></section>", "Pooling", 2, ""),
    ("<section id='p'>x<h2>Pooling</h2></section>", "Pooling", 2, ""),
    ("<ul id='p'><li><h2>Pooling</h2></li></ul>", "Pooling", 2, ""),
    # permalinks
    ("<h3>Pooling<a class='headerlink' href='#p' name='p'>¶</a></h3>", "Pooling", 3, "p"),
    ("<h2><a id='p' class='anchor' href='#p'>#</a>Pooling</h2>", "Pooling", 2, "p"),
    ("<h2 id='p'>Pooling <a href='#p'>#</a></h2>", "Pooling", 2, "p"),
    ("<h2 id='p'>Pooling<a href='#p'>🔗</a></h2>", "Pooling", 2, "p"),
    ("<h2 id='p'>Pooling<a class='hash-link' href='#p' title='Direct link'>\u200b</a></h2>", "Pooling", 2, "p"),
    ("<h2 id='p'>Pooling<a href='#p'>Permalink</a></h2>", "Pooling", 2, "p"),
    ("<h2 id='p'>Pooling<a href='#p'></a></h2>", "Pooling", 2, "p"),
    ("<h2 id='p'><a class='anchor' href='#p'>Pooling</a></h2>", "Pooling", 2, "p"),
    ("<h2 id='p'>Pooling<span class='mw-editsection'>[edit]</span></h2>", "Pooling", 2, "p"),
    ("<h2 id='c'>C#</h2>", "C#", 2, "c"),
]
PARAGRAPHS = [
    (f"<h2>{LONG}</h2>", LONG),
    ("<h3>This is a whole sentence of words which somebody wanted to be large.</h3>",
     "This is a whole sentence of words which somebody wanted to be large."),
    ("<h2>***</h2>", ""),
    ("<h2> </h2>", ""),
    ("<h2><p>This one is a sentence.</p></h2>", "This one is a sentence."),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "text", "level", "anchor"), FOUND)
def test_headings(markup: str, text: str, level: int, anchor: str) -> None:
    found = [piece for piece in pieces_after(keep_headings, markup) if piece.kind == "heading"]
    assert [(piece.text, piece.level, piece.anchor) for piece in found] == [(text, level, anchor)]


@pytest.mark.parametrize(("markup", "text"), PARAGRAPHS)
def test_what_is_no_heading(markup: str, text: str) -> None:
    assert pairs_after(keep_headings, markup) == ([("paragraph", text)] if text else [])


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>The <code>fit</code> of \\(x\\)</h2>", [("heading", "The `fit` of $x$")]),
        ("<h2>Two<br>lines</h2>", [("heading", "Two lines")]),
        ("<h2><img src='/a.png' alt='A net'>Pooling</h2>", [("figure", "A net"), ("heading", "Pooling")]),
        ("<h2>So $$x$$ is</h2>", [("heading", "So $x$ is")]),
    ],
)
def test_what_stands_in_headings(markup: str, expected: list[tuple[str, str]]) -> None:
    kept = prepare(tree_of(markup), URL)
    pieces = kept.restore(f"zqk{len(kept.parts) - 1}kqz", pieces_after(keep_headings, "<p>x</p>")[0])
    assert [(piece.kind, piece.text) for piece in pieces] == expected


def test_headings_and_text_stay_in_order() -> None:
    markup = "<h1>A</h1><p>a</p><h2>B</h2><div><h3>C</h3>c</div>"
    assert pairs_after(keep_headings, markup) == [
        ("heading", "A"), ("paragraph", "a"), ("heading", "B"), ("heading", "C"), ("paragraph", "c")
    ]  # fmt: skip


@given(st.lists(st.sampled_from("h1 h2 h6 a span section p li".split()), max_size=7))
def test_no_nesting_loses_the_words(tags: list[str]) -> None:
    markup = "".join(f"<{tag} id='i{place}'>w{place} " for place, tag in enumerate(tags))
    text = " ".join(text for _, text in pairs_after(keep_headings, markup))
    assert all(f"w{place}" in text for place in range(len(tags)))
    assert "zqk" not in text
