"""How much of the real pages survives: no kind falls below its floor, and the truth does not shrink unnoticed."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from tests.fidelity.pages import archived_cases
from tests.fidelity.report import total
from tests.fidelity.run import Result, results

FLOORS = Path(__file__).parent / "fidelity" / "floors.yaml"


@dataclass(frozen=True, slots=True)
class Floor:
    """What is pinned of a kind: how much the truth holds, and how much of it is kept at least or slipped in at most."""

    kind: str
    of: int
    share: float
    wanted: bool


@dataclass(frozen=True, slots=True)
class Pinned:
    """The file of floors."""

    digest: str
    pages: int
    floors: tuple[Floor, ...]


def read_pinned() -> Pinned:
    values = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    kept = [Floor(kind, one["of"], one["at_least"], True) for kind, one in values["kept"].items()]
    unwanted = [Floor(kind, one["of"], one["at_most"], False) for kind, one in values["unwanted"].items()]
    return Pinned(values["digest"], values["pages"], (*kept, *unwanted))


PINNED = read_pinned()


@pytest.fixture(scope="module")
def main_results(shared: Path) -> list[Result]:
    cases = [case for case in archived_cases(shared / "web") if case.main]
    return list(results(cases, jobs=2, plain=False))


def test_floors_are_of_these_pages(shared: Path, main_results: Sequence[Result]) -> None:
    measured_on = sha256((shared / "web" / "manifest.tsv").read_bytes()).hexdigest()
    assert measured_on == PINNED.digest, "the pages changed: measure again and pin the new floors"
    assert len(main_results) == PINNED.pages


@pytest.mark.parametrize("floor", PINNED.floors, ids=lambda floor: floor.kind)
def test_no_kind_falls_below_its_floor(floor: Floor, main_results: Sequence[Result]) -> None:
    tally = total([one.ours for one in main_results], floor.kind)
    share = tally.kept / tally.total
    assert share >= floor.share if floor.wanted else share <= floor.share, f"{tally}: run python -m tests.fidelity -v"


@pytest.mark.parametrize("floor", [one for one in PINNED.floors if one.of], ids=lambda floor: floor.kind)
def test_the_truth_is_as_large_as_when_the_floors_were_pinned(floor: Floor, main_results: Sequence[Result]) -> None:
    found = total([one.ours for one in main_results], floor.kind).total
    assert found == floor.of, "the truth is read otherwise: look at what changed, then pin the new number"
