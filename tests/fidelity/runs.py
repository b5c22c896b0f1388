"""A run of inline content, collected piece by piece, and the block it makes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tests.fidelity.blocks import Block, Formula, Place
from tests.fidelity.dom import Node
from tests.fidelity.tex import TexRules, find_formulas, same_tex
from tests.fidelity.words import EDGE, FIRST_MASK, Prose

_CUT = re.compile("[\ue000\ue100-\uefff]")


@dataclass(slots=True)
class Run:
    """What stands between two block boundaries."""

    pieces: list[str] = field(default_factory=list)
    masks: list[tuple[str, Formula | None]] = field(default_factory=list)
    """What each mask stands for; no formula for a reference mark and for glyphs."""
    drawn: int = 0
    linked: bool = True
    """Whether all words so far are links."""
    notes: list[Node] = field(default_factory=list)
    """The footnotes in it, which are read after it."""

    def mask(self, shown: str, formula: Formula | None) -> None:
        """Adds something that is not compared as text."""
        self.pieces.append(chr(FIRST_MASK + len(self.masks)))
        self.masks.append((shown, formula))

    def block(self, place: Place, rules: TexRules) -> Block | None:
        """The block of a run, TeX between delimiters found; None for white space."""
        flat = "".join(self.pieces)
        if not flat.replace(EDGE, "").strip():
            return None
        flat, masks, crossing = _with_formulas(flat, self.masks, rules)
        alone = len(masks) == 1 and not re.search(r"\w", _CUT.sub("", flat))
        return Block(
            place,
            Prose(flat, tuple(shown for shown, _ in masks)),
            tuple(replace(formula, alone=alone) for _, formula in masks if formula),
            crossing=crossing,
            drawn=self.drawn,
            linked=self.linked and bool(re.search(r"\w", flat)),
        )


def _with_formulas(
    flat: str, masks: Sequence[tuple[str, Formula | None]], rules: TexRules
) -> tuple[str, list[tuple[str, Formula | None]], tuple[str, ...]]:
    """A run with its formulas masked, all masks, and the formulas that an element cuts, which are masked but none."""
    pieces, known, crossing, cursor = list[str](), list(masks), list[str](), 0
    for found in find_formulas(flat, rules):
        cut = bool(_CUT.search(found.tex))
        crossing += [flat[found.start : found.end].replace(EDGE, "")] if cut else []
        pieces += [flat[cursor : found.start], chr(FIRST_MASK + len(known))]
        known.append((found.tex, None if cut else Formula(same_tex(found.tex), found.display)))
        cursor = found.end
    return "".join([*pieces, flat[cursor:]]), known, tuple(crossing)
