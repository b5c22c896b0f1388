"""The steps that make a page ready for trafilatura, in order. Each changes the tree; kept parts leave a word behind."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

from lxml import etree

from ingest.assemble import Piece
from ingest.formulas import INLINE_FORMULA, formula_text, tex_of
from ingest.kept import Element, KeptParts, replace_by_text

Step = Callable[[Element, KeptParts, str], None]
_DROPPED = tuple(
    """style template noscript iframe svg button form d-front-matter d-bibliography d-footnote-list
    dt-bibliography dt-byline d-byline""".split()
)
_RENAMED = {
    "d-article": "article",
    "dt-article": "article",
    "d-figure": "figure",
    "dt-figure": "figure",
    "d-code": "pre",
    "dt-code": "pre",
    "d-appendix": "section",
    "dt-appendix": "section",
    "d-title": "div",
    "d-abstract": "div",
    "d-footnote": "span",
    "dt-fn": "span",
}
_BLOCKS = frozenset(
    """address article aside blockquote details dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p
    pre section table ul""".split()
)
_CODE_CONTAINER = re.compile(r"\b(highlighter-rouge|highlight|codehilite|sourceCode|code-toolbar|code-block|chroma)\b")
_LANGUAGE = re.compile(
    r"\b(?:language|lang|highlight|highlight-source|brush)[-:_ ]([\w+#]+)|\bsourceCode\s+(\w+)|"
    r"\b(python|javascript|cpp|bash|java|matlab|lua)\b"
)
_CODE_WRAPPERS = frozenset("div table tbody tr td figure span code pre".split())
MAX_FIGURE_WORDS = 40
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-srcset", "srcset")
_PERMALINK = re.compile(r"^[\s#¶§🔗]*(link|permalink)?\s*$", re.IGNORECASE)


def rewrite(tree: Element, kept: KeptParts, base_url: str) -> None:
    """Runs all steps."""
    for element in tree.iter():  # the page's own words that look like ours
        element.text = element.text and element.text.replace("zqk", "zq")
        element.tail = element.tail and element.tail.replace("zqk", "zq")
    for step in STEPS:
        step(tree, kept, base_url)


def drop_unseen(tree: Element, kept: KeptParts, base_url: str) -> None:
    """Comments, styles, scripts other than formulas, and a publisher's reference machinery go."""
    for element in list(tree.iter(*_DROPPED, etree.Comment, etree.ProcessingInstruction)):
        _drop(element)
    for script in list(tree.iter("script")):
        if "math/tex" not in (script.get("type") or ""):
            _drop(script)


def rename_custom(tree: Element, kept: KeptParts, base_url: str) -> None:
    """A publisher's own elements become the plain ones they behave like."""
    for element in list(tree.iter(*_RENAMED)):
        if element.tag in ("d-footnote", "dt-fn"):
            element.text = " (" + (element.text or "")
            element.tail = ")" + (element.tail or "") if len(element) == 0 else element.tail
            if len(element):
                element[-1].tail = (element[-1].tail or "") + ")"
        element.tag = _RENAMED[str(element.tag)]


def keep_formula_elements(tree: Element, kept: KeptParts, base_url: str) -> None:
    """Formulas that have an element of their own: MathJax, KaTeX, MathML, Distill, images of TeX."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or not _attached(element, tree):
            continue
        found = tex_of(element)
        if found is None:
            _keep_glyphs(element, kept)
            continue
        tex, display = found
        if tex:
            kept.replace(element, Piece("formula", formula_text(tex, display=display)), block=display)
        else:
            replace_by_text(element, "")


def keep_code(tree: Element, kept: KeptParts, base_url: str) -> None:
    """Code blocks, out of their highlighting and line numbers; inline code in backticks."""
    for pre in list(tree.iter("pre")):
        if not _attached(pre, tree):
            continue
        container = _code_container(pre)
        last = list(container.iter("pre"))[-1]
        code, language = _code_text(last), _language(last)
        if code.strip():
            fence = "````" if "```" in code else "```"
            kept.replace(container, Piece("code", f"{fence}{language}\n{code}\n{fence}"), block=True)
        else:
            _drop(container)
    for inline in list(tree.iter("code", "kbd", "samp", "tt")):
        text = " ".join("".join(inline.itertext()).split())
        if text and _attached(inline, tree):
            kept.replace(inline, Piece("code", f"`{text}`" if "`" not in text else text), block=False)


def keep_text_formulas(tree: Element, kept: KeptParts, base_url: str) -> None:
    r"""Formulas written between delimiters in the text: \(…\), \[…\], $…$, $$…$$ and TeX environments."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in ("script", "textarea", "title", "head"):
            continue
        if element.text:
            element.text = _replace_formulas(element.text, kept)
        if element.tail:
            element.tail = _replace_formulas(element.tail, kept)


