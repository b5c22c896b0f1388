"""What a library only mentions does not count as covered; what it is about does."""

from pathlib import Path

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from rag.attempt import attempt
from rag.clock import Clock
from rag.filters import NO_FILTERS
from rag.mentions import is_only_mentioned
from rag.searcher import Searcher

TEXTS = (
    ("https://a.org/attention", "Channel attention weighs the channels of a map, as CBAM does beside positions."),
    ("https://a.org/sort", "SORT predicts every track with a Kalman filter. A Kalman filter is a recursive estimator."),
    ("https://a.org/pool", "Dilated pooling skips cells. Dilated pooling keeps the size. Use dilated pooling late."),
    ("https://a.org/clip", "Large steps are tamed by norm clipping, which scales a gradient down."),
    ("https://a.org/Gaussian-blur", "It weighs neighbours by a bell curve."),
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Searcher:
    root: Path = tmp_path_factory.mktemp("mentions")
    pages = [(entry_of(url), [prose(*(part + "." for part in text.rstrip(".").split(". ")))]) for url, text in TEXTS]
    return Searcher.of(library_of(root, encoder, pages), encoder)


@pytest.mark.parametrize(
    ("question", "only_mentioned"),
    [
        ("what is CBAM", True),
        ("how exactly does CBAM weigh positions of a map", True),  # no question for a topic, but a name in it
        ("how exactly does cbam weigh positions of a map", True),
        ("what is channel attention", False),  # a sentence has it for its subject
        ("how are the channels of a map weighed", False),
        ("what is a kalman filter", False),  # a sentence says it
        ("what is dilated pooling", False),  # the passages come back to it
        ("what is norm clipping", False),  # a clause says what it does
        ("explain gaussian blur", False),  # a heading names it
        ("CBAM vs dilated pooling", False),  # each side is looked for by itself
    ],
)
def test_a_mention_is_told_from_what_is_covered(searcher: Searcher, question: str, only_mentioned: bool) -> None:
    tried = attempt(searcher, question, NO_FILTERS, Clock())
    assert is_only_mentioned(tried.question, tried.passages) == only_mentioned
    assert tried.evidence.is_only_mentioned == only_mentioned
