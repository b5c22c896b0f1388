"""How TeX is recognised in a text and written as Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formulas import INLINE_FORMULA, bare_tex, formula_text, is_prose, looks_like_tex


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("let $x$ be", ["$x$"]),
        ("$x$ and $y$", ["$x$", "$y$"]),
        ("$a_1$-dimensional", ["$a_1$"]),
        ("($x$)", ["$x$"]),
        ("$$x\n= y$$", ["$$x\n= y$$"]),
        (r"\(x\) or \[y\]", [r"\(x\)", r"\[y\]"]),
        (r"\begin{align*}x\end{align*}", [r"\begin{align*}x\end{align*}"]),
        (r"\begin{align}x\end{gather}", []),
        ("$x\ny$", ["$x\ny$"]),
        ("$x\n\ny$", []),
        ("$5 and $10", []),
        ("$5, $10 and $20", []),
        ("US$5 or US$6", []),
        ("$ x $", []),
        (r"\$5 and \$6", []),
        ("no formula", []),
        ("one $ sign", []),
        ("cost$", []),
        (r"\(x", []),
        ("$$x$", []),
        ("$$$$", []),
        (r"$a \$ b$", [r"$a \$ b$"]),
        (r"\[x\] then \[y\]", [r"\[x\]", r"\[y\]"]),
        (r"\begin{cases}x\end{cases}", []),
        (r"\begin{align}\begin{split}x\end{split}\end{align}", [r"\begin{align}\begin{split}x\end{split}\end{align}"]),
        ("$x$$y$", []),
        ("a $x$, b", ["$x$"]),
        ("$5x$", ["$5x$"]),
    ],
)
def test_formulas_in_a_text(text: str, found: list[str]) -> None:
    assert [match[0] for match in INLINE_FORMULA.finditer(text)] == found


@pytest.mark.parametrize(
    ("tex", "display", "expected"),
    [
        ("x", False, "$x$"),
        ("  x \n + y ", False, "$x + y$"),
        ("x", True, "$$\nx\n$$"),
        ("\n x \\\\\n\n y \n", True, "$$\nx \\\\\ny\n$$"),
        ("x % said\n+ y", False, "$x + y$"),
        ("5 \\% x", False, "$5 \\% x$"),
        ("a %\n b", True, "$$\na %\nb\n$$"),
    ],
)
def test_writing(tex: str, display: bool, expected: str) -> None:
    assert formula_text(tex, display=display) == expected


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("x", "x"),
        (" $x$ ", "x"),
        ("$$x$$", "x"),
        (r"\(x\)", "x"),
        (r"\[x\]", "x"),
        (r"{\displaystyle x_{1}}", "x_{1}"),
        (r"{\textstyle x}", "x"),
        (r"{\displaystyle x}+{y}", r"{\displaystyle x}+{y}"),
        ("<![CDATA[x < y]]>", "x < y"),
        ("% <![CDATA[\nx\n%]]>", "x"),
        ("$", "$"),
        ("$$", "$$"),
        ("", ""),
    ],
)
def test_delimiters_are_taken_off(tex: str, expected: str) -> None:
    assert bare_tex(tex) == expected


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("5 for the small and 10", True),
        ("5, and later on ", True),
        (r"x \text{ if it is so}", False),
        (r"\mathrm{such that} x", False),
        (r"\operatorname{arg max} x", False),
        ("a b", False),
        ("x = y", False),
        (r"\alpha \beta", False),
        ("", False),
    ],
)
def test_prose_between_dollars(tex: str, expected: bool) -> None:
    assert is_prose(tex) == expected


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("x", True),
        ("x'", True),
        (r"\alpha", True),
        ("x_1", True),
        ("x^2", True),
        ("n = 3", True),
        ("a + b", True),
        ("O(n)", True),
        ("PATH:", False),
        ("HOME", False),
        ("5 and ", False),
        ("5", False),
        ("", False),
        ("x_1 is the first of all", False),
    ],
)
def test_tex_where_nothing_is_typeset(tex: str, expected: bool) -> None:
    assert looks_like_tex(tex) == expected


@given(st.text("ax_^+{}\\ \n%", max_size=30).filter(str.strip), st.booleans())
def test_a_formula_written_is_read_back(tex: str, display: bool) -> None:
    written = formula_text(tex, display=display)
    assert written.startswith("$")
    assert written.endswith("$")
    assert "\n\n" not in written
    assert display or "\n" not in written
