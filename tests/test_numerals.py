"""Numbers are read in digits and in words, and compared whatever their units."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.support.numerals import quantities
from rag.support.quantities import doubtful_quantities, missing_quantities


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("It has 1,200 weights.", [(1200.0, "")]),
        ("It has 1.2M weights.", [(1_200_000.0, "")]),
        ("It has two million weights.", [(2_000_000.0, "")]),
        ("It needs a third of them.", [(pytest.approx(1 / 3), "")]),
        ("It needs two thirds of them.", [(pytest.approx(2 / 3), "")]),
        ("The third layer is wide.", [(3.0, "place")]),
        ("Twenty-five owls slept.", [(25.0, "")]),
        ("It doubles the cost, tenfold at worst.", [(2.0, ""), (10.0, "")]),
        ("It took 3 hours and 20 ms.", [(3.0, "h"), (20.0, "ms")]),
        ("It is 4 per cent of 2 GB.", [(4.0, "%"), (2.0, "gb")]),
        (r"$64 \cdot 256 = 16{,}384$ of them", [(64.0, ""), (256.0, ""), (16384.0, "")]),
        ("It took an hour and a half.", []),
        ("The lowest fifth of the nest", [(0.2, "")]),
        ("It rose by half a point.", [(0.5, "points")]),
        ("The 18- and 34-layer nests", [(18.0, "layer"), (34.0, "layer")]),
        ("ResNet-50 and YOLOv3 in 3D", []),
        ("its top-5 error", [(5.0, "")]),
    ],
)
def test_numbers_are_read(text: str, read: list[tuple[float, str]]) -> None:
    assert [(one.value, one.unit) for one in quantities(text)] == read


EQUAL = (
    ("90 minutes", "1.5 hours", "5400 seconds"),
    ("24 months", "two years"),
    ("2 decades", "20 years"),
    ("2 khz", "2000 hz"),
    ("3 GB", "3000 MB"),
    ("5 km", "5000 metres"),
)


@pytest.mark.parametrize(("one", "other"), [pair for same in EQUAL for pair in combinations(same, 2)])
def test_one_quantity_in_two_units_is_the_same(one: str, other: str) -> None:
    for said, held in ((one, other), (other, one)):
        assert doubtful_quantities(f"The owl flew {said}.", f"The owl flew {held}.") == []


@pytest.mark.parametrize(
    ("said", "held"), [("90 minutes", "90 seconds"), ("3 months", "3 years"), ("2 khz", "2 mhz"), ("5 bits", "5 bytes")]
)
def test_one_number_of_two_units_is_not(said: str, held: str) -> None:
    assert missing_quantities(f"The owl flew {said}.", f"The owl flew {held}.")


@given(st.integers(min_value=21, max_value=10**6), st.sampled_from(["", " ms", " hours", " km", " layers", " %"]))
def test_a_number_is_read_as_it_is_written_and_held_by_itself(value: int, unit: str) -> None:
    text = f"The owl saw {value}{unit} then."
    assert [one.value for one in quantities(text)] == [float(value)]
    assert doubtful_quantities(text, text) == []
