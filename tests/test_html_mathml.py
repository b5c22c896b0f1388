r"""MathML on the left, the TeX it is turned into on the right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from ingest.html.mathml import tex_of_mathml

A, B = "<mi>a</mi>", "<mi>b</mi>"
ROW = "<mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow>"
CELLS = (
    "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr>"
    "<mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable>"
)
LAYOUT = [
    (f"<mfrac>{A}{B}</mfrac>", r"\frac{a}{b}"),
    (f"<mfrac>{ROW}{B}</mfrac>", r"\frac{a + 1}{b}"),
    (f"<mfrac><mfrac>{A}{B}</mfrac>{B}</mfrac>", r"\frac{\frac{a}{b}}{b}"),
    (f"<msqrt>{A}</msqrt>", r"\sqrt{a}"),
    (f"<msqrt>{A}<mo>+</mo>{B}</msqrt>", r"\sqrt{a + b}"),
    (f"<mroot>{A}<mn>3</mn></mroot>", r"\sqrt[3]{a}"),
    (f"<msup>{A}<mn>2</mn></msup>", "a^{2}"),
    (f"<msub>{A}<mn>2</mn></msub>", "a_{2}"),
    (f"<msubsup>{A}<mi>i</mi><mn>2</mn></msubsup>", "a_{i}^{2}"),
    (f"<msup>{ROW}<mn>2</mn></msup>", "{a + 1}^{2}"),
    (f"<msup><msub>{A}<mi>i</mi></msub><mn>2</mn></msup>", "{a_{i}}^{2}"),
    (f"<msup>{A}<mo>′</mo></msup>", "a'"),
    (f"<msup>{A}<mo>′′</mo></msup>", "a''"),
    (f"<msup>{A}<mi>T</mi></msup>", "a^{T}"),
    (f"<mfenced>{A}{B}</mfenced>", "(a, b)"),
    (f'<mfenced open="[" close="]">{A}</mfenced>', "[a]"),
    (f'<mfenced open="|" close="|">{A}</mfenced>', "|a|"),
    (f"<mrow>{A}<mspace width='1em'></mspace>{B}</mrow>", "a b"),
    (f"<mstyle displaystyle='true'>{A}</mstyle>", "a"),
    (f"<mpadded>{A}</mpadded>", "a"),
    (f"<mrow>{A}<mphantom>{B}</mphantom></mrow>", "a"),
    (f"<semantics>{ROW}<annotation encoding='text'>not this</annotation></semantics>", "a + 1"),
    ("<mrow></mrow>", ""),
]
SUMS = [
    (
        f"<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>{A}",
        r"\sum_{i = 1}^{n} a",
    ),
    ("<munder><mo>∏</mo><mi>i</mi></munder>", r"\prod_{i}"),
    ("<mover><mo>∑</mo><mi>n</mi></mover>", r"\sum^{n}"),
    ("<msubsup><mo>∫</mo><mn>0</mn><mi>∞</mi></msubsup>", r"\int_{0}^{\infty}"),
    ("<munder><mi>lim</mi><mrow><mi>n</mi><mo>→</mo><mi>∞</mi></mrow></munder>", r"\lim_{n \to \infty}"),
    ("<munder><mo>max</mo><mi>x</mi></munder>", r"\max_{x}"),
    (f"<munder>{A}<mo>_</mo></munder>", r"\underline{a}"),
    (f"<munder>{A}<mi>b</mi></munder>", r"\underset{b}{a}"),
    ("<mover><mo>=</mo><mtext>def</mtext></mover>", r"\overset{\text{def}}{=}"),
]
ACCENTS = [
    (f"<mover>{A}<mo>^</mo></mover>", r"\hat{a}"),
    (f"<mover>{A}<mo>~</mo></mover>", r"\tilde{a}"),
    (f"<mover>{A}<mo>¯</mo></mover>", r"\bar{a}"),
    (f"<mover>{A}<mo>→</mo></mover>", r"\vec{a}"),
    (f"<mover>{A}<mo>˙</mo></mover>", r"\dot{a}"),
    (f"<mover>{A}<mo>¨</mo></mover>", r"\ddot{a}"),
    ("<mover><mi>θ</mi><mo>^</mo></mover>", r"\hat{\theta}"),
]
TABLES = [
    (CELLS, r"\begin{matrix} a & b \\ 0 & 1 \end{matrix}"),
    (f"<mo>[</mo>{CELLS}<mo>]</mo>", r"\begin{bmatrix} a & b \\ 0 & 1 \end{bmatrix}"),
    (f"<mo>(</mo>{CELLS}<mo>)</mo>", r"\begin{pmatrix} a & b \\ 0 & 1 \end{pmatrix}"),
    (f"<mo>|</mo>{CELLS}<mo>|</mo>", r"\begin{vmatrix} a & b \\ 0 & 1 \end{vmatrix}"),
    (
        f"<mi>M</mi><mo>=</mo><mrow><mo>(</mo>{CELLS}<mo>)</mo></mrow>",
        r"M = \begin{pmatrix} a & b \\ 0 & 1 \end{pmatrix}",
    ),
    (f"<mrow><mo>{{</mo>{CELLS}</mrow>", r"\begin{cases} a & b \\ 0 & 1 \end{cases}"),
    (f"<mrow><mo>{{</mo>{CELLS}<mo></mo></mrow>", r"\begin{cases} a & b \\ 0 & 1 \end{cases}"),
]
LETTERS = [
    ("<mi>α</mi>", r"\alpha"),
    ("<mi>Ω</mi>", r"\Omega"),
    ("<mi>ε</mi>", r"\varepsilon"),
    ("<mi>ϕ</mi>", r"\phi"),
    ("<mi>∇</mi>", r"\nabla"),
    ("<mi>ℓ</mi>", r"\ell"),
    ("<mi>ℝ</mi>", r"\mathbb{R}"),
    ("<mi mathvariant='double-struck'>R</mi>", r"\mathbb{R}"),
    ("<mi mathvariant='bold'>w</mi>", r"\mathbf{w}"),
    ("<mi mathvariant='script'>L</mi>", r"\mathcal{L}"),
    ("<mi mathvariant='fraktur'>g</mi>", r"\mathfrak{g}"),
    ("<mi mathvariant='normal'>d</mi>", "d"),
    ("<mi>𝐰</mi>", r"\mathbf{w}"),
    ("<mi>𝑥</mi>", "x"),
    ("<mi>𝔼</mi>", r"\mathbb{E}"),
    ("<mi>ReLU</mi>", r"\mathrm{ReLU}"),
    ("<mi>sin</mi><mo>\u2061</mo><mi>x</mi>", r"\sin x"),
    ("<mo>log</mo><mi>x</mi>", r"\log x"),
    ("<mn>2</mn><mo>\u2062</mo><mi>x</mi>", "2 x"),
    ("<mn>3.14</mn>", "3.14"),
    ("<mn>5</mn><mo>%</mo>", r"5 \%"),
    ("<mtext>if </mtext><mi>x</mi>", r"\text{if } x"),
    ("<mtext>5%</mtext>", r"\text{5\%}"),
    ("<mi>a</mi><mo>≤</mo><mi>b</mi>", r"a \leq b"),
    ("<mi>a</mi><mo>−</mo><mi>b</mi>", "a - b"),
    ("<mi>a</mi><mo>&lt;</mo><mi>b</mi>", "a < b"),
    ("<mi>x</mi><mo>∈</mo><mi>X</mi>", r"x \in X"),
    ("<mi>a</mi><mo>⋅</mo><mi>b</mi>", r"a \cdot b"),
    ("<mi>f</mi><mo>:</mo><mi>A</mi><mo>→</mo><mi>B</mi>", r"f : A \to B"),
    ("<mi>a_b</mi>", r"a\_b"),
    ("<mi>A</mi><mo>\\</mo><mi>B</mi>", r"A \backslash B"),
    ("<mi>变</mi>", "变"),
]


@pytest.mark.parametrize(("mathml", "tex"), [*LAYOUT, *SUMS, *ACCENTS, *TABLES, *LETTERS])
def test_mathml(mathml: str, tex: str) -> None:
    assert tex_of_mathml(html.fromstring(f"<math>{mathml}</math>")) == tex


def test_prefixed_names_are_the_same_elements() -> None:
    math = html.fromstring("<m:math><m:mfrac><m:mi>a</m:mi><m:mi>b</m:mi></m:mfrac></m:math>")
    assert tex_of_mathml(math) == r"\frac{a}{b}"


LEAF = st.tuples(st.sampled_from("mi mo mn mtext mspace none".split()), st.text("aα1∑(|[{′\\%", max_size=2)).map(
    lambda leaf: f"<{leaf[0]}>{leaf[1]}</{leaf[0]}>"
)
NODE = st.recursive(
    LEAF,
    lambda inner: st.tuples(
        st.sampled_from(
            """mrow mfrac msqrt mroot msup msub msubsup munder mover munderover mtable mtr mtd mfenced semantics
            mmultiscripts mstyle""".split()
        ),
        st.lists(inner, max_size=3),
    ).map(lambda node: f"<{node[0]}>{''.join(node[1])}</{node[0]}>"),
    max_leaves=15,
)


@given(NODE)
def test_any_nesting_becomes_tex_with_balanced_braces(mathml: str) -> None:
    tex = tex_of_mathml(html.fromstring(f"<math>{mathml}</math>"))
    bare = tex.replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")
    assert tex.count(r"\begin") == tex.count(r"\end")
