"""All that a reader of a page could see, in one line."""

import pytest
from html_step import tree_of

from ingest.html.visible import visible_text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One <b>t</b>wo</p><p>three</p>", "One two three"),
        ("<p>One<br>two</p>", "One two"),
        ("<ul><li>One</li><li>two</li></ul>", "One two"),
        ("<table><tr><td>One</td><td>two</td></tr></table>", "One two"),
        ("<p>One</p><script>no()</script><style>no {}</style><noscript>no</noscript><template>no</template>", "One"),
        ("<p>One<!-- no --> two</p>", "One two"),
        ("<p>exam\xadple zero\u200bwidth</p>", "example zerowidth"),
        (
            "<p>a rate \u2060r\u2060, its\ufeff mark, a\u200cb, left\u200e right\u200f</p>",
            "a rate r, its mark, ab, left right",
        ),
        ("<p>\U0001f468\u200d\U0001f469</p>", "\U0001f468\u200d\U0001f469"),
        ("<p>One<span>two</span></p>", "Onetwo"),
        ("<nav>Menu</nav><p>One</p>", "Menu One"),
        ("", ""),
    ],
)
def test_visible_text(markup: str, expected: str) -> None:
    assert visible_text(tree_of(markup, "<title>no</title>")) == expected
