"""The fidelity score itself: it sees what a page holds, and it counts as lost what is lost."""

from pathlib import Path

import pytest

from tests.fidelity.pages import saved_cases
from tests.fidelity.run import result
from tests.fidelity.score import Loss, Score, score
from tests.fidelity.truth import Truth, read_truth

MATHJAX = '<script src="https://cdn.example.org/mathjax/tex-mml-chtml.js"></script>'
SINGLE = """<script>MathJax = {tex: {inlineMath: [['$', '$'], ['\\\\(', '\\\\)']]}}</script>"""
PARAGRAPH = "An owl hears a mouse under the snow from far away."


def page(article: str, *, head: str = MATHJAX, around: str = "") -> str:
    return f"<!doctype html><title>Owls</title>{head}<body>{around}<main>{article}<p>{PARAGRAPH}</p></main>"


def truth(article: str, *, head: str = MATHJAX, around: str = "") -> Truth:
    return read_truth(page(article, head=head, around=around).encode())


def scored(article: str, markdown: str, *, head: str = MATHJAX, around: str = "") -> Score:
    return score(truth(article, head=head, around=around), f"{markdown}\n\n{PARAGRAPH}\n")


def kept(found: Score, kind: str) -> tuple[int, int]:
    tally = found.tally(kind)
    return tally.kept, tally.total


def loss(found: Score) -> Loss:
    assert len(found.losses) == 1, found.losses
    return found.losses[0]


FORMULAS = [
    (r"<p>Let \(a_1 &lt; b\) hold.</p>", r"a_1 < b", False),
    (r"<p>\[ a \\[2pt] b \]</p>", r"a \\[2pt] b", True),
    (r"<p>\[ a \\\\\]</p>", r"a \\\\", True),
    ("<p>$$ a<br>+ b $$</p>", "a + b", True),
    (r"<p>\begin{align} a &amp;= b \end{align}</p>", r"\begin{align} a &= b \end{align}", True),
    ('<p>Let <script type="math/tex">a_1</script> hold.</p>', "a_1", False),
    ('<script type="math/tex; mode=display">% <![CDATA[\na < b %]]></script>', "a < b", True),
    ("<p><d-math>a_1</d-math> holds.</p>", "a_1", False),
    ("<p>So <dt-math block>a_1</dt-math> holds.</p>", "a_1", True),
    (
        '<p><span class="katex"><span class="katex-mathml"><math><semantics><mi>a</mi><annotation '
        'encoding="application/x-tex">a_1</annotation></semantics></math></span><span class="katex-html">a1</span>'
        "</span> holds.</p>",
        "a_1",
        False,
    ),
    ('<p><math alttext="a_1" display="block"><mi>a</mi></math></p>', "a_1", True),
    (r'<p><img alt="{\displaystyle a_{1}}" class="mwe-math-fallback-image-inline"> holds.</p>', "a_{1}", False),
    ('<p><img src="https://latex.codecogs.com/png?x" alt="a_1"> holds.</p>', "a_1", False),
    ('<p><span class="math inline">a_1</span> holds.</p>', "a_1", False),
]


@pytest.mark.parametrize(("html", "tex", "display"), FORMULAS)
def test_formulas_are_found_however_the_page_carries_them(html: str, tex: str, display: bool) -> None:
    assert [(one.tex, one.display) for one in truth(html).formulas] == [(tex, display)]


def test_a_single_dollar_is_a_delimiter_where_the_page_says_so_and_amounts_are_none() -> None:
    html = "<p>From $5 to not more than $10, $ x $ and $y$ and \\$z.</p>"
    assert [one.tex for one in truth(html, head=MATHJAX + SINGLE).formulas] == ["x", "y"]
    assert truth(html).formulas == ()
    assert truth(html, head="").formulas == ()


def test_code_holds_no_formulas() -> None:
    assert (
        truth("<p>Write <code>$x$</code> or <code>\\(y\\)</code>.</p><pre>$$z$$</pre>", head=MATHJAX + SINGLE).formulas
        == ()
    )


