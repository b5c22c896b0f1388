"""Where something stands that was not found as it should be: the line of the report that a developer works from."""

import re
from collections import Counter

from tests.fidelity.reading import FormulaKind, Reading
from tests.fidelity.words import Prose, words

NOWHERE = "nowhere"


def where_formula(tex: str, reading: Reading, left: Counter[tuple[FormulaKind, str]]) -> str:
    """As the other kind, as plain text, with altered TeX, or nowhere."""
    other = next((kind for kind, found in left if found == tex and left[kind, found] > 0), None)
    if other:
        return f"as {other} formula"
    if words(tex).strip() and words(tex) in reading.all:
        near = next((found for _, found in left if words(found) == words(tex) and left[_, found] > 0), "")
        return f"altered: {near}" if near else "its words stand in the text"
    return NOWHERE


def where_prose(prose: Prose, reading: Reading) -> str:
    """In another kind of line, in part, or nowhere."""
    for kind, name in (
        ("heading", "inside a longer heading"),
        ("row", "in a table row"),
        ("code", "in code"),
        ("text", "as plain text"),
    ):
        if prose.stands_in("".join(line.words for line in reading.lines if line.kind == kind).replace("  ", " ")):
            return name
    if prose.stands_in(reading.all):
        return "across a heading, row or code"
    if prose.stands_in(f" {reading.alts} "):
        return "only as an image's description"
    return _in_part(prose, reading.all)


def _in_part(prose: Prose, stream: str) -> str:
    """Up to which word it stands, and what the document has instead."""
    ends = [found.end() for found in re.finditer(r"\w+", prose.flat)]
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high + 1) // 2
        if Prose(prose.flat[: ends[middle - 1]], prose.masks).stands_in(stream):
            low = middle
        else:
            high = middle - 1
    if low < max(1, min(3, len(ends))):
        return NOWHERE
    _, end = Prose(prose.flat[: ends[low - 1]], prose.masks).stands_in(stream)[0]
    expected = Prose(prose.flat[ends[low - 1] : ends[low - 1] + 40], prose.masks).shown
    return f"altered after {low} of {len(ends)} words: page “{expected}”, document “{stream[end : end + 40].strip()}”"


def where_code(text: str, reading: Reading) -> str:
    """In a larger or numbered fence, with other white space, without a fence, in part, or nowhere."""
    if any(text in fence for fence in reading.fences):
        return "inside a larger fence"
    if any(_bare(text) == _bare(fence) for fence in reading.fences):
        return "in a fence, with other white space"
    if any(_bare(text) == _bare(re.sub(r"(?m)^\s*\d+[ \t|:]?", "", fence)) for fence in reading.fences):
        return "in a fence, with line numbers"
    said = words(text)
    if said.strip() and said in reading.all:
        return "in the text, not as one fence"
    lines = [line for line in text.split("\n") if words(line).strip()]
    found = sum(words(line) in reading.all for line in lines)
    return f"{found} of {len(lines)} lines stand in the document" if found else NOWHERE


def _bare(text: str) -> str:
    return "".join(text.split())
