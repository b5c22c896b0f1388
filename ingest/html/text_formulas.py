r"""Step: formulas written between delimiters in the text: \(…\), \[…\], $…$, $$…$$ and TeX environments."""

import re

from ingest.assemble import Piece
from ingest.formulas import INLINE_FORMULA, bare_tex, formula_text, is_prose, looks_like_tex
from ingest.html.kept import Element, KeptParts, replace_by_text

_TYPESETTER = re.compile(r"mathjax|katex|tex2jax|math/tex|texzilla|asciimath", re.IGNORECASE)
_NO_TEXT = frozenset({"script", "style", "textarea", "title", "head", "noscript"})
_LINE_BREAKS = frozenset({"br", "wbr"})
_EMPHASIS = frozenset({"em", "i"})


def keep_text_formulas(tree: Element, kept: KeptParts) -> None:
    """Formulas in the text, also those cut in two by a line break or by underscores taken for emphasis."""
    typeset = _is_typeset(tree, kept)
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and element.tag not in _NO_TEXT:
            _mend(element, typeset=typeset)
            element.text = element.text and _replaced(element.text, kept, typeset=typeset)
            for child in element:
                child.tail = child.tail and _replaced(child.tail, kept, typeset=typeset)


def _is_typeset(tree: Element, kept: KeptParts) -> bool:
    """Whether the page loads something that turns text into formulas, or has formulas already."""
    if any(piece.kind == "formula" for pieces, _ in kept.parts for piece in pieces):
        return True
    return any(_TYPESETTER.search(f"{script.get('src')} {script.text}") for script in tree.iter("script", "link"))


def _replaced(text: str, kept: KeptParts, *, typeset: bool) -> str:
    if "$" not in text and "\\" not in text:
        return text
    return INLINE_FORMULA.sub(lambda match: _word(match, kept, typeset=typeset), text)


def _word(match: re.Match[str], kept: KeptParts, *, typeset: bool) -> str:
    if not _is_formula(match, typeset=typeset):
        return match[0]
    display = match["display"] or match["bracket"] or match["environment"]
    if display:
        word = kept.word_for(Piece("formula", formula_text(bare_tex(display), display=True)), block=True)
        return f" {word} "
    tex = match["inline"] or match["paren"]
    return kept.word_for(Piece("formula", formula_text(tex, display=False)), block=False)


def _is_formula(match: re.Match[str], *, typeset: bool) -> bool:
    """Between dollars may stand money, or a shell's variables."""
    in_dollars = match["inline"] or match["display"]
    if not in_dollars:
        return bool((match["bracket"] or match["paren"] or match["environment"]).strip())
    return not (match["inline"] and is_prose(in_dollars)) if typeset else looks_like_tex(in_dollars)


def _mend(element: Element, *, typeset: bool) -> None:
    """A formula whose delimiters stand on both sides of a child element takes the child in as text."""
    if not len(element) or not any(mark in _own_text(element) for mark in ("$", "\\")):
        return
    for run in _runs(element):
        flow, places = "", []
        for child, tail in run:
            source = _as_source(child) if child is not None else ""
            places.append((len(flow), len(flow) + len(source), child))
            flow += source + tail
        inside = [match.span() for match in INLINE_FORMULA.finditer(flow) if _is_formula(match, typeset=typeset)]
        for start, end, child in places:
            if child is not None and _both_inside(start, end, inside):
                replace_by_text(child, flow[start:end])


def _both_inside(start: int, end: int, formulas: list[tuple[int, int]]) -> bool:
    """Whether both ends stand in a formula: in the same, or each in one, as the underscores of `$a_i$ and $b_i$`."""
    return all(any(first < place < last for first, last in formulas) for place in (start, end))


def _own_text(element: Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _runs(element: Element) -> list[list[tuple[Element | None, str]]]:
    """The children with their tails, cut where a child could not stand inside a formula."""
    runs: list[list[tuple[Element | None, str]]] = [[(None, element.text or "")]]
    for child in element:
        if child.tag in _LINE_BREAKS or (child.tag in _EMPHASIS and len(child) == 0):
            runs[-1].append((child, child.tail or ""))
        else:
            runs.append([(None, child.tail or "")])
    return [run for run in runs if len(run) > 1]


def _as_source(child: Element) -> str:
    """What the child was before a Markdown processor or an editor made markup of it."""
    return "\n" if child.tag in _LINE_BREAKS else f"_{child.text or ''}_"