def test_a_formula_that_an_element_cuts_is_no_truth_but_told() -> None:
    found = truth("<p>So $a<em>b</em>c$ holds.</p>", head=MATHJAX + SINGLE)
    assert found.formulas == ()
    assert found.crossing == ("$abc$",)


def test_glyphs_alone_are_no_truth_but_told() -> None:
    found = truth('<p>So <span class="katex"><span class="katex-html">a1</span></span> holds.</p>')
    assert (found.formulas, found.drawn) == ((), 1)


def test_a_formula_is_kept_whatever_white_space_is_in_it() -> None:
    assert kept(scored(r"<p>\[ a  + b \]</p>", "$$\na + b\n$$"), "display formulas") == (1, 1)
    assert kept(scored(r"<p>See \( a \) here.</p>", "See $a$ here."), "inline formulas") == (1, 1)


@pytest.mark.parametrize(
    ("markdown", "where"),
    [
        ("", "nowhere"),
        ("$$\na_1 + c\n$$", "nowhere"),
        ("$$\na_{1} + b\n$$", "altered: a_{1} + b"),
        ("So $a_1 + b$ holds.", "as inline formula"),
        ("a_1 + b", "its words stand in the text"),
        ("`$$a_1 + b$$`", "its words stand in the text"),
    ],
)
def test_a_formula_lost_or_altered_is_lost(markdown: str, where: str) -> None:
    found = scored(r"<p>\[a_1 + b\]</p>", markdown)
    assert kept(found, "display formulas") == (0, 1)
    assert loss(found) == Loss("display formulas", "a_1 + b", where)


def test_a_formula_of_the_document_serves_once() -> None:
    assert kept(scored(r"<p>If \(x\) then \(x\).</p>", "If $x$ then so."), "inline formulas") == (1, 2)


def test_other_delimiters_and_escapes_count_only_for_writers_that_know_no_formulas() -> None:
    known = truth(r"<p>\(a_1\)</p>")
    assert kept(score(known, r"\(a\_1\)"), "inline formulas") == (0, 1)
    assert kept(score(known, r"\(a\_1\)", any_delimiters=True), "inline formulas") == (1, 1)


def test_headings_are_kept_as_headings_in_order() -> None:
    html = "<h2>Wings<a class=headerlink>¶</a></h2><h2>Ears &amp; \\(x\\)</h2><h3>Eyes</h3>"
    assert kept(scored(html, "## Wings\n\n## Ears & $x$\n\n### Eyes"), "headings") == (3, 3)
    assert loss(scored(html, "## Wings\n\n**Ears & $x$**\n\n### Eyes")).where == "as plain text"
    assert kept(scored(html, "### Eyes\n\n## Wings\n\n## Ears & $x$"), "headings") == (2, 3)
    assert kept(scored(html, "## Wings and Ears\n\n### Eyes"), "headings") == (1, 3)


def test_a_heading_that_is_none_of_the_article_is_foreign_unless_it_is_the_title() -> None:
    html, nav = "<h2>Wings</h2>", "<nav><h2>More birds</h2></nav>"
    found = scored(html, "# Owls\n\n## Wings\n\n## More birds", around=nav)
    assert kept(found, "foreign headings") == (1, 3)
    assert [one.text for one in found.losses if one.kind == "foreign headings"] == ["More birds"]


FIGURE = (
    "<p>Before it all there was an owl.</p><figure><img src=a.png><figcaption>A barn owl, \\(x\\)</figcaption></figure>"
)


def test_a_caption_is_kept_where_its_figure_stands() -> None:
    before, caption = "Before it all there was an owl.", "A barn owl, $x$"
    assert kept(scored(FIGURE, f"{before}\n\n![An owl](a.png)\n\n{caption}"), "captions") == (1, 1)
    assert kept(scored(FIGURE, f"{before}\n\n*{caption}*"), "captions") == (1, 1)
    assert loss(scored(FIGURE, f"{caption}\n\n{before}")).where == "away from its figure"
    assert loss(scored(FIGURE, f"{before} {caption}")).where == "run together with other text"
    alone = scored(FIGURE, f"{before}\n\n![A barn owl, $x$](a.png)").losses
    assert [one.where for one in alone if one.kind == "captions"] == ["only as an image's description"]


