"""What a page holds and does not show goes; custom elements become the plain ones they behave like."""

import pytest
from html_step import markup_after
from hypothesis import given
from hypothesis import strategies as st

from ingest.html.unseen import drop_unseen, rename_custom, space_breaks

LONG = "<p>A paragraph of the page that is long enough for what is hidden beside it to be a small part of the page.</p>"
SENTENCE = "A paragraph of so many words that the form around it can be no more than a wrapper of the page."

DROPPED = [
    ("a<!-- b -->c", "ac"),
    ("a<script>b</script>c", "ac"),
    ("a<style>b {}</style>c", "ac"),
    ("a<template><p>b</p></template>c", "ac"),
    ("a<noscript><img src='/b.png'></noscript>c", "ac"),
    ("a<iframe src='/b'></iframe>c", "ac"),
    ("a<svg><text>b</text></svg>c", "ac"),
    ("a<canvas>b</canvas>c", "ac"),
    ("a<video src='/b.mp4'>b</video>c", "ac"),
    ("a<button>b</button>c", "ac"),
    ("<p>An owl is said to fly.</p><button>Copy</button>", "<p>An owl is said to fly.</p>"),
    ("<p>An owl flies. <button>Share</button></p>", "<p>An owl flies. </p>"),
    ("<p>An owl flies. <button>Share</button> It sleeps.</p>", "<p>An owl flies.  It sleeps.</p>"),
    ("<p>Run zqk0kqz <button>Copy</button> to start.</p>", "<p>Run zqk0kqz  to start.</p>"),
    ("<p>Run it <button class='copy-btn'>Copy</button> to start.</p>", "<p>Run it  to start.</p>"),
    ("<p>Press <button>Run</button> to start.</p>", "<p>Press Run to start.</p>"),
    ("<p>Press the <b>big</b> <button>Run</button>.</p>", "<p>Press the <b>big</b> Run.</p>"),
    ("<p>Press <button><i>A</i></button> or “<button>B</button>”, owl.</p>", "<p>Press A or “B”, owl.</p>"),
    ("a<select><option>b</option></select>c", "ac"),
    ("a<textarea>b</textarea>c", "ac"),
    ("a<input value='b'>c", "ac"),
    ("a<d-front-matter>b</d-front-matter>c", "ac"),
    ("a<d-bibliography>b</d-bibliography>c", "ac"),
    ("a<span hidden>b</span>c", "ac"),
    ("a<span style='display:none'>b</span>c", "ac"),
    ("a<span style='color: red; DISPLAY : NONE;'>b</span>c", "ac"),
    ("a<span style='visibility: hidden'>b</span>c", "ac"),
    ("a<span class='sr-only'>b</span>c", "ac"),
    ("a<span class='x visually-hidden'>b</span>c", "ac"),
    ("a<span class='mw-editsection'>b</span>c", "ac"),
    ("a<span class='hidden'>b</span>c", "ac"),
    ("a<a role='button' href='/'>b</a>c", "ac"),
    ("a<a class='headerlink' href='#a'>¶</a>c", "ac"),
    ("<p>Owls fly.</p><span role='button'>Copy</span>", "<p>Owls fly.</p>"),
    ("a<form><label>Mail</label><input></form>c", "ac"),
    ("a<p>b</p><form>Search <input></form>c", "a<p>b</p>c"),
]
STAYS = [
    "a<span style='display:block'>b</span>c",
    "a<span class='hidden md:block'>b</span>c",
    "a<span class='hidden-line'>b</span>c",
    "a<span aria-hidden='true'>b</span>c",
    "a<a class='headerlink' href='#b' name='b'>¶</a>c",
    "a<a class='headerlink' href='#b'>b</a>c",
    "a<details><summary>b</summary>c</details>",
    "<p>The <span role='button'>owl</span> flies.</p>",
]
FORMS = [
    (f"<form><p>{SENTENCE}</p></form>", f"<div><p>{SENTENCE}</p></div>"),
    ("<form><div>All of a page stands in a form.</div></form><p>x</p>",
     "<div><div>All of a page stands in a form.</div></div><p>x</p>"),
]  # fmt: skip
CUSTOM = [
    ("<d-article><p>a</p></d-article>", "<article><p>a</p></article>"),
    ("<d-figure><img src='a'></d-figure>", '<figure><img src="a"></figure>'),
    ("<d-code block language='go'>a</d-code>", '<pre block language="go">a</pre>'),
    ("<p>a <d-code>b</d-code></p>", "<p>a <code>b</code></p>"),
    ("<d-appendix><h3>a</h3></d-appendix>", "<section><h3>a</h3></section>"),
    ("<amp-img src='a'></amp-img>", '<img src="a">'),
    ("<p>a <x-term>b</x-term></p>", '<p>a <span class="x-term">b</span></p>'),
    ("<x-box><p>a</p></x-box>", '<div class="x-box"><p>a</p></div>'),
    ("<div><p>a</p><x-note>b</x-note></div>", '<div><p>a</p><div class="x-note">b</div></div>'),
    (
        "<div>a <x-cite>b</x-cite> c<ul><li>d</li></ul></div>",
        '<div>a <span class="x-cite">b</span> c<ul><li>d</li></ul></div>',
    ),
    ("<div><p>a</p><x-cite>b</x-cite> c</div>", '<div><p>a</p><span class="x-cite">b</span> c</div>'),
    ("<div>a <x-cite>b</x-cite><p>c</p></div>", '<div>a <span class="x-cite">b</span><p>c</p></div>'),
    ("<p>a <x-term class='k'>b</x-term></p>", '<p>a <span class="k x-term">b</span></p>'),
    ("<p>a <d-footnote>b</d-footnote></p>", '<p>a <span class="d-footnote">b</span></p>'),
    ("<p>a <d-math>b</d-math></p>", "<p>a <d-math>b</d-math></p>"),
    ("<mjx-container>b</mjx-container>", "<mjx-container>b</mjx-container>"),
]
BREAKS = [
    ("a<br>b", "a<br> b"),
    ("<h2>a<br/>b</h2>", "<h2>a<br> b</h2>"),
    ("a<br>", "a<br>"),
]