def keep_tables(tree: Element, kept: KeptParts, base_url: str) -> None:
    """Tables of data become Markdown tables; tables that only lay out the page stay as they are."""
    for table in list(tree.iter("table")):
        if not _attached(table, tree) or table.find(".//table") is not None:
            continue
        rows = [[_cell_text(cell) for cell in row.iter("td", "th")] for row in table.iter("tr")]
        rows = [row for row in rows if any(row)]
        blocks = any(
            element.tag in _BLOCKS and element.tag != "p"
            for cell in table.iter("td")
            for element in cell.iterdescendants()
        )
        if len(rows) > 1 and max(map(len, rows)) > 1 and not blocks:
            kept.replace(table, Piece("table", _markdown_table(rows)), block=True)


def keep_figures(tree: Element, kept: KeptParts, base_url: str) -> None:
    """Images with their captions."""
    for figure in list(tree.iter("figure")):
        if _attached(figure, tree):
            _keep_figure(figure, kept, base_url)
    for image in list(tree.iter("img")):
        if _attached(image, tree):
            piece = _image(image, base_url)
            if piece:
                kept.replace(image, piece, block=True)
            else:
                replace_by_text(image, "")


def keep_headings(tree: Element, kept: KeptParts, base_url: str) -> None:
    """A heading keeps its level and the id a browser can jump to; its permalink sign goes."""
    for heading in list(tree.iter("h1", "h2", "h3", "h4", "h5", "h6")):
        if not _attached(heading, tree):
            continue
        anchor = _heading_anchor(heading)
        for link in list(heading.iter("a")):
            if _PERMALINK.match("".join(link.itertext())) or link.get("class") in ("anchor", "headerlink"):
                replace_by_text(link, "")
        if text := _one_line(heading):
            kept.replace(heading, Piece("heading", text, level=int(str(heading.tag)[1]), anchor=anchor), block=True)


def close_bare_text(tree: Element, kept: KeptParts, base_url: str) -> None:
    """A div without blocks inside is a paragraph."""
    for division in list(tree.iter("div", "center")):
        if not any(child.tag in _BLOCKS for child in division.iterdescendants()):
            division.tag = "p"


STEPS: tuple[Step, ...] = (
    drop_unseen,
    rename_custom,
    keep_formula_elements,
    keep_code,
    keep_text_formulas,
    keep_figures,
    keep_tables,
    keep_headings,
    close_bare_text,
)


def _drop(element: Element) -> None:
    """Removes an element; what stands after it stays."""
    replace_by_text(element, "")


def _keep_glyphs(element: Element, kept: KeptParts) -> None:
    """A formula rendered without its TeX: its letters are better than a hole in the sentence."""
    if "katex" in (element.get("class") or "").split():
        kept.warnings.add("formulas on this page are drawn without their TeX: only their letters are kept")
        kept.replace(element, Piece("paragraph", _one_line(element)), block=False)


def _attached(element: Element, tree: Element) -> bool:
    """Whether an earlier replacement has not already taken the element out."""
    top = element
    while (parent := top.getparent()) is not None:
        top = parent
    return top is tree.getroottree().getroot()


