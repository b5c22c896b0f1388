"""Kept parts: a word goes into the page, and its pieces come back in its place."""

import pytest
from html_step import URL, body_of, tree_of
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ingest.assemble import Piece
from ingest.html.kept import WORD, KeptParts, replace_by_text
from ingest.html.runs import text_runs
from ingest.html.steps import prepare

FORMULA = Piece("formula", "$x$")
DISPLAY = Piece("formula", "$$\nx\n$$")
CODE = Piece("code", "```\na\n```")
FIGURE = Piece("figure", "A net", url="https://a.org/a.png")
CAPTION = Piece("caption", "A net.")


def kept_with(*parts: tuple[Piece, bool]) -> KeptParts:
    kept = KeptParts()
    for piece, block in parts:
        kept.word_for(piece, block=block)
    return kept


PARTS = kept_with((FORMULA, False), (DISPLAY, True), (CODE, True), (FIGURE, True))
RESTORED = [
    ("One two.", [("paragraph", "One two.")]),
    ("So zqk0kqz is.", [("paragraph", "So $x$ is.")]),
    ("zqk0kqzzqk0kqz", [("paragraph", "$x$$x$")]),
    ("So zqk1kqz is.", [("paragraph", "So"), ("formula", "$$\nx\n$$"), ("paragraph", "is.")]),
    ("zqk1kqz", [("formula", "$$\nx\n$$")]),
    ("zqk1kqz .", [("formula", "$$\nx\n$$")]),
    ("So zqk2kqz", [("paragraph", "So"), ("code", "```\na\n```")]),
    ("zqk3kqz One two.", [("figure", "A net"), ("paragraph", "One two.")]),
    ("One zqk3kqz two.", [("paragraph", "One two."), ("figure", "A net")]),
    ("One zqk3kqz two zqk1kqz and.",
     [("paragraph", "One two"), ("figure", "A net"), ("formula", "$$\nx\n$$"), ("paragraph", "and.")]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RESTORED)
def test_words_are_put_back(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(piece.kind, piece.text) for piece in PARTS.restore(text, Piece("paragraph"))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So zqk0kqz is.", "So $x$ is."),
        ("So zqk1kqz is.", "So $x$ is."),
        ("So zqk3kqz is.", "So is."),
        ("Two\n lines", "Two lines"),
    ],
)
def test_in_one_line(text: str, expected: str) -> None:
    assert PARTS.in_line(text) == expected


@pytest.mark.parametrize(
    ("outer", "expected"),
    [
        (Piece("caption", "Where zqk0kqz is."), "Where $x$ is."),
        (Piece("heading", "On zqk1kqz and more", level=2), "On $x$ and more"),
        (Piece("table", "| zqk0kqz | b |"), "| $x$ | b |"),
        (Piece("table", "| zqk1kqz | b |"), "| $x$ | b |"),
    ],
)
def test_a_part_may_hold_another(outer: Piece, expected: str) -> None:
    kept = kept_with((FORMULA, False), (DISPLAY, True), (outer, True))
    assert [piece.text for piece in kept.restore("zqk2kqz", Piece("paragraph"))] == [expected]


def test_inline_code_holds_a_formula_as_it_stood() -> None:
    kept = kept_with((FORMULA, False), (Piece("code", "`a zqk0kqz`"), False))
    assert [piece.text for piece in kept.restore("So zqk1kqz.", Piece("paragraph"))] == ["So `a $x$`."]


def test_images_of_a_text_that_will_stand_in_one_line() -> None:
    assert PARTS.images_in("So zqk0kqz and zqk3kqz") == [FIGURE]


@pytest.mark.parametrize(
    ("markup", "block", "expected"),
    [
        ("<div>a<x></x>b</div>", False, "<div>azqk0kqzb</div>"),
        ("<p>a<x></x>b</p>", True, "<p>a zqk0kqz b</p>"),
        ("<div>a<x></x>b</div>", True, "<div>a<p>zqk0kqz</p>b</div>"),
        ("<li><x></x></li>", True, "<li><p>zqk0kqz</p></li>"),
        ("<ul><x></x></ul>", True, "<ul> zqk0kqz </ul>"),
    ],
)
def test_the_word_in_the_page(markup: str, block: bool, expected: str) -> None:
    tree = etree.fromstring(markup)
    element = tree.find("x")
    assert element is not None
    KeptParts().replace(element, CODE, block=block)
    assert etree.tostring(tree, encoding="unicode") == expected


@pytest.mark.parametrize(
    ("piece", "tag"), [(Piece("heading", "A", level=2), "h3"), (FIGURE, "figure"), (CAPTION, "figure"), (CODE, "p")]
)
def test_a_block_stays_what_trafilatura_knows_it_as(piece: Piece, tag: str) -> None:
    tree = etree.fromstring("<div><x/></div>")
    KeptParts().replace(tree[0], piece, block=True)
    assert tree[0].tag == tag


def test_text_in_place_of_an_element_joins_what_is_around() -> None:
    tree = etree.fromstring("<p>a<b/>c<i/>e</p>")
    replace_by_text(tree[1], "d")
    replace_by_text(tree[0], "b")
    assert etree.tostring(tree, encoding="unicode") == "<p>abcde</p>"
    replace_by_text(tree, "")
    assert tree.text == "abcde"


MARKUP = st.lists(
    st.sampled_from(
        """<p> </p> <div> </div> <li> <ul> </ul> <table><tr><td> </td> </td></tr></table> <blockquote> <pre>a\nb</pre>
        <code>c</code> <h2> </h2> <figure> </figure> <figcaption> </figcaption> <img\xa0src='/a.png'>
        <math><mi>x</mi></math>
        \\(y\\) $$z$$ <sup>2</sup> <br> <em> </em> <a\xa0href='#fn1'>1</a> <p\xa0id='fn1'>
        <form> </form> <d-math>w</d-math>
        <span\xa0class='sidenote'> </span> <script\xa0type='math/tex'>v</script> <x-y> </x-y> zqk0kqz zqk7kqz $ \\[ \\]
        <section> <details> <summary> <dl><dt> <dd> word words""".split(" ")
    ).map(lambda part: part.replace("\xa0", " ").strip()),
    max_size=30,
)


@given(MARKUP)
def test_no_page_makes_a_step_fail_or_shows_a_word_of_ours(parts: list[str]) -> None:
    tree = tree_of(" ".join(parts))
    kept = prepare(tree, URL)
    pieces = [piece for run in text_runs(body_of(tree), kept) for piece in kept.restore(run.text, Piece("paragraph"))]
    assert not [piece for piece in pieces if WORD.search(piece.text) or "zqk" in piece.text]
