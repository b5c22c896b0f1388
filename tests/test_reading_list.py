"""A curated list: what is a source, under which topic, with which star and note; and what is not."""

from pathlib import Path

import pytest

from index.errors import ListError
from index.records import Source
from ingest.load_list import BUNDLED_ADDRESS, BUNDLED_LIST
from ingest.reading_list import ReadingList, parse_list

ADDRESS = "https://github.com/o/r/blob/main/docs/list.md"
FULL = """# Things to read

<!-- [hidden](https://a.org/comment) -->
[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)

Whoever starts with computer vision should read these pages in the order given.

## Contents

- [Basics](#basics)
- [More](#more)

## Basics:

* ⭐ [Starred](https://a.org/starred) - read this first.
* [Plain](https://a.org/plain?utm_source=list)
* Gradients
  * [Nested](https://a.org/nested) (with a note)
  * Deeper
    * [Deep](https://a.org/deep)
* ⭐ A series
  * [Part 1](https://a.org/1)
  * [Part 2](https://a.org/2)
* Nothing here yet

### Sub-topic

[Inner](https://a.org/inner)

## More

1. <https://a.org/bare>
2. https://a.org/barer
3. <a href="https://a.org/html">HTML link</a>
4. [Again](https://a.org/plain)

| What | Where |
| --- | --- |
| Table | [Row](https://a.org/row) |
| <a href="https://a.org/cell">In a cell</a> | Seen [Footnote][1] |

[1]: https://a.org/footnote

- [Relative](notes/one.md)
- [Upwards](../other.md)
- [Same file as blob](https://github.com/o/r/blob/main/docs/notes/one.md)
- [Same file raw](https://raw.githubusercontent.com/o/r/main/docs/notes/one.md)
- MobileNet: [paper](https://a.org/mobilenet), [code](https://github.com/x/mobilenet)
- ![Only an image](https://a.org/image.png)
- [Mail](mailto:me@a.org)
- [Script](javascript:alert(1))
- [Data](data:text/html;base64,AAAA)
- [Local](file:///etc/passwd)
- [FTP](ftp://a.org/x)

```markdown
[in code](https://a.org/code)
```

## Empty shelf
"""


@pytest.fixture(scope="module")
def parsed() -> ReadingList:
    return parse_list(FULL, ADDRESS)


@pytest.fixture(scope="module")
def by_title(parsed: ReadingList) -> dict[str, Source]:
    return {source.title: source for source in parsed.sources}


@pytest.mark.parametrize(
    ("title", "url", "topics"),
    [
        ("Starred", "https://a.org/starred", [("Basics",)]),
        ("Plain", "https://a.org/plain", [("Basics",), ("More",)]),
        ("Nested", "https://a.org/nested", [("Basics", "Gradients")]),
        ("Deep", "https://a.org/deep", [("Basics", "Gradients", "Deeper")]),
        ("Part 1", "https://a.org/1", [("Basics", "A series")]),
        ("Inner", "https://a.org/inner", [("Basics", "Sub-topic")]),
        ("https://a.org/bare", "https://a.org/bare", [("More",)]),
        ("https://a.org/barer", "https://a.org/barer", [("More",)]),
        ("HTML link", "https://a.org/html", [("More",)]),
        ("Row", "https://a.org/row", [("More",)]),
        ("In a cell", "https://a.org/cell", [("More",)]),
        ("Footnote", "https://a.org/footnote", [("More",)]),
        ("Relative", "https://raw.githubusercontent.com/o/r/main/docs/notes/one.md", [("More",)]),
        ("Upwards", "https://raw.githubusercontent.com/o/r/main/other.md", [("More",)]),
    ],
)
def test_sources(by_title: dict[str, Source], title: str, url: str, topics: list[tuple[str, ...]]) -> None:
    source = by_title[title]
    assert (source.url, list(source.topics)) == (url, topics)


def test_what_is_no_source(parsed: ReadingList) -> None:
    urls = {source.url for source in parsed.sources}
    for absent in ("comment", "awesome.re", "#", "code", "image.png", "mailto", "javascript", "data:", "file:", "ftp"):
        assert not any(absent in url for url in urls), absent


def test_every_address_is_one_source_in_the_lists_order(parsed: ReadingList) -> None:
    urls = [source.url for source in parsed.sources]
    assert len(urls) == len(set(urls))
    assert urls[:3] == ["https://a.org/starred", "https://a.org/plain", "https://a.org/nested"]
    assert [source.line for source in parsed.sources] == sorted(source.line for source in parsed.sources)


def test_stars(by_title: dict[str, Source]) -> None:
    assert {title for title, source in by_title.items() if source.starred} == {"Starred", "Part 1", "Part 2"}


@pytest.mark.parametrize(
    ("title", "note"), [("Starred", "read this first"), ("Nested", "with a note"), ("Plain", ""), ("Row", "")]
)
def test_the_curators_notes(by_title: dict[str, Source], title: str, note: str) -> None:
    assert by_title[title].note == note