CODE = (
    "<table><tr><td class=gutter><pre>1\n2</pre></td><td><pre><code><span class=lineno>1</span>def hoot():\n"
    "<span class=lineno>2</span>    return 1  \n</code></pre></td></tr></table>"
)


def test_code_is_kept_as_it_is() -> None:
    assert truth(CODE).code == ("def hoot():\n    return 1",)
    assert kept(scored(CODE, "```python\ndef hoot():\n    return 1\n```"), "code blocks") == (1, 1)
    assert kept(scored(CODE, "- ```\n  def hoot():\n      return 1\n  ```"), "code blocks") == (1, 1)


@pytest.mark.parametrize(
    ("markdown", "where"),
    [
        ("```\n1 def hoot():\n2     return 1\n```", "in a fence, with line numbers"),
        ("```\ndef hoot():\nreturn 1\n```", "in a fence, with other white space"),
        ("```\nimport owl\ndef hoot():\n    return 1\n```", "inside a larger fence"),
        ("def hoot(): return 1", "in the text, not as one fence"),
        ("```\ndef hoot():\n```", "1 of 2 lines stand in the document"),
        ("", "nowhere"),
    ],
)
def test_code_that_is_changed_is_lost(markdown: str, where: str) -> None:
    found = scored(CODE, markdown)
    assert kept(found, "code blocks") == (0, 1)
    assert loss(found).where == where


TABLE = "<table><tr><th>Bird<th>Ears<tr><td>Owl<td>\\(|x|\\)<tr><td>Wren<td></table>"


def test_cells_are_kept_in_their_row() -> None:
    whole = "| Bird | Ears |\n| --- | --- |\n| Owl | $\\|x\\|$ |\n| Wren | |"
    found = scored(TABLE, whole)
    assert kept(found, "table cells") == (5, 5)
    assert kept(found, "inline formulas") == (1, 1)
    assert kept(scored(TABLE, whole.replace("| Owl |", "| Owls |")), "table cells") == (4, 5)
    assert kept(scored(TABLE, whole.replace("| Wren | |", "Wren")), "table cells") == (4, 5)
    assert kept(scored(TABLE, "| Bird | Owl |\n| --- | --- |\n| Ears | Wren |"), "table cells") == (2, 5)


def test_a_table_that_lays_out_a_page_is_no_data() -> None:
    html = f"<table><tr><td><h2>Wings</h2><p>{PARAGRAPH}</p></td><td>x</td></tr><tr><td>y</td></tr></table>"
    assert truth(html).rows == ()


TEXT = "<p>A <b>barn</b>owl<sup><a href='#n1'>[1]</a></sup> hears \\(x\\) <i>very</i> well.</p>"


@pytest.mark.parametrize("markdown", ["A **barn**owl hears $x$ *very* well.", "A barn owl[^1] hears very\nwell."])
def test_a_paragraph_is_kept_whatever_its_marks(markdown: str) -> None:
    assert kept(scored(TEXT, markdown), "paragraphs") == (2, 2)


@pytest.mark.parametrize(
    ("markdown", "where"),
    [
        (
            "A barn owl hears $x$ well.",
            "altered after 4 of 6 words: page “⟨x⟩ very well.”, document “x well An owl hears a mouse under the s”",
        ),
        ("### A barn owl hears $x$ very well.", "inside a longer heading"),
        ("```\nA barn owl hears x very well.\n```", "in code"),
        ("", "nowhere"),
    ],
)
def test_a_paragraph_changed_or_in_another_form_is_lost(markdown: str, where: str) -> None:
    found = scored(TEXT, markdown)
    assert kept(found, "paragraphs") == (1, 2)
    assert [one.where for one in found.losses if one.kind == "paragraphs"] == [where]


def test_footnotes_are_paragraphs_and_may_stand_in_their_sentence() -> None:
    html = "<p>An owl<d-footnote>Or another bird of the night.</d-footnote> hears a mouse.</p>"
    assert kept(scored(html, "An owl hears a mouse.\n\n[^1]: Or another bird of the night."), "paragraphs") == (3, 3)
    assert kept(scored(html, "An owl (Or another bird of the night.) hears a mouse."), "paragraphs") == (3, 3)
    assert kept(scored(html, "An owl hears a mouse."), "paragraphs") == (2, 3)


