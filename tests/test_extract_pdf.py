"""PDF: read as a person reads it, page by page; and what cannot be read is refused with a reason."""

import random
from contextlib import suppress

import pytest
from pdf_writer import Text, column, write_pdf

from ingest.extract_pdf import PdfText, read_pdf
from ingest.page import PageUnavailable
from ingest.pdf.runs import MAX_PAGES

PROSE = """The first line of this paragraph goes to the edge of the column,
the second one does so too and has as many words as the line above,
and the third one is short."""
LEFT, MIDDLE, RIGHT = 40, 230, 420
COUNT = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def page_with(words: str, y: float = 600) -> list[Text]:
    """A page of prose like no other."""
    return column(PROSE.replace("first", words).replace("second", words).replace("third", words), y=y)


def prose(words: str = "first") -> str:
    return " ".join(line.text for line in page_with(words))


def lines(name: str, count: int = 8) -> str:
    """Lines of text that fill a narrow column, and tell where they stand."""
    return "\n".join(f"words of {name} number {COUNT[row]}" for row in range(count))


def read(*pages: list[Text], title: str = "", rotate: int = 0) -> PdfText:
    return read_pdf(write_pdf(pages, title=title, rotate=rotate))


def told(text: PdfText) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in text.pieces]


def joined(text: PdfText) -> str:
    return "\n".join(piece.text for piece in text.pieces)


def test_a_paragraph_has_its_page() -> None:
    text = read(page_with("one"), page_with("two"))
    assert [(piece.text, piece.page) for piece in text.pieces] == [(prose("one"), 1), (prose("two"), 2)]
    assert text.page_count == 2
    assert text.warnings == ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("A convo-\nlution here.", "A convolution here."),
        ("A well-known one is well-\nknown.", "A well-known one is well-known."),
        ("This is state-of-\nthe-art.", "This is state-of-the-art."),
        ("The COVID-\n19 data.", "The COVID-19 data."),
        ("A pretraining run: pre-\ntraining.", "A pretraining run: pretraining."),
        ("See https://a.org/one-\ntwo here.", "See https://a.org/one-two here."),
        ("From 3 -\nto four.", "From 3 - to four."),
    ],
)
def test_hyphens_at_line_ends(written: str, expected: str) -> None:
    assert joined(read(column(written))) == expected


def test_a_word_broken_over_two_pages_stands_whole_on_the_first() -> None:
    text = read(column(PROSE[:-6] + "a convo-"), column("lution on " + PROSE))
    assert text.pieces[0].text.endswith("convolution")
    assert text.pieces[1].text.startswith("on The first line")
    assert [piece.page for piece in text.pieces] == [1, 2]


@pytest.mark.parametrize("drawn", ["by column", "by row", "at random"])
def test_two_columns_under_a_wide_title(drawn: str) -> None:
    page = [*column(lines("left"), LEFT), *column(lines("right"), MIDDLE + 80)]
    if drawn == "by row":
        page.sort(key=lambda text: -text.y)
    elif drawn == "at random":
        random.Random(3).shuffle(page)
    head = "A title over both of the columns, which is as wide as the page"
    assert in_order(joined(read([*page, Text(LEFT, 740, head, 16)])), [head, "left number eight", "right number one"])


def test_a_wide_figure_between_columns_parts_them() -> None:
    caption = "Figure 1: A caption that is as wide as both of the columns and stands between them on the page."
    page = [Text(LEFT, 580, caption)]
    for part, top in (("Upper", 700), ("Lower", 540)):
        page += [*column(f"{part} {lines('left')}", LEFT, top), *column(f"{part} {lines('right')}", MIDDLE + 80, top)]
    text = read(page)
    assert ("caption", caption) in told(text)
    beginnings = [piece.text[:20] for piece in text.pieces]
    assert beginnings == [
        "Upper words of left ",
        "Upper words of right",
        caption[:20],
        "Lower words of left ",
        "Lower words of right",
    ]


def test_three_columns() -> None:
    page = [
        text for x, name in ((LEFT, "first"), (MIDDLE, "second"), (RIGHT, "third")) for text in column(lines(name), x)
    ]
    page.sort(key=lambda text: -text.y)
    assert in_order(
        joined(read(page)), ["first number eight", "second number one", "second number eight", "third number one"]
    )


def test_a_paragraph_goes_on_in_the_next_column_over_a_caption() -> None:
    caption = [Text(MIDDLE + 80, 700, "Table 1. What stands on top of it.")]
    page = [*column(lines("left"), LEFT), *caption, *column("then " + lines("right"), MIDDLE + 80, 660)]
    kinds = told(read(page))
    assert [kind for kind, _ in kinds] == ["paragraph", "caption"]
    assert "left number eight then words of right" in kinds[0][1]


def test_rows_of_numbers_are_no_columns() -> None:
    cells = [Text(x, 600 - 12 * row, f"{row}{x}") for row in range(8) for x in (LEFT, MIDDLE, RIGHT)]
    text = joined(read([*column(PROSE), *cells]))
    assert in_order(text, ["040", "0230", "0420", "140"])


