"""The inline parts of Markdown -> text: words, code and formulas stay; emphasis, links, tags and images go."""

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from markdown_it.tree import SyntaxTreeNode

from ingest.formulas import formula_text
from ingest.raised import shifted_text
from ingest.urls import RAW_HOST, canonical_url

_BADGE = re.compile(
    r"shields\.io|badgen\.net|badgesize|(?<![a-z])badges?(?:[./?]|[^/]*\.svg|$)|travis-ci\.(?:org|com)|codecov\.io|"
    r"coveralls\.io|circleci\.com|appveyor\.com|awesome\.re|star-history\.|hits\.(?:seeyoufarm|dwyl|sh)|gitter\.im|"
    r"pepy\.tech|opencollective\.com|api\.netlify|deepsource\.|sonarcloud\.|codacy\.com|contrib\.rocks|"
    r"bestpractices\.|zenodo\.org/.*\.svg|buymeacoffee|ko-fi|herokucdn|komarev\.com|visitor-?count",
    re.IGNORECASE,
)
"""Services that draw badges, and files named so."""
_ORNAMENT = re.compile(
    r"(?<![a-z])(?:logo|banner|fav-?icon|icon|button|sponsor|divider)s?(?![a-z])|(?<![a-z])social-(?:preview|card|media)|"
    r"logo\d*\.\w+$|^(?:social|transparent)\.",
    re.IGNORECASE,
)
"""In the name of a file."""
_ORNAMENT_ALT = re.compile(r"(?:[\w.-]+[\s_-]){0,2}(?:logo|banner|fav-?icon|icon|badge|button)", re.IGNORECASE)
_BADGE_ALT = re.compile(
    r"(?:(?:build|ci|tests?|licen[cs]e|docs?|documentation|pypi|version|coverage|downloads?|stars?|forks?|issues?|"
    r"contributors?|twitter|discord|slack|sponsor|status|colab|arxiv|python|platform|stargazers)\b\W*){1,3}|"
    r"(?:open|run)\s(?:in|on)\s(?:\w+\s){0,2}(?:\w*lab|codespaces?|kaggle|binder|gradient|spaces|replicate)",
    re.IGNORECASE,
)
_SHIFT = re.compile(r"<(?P<closes>/?)(?P<name>sup|sub)\b[^>]*>", re.IGNORECASE)
_EMPHASIS = re.compile(r"</?(i|em|b|strong|var|span|sup|sub)\b", re.IGNORECASE)


def inline_text(node: SyntaxTreeNode) -> str:
    """Plain text of an inline node and what it holds."""
    if node.type == "text":
        return node.content
    if node.type == "code_inline":
        return code_span(node.content)
    if node.type in ("math_inline", "math_inline_double"):
        return formula_text(formula_content(node), display=False)
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type == "footnote_ref":
        return f"[^{footnote_label(node)}]"
    if node.type == "html_inline":
        return " " if re.match(r"</?(br|p|hr)\b", node.content, re.IGNORECASE) else ""
    if node.type == "image":
        return ""
    return line_text(node.children)


def line_text(nodes: Sequence[SyntaxTreeNode]) -> str:
    """Plain text of inline nodes one after the other, exponents and indices among them in a form of their own."""
    text = ""
    opened: list[tuple[str, int, int]] = []
    for position, node in enumerate(nodes):
        tag = _SHIFT.fullmatch(node.content) if node.type == "html_inline" else None
        if tag is None:
            text += inline_text(node)
        elif not tag["closes"]:
            opened.append((tag["name"].lower(), position, len(text)))
        elif opened and opened[-1][0] == tag["name"].lower():
            name, first, start = opened.pop()
            if all(_is_of_words(inner) for inner in nodes[first:position]):
                after = "".join(inline_text(following) for following in nodes[position + 1 : position + 2])
                text = text[:start] + shifted_text(name, text[start:], text[:start], after)
    return text


def _is_of_words(node: SyntaxTreeNode) -> bool:
    """Whether a node holds nothing but words and emphasis: no link, code or formula."""
    return all(
        part.type in ("text", "em", "strong") or (part.type == "html_inline" and _EMPHASIS.match(part.content))
        for part in node.walk()
    )


def code_span(code: str) -> str:
    """Code in a sentence.

    >>> code_span("fit()"), code_span("a `b`")
    ('`fit()`', '`` a `b` ``')
    """
    return f"`` {code} ``" if "`" in code else f"`{code}`"


def formula_content(node: SyntaxTreeNode) -> str:
    """TeX of a formula, without the backticks GitHub allows inside the dollars."""
    content = node.content.strip()
    return content[1:-1] if re.fullmatch(r"`[^`]+`", content) else content


def footnote_label(node: SyntaxTreeNode) -> str:
    """The name the author gave a footnote."""
    return str(node.meta.get("label") or node.meta.get("id", 0) + 1)


def is_figure(address: str, alt: str) -> bool:
    """Whether an image shows something: no badge, logo or button by its address or its description.

    >>> is_figure("docs/unet.png", "U-Net"), is_figure("https://img.shields.io/x.svg", ""), is_figure("logo.png", "")
    (True, False, False)
    """
    path = urlsplit(address).path.rsplit("/", 1)[-1] if address.isprintable() and "[" not in address else address
    described = any(name.fullmatch(alt.strip(" !.")) for name in (_ORNAMENT_ALT, _BADGE_ALT))
    return not (described or _BADGE.search(address) or _ORNAMENT.search(path))


def image_address(base_url: str, target: str) -> str:
    """The whole address of an image as a browser can load it, or empty where there is none.

    >>> image_address("https://raw.githubusercontent.com/o/r/main/docs/a.md", "/img/b.png")
    'https://raw.githubusercontent.com/o/r/main/img/b.png'
    >>> image_address("https://a.org/", "https://github.com/o/r/blob/main/b.png?raw=true")
    'https://raw.githubusercontent.com/o/r/main/b.png'
    """
    try:
        base = urlsplit(base_url)
        if base.netloc == RAW_HOST and target.startswith("/") and not target.startswith("//"):
            target = "/".join(base.path.split("/")[:4]) + target
        address = urljoin(base_url, target.strip())
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "file"):
        return ""
    return canonical_url(address) if parts.netloc == "github.com" else address


def github_anchor(heading: str) -> str:
    """The id that GitHub gives a heading.

    >>> github_anchor("What is a CNN? (short)")
    'what-is-a-cnn-short'
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
