"""The text of a page as a browser searches it for a text directive.

One line for each run of text that no block interrupts: a term of a directive lies within one. `OBSTACLE` stands for
what a term cannot go across and a prefix cannot skip: pictures, controls, line breaks, formulas (which a script may
yet set in other letters), citations that a script fills in.

Source: WICG scroll-to-text-fragment, "find a string in range"; what Chromium's find buffer does with it was tried.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.records import Document
from ingest.formulas import INLINE_FORMULA, is_prose, looks_like_tex
from ingest.html.kept import Element
from ingest.html.tree import BLOCKS, classes
from ingest.html.visible import UNSEEN_LETTERS
from ingest.raised import without_shifted

OBSTACLE = "\ufffc"
JOINER = "\u2060"
"""Between a word and the raised or lowered part that a browser takes for the rest of it."""
_NOT_READ = frozenset(
    """script style template noscript head title br img hr input iframe object embed video audio canvas svg math
    button select textarea meter progress map picture rt rp""".split()
)
_INVISIBLE = frozenset("template noscript head title".split())
"""Of these, what leaves no trace in what is searched."""
_FILLED_BY_SCRIPT = re.compile(r"-(.*math.*|cit(e|ation.*)|foot.*|fn.*|bibliography|byline|front-matter|code)$|^mjx-")
_FORMULA_CLASS = re.compile(r"katex(-\w+)?|MathJax\w*|mjx-\w+|mwe-math-\S+|math|ztext-math|js-\w+-math|ltx_Math")
_NO_LINE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OWN_LINE = re.compile(r"(display\s*:\s*\w|float\s*:\s*[lr]|position\s*:\s*(abs|fix))", re.IGNORECASE)
_BESIDE_TEXT = re.compile(r"side-?note|margin-?note|tooltip|popover", re.IGNORECASE)
_SPACED = re.compile(r"\$([^$\n]{1,400})\$")
"""With spaces inside its dollars, which MathJax takes for a formula and Markdown does not."""
_COLLAPSED = re.compile(r"[ \t\r\n\f]+")
"""The white space of which a browser shows one; no-break spaces are not among it."""
_UNSEEN_LETTERS = re.compile(f"[{UNSEEN_LETTERS}{JOINER}{OBSTACLE}]")


def searched_text(tree: Element) -> str:
    """The lines of a page."""
    body = tree.find(".//body")
    lines = _Lines()
    lines.read(tree if body is None else body, preformatted=False)
    lines.end(preformatted=False)
    return "\n".join(lines.done)


def plain_lines(text: str) -> str:
    """The lines of a page that is no markup: a browser sets them as they stand."""
    return "\n".join(_preformatted(text))


def document_lines(document: Document) -> str:
    """The lines of a Markdown file that is shown as a page by the site that keeps it.

    What may be raised there is an obstacle: the page has other letters for it.
    """
    prose = (block for block in document.blocks if block.kind not in ("formula", "code", "table"))
    shown = (without_shifted(document.text[block.start : block.end], f" {OBSTACLE} ") for block in prose)
    lines = (" ".join(text.replace("`", "").split()) for text in shown)
    return "\n".join(_without_formulas(line) for line in lines)


@dataclass(slots=True)
class _Lines:
    done: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def read(self, element: Element, *, preformatted: bool) -> None:
        """Adds an element with all it holds, but not what follows it."""
        if not isinstance(element.tag, str) or element.tag in _INVISIBLE:
            return
        if _is_obstacle(element):
            self.parts.append(f" {OBSTACLE} ")
            return
        inner = preformatted or element.tag in ("pre", "listing", "xmp")
        joint = JOINER if element.tag in ("sup", "sub") else ""
        if alone := _is_alone(element):
            self.end(preformatted=preformatted)
        self.parts += [joint, _readable(element.text)]
        for child in element:
            self.read(child, preformatted=inner)
            self.parts.append(_readable(child.tail))
        self.parts.append(joint)
        if alone:
            self.end(preformatted=inner)

    def end(self, *, preformatted: bool) -> None:
        """Ends the line."""
        text = "".join(self.parts)
        self.parts = []
        if preformatted:
            self.done += _preformatted(text)
        elif text and (line := _without_formulas(_COLLAPSED.sub(" ", text).strip())):
            self.done.append(line)


def _is_obstacle(element: Element) -> bool:
    tag = str(element.tag)
    if tag in _NOT_READ or _FILLED_BY_SCRIPT.search(tag) or element.get("hidden") is not None:
        return True
    if _NO_LINE.search(element.get("style") or ""):
        return True
    return any(_FORMULA_CLASS.fullmatch(name) for name in classes(element))


def _is_alone(element: Element) -> bool:
    """Whether an element is set apart from the text around it."""
    if element.tag in BLOCKS or "-" in str(element.tag):
        return True
    return bool(_OWN_LINE.search(element.get("style") or "") or _BESIDE_TEXT.search(element.get("class") or ""))


def _readable(text: str | None) -> str:
    return _UNSEEN_LETTERS.sub("", text) if text else ""


def _preformatted(text: str) -> Iterator[str]:
    """The lines of text whose white space is kept; a gap of several spaces is an obstacle."""
    for line in text.splitlines():
        if line.strip():
            yield _without_formulas(re.sub(r"[ \t]{2,}|\t", f" {OBSTACLE} ", line.strip()))


def _without_formulas(line: str) -> str:
    if "$" not in line and "\\" not in line:
        return line
    line = INLINE_FORMULA.sub(lambda match: match[0] if is_prose(match["inline"] or "") else OBSTACLE, line)
    return _SPACED.sub(lambda match: OBSTACLE if looks_like_tex(match[1]) else match[0], line)