def test_cells_with_several_lines_are_read_one_by_one() -> None:
    first = column("The left cell begins with\nthese words and ends so.", LEFT, 600)
    second = column("The right cell begins\nwith other words.", MIDDLE + 40, 600)
    text = read([*column(PROSE), *sorted([*first, *second], key=lambda one: -one.y)])
    assert "The left cell begins with these words and ends so." in joined(text)
    assert "The right cell begins with other words." in joined(text)


def test_headings_have_levels_by_size_and_number() -> None:
    page = [
        Text(72, 740, "The Title of it All", 20),
        Text(72, 700, "1 Introduction", 14, "bold"),
        *column(PROSE, y=680),
        Text(72, 620, "1.1 A part of it", 12, "bold"),
        *column(PROSE, y=600),
        Text(72, 540, "A bold line", 10, "bold"),
        *column(PROSE, y=526),
        Text(72, 470, "References", 14, "bold"),
        *column(
            "[1] A. Author. A paper of the year, with a title that is rather long,\nand a second line. 2016.", y=450
        ),
    ]
    text = read(page)
    assert text.title == "The Title of it All"
    assert [(piece.level, piece.text) for piece in text.pieces if piece.kind == "heading"] == [
        (1, "The Title of it All"),
        (2, "1 Introduction"),
        (3, "1.1 A part of it"),
        (4, "A bold line"),
        (2, "References"),
    ]
    assert text.pieces[-1].text.startswith("[1] A. Author.")


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ("A Title of the Metadata", "Large Letters on the Page"),
        ("Large Letters on the page", "Large Letters on the page"),
        ("untitled", "Large Letters on the Page"),
        ("Microsoft Word - final2.doc", "Large Letters on the Page"),
        ("paper_v3.dvi", "Large Letters on the Page"),
        ("", "Large Letters on the Page"),
    ],
)
def test_the_title_is_that_of_the_page_where_the_metadata_has_none(metadata: str, expected: str) -> None:
    page = [Text(72, 740, "Large Letters", 20), Text(72, 718, "on the Page", 20), *column(PROSE)]
    assert read(page, title=metadata).title == expected


def test_without_large_letters_the_metadata_names_the_title() -> None:
    assert read(column(PROSE), title="A Title of the Metadata").title == "A Title of the Metadata"
    assert read(column(PROSE), title="Untitled-1").title == ""


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        [Text(72, 750, f"A course on vision, part {number}"), *page_with(name), Text(300, 40, str(number))]
        for number, name in enumerate(COUNT[:6], 1)
    ]
    assert [piece.text for piece in read(*pages).pieces] == [prose(name) for name in COUNT[:6]]


def test_the_running_head_of_a_single_page_goes_with_the_others() -> None:
    heads = ["The long section"] * 3 + ["The short one"] + ["The last section"] * 3
    pages = [[Text(72, 750, head), *page_with(name)] for head, name in zip(heads, COUNT, strict=False)]
    assert [piece.text for piece in read(*pages).pieces] == [prose(name) for name in COUNT[:7]]


def test_slides_that_go_on_keep_one_title() -> None:
    pages = [
        [Text(72, 720, title, 20), *column(PROSE, y=600)]
        for title in ["Loss", "Norms", "Norms", "Norms", "Rank", "End"]
    ]
    headings = [piece.text for piece in read(*pages).pieces if piece.kind == "heading"]
    assert headings == ["Loss", "Norms", "Rank", "End"]


def test_stamps_and_turned_words_go() -> None:
    stamp = Text(30, 300, "arXiv:1512.03385v1 [cs.CV] 10 Dec 2015", 16, turn=(0, 1, -1, 0))
    slanted = Text(200, 300, "DRAFT", 60, turn=(1, 1, -1, 1))
    assert joined(read([stamp, slanted, *column(PROSE)])) == PROSE.replace("\n", " ")


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read(rotate: int) -> None:
    assert joined(read(column(PROSE), rotate=rotate)) == PROSE.replace("\n", " ")


@pytest.mark.parametrize("turn", [(0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)])
def test_text_that_runs_across_the_page_is_read(turn: tuple[int, int, int, int]) -> None:
    _, _, c, d = turn
    page = [
        Text(300 - c * 12 * row, 400 - d * 12 * row, line, turn=turn) for row, line in enumerate(PROSE.splitlines())
    ]
    assert joined(read(page)) == PROSE.replace("\n", " ")


def test_bullets_and_numbers_are_items() -> None:
    text = read(column("\xb7 One thing\n\xb7 Two things\n1. A first step\n2. A second step"))
    assert [kind for kind, _ in told(text)] == ["item"] * 4
    assert joined(text).splitlines() == ["- One thing", "- Two things", "1. A first step", "2. A second step"]


def test_a_raised_number_is_not_glued_to_its_word() -> None:
    page = [*column(PROSE), Text(72, 640, "Deep networks"), Text(136, 644, "12", 6), Text(146, 640, "are deep.")]
    assert "Deep networks [12] are deep." in joined(read(page))


