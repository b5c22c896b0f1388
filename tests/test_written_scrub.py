"""What a source says passes the scrubber with every number it has; numbers to call do not."""

import json
import re
from pathlib import Path

import pytest

from rag.written.scrub import Scrubber

WIDE = Path(__file__).parent / "support" / "wide.jsonl"
NOTES = Path(__file__).parent.parent / "ingest" / "notes"


@pytest.fixture
def scrubber() -> Scrubber:
    return Scrubber(["b7x2k"], "Never write another id than those given to you here.", "")


def test_no_number_is_lost(scrubber: Scrubber) -> None:
    sources = [json.loads(line)["source"] for line in WIDE.read_text().splitlines()]
    notes = [
        line
        for note in NOTES.glob("*.md")
        for line in note.read_text().splitlines()
        if "://" not in line and "$" not in line
    ]
    lost = [text for text in (*sources, *notes) if _numbers(scrubber.clean(text)) != _numbers(text)]
    assert lost == []


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


@pytest.mark.parametrize(
    "text",
    [
        "The layers have 64-64-128-128-256 filters.",
        "Inputs of 224/256/384 pixels were tried on 2015-12-10.",
        "It reaches 76.15 69.76 73.31 on the three sets.",
        "Images are resized again to 800-1333 pixels.",
        "The rows are 1 0 -1 2 0 -2 1 0 -1 and 1 2 3 4 5 6 7 8 9 10 11.",
        "Call the function with 224 224 3, so that f(g(h(x))) is known.",
        "The method __init__ makes the layers.",
    ],
)
def test_figures_and_calls_stay_as_they_are(scrubber: Scrubber, text: str) -> None:
    assert scrubber.clean(text) == text


@pytest.mark.parametrize(
    "number",
    ["+1 202 555 0143", "+49 30 1234567", "0900-555-0143", "(212) 555 0199", "202-555-0143", "1-800-555-0199"],
)
def test_a_number_to_call_goes(scrubber: Scrubber, number: str) -> None:
    assert not re.search(r"\d{3}", scrubber.clean(f"Pooling has no weights, ring {number} about it."))
