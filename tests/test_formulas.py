"""How TeX is recognised in a text and written as Markdown."""

import pytest

from ingest.formulas import INLINE_FORMULA, formula_text


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
    ],
)
def test_writing(tex: str, display: bool, expected: str) -> None:
    assert formula_text(tex, display=display) == expected
