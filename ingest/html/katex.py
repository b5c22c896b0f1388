r"""What KaTeX drew -> TeX, for pages on which it was told to leave out both MathML and TeX.

KaTeX sets a formula in boxes as TeX does (its `buildHTML`): each box says by its class what it is, and things above
each other are rows of a `vlist`, each with the height at which it stands. So nothing is lost but the writer's
spelling. A formula with a box that is not known here gives no TeX at all, rather than a wrong one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.html.kept import Element
from ingest.html.math_symbols import ACCENTS, FUNCTIONS, escaped, spelled

_NOTHING = frozenset("strut pstrut mspace vlist-s nulldelimiter arraycolsep fix tag allowbreak".split())
_ALPHABETS = "mathbf mathbb mathcal mathfrak mathscr mathsf mathtt boldsymbol mathrm".split()
_UPRIGHT = {*_ALPHABETS, "text"}
_OTHER_LETTERS = {"mathnormal", "msupsub", "vlist-t", *_ALPHABETS} - {"mathrm"}
_TOP = re.compile(r"\btop:\s*(-?[\d.]+)em")
_HEIGHT = re.compile(r"\bheight:\s*(-?[\d.]+)em")
_SYMBOL = re.compile(r"\\?[^\s{}^_]?|\\[{}|]|\\[A-Za-z]+(\{[^{}]*\})?|\\left.*\\right\S*")
_SPARE = re.compile(
    r"(?<=[(\[]) | (?=[)\],;])|(?<=\\\{) | (?=\\\})|(?<=[})]) (?=[(\[])|(?<![A-Za-z\\])([A-Za-z]+) (?=[(\[])"
)
"""Spaces between the signs of a formula that nobody writes."""
_BUILT = {
    **dict.fromkeys("⎛⎝⎜", "("),
    **dict.fromkeys("⎞⎠⎟", ")"),
    **dict.fromkeys("⎡⎣⎢", "["),
    **dict.fromkeys("⎤⎦⎥", "]"),
    **dict.fromkeys("⎧⎨⎩⎪", r"\{"),
    **dict.fromkeys("⎫⎬⎭", r"\}"),
    **dict.fromkeys("∣|", "|"),
    **dict.fromkeys("∥‖", r"\|"),
}
"""Signs that tall delimiters are put together from."""
_SMALL = {"∣": "|", "∥": r"\|", "\ue020": r"\not", "ʹ": "'"}
_MATRICES = {("[", "]"): "bmatrix", ("(", ")"): "pmatrix", (r"\{", "."): "cases", ("|", "|"): "vmatrix"}
SAME_HEIGHT = 0.01
"""How far things on one line may be apart, in em."""
_WIDE_HATS, _WIDE_TILDES = (["1062"], ["2364"]), (["600"], ["1033"], ["2339"], ["2340"])
"""Widths of the drawings that KaTeX stretches (its `svgGeometry` and `stretchy`)."""


class _UnknownBoxError(ValueError):
    """A box whose meaning is not known here."""


@dataclass(frozen=True, slots=True)
class _Level:
    """A row of things above each other."""

    raised: float
    """Its height over the line, in em."""
    box: Element

    def has(self, name: str) -> bool:
        """Whether a box of a class stands right in it."""
        return any(name in _classes(part) for part in self.box)


def tex_of_katex(drawn: Element) -> str:
    r"""The TeX of a `katex-html` element; empty where it holds something that is not known here.

    >>> from lxml import html
    >>> boxes = '<span class="mord mathnormal">α</span><span class="mrel">=</span><span class="mord">2</span>'
    >>> tex_of_katex(html.fromstring(f'<span class="katex-html"><span class="base">{boxes}</span></span>'))
    '\\alpha = 2'
    """
    try:
        return _SPARE.sub(r"\1", " ".join(_row(drawn).split())).replace(r"\not =", r"\neq")
    except _UnknownBoxError:
        return ""


def _classes(box: Element) -> set[str]:
    """The classes of a box; newer versions of KaTeX write `katex-` before some."""
    return {name.removeprefix("katex-") for name in (box.get("class") or "").split()}


def _row(box: Element) -> str:
    """The boxes inside one, from left to right."""
    children = [child for child in box if isinstance(child.tag, str)]
    return (_fenced(children) if len(children) == 3 else "") or _sequence(children)


def _sequence(boxes: Sequence[Element]) -> str:
    found: list[str] = []
    for before, child in zip([None, *boxes], boxes, strict=False):
        if "msupsub" in _classes(child):
            found.append(_scripts(found.pop() if found else "", _levels(child)))
        elif before is not None and _is_one_word(before, child):
            found[-1] += _tex(child)
        else:
            found.append(_tex(child))
    return " ".join(filter(None, found))


def _is_one_word(one: Element, other: Element) -> bool:
    """Whether two boxes hold what one writes together: letters and digits as in "2ab", or a sign and its number."""
    parts = [_innermost(one), _innermost(other)]
    if any(len(part) or "mord" not in _classes(part) or _classes(part) & _UPRIGHT for part in parts):
        return False
    first, second = (part.text or "" for part in parts)
    return first in "−-" or ((first + second).isascii() and (first + second).isalnum())


def _innermost(box: Element) -> Element:
    """The box that a box is nothing but a wrapping of."""
    while len(box) == 1 and not _said(box.text) and "mord" in _classes(box) and not _classes(box) & _UPRIGHT:
        box = box[0]
    return box


def _tex(box: Element) -> str:
    names = _classes(box)
    if names & _NOTHING and not names & {"mord"}:
        return ""
    if name := next((name for name in _SHAPES if name in names), None):
        return _SHAPES[name](box)
    if box.tag != "span" or "vlist-t" in names:
        raise _UnknownBoxError(box.tag, names)
    if not len(box) or ("mop" in names and _is_word(box)):
        return _letters(box, names)
    if _said(box.text):
        raise _UnknownBoxError(box.text)
    return _grown(box) if "minner" in names else _row(box)


def _letters(box: Element, names: set[str]) -> str:
    text = _said("".join(box.itertext()))
    if text in _SMALL:
        return _SMALL[text]
    if "mop" in names and text.isalpha() and len(text) > 1:
        return "\\" + text if text in FUNCTIONS else rf"\operatorname{{{text}}}"
    tex = spelled(text)
    alphabet = next((name for name in _ALPHABETS if name in names), None)
    return rf"\{alphabet}{{{tex}}}" if alphabet and tex else tex


def _is_word(box: Element) -> bool:
    """Whether a box is a word in upright letters."""
    return "".join(box.itertext()).isalpha() and not any(
        part.tag != "span" or _classes(part) & _OTHER_LETTERS for part in box.iterdescendants()
    )


def _said(text: str | None) -> str:
    return re.sub(r"[\u200b\ufeff]", "", text or "").replace("\xa0", " ").strip()


def _levels(box: Element) -> list[_Level]:
    """What stands above each other in a box, from the top."""
    stacks = [part for part in box if isinstance(part.tag, str) and "vlist-t" in _classes(part)]
    if len(stacks) != 1:
        raise _UnknownBoxError(_classes(box))
    found = []
    for row in stacks[0].iterfind("span[1]/span[1]/*"):
        top = _TOP.search(row.get("style") or "")
        strut = next((part for part in row if "pstrut" in _classes(part)), None)
        height = _HEIGHT.search(strut.get("style") or "") if strut is not None else None
        if top is None or height is None:
            raise _UnknownBoxError(row.get("style"))
        found.append(_Level(-float(top[1]) - float(height[1]), row))
    if not found:
        raise _UnknownBoxError(_classes(box))
    return sorted(found, key=lambda level: -level.raised)


def _only(levels: Sequence[_Level]) -> str:
    """The TeX of the one level that is left when its marks are taken away."""
    if len(levels) != 1:
        raise _UnknownBoxError(len(levels))
    return _row(levels[0].box)


def _scripts(base: str, levels: Sequence[_Level]) -> str:
    if len(levels) == 1:
        above, below = (levels[0], None) if levels[0].raised > 0 else (None, levels[0])
    else:
        above, below = levels[0], levels[-1]
    found = base if _SYMBOL.fullmatch(base) else f"{{{base}}}"
    if below is not None and (lowered := _row(below.box)):
        found += f"_{{{lowered}}}"
    if above is not None and (raised := _row(above.box)):
        found += "'" * raised.count("prime") if not raised.replace(r"\prime", "").strip() else f"^{{{raised}}}"
    return found


def _fraction(box: Element) -> str:
    levels = _levels(box)
    parts = [level for level in levels if not level.has("frac-line")]
    if len(parts) != 2:
        raise _UnknownBoxError("mfrac")
    above, below = (_row(part.box) for part in parts)
    return (
        rf"\frac{{{above}}}{{{below}}}" if len(levels) == 3 else rf"\genfrac{{}}{{}}{{0pt}}{{}}{{{above}}}{{{below}}}"
    )


def _root(box: Element) -> str:
    index = next((_only(_levels(part)) for part in box if "root" in _classes(part)), "")
    body = _only([level for level in _levels(box) if not level.has("hide-tail")])
    return (rf"\sqrt[{index}]" if index else r"\sqrt") + f"{{{body}}}"


def _accent(box: Element) -> str:
    levels = _levels(box)
    mark = next((level for level in levels if level.has("accent-body") or "svg-align" in _classes(level.box)), None)
    if mark is None:
        raise _UnknownBoxError("accent")
    body = _only([level for level in levels if level is not mark])
    drawing = next(mark.box.iter("svg"), None)
    if drawing is None:
        name = ACCENTS.get(_said("".join(mark.box.itertext())))
    elif "accent-body" in {name for part in mark.box.iter("span") for name in _classes(part)}:
        name = "vec"
    else:
        width = (drawing.get("viewbox") or drawing.get("viewBox") or "").split()[2:3]
        name = "widehat" if width in _WIDE_HATS else "widetilde" if width in _WIDE_TILDES else None
    if name is None:
        raise _UnknownBoxError("accent")
    return rf"\{name}{{{body}}}"


def _with_limits(box: Element) -> str:
    """A large operator, or a word, with what stands above and below it."""
    levels = _levels(box)
    base = next((level for level in levels if abs(level.raised) < SAME_HEIGHT), None)
    if base is None:
        base = next((level for level in levels if not level.has("sizing")), None)
    if base is None:
        raise _UnknownBoxError("op-limits")
    place = levels.index(base)
    near = levels[place - 1 : place] if place else [], levels[place + 1 : place + 2]
    above, below = ("".join(_row(level.box) for level in side) for side in near)
    operator = _row(base.box)
    if above and not below and "op-symbol" not in _classes(base.box) and not operator.startswith("\\"):
        return rf"\overset{{{above}}}{{{operator}}}"
    if not re.fullmatch(r"\\(?!math)\w+|\\operatorname\{\w+\}", operator):
        operator = rf"\mathop{{{operator}}}"
    if operator.startswith(r"\operatorname"):
        operator = operator.replace(r"\operatorname", r"\operatorname*")
    return operator + (f"_{{{below}}}" if below else "") + (f"^{{{above}}}" if above else "")


def _over_or_under(box: Element) -> str:
    r"""`\underbrace`, `\overbrace`, and what is written at them."""
    levels, is_under = _levels(box), "munder" in _classes(box)
    if len(levels) != 2:
        raise _UnknownBoxError("munder")
    mark, body = reversed(levels) if is_under else levels
    if "svg-align" not in _classes(mark.box):
        return _row(body.box) + ("_" if is_under else "^") + f"{{{_row(mark.box)}}}"
    if not any("brace-center" in _classes(part) for part in mark.box.iter("span")):
        raise _UnknownBoxError("stretchy")
    return rf"\{'under' if is_under else 'over'}brace{{{_row(body.box)}}}"


def _line(box: Element) -> str:
    name = "underline" if "underline" in _classes(box) else "overline"
    body = _only([level for level in _levels(box) if not level.has(f"{name}-line")])
    return rf"\{name}{{{body}}}"


def _table(box: Element, environment: str = "") -> str:
    columns = [part for part in box if any(name.startswith("col-align") for name in _classes(part))]
    if not columns or any(not _classes(part) & {"arraycolsep"} for part in box if part not in columns):
        raise _UnknownBoxError("mtable")
    cells = [_levels(column) for column in columns]
    heights = [level.raised for level in max(cells, key=len)]
    rows = [" & ".join(_cell(column, height) for column in cells) for height in heights]
    name = environment or ("aligned" if "col-align-r" in _classes(columns[0]) else "matrix")
    return rf"\begin{{{name}}} " + r" \\ ".join(rows) + rf" \end{{{name}}}"


def _cell(column: Sequence[_Level], height: float) -> str:
    """The cell of a column at a height; a short row ends before the last column."""
    return next((_row(level.box) for level in column if abs(level.raised - height) < SAME_HEIGHT), "")


def _fenced(boxes: Sequence[Element]) -> str:
    """What stands between two delimiters that grow with it; empty where these three boxes are nothing of the kind."""
    first, inner, last = boxes
    if not ("mopen" in _classes(first) and "mclose" in _classes(last)):
        return ""
    grown = [part for part in (first, last) if {"delimcenter", "nulldelimiter"} & _classes(part)]
    opening, closing = (_delimiter(part) for part in (first, last))
    tables = [part for part in inner.iter("span") if "mtable" in _classes(part)]
    if grown and len(tables) == 1 and (opening, closing) in _MATRICES and _is_all_of(tables[0], inner):
        return _table(tables[0], _MATRICES[(opening, closing)])
    if "mfrac" in _classes(inner) and (opening, closing) == ("(", ")") and len(_levels(inner)) == 2:
        return _fraction(inner).replace(r"\genfrac{}{}{0pt}{}", r"\binom", 1)
    return ""


def _grown(box: Element) -> str:
    r"""`\left( \right)`: delimiters that are as tall as what is between them."""
    parts = [part for part in box if isinstance(part.tag, str)]
    fences = [part for part in (parts[:1] + parts[1:][-1:]) if {"delimcenter", "nulldelimiter"} & _classes(part)]
    if len(fences) < 2:
        return _row(box)
    if len(parts) == 3 and (fenced := _fenced(parts)):
        return fenced
    opening, closing = map(_delimiter, fences)
    return rf"\left{opening} {_sequence(parts[1:-1])} \right{closing}"


def _is_all_of(part: Element, whole: Element) -> bool:
    return "".join(part.itertext()) == "".join(whole.itertext())


def _delimiter(box: Element) -> str:
    if "nulldelimiter" in _classes(box):
        return "."
    tall = next((part for part in box if isinstance(part.tag, str) and "delimsizing" in _classes(part)), box)
    return _tall(tall)


def _tall(box: Element) -> str:
    """A delimiter put together from pieces, or in one of four sizes."""
    text = _said("".join(box.itertext()))
    if "mult" not in _classes(box):
        return _SMALL.get(text) or spelled(text)
    found = {_BUILT.get(sign, "") for sign in text}
    if len(found) != 1 or not (delimiter := found.pop()):
        raise _UnknownBoxError("delimsizing", text)
    return delimiter


def _words(box: Element) -> str:
    if any("vlist-t" in _classes(part) or "mathnormal" in _classes(part) for part in box.iter("span")):
        raise _UnknownBoxError("text")
    return rf"\text{{{escaped(''.join(box.itertext()).replace(chr(0xA0), ' '))}}}"


_SHAPES: dict[str, Callable[[Element], str]] = {
    "mfrac": _fraction,
    "sqrt": _root,
    "accent": _accent,
    "op-limits": _with_limits,
    "munder": _over_or_under,
    "mover": _over_or_under,
    "underline": _line,
    "overline": _line,
    "mtable": _table,
    "delimsizing": _tall,
    "text": _words,
}
