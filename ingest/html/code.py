"""Step: code blocks come out of their highlighting and line numbers; inline code stands in backticks."""

import re

from ingest.assemble import Piece
from ingest.block_text import fenced
from ingest.html.kept import Element, KeptParts, replace_by_text
from ingest.html.tree import BLOCKS, attached, classes, one_line

_WRAPPER = re.compile(
    r"\b(highlighter-rouge|highlight\w*|codehilite|sourceCode|code-toolbar|code-?block\w*|codeblock\w*|chroma|listing\w*|"
    r"language-\S+|input_area|prism\S*|syntaxhighlighter|cell_input|code-wrapper|code)\b"
)
_WRAPPER_TAGS = frozenset("div table tbody tr td figure span code pre".split())
_LANGUAGE = re.compile(
    r"\b(?:language|lang|highlight-source|highlight|brush|hl|src)[-:_ ]+(?!highlight|tab-size)([\w+#]+)|"
    r"\bsourceCode\s+(\w+)|"
    r"(?:^|\s)(python3?|javascript|js|cpp|c\+\+|bash|java|matlab|lua|julia|rust|console|shell|r|html|css|json|yaml)(?:\s|$)"
)
_NO_LANGUAGE = frozenset(
    {"", "default", "none", "text", "plaintext", "highlight", "code", "notranslate", "nohighlight", "hljs"}
)
_NUMBERS = re.compile(r"line-?nos?\b|line-?numbers?\b|gutter|^ln$|^lnt$|linenodiv|hljs-ln-numbers|blob-num|^lnum")
_NOT_CODE = re.compile(r"copy|clipboard|toolbar|code-?header|caption|^prompt$|filename")
_DIGITS = re.compile(r"[\d\s]*")
MAX_LABEL_WORDS = 5
_LINES = frozenset({"div", "p", "li", "tr"})
_LISTINGS = "|".join(
    f"//{tag}[contains(concat(' ',@class,' '),' {name} ')]"
    for tag, name in (
        ("table", "highlight"),
        ("table", "hljs-ln"),
        ("table", "js-file-line-container"),
        ("div", "syntaxhighlighter"),
    )
)


def keep_code(tree: Element, kept: KeptParts) -> None:
    """Code blocks (also those that are no `pre`), then inline code."""
    _make_pre(tree)
    for pre in list(tree.iter("pre")):
        if attached(pre, tree):
            _keep_block(pre, kept)
    for inline in list(tree.iter("code", "kbd", "samp", "tt")):
        text = one_line(inline)
        if text and attached(inline, tree):
            kept.replace(inline, Piece("code", f"`{text}`" if "`" not in text else text), block=False)


def _make_pre(tree: Element) -> None:
    """Listings without a `pre`: SyntaxHighlighter's and GitHub's tables, and code elements that hold lines."""
    for listing in tree.xpath(_LISTINGS):
        if listing.find(".//pre") is None and next(listing.iterancestors("pre"), None) is None:
            listing.tag = "pre"
    for code in tree.iter("code"):
        breaks = sum(1 for _ in code.iter("br"))
        parent = code.getparent()
        in_text = parent is not None and parent.tag in ("p", "li", "td", "span", "a")
        holds_lines = breaks > 1 or (not in_text and breaks + (code.text or "").strip().count("\n") > 1)
        if holds_lines and next(code.iterancestors("pre"), None) is None:
            code.tag = "pre"


def _keep_block(pre: Element, kept: KeptParts) -> None:
    container = _container(pre)
    language = _language(pre)
    listings = [part for part in container.iter("pre") if not _is_line_numbers(part)]
    code = "\n".join(filter(None, (_code_text(part) for part in _outermost(listings))))
    captions = [text for caption in container.iter("figcaption") if (text := one_line(caption))]
    if code.strip():
        pieces = [Piece("code", fenced(code, language)), *(Piece("caption", text) for text in captions)]
        kept.replace(container, *pieces, block=True)
    else:
        replace_by_text(container, "")


def _outermost(listings: list[Element]) -> list[Element]:
    return [one for one in listings if not any(parent in listings for parent in one.iterancestors("pre"))]


def _is_line_numbers(pre: Element) -> bool:
    """Whether a `pre` is the gutter of another one."""
    if not _DIGITS.fullmatch("".join(pre.itertext())):
        return False
    around = [pre, *pre.iterancestors("td", "div", "table")]
    return any(part.tag == "table" or any(map(_NUMBERS.search, classes(part))) for part in around)


def _container(pre: Element) -> Element:
    """The outermost highlighting wrapper around a code block."""
    container = pre
    for parent in pre.iterancestors():
        css = parent.get("class") or ""
        if parent.tag not in _WRAPPER_TAGS or (parent.tag in ("div", "figure") and not _WRAPPER.search(css)):
            break
        if any(_is_other(other, pre) for other in parent.iterdescendants()):
            break
        container = parent
    return container


def _is_other(other: Element, pre: Element) -> bool:
    """Whether a wrapper holds more than the one block of code, and so is no wrapper of it."""
    if other.tag == "pre":
        return other is not pre and not _is_line_numbers(other)
    is_block = other.tag in BLOCKS - _WRAPPER_TAGS - {"figcaption", "caption", "ol", "li"}
    return (is_block or _is_cell_of_words(other)) and not any(parent.tag == "pre" for parent in other.iterancestors())


def _is_cell_of_words(part: Element) -> bool:
    """Whether a table's cell says something beside the code: not its line numbers, not its file's name."""
    if part.tag != "td" or part.find(".//pre") is not None or re.search(r"[^\W_]", one_line(part)) is None:
        return False
    return not any(_NUMBERS.search(name) or _NOT_CODE.search(name) for name in classes(part))


def _code_text(pre: Element) -> str:
    """The lines of a listing as a reader would copy them."""
    for part in list(pre.iterdescendants()):
        if isinstance(part.tag, str) and part.getparent() is not None and _is_decoration(part):
            replace_by_text(part, "")
    for line_break in list(pre.iter("br")):
        replace_by_text(line_break, "\n")
    lines = [line.rstrip() for line in _text_of(pre).split("\n")]
    return "\n".join(lines).strip("\n")


def _is_decoration(part: Element) -> bool:
    """Line numbers, and what offers to copy."""
    text = "".join(part.itertext()).strip()
    if any(map(_NUMBERS.search, classes(part))):
        return _DIGITS.fullmatch(text) is not None
    return part.tag == "button" or (len(text.split()) < MAX_LABEL_WORDS and any(map(_NOT_CODE.search, classes(part))))


def _text_of(element: Element) -> str:
    """All text; an element that a browser sets on a line of its own ends one."""
    text = element.text or ""
    for child in element:
        inner = _text_of(child)
        if child.tag in _LINES and inner and text and not text.endswith("\n"):
            text += "\n"
        ends_line = child.tag in _LINES and inner and not inner.endswith("\n")
        text += inner + ("\n" if ends_line else "") + (child.tail or "")
    return text


def _language(pre: Element) -> str:
    candidates: list[Element] = [*pre.iter("code"), pre, *list(pre.iterancestors())[:5]]
    for element in candidates:
        named = (
            element.get("data-lang") or element.get("language") or element.get("data-language") or element.get("lang")
        )
        match = _LANGUAGE.search(element.get("class") or "")
        found = (named if named and element.tag != "html" else "") or next(
            filter(None, match.groups() if match else ()), ""
        )
        if found and found.lower() not in _NO_LANGUAGE:
            return found.lower()
    return ""
