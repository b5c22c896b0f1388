"""The comparison of each kind: one finding for each thing of the truth."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.fidelity.reading import FormulaKind, Line, Reading, loose_tex
from tests.fidelity.truth import Passage, Truth
from tests.fidelity.whereabouts import where_code, where_formula, where_prose
from tests.fidelity.words import Prose

NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing looked for: what it counts, what of that was found, and a remark where that is worth one."""

    text: str
    kept: int
    where: str = ""
    weight: int = 1


def formulas(truth: Truth, reading: Reading, *, display: bool) -> Iterator[Finding]:
    """Each formula of the document serves once; in a table row it serves for either kind."""
    left = Counter((kind, _cell_tex(tex) if kind == "cell" else tex) for kind, tex in reading.formulas)
    for formula in truth.formulas:
        tex = loose_tex(formula.tex) if reading.loose else formula.tex
        found = next((key for key in _keys(tex, formula.display, formula.alone) if left[key] > 0), None)
        left.subtract([found] if found else [])
        if formula.display == display:
            yield Finding(formula.tex, bool(found), "" if found else where_formula(tex, reading, left))


def _keys(tex: str, display: bool, alone: bool) -> list[tuple[FormulaKind, str]]:
    kinds: list[FormulaKind] = ["display"] if display else ["inline", "display"] if alone else ["inline"]
    return [*((kind, tex) for kind in kinds), ("cell", _cell_tex(tex))]


def _cell_tex(tex: str) -> str:
    """A vertical bar has to be written otherwise in a table row."""
    return re.sub(r"\\vert\b ?|\\\||&#124;", "|", tex)


def headings(truth: Truth, reading: Reading) -> Iterator[Finding]:
    """The most headings that stand in the document as headings, in the page's order."""
    lines = [line.words for line in reading.lines if line.kind == "heading"]
    fits = [_fitting(prose, lines) for prose in truth.headings]
    kept = _longest_order(fits)
    for position, prose in enumerate(truth.headings):
        moved = "as a heading, but not in its place" if fits[position] else where_prose(prose, reading)
        yield Finding(prose.shown, position in kept, "" if position in kept else moved)


def _fitting(prose: Prose, lines: Sequence[str]) -> list[int]:
    fits = prose.as_line()
    return [position for position, line in enumerate(lines) if line.strip() and fits.fullmatch(line)]


def _longest_order(fits: Sequence[Sequence[int]]) -> set[int]:
    """Which items are kept so that the most have places in rising order (by last place, the longest chain)."""
    chains: list[tuple[int, list[int]]] = [(-1, [])]
    for item, places in enumerate(fits):
        chains += [(place, [*_longest(chain for last, chain in chains if last < place), item]) for place in places]
    return set(_longest(chain for _, chain in chains))


def _longest(chains: Iterable[list[int]]) -> list[int]:
    return max(chains, key=lambda chain: len(chain))


Places = list[list[tuple[int, int]]]
"""For each passage of the truth, the stretches of the document's plain text where its words stand."""


def find_passages(truth: Truth, reading: Reading) -> Places:
    """Looks for each paragraph and caption."""
    return [passage.prose.stands_in(reading.text) for passage in truth.passages]


def passages(truth: Truth, reading: Reading, places: Places, *, captions: bool) -> Iterator[Finding]:
    """Paragraphs stand in the plain text; captions as lines of their own, between the neighbours they have."""
    for position, passage in enumerate(truth.passages):
        if passage.caption != captions:
            continue
        where = "" if places[position] else where_prose(passage.prose, reading)
        if not where and captions:
            where = _misplaced(position, places, truth.passages, reading)
        yield Finding(passage.prose.shown, not where, where)


