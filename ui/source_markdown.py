r"""Stored text -> Markdown that Streamlit shows as it stands.

A source's own words must not act: no HTML, image, link, emphasis, emoji or colour directive of theirs is rendered.
Formulas, code, lists, tables and headings keep their shape, and a task of a list has a box. A backslash stops most of
it; an address becomes code, which can be copied; what else the front end replaces after parsing (mail addresses,
`:emoji:`, arrows) is broken up with an invisible word joiner.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import dedent
from urllib.parse import quote, urlsplit

from ui.katex import for_katex, readable_references

JOINER = "\u2060"
_WHOLE = re.compile(
    r"""^[ ]*(?P<fence>`{3,}|~{3,})[ ]*(?P<language>[\w+#.-]*)[^\n`]*\n(?P<code>.*?)^[ ]*(?P=fence)[ ]*$
    |^[ ]*\$\$(?P<display>(?:(?!\$\$|\n\s*\n).)+?)\$\$[ ]*$""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
"""What stands on lines of its own and is kept whole: a code block, a display formula."""
_INLINE = re.compile(
    r"""(?<![`\\])(?P<ticks>`+)(?!`)(?P<code>[^\n]+?)(?<!`)(?P=ticks)(?!`)
    |(?<!\\)\$\$(?P<long>[^$\n`]+)\$\$
    |(?<!\\)\$(?=[^\s$])(?P<tex>[^$\n`]*?(?<![\s\\]))\$(?!\d)
    |(?<![a-z0-9])(?P<address>(?i:https?://|ftp://|www\.)[^\s`|\\<>$\[\]{}"]*[^\s`|\\<>$\[\]{}".,;:!?'()*_~])""",
    re.VERBOSE,
)
_ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d{1,9}[.)]) +(?P<text>.*)")
_TASK = re.compile(
    r"(?P<mark> *(?:[-*+•]|\d{1,9}[.)]) +)?\[(?P<done>[ xX])\](?= )(?! (?:is|denotes|means|stands|represents)\b)"
)
"""A task, of which the list mark may have been cut off; no sentence about a formula that is written so."""
_HEADING = re.compile(r"#{1,6} +(?P<text>.*)")
_QUOTED = re.compile(r" *> ?(?P<text>.*)")
_ROW = re.compile(r" *\|.*\| *")
_RULE = re.compile(r"[\s|:-]+")
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~$&]|:(?=[\w:])")
_LINE_START = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))")
_REPLACED = re.compile(
    r""":(?=[\w+/-]+:)                                     # :emoji: :material/icon:
    |(?:https?|ftp|www)(?=:|\.)                          # addresses
    |@                                                  # mail addresses
    |(?<!\S)(?=(?:<->|->|<-|--|>=|<=|~=)(?!\S))[<>~-]   # arrows and dashes that become one sign""",
    re.VERBOSE | re.IGNORECASE,
)


def source_markdown(text: str) -> str:
    r"""Stored text, several blocks or one line, as inert Markdown.

    >>> print(source_markdown("**Not** bold: <b>x</b> and $a_1$.\n\n- `f(x)`\n- [a](b)"))
    \*\*Not\*\* bold: \<b\>x\</b\> and $a_1$.
    <BLANKLINE>
    - `f(x)`
    - \[a\](b)
    >>> print(source_markdown("where\n\n$$x = 1$$"))
    where
    <BLANKLINE>
    $$
    x = 1
    $$
    """
    blocks, cursor = [], 0
    for match in _WHOLE.finditer(text):
        blocks += [_prose(text[cursor : match.start()]), _code_block(match) if match["fence"] else _display(match)]
        cursor = match.end()
    blocks.append(_prose(text[cursor:]))
    return "\n\n".join(block for block in blocks if block)


def inline(text: str) -> str:
    r"""One line of stored text: a title, a heading, a cell.

    >>> inline("A *new*\n way to $O(n)$ for $5")
    'A \\*new\\* way to $O(n)$ for \\$5'
    """
    return _inline(" ".join(text.split()))


def link_target(url: str) -> str:
    """An address as the target of a Markdown link; empty unless a browser may open it.

    >>> link_target("https://a.org/x(1) y#:~:text=b"), link_target("javascript:alert(1)")
    ('https://a.org/x%281%29%20y#:~:text=b', '')
    """
    safe = quote(url, safe="!#$%&'*+,/:;=?@[]~")
    return safe if urlsplit(safe).scheme in ("http", "https") else ""


