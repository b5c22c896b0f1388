"""What a library only mentions does not count as covered; what it is about does."""

from pathlib import Path

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from rag.clock import Clock
from rag.coverage.attempt import attempt
from rag.coverage.evidence import TREATED
from rag.coverage.mentions import Treatment, treatment
from rag.filters import NO_FILTERS
from rag.searcher import Searcher

TEXTS = (
    ("https://a.org/attention", "Channel attention weighs the channels of a map, as CBAM does beside positions."),
    ("https://a.org/sort", "SORT predicts every track with a Kalman filter. A Kalman filter is a recursive estimator."),
    ("https://a.org/pool", "Dilated pooling skips cells. Dilated pooling keeps the size. Use dilated pooling late."),
    ("https://a.org/clip", "Large steps are tamed by norm clipping, which scales a gradient down."),
    (
        "https://a.org/lazy",
        "We tried lazy pooling on owls. With lazy pooling nothing changed. So much for lazy pooling.",
    ),
    ("https://a.org/owlnet", "OwlNet v2 is a small network. OwlNet v2 sees in the dark. OwlNet-B has more layers."),
    ("https://a.org/crows", "StrixNet adds a memory of every bird, which a rook forgets."),
    ("https://a.org/owls", "Ring sampling. Points are drawn on circles round the nest."),
    ("https://a.org/Gaussian-blur", "It weighs neighbours by a bell curve."),
    ("https://a.org/OwlFeat", "A window slides over the picture at six scales. Boxes come from a regressor."),
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Searcher:
    root: Path = tmp_path_factory.mktemp("mentions")
    pages = [(entry_of(url), [prose(*(part + "." for part in text.rstrip(".").split(". ")))]) for url, text in TEXTS]
    return Searcher.of(library_of(root, encoder, pages), encoder)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what is CBAM", Treatment.MENTIONED),
        ("how often does CBAM weigh positions of a map", Treatment.MENTIONED),  # a name in a question for more
        ("how often does cbam weigh positions of a map", Treatment.MENTIONED),
        ("what is channel attention", Treatment.EXPLAINED),  # a sentence says what it does
        ("how are the channels of a map weighed", Treatment.NOT_TOLD),
        ("what is a kalman filter", Treatment.EXPLAINED),  # a sentence says what it is
        ("what is dilated pooling", Treatment.EXPLAINED),
        ("what is norm clipping", Treatment.EXPLAINED),  # a clause says what it does
        ("explain gaussian blur", Treatment.EXPLAINED),  # a heading names it
        ("ring sampling", Treatment.EXPLAINED),  # a heading run in names it
        ("owlfeat, at how many scales does a window slide over it", Treatment.EXPLAINED),  # a heading is its one name
        ("what is lazy pooling", Treatment.SPOKEN_OF),  # the passages come back to it, and never say what it is
        ("what is new in owlnet v2, which sees in the dark", Treatment.EXPLAINED),
        ("what is new in OwlNetv4, which sees in the dark", Treatment.MENTIONED),  # another of its models is there
        ("how many layers has OwlNet-H", Treatment.MENTIONED),
        ("how many layers has OwlNet-B", Treatment.NOT_TOLD),
        ("how many layers has conv4", Treatment.NOT_TOLD),  # a layer by its number
        ("what did strixnet add", Treatment.NOT_TOLD),  # its one sentence says what it does, and no more was asked
        ("how many birds did strixnet find by the shore", Treatment.MENTIONED),
        ("CBAM vs dilated pooling", Treatment.NOT_TOLD),  # each side is looked for by itself
    ],
)
def test_a_mention_is_told_from_what_is_covered(searcher: Searcher, question: str, expected: Treatment) -> None:
    tried = attempt(searcher, question, NO_FILTERS, Clock())
    assert treatment(tried.question, tried.passages) == expected
    assert tried.evidence.treated == expected


def test_the_better_a_topic_is_treated_the_more_speaks_for_it() -> None:
    order = [Treatment.MENTIONED, Treatment.SPOKEN_OF, Treatment.NOT_TOLD, Treatment.EXPLAINED]
    assert sorted(Treatment, key=lambda one: TREATED[one]) == order
