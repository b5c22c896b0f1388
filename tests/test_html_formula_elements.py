r"""Formulas that have an element of their own: the markup of a tool on the left, Markdown on the right."""

import pytest
from html_step import KATEX, markup_after, run_step, text_after

from ingest.html.formula_elements import GLYPHS_ONLY, keep_formula_elements

MATHJAX_2 = [
    ('<p>Let <script type="math/tex">a_1 < b</script> be.</p>', "Let $a_1 < b$ be."),
    ('<p>Let <script type="math/tex; mode=display">a_1</script> be.</p>', "Let\n\n$$\na_1\n$$\n\nbe."),
    ('<p>Let</p><script type="math/tex;mode=display">a_1</script><p>be.</p>', "Let\n\n$$\na_1\n$$\n\nbe."),
    ('<p>Let <script type="math/tex">% <![CDATA[\na < b %]]></script> be.</p>', "Let $a < b$ be."),
    ('<p>Let <script type="math/tex"><![CDATA[a < b]]></script> be.</p>', "Let $a < b$ be."),
    ('<div><script type="math/tex; mode=display">a \\\\\n\n b</script></div>', "$$\na \\\\\nb\n$$"),
    (
        '<p>So <span class="MathJax_Preview">x2</span><script type="math/tex">x^2</script> grows.</p>',
        "So $x^2$ grows.",
    ),
    (
        '<p>So <span class="MathJax_Preview">x2</span><span class="MathJax" id="M"><span>x</span><span>2</span></span>'
        '<script type="math/tex" id="M-1">x^2</script> grows.</p>',
        "So $x^2$ grows.",
    ),
    (
        '<p>So</p><div class="MathJax_Display"><span class="MathJax"><span>x2</span></span></div>'
        '<script type="math/tex; mode=display">x^2</script><p>it is.</p>',
        "So\n\n$$\nx^2\n$$\n\nit is.",
    ),
    (
        '<p>So <span class="MathJax_SVG"><svg></svg></span><script type="math/tex">x^2</script> grows.</p>',
        "So $x^2$ grows.",
    ),
    (
        '<p>So <span class="mjx-chtml"><span>x2</span></span><script type="math/tex">x^2</script> grows.</p>',
        "So $x^2$ grows.",
    ),
    (
        '<p>So <script type="math/mml"><math display="block"><mi>x</mi></math></script> it is.</p>',
        "So\n\n$$\nx\n$$\n\nit is.",
    ),
    ('<p>So <script type="math/tex"></script>it is.</p>', "So it is."),
    ('<p>So <script type="math/tex"> </script>it is.</p>', "So it is."),
    ('<p>So <script>var x = "$1$";</script>it is.</p>', "So it is."),
]
MATHJAX_3 = [
    (
        '<p>So <mjx-container class="MathJax" jax="CHTML"><mjx-math><mjx-mi>z</mjx-mi></mjx-math>'
        "<mjx-assistive-mml><math><msub><mi>z</mi><mn>0</mn></msub></math></mjx-assistive-mml></mjx-container> is.</p>",
        "So $z_{0}$ is.",
    ),
    (
        '<p>So <mjx-container class="MathJax" jax="SVG" display="true"><svg></svg>'
        '<mjx-assistive-mml><math display="block"><mi>z</mi></math></mjx-assistive-mml></mjx-container> is.</p>',
        "So\n\n$$\nz\n$$\n\nis.",
    ),
    (
        '<p>So <mjx-container><mjx-assistive-mml><math><semantics><mi>z</mi><annotation encoding="application/x-tex">'
        "z_0</annotation></semantics></math></mjx-assistive-mml></mjx-container> is.</p>",
        "So $z_0$ is.",
    ),
    (
        '<p>So <mjx-container><mjx-assistive-mml><math alttext="z_0"><mi>z</mi></math></mjx-assistive-mml>'
        "</mjx-container> is.</p>",
        "So $z_0$ is.",
    ),
]
KATEX_AND_MATHML = [
    (f"<p>Here {KATEX} is squared.</p>", "Here $x^2$ is squared."),
    (f'<p>So</p><span class="katex-display">{KATEX}</span><p>it is.</p>', "So\n\n$$\nx^2\n$$\n\nit is."),
    (f'<div class="katex-display">{KATEX}</div>', "$$\nx^2\n$$"),
    (f"<ul><li>One {KATEX}</li><li>Two {KATEX}</li></ul>", "One $x^2$ Two $x^2$"),
    ('<p>So <math alttext="\\alpha"><mi>α</mi></math> is.</p>', "So $\\alpha$ is."),
    ('<p>So <math display="block" alttext="\\alpha"><mi>α</mi></math> is.</p>', "So\n\n$$\n\\alpha\n$$\n\nis."),
    (
        '<p>So <math><semantics><mi>α</mi><annotation encoding="application/x-tex">\\alpha</annotation></semantics>'
        "</math> is.</p>",
        "So $\\alpha$ is.",
    ),
    (
        '<p>So <math><semantics><mi>α</mi><annotation encoding="TeX">\\alpha</annotation></semantics></math> is.</p>',
        "So $\\alpha$ is.",
    ),
    (
        '<p>So <math><semantics><mi>α</mi><annotation encoding="StarMath 5.0">%alpha</annotation></semantics></math>'
        " is.</p>",
        "So $\\alpha$ is.",
    ),
    ("<p>So <math><mfrac><mi>a</mi><mi>b</mi></mfrac></math> is.</p>", "So $\\frac{a}{b}$ is."),
    ("<p>So <math><msup><mi>a</mi><mn>2</mn></msup></math>, it is.</p>", "So $a^{2}$, it is."),
    ("<p>So <math></math>it is.</p>", "So it is."),
]
IMAGES = [
    ('<p>So <img class="tex" src="/x.png" alt="\\beta"> is.</p>', "So $\\beta$ is."),
    ('<p>So <img class="latex" src="/x.png" alt="a_1 + b"> is.</p>', "So $a_1 + b$ is."),
    ('<p>So <img src="https://latex.codecogs.com/gif.latex?x^2" alt="x^2"> is.</p>', "So $x^2$ is."),
    ('<p>So <img src="https://latex.codecogs.com/svg.image?\\alpha_1"> is.</p>', "So $\\alpha_1$ is."),
    ('<p>So <img src="https://latex.codecogs.com/png.latex?%5Cfrac%7Ba%7D%7Bb%7D"> is.</p>', "So $\\frac{a}{b}$ is."),
    ('<p>So <img src="https://latex.codecogs.com/gif.latex?\\dpi{120}%20x^2"> is.</p>', "So $x^2$ is."),
    ('<p>So <img src="https://b.org/latex.php?latex=x%5E2&bg=fff"> is.</p>', "So $x^2$ is."),
    ('<p>So <img src="https://chart.googleapis.com/chart?cht=tx&chl=x%5E2"> is.</p>', "So $x^2$ is."),
    ('<p>So <img src="/x.png" alt="$x^2$"> is.</p>', "So $x^2$ is."),
    ('<p>So <img src="/x.png" alt="\\(x^2\\)"> is.</p>', "So $x^2$ is."),
    ('<p><img src="/x.png" alt="\\[x^2\\]"></p>', "$$\nx^2\n$$"),
    ('<p><img class="tex" src="/x.png" alt="x^2"></p>', "$$\nx^2\n$$"),
    ('<p><img class="tex" src="/x.png" alt="x^2"> (1)</p>', "$$\nx^2\n$$\n\n(1)"),
    # latex2html: the TeX in the image's alt, between dollars
    ('<p>So <img width="20" align="MIDDLE" src="img1.png" alt="$\\alpha$"> is.</p>', "So $\\alpha$ is."),
    (
        '<div align="CENTER"><img class="displaymath" src="img2.png" alt="$\\displaystyle a = b$"></div>',
        "$$\n\\displaystyle a = b\n$$",
    ),
    # Zhihu
    (
        '<p>So <img src="https://www.zhihu.com/equation?tex=x%5E2" alt="x^2" class="ee_img" eeimg="1"> is.</p>',
        "So $x^2$ is.",
    ),
    (
        '<p>So <span class="ztext-math" data-eeimg="1" data-tex="x^2"><span></span><span>x2</span></span> is.</p>',
        "So $x^2$ is.",
    ),
    # Wikipedia: MathML and an image of the same formula
    (
        '<p>So <span class="mwe-math-element"><span class="mwe-math-mathml-inline" style="display: none;"><math>'
        '<semantics><mi>β</mi><annotation encoding="application/x-tex">{\\displaystyle \\beta }</annotation>'
        '</semantics></math></span><img src="/x.svg" class="mwe-math-fallback-image-inline" '
        'alt="{\\displaystyle \\beta }"></span> is.</p>',
        "So $\\beta$ is.",
    ),
    (
        '<dl><dd><span class="mwe-math-element"><span style="display: none;"><math display="block" alttext="a=b">'
        '<mi>a</mi></math></span><img class="mwe-math-fallback-image-display" src="/x.svg" alt="a=b"></span></dd></dl>',
        "$$\na=b\n$$",
    ),
    ('<p>So <img class="mwe-math-fallback-image-inline" src="/x.svg" alt="{\\displaystyle x}"> is.</p>', "So $x$ is."),
]
OTHERS = [
    ("<p>So <d-math>k \\times k</d-math> is.</p>", "So $k \\times k$ is."),
    ("<p>So <dt-math>k</dt-math> is.</p>", "So $k$ is."),
    ("<p>So</p><d-math block>k</d-math><p>is.</p>", "So\n\n$$\nk\n$$\n\nis."),
    ('<d-math block="">\n  k \\\\\n  l\n</d-math>', "$$\nk \\\\\nl\n$$"),
    ("<p>So <d-math>a &lt; b &amp; c</d-math> is.</p>", "So $a < b & c$ is."),
    ('<p>So <span class="math inline">x^2</span> is.</p>', "So $x^2$ is."),
    ('<p>So <span class="math display">x^2</span> is.</p>', "So\n\n$$\nx^2\n$$\n\nis."),
    ('<p>So <math-renderer class="js-inline-math">$x^2$</math-renderer> is.</p>', "So $x^2$ is."),
    ('<math-renderer class="js-display-math">$$x^2$$</math-renderer>', "$$\nx^2\n$$"),
    ('<p>So <span data-latex="x^2">x2</span> is.</p>', "So $x^2$ is."),
    ('<p>So <span data-katex="x^2"></span> is.</p>', "So $x^2$ is."),
    ('<div class="katex" data-formula="x^2"><span>x2</span></div>', "$x^2$"),
    # LaTeXML
    (
        '<table class="ltx_equation ltx_eqn_table"><tr class="ltx_eqn_row"><td><math alttext="a" display="block">'
        '<mi>a</mi></math></td><td class="ltx_eqn_eqno">(1)</td></tr></table>',
        "$$\na\n$$",
    ),
    (
        '<table class="ltx_equationgroup ltx_eqn_table"><tbody>'
        '<tr><td><math alttext="a"><mi>a</mi></math></td><td><math alttext="=b"><mi>b</mi></math></td></tr>'
        '<tr><td><math alttext="c"><mi>c</mi></math></td><td><math alttext="=d"><mi>d</mi></math></td></tr>'
        "</tbody></table>",
        "$$\n\\begin{aligned} a =b \\\\\nc =d \\end{aligned}\n$$",
    ),
]
NO_FORMULAS = [
    ('<p>A <img src="/a.png" alt="a net of layers"> is.</p>', "A is."),
    ('<p>A <img src="/a.png" alt="$5 for the small and 10$"> is.</p>', "A is."),
    ('<p>A <img class="math" src="/a.png" alt="the teacher of math"> is.</p>', "A is."),
    ('<p>A <span data-expr="toggle the menu">link</span> is.</p>', "A link is."),
    ('<p>A <span data-math="menu-button">link</span> is.</p>', "A link is."),
    ('<p>The <span class="math">math</span> of it.</p>', "The math of it."),
    ('<div class="display">Shown.</div>', "Shown."),
    ('<p>Left as it is: <span class="math inline">\\(x^2\\)</span>.</p>', "Left as it is: \\(x^2\\)."),
    ('<p>Left as it is: <span class="math inline">$x^2$</span>.</p>', "Left as it is: $x^2$."),
]


