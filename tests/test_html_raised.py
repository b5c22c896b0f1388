"""Superscripts and subscripts: the page on the left, what a line of text can show on the right."""

import pytest
from html_step import text_after
from hypothesis import given
from hypothesis import strategies as st

from ingest.html.raised import keep_raised


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("10<sup>5</sup> of them", "10⁵ of them"),
        ("10<sup>-5</sup> of them", "10⁻⁵ of them"),
        ("10<sup>−12</sup> of them", "10⁻¹² of them"),
        ("x<sup>n</sup> and x<sup>n-1</sup>", "xⁿ and xⁿ⁻¹"),
        ("O(n<sup>2</sup>)", "O(n²)"),
        ("(a + b)<sup>2</sup>", "(a + b)²"),
        ("A<sup>T</sup>x", "Aᵀx"),
        ("<i>x</i><sup>2</sup>", "x²"),
        ("H<sub>2</sub>O", "H₂O"),
        ("x<sub>i</sub> and x<sub>10</sub>", "xᵢ and x₁₀"),
        ("x<sub>t-1</sub>", "xₜ₋₁"),
        ("x<sub>i</sub><sup>2</sup>", "xᵢ²"),
        ("Na<sup>+</sup>", "Na⁺"),
        ("the 1<sup>st</sup> of them", "the 1st of them"),
        ("a word<sup>™</sup>", "a word™"),
        ("x<sup><b>2</b></sup>", "x²"),
        ("x<sub>train</sub> and y<sub>test</sub>", "x_train and y_test"),
        ("a<sub>best</sub>b", "a_(best)b"),
        ("Y<sub>(i, j)</sub>", "Y_(i, j)"),
        ("AP<sub>50:95</sub>", "AP_(50:95)"),
        ("10<sup>2.5</sup> of them", "10^2.5 of them"),
        ("2<sup><i>n</i></sup>", "2ⁿ"),
        ("2<sup>N</sup>", "2^N"),
        ("2<sup>2n</sup>", "2^(2n)"),
        ("2<sup>2<sup>n</sup></sup>", "2^(2ⁿ)"),
        ("R<sup>H×W×3</sup>", "R^(H×W×3)"),
        ("<b>θ</b><sub>i</sub><sup>old</sup>", "θᵢ^old"),
        ("(a + b)<sup>w</sup>", "(a + b)^w"),
        ("mAP<sup>val</sup>", "mAP^val"),
        ("a word<sup>a</sup> of it", "a worda of it"),
        ("a word<sup>new</sup> of it", "a wordnew of it"),
        ("95<sup>a</sup>", "95a"),
        ("1990<sup>1,2</sup>", "19901,2"),
        ("x<sup>[1]</sup>", "x[1]"),
        ("2<sup><a href='/n'>N</a></sup>", "2N"),
        ("at 12<sup>h</sup>", "at 12h"),
        ("M<sup>me</sup> Owl", "Mme Owl"),
        ("NASA<sup>TM</sup>", "NASATM"),
        ("Ann<sup>1,*</sup>", "Ann1,*"),
        ("<br><sup>(ms)</sup>", "(ms)"),
        ("A word <sup>2</sup> alone", "A word 2 alone"),
        ("<sup>2</sup>H", "2H"),
        ("a<sup></sup>b", "ab"),
        ("said[<sup>1</sup>]", "said[1]"),
    ],
)
def test_raised(markup: str, expected: str) -> None:
    assert text_after(keep_raised, f"<p>{markup}</p>") == expected


@given(st.integers(-999, 999))
def test_a_raised_number_is_read_back(number: int) -> None:
    shown = text_after(keep_raised, f"<p>10<sup>{number}</sup></p>").removeprefix("10")
    assert shown.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")) == str(number)