def test_an_index_stays_with_its_letter() -> None:
    page = [*column(PROSE), Text(72, 640, "x", font="math"), Text(78, 638, "12", 6), Text(90, 640, "is small.")]
    assert "x12 is small." in joined(read(page))


def test_signs_of_computer_modern_are_told_by_their_font() -> None:
    signs = [Text(72, 600, "k", font="symbols"), Text(78, 600, "x", font="math"), Text(86, 600, "k", font="symbols")]
    assert "‖x‖" in joined(read([*column(PROSE), *signs])).replace(" ", "")


def test_ligatures_are_letters_and_unknown_signs_are_told() -> None:
    odd = [Text(72, 640, "b", font="odd"), Text(77, 640, "nite"), Text(72, 600, "aaaa", font="odd")]
    text = read([*column(PROSE), *odd])
    assert joined(text).splitlines()[1:] == ["finite"]
    assert text.warnings == ("some fonts do not tell their letters, so words or signs are missing",)


def test_fonts_that_tell_no_letters_give_no_text() -> None:
    status, reason = refusal(write_pdf([[*column(PROSE), Text(72, 600, "a" * 60, font="odd")]]))
    assert status == "empty"
    assert "no text" in reason


def test_numbers_on_the_axes_of_drawings_go() -> None:
    ticks = [Text(72 + 40 * at, 600, f"0.{at}", 7) for at in range(1, 5)]
    assert joined(read([*column(PROSE), *ticks])) == PROSE.replace("\n", " ")


def test_much_mathematics_is_told() -> None:
    formula = [Text(72, 500, "abcdefgh", font="math")]
    assert "formulas" in read([*column(PROSE), *formula]).warnings[0]


def test_an_encrypted_file_with_an_empty_password_is_read() -> None:
    text = read_pdf(write_pdf([column(PROSE)], user="", title="A secret title"))
    assert (joined(text), text.title) == (PROSE.replace("\n", " "), "A secret title")


def refusal(body: bytes) -> tuple[str, str]:
    with pytest.raises(PageUnavailable) as caught:
        read_pdf(body)
    return caught.value.status, caught.value.reason


def test_a_password_is_asked_for() -> None:
    status, reason = refusal(write_pdf([column(PROSE)], user="real"))
    assert status == "unsupported"
    assert "password" in reason


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"%PDF-1.4 garbage",
        b"<html></html>",
        b"%PDF-1.7\n" + bytes(2000),
        write_pdf([column(PROSE)])[:300],
        write_pdf([]),
        write_pdf([column(PROSE)]).replace(b"/Type /Page ", b"/Type /Pags "),
    ],
)
def test_what_is_no_whole_pdf_is_unsupported(body: bytes) -> None:
    status, reason = refusal(body)
    assert status == "unsupported"
    assert "the PDF cannot be opened" in reason
    assert "password" not in reason


@pytest.mark.parametrize("pages", [[[]], [[], []]])
def test_a_pdf_that_is_only_drawn_has_no_text(pages: list[list[Text]]) -> None:
    status, reason = refusal(write_pdf(pages, drawing="100 100 200 200 re f"))
    assert status == "empty"
    assert "no text" in reason


def test_bytes_before_the_file_are_no_matter() -> None:
    assert joined(read_pdf(b"junk\r\n" * 100 + write_pdf([column(PROSE)]))) == PROSE.replace("\n", " ")


def test_damaged_pages_are_left_out_and_told() -> None:
    body = write_pdf([column(PROSE), column(PROSE)]).replace(b"6 0 obj\n<< /Type /Page ", b"6 0 obj\n<< /Type /Pags ")
    text = read_pdf(body)
    assert [piece.page for piece in text.pieces] == [1]
    assert "1 pages are damaged" in text.warnings[0]


def test_pages_beyond_a_limit_are_left_out_and_told() -> None:
    text = read_pdf(write_pdf([column("A few words on a page.", y=400)] * (MAX_PAGES + 1)))
    assert text.page_count == MAX_PAGES + 1
    assert text.pieces[-1].page == MAX_PAGES
    assert str(MAX_PAGES) in text.warnings[0]


def test_a_boundless_page_is_read() -> None:
    assert read_pdf(write_pdf([column(PROSE)], box="0 0 99999999 99999999")).pieces


@pytest.mark.parametrize("seed", range(8))
def test_damage_anywhere_is_read_or_refused(seed: int) -> None:
    dice = random.Random(seed)
    body = bytearray(write_pdf([column(PROSE), column(PROSE)]))
    for _ in range(40):
        body[dice.randrange(len(body))] = dice.randrange(256)
    with suppress(PageUnavailable):
        read_pdf(bytes(body[: dice.randrange(len(body) // 2, len(body))]))


def in_order(text: str, parts: list[str]) -> bool:
    """Whether the parts stand in the text one after the other."""
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)
