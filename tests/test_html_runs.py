"""A tree on the left; on the right its runs, each with the mark that Markdown sets before it."""

import pytest
from html_step import body_of, tree_of
from hypothesis import given
from hypothesis import strategies as st

from ingest.assemble import Piece
from ingest.html.kept import KeptParts
from ingest.html.runs import MAX_DEPTH, Run, text_runs


def runs_of(markup: str, kept: KeptParts | None = None) -> list[Run]:
    return text_runs(body_of(tree_of(markup)), kept or KeptParts())


TEXT = [
    ("<p>One</p><p>Two</p>", ["One", "Two"]),
    ("<p>One <b>and</b>\n <i>Two</i></p>", ["One and Two"]),
    ("<div>One<p>Two</p>Three</div>", ["One", "Two", "Three"]),
    ("<div>One<div>Two</div></div>", ["One", "Two"]),
    ("<span>One<p>Two</p></span>Three", ["One", "Two", "Three"]),
    ("<a href='/x'><div>One</div><div>Two</div></a>", ["One", "Two"]),
    ("<p>One<br>Two</p>", ["One Two"]),
    ("<p>One<br><br>Two</p>", ["One", "Two"]),
    ("<p>One<br> <br>\n<br>Two</p>", ["One", "Two"]),
    ("<p>One<b>t<br>w</b>o</p>", ["Onet wo"]),
    ("<p>He said <q>so</q>.</p>", ["He said “so”."]),
    ("<p> \n </p><div></div>", []),
    ("<table><tr><td>One</td><td>Two</td></tr></table>", ["One", "Two"]),
    ("<dl><dt>One</dt><dd>Two</dd></dl>", ["One", "Two"]),
    ("<details><summary>One</summary>Two</details>", ["One", "Two"]),
    ("<p>One&nbsp;two</p>", ["One two"]),
    ("<p>One<span>Two</span></p>", ["OneTwo"]),
]
LISTS = [
    ("<ul><li>One</li><li>Two</li></ul>", ["- One", "- Two"]),
    ("<ol><li>One</li><li>Two</li></ol>", ["1. One", "2. Two"]),
    ("<ol start='4'><li>One</li><li>Two</li></ol>", ["4. One", "5. Two"]),
    ("<ol start='x'><li>One</li></ol>", ["1. One"]),
    ("<ol><li></li><li>Two</li></ol>", ["2. Two"]),
    ("<ul><li><p>One</p></li></ul>", ["- One"]),
    ("<ul><li><p>One</p><p>More</p></li><li>Two</li></ul>", ["- One", "  More", "- Two"]),
    ("<ol><li><p>One</p><p>More</p></li></ol>", ["1. One", "   More"]),
    ("<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>", ["- One", "  - Inner", "- Two"]),
    ("<ul><li>One<ul><li>Inner<ul><li>Core</li></ul></li></ul></li></ul>", ["- One", "  - Inner", "    - Core"]),
    ("<ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol>", ["1. One", "   - Inner", "2. Two"]),
    ("<ul><li>One<ol><li>Inner</li><li>Next</li></ol></li></ul>", ["- One", "  1. Inner", "  2. Next"]),
    ("<ul><li>One<ul><li>Inner</li></ul>after</li></ul>", ["- One", "  - Inner", "  after"]),
    ("<ol start='9'><li></li><li>One<ol><li>Inner</li></ol></li></ol>", ["10. One", "    1. Inner"]),
    ("<ol><li><ul><li>Inner</li></ul></li></ol>", ["   - Inner"]),
    ("<ol><li>One</li></ol><ol><li>Two</li></ol>", ["1. One", "1. Two"]),
    ("<li>One</li>", ["- One"]),
    ("<menu><li>One</li></menu>", ["- One"]),
    ("<ul><li>One<br><br>More</li></ul>", ["- One", "  More"]),
    ("<ul><div><li>One</li></div></ul>", ["- One"]),
]
QUOTES = [
    ("<blockquote>One</blockquote>", ["> One"]),
    ("<blockquote><p>One</p><p>Two</p></blockquote>", ["> One", "> Two"]),
    ("<blockquote>One<blockquote>Two</blockquote></blockquote>", ["> One", "> > Two"]),
    ("<ul><li>One<blockquote>Two</blockquote></li></ul>", ["- One", "  > Two"]),
    ("<p>One</p><blockquote><div>Two</div></blockquote><p>Three</p>", ["One", "> Two", "Three"]),
]
IN_QUOTES = [
    ("<blockquote><ul><li>One</li><li>Two</li></ul></blockquote>", ["> - One", "> - Two"]),
    ("<blockquote>One<ol><li>Two</li></ol></blockquote>", ["> One", "> 1. Two"]),
]
DEEP = "".join(f"<div>{level}" for level in range(MAX_DEPTH + 30))


