r"""Formulas between delimiters in the text: the page on the left, Markdown on the right."""

import pytest
from html_step import KATEX, body_of, run_step, text_after, tree_of
from hypothesis import given
from hypothesis import strategies as st

from ingest.html.steps import prepare
from ingest.html.text_formulas import keep_text_formulas

MATHJAX = '<script src="https://cdn.b.org/mathjax@3/es5/tex-mml-chtml.js"></script>'
DISPLAY = "$$\nx = y\n$$"
ANYWHERE = [
    (r"<p>Let \(a_i\) be and \(b_i\) too.</p>", "Let $a_i$ be and $b_i$ too."),
    (r"<p>Then \[x = y\] holds.</p>", f"Then\n\n{DISPLAY}\n\nholds."),
    (r"<p>Let $a_i$ be and $b_i$ too.</p>", "Let $a_i$ be and $b_i$ too."),
    (r"<p>Then $$x = y$$ holds.</p>", f"Then\n\n{DISPLAY}\n\nholds."),
    (r"<div>$$x = y$$</div>", DISPLAY),
    (r"<div>\[x = y\]</div>", DISPLAY),
    (r"<p>Then</p>$$x = y$$<p>holds.</p>", f"Then\n\n{DISPLAY}\n\nholds."),
    (r"<p>Then</p>\[x = y\]<p>holds.</p>", f"Then\n\n{DISPLAY}\n\nholds."),
    (r"<ul><li>One \(a_i\)</li><li>Two $$x = y$$</li></ul>", f"One $a_i$ Two\n\n{DISPLAY}"),
    (r"<table><tr><td>\(a_i\)</td><td>$b_i$</td></tr></table>", "$a_i$ $b_i$"),
    (r"<blockquote>So \(a_i\) said.</blockquote>", "So $a_i$ said."),
    (r"<h2>On \(a_i\)</h2>", "On $a_i$"),
    (r"<dl><dt>\(a_i\)</dt><dd>Is \(b_i\).</dd></dl>", "$a_i$ Is $b_i$."),
    (r"<p><span>\(a_i\)</span> is.</p>", "$a_i$ is."),
    (r"<p>So <b>it is \(a_i\)</b> and \(b_i\).</p>", "So it is $a_i$ and $b_i$."),
    (r"<div class='math'>\[x = y\]</div>", DISPLAY),
    (r"<p>($a_i$), $b_i$-th, $c_i$.</p>", "($a_i$), $b_i$-th, $c_i$."),
    ("<div>$$\nx\n= y\n$$</div>", "$$\nx\n= y\n$$"),
    ("<p>Let \\(a_i +\nb_i\\) be.</p>", "Let $a_i + b_i$ be."),
    ("<div>\\[\n\\begin{align}\nx &amp;= y \\\\\nz &amp;= w\n\\end{align}\n\\]</div>",
     "$$\n\\begin{align}\nx &= y \\\\\nz &= w\n\\end{align}\n$$"),
    (r"<p>Then \begin{equation} x = y \end{equation} holds.</p>",
     "Then\n\n$$\n\\begin{equation} x = y \\end{equation}\n$$\n\nholds."),
    (r"<p>\begin{align*}x\end{align*}</p>", "$$\n\\begin{align*}x\\end{align*}\n$$"),
    (r"<p>If $a_1 &lt; b$ and $b &gt; c_1$ then.</p>", "If $a_1 < b$ and $b > c_1$ then."),
    (r"<p>A row $(a_1 &amp; b)$ of it.</p>", "A row $(a_1 & b)$ of it."),
    (r"<p>In words: \(x \text{ if it is so}\).</p>", "In words: $x \\text{ if it is so}$."),
    (r"<p>Then $$x = y$$, $$x = y$$.</p>", f"Then\n\n{DISPLAY}\n\n{DISPLAY}"),
]  # fmt: skip
CUT = [
    ("<p>$$x<br>= y$$</p>", "$$\nx\n= y\n$$"),
    ("<p>Let \\(a_i<br/>+ b_i\\) be.</p>", "Let $a_i + b_i$ be."),
    ("<p>\\[x \\\\<br>y\\]</p>", "$$\nx \\\\\ny\n$$"),
    (r"<p>Let $x<em>i$ and $y</em>i$ be.</p>", "Let $x_i$ and $y_i$ be."),
    (r"<p>$$\sum<em>{i=1} a</em>{i}$$</p>", "$$\n\\sum_{i=1} a_{i}\n$$"),
    (r"<p>Let \(x<em>i + y</em>i\) be.</p>", "Let $x_i + y_i$ be."),
    (r"<p>It <em>is</em> $a_i$ and <em>so</em> $b_i$ too.</p>", "It is $a_i$ and so $b_i$ too."),
    (r"<p>Let $x<em>i$ be and so</em> on.</p>", "Let $xi$ be and so on."),
]
NO_TYPESETTER = [
    ("<p>Let $x$ be and $n = 3$ too.</p>", "Let $x$ be and $n = 3$ too."),
    (r"<p>Let $\alpha$ be.</p>", r"Let $\alpha$ be."),
    ("<p>Set $PATH: or $HOME: first.</p>", "Set $PATH: or $HOME: first."),
    ("<p>$(document).ready(start); and $('a').hide()</p>", "$(document).ready(start); and $('a').hide()"),
    ("<p>The US$ and the A$ are dollars.</p>", "The US$ and the A$ are dollars."),
    ("<p>It sells at $5 per piece and $9 per pair$.</p>", "It sells at $5 per piece and $9 per pair$."),
]  # fmt: skip
MONEY = [
    ("<p>It costs $5 and later $10 in all.</p>", "It costs $5 and later $10 in all."),
    ("<p>It costs $1,000, $2,000 or $3,000.</p>", "It costs $1,000, $2,000 or $3,000."),
    ("<p>From US$5 to US$10 in all.</p>", "From US$5 to US$10 in all."),
    ("<p>Between $5 and $10, or $ 3 even.</p>", "Between $5 and $10, or $ 3 even."),
    ("<p>From $5M to $10M a year.</p>", "From $5M to $10M a year."),
    ("<p>One $ sign.</p>", "One $ sign."),
    (r"<p>Escaped \$5 is money.</p>", r"Escaped \$5 is money."),
    ("<p>$5</p><p>$6</p>", "$5 $6"),
    (r"<p>An empty \( \) or \[ \] is none.</p>", r"An empty \( \) or \[ \] is none."),
    (r"<p>A path C:\dir and \n ends.</p>", r"A path C:\dir and \n ends."),
]


