"""What is held of a reply, and what is read of it, is bounded, whatever a model writes; what nobody sees is gone."""

import time
import unicodedata

import pytest
from said_units import units_of

from rag.written.units import MAX_UNIT_CHARACTERS, MOST_CHARACTERS, MOST_THOUGHT, Unit, Units

SENTENCE = "Pooling has no weights. "
ENDLESS = [
    "word ",
    "A",
    "池化没有权重",
    " ",
    "\n",
    "a\n",
    "$a ",
    "$$ a. B ",
    "\\( a ",
    "\\( a. B ",
    "`a. ",
    "[a1b2c, ",
    "(a. ",
    "((",
    "<a ",
    "| a ",
    "1. ",
    "Why? ",
    "e.g. ",
    "A b. ",
    "A.\na ",
    "- a\n",
    "</think> a ",
    "\x1b[",
]


@pytest.mark.parametrize("endless", ENDLESS)
def test_what_never_ends_is_through_in_no_time_and_is_cut(endless: str) -> None:
    """Each of these took minutes."""
    units = units_of(SENTENCE + endless * (300_000 // len(endless)))
    assert all(len(unit.text) <= MAX_UNIT_CHARACTERS for unit in units)
    assert sum(len(unit.text) for unit in units) <= MOST_CHARACTERS


@pytest.mark.parametrize("ids", [2, 12])
def test_citations_behind_a_stop_that_end_no_sentence_are_read_at_once(ids: int) -> None:
    """Each of the ids after the second took a thousand times as long."""
    written = f"It is old [a1b2c]. Sources: {', '.join(['[d3e4f]'] * ids)}."
    start = time.perf_counter()
    assert "".join(unit.gap + unit.text for unit in units_of(written)) == written
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        (
            "<p>It is old [a1b2c].</p><ul><li>Owls hear</li><li>Owls see</li></ul>",
            "It is old [a1b2c].|Owls hear|Owls see",
        ),
        ("It is old.<br>Owls hear.<BR />Owls see.", "It is old.|Owls hear.|Owls see."),
        (
            '<statement cite="a1b2c">It is old.</statement><statement>It hoots.</statement>',
            '<statement cite="a1b2c">It is old.|It hoots.',
        ),
        (
            "1) Owls hear well [a1b2c] 2) Owls see well [d3e4f] 3) Owls fly.",
            "Owls hear well [a1b2c]|Owls see well [d3e4f]|Owls fly.",
        ),
        (
            "An owl hears well by night [a1b2c]; it was seen in 1950 [d3e4f].",
            "An owl hears well by night [a1b2c];|it was seen in 1950 [d3e4f].",
        ),
        (
            "Owls do two things: (1) they hear [a1b2c]; (2) they see [d3e4f], and (3) they fly.",
            "Owls do two things:|they hear [a1b2c];|they see [d3e4f],|they fly.",
        ),
        ("(i) Owls hear [a1b2c] and (ii) owls see [d3e4f].", "Owls hear [a1b2c]|owls see [d3e4f]."),
        ("Owls: a) hear [a1b2c], b) see [d3e4f].", "Owls:|hear [a1b2c],|see [d3e4f]."),
        ("Owls (1) hear [a1b2c] and (2) see [d3e4f].", "Owls (1) hear [a1b2c] and (2) see [d3e4f]."),
        ("1\ufe0f\u20e3 Owls hear\n2\ufe0f\u20e3 Owls see", "Owls hear|Owls see"),
        ("a) Owls hear\n(b) Owls see\nii) Owls fly", "Owls hear|Owls see|Owls fly"),
        (
            "Owls hear [a1b2c].Owls see.[d3e4f]They fly [a1b2c].",
            "Owls hear [a1b2c].|Owls see.[d3e4f]|They fly [a1b2c].",
        ),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_what_parts_sentences_in_other_ways_than_a_stop(written: str, sentences: str, size: int) -> None:
    """All of it was checked, and shown, as one statement."""
    units = units_of(*(written[start : start + size] for start in range(0, len(written), size)))
    assert "|".join(unit.text for unit in units if unit.text) == sentences


@pytest.mark.parametrize("code", ["```html\n<p>a</p><br>\n```", "Write `<br>` and `<li>`."])
def test_elements_in_code_stay(code: str) -> None:
    assert "\n".join(unit.text for unit in units_of(code)) == code


@pytest.mark.parametrize(
    "mark", ["<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<end_of_turn>", "<｜end▁of▁sentence｜>"]
)
def test_what_is_said_behind_the_end_of_a_turn_is_no_answer(mark: str) -> None:
    units = Units()
    said = [*units.feed(f"It is old [a1b2c].{mark}\n<|im_start|>user\nAnd owls?"), *units.close()]
    assert [unit.text for unit in said] == ["It is old [a1b2c]."]
    assert units.is_over


@pytest.mark.parametrize(
    "written",
    [
        "It is old [a1b2c]. </s>[INST] Hm? [/INST] Owls.",
        "It is old [a1b2c].<eos>Owls hoot.",
        "It is old [a1b2c].</s>\nowls hoot.",
        "It is old [a1b2c].<|eot|>Owls hoot.",
        "It is old [a1b2c].\n\n### Instruction:\nAnd owls?",
        "<|start_header_id|>assistant<|end_header_id|>\n\nIt is old [a1b2c].<|start_header_id|>user",
        "### Response:\nIt is old [a1b2c].",
        "[/INST] It is old [a1b2c].",
    ],
)
@pytest.mark.parametrize("size", [1, 1000])
def test_other_marks_of_a_turn(written: str, size: int) -> None:
    """What stood behind them was shown, and "assistant" as a statement."""
    units = units_of(*(written[start : start + size] for start in range(0, len(written), size)))
    assert [unit.text for unit in units] == ["It is old [a1b2c]."]


@pytest.mark.parametrize(
    "sentence",
    [
        "The decoder stops at the <eos> token [a1b2c].",
        "A text ends with `</s>` and `<|im_end|>`.",
        "The marks are <s>, </s> and <eos>.",
        "It is <s>new</s> old [a1b2c].",
    ],
)
def test_a_sentence_on_such_marks_goes_on(sentence: str) -> None:
    assert [unit.text for unit in units_of(f"{sentence} It is old.")] == [sentence, "It is old."]


@pytest.mark.parametrize(("begins", "line"), [("```python\n", "x = 1\n"), ("| a | b |\n|---|---|\n", "| 1 | 2 |\n")])
def test_code_and_tables_without_end_are_dropped(begins: str, line: str) -> None:
    units = units_of(SENTENCE + "\n\n" + begins, *[line] * 30_000)
    assert [unit.text for unit in units] == [SENTENCE.strip()]


def test_what_comes_after_too_much_is_not_read() -> None:
    units = Units()
    assert [unit.text for unit in units.feed(SENTENCE + "Words " * MAX_UNIT_CHARACTERS)] == [SENTENCE.strip()]
    assert units.is_over
    assert list(units.feed(SENTENCE)) + list(units.close()) == []


def test_a_thought_without_end_ends_the_reply() -> None:
    units = Units()
    for _ in range(MOST_THOUGHT // 10):
        list(units.feed("<think>hm. "))
    assert units.is_over


def test_sentences_after_a_formula_that_is_never_closed_are_read() -> None:
    units = units_of("Let \\( a be. " + SENTENCE * (MAX_UNIT_CHARACTERS // len(SENTENCE) + 2))
    assert len(units) > MAX_UNIT_CHARACTERS // len(SENTENCE)


@pytest.mark.parametrize("formula", ["$\\", "$\\sigma", "$$\\sigma^2 = \\frac{1}", "\\(\\sigma", "\\[ a. b", "$"])
def test_a_formula_in_which_the_reply_breaks_off_is_left_out(formula: str) -> None:
    (unit,) = units_of(f"The mean is $\\mu$ and the variance {formula}")
    assert unit.text == "The mean is $\\mu$ and the variance"


def test_a_reply_without_spaces_is_given_out_as_it_comes() -> None:
    units = Units()
    assert [
        unit.text
        for unit in units.feed("池化没有权重。步长为二的卷积会跳过每隔一个的位置，因此特征图的高度和宽度都会减半。")
    ]


def test_no_control_character_is_left() -> None:
    written = "Pool\x07ing \x1b[31mhas\x1b[0m no\r\x08 wei\x9bmghts.\x1b]0;title\x07\n\n```\nx\x00 = \x7f1\n```\n"
    prose, code = units_of(written)
    assert (prose.text, code.text) == ("Pooling has no weights.", "```\nx = 1\n```")
    said = "".join(unit.gap + unit.text for unit in (prose, code))
    assert {one for one in said if unicodedata.category(one) == "Cc"} <= {"\n", "\t"}


@pytest.mark.parametrize("escape", ["\x1b]8;;owls.example\x1b\\", "\x1b]8;;owls.example\x07", "\x1b[31m", "\x9b2J"])
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_what_a_terminal_obeys_joins_no_two_sentences(escape: str, size: int) -> None:
    """The second was shown under the citation of the first."""
    text = f"Boxes have labels [a1b2c]. {escape}Owls need no labels of theirs."
    units = units_of(*(text[start : start + size] for start in range(0, len(text), size)))
    assert [unit.text for unit in units] == ["Boxes have labels [a1b2c].", "Owls need no labels of theirs."]


def test_a_citation_ends_a_sentence_whose_last_word_is_a_letter() -> None:
    units = units_of("It runs on a Titan X. [a1b2c] Owls make more such errors. It is so in part B [a1b2c]. Owls see.")
    assert [unit.text for unit in units] == [
        "It runs on a Titan X. [a1b2c]",
        "Owls make more such errors.",
        "It is so in part B [a1b2c].",
        "Owls see.",
    ]


UNSEEN = [
    *(chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"),
    *map(
        chr, [0x34F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x2065, 0x2800, 0x3164, 0xFE00, 0xFE0F, 0xFFA0, 0xE0100, 0xE01EF]
    ),
]
SEEN = "\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""The joiner that makes one emoji of two, and signs of Arabic, Syriac and Kaithi that are written before a number."""
HIEROGLYPHS = range(0x13430, 0x13440)


def test_no_character_is_left_that_nobody_sees() -> None:
    unseen = "".join(one for one in UNSEEN if one not in SEEN and ord(one) not in HIEROGLYPHS)
    (unit,) = units_of(unseen.join("Pooling") + " has no weights.")
    assert unit.text == "Pooling has no weights."


def test_nothing_of_a_thought_is_given_out_while_it_streams() -> None:
    units = Units()
    thought = "<think>\n" + SENTENCE * 20 + "\n\n- one\n- two\n"
    assert [unit for one in thought for unit in units.feed(one)] == []
    (unit,) = [*units.feed("</think>\n\nStrides are newer."), *units.close()]
    assert unit.text == "Strides are newer."


def test_where_all_before_was_thought_a_unit_says_so() -> None:
    thought, forget, answer = units_of(
        SENTENCE + "Let me see what else there is to say.\n</think>\n", "Strides are newer."
    )
    assert (thought.text, forget, answer.text) == (SENTENCE.strip(), Unit("thought", "", ""), "Strides are newer.")


@pytest.mark.parametrize("cut", range(len("```python\nx = 1\n"), len("```python\nx = 1\n```") + 1))
def test_code_that_is_cut_is_still_code(cut: int) -> None:
    assert units_of("```python\nx = 1\n```"[:cut])[0].text == "```python\nx = 1\n```"


TWO = [
    "Pooling has no weights [a1b2c].| it is old.",
    "Pooling has no weights of its own.| it halves the map [a1b2c].",
    "Pooling has no weights [a1b2c].| nobody uses it.| owls are birds.",
    "Pooling has no weights [a1b2c].| 'it is old'.",
    "Pooling has no weights [a1b2c].| (it is old)",
    "Pooling has no weights [a1b2c].| …and it is old.",
    "Pooling has no weights [a1b2c]...| and it is old.",
    "Pooling has no weights [a1b2c].| – it is old",
    "Pooling has no weights [a1b2c]|\nowls are birds",
    "Pooling has no weights of its own [a1b2c]| it is old",
    "Pooling has no weights!| it is old.",
    "Pooling has no weights.| ℓ2 regularization shrinks those of others.",
    "The sizes of boxes are found.| k-means clustering finds them [a1b2c].",
    "Pooling has no weights [a1b2c].| `owl.hoot()`",
    "Pooling has no weights [a1b2c].| $w = 1$ is none of its own.",
]


@pytest.mark.parametrize("written", TWO)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_sentence_ends_also_before_a_small_letter(written: str, size: int) -> None:
    """Otherwise what follows is shown under the citation of what stands before it."""
    text = written.replace("|", "")
    units = units_of(*(text[start : start + size] for start in range(0, len(text), size)))
    assert [unit.text for unit in units] == [part.strip() for part in written.split("|")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Some layers have no weights, e.g. the pooling layers of this network [a1b2c].",
        "Pooling has no weights, i.e. the number of its parameters is zero [a1b2c].",
        "Luo et al. showed that the centre of the field counts for more [a1b2c].",
        "As in Fig. 3 and eq. the one of before, the map is halved twice [a1b2c].",
        "Max vs. the average makes no difference to the number of weights [a1b2c].",
        "The derivative w.r.t. it is approx. 0.5 and goes to zero approx. there [a1b2c].",
        "The threshold (e.g. 0.5. there is no rule for it) is set by hand [a1b2c].",
        "It has two steps: 1. the map is padded, 2. the kernel slides over it [a1b2c].",
        "Pooling ... but not the one with a stride of one ... halves the map [a1b2c].",
        "Pooling [a1b2c] and strides [d3e4f] both halve the map of features.",
        "If the threshold is too low [a1b2c] the neighbours are removed as well.",
        "The threshold is set by hand,\nAlexNet's own by a search, for example with\n`search.run()` in Owl [a1b2c].",
    ],
)
def test_a_word_cut_short_or_a_citation_amid_a_sentence_does_not_end_it(sentence: str) -> None:
    assert [unit.text for unit in units_of(sentence)] == [sentence]


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_formula_that_ends_a_sentence_is_a_part_of_it(size: int) -> None:
    text = "The decay of the score is\n\n$$s = e^{-x}$$ [a1b2c]\n\nHere it is small:\n\n$$x = 2$$"
    units = units_of(*(text[start : start + size] for start in range(0, len(text), size)))
    assert [unit.text for unit in units] == [
        "The decay of the score is\n\n$$s = e^{-x}$$ [a1b2c]",
        "Here it is small:",
        "$$x = 2$$",
    ]


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize(
    "text",
    [
        "It hoots [a1b2c]. ```\nowl.hoot()\n```\nIt is old.",
        "It hoots [a1b2c].\n\n```\nowl.hoot()\n``` [d3e4f]\n\nIt is old.",
        "It hoots [a1b2c].\n\n```\nowl.hoot()\n```[d3e4f]\n\nIt is old.",
        "It hoots [a1b2c].\n\n```\nowl.hoot()\n``` It is old.",
    ],
)
def test_code_begins_and_ends_where_a_model_means_it_to(text: str, size: int) -> None:
    units = units_of(*(text[start : start + size] for start in range(0, len(text), size)))
    said = [unit.text for unit in units if unit.text != "[d3e4f]"]
    assert said == ["It hoots [a1b2c].", "```\nowl.hoot()\n```", "It is old."]
    assert [unit.kind for unit in units if "hoot()" in unit.text] == ["code"]


def test_the_blank_line_behind_a_table_stays() -> None:
    table, after = units_of("| a | b |\n|---|---|\n| 1 | 2 |\n\nIt is old.")
    assert (table.kind, table.text, after.gap) == ("table", "| a | b |\n|---|---|\n| 1 | 2 |", "\n\n")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("It is old. A field that is too", ["It is old."]),
        ("It is old. It is small [a1b2c]", ["It is old.", "It is small [a1b2c]"]),
        ("It is old. It is small [a1", ["It is old.", "It is small [a1"]),
        ("| a |\n|---|\n| 1 |\n| 2", ["| a |\n|---|\n| 1 |"]),
    ],
)
def test_of_a_reply_that_broke_off_only_whole_sentences_are_kept(written: str, kept: list[str]) -> None:
    """Half a sentence says something else than the whole, and would be checked as it stands."""
    units = Units()
    said = [*units.feed(written), *units.close(is_whole=False)]
    assert [unit.text for unit in said if unit.text] == kept
