"""A page's text as a browser searches it: a line for a block, obstacles, nothing that is not shown."""

import pytest
from html_step import tree_of

from ingest.assemble import Piece, assemble
from ingest.html.searched import document_lines, plain_lines, searched_text


def searched(markup: str) -> str:
    return searched_text(tree_of(markup, "<title>no</title>")).replace("\ufffc", "#").replace("\u2060", "+")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One <b>t</b>wo</p><p>three\n  four</p>", "One two\nthree four"),
        ("<div>One<p>two</p>three</div>", "One\ntwo\nthree"),
        ("<ul><li>One</li><li>two <em>and</em></li></ul>", "One\ntwo and"),
        ("<table><tr><td>One</td><td>two</td></tr></table>", "One\ntwo"),
        # what a term cannot cross
        ("<p>One<br>two</p>", "One # two"),
        ("<p>One <img alt='no'> two <script>no()</script></p>", "One # two #"),
        ("<p>One <button>no</button> two <select><option>no</option></select></p>", "One # two #"),
        ("<p>One <span hidden>no</span><span style='display: none'>no</span></p>", "One # #"),
        # what leaves no trace
        ("<p>One<!-- no --> t<wbr>wo<template>no</template><noscript>no</noscript></p>", "One two"),
        ("<p>exam\xadple zero\u200bwidth</p>", "example zerowidth"),
        # one space is shown of several, but for those that may not be broken
        ("<p>One&nbsp; two</p>", "One\xa0 two"),
        ("<pre>one two\n\n  three    four</pre>", "one two\nthree # four"),
        # a raised or lowered part belongs to the word
        ("<p>x<sub>t</sub> is 10<sup>-5</sup>.</p>", "x+t+ is 10+-5+."),
        # formulas, drawn or yet to be drawn
        ("<p>The $x$ is \\(a_1\\) or $ \\alpha $.</p>", "The # is # or #."),
        ("<p>It costs $5 a piece and then 3$ more.</p>", "It costs $5 a piece and then 3$ more."),
        ("<p>The <d-math>x</d-math> is <span class='katex'>y</span> or <math>z</math>.</p>", "The # is # or # ."),
        # what a script fills in
        ("<p>So<d-cite key='a'></d-cite> it is<d-footnote>no</d-footnote>.</p>", "So # it is # ."),
        ("<my-box>One <my-part>two</my-part> three</my-box>", "One\ntwo\nthree"),
        # what stands beside the text
        ("<p>One <span class='sidenote'>two</span> three</p>", "One\ntwo\nthree"),
        ("<p>One <span style='float: right'>two</span> three</p>", "One\ntwo\nthree"),
        ("", ""),
    ],
)
def test_searched_text(markup: str, expected: str) -> None:
    assert searched(markup) == expected


def test_a_file_that_is_shown_as_it_is() -> None:
    text = "# Title\n\nOne **two**\nthree  four $x$\n"
    assert plain_lines(text).replace("\ufffc", "#") == "# Title\nOne **two**\nthree # four #"


def test_a_file_that_is_shown_as_a_page() -> None:
    pieces = [Piece("heading", "Title", level=1), Piece("paragraph", "The `x` of $y$."), Piece("code", "```\nno\n```")]
    pieces += [Piece("item", "- One"), Piece("item", "- 10⁻⁵, 2^N of `a_b`, x_(i, j)")]
    document = assemble("s", "T", pieces)
    assert document_lines(document).replace("\ufffc", "#") == "# Title\nThe x of #.\n- One\n- 10 # , 2 # of a_b, x #"
