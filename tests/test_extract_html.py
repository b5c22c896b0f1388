"""What becomes of each part of a web page: the HTML on the left, the pieces of the document on the right."""

import pytest

from ingest.assemble import Piece
from ingest.extract_html import html_pieces, parse_html
from ingest.html.head import html_description, html_title
from ingest.html.kept import Element
from ingest.html.visible import visible_text
from ingest.page import Page

URL = "https://a.org/blog/post.html"
BEFORE = "This opening paragraph says at some length what the article is about, so that it counts as one."
AFTER = "This closing paragraph sums the article up with just about as many words as the first one had."
Pairs = list[tuple[str, str]]


def page(markup: str | bytes, content_type: str = "text/html; charset=utf-8") -> Page:
    body = markup.encode() if isinstance(markup, str) else markup
    return Page(URL, URL, content_type, body, "2024-01-01T00:00:00Z")


def tree_of(markup: str | bytes, content_type: str = "text/html; charset=utf-8") -> Element:
    tree = parse_html(page(markup, content_type))
    assert tree is not None
    return tree


def article(inner: str, head: str = "") -> str:
    return (
        f"<html><head><title>T</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><p>{BEFORE}</p>{inner}<p>{AFTER}</p></article><footer>Footer</footer></body></html>"
    )


def pieces_of(inner: str, head: str = "") -> list[Piece]:
    """The pieces between the two paragraphs of an article."""
    markup = article(inner, head)
    pieces, _ = html_pieces(tree_of(markup), page(markup))
    texts = [piece.text for piece in pieces]
    assert BEFORE in texts[0]
    assert AFTER in texts[-1]
    return pieces[1:-1]


def pairs(inner: str) -> Pairs:
    return [(piece.kind, piece.text) for piece in pieces_of(inner)]


def paragraph(text: str) -> Pairs:
    return [("paragraph", text)]


