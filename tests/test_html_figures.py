"""Images of all kinds of markup on the left; their addresses, alternative texts and captions on the right."""

from functools import partial

import pytest
from html_step import URL, pairs_after, pieces_after, tree_of
from hypothesis import given
from hypothesis import strategies as st

from ingest.assemble import Piece
from ingest.html.figures import keep_figures
from ingest.html.kept import KeptParts
from ingest.html.steps import prepare
from ingest.html.visible import visible_text

STEP = partial(keep_figures, base_url=URL)
A = "https://a.org/a.png"
IMG = '<img src="/a.png" alt="A net">'
NET = ("figure", "A net")


def caption(text: str) -> tuple[str, str]:
    return ("caption", text)


def words(text: str) -> tuple[str, str]:
    return ("paragraph", text)


PLACES = [
    (f"<p>{IMG}</p>", [NET]),
    (f"<p>One.</p>{IMG}<p>Two.</p>", [words("One. Two."), NET]),
    (f"<p>One.</p><p>{IMG}</p><p>Two.</p>", [words("One. Two."), NET]),
    (f"<p>One {IMG} two.</p>", [words("One two."), NET]),
    (f"<p>{IMG} One two.</p>", [NET, words("One two.")]),
    (f"<a href='/big.png'>{IMG}</a>", [NET]),
    (f"<ul><li>{IMG}</li></ul>", [NET]),
    (f"<center>{IMG}</center>", [NET]),
    ('<img src="/a.png" alt=" A\n net ">', [NET]),
    ('<img src="/a.png">', [("figure", "")]),
    (f"<p>{IMG}</p><p>{IMG}</p>", [NET, NET]),
    ('<p>So <img class="emoji" src="/a.png" alt="🎉"> it is.</p>', [words("So 🎉 it is.")]),
]
CAPTIONS = [
    (f"<figure>{IMG}<figcaption>A <b>net</b>.</figcaption></figure>", [NET, caption("A net.")]),
    (f"<figure><figcaption>A net.</figcaption>{IMG}</figure>", [NET, caption("A net.")]),
    (f"<figure><a href='/big.png'>{IMG}</a><figcaption>A net.</figcaption></figure>", [NET, caption("A net.")]),
    (f"<figure><div><picture><source srcset='/b.webp'>{IMG}</picture></div><figcaption>So.</figcaption></figure>",
     [NET, caption("So.")]),
    (f"<figure>{IMG}{IMG}<figcaption>Two.</figcaption></figure>", [NET, NET, caption("Two.")]),
    (f"<figure>{IMG}<p>Said of it.</p></figure>", [NET, caption("Said of it.")]),
    (f"<figure>{IMG}<figcaption></figcaption></figure>", [NET]),
    (f"<figure><figure>{IMG}<figcaption>a</figcaption></figure><figcaption>Both.</figcaption></figure>",
     [NET, caption("a"), caption("Both.")]),
    (f"<div class='wp-caption'>{IMG}<p class='wp-caption-text'>A net.</p></div>", [NET, caption("A net.")]),
    (f"<div class='figure'>{IMG}<div class='figcaption'>A net.</div></div>", [NET, caption("A net.")]),
    (f"<div class='figure'>{IMG}<p class='caption'>A net.</p></div>", [NET, caption("A net.")]),
    (f"<div class='thumb'>{IMG}<div class='thumbcaption'>A net.</div></div>", [NET, caption("A net.")]),
    (f"<div class='imgcap'>{IMG}<div class='thecap'>A net.</div></div>", [NET, caption("A net.")]),
    (f"<p>{IMG}</p><p>Fig. 1: A net.</p>", [NET, caption("Fig. 1: A net.")]),
    (f"<p>{IMG}</p><p>Figure 12. A net.</p>", [NET, caption("Figure 12. A net.")]),
    (f"<p>{IMG}</p><p><b>Figure 1</b>: A net.</p>", [NET, caption("Figure 1: A net.")]),
    (f"<p>{IMG}</p><p>Abbildung 3: Ein Netz.</p>", [NET, caption("Abbildung 3: Ein Netz.")]),
    (f"{IMG}<center>Figure 1</center>", [NET, caption("Figure 1")]),
    ("<p>Words.</p><p>Figure 1 shows a net.</p>", [words("Words. Figure 1 shows a net.")]),
    (f"<p>{IMG}</p><p>Figured out at last.</p>", [NET, words("Figured out at last.")]),
    (f"<p>{IMG}</p>So <p>Figure 1 shows a net.</p>", [NET, words("So Figure 1 shows a net.")]),
    ("<figcaption>Said of nothing.</figcaption>", [caption("Said of nothing.")]),
]  # fmt: skip
CREDITS = [
    f"<figure>{IMG}<figcaption>{credit}</figcaption></figure>"
    for credit in (
        "Photo: Ann Person", "Foto: dpa", "Credit: Ann Person", "Ann Person/Getty Images", "Photo by Ann Lee",
        "Photo: Ann Lee / Reuters", "© 2020 Ann Lee", "(c) 2020 Ann Lee", "Copyright 2020 Ann Lee", "Credit: NASA",
        "Photo by Ann Lee on Unsplash", "Photo credit: J. van Lee", "Photo courtesy of the University of Bonn",
        "© Ann Lee", "Photo AFP", "REUTERS/Ann Lee", "Foto: privat", "Crédit photo : Musée d'Orsay",
        "Photo: flickr.com/annlee", "Photo – Ann Lee",
    )
]  # fmt: skip
NO_CREDITS = [
    "Photo of a street with predicted boxes drawn in red",
    "Photo: a street with its boxes",
    "Credit assignment in a recurrent network",
    "Credit Assignment in Two Networks",
    "Copyright notices that the filter found",
    "Topics found in the Reuters corpus",
    "The Reuters Corpus",
    "(c) Ground Truth",
    "Photo-Realistic Synthesis",
    "Photo/Sketch Pairs",
]
NO_PICTURES = [
    '<img src="data:image/gif;base64,R0lGOD" alt="A net">',
    '<img src="/a.gif" width="1" height="1" alt="A net">',
    '<img src="/a.gif" height="0" alt="A net">',
    '<img src="/img/spacer.gif" alt="A net">',
    '<img src="/blank.png" alt="A net">',
    '<img src="https://b.org/images/core/emoji/1f389.png" alt="🎉">',
    '<img src="javascript:alert(1)" alt="A net">',
    '<img src="file:///etc/passwd" alt="A net">',
    '<img src="http://[" alt="A net">',
    '<img alt="A net">',
]
WRAPPERS = [
    (f"<figure>{IMG}<table><tr><td>1</td></tr></table></figure>", [NET, words("1")]),
    (f"<figure>{IMG}<p>{'much text ' * 25}</p></figure>", [NET, words(("much text " * 25).strip())]),
    ("<figure><p>No image at all.</p></figure>", [words("No image at all.")]),
    (f"<figure>{IMG}<pre>a</pre></figure>", [NET, ("code", "```\na\n```")]),
    ("<figure>\\[x\\]<figcaption>A formula.</figcaption></figure>",
     [("formula", "$$\nx\n$$"), caption("A formula.")]),
]  # fmt: skip
ADDRESSES = [
    ('<img src="a.png">', "https://a.org/blog/a.png"),
    ('<img src="/a.png">', A),
    ('<img src="//a.org/a.png">', A),
    ('<img src=" https://a.org/a.png ">', A),
    ('<img src="../a.png?x=1&amp;y=2">', "https://a.org/a.png?x=1&y=2"),
    ('<img data-src="/a.png">', A),
    ('<img src="data:image/gif;base64,R0" data-src="/a.png">', A),
    ('<img src="/placeholder.png" data-original="/a.png">', A),
    ('<img src="data:image/gif;base64,R0" data-lazy-src="/a.png">', A),
    ('<img src="data:image/gif;base64,R0" srcset="/a.png 1x, /b.png 2x">', A),
    ('<img srcset="/a.png 300w, /b.png 900w">', A),
    ('<img srcset="/a.png,w_300 300w, /b.png,w_900 900w">', A + ",w_300"),
    ('<img src="/a.png" srcset="/b.png 2x">', A),
    ('<picture><source srcset="/b.webp"><img src="/a.png"></picture>', A),
]