def test_chinese_text_is_compared_sign_by_sign() -> None:
    html = "<p>卷积神经网络在图像识别中非常有效。</p>"
    assert kept(scored(html, "卷积神经网络**在图像识别中**非常有效。"), "paragraphs") == (2, 2)
    assert kept(scored(html, "卷积神经网络在图像识别中有效。"), "paragraphs") == (1, 2)


AROUND = (
    "<header><nav><a href=/>Home</a> | <a href=/a>All our birds</a></nav></header>"
    "<aside><p>Subscribe to the letter about all the birds of the night.</p></aside>"
    "<footer>Made with feathers</footer>"
)


@pytest.mark.parametrize(
    ("markdown", "slipped"),
    [
        ("Home", 1),
        ("Home is where the owl is.", 0),
        ("Home | All our birds", 2),
        ("- Home\n- All our birds\n\nMade with feathers", 3),
        ("Do subscribe. Subscribe to the letter about all the birds of the night. Thanks.", 1),
    ],
)
def test_furniture_slips_in_as_lines_or_as_long_text(markdown: str, slipped: int) -> None:
    assert kept(scored("", markdown, around=AROUND), "furniture") == (slipped, 4)


def test_furniture_inside_the_article_is_known_by_its_names_and_its_headings() -> None:
    html = (
        "<p>An owl sits on the branch.</p><div class=share-buttons><p>Tell a friend</p></div>"
        "<h2>Related articles</h2><ul><li>Hawks of the day</ul>"
    )
    found = truth(html)
    assert [text.strip() for text in found.furniture][:3] == ["Tell a friend", "Related articles", "Hawks of the day"]
    assert found.headings == ()


def test_an_id_made_from_a_heading_says_nothing() -> None:
    html = "<section id=related-work><h2>Related work</h2><h3 id=comments-on-sleep>Comments on sleep</h3></section>"
    assert len(truth(html).headings) == 2


def test_what_is_neither_asked_for_nor_minded() -> None:
    html = (
        "<ul><li><a href='#a'>One part here of the whole</a><li><a href='#b'>Another part here</a>"
        "<li><a href='#c'>And yet another part here</a></ul><h2 id=a>Wings</h2>"
        "<h2>References</h2><p>Strix, B.: On the hearing of owls, 1920.</p>"
        "<p hidden>Nobody ever reads this line here.</p>"
    )
    found = read_truth(page(html).replace(f"<p>{PARAGRAPH}</p>", "").encode())
    assert [one.words.strip() for one in found.headings] == ["Wings"]
    assert found.passages == ()
    assert found.furniture == ()


def test_the_article_is_found_without_any_name_for_it() -> None:
    text = "".join(f"<div>{PARAGRAPH} It is the {number}th.</div>" for number in range(9))
    found = read_truth(f"<body><div><ul><li>Home<li>Birds</ul></div><div id=x>{text}</div>".encode())
    assert found.root == "div#x"
    assert len(found.passages) == 9


def test_a_wrong_label_of_the_encoding_is_seen_through() -> None:
    body = "<meta charset=utf-8><p>Die Waldohreule hört über hundert Mäuse.</p>".encode("windows-1252")
    assert kept(score(read_truth(body), "Die Waldohreule hört über hundert Mäuse."), "paragraphs") == (1, 1)


def test_saved_pages_are_scored_too(tmp_path: Path) -> None:
    (tmp_path / "birds").mkdir()
    (tmp_path / "birds" / "owls.html").write_text(page("<h2>Wings</h2>" + f"<p>{PARAGRAPH}</p>" * 5), encoding="utf-8")
    (tmp_path / "shell.html").write_text("<title>Owls</title><script src=a.js></script>", encoding="utf-8")
    found = [result(case) for case in saved_cases([tmp_path])]
    assert [one.url for one in found] == ["https://example.org/birds/owls.html", "https://example.org/shell.html"]
    assert kept(found[0].ours, "headings") == (1, 1)
    assert found[0].plain is not None
    assert found[1].refusal