KATEX = (
    '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>x</mi></mrow>'
    '<annotation encoding="application/x-tex">x^2</annotation></semantics></math></span>'
    '<span class="katex-html" aria-hidden="true"><span>x</span><span>2</span></span></span>'
)
FORMULAS: list[tuple[str, Pairs]] = [
    # MathJax 2
    ('<p>Let <script type="math/tex">a_1 < b</script> be.</p>', paragraph("Let $a_1 < b$ be.")),
    (
        '<p>Let</p><script type="math/tex; mode=display">\\sum_i x_i</script><p>be the sum.</p>',
        [("paragraph", "Let"), ("formula", "$$\n\\sum_i x_i\n$$"), ("paragraph", "be the sum.")],
    ),
    (
        '<p>Then <span class="MathJax_Preview">x2</span><span class="MathJax" id="M-1"><span>x</span><span>2</span>'
        '</span><script type="math/tex">x^2</script> grows.</p>',
        paragraph("Then $x^2$ grows."),
    ),
    # KaTeX and MathML
    (f"<p>Here {KATEX} is squared.</p>", paragraph("Here $x^2$ is squared.")),
    (f'<p>So</p><span class="katex-display">{KATEX}</span>', [("paragraph", "So"), ("formula", "$$\nx^2\n$$")]),
    ('<p>So <math alttext="\\alpha"><mi>α</mi></math> it is.</p>', paragraph("So $\\alpha$ it is.")),
    (
        '<p>So</p><math display="block"><semantics><mi>y</mi><annotation encoding="application/x-tex">y</annotation>'
        "</semantics></math>",
        [("paragraph", "So"), ("formula", "$$\ny\n$$")],
    ),
    # MathJax 3, with its MathML for assistive readers
    (
        "<p>So <mjx-container><svg></svg><mjx-assistive-mml><math><semantics><mi>z</mi>"
        '<annotation encoding="application/x-tex">z_0</annotation></semantics></math></mjx-assistive-mml>'
        "</mjx-container> it is.</p>",
        paragraph("So $z_0$ it is."),
    ),
    # delimiters in the text
    (r"<p>Let \(a_i\) be and \(b_i\) too.</p>", paragraph("Let $a_i$ be and $b_i$ too.")),
    (r"<p>Let $a_i$ be and $b_i$ too.</p>", paragraph("Let $a_i$ be and $b_i$ too.")),
    (r"<p>Then \[x = y\] holds.</p>", [("paragraph", "Then"), ("formula", "$$\nx = y\n$$"), ("paragraph", "holds.")]),
    ("<div>$$x = y$$</div>", [("formula", "$$\nx = y\n$$")]),
    ("<div class='math'>\n$$\nx\n= y\n$$\n</div>", [("formula", "$$\nx\n= y\n$$")]),
    (
        r"<p>Then \begin{equation} x = y \end{equation} holds.</p>",
        [
            ("paragraph", "Then"),
            ("formula", "$$\n\\begin{equation} x = y \\end{equation}\n$$"),
            ("paragraph", "holds."),
        ],
    ),
    (r"<p>If $a &lt; b$ and $b &gt; c$ then.</p>", paragraph("If $a < b$ and $b > c$ then.")),
    # publishers' own elements and images
    ("<p>So <d-math>k \\times k</d-math> it is.</p>", paragraph("So $k \\times k$ it is.")),
    ("<p>So</p><d-math block>k</d-math>", [("paragraph", "So"), ("formula", "$$\nk\n$$")]),
    (
        '<p>So <img class="mwe-math-fallback-image-inline" src="/x.svg" alt="{\\displaystyle \\beta }"> it is.</p>',
        paragraph("So $\\beta$ it is."),
    ),
    (
        '<p>So <img src="https://latex.codecogs.com/gif.latex?x^2" alt="x^2"> it is.</p>',
        paragraph("So $x^2$ it is."),
    ),
    # money and shell variables are no formulas
    ("<p>It costs $5 and later $10 in all.</p>", paragraph("It costs $5 and later $10 in all.")),
    ("<p>From US$5 to US$10 in all.</p>", paragraph("From US$5 to US$10 in all.")),
    ("<p>Between $5 and $10, or $ 3 even.</p>", paragraph("Between $5 and $10, or $ 3 even.")),
    ("<p>Escaped \\$5 is money.</p>", paragraph("Escaped \\$5 is money.")),
    ("<pre>echo $HOME and $PATH</pre>", [("code", "```\necho $HOME and $PATH\n```")]),
]
CODE: list[tuple[str, Pairs]] = [
    ("<pre>a = 1\nb = 2</pre>", [("code", "```\na = 1\nb = 2\n```")]),
    ('<pre><code class="language-python">x = 1\n    y</code></pre>', [("code", "```python\nx = 1\n    y\n```")]),
    (
        '<div class="language-cpp highlighter-rouge"><div class="highlight"><pre class="highlight"><code>'
        '<span class="kt">int</span> <span class="n">x</span>;</code></pre></div></div>',
        [("code", "```cpp\nint x;\n```")],
    ),
    (
        '<div class="highlight"><table><tbody><tr><td class="gutter"><pre class="lineno">1\n2</pre></td>'
        '<td class="code"><pre><code class="language-bash">cd x\nls</code></pre></td></tr></tbody></table></div>',
        [("code", "```bash\ncd x\nls\n```")],
    ),
    (
        '<pre class="sourceCode python"><span class="lineno">1</span>a\n<span class="lineno">2</span>b</pre>',
        [("code", "```python\na\nb\n```")],
    ),
    ("<pre>a<br>b</pre>", [("code", "```\na\nb\n```")]),
    ("<pre>a ``` b</pre>", [("code", "````\na ``` b\n````")]),
    ("<p>Call <code>fit( )</code> first.</p>", paragraph("Call `fit( )` first.")),
    ("<p>Press <kbd>Enter</kbd> now.</p>", paragraph("Press `Enter` now.")),
    ("<p>Empty code</p><pre> \n </pre>", paragraph("Empty code")),
    ("<pre>if a &lt; b &amp;&amp; c:</pre>", [("code", "```\nif a < b && c:\n```")]),
]
TABLES: list[tuple[str, Pairs]] = [
    (
        "<table><tr><th>Net</th><th>Top-1</th></tr><tr><td>VGG</td><td>71.5</td></tr></table>",
        [("table", "| Net | Top-1 |\n| --- | --- |\n| VGG | 71.5 |")],
    ),
    (
        "<table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td>1|2</td><td>3</td></tr></table>",
        [("table", "| A | B | C |\n| --- | --- | --- |\n| 1\\|2 | 3 |  |")],
    ),
    (
        "<table><tr><th>Loss</th><th>Value</th></tr><tr><td>\\(L_1\\)</td><td><code>x</code></td></tr></table>",
        [("table", "| Loss | Value |\n| --- | --- |\n| $L_1$ | `x` |")],
    ),
    (
        "<table><tr><td><div><p>The left column of a page laid out by a table.</p></div></td>"
        "<td><p>The right column of it.</p></td></tr><tr><td><p>Below.</p></td><td><p>More.</p></td></tr></table>",
        [
            ("paragraph", "The left column of a page laid out by a table."),
            ("paragraph", "The right column of it."),
            ("paragraph", "Below."),
            ("paragraph", "More."),
        ],
    ),
]
FIGURES: list[tuple[str, Pairs]] = [
    (
        '<figure><img src="img/a.png" alt="A  net"><figcaption>Figure 1: the <b>net</b>.</figcaption></figure>',
        [("figure", "A net"), ("caption", "Figure 1: the net.")],
    ),
    ('<p><img src="/a.png" alt="Alone"></p>', [("figure", "Alone")]),
    (
        '<p>Words.</p><img src="/a.png" alt="Between"><p>More.</p>',
        [("paragraph", "Words."), ("figure", "Between"), ("paragraph", "More.")],
    ),
    (
        '<figure><img src="a.png" alt=""><figcaption>Where \\(x\\) is.</figcaption></figure>',
        [("figure", ""), ("caption", "Where $x$ is.")],
    ),
    ('<p>An inline <img src="data:image/gif;base64,R0lGOD"> image of data.</p>', paragraph("An inline image of data.")),
    ('<d-figure><figure><img src="a.png" alt="D"></figure></d-figure>', [("figure", "D")]),
]
TEXT: list[tuple[str, Pairs]] = [
    ("<p>Some <b>bold</b> and <a href='/x'>linked</a> words.</p>", paragraph("Some bold and linked words.")),
    ("<p>A rate \u2060r\u2060 of\ufeff a\u200c sig\xadnal\u200e.</p>", paragraph("A rate r of a signal.")),
    (
        "<p>One word.</p></body><p>Two words.</p></html><p>Three.</p>",
        [*paragraph("One word."), *paragraph("Two words."), *paragraph("Three.")],
    ),
    ("<ul><li>One</li><li>Two</li></ul>", [("item", "- One"), ("item", "- Two")]),
    ("<ol><li>One</li><li>Two</li></ol>", [("item", "1. One"), ("item", "2. Two")]),
    (
        "<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>",
        [("item", "- One"), ("item", "  - Inner"), ("item", "- Two")],
    ),
    ("<blockquote><p>Quoted words.</p></blockquote>", [("quote", "> Quoted words.")]),
    ("<p>Seen.</p><script>alert('not seen')</script><style>p {}</style><!-- nor this -->", paragraph("Seen.")),
    ("<p>A note<d-footnote>Said aside.</d-footnote> here.</p>", paragraph("A note (Said aside.) here.")),
    ("<h2>Part</h2><p>Words.</p>", [("heading", "Part"), ("paragraph", "Words.")]),
]