def _misplaced(position: int, places: Places, sequence: Sequence[Passage], reading: Reading) -> str:
    room = sequence[position].prose.outer_room
    whole = [start for start, end in places[position] if reading.is_apart(start, end, room)]
    if not whole:
        return "run together with other text"
    before = [places[at][0][0] for at in range(position) if places[at] and not sequence[at].caption][-NEIGHBOURS:]
    after = [places[at][-1][0] for at in range(position + 1, len(places)) if places[at] and not sequence[at].caption][
        :NEIGHBOURS
    ]
    between = any((not before or min(before) < at) and (not after or at < max(after)) for at in whole)
    return "" if between else "away from its figure"


def code(truth: Truth, reading: Reading) -> Iterator[Finding]:
    """Each fence serves once."""
    left = Counter(reading.fences)
    for text in truth.code:
        kept = left[text] > 0
        left.subtract([text] if kept else [])
        yield Finding(text, kept, "" if kept else where_code(text, reading))


def cells(truth: Truth, reading: Reading) -> Iterator[Finding]:
    """Row by row: the cells that the best row of the document has, which then serves no other."""
    rows = [line for line in reading.lines if line.kind == "row" and not _is_rule(line)]
    free = list(range(len(rows)))
    for row in truth.rows:
        best, kept = _best_row(row, rows, free)
        free = [at for at in free if at != best]
        where = f"{len(row) - kept} of {len(row)} cells lost" if kept < len(row) else ""
        yield Finding(" | ".join(cell.shown for cell in row), kept, where, len(row))


def _is_rule(line: Line) -> bool:
    return not line.words.strip()


def _best_row(row: Sequence[Prose], rows: Sequence[Line], free: Sequence[int]) -> tuple[int, int]:
    """Position and number of the cells it has; -1 and 0 where no row has any."""
    tests = [(cell.words if cell.is_plain else None, cell.as_line()) for cell in row]
    best, most = -1, 0
    for at in free:
        shared = _shared(tests, rows[at].cells)
        if shared > most:
            best, most = at, shared
        if most == len(row):
            break
    return best, most


def _shared(tests: Sequence[tuple[str | None, re.Pattern[str]]], cells: Sequence[str]) -> int:
    left = list(cells)
    for literal, fits in tests:
        found = literal if literal in left else None
        if literal is None:
            found = next((cell for cell in left if cell.strip() and fits.fullmatch(cell)), None)
        if found is not None:
            left.remove(found)
    return len(cells) - len(left)


def furniture(truth: Truth, reading: Reading) -> Iterator[Finding]:
    """A long block has slipped in when it stands anywhere, a short one when it is a line, or with others fills one."""
    lines = {line.words for line in reading.lines}
    joined = _joined_lines(truth.furniture, lines)
    for text in truth.furniture:
        slipped = text in lines or text in joined or (len(text.split()) > 5 and text in reading.all)
        yield Finding(text.strip(), slipped, "in the document" if slipped else "")


def _joined_lines(texts: Sequence[str], lines: set[str]) -> set[str]:
    """Blocks that stand side by side in one line, as menus do."""
    found = set[str]()
    for start, first in enumerate(texts):
        for line in lines:
            if line.startswith(first) and line != first:
                found |= _run(texts[start:], line)
    return found


def _run(texts: Sequence[str], line: str) -> set[str]:
    """The texts that make the line up one after the other; none where others are in it."""
    length, parts = 1, set[str]()
    for text in texts:
        parts.add(text)
        length += len(text) - 1
        if length >= len(line):
            break
        if not line.startswith(text.lstrip(), length - len(text) + 1):
            return set()
    return parts if length == len(line) else set()


def foreign_headings(truth: Truth, reading: Reading) -> Iterator[Finding]:
    """Headings of the document that are none of the page's article and not its title."""
    known = [prose.as_line() for prose in (*truth.headings, *truth.known_headings)]
    for position, line in enumerate(line for line in reading.lines if line.kind == "heading" and line.words.strip()):
        fits = position == 0 or any(pattern.fullmatch(line.words) for pattern in known)
        foreign = not fits and not any(line.words in title for title in truth.titles)
        yield Finding(line.words.strip(), foreign, "in the document" if foreign else "")