@pytest.mark.parametrize(
    ("markup", "expected"), [*MATHJAX_2, *MATHJAX_3, *KATEX_AND_MATHML, *IMAGES, *OTHERS, *NO_FORMULAS]
)
def test_formula_elements(markup: str, expected: str) -> None:
    assert text_after(keep_formula_elements, markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<p>Here <span class="katex"><span class="katex-html">y=1</span></span> is.</p>', "Here y=1 is."),
        ("<p>Here <mjx-container><mjx-math>y=1</mjx-math></mjx-container> is.</p>", "Here y=1 is."),
        ('<p>Here <span class="MathJax"><span>y=1</span></span> is.</p>', "Here y=1 is."),
    ],
)
def test_a_formula_without_tex_keeps_its_letters_and_warns(markup: str, expected: str) -> None:
    _, kept = run_step(keep_formula_elements, markup)
    assert kept.warnings == {GLYPHS_ONLY}
    assert text_after(keep_formula_elements, markup) == expected


def test_a_formula_with_tex_warns_of_nothing() -> None:
    assert not run_step(keep_formula_elements, f"<p>{KATEX}</p>")[1].warnings


def test_a_display_formula_between_blocks_stands_in_a_paragraph() -> None:
    markup = '<div><p>So</p><d-math block="">k</d-math>it is.</div>'
    assert markup_after(keep_formula_elements, markup) == "<div><p>So</p><p>zqk0kqz</p>it is.</div>"