@pytest.mark.parametrize(("inner", "expected"), FORMULAS)
def test_formulas(inner: str, expected: Pairs) -> None:
    assert pairs(inner) == expected


@pytest.mark.parametrize(("inner", "expected"), CODE)
def test_code(inner: str, expected: Pairs) -> None:
    assert pairs(inner) == expected


@pytest.mark.parametrize(("inner", "expected"), TABLES)
def test_tables(inner: str, expected: Pairs) -> None:
    assert pairs(inner) == expected


@pytest.mark.parametrize(("inner", "expected"), FIGURES)
def test_figures(inner: str, expected: Pairs) -> None:
    assert pairs(inner) == expected


@pytest.mark.parametrize(("inner", "expected"), TEXT)
def test_text(inner: str, expected: Pairs) -> None:
    assert pairs(inner) == expected


@pytest.mark.parametrize(
    ("heading", "text", "level", "anchor"),
    [
        ('<h2 id="pooling">Pooling</h2>', "Pooling", 2, "pooling"),
        ('<h3>Pooling<a class="headerlink" href="#p" name="p">¶</a></h3>', "Pooling", 3, "p"),
        ('<h2><a id="x" class="anchor" href="#x">#</a>Pooling</h2>', "Pooling", 2, "x"),
        ('<a name="old"></a><h2>Pooling</h2>', "Pooling", 2, "old"),
        ('<section id="sec"><h2>Pooling</h2><p>Words.</p></section>', "Pooling", 2, "sec"),
        ("<h4>The <code>fit</code> of $x$</h4>", "The `fit` of $x$", 4, ""),
        ("<h2>\n  Two\n  lines </h2>", "Two lines", 2, ""),
    ],
)
def test_headings_keep_their_level_and_anchor(heading: str, text: str, level: int, anchor: str) -> None:
    found = [piece for piece in pieces_of(heading + "<p>Below it.</p>") if piece.kind == "heading"]
    assert [(piece.text, piece.level, piece.anchor) for piece in found] == [(text, level, anchor)]


