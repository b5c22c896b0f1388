"""Citations in whatever form a model writes them, cut at every position: `citation_formats.yaml` is the table."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rag.written.citation_marks import MARK, cited_ids, without_marks
from rag.written.markers import MarkerReader
from rag.written.units import Unit, Units

KNOWN = ("a1b2c", "d3e4f", "g5h6j", "k7m8n")
TABLE: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "citation_formats.yaml").read_text(encoding="utf-8")
)
each = pytest.mark.parametrize("case", TABLE, ids=[case["name"] for case in TABLE])


def units_of(pieces: Sequence[str]) -> list[Unit]:
    units = Units()
    return [unit for piece in pieces for unit in units.feed(piece)] + list(units.close())


def shown(pieces: Sequence[str]) -> tuple[str, list[str]]:
    """What a reader sees of a reply that comes in pieces, and the ids in order of their numbers."""
    reader = MarkerReader(KNOWN)
    read = [(unit, reader.read(unit.text)) for unit in units_of(pieces)]
    texts = [unit.gap + text for unit, text in read if text.strip()]
    numbers: dict[str, int] = {}
    said = MARK.sub(lambda mark: f"[{numbers.setdefault(mark[1], len(numbers) + 1)}]", "".join(texts))
    return said.lstrip("\n"), list(numbers)


@each
def test_every_form_of_a_citation_is_read(case: dict[str, Any]) -> None:
    assert shown([case["written"]]) == (case["shown"], case["cited"])


@each
def test_it_does_not_matter_where_a_reply_is_cut(case: dict[str, Any]) -> None:
    written: str = case["written"]
    whole = units_of([written])
    assert all(units_of([written[:cut], written[cut:]]) == whole for cut in range(len(written)))
    assert units_of(list(written)) == whole


@pytest.mark.parametrize(
    ("written", "text", "cited"),
    [
        ("Owls hear [Barn owl].", "Owls hear.", []),
        ("Owls hear (Barn owl > Ears). They fly 【Barn owl > Ears】.", "Owls hear. They fly.", []),
        ("Owls hear (From: Barn owl) and fly (Owls at night: a guide).", "Owls hear and fly.", []),
        ("Owls hear (Barn owl, a1b2c).", "Owls hear.", ["a1b2c"]),
        ("Owls hear (Barn owl > Ears [a1b2c]).", "Owls hear.", ["a1b2c"]),
        ("Owls hear [a1b2c] (Barn owl > Ears).", "Owls hear.", ["a1b2c"]),
        ("[Barn owl] Owls hear.", "Owls hear.", []),
        ("Another owl (barn owl) sees, and an owl [barn owl] does.", None, []),
        ("The barn owl is an owl (Tyto alba). It hears [softmax] [Barn owls].", None, []),
        ("The index owls[barn owl] is read.", None, []),
    ],
)
def test_a_title_in_brackets_cites_nothing_and_a_name_stays(written: str, text: str | None, cited: list[str]) -> None:
    read = MarkerReader(KNOWN, ["Barn owl", "Barn owl > Ears", "Owls at night: a guide"]).read(written)
    assert (without_marks(read), cited_ids(read)) == (text or written, cited)


@given(st.text(alphabet="ab1 .\n[](){}`$*-|#<>:【】Sources", max_size=80))
def test_any_text_is_cut_into_the_same_units_and_nothing_is_lost_but_its_own_lists(text: str) -> None:
    whole = units_of([text])
    assert units_of(list(text)) == whole
    said = "".join(unit.gap + unit.text for unit in whole)
    assert set(said) <= set(text)


def test_a_sentence_is_given_out_before_the_next_has_ended() -> None:
    units = Units()
    first = "Pooling has no weights [a1b2c]. "
    assert list(units.feed(first)) == []
    (unit,) = units.feed("A stride skips every second position and ")
    assert unit.text == first.strip()


def test_citations_behind_the_full_stop_belong_to_the_sentence_before() -> None:
    one, two = units_of(["Pooling is old. [a1b2c] [d3e4f] Strides are newer than pooling. [g5h6j]"])
    reader = MarkerReader(KNOWN)
    assert cited_ids(reader.read(one.text)) == ["a1b2c", "d3e4f"]
    assert cited_ids(reader.read(two.text)) == ["g5h6j"]


def test_a_citation_on_a_line_of_its_own_belongs_to_the_statement_before() -> None:
    (one,) = units_of(["Pooling has no weights.\n[a1b2c]"])
    assert cited_ids(MarkerReader(KNOWN).read(one.text)) == ["a1b2c"]


def test_what_a_model_thinks_aloud_is_no_answer() -> None:
    (one,) = units_of(["<think>First I look. ", "Then I answer.</th", "ink>\n\nPooling is old."])
    assert one.text == "Pooling is old."


def test_a_statement_without_its_marks_reads_well() -> None:
    reader = MarkerReader(KNOWN)
    read = reader.read("According to [a1b2c], skips carry detail [d3e4f], as shown in [g5h6j].")
    assert without_marks(read) == "Skips carry detail."


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("As stated in a1b2c, skips carry detail.", "Skips carry detail."),
        ("See source a1b2c: skips carry detail.", "Skips carry detail."),
        ("According to sentence [a1b2c], skips carry detail.", "Skips carry detail."),
        ("[a1b2c] shows that skips carry detail.", "Skips carry detail."),
        ("The sentence [a1b2c] says that skips carry detail.", "Skips carry detail."),
        ("As [a1b2c] says, skips carry detail.", "Skips carry detail."),
        ("Skips carry detail — [a1b2c].", "Skips carry detail."),
        ("Skips carry detail ([a1b2c]; see also [d3e4f]).", "Skips carry detail."),
        ("[a1b2c]: Skips carry detail.", "Skips carry detail."),
    ],
)
def test_what_only_leads_to_a_mark_is_no_part_of_the_statement(written: str, said: str) -> None:
    read = MarkerReader(KNOWN).read(written)
    assert cited_ids(read)[:1] == ["a1b2c"]
    assert without_marks(read) == said


def test_where_no_id_is_known_nothing_is_a_citation() -> None:
    read = MarkerReader([]).read("Skips carry detail [a1b2c] and [2], unlike x[1].")
    assert cited_ids(read) == []
    assert read == "Skips carry detail, unlike x[1]."


IDS = ("bk7m8", "d3e4f", "gvw42")


@pytest.mark.parametrize("written", ["It is old [{}", "It is old 【{}", "It is old (see {}", "It is old [d3e4f, {}"])
@pytest.mark.parametrize("length", range(1, 5))
@pytest.mark.parametrize("known", IDS)
def test_of_a_marker_that_a_stop_cuts_no_letter_is_left(written: str, known: str, length: int) -> None:
    """An id's second letter need be no digit."""
    assert without_marks(MarkerReader(IDS).read(written.format(known[:length]))) == "It is old"


