"""Source text in the chat: inert, whatever it holds, with its formulas, code and tables as they were."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from ui.context import end_of, start_of
from ui.source_markdown import JOINER, link, link_title, source_markdown

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(dollarmath_plugin)
FORBIDDEN = {"html_inline", "html_block", "link_open", "image", "em_open", "strong_open", "s_open"}


def tokens_of(markdown: str) -> list[Token]:
    return [inner for token in MARKDOWN.parse(markdown) for inner in (token, *(token.children or ()))]


def shown_text(markdown: str) -> list[str]:
    return [token.content for token in tokens_of(markdown) if token.type == "text"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "![img](http://x.org/a.png)",
        "**bold** __bold__ *em* _em_ ~~gone~~",
        "[link](http://x.org) <http://x.org> [ref]\n\n[ref]: http://x.org",
        "see http://x.org/a, www.x.org or mail me@x.org",
        ":red[loud] :smile: :material/home: :streamlit: ::leaf[x] :::box",
        "a -> b <- c -- d >= e <= f ~= g",
        "&lt;b&gt; &amp; &#42;x&#42;",
        "- item **bold**\n    - [nested](http://x.org)\n\n> quoted <b>x</b>\n\n# Head *em*",
        "| a | **b** |\n| --- | --- |\n| <i>c</i> | [d](http://x.org) |",
        "$ [not math](http://x.org) $ costs $5 or $[x](y) 6",
        "``` unclosed [fence](http://x.org)\n**x**",
        "title\n=====\nline\n---\n1) one",
        "a `` [b](c) ` **d**",
    ],
)
def test_source_text_is_inert(text: str) -> None:
    markdown = source_markdown(text)
    assert FORBIDDEN.isdisjoint(token.type for token in tokens_of(markdown)), markdown
    for shown in shown_text(markdown):
        assert not re.search(r":[\w+/-]+:|https?://|www\.|\w@\w|(?<!\S)(->|<-|--|>=|<=|~=)(?!\S)", shown), shown


@given(st.text(alphabet=list("ab1 *_`$[]()<>!#|~-:/\\&\n."), max_size=60))
def test_no_text_at_all_becomes_markup(text: str) -> None:
    tokens = tokens_of(source_markdown(text))
    assert FORBIDDEN.isdisjoint(token.type for token in tokens)


@given(st.text(alphabet=list("ab1 *_[]()<>!#~&.-=:@w"), min_size=1, max_size=40))
def test_a_paragraph_keeps_its_words(text: str) -> None:
    words = "".join(("x" + text).split())
    shown = "".join(shown_text(source_markdown("x" + text))).replace(JOINER, "")
    assert "".join(shown.split()) == words


def test_formulas_code_and_tables_keep_their_shape() -> None:
    code, table = "```python\nif a * b:\n    c\n```", "| a | b |\n| --- | --- |\n| $k$ | 2 |"
    text = f"With $a_1$:\n\n$$\nx = \\frac{{1}}{{2}}\n$$\n\n{code}\n\n{table}"
    types = [token.type for token in tokens_of(source_markdown(text))]
    assert types.count("math_inline") == 2
    assert {"math_block", "fence", "table_open"} <= set(types)


def test_table_rows_without_their_head_stay_a_table() -> None:
    assert "td_open" in [token.type for token in tokens_of(source_markdown("| a | 1 |\n| b | 2 |"))]


def test_code_keeps_the_indentation_that_its_lines_do_not_share() -> None:
    code = "        if a:\n\n            b\n        c\n"
    shown = "```python\nif a:\n\n    b\nc\n```"
    assert source_markdown(f"So:\n\n```python\n{code}```") == f"So:\n\n{shown}"
    assert source_markdown(shown) == shown


def test_a_list_that_begins_indented_is_no_code() -> None:
    types = [token.type for token in tokens_of(source_markdown("    - deep\n        - deeper"))]
    assert types.count("bullet_list_open") == 2
    assert "code_block" not in types


@pytest.mark.parametrize("mark", ["- ", "1. ", "> - ", "> 1. ", "- a\n  - "])
def test_tasks_are_list_items_with_boxes(mark: str) -> None:
    markdown = source_markdown(f"{mark}[ ] count mice\n{mark}[x] sweep\n{mark}[X] hoot at [x] o'clock")
    shown = [text for text in shown_text(markdown) if text != "a"]
    assert shown == ["☐ count mice", "☑ sweep", "☑ hoot at [x] o'clock"]
    types = [token.type for token in tokens_of(markdown)]
    assert types.count("list_item_open") - markdown.count("- a") == 3
    assert ("blockquote_open" in types) == mark.startswith(">")


def test_tasks_without_their_list_marks_have_boxes() -> None:
    assert shown_text(source_markdown("[ ] count mice\n\n[x] hoot")) == ["☐ count mice", "☑ hoot"]


def test_links_go_to_web_pages_only() -> None:
    assert link("a [b]", "https://x.org/?q=(1)") == "[a \\[b\\]](<https://x.org/?q=%281%29>)"
    assert link("a", "javascript:alert(1)") == link("a", "sightline:notes/a") == "a"


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"x_\max", r"x_{\max}"),
        (r"x^\hat{y}_\vec v", r"x^{\hat{y}}_{\vec v}"),
        (r"x_\maximal + x_\alpha{y} + x_{\min}", r"x_\maximal + x_\alpha{y} + x_{\min}"),
        (r"\mbox{if } a \mboxes", r"\text{if } a \mboxes"),
        (r"\ensuremath{\mathbbm{1}}_{\mbox{a_b}}", r"{\mathbb{1}}_{\text{a\_b}}"),
        (r"\begin{multline} a \\ b \end{multline}", r"\begin{gathered} a \\ b \end{gathered}"),
        (r"\text{a_b\_c} x_1", r"\text{a\_b\_c} x_1"),
        (r"a \label{eq:a}", "a"),
        (r"a + \eqref{eq:b}", "a + (eq:b)"),
        (r"\begin{gather*} a \\ b \end{gather*}", r"\begin{gathered} a \\ b \end{gathered}"),
        (r"a \tag{3}", r"a \qquad\text{(3)}"),
    ],
)
def test_formulas_are_said_as_katex_understands_them(tex: str, shown: str) -> None:
    assert source_markdown(f"It is ${tex}$.") == f"It is ${shown}$."


def test_displays_stay_displays() -> None:
    align = "\\begin{align}\na &= b \\tag{3}\n\\end{align}"
    assert source_markdown(f"$$\n{align}\n$$") == f"$$\n{align}\n$$"
    eqnarray = "\\begin{eqnarray}\na & = & b \\tag{3} \\\\\nc & = & d \\tag{4}\n\\end{eqnarray}"
    shown = source_markdown(f"$$\n{eqnarray}\n$$")
    assert "darray}{rcl}" in shown
    assert "\\tag" not in shown, "KaTeX takes but one"


def test_the_names_of_formulas_referred_to_are_readable() -> None:
    assert source_markdown(r"By \eqref{eq:a} and `\ref{b}`.") == r"By (eq\:a) and `\ref{b}`."


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://x.org/a_b?c=*d, or (www.x.org).", ["https://x.org/a_b?c=*d", "www.x.org"]),
        ("At http://127.0.0.1:9911/v1: nothing", ["http://127.0.0.1:9911/v1"]),
        ("| HTTP://X.org | ftp://y.org/z |", ["HTTP://X.org", "ftp://y.org/z"]),
    ],
)
def test_addresses_can_be_copied(text: str, addresses: list[str]) -> None:
    markdown = source_markdown(text)
    assert [token.content for token in tokens_of(markdown) if token.type == "code_inline"] == addresses
    assert JOINER not in markdown


@given(st.text(alphabet=list("ab *_`$[]()<>!\"'\\&\n."), max_size=30))
def test_a_title_of_a_link_is_its_words(text: str) -> None:
    (inline,) = [token for token in MARKDOWN.parse(f"[x](<#y> {link_title(text)})") if token.type == "inline"]
    opened, *_ = inline.children or ()
    assert opened.type == "link_open"
    assert opened.attrs.get("title", "") == " ".join(text.split())


def test_context_is_cut_between_words_and_around_formulas() -> None:
    before = "word " * 80 + "see $a + b + c$ there"
    assert end_of(before, 12) == "… there"
    assert start_of("one $a + b + c + d$ two", 10) == "one …"
    assert start_of("short") == "short"


def test_half_formulas_and_half_code_are_no_context() -> None:
    assert start_of("Then $$ \\begin{aligned} a") == "Then …"
    assert start_of("```python cnt = 0") == ""
    assert end_of("x = 1\n```\n\nSo it counts.") == "… So it counts."
    assert end_of("\\text{if } a $$ and so on") == "… and so on"


# Answers and citations as Markdown.