def test_a_link_called_paper_takes_the_name_before_it(parsed: ReadingList) -> None:
    titles = {source.url: source.title for source in parsed.sources}
    assert titles["https://a.org/mobilenet"] == "MobileNet"
    assert "mobilenet" in titles["https://github.com/x/mobilenet"].lower()


def test_links_that_are_skipped_are_reported_with_their_line(parsed: ReadingList) -> None:
    lines = FULL.splitlines()
    skipped = {link.target: link for link in parsed.skipped}
    for target in ("mailto:me@a.org", "javascript:alert(1)", "file:///etc/passwd", "ftp://a.org/x"):
        assert target in skipped, target
        assert target in lines[skipped[target].line - 1]
    assert any(target.startswith("data:") for target in skipped)


def test_links_of_the_table_of_contents_are_not_worth_a_report(parsed: ReadingList) -> None:
    assert not any(link.target.startswith("#") for link in parsed.skipped)


def test_headings_in_html_give_topics_like_those_in_markdown() -> None:
    text = """<h1 align="center"><img src="l.png"> Things to read</h1>

<h2 id="x"><a name="x"></a>Detection</h2>

- [Boxes](https://a.org/boxes)

<div><h3 align="center">With &amp; without masks</h3>

<a href="https://a.org/masks">Masks</a></div>

<h3><img src="l.png"></h3>

- [Dots](https://a.org/dots)

## Tracking

- [Paths](https://a.org/paths)

<h2><a href="https://a.org/gan">Networks</a> that draw</h2>
"""
    parsed = parse_list(text, ADDRESS)
    masks = ("Detection", "With & without masks")
    assert parsed.title == "Things to read"
    assert [(source.title, *source.topics) for source in parsed.sources] == [
        ("Boxes", ("Detection",)),
        ("Masks", masks),
        ("Dots", masks),
        ("Paths", ("Tracking",)),
        ("Networks", ("Networks that draw",)),
    ]


def test_topics_without_a_resource_are_gaps(parsed: ReadingList) -> None:
    assert list(parsed.gaps) == [("Basics", "Nothing here yet"), ("Empty shelf",)]


def test_the_curators_own_words_are_kept(parsed: ReadingList) -> None:
    assert any("should read these pages in the order given" in prose.text for prose in parsed.prose)


def test_the_lines_are_those_of_the_file(parsed: ReadingList) -> None:
    lines = FULL.splitlines()
    for source in parsed.sources:
        near = "\n".join(lines[source.line - 1 : source.line + 1])
        assert source.url.rsplit("/", 1)[-1] in near or source.title in near, source


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_list_is_refused(text: str) -> None:
    with pytest.raises(ListError, match=r"list\.md is empty"):
        parse_list(text, ADDRESS)


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\nOnly words.",
        "[top](#top)",
        "![image](https://a.org/x.png)",
        "[mail](mailto:a@b.c)",
        "`<https://a.org>`",
    ],
)
def test_a_list_without_a_link_is_refused(text: str) -> None:
    with pytest.raises(ListError, match="no link to a resource"):
        parse_list(text, ADDRESS)


@pytest.mark.parametrize("target", ["https://[::1", "http://[", "http://a.org:port/", "https://a.org/\\x", "https://"])
@pytest.mark.parametrize("link", ["[strange]({})", "<p><a href='{}'>strange</a></p>", "<{}>"])
def test_a_strange_address_does_not_stop_the_list(link: str, target: str) -> None:
    parsed = parse_list("[good](https://a.org/x)\n\n" + link.format(target), ADDRESS)
    assert parsed.sources[0].url == "https://a.org/x"


def test_relative_links_of_a_local_list_stay_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "list").mkdir()
    (tmp_path / "secret.md").write_text("secret")
    for name in ("page.md", "page.txt"):
        (tmp_path / "list" / name).write_text("text")
    (tmp_path / "list" / "link.md").symlink_to(tmp_path / "secret.md")
    text = "[page](page.md) [text](page.txt) [up](../secret.md) [gone](gone.md) [link](link.md) [root](/etc/passwd.md)"
    parsed = parse_list(text, (tmp_path / "list" / "list.md").as_uri())
    assert [source.url for source in parsed.sources] == [(tmp_path / "list" / "page.md").as_uri()]
    assert [link.target for link in parsed.skipped] == [
        "page.txt",
        "../secret.md",
        "gone.md",
        "link.md",
        "/etc/passwd.md",
    ]


def test_the_bundled_list_is_the_seed_list_in_other_words(shared: Path) -> None:
    seed = parse_list((shared / "lists" / "computer-vision.md").read_text(encoding="utf-8"), BUNDLED_ADDRESS)
    bundled = parse_list(BUNDLED_LIST.read_text(encoding="utf-8"), BUNDLED_ADDRESS)
    assert bundled.title == seed.title
    assert [(one.url, one.starred, one.topics) for one in bundled.sources] == [
        (one.url, one.starred, one.topics) for one in seed.sources
    ]
    # the seed calls two links "here", whose title is the sentence before, which is ours
    ours = "https://github.com/Darkmyter/Popular-models-implemented-in-Pytorch"
    assert [one.title for one in bundled.sources if one.url != ours] == [
        one.title for one in seed.sources if one.url != ours
    ]
    assert bundled.gaps == seed.gaps


