"""What a page is taken apart into."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tests.fidelity.article import Region
from tests.fidelity.words import Prose

BlockKind = Literal["heading", "paragraph", "caption", "code", "row", "label"]
"""A label is a text in a drawing."""


NOTHING = Prose("")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of the page."""

    tex: str
    display: bool
    alone: bool = False
    """Whether nothing else stands in its block, so that it may as well be set apart."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the text at a point of the page is part of."""

    region: Region
    kind: BlockKind = "paragraph"
    level: int = 0
    note: bool = False
    """Whether it is a footnote."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the page."""

    place: Place
    prose: Prose = NOTHING
    formulas: tuple[Formula, ...] = ()
    code: str = ""
    cells: tuple["Block", ...] = ()
    crossing: tuple[str, ...] = ()
    """Formulas that inline elements cut through."""
    drawn: int = 0
    """Formulas without TeX."""
    linked: bool = False
    """Whether all its words are links."""

    @property
    def kind(self) -> BlockKind:
        return self.place.kind

    @property
    def region(self) -> Region:
        return self.place.region


def joined(blocks: Sequence[Block], place: Place) -> Block:
    """Several blocks as one, as in a cell of two paragraphs."""
    flat, masks = list[str](), list[str]()
    for block in blocks:
        flat.append(_shifted(block.prose.flat, len(masks)))
        masks += block.prose.masks
    return Block(
        place,
        Prose("\n".join(flat), tuple(masks)),
        tuple(formula for block in blocks for formula in block.formulas),
        crossing=tuple(text for block in blocks for text in block.crossing),
        drawn=sum(block.drawn for block in blocks),
    )


def _shifted(flat: str, by: int) -> str:
    return re.sub("[\ue100-\uefff]", lambda mask: chr(ord(mask[0]) + by), flat)
