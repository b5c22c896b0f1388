"""Trafilatura's own body on the left, the pieces of the document on the right."""

import pytest
from lxml import etree

from ingest.html.output import output_pieces


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<p>One</p><p>Two</p>", [("paragraph", "One"), ("paragraph", "Two")]),
        ("<p>One\n <hi>two</hi> three</p>", [("paragraph", "One two three")]),
        ("<head>Part</head><p>One</p>", [("paragraph", "Part"), ("paragraph", "One")]),
        ("<list><item>One</item><item>Two</item></list>", [("item", "- One"), ("item", "- Two")]),
        ("<quote>One</quote>", [("quote", "> One")]),
        ("<quote><p>One</p></quote>", [("quote", "> One")]),
        ("<table><row><cell>One</cell><cell>Two</cell></row></table>", [("paragraph", "One"), ("paragraph", "Two")]),
        ("<div>One</div>", [("paragraph", "One")]),
        ("<div><p>One</p></div>", [("paragraph", "One")]),
        ("<p> </p>", []),
        ("", []),
        ("<div>One<p>Two</p>three</div>", [("paragraph", "One"), ("paragraph", "Two"), ("paragraph", "three")]),
        ("<div>One<lb/>two</div>", [("paragraph", "One"), ("paragraph", "two")]),
        ("<list><item> </item><item>Two</item></list>", [("item", "- Two")]),
    ],
)
def test_output(inner: str, expected: list[tuple[str, str]]) -> None:
    pieces = output_pieces(etree.fromstring(f"<body>{inner}</body>"))
    assert [(piece.kind, piece.text) for piece in pieces] == expected
