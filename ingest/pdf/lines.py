"""The runs of a page -> its lines: runs side by side on one baseline, with marks set higher or smaller."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.pdf.letters import math_typed, typed, with_accents, without_unknown
from ingest.pdf.runs import Run

_MARK = re.compile(r"\d+(\s*[,–-]\s*\d+)*,?")
_MARKED_WORD = re.compile(r"(?<!\b(sin|cos|tan|cot|log|exp|max|min|det))(?<=[^\W\d_]{3})[\"'”’).,;:!?*∗†‡]*$")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline; lengths are in points."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    """Of the font that most of the letters have."""
    bold: bool = False
    bullet: bool = False
    """Whether it starts with a sign of a font of signs, which is left out of the text."""
    characters: int = 0
    math: int = 0
    """Characters in fonts of formulas."""
    unknown: int = 0
    """Characters left out because their font does not tell what they are."""
    cells: int = 1
    """Pieces with wide gaps between them."""

    @property
    def top(self) -> float:
        return self.baseline + 0.75 * self.size

    @property
    def bottom(self) -> float:
        return self.baseline - 0.25 * self.size


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """Lines in the order they are drawn; a gap wider than the font is high parts two lines."""
    return [line for group in _groups(runs) if (line := _line(group)) is not None]


def is_right_to_left(lines: Sequence[Line]) -> bool:
    """Whether most of the lines are Arabic, Persian or Hebrew."""
    return sum(map(_runs_left, (line.text for line in lines))) * 2 > len(lines)


def _runs_left(text: str) -> bool:
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def merged(lines: Sequence[Line]) -> Line:
    """Lines side by side, in the order they are read, as one."""
    if len(lines) == 1:
        return lines[0]
    main = max(lines, key=lambda line: (line.characters * line.size, line.size))
    characters = sum(line.characters for line in lines)
    return Line(
        with_accents(" ".join(line.text for line in lines if line.text)),
        min(line.x0 for line in lines),
        max(line.x1 for line in lines),
        main.baseline,
        main.size,
        sum(line.characters for line in lines if line.bold) > 0.8 * characters,
        lines[0].bullet,
        characters,
        sum(line.math for line in lines),
        sum(line.unknown for line in lines),
        sum(line.cells for line in lines),
    )


def rows(lines: Sequence[Line]) -> list[Line]:
    """The lines of one column from top to bottom, those on one baseline merged.

    Small ones (exponents, indices, limits) belong to the line they touch.
    """
    if not lines:
        return []
    usual = _usual_size(lines)
    groups: list[list[Line]] = []
    for line in sorted((line for line in lines if line.size >= 0.85 * usual), key=lambda line: -line.baseline):
        if groups and groups[-1][0].baseline - line.baseline <= 0.3 * max(line.size, groups[-1][0].size):
            groups[-1].append(line)
        else:
            groups.append([line])
    for line in sorted((line for line in lines if line.size < 0.85 * usual), key=lambda line: -line.baseline):
        near = min(groups, key=lambda group: abs(group[0].baseline - line.baseline), default=None)
        if near is not None and _touches(line, near):
            near.append(line)
        else:
            groups.append([line])
    backwards = is_right_to_left(lines)
    ordered = [sorted(group, key=lambda line: -line.x1 if backwards else line.x0) for group in groups]
    return sorted(map(merged, ordered), key=lambda line: -line.baseline)


def _touches(line: Line, group: Sequence[Line]) -> bool:
    """Whether a small line stands beside the words of a group, a little higher or lower, not above or below them."""
    main = group[0]
    if abs(main.baseline - line.baseline) > min(0.5 * main.size, 0.9 * line.size):
        return False
    gap = 0.3 * main.size
    beside = any(line.x0 < other.x1 + gap and line.x1 > other.x0 - gap for other in group)
    half = (line.x1 - line.x0) / 2
    return beside and not any(min(line.x1, other.x1) - max(line.x0, other.x0) > half for other in group)


def _usual_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += line.characters
    return max(sizes, key=lambda size: sizes[size])


def _groups(runs: Sequence[Run]) -> Iterator[list[Run]]:
    group: list[Run] = []
    for run in runs:
        if group and not _follows(run, group):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _follows(run: Run, group: Sequence[Run]) -> bool:
    """Whether a run goes on the line that the group has begun."""
    last = group[-1]
    main = last if len(group) == 1 else max(group[-8:], key=lambda one: one.size)
    size = max(run.size, main.size)
    same_size = 0.85 * size <= min(run.size, main.size)
    if abs(run.baseline - main.baseline) > (0.15 if same_size else 0.55) * size:
        return False
    gap = run.x0 - last.x1
    if gap < 0 and _runs_left(run.text + last.text):
        gap = max(gap, last.x0 - run.x1)
    return -0.6 * size <= gap <= size


def _line(runs: Sequence[Run]) -> Line | None:
    bullet = runs[0].font.signs and len(runs[0].text) == 1
    shown = [run for run in runs if not run.font.signs]
    text, unknown = without_unknown(_text(shown))
    if not text.strip():
        first = runs[0]
        nothing = Line("", first.x0, first.x1, first.baseline, first.size, bullet=bullet, unknown=unknown)
        return nothing if bullet or unknown else None
    main, characters = _main(shown)
    return Line(
        text=with_accents(" ".join(text.split())),
        x0=min(run.x0 for run in runs),
        x1=max(run.x1 for run in runs),
        baseline=main.baseline,
        size=round(main.size, 1),
        bold=main.font.bold and sum(len(run.text) for run in shown if run.font.bold) > 0.8 * characters,
        bullet=bullet,
        characters=characters,
        math=sum(len(run.text) for run in shown if run.font.math),
        unknown=unknown,
    )


def _main(runs: Sequence[Run]) -> tuple[Run, int]:
    """The longest run of the size that most characters have, and the number of all characters."""
    if len(runs) == 1:
        return runs[0], len(runs[0].text)
    sizes: dict[float, int] = {}
    for run in runs:
        size = round(run.size, 1)
        sizes[size] = sizes.get(size, 0) + len(run.text)
    usual = max(sizes, key=lambda size: (sizes[size], size))
    main = max((run for run in runs if round(run.size, 1) == usual), key=lambda run: len(run.text))
    return main, sum(sizes.values())


def _text(runs: Sequence[Run]) -> str:
    text = ""
    for place, run in enumerate(runs):
        words = math_typed(run.text, run.font.name) if run.font.math else typed(run.text)
        before = runs[max(0, place - 2) : place]
        if not before and _MARK.fullmatch(run.text) and _is_note(run, runs[1:2]):
            text = f"[{words}]"
            continue
        if before and _is_mark(run, before, text):
            words = words.rstrip(",")
            text += f" [{words}]" if text[-1].isalpha() else f"[{words}]"
        else:
            glued = run.glued or (before and (_is_small_capital(run, before[-1]) or _is_index(run, before[-1])))
            text += words if glued or not text else " " + words
    return text


def _is_mark(run: Run, before: Sequence[Run], text: str) -> bool:
    """Whether a run is the raised number of a note or citation after a word."""
    prose = not any(one.font.math for one in before)
    return _is_raised(run, before[-1]) and prose and bool(_MARK.fullmatch(run.text)) and bool(_MARKED_WORD.search(text))


def _is_note(run: Run, following: Sequence[Run]) -> bool:
    """Whether a number is the raised mark with which a note begins."""
    return any(_is_raised(run, one) and len(one.text) > 4 and not one.font.math for one in following)


def _is_raised(run: Run, other: Run) -> bool:
    return run.size < 0.85 * other.size and run.baseline > other.baseline + 0.15 * other.size


def _is_index(run: Run, last: Run) -> bool:
    """Whether a run is an index or exponent of a letter, or a letter goes on after one, with next to no space."""
    small, large = sorted((run, last), key=lambda one: one.size)
    moved = small.size < 0.85 * large.size and abs(run.baseline - last.baseline) > 0.1 * large.size
    return moved and last is large and run.x0 - last.x1 < 0.15 * large.size and (last.font.math or len(last.text) < 3)


def _is_small_capital(run: Run, last: Run) -> bool:
    """Whether a run goes on a word whose first letter is a larger capital, with a space that only seems to be one."""
    near = -0.1 * last.size < run.x0 - last.x1 < 0.12 * last.size and abs(run.baseline - last.baseline) < 0.5
    return near and 0.6 < run.size / (last.size or 1) < 0.9 and last.text[-1:].isupper() and run.text[:1].isupper()