@pytest.mark.parametrize(("markup", "expected"), [*ANYWHERE, *CUT, *MONEY])
def test_where_a_page_loads_mathjax(markup: str, expected: str) -> None:
    assert text_after(keep_text_formulas, markup, MATHJAX) == expected


@pytest.mark.parametrize(("markup", "expected"), [*ANYWHERE, *CUT, *MONEY, *NO_TYPESETTER])
def test_where_a_page_loads_no_typesetter(markup: str, expected: str) -> None:
    assert text_after(keep_text_formulas, markup) == expected


@pytest.mark.parametrize(
    "head",
    [
        MATHJAX,
        '<link rel="stylesheet" href="/katex.min.css"><script src="/katex.min.js"></script>',
        "<script>MathJax = {tex: {inlineMath: [['$', '$']]}};</script>",
    ],
)
def test_what_only_a_typesetter_makes_a_formula(head: str) -> None:
    markup = "<p>Let $DNN$ be.</p><script>let $a = 1, $b = 2;</script>"
    assert _word_of_formula(markup, head) == ["$DNN$"]
    assert _word_of_formula(markup, "") == []


def _word_of_formula(markup: str, head: str) -> list[str]:
    _, kept = run_step(keep_text_formulas, markup, head)
    return [piece.text for pieces, _ in kept.parts for piece in pieces]


def test_a_formula_that_has_its_element_says_that_the_page_is_typeset() -> None:
    tree = tree_of(f"<p>Let {KATEX} and $DNN$ be.</p>")
    kept = prepare(tree, "https://a.org/")
    assert kept.in_line("".join(body_of(tree).itertext())) == "Let $x^2$ and $DNN$ be."
    assert len(kept.parts) == 2


@given(st.text("a$\\()[] _", max_size=40))
def test_text_between_formulas_stays(text: str) -> None:
    shown = text_after(keep_text_formulas, f"<p>begin {text} end</p>")
    assert shown.startswith("begin")
    assert shown.endswith("end")
    assert "zqk" not in shown
