"""Formulas that KaTeX drew without MathML are read back as what was written.

`katex_boxes.jsonl` holds formulas of ours, and what two versions of KaTeX drew of them (`output: "html"`,
`displayMode`; the outlines of its drawings are left out).
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from ingest.html.formula_elements import GLYPHS_ONLY, keep_formula_elements
from ingest.html.katex import tex_of_katex
from tests.html_step import run_step, text_after

UNKNOWN = (r"\xrightarrow{f}", r"\cancel{x}")
SAME = {
    r"\,": "",
    r"\left": "",
    r"\right": "",
    r"\lVert": r"\|",
    r"\rVert": r"\|",
    r"\mid": "|",
    r"\dots": r"\ldots",
    r"\mathop{\mathbb{E}}": r"\mathbb{E}",
}
"""Spellings that are drawn alike."""


def drawn() -> Iterator[tuple[str, str, str]]:
    """Version of KaTeX, what was written, and its boxes."""
    for line in (Path(__file__).parent / "katex_boxes.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["katex"], row["written"], row["boxes"]


def one_spelling(tex: str) -> str:
    """A formula without the signs that change nothing in how it is drawn."""
    for spelling, other in SAME.items():
        tex = re.sub(re.escape(spelling) + r"(?![A-Za-z])", lambda _, other=other: other, tex)
    tex = re.sub(r"\s+|&(?= *\\end)", "", tex)
    for _ in range(3):
        tex = re.sub(r"(?<=[_^])\{([^{}]*)\}", r"\1", tex)
    return tex


@pytest.mark.parametrize(("version", "written", "boxes"), list(drawn()))
def test_what_was_written_is_read_back(version: str, written: str, boxes: str) -> None:
    read = tex_of_katex(html.fromstring(boxes))
    assert one_spelling(read) == ("" if written in UNKNOWN else one_spelling(written)), version


def test_both_versions_are_there() -> None:
    assert len({version for version, _, _ in drawn()}) == 2
    assert len({written for _, written, _ in drawn()}) >= 35


def test_a_display_formula_stands_alone() -> None:
    boxes = next(boxes for _, written, boxes in drawn() if written.startswith(r"\binom"))
    markup = f'<p>The chance is</p><p><span class="katex-display"><span class="katex">{boxes}</span></span></p>'
    assert text_after(keep_formula_elements, markup) == "The chance is\n\n$$\n\\binom{n}{k} p^{k}\n$$"
    assert not run_step(keep_formula_elements, markup)[1].warnings


def test_an_unknown_box_leaves_the_letters_and_warns() -> None:
    boxes = next(boxes for _, written, boxes in drawn() if written in UNKNOWN)
    _, kept = run_step(keep_formula_elements, f'<p>So <span class="katex">{boxes}</span></p>')
    assert kept.warnings == {GLYPHS_ONLY}


DRAWN = [boxes for _, _, boxes in drawn()]


@given(st.sampled_from(DRAWN), st.data())
def test_broken_boxes_are_letters_and_no_error(boxes: str, data: st.DataObject) -> None:
    tree = html.fromstring(boxes)
    for _ in range(3):
        parts = list(tree.iterdescendants())
        if not parts:
            break
        part = data.draw(st.sampled_from(parts))
        match data.draw(st.sampled_from(["gone", "nameless", "unplaced", "twice"])):
            case "gone":
                part.drop_tree()
            case "nameless":
                part.attrib.pop("class", None)
            case "unplaced":
                part.attrib.pop("style", None)
            case "twice":
                part.addnext(deepcopy(part))
    assert isinstance(tex_of_katex(tree), str)


@pytest.mark.parametrize("name", ["minner", "mopen", "mord", "mop", "text", "mfrac"])
def test_deep_boxes_take_no_time(name: str) -> None:
    fence = '<span class="mopen delimcenter">(</span>', '<span class="mclose delimcenter">)</span>'
    deep = "x"
    for _ in range(80):
        deep = f'<span class="{name}">{fence[0]}{deep}{fence[1]}</span>'
    tree = html.fromstring(f'<span class="katex-html">{deep}</span>')
    assert tex_of_katex(tree).count("(") in (0, 80)