@pytest.mark.parametrize(("markup", "expected"), [*TEXT, *LISTS, *QUOTES, *IN_QUOTES])
def test_runs(markup: str, expected: list[str]) -> None:
    assert [run.mark + run.text for run in runs_of(markup)] == expected


@pytest.mark.parametrize(
    ("markup", "kinds"),
    [
        ("<p>One</p>", ["paragraph"]),
        ("<ul><li>One<p>Two</p></li></ul>", ["item", "item"]),
        ("<ul>One<li>Two</li></ul>", ["paragraph", "item"]),
        ("<blockquote>One</blockquote><p>Two</p>", ["quote", "paragraph"]),
        ("<blockquote><ul><li>One</li></ul></blockquote>", ["item"]),
    ],
)
def test_kinds(markup: str, kinds: list[str]) -> None:
    assert [run.kind for run in runs_of(markup)] == kinds


@pytest.mark.parametrize(
    ("markup", "linked"),
    [
        ("<p>One two</p>", [0]),
        ("<p><a href='/x'>One</a> two</p>", [3]),
        ("<p><a href='/x'>One <b>two</b></a></p>", [6]),
        ("<p><b><a href='/x'>One</a></b> two</p>", [3]),
        ("<a href='/x'>One</a><p>Two</p>", [3, 0]),
    ],
)
def test_how_much_is_linked(markup: str, linked: list[int]) -> None:
    assert [run.linked for run in runs_of(markup)] == linked


def test_what_a_run_is_when_it_is_but_a_kept_part() -> None:
    kept = KeptParts()
    heading = kept.word_for(Piece("heading", "Pooling", level=3), block=True)
    image = kept.word_for(Piece("figure", "A net"), Piece("caption", "A net."), block=True)
    code = kept.word_for(Piece("code", "```\na\n```"), block=True)
    found = runs_of(f"<p>{heading}</p><p>{image}</p><p>{code}</p><p>So {image}</p>", kept)
    assert [(run.heading, run.is_image, run.is_kept_block) for run in found] == [
        (3, False, True),
        (0, True, True),
        (0, False, True),
        (0, False, False),
    ]


@pytest.mark.parametrize(
    ("markup", "is_kept"),
    [
        ("(3.1.1){}", True),
        ("{} (1)", True),
        ("{}, (A.2)", True),
        ("{} (eq:3)", True),
        ("{} {}", False),
        ("{} or {}", False),
        ("{} (of all)", False),
        ("So {} (1)", False),
        ("(1)", False),
    ],
)
def test_a_number_beside_a_formula_is_no_text(markup: str, is_kept: bool) -> None:
    kept = KeptParts()
    formula = kept.word_for(Piece("formula", "$$\ny\n$$"), block=True)
    (run,) = runs_of(f"<div>{markup.replace('{}', formula)}</div>", kept)
    assert run.is_kept_block == is_kept


def test_a_page_nested_beyond_sense_keeps_its_words() -> None:
    words = " ".join(run.text for run in runs_of(DEEP)).split()
    assert words[:MAX_DEPTH] == [str(level) for level in range(MAX_DEPTH)]


TAGS = "div p ul ol li blockquote table tr td span a b br q section dl dd details".split()


@given(st.lists(st.tuples(st.sampled_from(TAGS), st.booleans()), max_size=25))
def test_all_words_are_in_the_runs_once_and_in_order(parts: list[tuple[str, bool]]) -> None:
    markup = "".join(f"<{'/' if closes else ''}{tag}> w{place} " for place, (tag, closes) in enumerate(parts))
    tree = tree_of("start " + markup)
    words = "".join(body_of(tree).itertext()).split()
    found = " ".join(run.text for run in text_runs(body_of(tree), KeptParts())).replace("“", " ").replace("”", " ")
    assert found.split() == words