@pytest.mark.parametrize(
    ("image", "head", "url"),
    [
        ('<img src="a.png">', "", "https://a.org/blog/a.png"),
        ('<img src="/a.png">', "", "https://a.org/a.png"),
        ('<img src="https://b.org/a.png">', "", "https://b.org/a.png"),
        ('<img src="a.png">', '<base href="https://c.org/d/">', "https://c.org/d/a.png"),
        ('<img src="data:image/gif;base64,R0" data-src="lazy.png">', "", "https://a.org/blog/lazy.png"),
        ('<img srcset="s.png 1x, l.png 2x">', "", "https://a.org/blog/s.png"),
    ],
)
def test_images_have_their_whole_address(image: str, head: str, url: str) -> None:
    (figure,) = pieces_of(f"<figure>{image}<figcaption>A caption.</figcaption></figure>", head)[:1]
    assert figure.url == url


@pytest.mark.parametrize("source", ["javascript:alert(1)", "file:///etc/passwd", "http://["])
def test_a_strange_image_does_not_stop_the_page(source: str) -> None:
    found = pieces_of(f'<p>Words.</p><p><img src="{source}" alt="x"></p><p>More.</p>')
    assert [piece.text for piece in found if piece.kind == "paragraph"] == ["Words.", "More."]
    assert not any(piece.url.startswith(("javascript:", "file:")) for piece in found)


def test_a_distill_article_is_read_without_its_machinery() -> None:
    markup = (
        '<html><head><title>D</title></head><body><d-front-matter><script type="text/json">{"a": 1}</script>'
        f"</d-front-matter><d-title><h1>Momentum</h1></d-title><d-byline>Someone</d-byline><d-article><p>{BEFORE}</p>"
        '<p>It helps<d-cite key="x"></d-cite> a lot, with <d-math>\\beta</d-math> near one.</p>'
        f"<p>{AFTER}</p></d-article><d-bibliography>Refs</d-bibliography></body></html>"
    )
    pieces, _ = html_pieces(tree_of(markup), page(markup))
    text = "\n".join(piece.text for piece in pieces)
    assert "It helps a lot, with $\\beta$ near one." in text
    for absent in ("Someone", '"a"', "Refs"):
        assert absent not in text


def test_glyphs_without_tex_are_kept_as_letters_with_a_warning() -> None:
    markup = article('<p>Here <span class="katex"><span class="katex-html">y=1</span></span> it is.</p>')
    pieces, warnings = html_pieces(tree_of(markup), page(markup))
    assert "Here y=1 it is." in [piece.text for piece in pieces]
    assert len(warnings) == 1
    assert "TeX" in warnings[0]


def test_navigation_and_footer_are_left_out() -> None:
    markup = article("<p>Words of the article.</p>")
    text = "\n".join(piece.text for piece in html_pieces(tree_of(markup), page(markup))[0])
    assert "Home" not in text
    assert "Footer" not in text


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta property='og:title' content='The  Title'><title>Other</title>", "The Title"),
        ("<title>Pooling | A Blog</title>", "Pooling"),
        ("<title>Pooling - A Blog</title>", "Pooling"),
        ("<title>Self-supervised learning</title>", "Self-supervised learning"),
        ("<title></title>", ""),
        ("", ""),
    ],
)
def test_titles(head: str, expected: str) -> None:
    assert html_title(tree_of(f"<html><head>{head}</head><body><p>x</p></body></html>")) == expected


def test_the_only_first_heading_is_the_title() -> None:
    tree = tree_of("<html><head><title>Site</title></head><body><h1>Pooling <i>layers</i> #</h1></body></html>")
    assert html_title(tree) == "Pooling layers"
    tree = tree_of("<html><head><title>Site</title></head><body><h1>One</h1><h1>Two</h1></body></html>")
    assert html_title(tree) == "Site"


def test_the_description_of_a_page() -> None:
    meta = "<meta name='Description' content=' A  talk. '>"
    assert html_description(tree_of(article("", meta))) == "A talk."
    assert html_description(tree_of(article(""))) == ""


def test_the_text_a_reader_sees_is_one_line_with_words_apart() -> None:
    tree = tree_of(
        "<html><head><title>T</title></head><body><p>One <b>t</b>wo</p><p>three<br>four</p><script>no()</script>"
        "<ul><li>five</li><li>six</li></ul><noscript>no</noscript></body></html>"
    )
    assert visible_text(tree) == "One two three four five six"
