"""What a page says of itself."""

import pytest
from html_step import tree_of

from ingest.html.head import html_description, html_title


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Nets — A Blog</title>", "", "Nets"),
        ("<title>Nets – A Blog</title>", "", "Nets"),
        ("<title>Nets · A Blog</title>", "", "Nets"),
        ("<title>Nets: a tour</title>", "", "Nets: a tour"),
        ("<title>\n Nets\n of layers </title>", "", "Nets of layers"),
        ("<meta property='og:title' content=''><title>Nets</title>", "", "Nets"),
        ("<meta property='og:title' content='Of all'><title>Nets</title>", "<h1>Head</h1>", "Of all"),
        ("<title>Site</title>", "<h1>Nets ¶</h1>", "Nets"),
        ("<title>Site</title>", "<h1> </h1>", "Site"),
    ],
)
def test_title(head: str, body: str, expected: str) -> None:
    assert html_title(tree_of(f"{body}<p>x</p>", head)) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta property='og:description' content='On nets.'>", "On nets."),
        ("<meta name='DESCRIPTION' content=' On\n nets. '>", "On nets."),
        ("<meta name='description'>", ""),
        ("<meta name='keywords' content='nets'>", ""),
    ],
)
def test_description(head: str, expected: str) -> None:
    assert html_description(tree_of("<p>x</p>", head)) == expected