@pytest.mark.parametrize(("markup", "expected"), DROPPED)
def test_what_is_dropped(markup: str, expected: str) -> None:
    assert markup_after(drop_unseen, markup + LONG) == expected + LONG


@pytest.mark.parametrize("markup", STAYS)
def test_what_is_shown_stays(markup: str) -> None:
    assert markup_after(drop_unseen, markup + LONG) == (markup + LONG).replace("'", '"')


@pytest.mark.parametrize(("markup", "expected"), FORMS)
def test_a_form_around_the_page_is_a_wrapper(markup: str, expected: str) -> None:
    assert markup_after(drop_unseen, markup) == expected


def test_a_page_that_is_hidden_until_its_script_runs_is_read() -> None:
    markup = f"<div style='visibility: hidden'>{LONG}</div>"
    assert LONG in markup_after(drop_unseen, markup)


@pytest.mark.parametrize(("markup", "expected"), CUSTOM)
def test_custom_elements(markup: str, expected: str) -> None:
    assert markup_after(rename_custom, markup) == expected


@pytest.mark.parametrize(("markup", "expected"), BREAKS)
def test_a_line_break_parts_words(markup: str, expected: str) -> None:
    assert markup_after(space_breaks, markup).rstrip() == expected


@given(st.lists(st.sampled_from(["form", "div", "span hidden", "x-y", "script", "details"]), max_size=8))
def test_what_stands_around_an_unseen_part_stays(tags: list[str]) -> None:
    markup = "".join(f"{place}<{tag}>" for place, tag in enumerate(tags)) + LONG
    assert LONG in markup_after(drop_unseen, LONG + markup)


def test_parts_that_a_script_shows_one_by_one_are_content() -> None:
    parts = "".join(f"<div style='display:none'><p>Part {number} of the story.</p></div>" for number in range(3))
    assert markup_after(drop_unseen, f"<p>Title</p>{parts}") == f"<p>Title</p>{parts}".replace("'", '"')