def _replace_formulas(text: str, kept: KeptParts) -> str:
    if "$" not in text and "\\" not in text:
        return text
    return INLINE_FORMULA.sub(lambda match: _formula_word(match, kept), text)


def _formula_word(match: re.Match[str], kept: KeptParts) -> str:
    display = match["display"] or match["bracket"] or match["environment"]
    if display:
        return kept.word_for(Piece("formula", formula_text(display, display=True)), block=True)
    return kept.word_for(Piece("formula", formula_text(match["inline"] or match["paren"], display=False)), block=False)


def _code_container(pre: Element) -> Element:
    """The outermost highlighting wrapper around a code block."""
    container = pre
    for parent in pre.iterancestors():
        if parent.tag not in _CODE_WRAPPERS or (
            parent.tag == "div" and not _CODE_CONTAINER.search(parent.get("class") or "")
        ):
            break
        if any(other.tag in _BLOCKS and other.tag not in _CODE_WRAPPERS for other in parent.iterdescendants()):
            break
        container = parent
    return container


def _code_text(pre: Element) -> str:
    for number in list(
        pre.xpath(".//*[contains(@class,'lineno') or contains(@class,'line-number') or contains(@class,'gutter')]")
    ):
        _drop(number)
    for line_break in list(pre.iter("br")):
        replace_by_text(line_break, "\n")
    lines = [line.rstrip() for line in "".join(pre.itertext()).split("\n")]
    return "\n".join(lines).strip("\n")


def _language(pre: Element) -> str:
    candidates: list[Element] = [*pre.iter("code"), pre, *list(pre.iterancestors())[:4]]
    for element in candidates:
        named = element.get("data-lang") or element.get("language")
        match = _LANGUAGE.search(element.get("class") or "")
        if named or match:
            return named or next(filter(None, match.groups() if match else ()), "")
    return ""


def _cell_text(cell: Element) -> str:
    return _one_line(cell).replace("|", "\\|")


def _markdown_table(rows: list[list[str]]) -> str:
    width = max(map(len, rows))
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _image(image: Element, base_url: str) -> Piece | None:
    found: Iterator[str] = (value for name in _LAZY if (value := image.get(name)))
    source = image.get("src") or ""
    if not source or source.startswith("data:"):
        source = next(found, "").split(",")[0].strip().split(" ")[0]
    if not source or source.startswith("data:"):
        return None
    try:
        url = urljoin(base_url, source)
    except ValueError:
        return None
    if not url.startswith(("http://", "https://")):
        return None
    return Piece("figure", " ".join((image.get("alt") or "").split()), url=url)


def _keep_figure(figure: Element, kept: KeptParts, base_url: str) -> None:
    """A figure with its caption; one that holds much else (a wrapper, or one never closed) only gives its captions."""
    captions = [caption for caption in figure.iter("figcaption") if caption.text or len(caption)]
    caption = " ".join(_one_line(part) for part in captions)
    if len(_one_line(figure).split()) > len(caption.split()) + MAX_FIGURE_WORDS or any(
        inner is not figure for inner in figure.iter("figure")
    ):
        figure.tag = "div"
        for part in captions:
            if text := _one_line(part):
                kept.replace(part, Piece("caption", text), block=True)
        return
    images = [piece for image in figure.iter("img") if (piece := _image(image, base_url))]
    if images or caption:
        kept.replace(figure, *images, *([Piece("caption", caption)] if caption else []), block=True)


def _one_line(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _heading_anchor(heading: Element) -> str:
    """The heading's id, or that of an anchor in it, or of the section that it opens."""
    inside = (part.get("id") or part.get("name") for part in heading.iter())
    own = next(filter(None, inside), "") or ""
    parent = heading.getparent()
    if own or parent is None:
        return own
    before = heading.getprevious()
    if before is not None and before.tag == "a" and (before.get("name") or before.get("id")):
        return before.get("name") or before.get("id") or ""
    opens = parent.tag in ("section", "div", "article") and before is None
    return (parent.get("id") or "") if opens else ""
