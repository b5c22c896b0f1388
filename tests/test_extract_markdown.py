"""What becomes of each part of a Markdown file."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.extract_markdown import github_anchor, markdown_pieces, markdown_title, parse_markdown

BASE = "https://raw.githubusercontent.com/o/r/main/docs/README.md"
Pairs = list[tuple[str, str]]
CASES: list[tuple[str, Pairs]] = [
    ("Some *words* and **more**.", [("paragraph", "Some words and more.")]),
    ("One line\nand the next.", [("paragraph", "One line and the next.")]),
    ("A [link](https://a.org/x) stays as words.", [("paragraph", "A link stays as words.")]),
    ("Call `fit()` first.", [("paragraph", "Call `fit()` first.")]),
    ("# Title\n\n## Part", [("heading", "Title"), ("heading", "Part")]),
    ("- One\n- Two\n  - Inner", [("item", "- One"), ("item", "- Two"), ("item", "  - Inner")]),
    ("1. One\n2. Two", [("item", "1. One"), ("item", "2. Two")]),
    ("> Quoted.", [("quote", "> Quoted.")]),
    ("```python\nx = 1\n```", [("code", "```python\nx = 1\n```")]),
    ("```\nplain\n```", [("code", "```\nplain\n```")]),
    ("    indented", [("code", "```\nindented\n```")]),
    ("````\n```\ninner\n```\n````", [("code", "````\n```\ninner\n```\n````")]),
    ("Let $x_1 * y_1$ be.", [("paragraph", "Let $x_1 * y_1$ be.")]),
    ("$$\nx = y\n$$", [("formula", "$$\nx = y\n$$")]),
    ("Then $$x$$ holds.", [("paragraph", "Then $x$ holds.")]),
    ("Then\n$$x$$\nholds.", [("paragraph", "Then"), ("formula", "$$\nx\n$$"), ("paragraph", "holds.")]),
    ("It costs $5 and $10.", [("paragraph", "It costs $5 and $10.")]),
    ("| A | B |\n| - | - |\n| 1 | $x$ |", [("table", "| A | B |\n| --- | --- |\n| 1 | $x$ |")]),
    ("![A net](img/a.png)", [("figure", "A net")]),
    ("[![Build](https://img.shields.io/x.svg)](https://ci)", []),
    ("<div align='center'><b>HTML</b></div>", []),
    ("Words <b>bold</b> and<br>on.", [("paragraph", "Words bold and on.")]),
    ("---\ntitle: x\n---\n\nWords.", [("paragraph", "Words.")]),
    ("<!-- a comment -->\n\nWords.", [("paragraph", "Words.")]),
    ("- Item\n\n  ```\n  code\n  ```", [("item", "- Item"), ("code", "  ```\n  code\n  ```")]),
    ("", []),
]
FORMULAS: list[tuple[str, Pairs]] = [
    ("```math\nx = y\n```", [("formula", "$$\nx = y\n$$")]),
    ("The rate $`a_1`$ is low.", [("paragraph", "The rate $a_1$ is low.")]),
    (r"The rate \\(a_1 * b * c\\) is low.", [("paragraph", "The rate $a_1 * b * c$ is low.")]),
    ("\\\\[\nx = y_1 * z_1\n\\\\]", [("formula", "$$\nx = y_1 * z_1\n$$")]),
    (r"\[[paper](https://a.org)\] and \(so on\)", [("paragraph", "[paper] and (so on)")]),
    ("\\begin{align}\nx &= y\n\\end{align}", [("formula", "$$\n\\begin{align}\nx &= y\n\\end{align}\n$$")]),
    ("It costs $5 and $10, or US$5.", [("paragraph", "It costs $5 and $10, or US$5.")]),
    ("- Item\n\n  $$\n  x\n  $$", [("item", "- Item"), ("formula", "  $$\n  x\n  $$")]),
    ("> $$\n> x\n> $$", [("formula", "> $$ x $$")]),
    ("| A |\n| - |\n| $a$ and `b \\| c` |", [("table", "| A |\n| --- |\n| $a$ and `b \\| c` |")]),
    ("Then $$a \\\\ b$$ holds.", [("paragraph", "Then"), ("formula", "$$\na \\\\ b\n$$"), ("paragraph", "holds.")]),
]
BLOCKS: list[tuple[str, Pairs]] = [
    ("Part\n====\n\nWords.", [("heading", "Part"), ("paragraph", "Words.")]),
    ("## Part ##", [("heading", "Part")]),
    ("3. Three\n4. Four", [("item", "3. Three"), ("item", "4. Four")]),
    ("1. One\n   - Inner", [("item", "1. One"), ("item", "   - Inner")]),
    ("- One\n\n  Its second paragraph.", [("item", "- One"), ("item", "  Its second paragraph.")]),
    ("- [ ] Open\n- [x] Done", [("item", "- [ ] Open"), ("item", "- [x] Done")]),
    ("- # Not a section", [("item", "- Not a section")]),
    ("> One.\n>\n> Two.", [("quote", "> One."), ("quote", "> Two.")]),
    ("> - One\n>   - Two", [("quote", "> - One"), ("quote", ">   - Two")]),
    ("> ```\n> a\n> b\n> ```", [("code", "> ```\n> a\n> b\n> ```")]),
    ("> One.\n> > Two.", [("quote", "> One."), ("quote", "> > Two.")]),
    ("> [!NOTE]\n> Mind the gap.", [("quote", "> Note: Mind the gap.")]),
    ("- > Quoted.", [("quote", "  > Quoted.")]),
    (
        "It works[^1]. So.\n\nMore.\n\n[^1]: A note.",
        [
            ("paragraph", "It works[^1]. So."),
            ("paragraph", "[^1]: A note."),
            ("paragraph", "More."),
        ],
    ),
    (
        "- It works[^why].\n- More.\n\n[^why]: A note.",
        [
            ("item", "- It works[^why]."),
            ("item", "  [^why]: A note."),
            ("item", "- More."),
        ],
    ),
    ("See [the paper][1].\n\n[1]: https://a.org/x", [("paragraph", "See the paper.")]),
    ("~~Old~~ words :tada:", [("paragraph", "Old words :tada:")]),
    ("``a `b` c``", [("paragraph", "`` a `b` c ``")]),
    ("~~~\n```\n~~~", [("code", "````\n```\n````")]),
    ("| A \\| B | C |\n| - | - |\n| 1 | 2 |", [("table", "| A \\| B | C |\n| --- | --- |\n| 1 | 2 |")]),
    ("---\ntitle: x\ntags: y\n---\nWords.", [("paragraph", "Words.")]),
    ("{: .no_toc}\n\nWords.", [("paragraph", "Words.")]),
    ("- [One](#one)\n- [Two](#two)\n  - [Inner](#inner)\n\nWords.", [("paragraph", "Words.")]),
    ("- [One](#one) is about owls.\n- [Two](#two)", [("item", "- One is about owls."), ("item", "- Two")]),
    ("[English](a.md) | [中文](b.md)", []),
    ("[One](a.md) and [two](b.md) are there.", [("paragraph", "One and two are there.")]),
]
HTML: list[tuple[str, Pairs]] = [
    ("<h1 align='center'>Title</h1>\n\nWords.", [("heading", "Title"), ("paragraph", "Words.")]),
    ("<p align='center'>\n  <a href='x'><img src='https://img.shields.io/x.svg' alt='Build'></a>\n</p>", []),
    ("<p align='center'><img src='docs/logo.png' alt='Owl'></p>", []),
    (
        "<p align='center'>A toolbox for detecting owls at night.</p>",
        [
            ("paragraph", "A toolbox for detecting owls at night."),
        ],
    ),
    ("<p align='center'><a href='a'>Docs</a> | <a href='b'>Install</a> | <a href='c'>Models</a></p>", []),
    (
        "<details>\n<summary>Results</summary>\n\nWords *stay*.\n\n</details>",
        [
            ("paragraph", "Results"),
            ("paragraph", "Words stay."),
        ],
    ),
    ("<details><summary>Click to expand</summary>\n\n- One\n\n</details>", [("item", "- One")]),
    ("<div>\n\n```\n<b>code</b>\n```\n\n</div>", [("code", "```\n<b>code</b>\n```")]),
    ("<table><tr><td><a href='x'><img src='a-logo.png'></a></td><td><a href='y'>Acme</a></td></tr></table>", []),
    (
        "<table><tr><th>Net</th><th>mAP</th></tr><tr><td><a href='x'>SSD</a></td><td>37.4</td></tr></table>",
        [
            ("table", "| Net | mAP |\n| --- | --- |\n| SSD | 37.4 |"),
        ],
    ),
    (
        "<table>\n<tr><td>One</td><td>a|b</td></tr>\n\n<tr><td>Two</td></tr>\n</table>",
        [
            ("table", "| One | a\\|b |\n| --- | --- |\n| Two |  |"),
        ],
    ),
    (
        "<table>\n<tr><th rowspan='2'>Net</th><th colspan='2'>Owls</th></tr><tr><th>day</th><th>night</th></tr>"
        "<tr><td rowspan='2'>SSD</td><td>1</td><td>2|3</td></tr><tr><td>4</td><td>5</td></tr></table>",
        [
            (
                "table",
                "| Net | Owls | Owls |\n| --- | --- | --- |\n| Net | day | night |\n"
                "| SSD | 1 | 2\\|3 |\n| SSD | 4 | 5 |",
            ),
        ],
    ),
    (
        "<ul><li>One</li><li><b>Two</b><ol><li>Inner</li></ol></li></ul>",
        [
            ("item", "- One"),
            ("item", "- Two"),
            ("item", "  1. Inner"),
        ],
    ),
    ("<pre lang='python'><code>x = 1\ny = 2</code></pre>", [("code", "```python\nx = 1\ny = 2\n```")]),
    ("<figure><img src='a.png'><figcaption>An owl.</figcaption></figure>", [("figure", ""), ("caption", "An owl.")]),
    ("<p><img src='net.png' width='100%'></p>", [("figure", "")]),
    ("<p><img src='net.svg'><img src='x.png' width='20'></p>", []),
    ("H<sub>2</sub>O, x<sup>2</sup> and <kbd>Esc</kbd>.", [("paragraph", "H₂O, x² and Esc.")]),
    ("*x*<sub>train</sub> at 10<sup>-4</sup>, 2<sup>*N*</sup>.", [("paragraph", "x_train at 10⁻⁴, 2^N.")]),
    ("The 1<sup>st</sup> of 2<sup>2<sup>n</sup></sup>.", [("paragraph", "The 1st of 2^(2ⁿ).")]),
    ("Owl<sup>[1](#a)</sup>, 3<sup>[N](#n)</sup>, <sub>small</sub>", [("paragraph", "Owl1, 3N, small")]),
    (
        "x<sup>2.5</sup>$$a = b \\\\ c$$y<sub>old</sub>",
        [
            ("paragraph", "x^2.5"),
            ("formula", "$$\na = b \\\\ c\n$$"),
            ("paragraph", "y_old"),
        ],
    ),
    (
        "<p>The rate of 10<sup>-4</sup> is that of x<sub>train</sub>.</p>",
        [("paragraph", "The rate of 10⁻⁴ is that of x_train.")],
    ),
    (
        "<table>\n<tr><td>10<sup>2.5</sup></td><td>1<sup>st</sup></td></tr></table>",
        [("table", "| 10^2.5 | 1st |\n| --- | --- |")],
    ),
    (
        "<p>Press <button>Run</button> to start all of the owls.</p><button>Copy</button>",
        [("paragraph", "Press Run to start all of the owls.")],
    ),
    ("Words <!-- hidden --> stay.", [("paragraph", "Words stay.")]),
    ("<!--\nhidden\n\nas well\n-->\n\nWords.", [("paragraph", "Words.")]),
    ("<script>\nalert(1)\n</script>\n\nWords.", [("paragraph", "Words.")]),
    ("<style>p {}</style>\n\nWords.", [("paragraph", "Words.")]),
    (
        "<p>Use <code>fit()</code> to train<br>it on all owls.</p>",
        [("paragraph", "Use `fit()` to train it on all owls.")],
    ),
    ("See <img src='net.png' alt='A net'> here.", [("figure", "A net"), ("paragraph", "See here.")]),
    ("> <p>A quoted line of five words.</p>", [("quote", "> A quoted line of five words.")]),
    ("<center>\n<b>OwlLab</b> <sup><a href='x'>HOT</a></sup>\n</center>", []),
    (
        "<p>unclosed words of a longer sentence.\n\nMore.",
        [
            ("paragraph", "unclosed words of a longer sentence."),
            ("paragraph", "More."),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES + FORMULAS + BLOCKS + HTML)
def test_pieces(text: str, expected: Pairs) -> None:
    assert [(piece.kind, piece.text) for piece in markdown_pieces(parse_markdown(text), BASE)] == expected


def test_images_have_their_whole_address() -> None:
    text = "![a](img/a.png)\n\n![b](/b.png)\n\n![c](https://b.org/c.png)"
    assert [piece.url for piece in markdown_pieces(parse_markdown(text), BASE)] == [
        "https://raw.githubusercontent.com/o/r/main/docs/img/a.png",
        "https://raw.githubusercontent.com/o/r/main/b.png",
        "https://b.org/c.png",
    ]


@pytest.mark.parametrize("target", ["http://[", "javascript:alert(1)", "https://[::1"])
def test_a_strange_image_does_not_stop_the_file(target: str) -> None:
    pieces = markdown_pieces(parse_markdown(f"Words.\n\n![x]({target})\n\nMore."), BASE)
    assert [piece.text for piece in pieces if piece.kind == "paragraph"][::2] in (["Words."], ["Words.", "More."])
    assert not any(piece.url.startswith("javascript:") for piece in pieces)


@pytest.mark.parametrize(
    "target",
    [
        "https://img.shields.io/badge/x.png",
        "https://github.com/o/r/actions/workflows/ci.yml/badge.svg",
        "docs/Logo.png",
        "https://colab.research.google.com/assets/colab-badge.svg",
        "data:image/png;base64,AAAA",
    ],
)
def test_badges_and_logos_are_no_figures(target: str) -> None:
    assert markdown_pieces(parse_markdown(f"![An owl]({target})"), BASE) == []


@pytest.mark.parametrize(
    ("alt", "target"),
    [
        ("Build Status", "https://ci.example.org/x.svg"),
        ("Open in Colab", "colab.svg"),
        ("OwlLab logo", "owl.png"),
        ("An owl", "owllogo.png"),
        ("An owl", "docs/dark-icon.png"),
        ("An owl", "https://codecov.io/gh/o/r/graph.svg"),
        ("An owl", "https://gitlab.example.org/o/r/badges/main/pipeline"),
    ],
)
def test_badges_and_icons_by_what_they_say(alt: str, target: str) -> None:
    assert markdown_pieces(parse_markdown(f"![{alt}]({target})"), BASE) == []


@pytest.mark.parametrize(
    ("alt", "target"),
    [
        ("Test accuracy over epochs", "docs/acc.png"),
        ("Social LSTM architecture", "docs/arch.png"),
        ("Lexicon of visual words", "docs/lex.png"),
        ("Coverage of anchor boxes", "docs/boxes.png"),
        ("Version 2 of the network", "docs/net.png"),
        ("Run on the test set", "docs/run.png"),
        ("Logo detection in street scenes", "docs/street.png"),
        ("Loss", "docs/workflows/train.png"),
        ("Frames", "docs/actions/jump.png"),
        ("Words", "docs/silicon-lexicon.png"),
        ("Shapes", "docs/analogous_shapes.png"),
        ("Counts", "docs/visitors.png"),
    ],
)
def test_figures_that_only_sound_like_badges_and_icons(alt: str, target: str) -> None:
    assert [piece.text for piece in markdown_pieces(parse_markdown(f"![{alt}]({target})"), BASE)] == [alt]


def test_headings_of_one_text_have_anchors_of_their_own() -> None:
    text = "## Setup\n\n## Setup\n\n<h2>Setup</h2>\n\n## Other {#mine}\n\n## Setup"
    found = [(piece.text, piece.anchor) for piece in markdown_pieces(parse_markdown(text), BASE)]
    assert found[:4] == [("Setup", "setup"), ("Setup", "setup-1"), ("Setup", "setup-2"), ("Other", "mine")]
    assert found[4] == ("Setup", "setup-3")


WORDS = st.lists(
    st.sampled_from("owl $x$ `c` *em* **b** <b> </div> <p> | > - 1. # ``` $$ [^1] [l](u) <!-- --> \\\\(".split())
)


@given(st.lists(WORDS.map(" ".join)).map("\n".join) | st.text())
@example("$$ <b> ``` $$ owl ```")
def test_any_text_can_be_read_and_gives_no_tag(text: str) -> None:
    for piece in markdown_pieces(parse_markdown(text), BASE):
        if piece.kind not in ("code", "table"):
            without_code = re.sub(r"`.*`", "", piece.text, flags=re.DOTALL)
            without_formulas = re.sub(r"\$.*\$", "", piece.text, flags=re.DOTALL)  # which may hold the marks of code
            left = (re.sub(r"\$.*\$", "", without_code, flags=re.DOTALL), re.sub(r"`.*`", "", without_formulas))
            assert not all(re.search(r"</?(div|p|b)>", text) for text in left)


def test_what_stands_in_a_quote_is_marked_on_every_line() -> None:
    text = "> Words.\n>\n> - One\n>\n>   ```\n>   code\n>   ```\n>\n> | A |\n> | - |\n> | 1 |"
    lines = [line for piece in markdown_pieces(parse_markdown(text), BASE) for line in piece.text.splitlines()]
    assert len(lines) == 8
    assert all(line.startswith("> ") for line in lines)


def test_headings_have_their_level_and_githubs_anchor() -> None:
    (piece,) = markdown_pieces(parse_markdown("### What is a *CNN*? (short)"), BASE)
    assert (piece.text, piece.level, piece.anchor) == ("What is a CNN? (short)", 3, "what-is-a-cnn-short")


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Pooling", "pooling"),
        ("A  b", "a--b"),
        ("R-CNN & YOLO", "r-cnn--yolo"),
        ("卷积 层", "卷积-层"),
        ("v2.0", "v20"),
    ],
)
def test_anchors(heading: str, anchor: str) -> None:
    assert github_anchor(heading) == anchor


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# A *title*\n\n# Another", "A title"),
        ("## Part", ""),
        ("", ""),
        ("Title\n=====", "Title"),
        ("<div align='center'>\n<h1>Owl <b>net</b></h1>\n</div>\n\n# Other", "Owl net"),
        ("---\nlayout: post\ntitle: 'On owls'\n---\n\n# Another", "On owls"),
        ("---\nlayout: post\n---\n\n# Another", "Another"),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert markdown_title(parse_markdown(text)) == title