def test_the_bundled_list_has_its_two_gaps() -> None:
    bundled = parse_list(BUNDLED_LIST.read_text(encoding="utf-8"), BUNDLED_ADDRESS)
    assert {gap[-1] for gap in bundled.gaps} >= {"Knowledge distillation", "Non-maximum suppression"}
    assert bundled.sources


def test_every_link_of_the_open_web_list_is_found(shared: Path) -> None:
    text = (shared / "lists" / "open-web.md").read_text(encoding="utf-8")
    parsed = parse_list(text, "https://example.org/open-web.md")
    assert len(parsed.sources) == 74
    assert parsed.gaps == ()
    assert parsed.skipped == ()
    assert all(f"]({source.url})" in text for source in parsed.sources)
    assert sum(source.starred for source in parsed.sources) == 13


ODD = [
    ("- www.a.org/x", ["http://www.a.org/x"]),
    ("- Node.js, list.md and me@a.org", []),
    ("- [![alt https://a.org/alt](https://a.org/b.svg)](https://a.org/badge)", []),
    ("- [![img](i.png) words](https://a.org/x)", ["https://a.org/x"]),
    ("- <a href='https://a.org/x'><code>x</code></a>", ["https://a.org/x"]),
    ("- <A HREF='https://a.org/x'>x</A> and a < b", ["https://a.org/x"]),
    ('- [`code`](https://a.org/x "title (a)")', ["https://a.org/x"]),
    ("- [x](https://a.org/x_(y)) [z](<https://a.org/z w>)", ["https://a.org/x_(y)", "https://a.org/z%20w"]),
    ("- **[x](https://a.org/x)** _[y][r]_ ~~[z][]~~\n\n[r]: https://a.org/y\n[z]: https://a.org/z", ["x", "y", "z"]),
    ("- x[^1]\n\n[^1]: see [x](https://a.org/x)", ["https://a.org/x"]),
    (
        "".join("  " * depth + "- x\n" for depth in range(12)) + "  " * 12 + "- [x](https://a.org/x)",
        ["https://a.org/x"],
    ),
    ("<details><summary>More</summary>\n\n- [x](https://a.org/x)\n\n</details>", ["https://a.org/x"]),
    ("<ul><li><a href=https://a.org/x>x</a><li><a href=https://a.org/y>y</a></ul>", ["x", "y"]),
    ("<table><tr><td>\n\n[x](https://a.org/x)\n\n</td></tr></table>", ["https://a.org/x"]),
    ("> [x](https://a.org/x)\n\n1) [y](https://a.org/y)", ["x", "y"]),
    ("- [several\n  lines](https://a.org/x)", ["https://a.org/x"]),
    ("- [x](HTTPS://A.org/x) [y](//a.org/y)", ["x", "y"]),
    ("- [brackets \\[in\\] it](https://a.org/x)", ["https://a.org/x"]),
    ("`[x](https://a.org/code)` \\[x](https://a.org/x)", ["https://a.org/x"]),
    ("- [x](<>) [y]() [z](#z) [own](https://github.com/o/r/blob/main/docs/list.md#part)", []),
    ("- [folder](code/) [root](/a.md) [issues](../../../issues)", ["folder"]),
]


@pytest.mark.parametrize(("text", "expected"), ODD)
def test_odd_markdown(text: str, expected: list[str]) -> None:
    urls = [source.url for source in parse_list("[first](https://a.org/first)\n\n" + text, ADDRESS).sources[1:]]
    if expected == ["folder"]:
        github = "https://github.com/o/r"
        raw = "https://raw.githubusercontent.com/o/r/main/a.md"
        expected = [f"{github}/tree/main/docs/code/", raw, f"{github}/issues"]
    assert urls == [one if "/" in one else f"https://a.org/{one}" for one in expected]


def test_links_listed_twice_are_told_with_both_lines() -> None:
    parsed = parse_list("[x](https://a.org/x)\n\n[y](https://a.org/y)\n\n[x](https://a.org/x#part)", ADDRESS)
    assert [(one.line, one.first_line) for one in parsed.duplicates] == [(5, 1)]


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "data:text/html,x", "javascript:alert(1)", "JavaScript:alert(1)", "ftp://a.org/", "tel:1"],
)
def test_links_of_other_schemes_are_reported_with_their_line(target: str) -> None:
    parsed = parse_list(f"[x](https://a.org/x)\n\n- [odd]({target})\n- <a href='{target}'>odd</a>\n", ADDRESS)
    assert [(one.line, one.target) for one in parsed.skipped] == [(3, target), (4, target)]
    assert len(parsed.sources) == 1


@pytest.mark.parametrize("target", ["http://", "https:///a", "http://[::1", "http://a.org:b/", "https://?x"])
def test_links_without_a_host_are_reported_and_no_sources(target: str) -> None:
    parsed = parse_list(f"[x](https://a.org/x)\n\n- [odd]({target})\n", ADDRESS)
    assert [(one.line, one.reason) for one in parsed.skipped] == [(3, "not an address")]
    assert len(parsed.sources) == 1