def test_of_what_a_stop_cuts_words_are_left() -> None:
    assert MarkerReader(IDS).read("It is old (since") == "It is old (since"


@pytest.mark.parametrize(
    "written", ["It is old [bk7].", "It is old [BK7M].", "It is old [gvw4, d3e4f].", r"It is old \[3\]."]
)
def test_an_id_that_was_cut_short_is_none(written: str) -> None:
    read = MarkerReader(IDS).read(written)
    assert without_marks(read) == "It is old."
    assert cited_ids(read) == (["d3e4f"] if "d3e4f" in written else [])


@pytest.mark.parametrize("joined", ["-", " – ", " to ", ";", " / ", " & "])
def test_what_joins_two_marks_goes_with_them(joined: str) -> None:
    read = MarkerReader(IDS).read(f"It is old [bk7m8]{joined}[gvw42].")
    assert without_marks(read) == "It is old."
    assert cited_ids(read) == ["bk7m8", "gvw42"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("We can foresee [z9y8x].", "We can foresee."),
        ("Write `![a](b.png)` for a picture [bk7m8].", "Write `![a](b.png)` for a picture."),
        ("It is old [bk7m8]; [z9y8x].", "It is old."),
        ("It is old [z9y8x]/[z8y7x], they say.", "It is old, they say."),
        ("It is old – [bk7m8] – [z9y8x].", "It is old."),
    ],
)
def test_what_stands_beside_a_citation_stays_but_for_what_led_to_it(written: str, said: str) -> None:
    assert without_marks(MarkerReader(IDS).read(written)) == said


@given(
    st.lists(st.sampled_from(["It is old", " and slow", " [a1b2c]", " (see [z9y8x])", ", [d3e4f]", " [1]", ".", "\n"]))
)
def test_no_citation_leaves_space_before_a_stop_or_a_sign_of_ours(parts: list[str]) -> None:
    bare = without_marks(MarkerReader(KNOWN).read("".join(parts)))
    assert "  " not in bare
    assert " ." not in bare
    assert not any("\ue000" <= letter <= "\uf8ff" for letter in bare)