def link_title(text: str) -> str:
    r"""Stored text as the title of a Markdown link, which is shown beside a pointer and read aloud.

    >>> link_title('An "A*"\n search')
    '"An \\"A\\*\\" search"'
    """
    return '"' + re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", " ".join(text.split())) + '"'


def link(text: str, url: str) -> str:
    """A Markdown link with stored text as its label, or the label alone where the address cannot be opened."""
    target = link_target(url)
    return f"[{inline(text)}](<{target}>)" if target else inline(text)


def with_box(line: str) -> str:
    """A line, with a box, ticked or not, where it is a task of a list.

    >>> with_box("- [ ] count mice"), with_box("[x] hoot"), with_box("[x] denotes the floor of x")
    ('- ☐ count mice', '☑ hoot', '[x] denotes the floor of x')
    """
    task = _TASK.match(line)
    return f"{task['mark'] or ''}{'☐' if task['done'] == ' ' else '☑'}{line[task.end() :]}" if task else line


def without_wholes(text: str) -> str:
    """What is left of a text without its code and formulas: a stray mark in it means that one was cut."""
    return _INLINE.sub("", _WHOLE.sub("", text))


def _code_block(match: re.Match[str]) -> str:
    """Code without the indentation that all its lines have, which on a telephone is all that there is room for."""
    runs = re.findall(r"`+", match["code"])
    fence = "`" * max(3, 1 + max(map(len, runs), default=0))
    return f"{fence}{match['language']}\n{dedent(match['code'])}{fence}"


def _display(match: re.Match[str]) -> str:
    tex = for_katex(match["display"], display=True)
    lines = [line.strip() for line in tex.splitlines() if line.strip()]
    return "\n".join(["$$", *lines, "$$"]) if lines else ""


def _prose(text: str) -> str:
    pieces: list[str] = []
    for is_row, lines in groupby(text.splitlines(), lambda line: bool(_ROW.fullmatch(line))):
        together = list(lines)
        pieces += ["", *_table(together), ""] if is_row else _lines(together)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(pieces)).strip("\n")


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """Lines as they are, with list items no deeper than one level below the item before, so none turns into code."""
    depth = -1
    for line in lines:
        if match := _ITEM.fullmatch(line):
            if depth < 0:
                yield ""
            depth = min(len(match["indent"]) // 2, depth + 1)
            yield f"{' ' * 4 * depth}{match['mark']} {_line(match['text'])}"
        else:
            depth = depth if not line.strip() or line.startswith(" ") else -1
            yield _line_or_heading(line)


def _line_or_heading(line: str) -> str:
    if match := _HEADING.fullmatch(line):
        return f"\n#### {_inline(match['text'])}\n"
    if match := _QUOTED.fullmatch(line):
        item = _ITEM.fullmatch(match["text"])
        return f"> {item['mark']} {_line(item['text'])}" if item else f"> {_line(match['text'])}"
    return _line(line)


def _line(text: str) -> str:
    """A line that opens no list and underlines no heading."""
    return _LINE_START.sub(r"\1\\", _inline(with_box(text.strip())))


def _table(rows: list[str]) -> list[str]:
    """The rows of a table, with a head of its own where the head was left behind."""
    has_head = len(rows) > 1 and bool(_RULE.fullmatch(rows[1]))
    body = [[_inline(cell.strip()) for cell in _cells(row)] for row in rows if not _RULE.fullmatch(row)]
    if not body:
        return []
    head = body.pop(0) if has_head else [""] * len(body[0])
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *body)]


def _cells(row: str) -> list[str]:
    return re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|"))


def _inline(line: str) -> str:
    pieces, cursor = [], 0
    for match in _INLINE.finditer(line):
        tex = for_katex(match["tex"] or match["long"] or "", display=False)
        shown = f"${tex}$" if tex else f"`{match['address']}`" if match["address"] else match["code"] and match[0]
        pieces += [_escape(line[cursor : match.start()]), shown or _escape(match[0])]
        cursor = match.end()
    return "".join([*pieces, _escape(line[cursor:])]).replace("$$", f"${JOINER}$")


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", _REPLACED.sub(rf"\g<0>{JOINER}", readable_references(text)))