@pytest.mark.parametrize(("markup", "expected"), [*PLACES, *CAPTIONS])
def test_figures(markup: str, expected: list[tuple[str, str]]) -> None:
    assert pairs_after(STEP, markup) == expected


@pytest.mark.parametrize("markup", CREDITS)
def test_a_caption_that_only_names_the_photographer_is_none(markup: str) -> None:
    assert pairs_after(STEP, markup) == [NET]


@pytest.mark.parametrize("text", NO_CREDITS)
def test_a_caption_that_begins_like_a_credit_is_one(text: str) -> None:
    assert pairs_after(STEP, f"<figure>{IMG}<figcaption>{text}</figcaption></figure>") == [NET, caption(text)]


def test_whose_words_a_quotation_is_is_no_caption_of_the_image_before() -> None:
    inner = "<blockquote>Owls see.</blockquote>"
    markup = f"<figure>{IMG}</figure><figure>{inner}<figcaption>A. Lee</figcaption></figure>"
    assert [kind for kind, _ in pairs_after(STEP, markup)] == ["figure", "paragraph"]


@pytest.mark.parametrize("markup", NO_PICTURES)
def test_what_is_no_picture_of_the_article(markup: str) -> None:
    assert pairs_after(STEP, f"<p>One {markup} two.</p>") == [words("One two.")]


@pytest.mark.parametrize(("markup", "expected"), WRAPPERS)
def test_a_figure_around_more_than_images_is_a_wrapper(markup: str, expected: list[tuple[str, str]]) -> None:
    tree = tree_of(markup)
    kept = prepare(tree, URL)
    pieces = kept.restore(visible_text(tree), Piece("paragraph"))
    assert [(piece.kind, piece.text) for piece in pieces] == expected


@pytest.mark.parametrize(("markup", "url"), ADDRESSES)
def test_addresses(markup: str, url: str) -> None:
    assert [piece.url for piece in pieces_after(STEP, markup)] == [url]


@given(st.lists(st.sampled_from(["figure", "p", "a", "div", "picture", "center"]), max_size=6))
def test_an_image_is_found_once_in_any_nesting(tags: list[str]) -> None:
    tree, kept = tree_of("".join(f"<{tag}>" for tag in tags) + IMG), KeptParts()
    keep_figures(tree, kept, URL)
    pieces = kept.restore(visible_text(tree), Piece("paragraph"))
    assert [(piece.url, piece.text) for piece in pieces if piece.kind == "figure"] == [(A, "A net")]
